"""Numbers that state nothing although no reason to waive them fits: of a chart's axis, of a list of exhibits, of an account."""

import re
from collections.abc import Sequence
from itertools import takewhile

from pipeline.drafting.counted_words import may_be_several, nouns_behind
from pipeline.drafting.no_counts import why_no_count
from pipeline.drafting.quoted_words import Quoted
from pipeline.text.documents import Document, Span
from pipeline.text.numbers.numerals import Numeral
from pipeline.transcription.formula_bounds import ROUNDED_TO
from pipeline.transcription.stated_reasons import may_be_stated
from pipeline.transcription.words_beside import NEAR

UNLIKELY_DIGITS = 8
"""Digits without separators that are hardly a number that a document states."""
FEWEST_OF_A_ROW = 6
SHARE_OF_A_ROW = 0.7
"""A row of so many words, of which this share have no letters, is of a table or of a chart."""
AROUND = 600
"""Characters above and below a line in which rows like it are looked for."""
FEWEST_ROWS, NEARLY = 3, 2
"""Lines of two cells that are rows, and how many characters their second cells may be out of line."""
_GAP = re.compile(r"(?<=\S)(?:[ ]{3,}|\t)(?=\S)")
_EXHIBIT_BEHIND = re.compile(
    r"\s+(?:Figures?|Tables?|Text\s+Box|Appendix|Chapter|Exhibit)\s+[\dA-Z]"
)
_RULES = r"(?:Rule|Act|Cap|Plan|Program|Initiative|Standard|Test|Limit|Campaign|Challenge|Project|Pledge)s?\b"
_RULE_NAMED = re.compile(rf"[\s-]+(?:[A-Z][\w-]*\s+){{0,3}}{_RULES}")
"""The words behind the number of "the 1 Percent Rule"."""
_QUOTE_OPEN = re.compile(r"[“\"‘'][^“”\"‘’'\n]{0,40}$")
_NAME_BEHIND = re.compile(r"[\s-]+[A-Z][\w-]*[^“”\"\n]{0,40}[”\"’']")
_LEGEND = re.compile(r"(?:^|[.;\n])\s*[-–—]\s+$")
_TITLE = re.compile(
    r"\s*(?:Table|Exhibit|Figure|Chart|TABLE|EXHIBIT|FIGURE|CHART)\s+[A-Z]?[-.]?\d[\w.-]*(?:[.:]\s|\s*[-–—]\s|\s+[A-Z])"
)
_TITLE_ALONE = re.compile(r"\s*(?:Table|Exhibit|Figure|Chart)\s+[A-Z]?[-.]?\d[\w.-]*[.:]?\s*")
_AXIS = re.compile(r"\s*(?:In\s+)?[A-Z][a-z]+(?:\s+of(?:\s+[\w.$]+){1,4})?\s*")
_COMPOUND = re.compile(r"-(?!(?:and|or|to)\b)[a-z]{2,}")
_ACRONYM = re.compile(r"\b([A-Z]{2,6})\)?\s+$")
_SENTENCE = re.compile(r"[a-z][.?!,;:]?\s+(?:in|on|of|from|and|the|see|to|by|than)\s*$")


def why_no_statement(document: Document, numeral: Numeral, quoted: Quoted) -> str | None:
    """Why a number hardly states anything; None where it may."""
    if numeral.token.isdecimal() and len(numeral.token) >= UNLIKELY_DIGITS:
        return "it has no separators: it may be a telephone number or an account"
    if _counts_nothing(numeral):
        return "it may count nothing: waive it with `reason: stated` and `why`, or make it a figure"
    before, behind = document.context(Span(numeral.start, numeral.end))
    return (
        _why_in_table(document, numeral, quoted)
        or _why_marked(document, numeral, before, behind)
        or _why_adjective(numeral, behind)
        or _why_title_of_axis(document, numeral)
        or _why_named(document, numeral, before, behind)
        or why_no_count(document, numeral, before, behind)
    )


def _why_in_table(document: Document, numeral: Numeral, quoted: Quoted) -> str | None:
    """Why a number is in a row; None where it is in none."""
    words = quoted.quote.split()
    bare = sum(not any(character.isalpha() for character in word) for word in words)
    if len(words) >= FEWEST_OF_A_ROW and bare >= SHARE_OF_A_ROW * len(words):
        return "it is in a row of numbers: quote the words that say what it is, or declare a table"
    if _is_in_rows(document, numeral):
        return "it is in a row of a table: declare the table, or quote the words of its cell"
    return None


def _why_marked(document: Document, numeral: Numeral, before: str, behind: str) -> str | None:
    """Why a number is the mark of an item, or of a name; None where it is neither."""
    if behind.startswith(") ") and "(" not in before and numeral.token.isdecimal():
        return "it may be the mark of an item of a list"
    acronym = _ACRONYM.search(before)
    if acronym and numeral.token.isdecimal() and _is_a_name(document, acronym[1], numeral, behind):
        return f"`{acronym[1]} {numeral.token}` may be a name"
    return None


def _counts_nothing(numeral: Numeral) -> bool:
    """Whether it is a "none" of which its sentence does not tell that it was so."""
    text, start, end = numeral.context
    before, behind = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    is_of_things = re.match(r"\s+of\b", behind) is not None
    return (
        numeral.token.lower() == "none" and is_of_things and may_be_stated(numeral, before, behind)
    )


def _is_in_rows(document: Document, numeral: Numeral) -> bool:
    """Whether its line has cells, and lines beside it have them too, with words of a table between.

    Three cells and one line beside it are enough; lines of two cells are rows where three or more follow each other.
    """
    (passage,) = document.passages
    line = document.line_around(Span(numeral.start, numeral.end))
    own = document.characters(line).rstrip()
    first, last = max(0, line.start - AROUND), line.end + AROUND
    above = passage.text[first : line.start].splitlines()[::-1]
    below = passage.text[line.end : last].removeprefix("\r").removeprefix("\n").splitlines()
    gaps = len(_GAP.findall(own))
    nearest = [next(filter(str.strip, lines), "") for lines in (above, below)]
    if gaps > 1 and any(_GAP.search(other) for other in nearest):
        return True
    return gaps == 1 and 1 + _rows_like(own, above) + _rows_like(own, below) >= FEWEST_ROWS


def _rows_like(own: str, others: Sequence[str]) -> int:
    """How many lines from the first on have one gap too, with the second cell or its end at about the same place."""
    return sum(1 for _ in takewhile(lambda other: _is_row_like(own, other.rstrip()), others))


def _is_row_like(own: str, other: str) -> bool:
    mine, found = _GAP.search(own), _GAP.findall(other)
    gap = _GAP.search(other)
    if mine is None or gap is None or len(found) != 1:
        return False
    return abs(mine.end() - gap.end()) <= NEARLY or abs(len(own) - len(other)) <= NEARLY


def _why_named(document: Document, numeral: Numeral, before: str, behind: str) -> str | None:
    """Why a number is part of a title, of a name, of a legend or of a rule of rounding; None where it is of none."""
    if _RULE_NAMED.match(behind) or (_QUOTE_OPEN.search(before) and _NAME_BEHIND.match(behind)):
        return "it may be part of a name"
    if ROUNDED_TO.search(before):
        return "it may be the document's rule of rounding: quote this as `rounding` in source.yaml"
    if _LEGEND.search(before) and numeral.value == 0:
        return "it may explain a mark: name the mark under `marks` of its table"
    if _EXHIBIT_BEHIND.match(behind) and not _SENTENCE.search(before):
        return "an exhibit is named behind it: it may be a page of a list of exhibits"
    line = document.line_around(Span(numeral.start, numeral.end))
    (passage,) = document.passages
    above = (
        passage.text[max(0, line.start - 200) : line.start].rstrip("\r\n \t").rpartition("\n")[2]
    )
    if _TITLE.match(document.characters(line)) or _TITLE_ALONE.fullmatch(above):
        return "it is in the title of an exhibit"
    return None


def _why_adjective(numeral: Numeral, behind: str) -> str | None:
    """Why a number word may be of a kind of thing: "a three-generation study"; None where it counts things."""
    if numeral.kind != "word" or numeral.statistic != "count" or not numeral.value:
        return None
    joined = _COMPOUND.match(behind)
    if joined is not None:
        return f"`{numeral.token}{joined[0]}` may say of what kind a thing is, and count nothing"
    nouns = nouns_behind(behind)
    if numeral.value > 1 and len(nouns) > 1 and not any(may_be_several(noun) for noun in nouns):
        return (
            f"no plural is behind it: `{numeral.token} {nouns[0]}` may say of what kind a thing is"
        )
    return None


def _why_title_of_axis(document: Document, numeral: Numeral) -> str | None:
    """Why "Thousands" is the scale of a chart: it begins a line that has a few words and no sentence."""
    line = document.line_around(Span(numeral.start, numeral.end))
    if numeral.least is None or not _AXIS.fullmatch(document.characters(line)):
        return None
    return "it is alone on its line: it may be the title of an axis, the scale of the numbers beside it"


def _is_a_name(document: Document, acronym: str, numeral: Numeral, behind: str) -> bool:
    """Whether letters and a number are together a name: at the end of a part of a sentence, or several times in the text."""
    (passage,) = document.passages
    times = len(re.findall(rf"\b{acronym}\)?\s+{numeral.token}\b(?!,\d)", passage.text))
    return times > 1 or re.match(r"\s*[,.;:)](?!\d)", behind) is not None
