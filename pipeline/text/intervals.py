"""The interval of a printed number: every value that would have been printed so.

A document that prints "54 percent" states a value from 53.5 to 54.5. This module makes that interval from a
printed number, its qualifier and its document's rule of rounding. Arithmetic between intervals is in
`consistency.interval_arithmetic`; nothing here reads files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import portion

from pipeline.text.numerals import Numeral

Basis = Literal["exact", "document_rule", "printed_precision", "qualifier"]


VAGUE_WORDS: Mapping[str, portion.Interval] = {
    "half": portion.singleton(Decimal(50)),
    "quarter": portion.singleton(Decimal(25)),
    "majority": portion.openclosed(Decimal(50), Decimal(100)),
}
"""The values of words for a share without a number, in percent."""


@dataclass(frozen=True)
class PrintedInterval:
    """The values that would have been printed so, and why just these."""

    interval: portion.Interval
    basis: Basis


def interval_of(
    value: Decimal, numeral: Numeral, *, counted: bool, document_step: Decimal | None = None
) -> PrintedInterval:
    """Every value that would have been printed as this numeral.

    `value` is the number that is published, `counted` whether it counts whole things, and
    `document_step` the step to which the document states that it rounds, where the figure is under that
    rule. Ends are closed, except under "more than" and "fewer than" (docs/method.md).

    >>> from pipeline.text.numerals import find_numerals, read_numeral
    >>> interval_of(Decimal(137000), read_numeral("137,000"), counted=True, document_step=Decimal(100))
    PrintedInterval(interval=[Decimal('136950'),Decimal('137050')], basis='document_rule')
    >>> interval_of(Decimal(29269), find_numerals("more than 29,269")[0], counted=True).interval
    (Decimal('29269'),+inf)
    """
    bounded = _bounded_by_qualifier(value, numeral)
    if bounded is not None:
        return PrintedInterval(bounded, "qualifier")
    if document_step is not None:
        return PrintedInterval(_around(value, document_step), "document_rule")
    if counted and not numeral.has_magnitude and numeral.qualifier is None:
        return PrintedInterval(portion.singleton(value), "exact")
    step = numeral.last_digit_unit
    if numeral.qualifier:
        step = _unit_of_last_significant_digit(value, numeral)
    return PrintedInterval(_around(value, step), "printed_precision")


def interval_of_vague_word(numeral: Numeral) -> PrintedInterval:
    """The values of a word that states a quantity without a number.

    Raises `KeyError` where the numeral is no such word.

    >>> from pipeline.text.numerals import find_numerals
    >>> interval_of_vague_word(find_numerals("nearly half of the officers")[0]).interval
    (-inf,Decimal('50')]
    """
    admitted = _admitted_by(numeral)
    if numeral.meaning in ("upper", "below") and isinstance(admitted.upper, Decimal):
        return PrintedInterval(portion.openclosed(-portion.inf, admitted.upper), "qualifier")
    return PrintedInterval(admitted, "qualifier")


def _admitted_by(numeral: Numeral) -> portion.Interval:
    if numeral.least is not None:
        return portion.closedopen(numeral.least, portion.inf)
    return VAGUE_WORDS[numeral.token.lower()]


def _bounded_by_qualifier(value: Decimal, numeral: Numeral) -> portion.Interval | None:
    if numeral.meaning == "above":
        return portion.open(value, portion.inf)
    if numeral.meaning == "lower":
        return portion.closedopen(value, portion.inf)
    if numeral.meaning == "upper":
        return portion.openclosed(-portion.inf, value)
    if numeral.meaning == "below":
        return portion.open(-portion.inf, value)
    return None


def _around(value: Decimal, step: Decimal) -> portion.Interval:
    return portion.closed(value - step / 2, value + step / 2)


def _unit_of_last_significant_digit(value: Decimal, numeral: Numeral) -> Decimal:
    """The unit of the last digit that is not a trailing zero: "about 60,000" is printed to ten thousands."""
    if not value or "." in numeral.token:
        return numeral.last_digit_unit
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(numeral.last_digit_unit, Decimal(10) ** exponent)
