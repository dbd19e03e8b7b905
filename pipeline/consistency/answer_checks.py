"""Checks that an answer belongs to its question: its words, its years, its numbers' units and periods.

A number that the question does not ask for is most often another one of the same unit. So the question has the
words of each figure's measure and the years of its period, and names no other year.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.consistency.answers import Answer, unit_of
from pipeline.consistency.interval_arithmetic import as_text
from pipeline.consistency.member_checks import Difference, unexplained
from pipeline.sources.corpus import Corpus
from pipeline.sources.findings import Finding, or_one_like
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.table_entries import RowsTable
from pipeline.text.content_words import words_not_in
from pipeline.text.periods.period_days import Period
from pipeline.transcription.figures import Figure

_YEAR = re.compile(r"\b(?:FYs? ?)?((?:19|20)\d\d)\b")


def answer_findings(answer: Answer, measures: Mapping[str, MeasureEntry]) -> Iterator[Finding]:
    """Figures that the question does not ask for, and members that differ where those of the kind do not."""
    figures = [member.figure for member in answer.members if member.figure]
    at, entry = answer.at, answer.entry
    for figure in figures:
        name = measures[figure.entry.measure].name
        lacking = words_not_in(name, [entry.question])
        if lacking:
            found = (
                f"the question lacks `{'`, `'.join(lacking)}` of “{name}”, which {figure.id} counts"
            )
            remedy = "ask for the number in the words of its measure, or name another number"
            yield at.finding(entry.id, found, remedy, "question")
    reports = sorted({figure.source.report for figure in figures})
    if len(reports) > 1:
        found = f"figures of different reports meet in it: {', '.join(reports)}"
        yield at.finding(entry.id, found, "ask for numbers of one report")
    yield from _years(answer, figures)
    yield from _impossible(answer)
    yield from _per(answer)
    yield from unexplained(at, dict(_differences(answer)))


def _years(answer: Answer, figures: list[Figure]) -> Iterator[Finding]:
    """Years of the question that no figure begins or ends with, and those of figures that it does not name.

    Under a reading of a discrepancy a period may begin otherwise than its words say; its last year counts then.
    """
    entry, asked = answer.entry, set(map(int, _YEAR.findall(answer.entry.question)))
    ends = {figure.id: years_of(figure.period) for figure in figures if figure.period is not None}
    for name, years in ends.items():
        unnamed = {*years[-1:]} - asked if entry.reading else {*years} - asked
        if unnamed:
            found = f"the question does not name {_listed(unnamed)}, of which {name} is"
            remedy = "name the years that it asks for, or name another figure"
            yield answer.at.finding(entry.id, found, remedy, "question")
    strange = asked - {year for years in ends.values() for year in years}
    if strange:
        found = f"the question names {_listed(strange)}; none of its figures is of then"
        remedy = "name figures of the years that it asks for"
        yield answer.at.finding(entry.id, found, remedy, "question")


def years_of(period: Period) -> tuple[int, ...]:
    """The years with which a period begins and ends; fiscal years, where it has their first and last days.

    >>> from datetime import date
    >>> years_of(Period("duration", date(2013, 10, 1), date(2019, 9, 30)))
    (2014, 2019)
    """
    start, end = period.start, period.end or period.start
    begins_fiscal = (start.month, start.day) == (10, 1)
    ends_fiscal = (end.month, end.day) == (9, 30)
    first = start.year + 1 if begins_fiscal and ends_fiscal else start.year
    return (first,) if first == end.year else (first, end.year)


def _listed(years: set[int]) -> str:
    return ", ".join(map(str, sorted(years)))


def _impossible(answer: Answer) -> Iterator[Finding]:
    """A share of more than the whole, or a whole that is less than its parts."""
    kind, interval = answer.entry.kind, answer.interval
    if (kind == "share" and interval.lower > 100) or (kind == "difference" and interval.upper < 0):
        found = f"{answer.formula} is {as_text(interval)}"
        remedy = "exchange `parts` and `whole`, or ask another question"
        yield answer.at.finding(answer.id, found, remedy, "parts")


def _per(answer: Answer) -> Iterator[Finding]:
    """Words for one of the whole that do not name its unit."""
    entry = answer.entry
    units = {unit for member in answer.of_role("whole") if (unit := unit_of(member))}
    for unit in sorted(units if entry.per else ()):
        if words_not_in(unit, [entry.per or ""]):
            found = f"`per` is “{entry.per}”; the whole is in {unit}"
            yield answer.at.finding(entry.id, found, "name one of the whole", "per")


def _differences(answer: Answer) -> Iterator[tuple[Difference, str]]:
    """How members differ that should not: all but those of a quotient in unit, parts and whole in period."""
    kind = answer.entry.kind
    units = sorted({unit for member in answer.members if (unit := unit_of(member))})
    if kind != "quotient" and len(units) > 1:
        yield "unit", f"its members are in {', '.join(units)}"
    if kind not in ("share", "quotient") or answer.entry.reading is not None:
        return
    figures = [member.figure for member in answer.members if member.figure]
    periods = {f.id: (f.period.start, f.period.end) for f in figures if f.period is not None}
    if len(set(periods.values())) > 1:
        yield "period", f"the periods of {', '.join(periods)} are not one"


def named_answer_findings(corpus: Corpus, answers: Iterable[Answer]) -> Iterator[Finding]:
    """Rows of tables that name an answer which there is not."""
    known = {answer.id for answer in answers}
    for source in corpus.sources:
        for at in source.tables:
            read = at.entry.read
            columns = read.answers if isinstance(read, RowsTable) else ()
            for index, row in enumerate(read.rows if isinstance(read, RowsTable) else ()):
                for column in columns:
                    name = row.cells.get(column)
                    if name is not None and name not in known:
                        found = f"there is no answer `{name}`"
                        remedy = f"name one of sources/answers.yaml{or_one_like(str(name), known)}"
                        path = ("read", "rows", index, column)
                        yield at.finding(source.id, found, remedy, *path)
