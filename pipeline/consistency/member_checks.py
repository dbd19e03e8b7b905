"""Checks that the members of a relation belong together: their units, measures, statistics and periods.

Each kind of relation says by itself which of its members have one unit, one measure, and which periods. Where a
relation compares others on purpose, its `differs_in` says why; a reason that is not needed is a finding. Whether
the numbers agree is checked in `relation_checks`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.consistency.members import Member
from pipeline.consistency.relations import Relation
from pipeline.sources.answer_entries import AnswerEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.relation_entries import RelationEntry, RelationKind
from pipeline.text.normal_form import normal_form
from pipeline.text.periods.period_days import Period, read_period
from pipeline.text.units.units import Statistic
from pipeline.transcription.statistic_checks import TIMES

OF_ONE_UNIT: Mapping[RelationKind, frozenset[str]] = {
    "sum": frozenset({"whole", "part"}),
    "difference": frozenset({"stated", "whole", "part"}),
    "share": frozenset({"whole", "part", "rest"}),
    "change": frozenset({"from", "to"}),
    "rounding": frozenset({"stated", "exact"}),
    "same_value": frozenset({"same"}),
    "part_of": frozenset({"whole", "part"}),
}
"""The roles whose members have one unit and one statistic."""
OF_ONE_MEASURE: Mapping[RelationKind, frozenset[str]] = {
    "share": frozenset({"stated", "part"}),
    "change": frozenset({"stated", "from", "to"}),
    "rounding": frozenset({"stated", "exact"}),
    "same_value": frozenset({"same"}),
}
"""The roles whose members have one measure, or one population; a share's only where it has one part."""
ADDED: tuple[Statistic, ...] = ("count", "share", "amount", "duration", "measurement")
"""Statistics of numbers that add up."""
Difference = Literal["unit", "measure", "period"]


@dataclass(frozen=True)
class _Described:
    """What is known of a member; a cell has a unit, a fact has nothing."""

    role: str
    id: str
    unit: str | None = None
    statistic: Statistic | None = None
    measure: str | None = None
    population: str | None = None
    period: Period | None = None
    is_undated: bool = False
    """Whether its entry has no period, and no words for one that name no days."""


@coded("relation")
def member_findings(relation: Relation, measures: Mapping[str, MeasureEntry]) -> Iterator[Finding]:
    """Members that differ where those of the kind do not, and reasons that are not needed."""
    members = [_described(member, measures) for member in relation.members]
    yield from _statistic_findings(relation, members)
    yield from unexplained(relation.at, differences(relation, measures))


def differences(relation: Relation, measures: Mapping[str, MeasureEntry]) -> dict[Difference, str]:
    """In what the members of a relation differ where those of its kind do not, each in words."""
    members = [_described(member, measures) for member in relation.members]
    found: dict[Difference, str] = {}
    units = _by(_unit, members, OF_ONE_UNIT.get(relation.kind))
    if len(units) > 1:
        found["unit"] = f"its members are in {_in_words(units)}"
    else:
        roles = OF_ONE_MEASURE.get(relation.kind)
        measured = _by(lambda m: m.measure, members, roles)
        populations = _by(lambda m: _form(m.population), members, roles)
        if len(measured) > 1 and len(populations) > 1 and not _has_several_parts(relation):
            found["measure"] = f"its members are of {_in_words(measured)}"
    periods = _undated_problem(relation.kind, members)
    if periods is None and not relation.entry.reading:
        periods = _period_problem(relation.kind, members)
    if periods is not None:
        found["period"] = periods
    return found


def unexplained(
    at: Located[RelationEntry] | Located[AnswerEntry], differences: Mapping[Difference, str]
) -> Iterator[Finding]:
    """Differences between members without a reason under `differs_in`, and reasons without a difference."""
    entry = at.entry
    fields: tuple[Difference, ...] = ("unit", "measure", "period")
    for field in fields:
        reason, found = getattr(entry.differs_in, field), differences.get(field)
        if found is not None and reason is None:
            yield at.finding(
                entry.id,
                f"{found}; those of a `{entry.kind}` do not differ so",
                f"correct the members or the kind; if both are right, say why under `differs_in: {{{field}: …}}`",
            )
        elif found is None and reason is not None:
            found = f"its members do not differ in {field}, or may where it is a `{entry.kind}`"
            remedy = f"take `{field}` out of `differs_in`"
            if field == "measure" and "unit" in differences:
                remedy += "; the reason for another unit is enough"
            yield at.finding(entry.id, found, remedy, "differs_in", field)


def _statistic_findings(relation: Relation, members: list[_Described]) -> Iterator[Finding]:
    entry, roles = relation.entry, OF_ONE_UNIT.get(relation.kind, frozenset())
    statistics = _by(lambda m: m.statistic, members, roles)
    if len(statistics) > 1 and not _is_distance_of_shares(relation.kind, members):
        found = f"a {' and a '.join(statistics)} are compared: {_in_words(statistics)}"
        yield relation.at.finding(entry.id, found, "relate numbers of one statistic")
    elif relation.kind in ("sum", "part_of") and not statistics.keys() <= set(ADDED):
        found = f"each of its members is a {next(iter(statistics))}, which does not add up"
        yield relation.at.finding(entry.id, found, f"relate numbers of these: {', '.join(ADDED)}")


def _is_distance_of_shares(kind: RelationKind, members: list[_Described]) -> bool:
    """A difference of shares is a change, in percentage points."""
    return kind == "difference" and all(
        m.statistic in (None, "change" if m.role == "stated" else "share") for m in members
    )


def _period_problem(kind: RelationKind, members: list[_Described]) -> str | None:
    """Periods that do not fit the kind, as the text of a finding."""
    dated = [(m, m.period) for m in members if m.period is not None]
    if kind in ("same_value", "rounding", "ratio"):
        if len({(period.start, period.end) for _, period in dated}) > 1:
            return f"the periods of {', '.join(m.id for m, _ in dated)} are not one"
    elif kind == "change":
        of = {m.role: period for m, period in dated}
        if len(of) == 3 and (of["stated"].start, of["stated"].end) != (
            of["from"].start,
            of["to"].end,
        ):
            return "the period of the change is not that from the first number to the last"
    else:
        whole = next((period for m, period in dated if m.role == "whole"), None)
        outside = [m.id for m, period in dated if whole and not _lies_within(period, whole)]
        if outside:
            return f"the period of its whole does not have that of {', '.join(outside)}"
    return None


def _undated_problem(kind: RelationKind, members: list[_Described]) -> str | None:
    """A member without a period, where all the others have one, as the text of a finding."""
    undated = [member for member in members if member.is_undated]
    others = [member for member in members if member.period is not None]
    if kind == "integer_multiple" or len(undated) != 1 or not others:
        return None
    if len(others) + 1 < sum(member.measure is not None for member in members):
        return None  # one more has words that name no days
    return f"{undated[0].id} has no period, unlike {', '.join(member.id for member in others)}"


def _lies_within(part: Period, whole: Period) -> bool:
    ends = whole.end is None or (part.end is not None and part.end <= whole.end)
    return whole.start <= part.start and ends


def _has_several_parts(relation: Relation) -> bool:
    """Whether a share is one of several parts, or of what a rest leaves: its measure is that of none of them."""
    roles = [member.role for member in relation.members]
    return relation.kind == "share" and (roles.count("part") > 1 or "rest" in roles)


def _described(member: Member, measures: Mapping[str, MeasureEntry]) -> _Described:
    if (figure := member.figure) is not None:
        entry = figure.entry
        return _Described(
            member.role,
            member.id,
            figure.unit,
            figure.statistic,
            entry.measure,
            entry.population,
            figure.period,
            not (figure.period or entry.period_printed),
        )
    if (quantity := member.quantity) is not None:
        return _Described(
            member.role,
            member.id,
            measures[quantity.measure].unit,
            "duration" if measures[quantity.measure].unit in TIMES else "count",
            quantity.measure,
            quantity.population,
            read_period(quantity.period) if quantity.period else None,
            quantity.period is None,
        )
    return _Described(member.role, member.id, unit=member.cell.unit if member.cell else None)


def _by(
    key: Callable[[_Described], str | None],
    members: list[_Described],
    roles: frozenset[str] | None,
) -> dict[str, list[str]]:
    """Ids of the members of some roles, by what they have in common; those of which it is not known left out."""
    ids: dict[str, list[str]] = {}
    for member in members:
        common = key(member)
        if common is not None and roles and member.role in roles:
            ids.setdefault(common, []).append(member.id)
    return ids


def _unit(member: _Described) -> str | None:
    """Its unit, where percentage points are the percents of a difference."""
    return "percent" if member.unit == "percentage points" else member.unit


def _form(words: str | None) -> str | None:
    return None if words is None else normal_form(words).text.casefold()


def _in_words(ids: Mapping[str, list[str]]) -> str:
    return ", ".join(f"{name} ({', '.join(members)})" for name, members in ids.items())
