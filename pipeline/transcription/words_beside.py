"""What the words beside a numeral show: that it is an age, a page, a title, part of a name or of a scale.

Each function answers for one kind, of a numeral with its surroundings. Which reasons of a waiver need which is in
`waiver_reasons`.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from pipeline.text.numbers.identifiers import is_in_series, is_in_volume, is_lettered_year
from pipeline.text.numbers.idle_words import may_be_pronoun
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.numbers.parts_of_periods import counts_parts_of_period
from pipeline.text.units.units import SUSPENDED
from pipeline.transcription.cells_of_ranges import is_cell_of_ranges
from pipeline.transcription.cited_years import is_cited_year
from pipeline.transcription.formula_bounds import is_in_formula
from pipeline.transcription.numbered_places import is_heading_with_neighbor, is_page_with_neighbor
from pipeline.transcription.numbers_in_runs import (
    is_listed_page,
    is_numbered_item,
    is_of_footnote,
    is_on_axis,
)
from pipeline.transcription.stated_reasons import may_be_stated

NEAR = 200
FURTHEST = 400
"""How far the next line is looked for that is not empty."""


class Beside(NamedTuple):
    """A numeral with the characters before and behind it, and the date of its document."""

    numeral: Numeral
    before: str
    behind: str
    published: date | None

    @property
    def line(self) -> str:
        """What else is printed on its line, or lines."""
        return self.before.rpartition("\n")[2] + " " + self.behind.partition("\n")[0]

    @property
    def joined(self) -> str:
        """It and what is printed before it without a space, or after one word in capitals: `GAO 15`."""
        return self.before.rpartition("\n")[2][-20:] + self.numeral.token


_WORD = re.compile(r"[^\W\d_]{3}")
_EQUALS = re.compile(r"=\s*$")
Fits = Callable[[Beside], bool]
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|\n[\s•*-]*)$")
_DEADLINE = re.compile(r"\b(?:within|by|no\s+later\s+than)\s+$", re.IGNORECASE)
_LATER = re.compile(
    r"[\s-]+\w+\s+(?:later|earlier|ago|after|before|since|prior|old|from\s+now)\b", re.IGNORECASE
)
_OR_MORE = re.compile(
    r"(?:[\s-]+\w+)?\s+or\s+(?:more|less|longer|shorter|older|younger|fewer|over|under)\b"
)
_CAP = re.compile(
    r"(?:[\s-]*(?:percent|per\s+cent|%)|[\s-]+(?:hour|day|week|month|year)s?)?[\s-]+(?:(?:statutory|legal|annual|federal|maximum|minimum)\s+)?"
    r"(?:cap|limit|threshold|ceiling|floor|cutoff|cut-off|minimum|maximum)s?\b"
)
_CAP_BEFORE = re.compile(
    r"\b(?:cap|limit|threshold|ceiling|floor|cutoff|cut-off)\s+(?:of|at)\s+\$?$", re.IGNORECASE
)
_AGE = re.compile(
    rf"{SUSPENDED}[\s-]*(?:years?[\s-]+(?:olds?\b|of\s+age)|(?:and|or)\s+(?:older|over|under|younger)\b"
    r"|years?\s+(?:and|or)\s+(?:older|over|above|more|under|younger|below)\b)"
)
_KIND_OF = re.compile(r"-(?:hour|day|week|month|year)\s+\((?:or|and)\s+[a-z]+-\w+\)")
"""`one-day (or many-day) intakes`: the name of a kind beside that of another."""
_AGED = re.compile(
    r"\b(?:(?:aged?|ages|(?:under|over|between)\s+the\s+ages?\s+of)\s+(?:\d+\s+(?:to|through)\s+)?"
    r"|(?:ages|the\s+ages\s+of)\s+\d+\s+(?:and|or)\s+)$",
    re.IGNORECASE,
)
_SCALE_BEFORE = re.compile(r"\bscale\s+(?:of|from)\s+(?:\d+\s+(?:to|through)\s+)?$")
_SCALE_BEHIND = re.compile(r"(?:[\s-]to[\s-]\d+)?[\s-]+(?:point[\s-]+)?scale\b")
_PREFIXED_PAGE = re.compile(r"[A-Z]{1,3}[ ]?[-–.][ ]?\d{1,3}")
_CUT_REPORT_NUMBER = re.compile(r"\b[A-Z]{2,}-(?:\d+-)*\n\s*(?:\d+-)*$")
"""`GAO/OCE-` at the end of a line, with its number on the next one."""
_SCALE_WORDS = re.compile(
    r"(?:\((?:[^()\n]{0,40}\s)?|(?:^|\n)[ \t]*(?:[A-Z]\w+\s+)?(?:[Dd]ollars\s+)?)[Ii]n\s+(?:\$\s?)?$"
)
_SCALE_END = re.compile(r"(?:\s+of\s+(?:[\w.,-]+\s+){0,4}[\w.-]*)?[ \t]*(?:\)|[,;]\s|\n|$)")
_SCALE_TOKEN = re.compile(r"1(?:,?000)?(?:MM|M|K|s)|1,?000,?000s")
_SCALE_OPEN = re.compile(r"(?:\(|\b[Ii]n\s)[^()\n<>=≤≥]{0,12}$")
_COMPARED = re.compile(r"[<>≤≥]\s?=?\s*\$?\s?$")
_JOINED_BEFORE = re.compile(r"\d%?\s*[-–]\s*\$?$")
_JOINED_BEHIND = re.compile(r"%?\s*[-–]\s*\$?\d")
_VOLUME = re.compile(r"\b(?:vol|no|pp?|ed)\.\s*(?:\d+\s*[-–,]\s*)?$", re.IGNORECASE)
_LABELED = re.compile(
    r"\b(?:[Tt]ype|[Cc]lass|[Ll]evel|[Pp]hase|[Tt]ier|[Gg]rade|[Gg]roup|[Cc]ategory|[Ss]tep|[Rr]egion|[Dd]istrict"
    r"|[Dd]ay|[Ww]eek|[Rr]oute|[Ll]ine|[Ii]tem|[Qq]uestion)s?\s+$"
)
_LOWER = re.compile(r"\b(?:lower|contiguous|conterminous|continental)\s+$", re.IGNORECASE)
_STATES_BEHIND = re.compile(r"(?:48|forty-eight)(?:\s+states\b|(?![\s-]+[a-z]))", re.IGNORECASE)
"""`the lower 48 states`, `the lower 48.`"""
_CAPITALIZED = re.compile(r"\b[A-Z][a-z]+[ -]$")
_CAPITALIZED_WITH_PREPOSITION = re.compile(
    r"\b[A-Z]\w+,?\s+(?:(?:of|for|from|in|to|through|and)\s+)?(?:\d{4}\s*(?:to|through|and|[-–])\s*)?$"
)
_REPORT_NUMBER = re.compile(r"\b[A-Z]{2,}[- ](?:\d+-)*\d+$")


def anywhere(_: Beside) -> bool:
    """Every numeral of the form, whatever is beside it."""
    return True


def is_among_numbers(beside: Beside) -> bool:
    """Whether its line has no words, as the scale of a chart that a conversion broke up; `n = 3` states a number."""
    return _WORD.search(beside.line) is None and _EQUALS.search(beside.before) is None


def stands_apart(numeral: Numeral) -> bool:
    """Whether a number without words on its line is no part of lines of numbers, as those of a chart are."""
    text, start, end = numeral.context
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first:start] + text[end : last if last >= 0 else len(text)]
    if _WORD.search(line):
        return True
    before = text[max(0, first - FURTHEST) : first].rstrip().rpartition("\n")[2]
    behind = text[last : last + FURTHEST].lstrip().partition("\n")[0] if last >= 0 else ""
    others = (_REPORT_NUMBER.sub("", line.strip()), before, behind)
    return not any(_has_only_numbers(other) for other in others)


def _has_only_numbers(line: str) -> bool:
    return re.search(r"\d", line) is not None and _WORD.search(line) is None


def shows_page(beside: Beside) -> bool:
    """Whether it is no part of lines of numbers, as those of a chart are."""
    return stands_apart(beside.numeral)


def is_prefixed_page(beside: Beside) -> bool:
    """Whether its line has nothing but an appendix and a page, `ES-2`, or another line has the page beside it: `5-15`."""
    if is_page_with_neighbor(beside.numeral):
        return True
    token, behind = beside.numeral.token, beside.behind.partition("\n")[0]
    line = (beside.before.rpartition("\n")[2] + token + behind).strip()
    return _PREFIXED_PAGE.fullmatch(line) is not None and stands_apart(beside.numeral)


def shows_on_axis(beside: Beside) -> bool:
    """Whether it is on the axis of a chart."""
    return is_on_axis(beside.numeral)


def shows_listed_page(beside: Beside) -> bool:
    """Whether it is a page in a list of exhibits."""
    return is_listed_page(beside.numeral)


def is_item(beside: Beside) -> bool:
    """Whether it numbers an item: `2)`."""
    return is_numbered_item(beside.numeral)


def shows_of_footnote(beside: Beside) -> bool:
    """Whether it begins the text of a footnote."""
    return is_of_footnote(beside.numeral)


def shows_heading(beside: Beside) -> bool:
    """Whether it numbers a heading: `5.4 Results`."""
    return is_heading_with_neighbor(beside.numeral)


def is_scale(beside: Beside) -> bool:
    """Whether it is a word for the scale of other numbers: `(Dollars in billions)`, `($ 1MM)`."""
    return (
        beside.numeral.kind == "vague_word"
        and bool(_SCALE_WORDS.search(beside.before) and _SCALE_END.match(beside.behind))
    ) or bool(_SCALE_TOKEN.fullmatch(beside.numeral.token) and _SCALE_OPEN.search(beside.before))


def shows_in_formula(beside: Beside) -> bool:
    """Whether it bounds a variable of a formula or a rule."""
    return is_in_formula(beside.before, beside.numeral.token, beside.behind)


def is_category_bound(beside: Beside) -> bool:
    """Whether it is an end of `18-24`, follows a sign of comparison, or bounds an age."""
    before, behind = beside.before, beside.behind
    return not shows_in_formula(beside) and bool(
        _COMPARED.search(before)
        or _JOINED_BEFORE.search(before)
        or _JOINED_BEHIND.match(behind)
        or _AGED.search(before)
        or _AGE.match(behind)
        or _KIND_OF.match(behind)
        or is_cell_of_ranges(before, beside.numeral.token, behind)
        or _SCALE_BEFORE.search(before)
        or _SCALE_BEHIND.match(behind)
    )


def is_labeled(beside: Beside) -> bool:
    """Whether a word for a class or a step is before it: `Phase 2`."""
    return _LABELED.search(beside.before) is not None


def is_pronoun(beside: Beside) -> bool:
    """Whether it is `one` or `both`, or the `two` of `two or more`."""
    word = beside.numeral.token.lower()
    return word in ("one", "both") or (
        word == "two" and re.match(r"\s+or\s+more\b", beside.behind) is not None
    )


def is_pronoun_of_time(beside: Beside) -> bool:
    """Whether it is the *one* of "the one year in which", which the reader takes for a pronoun."""
    token = beside.numeral.token.lower()
    return token == "one" and may_be_pronoun(beside.before, beside.behind)


def is_refused(beside: Beside) -> bool:
    """Whether the reader refuses it as a figure for the words beside it, and not for its own characters."""
    numeral = beside.numeral
    if numeral.unread is not None or numeral.point_may_separate:
        return False  # it is unreadable, or an emendation says what it is
    return numeral.refused is not None


def is_in_name(beside: Beside) -> bool:
    """Whether it ends a name inside a sentence (`Boeing 737,`), or is a word of one (`Three Rivers`, `lower 48 states`)."""
    if _LOWER.search(beside.before) and _STATES_BEHIND.match(beside.numeral.token + beside.behind):
        return True
    if beside.numeral.kind != "digits":
        inside = not _SENTENCE_START.search(beside.before)
        capital = beside.numeral.token[0].isupper()
        return inside and capital and re.match(r"[ -][A-Z]", beside.behind) is not None
    named = _CAPITALIZED.search(beside.before)
    if named is None or not beside.numeral.token.isdecimal():
        return False
    inside = not _SENTENCE_START.search(beside.before[: named.start()])
    return inside and not re.match(r"[\s-]+\w", beside.behind)


def is_in_marks(beside: Beside) -> bool:
    """Whether it is between the asterisks or quotation marks of its line that mark a title."""
    text, start, end = beside.numeral.context
    before = text[text.rfind("\n", 0, start) + 1 : start]
    behind = text[end : text.find("\n", end) if "\n" in text[end:] else len(text)]
    quoted = before.count('"') % 2 or before.count("“") > before.count("”")
    marked = (before.count("*") % 2 and "*" in behind) or (quoted and re.search('["”]', behind))
    return bool(marked) and not re.match(r"[\s-]+[a-z]", behind)


def is_year_of_title(beside: Beside) -> bool:
    """Whether it belongs to capitalized words inside the sentence: `the Act of 1952`, `2018 Survey`."""
    named = _CAPITALIZED_WITH_PREPOSITION.search(beside.before)
    inside = named is not None and not _SENTENCE_START.search(beside.before[: named.start()])
    return inside or bool(re.match(r"\s+[A-Z][a-z]", beside.behind)) or is_in_marks(beside)


def is_report_number(beside: Beside) -> bool:
    """Whether it is of the number of a report, or of a paper in a series."""
    joined = _REPORT_NUMBER.search(beside.joined) is not None
    return joined or is_in_series(beside.before)


def is_cut_report_number(beside: Beside) -> bool:
    """Whether the letters of its report number end the line before."""
    return _CUT_REPORT_NUMBER.search(beside.before) is not None


def shows_lettered(beside: Beside) -> bool:
    """Whether a letter is joined to a year: `1995a`."""
    return is_lettered_year(beside.numeral.token)


def is_of_no_journal(beside: Beside) -> bool:
    """Whether it cites something else than the volume of a journal."""
    return not is_in_volume(beside.before, beside.numeral.token, beside.behind)


def shows_stated(beside: Beside) -> bool:
    """Whether a person may waive it with a reason in words."""
    return may_be_stated(beside.numeral, beside.before, beside.behind)


def is_part_of_year(beside: Beside) -> bool:
    """Whether it belongs to `Quarter 2` or to `the second quarter`."""
    return bool(
        re.search(r"\b[Qq]uarters?\s+$", beside.before)
        or re.match(r"\s+(?:quarter|half)\b", beside.behind)
    )


def is_of_period(beside: Beside) -> bool:
    """Whether it counts the parts of a period: the *three* of "the first three quarters"."""
    return counts_parts_of_period(beside.before, beside.behind)


def is_no_citation(beside: Beside) -> bool:
    """Whether it is no year behind the author of a work."""
    return beside.numeral.form != "year" or not is_cited_year(beside.before, beside.behind)


def is_deadline(beside: Beside) -> bool:
    """Whether "within", "by" or "no later than" is before it."""
    return _DEADLINE.search(beside.before) is not None


def is_elapsed(beside: Beside) -> bool:
    """Whether "later", "ago" or the like is behind its unit."""
    return _LATER.match(beside.behind) is not None


def is_cap(beside: Beside) -> bool:
    """Whether it is the limit of a rule: "the 1 percent cap", "a threshold of $10,000"."""
    return bool(_CAP.match(beside.behind) or _CAP_BEFORE.search(beside.before))


def is_threshold(beside: Beside) -> bool:
    """Whether "or more", "or less" or the like is behind it."""
    return _OR_MORE.match(beside.behind) is not None


def is_volume(beside: Beside) -> bool:
    """Whether "vol.", "no." or "pp." is before it."""
    return _VOLUME.search(beside.before) is not None


def is_in_parentheses(beside: Beside) -> bool:
    """Whether parentheses are open before it."""
    return re.search(r"\([^()]*$", beside.before) is not None


def is_unread(beside: Beside) -> bool:
    """Whether its characters are damaged or are read in several ways; parts of a year are told apart."""
    numeral = beside.numeral
    return numeral.unread is not None and (numeral.kind, numeral.form) != ("fraction", "date")


def is_of_document(beside: Beside) -> bool:
    """Whether it is the day or the year of the date that `source.yaml` states, where it states one."""
    day = beside.published
    return day is None or beside.numeral.value in (day.day, day.month, day.year)
