"""The numbers in a text: digits and words, each with its value and its characters.

A numeral is the whole run of characters that prints a number: digits with separators, decimals and magnitude
(`2.37 million`), number words (`two hundred and fifty`), a fraction, a proportion, a superscript mark. A part of a
number is never a numeral: what is not read whole is refused whole. Units (`percent`, `$`) and signs stand beside it
and are not part of it. How digits and words read is in `digit_runs` and `word_runs`, what values a printed number
admits in `intervals`; which numerals of a document must be accounted for, elsewhere.
"""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple
from unicodedata import category, numeric

from pipeline.text.numbers.broken_words import join_broken_words
from pipeline.text.numbers.digit_runs import (
    PERCENT_JOINED,
    PREFIX,
    VULGAR,
    read_digits,
    read_vulgar,
)
from pipeline.text.numbers.forms import COUNTS_NOTHING, Form
from pipeline.text.numbers.number_pairs import Joined
from pipeline.text.numbers.number_words import FIRST_WORDS, MAGNITUDES
from pipeline.text.numbers.numeral_forms import form_of
from pipeline.text.numbers.ranges import find_joined, unpaired_end
from pipeline.text.numbers.readings import Kind, Reading
from pipeline.text.numbers.refusals import why_refused
from pipeline.text.numbers.separators import CORE
from pipeline.text.numbers.word_runs import read_words
from pipeline.text.qualifiers.qualifier_words import Meaning
from pipeline.text.qualifiers.qualifiers import Qualifier, find_qualifier
from pipeline.text.units.signs import sign_of
from pipeline.text.units.units import Statistic, Unit, statistic_of, unit_of
from pipeline.text.word_patterns import pattern_of

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = re.compile(
    r"(?=[^\W_a-zA-Z])"  # passes over most characters at once
    rf"(?:(?P<digits>{CORE})|(?P<mark>[{SUPERSCRIPTS}]+)|(?P<vulgar>[{VULGAR}])|(?P<other>[^\W\d_a-zA-Z]))"
)
_WORD = re.compile(rf"\b(?P<word>{pattern_of(FIRST_WORDS)})\b")
_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_TOUCHED = "letters or digits are joined to it"
_MAY_BE_JOINED = re.compile(rf"(?:[ap]\.?m|{'|'.join(PERCENT_JOINED)})\b", re.IGNORECASE)
_SIGN_WORDS = ("minus", "MINUS", "Minus")


class Context(NamedTuple):
    """The text that a numeral was found in, and its characters there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Numeral:
    """A number in a text.

    `start` and `end` are offsets in that text. `value` has its sign; it is None for a word without a number (`least`
    is the least that such a word means) and where the number is refused. `last_digit_unit` is the value of one
    unit of the last digit printed: 10,000 for `2.37 million`, 0.1 for `27.2`. `unread` is None, or why its
    characters are not read. Everything else is told from the words beside it, when it is asked for.
    """

    start: int
    end: int
    token: str
    kind: Kind
    value: Decimal | None
    last_digit_unit: Decimal
    context: Context = field(repr=False, compare=False)
    unread: str | None = None
    least: Decimal | None = None
    in_range: Qualifier | None = field(default=None, compare=False)
    shared_unit: Unit | None = field(default=None, compare=False)
    shared_statistic: Statistic | None = field(default=None, compare=False)

    @cached_property
    def qualified_by(self) -> Qualifier | None:
        """The words beside it that bound it or make it approximate, with their meaning."""
        return self.in_range or unpaired_end(*self.context) or find_qualifier(*self.context)

    @property
    def qualifier(self) -> str | None:
        """The words beside it that bound it or make it approximate, as printed."""
        return self.qualified_by.words if self.qualified_by else None

    @property
    def meaning(self) -> Meaning | None:
        """What its qualifier makes of it: a bound (lower, above, upper, below), or approximate (vague).

        Where the number is a decrease, the qualifier is about its size.
        """
        return self.qualified_by.meaning if self.qualified_by else None

    @cached_property
    def unit(self) -> Unit | None:
        """Percent, percentage points or US dollars, where the text says so beside it, or it is a share in words."""
        printed = self.shared_unit or unit_of(*self.context)
        return printed or ("percent" if self.is_share else None)

    @cached_property
    def statistic(self) -> Statistic | None:
        """The statistic that the words beside it suggest, or None."""
        if self.shared_statistic is not None:
            return self.shared_statistic
        if self.value is None and self.least is None and not self.is_share:
            return None
        if self.unit == "percent" and self.value is not None and self.value < 0:
            return "change"
        is_whole = self.least is not None or (self.value is not None and not self.value % 1)
        return statistic_of(*self.context, self.unit, is_whole=is_whole)

    @cached_property
    def form(self) -> Form:
        """What it is, told from the words beside it: a number, a percentage, a date, a citation, a name."""
        return form_of(*self.context, self.kind, self.unit)

    @cached_property
    def refused(self) -> str | None:
        """None, or a sentence that says why it is not read as a number that states something, and what it may be."""
        why = self.unread or why_refused(self)
        token = f"`{' '.join(self.token.split())}`"
        return why if why is None or why.startswith(token) else f"{token} is not read: {why}"

    @property
    def counts_nothing(self) -> bool:
        """Whether it is a date, a rank, a mark, a page, a citation or a name."""
        return self.form in COUNTS_NOTHING

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole without `percent` beside it: "two-thirds", "1 in 5", "half"."""
        if self.unread is not None:
            return False
        return self.kind in ("fraction", "proportion") or (
            self.kind == "vague_word" and self.least is None
        )

    @cached_property
    def sign_unclear(self) -> str | None:
        """None, or why its sign is not read."""
        return sign_of(*self.context).refused if self.value else None

    @property
    def may_be_damaged(self) -> bool:
        """Whether it is refused for its own characters or its sign, so that an emendation can say what it is."""
        return (self.unread or self.sign_unclear) is not None or self.point_may_separate

    @property
    def point_may_separate(self) -> bool:
        """Whether its point may stand between thousands, as in `8.665`; nothing but its statistic can tell."""
        return _POINT_OR_THOUSANDS.fullmatch(self.token) is not None and self.unit in (
            None,
            "US dollars",
        )

    @property
    def has_magnitude(self) -> bool:
        """Whether a magnitude word (`million`) is its last part."""
        last = self.token.lower().split("-")[-1].split()[-1]
        if self.kind == "digits":
            return last[-1:].isalpha() and self.value is not None
        return self.kind == "word" and last in MAGNITUDES

    @property
    def is_vague(self) -> bool:
        """Whether a word like "about" is beside it, which makes it approximate without bounding it."""
        return self.meaning == "vague"


_POINT_OR_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def find_numerals(text: str) -> list[Numeral]:
    """Every numeral of a text, in order; none overlap, and every digit is part of one.

    >>> [(n.token, str(n.value), n.qualifier) for n in find_numerals("about 2.37 million, 143,100⁴")]
    [('2.37 million', '2370000', 'about'), ('143,100', '143100', None), ('⁴', '4', None)]
    """
    joined = join_broken_words(text)
    if joined is None:
        return _numerals_in(text)
    found = []
    for numeral in _numerals_in(joined.text):
        start, end = joined.raw(numeral.start), joined.raw(numeral.end - 1) + 1
        found.append(replace(numeral, start=start, end=end, token=text[start:end]))
    return found


def read_numeral(token: str) -> Numeral | None:
    """The numeral that a token is, with a sign before it or none; None where it is not exactly one numeral.

    >>> read_numeral("8.665").value
    Decimal('8.665')
    """
    numerals = find_numerals(token)
    first = 1 if token[:1] in ("-", "−") else 0
    whole = [n for n in numerals if (n.start, n.end) == (first, len(token))]
    return whole[0] if whole else None


def digits_in(text: str) -> int:
    """Number of digit characters (Unicode categories Nd and No)."""
    return sum(category(character) in ("Nd", "No") for character in text)


def _numerals_in(text: str) -> list[Numeral]:
    found: list[Numeral] = []
    end = 0
    for match in _matches_in(text):
        if match.start() >= end:
            reading = _reading(text, match, end)
        elif (
            match.end() > end and match.lastgroup == "digits"
        ):  # it reaches beyond the numeral before
            before = found.pop()
            reading = Reading(before.start, match.end(), "digits", refused=_TOUCHED)
        else:
            continue  # part of the numeral before
        if reading is not None:
            end = reading.end
            if not _is_whole(text, reading):
                reading = reading._replace(value=None, refused=_TOUCHED)
            found.append(_numeral(text, reading))
    for index, joined in find_joined(text, found).items():
        found[index] = _with_joined(found[index], joined)
    return found


def _is_whole(text: str, reading: Reading) -> bool:
    """Whether no letter and no digit touches what is read, but for a mark, a rank, `FY`, `am` and `percent`."""
    before, behind = text[reading.start - 1 : reading.start], text[reading.end : reading.end + 1]
    if not (before.isalnum() or behind.isalnum() or behind in (".", ",")):
        return True
    if reading.refused or reading.kind in ("mark", "ordinal"):
        return True
    if behind in (".", ","):
        touched = text[reading.end + 1 : reading.end + 2].isdecimal()
    elif behind.isalpha():
        touched = _MAY_BE_JOINED.match(text, reading.end) is None
    else:
        touched = behind.isdecimal() or behind in tuple(VULGAR)
    if touched or not before.isalnum():
        return not touched
    return PREFIX.search(text, max(0, reading.start - 3), reading.start) is not None


def _with_joined(numeral: Numeral, joined: Joined) -> Numeral:
    """A number with what it takes from its neighbor: its end of a range, a magnitude, a unit."""
    value = numeral.value
    if value is not None and joined.factor != 1:
        value *= joined.factor
        value = value.to_integral_value() if value == value.to_integral_value() else value
    return replace(
        numeral,
        value=value,
        last_digit_unit=numeral.last_digit_unit * joined.factor,
        in_range=joined.qualifier,
        shared_unit=joined.unit,
        shared_statistic=joined.statistic,
    )


def _matches_in(text: str) -> list[re.Match[str]]:
    """Where numerals may begin, in order. Digits and words are looked for apart, which costs half as much."""
    small = text.lower()
    if len(small) != len(text):  # "İ" in small letters is two characters
        small = "".join(c.lower() if c.isascii() else c for c in text)
    return sorted([*_DIGITS.finditer(text), *_WORD.finditer(small)], key=re.Match.start)


def _reading(text: str, match: re.Match[str], floor: int) -> Reading | None:
    start, end = match.span()
    if match.lastgroup == "digits":
        return read_digits(text, start, end, floor)
    if match.lastgroup == "word":
        return read_words(text, start)
    if match.lastgroup == "vulgar":
        return read_vulgar(text, start, floor)
    if match.lastgroup == "mark":
        return Reading(start, end, "mark", Decimal(match.group().translate(_TO_DIGITS)))
    character = match.group()  # ① and others that are a number and no digit
    return (
        Reading(start, end, "mark", Decimal(str(numeric(character))))
        if category(character) == "No"
        else None
    )


def _numeral(text: str, reading: Reading) -> Numeral:
    start, end, value = reading.start, reading.end, reading.value
    if value and _may_be_negative(text, start, end) and sign_of(text, start, end).is_negative:
        value = -value
    context = Context(text, start, end)
    unit = reading.last_digit_unit
    return Numeral(
        start,
        end,
        text[start:end],
        reading.kind,
        value,
        unit,
        context,
        reading.refused,
        reading.least,
    )


def _may_be_negative(text: str, start: int, end: int) -> bool:
    """Whether it is worth looking for a sign: what most numbers have beside them is none."""
    before = text[start - 1 : start]
    if before in (" ", "\n", "\u00a0"):
        signed = text[start - 2 : start - 1] in "-−–$" or text[start - 6 : start - 1] in _SIGN_WORDS
    else:
        signed = before in ("-", "−", "–", "(", "$")
    return signed or text[end : end + 1] == "%" or text[end + 1 : end + 2] in "pP%"
