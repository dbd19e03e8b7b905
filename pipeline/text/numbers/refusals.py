"""Why a number whose characters are read is refused by the words beside it, in plain words.

What characters alone make unreadable belongs to `digit_runs` and `word_runs`, signs to `signs`, and qualifiers to
`qualifiers`.
"""

import re
from decimal import Decimal
from typing import Protocol

from pipeline.text.numbers.forms import COUNTS_NOTHING, Form
from pipeline.text.numbers.idle_words import why_idle
from pipeline.text.numbers.split_numbers import why_piece
from pipeline.text.qualifiers.qualifiers import Qualifier, find_qualifier
from pipeline.text.units.changes import change_by
from pipeline.text.units.units import OF_ANY_SIZE, Statistic, other_unit

_SIGN_BEFORE = re.compile(r"[-−–($\\]+\s?$")
_WORD_BEHIND = re.compile(r"\s+[A-Za-z]")
_CAPITAL_BEHIND = re.compile(r"\s+[A-Z][a-z]")
_SENTENCE = re.compile(r"[a-z]")
_YEAR_AND_MARK = re.compile(r"(?:19|20)\d\d\.\d{1,3}")
_AND_A_HALF = re.compile(r"\s+[a-z]+\s+and\s+(?:a|one)[\s-](?:half|quarter|third)\b", re.IGNORECASE)
_TIMES_MORE = re.compile(
    r"\s+times\s+(?:more|less|fewer|higher|lower|greater|larger|smaller|bigger)\b|[\s-]*fold\b",
    re.IGNORECASE,
)
_DIGIT_WORD = re.compile(r"-digits?\b", re.IGNORECASE)
_UNIT_BEHIND = re.compile(
    r"\s*-|\s+(?:an?\s+)?(?:second|minute|hour|day|week|month|year|decade|mile|inch|acre|dollar|point)s?\b",
    re.IGNORECASE,
)
_OF_SOMETHING = re.compile(
    r"\s+(?:of\b|the\b|its\b|their\b|our\b|all\b|these\b|those\b)", re.IGNORECASE
)
_PARTICIPLE = re.compile(r"\s+(?:were|was|are|is|have|had|did|said|reported)\b", re.IGNORECASE)


class _Printed(Protocol):
    """A number in a text, as far as refusals need it."""

    @property
    def token(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def context(self) -> tuple[str, int, int]: ...
    @property
    def form(self) -> Form: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def statistic(self) -> Statistic | None: ...
    @property
    def qualified_by(self) -> Qualifier | None: ...
    @property
    def sign_unclear(self) -> str | None: ...
    @property
    def point_may_separate(self) -> bool: ...


def why_refused(numeral: _Printed) -> str | None:
    """Why the words beside a number keep it from being read, or None."""
    text, start, end = numeral.context
    if numeral.point_may_separate and numeral.statistic not in OF_ANY_SIZE:
        thousands = numeral.token.replace(".", ",")
        return f"its point may be a decimal point, or stand for the comma of {thousands}"
    if start == 0 and end == len(text):
        return None  # a cell or a token: no words are beside it
    if numeral.form in COUNTS_NOTHING:
        return f"it is {COUNTS_NOTHING[numeral.form]} and counts nothing"
    unit = other_unit(text, start, end)
    if unit is not None:
        return f"`{unit}` is a unit that is not read"
    why = why_piece(text, start, end, numeral.kind) or why_idle(
        text, start, end, numeral.kind, numeral.unit
    )
    why = why or numeral.sign_unclear or _why_share(numeral) or _why_multiple(numeral)
    return why or _why_digits(numeral) or _why_qualifier(numeral) or _why_qualified_sign(numeral)


def _why_qualified_sign(numeral: _Printed) -> str | None:
    """A qualifier beside a sign: "more than -5" may be above -5, or farther from zero.

    Of a decrease ("decreased by more than 12 percent") it is farther from zero.
    """
    text, start, end = numeral.context
    if numeral.value is None or numeral.value >= 0 or change_by(text, start, end) == "fall":
        return None
    sign = _SIGN_BEFORE.search(text, max(0, start - 12), start)
    qualifier = numeral.qualified_by or find_qualifier(text, sign.start() if sign else start, end)
    if qualifier is None:
        return None
    return f"`{qualifier.words}` beside a number below zero may be about its size, or its value"


def _why_qualifier(numeral: _Printed) -> str | None:
    qualifier = numeral.qualified_by
    return None if qualifier is None else qualifier.refused


def _why_multiple(numeral: _Printed) -> str | None:
    text, _, end = numeral.context
    if _TIMES_MORE.match(text, end):
        return "it may be a ratio, or a change by so much"
    if _AND_A_HALF.match(text, end):
        return "a part of it is behind its unit"
    return "it is a number of digits" if _DIGIT_WORD.match(text, end) else None


def _why_digits(numeral: _Printed) -> str | None:
    """Digits that may have a footnote mark at their end, in prose."""
    text, _, end = numeral.context
    token = numeral.token
    if numeral.kind != "digits" or numeral.unit is not None:
        return None
    if _YEAR_AND_MARK.fullmatch(token):
        return f"it may be the year {token[:4]} and the mark {token[5:]}"
    if re.fullmatch(r"[1-9]\d{3}", token) and _WORD_BEHIND.match(text, end):
        shown = f"{int(token):,}"
        return f"it has no separator: it may be {shown}, {token[:3]} with the mark {token[3]}, or a year"
    if "." in token and token[-1].isdigit() and _CAPITAL_BEHIND.match(text, end):
        whole, _, mark = token.partition(".")
        return f"it may be {whole} at the end of a sentence, with the mark {mark}"
    return None


def _why_share(numeral: _Printed) -> str | None:
    """Words without a number that may be something else: the first quarter of a year, half an hour."""
    if numeral.kind != "vague_word" or numeral.token.lower() not in ("half", "quarter"):
        return None
    text, _, end = numeral.context
    if _UNIT_BEHIND.match(text, end):
        return "it is a part of a unit, or of a name"
    is_half = numeral.token.lower() == "half"
    if _OF_SOMETHING.match(text, end) or (is_half and _PARTICIPLE.match(text, end)):
        return None
    return "it does not say of what it is a part"
