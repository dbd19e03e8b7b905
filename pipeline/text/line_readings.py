"""How one line of text is read: its numbers with their intervals, or the period that it names.

What `oversight read` shows. It puts together what `numerals`, `intervals`, `scales` and `periods` read, and
reads nothing itself.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import portion

from pipeline.text.intervals import PrintedInterval, interval_of_statistic
from pipeline.text.numbers.numerals import Numeral, find_numerals
from pipeline.text.periods.periods import PeriodRead
from pipeline.text.units.scales import Scale, find_scale, scaled
from pipeline.text.units.units import OF_A_UNIT, Statistic
from pipeline.text.units.units_of_measure import unit_of_measure

SCHEMA_VERSION = 1


@dataclass(frozen=True)
class NumberRead:
    """A number of a line as it is read; without `printed` it is refused for the reason in `refused`."""

    numeral: Numeral
    statistic: Statistic | None = None
    unit: str | None = None
    printed: PrintedInterval | None = None
    refused: str | None = None

    def document(self) -> dict[str, object]:
        """Its fields for programs; what is refused has its token and the reason only."""
        printed = self.printed
        published = printed.interval if printed else portion.empty()
        working = printed.working if printed else portion.empty()
        lower, upper = end_of(published.lower), end_of(published.upper)
        return {
            "token": self.numeral.token,
            "start": self.numeral.start,
            "end": self.numeral.end,
            "value": json_number(self.numeral.value) if printed else None,
            "lower": json_number(lower),
            "upper": json_number(upper),
            "lower_closed": None if lower is None else published.left is portion.CLOSED,
            "upper_closed": None if upper is None else published.right is portion.CLOSED,
            "working_lower": json_number(end_of(working.lower)),
            "working_upper": json_number(end_of(working.upper)),
            "unit": self.unit if printed else None,
            "statistic": self.statistic if printed else None,
            "qualifier": self.numeral.qualifier if printed else None,
            "interval_kind": printed.kind if printed else None,
            "refused": self.refused,
        }

    def row(self) -> tuple[str, str]:
        """Its token, and in words how it is read."""
        token = " ".join(self.numeral.token.split())
        if self.printed is None:
            return token, f"refused: {self.refused}"
        value = self.numeral.value
        qualifier = self.numeral.qualifier
        parts = [
            "no number" if value is None else f"{value:,f}",
            self.unit,
            self.statistic,
            f'"{" ".join(qualifier.split())}"' if qualifier else None,
            f"{self.printed.kind} {_shown(self.printed.working)}",
        ]
        return token, ", ".join(part for part in parts if part)


def read_numbers(text: str) -> list[NumberRead]:
    """Read each number of a line, with the scale ("in thousands") that the line states.

    >>> [number.row() for number in read_numbers("no more than 400 files")]
    [('400', '400, count, "no more than", bounded at most 400')]
    """
    scale = find_scale(text)
    return [_number(numeral, scale) for numeral in find_numerals(text)]


def _number(numeral: Numeral, scale: Scale | None) -> NumberRead:
    refused, statistic, unit = numeral.refused, numeral.statistic, numeral.unit
    if refused is None and statistic is None:
        refused = "the words beside it do not say what the number is: a count, a rate, a mean, a measurement"
    if scale is not None and scale.start <= numeral.start < scale.end:
        refused = "it is part of the words that say in what the numbers behind it are printed"
    if refused is not None or statistic is None:
        return NumberRead(numeral, refused=refused)
    if scale is not None and _is_scaled(numeral, statistic, scale):
        numeral = scaled(numeral, scale.factor)
    printed = interval_of_statistic(numeral.value, numeral, statistic)
    return NumberRead(numeral, statistic, unit or _measured_in(numeral, statistic), printed)


def _measured_in(numeral: Numeral, statistic: Statistic) -> str | None:
    """The unit of measure behind a number, as printed; None where it is no measurement, mean, median or rate."""
    text, _, end = numeral.context
    unit = unit_of_measure(text, end) if statistic in OF_A_UNIT else None
    return unit.printed if unit is not None and unit.decides else None


def _is_scaled(numeral: Numeral, statistic: Statistic, scale: Scale) -> bool:
    """Whether the scale is that of a number: a count or an amount behind it, without a magnitude of its own."""
    counts = statistic in ("count", "amount", "measurement") and not numeral.has_magnitude
    return counts and numeral.start >= scale.end


def lines_for_programs(text: str, numbers: list[NumberRead]) -> str:
    """One line of JSON: the text and its numbers."""
    return json.dumps(
        {
            "schema_version": SCHEMA_VERSION,
            "text": text,
            "numerals": [number.document() for number in numbers],
        },
        ensure_ascii=False,
    )


def period_for_programs(text: str, read: PeriodRead) -> str:
    """One line of JSON: the words and the days that they name."""
    period = read.period
    return json.dumps(
        {
            "schema_version": SCHEMA_VERSION,
            "text": text,
            "start": period.start.isoformat() if period and period.start else None,
            "end": period.end.isoformat() if period and period.end else None,
            "kind": read.kind,
            "refused": read.refused,
        },
        ensure_ascii=False,
    )


def period_for_people(read: PeriodRead) -> str:
    """One line: the first and the last day, or why the words are refused."""
    if read.period is None:
        return f"refused: {read.refused}"
    start, end = read.period.start, read.period.end
    last = "open" if end is None else end.isoformat()
    days = start.isoformat() if start == end else f"{start.isoformat()} to {last}"
    return f"{days}, {read.kind}"


def lines_for_people(numbers: list[NumberRead]) -> Iterator[str]:
    """A line a number: its token, and how it is read."""
    rows = [number.row() for number in numbers]
    width = max((len(token) for token, _ in rows), default=0)
    return (f"⟦{token}⟧{' ' * (width - len(token))}  {words}" for token, words in rows)


def end_of(value: object) -> Decimal | None:
    """An end of an interval; None where it is open to infinity."""
    return value if isinstance(value, Decimal) else None


def json_number(value: Decimal | None) -> int | float | None:
    """A whole number as such, another as the shortest decimal that is it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _shown(interval: portion.Interval) -> str:
    lower, upper = end_of(interval.lower), end_of(interval.upper)
    if lower is not None and lower == upper:
        return f"{lower:,f}"
    if lower is not None and upper is not None:
        return f"{lower:,f} to {upper:,f}"
    if lower is not None:
        return f"{'at least' if interval.left is portion.CLOSED else 'above'} {lower:,f}"
    if upper is not None:
        return f"{'at most' if interval.right is portion.CLOSED else 'below'} {upper:,f}"
    return "any number"
