"""What some characters of a text read as: the one form that readers of digits, words and fractions return."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

Kind = Literal[
    "digits", "ordinal", "mark", "word", "ordinal_word", "vague_word", "fraction", "proportion"
]


class Reading(NamedTuple):
    """A number and the characters that print it, from `start` to before `end`.

    `value` is None where it is refused (`refused` says why) and for a word that states a quantity without a
    number: `least` is the least that such a word means. `last_digit_unit` is the value of one unit of the last
    digit printed.
    """

    start: int
    end: int
    kind: Kind
    value: Decimal | None = None
    last_digit_unit: Decimal = Decimal(1)
    refused: str | None = None
    least: Decimal | None = None


def share_of_whole(start: int, end: int, kind: Kind, part: Fraction) -> Reading:
    """A part of a whole as a share in percent, rounded to three decimals: 66.667 for two thirds."""
    percent = Decimal(part.numerator * 100) / Decimal(part.denominator)
    rounded = percent.quantize(Decimal("0.001"))
    exact = percent.normalize() if percent == rounded else rounded
    return Reading(start, end, kind, exact + 0, Decimal("0.01"))


def exact_number(start: int, end: int, kind: Kind, value: Fraction, step: Decimal) -> Reading:
    """A number with a fraction in it; refused where it has no exact value in decimals ("one and a third")."""
    if not is_finite(value):
        return Reading(start, end, kind, refused="it has no exact value in decimals")
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Reading(start, end, kind, exact, step)


def is_finite(value: Fraction) -> bool:
    """Whether it has an exact value in decimals."""
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return rest == 1


def step_of(part: Fraction) -> Decimal:
    """The unit of the last decimal of a fraction: 0.1 for a half, 0.01 for a quarter."""
    if not is_finite(part):
        return Decimal("0.001")
    exponent = (Decimal(part.numerator) / Decimal(part.denominator)).normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, 0))
