"""Checks of a figure's unit of measure ("910 pg/L", "37.5 °C") against the words behind its token.

A number that is printed with a unit of measure counts nothing, and its measure is in that unit. Which units are read is
in `text.units.units_of_measure`; percent and money are checked in `scale_checks`, units of time in `statistic_checks`.
"""

import re
from collections.abc import Iterator

from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.text.normal_form import normal_form
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.units.units import Statistic
from pipeline.text.units.units_of_measure import (
    OF_BODY,
    PURE_NUMBER,
    UnitOfMeasure,
    unit_named,
    unit_of_measure,
)

_OF_THEIR_MEASURE: tuple[Statistic, ...] = ("rate", "mean", "median")
"""Statistics in the unit of their measure, where one of measure is printed beside the number."""
_BESIDE = 60


@coded("unit")
def unit_of_measure_findings(
    at: Located[FigureEntry], printed: Numeral, measure: MeasureEntry
) -> Iterator[Finding]:
    """A count beside a unit of measure, or a measure that is in another unit than the one printed."""
    entry = at.entry
    text, _, end = printed.context
    beside = unit_of_measure(text, end) if printed.unit is None else None
    if beside is None and entry.context.unit:
        text, end = f" {entry.context.unit}", 0
        beside = unit_of_measure(text, end)
    decided = beside if beside is not None and beside.decides else None
    if entry.statistic == "count":
        yield from _count_findings(at, printed, measure, decided)
    elif entry.statistic == "measurement" and measure.unit == PURE_NUMBER:
        if decided is not None:
            yield _other_unit(at, printed, measure, decided)
    elif entry.statistic == "measurement" or (decided and entry.statistic in _OF_THEIR_MEASURE):
        yield from _unlike_measure(at, printed, measure, beside, text[end : end + _BESIDE])


def _count_findings(
    at: Located[FigureEntry], printed: Numeral, measure: MeasureEntry, beside: UnitOfMeasure | None
) -> Iterator[Finding]:
    """A count whose number, or whose measure, has a unit of measure."""
    unit = unit_named(measure.unit)
    if beside is not None:
        yield at.finding(
            at.entry.id,
            f"`{printed.token}` is printed with the unit of measure `{beside.printed}`, the statistic is `count`",
            f"write `statistic: measurement`, with a measure whose unit is {beside.printed}",
            "statistic",
        )
    elif unit is not None and unit.decides:
        yield at.finding(
            at.entry.id,
            f"the statistic is `count`, the measure `{measure.id}` is in {measure.unit}",
            "write `statistic: measurement`, or correct `measure`",
            "statistic",
        )


def _unlike_measure(
    at: Located[FigureEntry],
    printed: Numeral,
    measure: MeasureEntry,
    beside: UnitOfMeasure | None,
    behind: str,
) -> Iterator[Finding]:
    """A measure whose unit is not the one with which the words behind the number begin."""
    if not _is_in(measure.unit, beside, behind):
        yield _other_unit(at, printed, measure, beside)


def _other_unit(
    at: Located[FigureEntry], printed: Numeral, measure: MeasureEntry, beside: UnitOfMeasure | None
) -> Finding:
    unit = (
        f"beside `{beside.printed}`" if beside else f"without the unit `{measure.unit}` behind it"
    )
    remedy = "correct `measure` or `statistic`"
    if beside is None:
        remedy = (
            "correct `measure`; where the unit is printed elsewhere, quote words that begin with it under "
            f"`context: {{unit: …}}`; a measure of numbers without a unit, such as scores, has `unit: {PURE_NUMBER}`"
        )
    found = f"`{printed.token}` is printed {unit}, the measure `{measure.id}` is in {measure.unit}"
    return at.finding(at.entry.id, found, remedy, "measure")


def _is_in(unit: str, beside: UnitOfMeasure | None, behind: str) -> bool:
    """Whether the words behind a number begin with a unit, in this form or in another that is known."""
    known = unit_named(unit)
    if known is not None and beside is not None and known.name == beside.name:
        return True
    words, wanted = normal_form(behind).text, normal_form(unit).text
    ends = rf"(?:{re.escape(wanted)}|{re.escape(wanted.removesuffix('s'))})(?:s|es)?(?![\w/²³]|{OF_BODY})"
    found = re.match(rf"[\s-]*{ends}", words)
    printed = "" if beside is None else normal_form(beside.printed).text
    return found is not None and len(found[0].strip(" -")) >= len(printed)
