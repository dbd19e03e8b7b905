"""The interval of a printed number: every value that would have been printed so.

A document that prints "54 percent" states a value from 53.5 to 54.5. This module makes that interval from a
printed number, its qualifier and its document's rule of rounding. An approximate number ("about 60,000") has no
such interval: its printed precision is only worked with. Arithmetic between intervals is in
`consistency.interval_arithmetic`; nothing here reads files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

import portion

from pipeline.text.numbers.numerals import Numeral
from pipeline.text.qualifiers.qualifier_words import Meaning
from pipeline.text.units.units import Statistic

Basis = Literal["exact", "document_rule", "printed_precision", "qualifier"]
IntervalKind = Literal["exact", "bounded", "rounded", "approximate"]

ROUNDED: tuple[Basis, ...] = ("printed_precision", "document_rule")
"""Why an interval reaches half a step to either side of its number."""
COUNTED: tuple[Statistic, ...] = ("count", "duration")
"""Statistics of whole things: a number of them printed to the unit admits no other value."""
ANY_NUMBER = portion.open(-portion.inf, portion.inf)
PART_OF_A_WHOLE = portion.closed(Decimal(0), Decimal(100))
FRACTIONS = ("fraction", "proportion")
"""Kinds of numerals that are written as a part of a whole, and whose value in percent may not end."""
FRACTION_PLACES = Decimal("0.01")

MIRRORED: Mapping[Meaning, Meaning] = {
    "lower": "upper",
    "above": "below",
    "upper": "lower",
    "below": "above",
}
"""A qualifier of a decrease is about its size: "decreased by more than 12 percent" is below -12."""

VAGUE_WORDS: Mapping[str, portion.Interval] = {
    "half": portion.singleton(Decimal(50)),
    "quarter": portion.singleton(Decimal(25)),
    "majority": portion.open(Decimal(50), portion.inf),
}
"""The values of words for a share without a number, in percent."""


@dataclass(frozen=True)
class PrintedInterval:
    """The values that would have been printed so, and why just these.

    `uncut` has all of them, `within` those that are possible at all.
    """

    uncut: portion.Interval
    basis: Basis
    kind: IntervalKind
    within: portion.Interval = ANY_NUMBER

    @property
    def interval(self) -> portion.Interval:
        """What is published: every value that would be printed so; every number where it is approximate."""
        return ANY_NUMBER if self.kind == "approximate" else self.working

    @property
    def working(self) -> portion.Interval:
        """What relations compute with: the interval, or the printed precision of an approximate number."""
        return cut_to(self.uncut, self.within)


def exactly(value: Decimal) -> PrintedInterval:
    """A number that admits no other value."""
    return PrintedInterval(portion.singleton(value), "exact", "exact")


def limits_of(statistic: Statistic) -> portion.Interval:
    """The values that a statistic can have: a share of a whole is 0 to 100 percent."""
    return PART_OF_A_WHOLE if statistic == "share" else ANY_NUMBER


def interval_of_statistic(
    value: Decimal | None,
    numeral: Numeral,
    statistic: Statistic,
    document_step: Decimal | None = None,
) -> PrintedInterval:
    """Every value that would have been printed as this numeral, where it is that statistic.

    `value` is None for a word without a number. Raises `KeyError` where that word is not known.
    """
    if value is None:
        return interval_of_vague_word(numeral, within=limits_of(statistic))
    return interval_of(
        value,
        numeral,
        counted=statistic in COUNTED,
        document_step=document_step,
        within=limits_of(statistic),
    )


def interval_of(
    value: Decimal,
    numeral: Numeral,
    *,
    counted: bool,
    document_step: Decimal | None = None,
    within: portion.Interval = ANY_NUMBER,
) -> PrintedInterval:
    """Every value that would have been printed as this numeral.

    `value` is the number that is published, `counted` whether it counts whole things, `document_step` the step
    to which the document states that it rounds, where the figure is under that rule, and `within` what the
    number can be at all. Ends are closed, except under "more than" and "fewer than" (docs/method.md).

    >>> from pipeline.text.numbers.numerals import find_numerals, read_numeral
    >>> hundreds = interval_of(Decimal(137000), read_numeral("137,000"), counted=True, document_step=Decimal(100))
    >>> hundreds.interval, hundreds.kind
    ([Decimal('136950'),Decimal('137050')], 'rounded')
    >>> interval_of(Decimal(29269), find_numerals("more than 29,269")[0], counted=True).interval
    (Decimal('29269'),+inf)
    """
    if within == PART_OF_A_WHOLE and (value > 100 or (value == 100 and numeral.meaning == "above")):
        within = ANY_NUMBER  # no part of a whole: "140 percent of capacity"
    meaning = numeral.meaning
    if meaning is not None and meaning != "vague":
        least, greatest = _as_a_fraction(value, numeral)
        if value < 0:
            meaning = MIRRORED[meaning]
        return _bounded(_bounds(meaning, least, greatest), within)
    if document_step is not None:
        basis: Basis = "document_rule"
        uncut = _around(value, document_step)
    elif meaning is None and _is_exact(value, numeral, counted):
        return exactly(value)
    elif numeral.kind in FRACTIONS:
        basis, uncut = "printed_precision", portion.closed(*_as_a_fraction(value, numeral))
    else:
        step = numeral.last_digit_unit
        if meaning == "vague":
            step = _unit_of_last_significant_digit(value, numeral)
        basis, uncut = "printed_precision", _around(value, step)
    if meaning == "vague":
        return _approximate(uncut, basis, within)
    return PrintedInterval(uncut, basis, "rounded", within)


def interval_of_vague_word(
    numeral: Numeral, *, within: portion.Interval = ANY_NUMBER
) -> PrintedInterval:
    """The values of a word that states a quantity without a number.

    "More than" and the like bound the number that a word has ("half"), or the least that it admits: "almost a
    majority" is at most half. Raises `KeyError` where the numeral is no such word.

    >>> from pipeline.text.numbers.numerals import find_numerals
    >>> interval_of_vague_word(find_numerals("nearly half of the officers")[0], within=PART_OF_A_WHOLE).interval
    [Decimal('0'),Decimal('50')]
    """
    admitted = _admitted_by(numeral)
    meaning = numeral.meaning
    if meaning is None and admitted.lower == admitted.upper:
        return PrintedInterval(admitted, "qualifier", "exact", within)
    if meaning is None:
        return _bounded(admitted, within)
    if meaning == "vague":
        return _approximate(admitted, "qualifier", within)
    if numeral.least is not None and meaning in ("upper", "below"):
        return _bounded(ANY_NUMBER, within)  # "up to hundreds" is no end
    bounds = _bounds(meaning, admitted.lower, admitted.lower)
    names_a_number = admitted.lower == admitted.upper
    if meaning == "lower" and not names_a_number:
        bounds &= admitted
    return _bounded(bounds, within)


def _admitted_by(numeral: Numeral) -> portion.Interval:
    if numeral.least is not None:
        return portion.closedopen(numeral.least, portion.inf)
    return VAGUE_WORDS[numeral.token.lower()]


def _is_exact(value: Decimal, numeral: Numeral, counted: bool) -> bool:
    """Whether a number without a qualifier admits no other value: whole things, and fractions that end."""
    if numeral.kind in FRACTIONS:
        least, greatest = _as_a_fraction(value, numeral)
        return least == greatest
    unqualified = numeral.qualifier is None and numeral.unit is None
    return counted and unqualified and numeral.last_digit_unit == 1


def _as_a_fraction(value: Decimal, numeral: Numeral) -> tuple[Decimal, Decimal]:
    """The ends of what is not written in digits: two thirds, in percent, is between 66.66 and 66.67."""
    if numeral.kind not in FRACTIONS:
        return value, value
    return (
        value.quantize(FRACTION_PLACES, ROUND_FLOOR),
        value.quantize(FRACTION_PLACES, ROUND_CEILING),
    )


def _bounds(meaning: Meaning, least: Decimal, greatest: Decimal) -> portion.Interval:
    """The interval that a qualifier makes; of two ends, the one that excludes nothing."""
    if meaning in ("lower", "above"):
        left = portion.CLOSED if meaning == "lower" else portion.OPEN
        return portion.Interval.from_atomic(left, least, portion.inf, portion.OPEN)
    right = portion.CLOSED if meaning == "upper" else portion.OPEN
    return portion.Interval.from_atomic(portion.OPEN, -portion.inf, greatest, right)


def _bounded(uncut: portion.Interval, within: portion.Interval) -> PrintedInterval:
    return PrintedInterval(uncut, "qualifier", "bounded", within)


def _approximate(
    printed: portion.Interval, basis: Basis, within: portion.Interval
) -> PrintedInterval:
    """Nothing is published of an approximate number; the ends that are worked with belong to it."""
    uncut = portion.Interval.from_atomic(
        portion.CLOSED, printed.lower, printed.upper, portion.CLOSED
    )
    return PrintedInterval(uncut, basis, "approximate", within)


def cut_to(interval: portion.Interval, within: portion.Interval) -> portion.Interval:
    """The values of an interval that are possible at all."""
    return interval if within == ANY_NUMBER else interval & within


def _around(value: Decimal, step: Decimal) -> portion.Interval:
    return portion.closed(value - step / 2, value + step / 2)


def _unit_of_last_significant_digit(value: Decimal, numeral: Numeral) -> Decimal:
    """The unit of the last digit that is not a trailing zero: "about 60,000" is printed to ten thousands."""
    if not value or "." in numeral.token:
        return numeral.last_digit_unit
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(numeral.last_digit_unit, Decimal(10) ** exponent)
