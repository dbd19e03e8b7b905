"""Which numerals a reason of a waiver fits: those whose form, and the words beside them, show the reason.

A numeral that states a count, a percentage or an amount in a sentence fits none, and so cannot be waived. The
forms of numerals are told in `text.numeral_forms`; where waivers apply is in `completeness`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, get_args

from pipeline.sources.source_entries import WaiverReason
from pipeline.text.numbers.identifiers import is_in_series, is_in_volume, is_lettered_year
from pipeline.text.numbers.numeral_forms import Form
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.numbers.parts_of_periods import counts_parts_of_period
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

STATED: WaiverReason = "stated"
"""The reason that a person states in words, where no rule shows one."""
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
_AGE = re.compile(
    r"-\s+(?:and|or|to)\s+\d+[\s-]+years?[\s-]+olds?\b|[\s-]*(?:years?[\s-]+(?:olds?\b|of\s+age)|(?:and|or)\s+(?:older|over|under|younger)\b"
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
_CAPITALIZED = re.compile(r"\b[A-Z][a-z]+[ -]$")
_CAPITALIZED_WITH_PREPOSITION = re.compile(
    r"\b[A-Z]\w+,?\s+(?:(?:of|for|from|in|to|through|and)\s+)?(?:\d{4}\s*(?:to|through|and|[-–])\s*)?$"
)
_REPORT_NUMBER = re.compile(r"\b[A-Z]{2,}[- ](?:\d+-)*\d+$")


def _any(_: Beside) -> bool:
    return True


def _is_among_numbers(beside: Beside) -> bool:
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


def _is_page(beside: Beside) -> bool:
    return stands_apart(beside.numeral)


def _is_prefixed_page(beside: Beside) -> bool:
    """Whether its line has nothing but an appendix and a page, `ES-2`, or another line has the page beside it: `5-15`."""
    if is_page_with_neighbor(beside.numeral):
        return True
    token, behind = beside.numeral.token, beside.behind.partition("\n")[0]
    line = (beside.before.rpartition("\n")[2] + token + behind).strip()
    return _PREFIXED_PAGE.fullmatch(line) is not None and stands_apart(beside.numeral)


def _is_on_axis(beside: Beside) -> bool:
    return is_on_axis(beside.numeral)


def _is_listed_page(beside: Beside) -> bool:
    return is_listed_page(beside.numeral)


def _is_item(beside: Beside) -> bool:
    return is_numbered_item(beside.numeral)


def _is_of_footnote(beside: Beside) -> bool:
    return is_of_footnote(beside.numeral)


def _is_heading(beside: Beside) -> bool:
    return is_heading_with_neighbor(beside.numeral)


def _is_scale(beside: Beside) -> bool:
    """Whether it is a word for the scale of other numbers: `(Dollars in billions)`, `($ 1MM)`."""
    return (
        beside.numeral.kind == "vague_word"
        and bool(_SCALE_WORDS.search(beside.before) and _SCALE_END.match(beside.behind))
    ) or bool(_SCALE_TOKEN.fullmatch(beside.numeral.token) and _SCALE_OPEN.search(beside.before))


def _is_in_formula(beside: Beside) -> bool:
    return is_in_formula(beside.before, beside.numeral.token, beside.behind)


def _is_category_bound(beside: Beside) -> bool:
    """Whether it is an end of `18-24`, follows a sign of comparison, or bounds an age."""
    before, behind = beside.before, beside.behind
    return not _is_in_formula(beside) and bool(
        _COMPARED.search(before)
        or _JOINED_BEFORE.search(before)
        or _JOINED_BEHIND.match(behind)
        or _AGED.search(before)
        or _AGE.match(behind)
        or _KIND_OF.match(behind)
        or _SCALE_BEFORE.search(before)
        or _SCALE_BEHIND.match(behind)
    )


def _is_labeled(beside: Beside) -> bool:
    return _LABELED.search(beside.before) is not None


def _is_pronoun(beside: Beside) -> bool:
    """Whether it is `one` or `both`, or the `two` of `two or more`."""
    word = beside.numeral.token.lower()
    return word in ("one", "both") or (
        word == "two" and re.match(r"\s+or\s+more\b", beside.behind) is not None
    )


def _is_in_name(beside: Beside) -> bool:
    """Whether it ends a name inside a sentence (`Boeing 737,`), or is a word of one (`Three Rivers`)."""
    if beside.numeral.kind != "digits":
        inside = not _SENTENCE_START.search(beside.before)
        capital = beside.numeral.token[0].isupper()
        return inside and capital and re.match(r"[ -][A-Z]", beside.behind) is not None
    named = _CAPITALIZED.search(beside.before)
    if named is None or not beside.numeral.token.isdecimal():
        return False
    inside = not _SENTENCE_START.search(beside.before[: named.start()])
    return inside and not re.match(r"[\s-]+\w", beside.behind)


def _is_in_marks(beside: Beside) -> bool:
    """Whether it is between the asterisks or quotation marks of its line that mark a title."""
    text, start, end = beside.numeral.context
    before = text[text.rfind("\n", 0, start) + 1 : start]
    behind = text[end : text.find("\n", end) if "\n" in text[end:] else len(text)]
    quoted = before.count('"') % 2 or before.count("“") > before.count("”")
    marked = (before.count("*") % 2 and "*" in behind) or (quoted and re.search('["”]', behind))
    return bool(marked) and not re.match(r"[\s-]+[a-z]", behind)


def _is_year_of_title(beside: Beside) -> bool:
    """Whether it belongs to capitalized words inside the sentence: `the Act of 1952`, `2018 Survey`."""
    named = _CAPITALIZED_WITH_PREPOSITION.search(beside.before)
    inside = named is not None and not _SENTENCE_START.search(beside.before[: named.start()])
    return inside or bool(re.match(r"\s+[A-Z][a-z]", beside.behind)) or _is_in_marks(beside)


def _is_report_number(beside: Beside) -> bool:
    joined = _REPORT_NUMBER.search(beside.joined) is not None
    return joined or is_in_series(beside.before)


def _is_cut_report_number(beside: Beside) -> bool:
    return _CUT_REPORT_NUMBER.search(beside.before) is not None


def _is_lettered(beside: Beside) -> bool:
    return is_lettered_year(beside.numeral.token)


def _is_of_no_journal(beside: Beside) -> bool:
    return not is_in_volume(beside.before, beside.numeral.token, beside.behind)


def _may_be_stated(beside: Beside) -> bool:
    return may_be_stated(beside.numeral, beside.before, beside.behind)


def _is_part_of_year(beside: Beside) -> bool:
    """Whether it belongs to `Quarter 2` or to `the second quarter`."""
    return bool(
        re.search(r"\b[Qq]uarters?\s+$", beside.before)
        or re.match(r"\s+(?:quarter|half)\b", beside.behind)
    )


def _is_of_period(beside: Beside) -> bool:
    return counts_parts_of_period(beside.before, beside.behind)


def _is_no_citation(beside: Beside) -> bool:
    return beside.numeral.form != "year" or not is_cited_year(beside.before, beside.behind)


def _is_deadline(beside: Beside) -> bool:
    return _DEADLINE.search(beside.before) is not None


def _is_elapsed(beside: Beside) -> bool:
    return _LATER.match(beside.behind) is not None


def _is_threshold(beside: Beside) -> bool:
    return _OR_MORE.match(beside.behind) is not None


def _is_volume(beside: Beside) -> bool:
    return _VOLUME.search(beside.before) is not None


def _is_in_parentheses(beside: Beside) -> bool:
    return re.search(r"\([^()]*$", beside.before) is not None


def _is_unread(beside: Beside) -> bool:
    """Whether its characters are damaged or are read in several ways; parts of a year are told apart."""
    numeral = beside.numeral
    return numeral.unread is not None and (numeral.kind, numeral.form) != ("fraction", "date")


def _is_of_document(beside: Beside) -> bool:
    """Whether it is the day or the year of the date that `source.yaml` states, where it states one."""
    day = beside.published
    return day is None or beside.numeral.value in (day.day, day.month, day.year)


DATES: tuple[Form, ...] = ("date", "year", "decade")
PLAIN: tuple[Form, ...] = ("number", "bare")
WHERE_FIT: Mapping[WaiverReason, Mapping[tuple[Form, ...], Fits]] = {
    "address": {("address",): _any},
    "bound in a formula or rule": {(*PLAIN, "percent", "duration", "money"): _is_in_formula},
    "citation": {
        ("citation", "page"): _any,
        DATES: _is_in_parentheses,
        (*PLAIN, "name"): _is_volume,
        ("name",): _is_lettered,
    },
    "date": {DATES: _is_no_citation, ("number", "duration"): _is_of_period},
    "date of the covered report": {DATES: _any},
    "date of the document": {DATES: _is_of_document},
    "deadline": {("duration",): _is_deadline},
    "elapsed time": {("duration",): _is_elapsed},
    "exhibit": {
        (*PLAIN, "percent", "money", *DATES): _is_among_numbers,
        ("number", "percent", "money", *DATES): _is_on_axis,
    },
    "footnote mark": {("mark",): _any, PLAIN: _is_of_footnote},
    "label or category bound": {
        (*PLAIN, "duration", "money", "percent"): _is_category_bound,
        ("name",): _is_labeled,
    },
    "layout debris": {PLAIN: _is_among_numbers, ("mark", "list_number"): _any},
    "legal citation": {("citation",): _is_of_no_journal},
    "legal threshold": {("duration",): _is_threshold},
    "list number": {("list_number",): _any, PLAIN: _is_heading, ("number",): _is_item},
    "name": {("name",): _any, (*PLAIN, "ordinal", "year"): _is_in_name},
    "number of an exhibit": {("exhibit",): _any},
    "number of a recommendation": {("recommendation",): _any},
    "ordinal": {("ordinal",): _any},
    "page number": {
        ("page",): _any,
        ("bare",): _is_page,
        (*PLAIN, "name"): _is_prefixed_page,
        PLAIN: _is_listed_page,
    },
    "period of a figure": {
        DATES: _is_no_citation,
        ("number", "name", "ordinal"): _is_part_of_year,
        ("number", "duration"): _is_of_period,
    },
    "pronoun": {("number",): _is_pronoun},
    "report number": {("name",): _is_report_number, PLAIN: _is_cut_report_number},
    "rule of rounding": {},
    "stated": {PLAIN: _may_be_stated},
    "telephone": {("telephone",): _any},
    "title": {
        ("year", "decade"): _is_year_of_title,
        ("date", "name", "exhibit", "recommendation", "ordinal", *PLAIN): _is_in_marks,
    },
    "unit of measure": {("exponent",): _any, ("number", "money"): _is_scale},
    "unreadable": {(*PLAIN, "percent", "money", "duration", *DATES, "name"): _is_unread},
    "web address": {("web",): _any},
}
"""Reason → forms it fits, where the words beside the numeral show it too. The rule of rounding is quoted."""


BY_FORM: Mapping[Form, Mapping[WaiverReason, Sequence[Fits]]] = {
    form: {
        reason: fitting
        for reason, where in WHERE_FIT.items()
        if (fitting := [holds for forms, holds in where.items() if form in forms])
    }
    for form in get_args(Form)
}
"""Form → the reasons that may fit it, in the order of `WHERE_FIT`."""


def fits(reason: WaiverReason, numeral: Numeral, published: date | None) -> bool:
    """Whether a numeral's form, and the words beside it, show a reason to waive it.

    `published` is the date of its document, None where it is not known.
    """
    fitting = BY_FORM[numeral.form].get(reason)
    if fitting is None:
        return False
    beside = _beside(numeral, published)
    return any(holds(beside) for holds in fitting)


def fitting_reasons(numeral: Numeral, published: date | None) -> tuple[WaiverReason, ...]:
    """The reasons that a rule shows to fit a numeral, in alphabetical order; none where it states a figure."""
    may_fit = BY_FORM[numeral.form]
    if not may_fit:
        return ()
    beside = _beside(numeral, published)
    return tuple(
        reason
        for reason, fitting in may_fit.items()
        if reason != STATED and any(holds(beside) for holds in fitting)
    )


def _beside(numeral: Numeral, published: date | None) -> Beside:
    text, start, end = numeral.context
    return Beside(numeral, text[max(0, start - NEAR) : start], text[end : end + NEAR], published)
