"""Checks of a figure's statistic against the words beside its number and the unit of its measure.

The words beside a number suggest what it is: "89 percent" is a share, "an increase of 20 percent" a change, "48
hours" a duration (`text.units`). The entry says the same, or its quotation says otherwise in words of its own.
"""

import re
from collections.abc import Iterator, Mapping

from pipeline.sources.discrepancy_entries import EmendationEntry
from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.text.normal_form import normal_form
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.units.scales import Scale
from pipeline.text.units.units import SUSPENDED, Statistic
from pipeline.text.units.units_of_measure import PURE_NUMBER

TIMES = ("seconds", "minutes", "hours", "days", "weeks", "months", "quarters", "years", "decades")
MONEY = "US dollars"
_TIME = re.compile(
    rf"^{SUSPENDED}[\s-]*(?:(?:fiscal|calendar|business|working|full|consecutive|more|additional)\s+)?"
    rf"({'|'.join(time[:-1] for time in TIMES)})s?\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:increas\w*|decreas\w*|declin(?:e|es|ed|ing)|ris(?:es?|ing|en)|rose|dropp?\w*|gr[eo]w\w*|growth|reduc\w*"
    r"|fell|fall\w*|jump\w*|surg\w*|shr[aiu]nk\w*|climb\w*|gain\w*|up|down|chang\w*|higher|lower|than)\b",
    re.IGNORECASE,
)
STATED_ELSEWHERE: Mapping[Statistic, tuple[Statistic | None, ...]] = {
    "change": ("share",),
    "rate": ("count", "share", "amount", "duration", "measurement", None),
    "ratio": ("count", None),
    "mean": ("count", "share", "amount", "duration", "rate", "measurement", None),
    "median": ("count", "share", "amount", "duration", "rate", "measurement", None),
    "measurement": ("count", "rate", None),
}
"""Statistics whose words may be elsewhere in the quotation, and what the words beside the number suggest then."""
_BESIDE = 60


@coded("statistic")
def statistic_findings(
    at: Located[FigureEntry],
    printed: Numeral,
    measure: MeasureEntry,
    emendation: Located[EmendationEntry] | None,
    scale: Scale | None,
) -> Iterator[Finding]:
    """A statistic that the words beside the number, or the unit of the measure, contradict."""
    entry = at.entry
    problem = _unit_of_measure_problem(entry, measure)
    if problem is not None:
        found = (
            f"the statistic is `{entry.statistic}`, the measure `{measure.id}` is in {measure.unit}"
        )
        yield at.finding(entry.id, found, problem, "statistic")
    elif entry.statistic == "duration":
        yield from _time_findings(at, printed, measure)
    elif emendation is None and not _agrees(entry, printed, scale):
        yield at.finding(entry.id, *_other_words(entry, printed), "statistic")
    elif entry.statistic == "change" and not _CHANGE.search(entry.quote):
        found = "no words of the quotation state a change (increase, decline, rose …)"
        remedy = "correct `statistic`, or lengthen the quotation to the words that state the change"
        yield at.finding(entry.id, found, remedy, "statistic")


def _other_words(entry: FigureEntry, printed: Numeral) -> tuple[str, str]:
    """Found and remedy where the words beside the number suggest another statistic, or none."""
    suggested = f"a {printed.statistic}" if printed.statistic else "nothing that is read"
    found = f"the words beside `{printed.token}` state {suggested}, the statistic is `{entry.statistic}`"
    if printed.statistic is None and entry.statistic == "count":
        return found, (
            "a number with decimals counts nothing: write `statistic: measurement`, or `rate`, `mean` or `median`; "
            f"a score or a correlation is a measurement whose measure has `unit: {PURE_NUMBER}`"
        )
    return found, "correct `statistic` or `at`"


def _agrees(entry: FigureEntry, printed: Numeral, scale: Scale | None) -> bool:
    """Whether the words suggest the statistic; "dollars in thousands" makes an amount of a plain number."""
    if printed.unit == "percentage points":
        return entry.statistic == "change"
    in_dollars = scale is not None and scale.unit == MONEY and printed.statistic == "count"
    suggested = "amount" if in_dollars else printed.statistic
    return suggested == entry.statistic or suggested in STATED_ELSEWHERE.get(entry.statistic, ())


def _unit_of_measure_problem(entry: FigureEntry, measure: MeasureEntry) -> str | None:
    """What to do where the unit of the measure does not fit the statistic."""
    is_time, is_money = measure.unit in TIMES, measure.unit == MONEY
    if entry.statistic == "amount" and not is_money:
        return "an amount has a measure in US dollars; correct `measure` or `statistic`"
    if entry.statistic == "duration" and not is_time:
        return f"a duration has a measure in {', '.join(TIMES)}; correct `measure` or `statistic`"
    if entry.statistic == "count" and (is_time or is_money):
        right = "duration" if is_time else "amount"
        return f"write `statistic: {right}`, or correct `measure`"
    return None


def _time_findings(
    at: Located[FigureEntry], printed: Numeral, measure: MeasureEntry
) -> Iterator[Finding]:
    entry = at.entry
    text, _, end = printed.context
    time = unit_of_time(text[end : end + _BESIDE]) or unit_of_time(entry.context.unit or "")
    if time != measure.unit:
        beside = f"beside `{time}`" if time else "without a unit of time beside it"
        yield at.finding(
            entry.id,
            f"`{printed.token}` is printed {beside}, the measure `{measure.id}` is in {measure.unit}",
            "correct `measure` or `statistic`; where the unit is printed elsewhere, quote it under "
            "`context: {unit: …}`",
            "statistic",
        )


def unit_of_time(words: str) -> str | None:
    """The unit of time with which words begin, in the plural; None where they begin with none."""
    match = _TIME.match(normal_form(words).text)
    return f"{match[1].lower()}s" if match else None
