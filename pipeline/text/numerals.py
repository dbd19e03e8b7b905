"""The numbers in a text: digits and words, each with its value and its characters.

A numeral is the shortest run of characters that carries a number: digits with separators and
decimals and their magnitude word (`2.37 million`), a superscript mark, or a number word. Units
(`percent`, `$`) stand beside it and are not part of it. What values a printed number admits is said
in `intervals`; which numerals of a document must be accounted for, elsewhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple
from unicodedata import category, numeric

from pipeline.text.number_pairs import Joined
from pipeline.text.numeral_forms import COUNTS_NOTHING, Form, form_of
from pipeline.text.qualifier_words import Meaning
from pipeline.text.qualifiers import Qualifier, find_qualifier
from pipeline.text.ranges import find_joined

Kind = Literal["digits", "ordinal", "mark", "word", "ordinal_word", "vague_word"]
Unit = Literal["percent", "US dollars"]

MAGNITUDES: Mapping[str, int] = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
TENS = "thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(UNITS)},
    **{word: 10 * number for number, word in enumerate(TENS, 3)},
    "hundred": 100,
    "dozen": 12,
    "twice": 2,
    "double": 2,
    "both": 2,
}
ORDINALS: Mapping[str, int] = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1
    )
}
VAGUE_WORDS = ("hundreds", "thousands", "millions", "billions", "half", "quarter", "majority")

_NUMBER_WORDS = sorted([*CARDINALS, *ORDINALS, *VAGUE_WORDS, *MAGNITUDES], key=len, reverse=True)
_FIRST_LETTERS = "".join(sorted({word[0] for word in _NUMBER_WORDS}))
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NUMERAL = re.compile(
    rf"""
    (?= [\d{SUPERSCRIPTS}] | \b[{_FIRST_LETTERS}] )  # passes over most characters at once
    (?:
        (?P<digits>
            (?: \d{{1,3}}(?:,\d{{3}})+(?!\d) | \d+ ) (?:\.\d+)?
            (?: (?:\s+|-) (?P<magnitude>(?:{"|".join(MAGNITUDES)})s?)\b )?
        )
        | (?P<mark>[{SUPERSCRIPTS}]+)
        | \b(?P<word>{"|".join(_NUMBER_WORDS)})\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_PERCENT = re.compile(r"[\s-]*(?:%|percent\b|per\s+cent\b)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_CONTEXT = 24


class Context(NamedTuple):
    """The text that a numeral was found in, and its characters there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Numeral:
    """A number in a text.

    `start` and `end` are offsets in that text. `value` is None for a vague word. `last_digit_unit` is the
    value of one unit of the last digit printed: 10,000 for `2.37 million`, 0.1 for `27.2`.
    `qualifier` is the word beside it, as printed, or None; `unit` is percent or US dollars where the
    text says so beside it.
    """

    start: int
    end: int
    token: str
    kind: Kind
    value: Decimal | None
    last_digit_unit: Decimal
    context: Context = field(repr=False, compare=False)
    in_range: Qualifier | None = field(default=None, compare=False)
    shared_unit: Unit | None = field(default=None, compare=False)

    @cached_property
    def qualified_by(self) -> Qualifier | None:
        """The words beside it that bound it or make it approximate, with their meaning."""
        return self.in_range or find_qualifier(*self.context)

    @property
    def qualifier(self) -> str | None:
        """The words beside it that bound it or make it approximate, as printed."""
        return self.qualified_by.words if self.qualified_by else None

    @property
    def meaning(self) -> Meaning | None:
        """What its qualifier makes of it: a bound (lower, above, upper, below), or approximate (vague)."""
        return self.qualified_by.meaning if self.qualified_by else None

    @cached_property
    def unit(self) -> Unit | None:
        """Percent or US dollars, where the text says so beside it."""
        text, start, end = self.context
        return self.shared_unit or _unit(
            text[max(0, start - 1) : start], text[end : end + _CONTEXT]
        )

    @cached_property
    def form(self) -> Form:
        """What it is, told from the words beside it: a number, a percentage, a date, a citation, a name."""
        return form_of(*self.context, self.kind, self.unit)

    @property
    def refused(self) -> str | None:
        """Why the words beside it, or the number with it in a range, are not read; None where they are."""
        return self.qualified_by.refused if self.qualified_by else None

    @property
    def counts_nothing(self) -> bool:
        """Whether its form states no quantity: a date, a page, a name."""
        return self.form in COUNTS_NOTHING

    @property
    def has_magnitude(self) -> bool:
        """Whether a magnitude word (`million`) is part of it."""
        return self.kind == "digits" and self.token[-1:].isalpha()

    @property
    def is_vague(self) -> bool:
        """Whether a word like "about" is beside it, which makes it approximate without bounding it."""
        return self.meaning == "vague"


def find_numerals(text: str) -> list[Numeral]:
    """Every numeral of a text, in order; none overlap, and every digit is part of one.

    >>> [(n.token, str(n.value), n.qualifier) for n in find_numerals("about 2.37 million, 143,100⁴")]
    [('2.37 million', '2370000', 'about'), ('143,100', '143100', None), ('⁴', '4', None)]
    """
    found = [_numeral(text, match) for match in _NUMERAL.finditer(text)]
    if not text.isascii():
        found = sorted([*found, *_other_numbers(text)], key=_start)
    for index, joined in find_joined(text, found).items():
        found[index] = _with_joined(found[index], joined)
    return found


def _with_joined(numeral: Numeral, joined: Joined) -> Numeral:
    """A number with what it takes from its neighbor: its end of a range, a magnitude, a unit."""
    value = numeral.value * joined.factor if numeral.value is not None else None
    return replace(
        numeral,
        value=value,
        last_digit_unit=numeral.last_digit_unit * joined.factor,
        in_range=joined.qualifier,
        shared_unit=joined.unit,
    )


def read_numeral(token: str) -> Numeral | None:
    """The numeral that a token is, or None where the token is not exactly one numeral.

    >>> read_numeral("8.665").value
    Decimal('8.665')
    """
    numerals = find_numerals(token)
    whole = [n for n in numerals if (n.start, n.end) == (0, len(token))]
    return whole[0] if whole else None


def digits_in(text: str) -> int:
    """Number of digit characters (Unicode categories Nd and No)."""
    return sum(category(character) in ("Nd", "No") for character in text)


def _numeral(text: str, match: re.Match[str]) -> Numeral:
    kind, value, last_digit_unit = _reading(match)
    behind = text[match.end() : match.end() + _CONTEXT]
    if kind == "digits" and _ORDINAL.match(behind):
        kind = "ordinal"
    return Numeral(
        start=match.start(),
        end=match.end(),
        token=match.group(),
        kind=kind,
        value=value,
        last_digit_unit=last_digit_unit,
        context=Context(text, *match.span()),
    )


def _unit(before: str, behind: str) -> Unit | None:
    if _PERCENT.match(behind):
        return "percent"
    return "US dollars" if before.endswith("$") else None


def _reading(match: re.Match[str]) -> tuple[Kind, Decimal | None, Decimal]:
    if match["digits"]:
        return _reading_of_digits(match["digits"], match["magnitude"])
    if match["mark"]:
        return "mark", Decimal(match["mark"].translate(_TO_DIGITS)), Decimal(1)
    word = match["word"].lower()
    if word in CARDINALS:
        return "word", Decimal(CARDINALS[word]), Decimal(1)
    if word in ORDINALS:
        return "ordinal_word", Decimal(ORDINALS[word]), Decimal(1)
    return "vague_word", None, Decimal(1)


def _other_numbers(text: str) -> list[Numeral]:
    """Numbers that are one character and no digit (½, ①): Unicode category No, superscripts apart."""
    others = {c for c in set(text) if category(c) == "No"}.difference(SUPERSCRIPTS)
    return [
        Numeral(
            offset,
            offset + 1,
            character,
            "mark",
            _number_of(character),
            Decimal(1),
            context=Context(text, offset, offset + 1),
        )
        for offset, character in enumerate(text if others else "")
        if character in others
    ]


def _number_of(character: str) -> Decimal:
    return Decimal(str(numeric(character)))


def _start(numeral: Numeral) -> int:
    return numeral.start


def _reading_of_digits(token: str, magnitude: str | None) -> tuple[Kind, Decimal, Decimal]:
    digits = token[: -len(magnitude)].rstrip(" \t\r\n-\u00a0") if magnitude else token
    number = Decimal(digits.replace(",", ""))
    word = (magnitude or "").lower().removesuffix("s")
    scale = Decimal(10) ** MAGNITUDES.get(word, 0)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    value = number * scale
    whole = value.to_integral_value()
    return (
        "digits",
        whole if magnitude and value == whole else value,
        Decimal(10) ** exponent * scale,
    )
