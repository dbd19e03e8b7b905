"""A relation between numbers as `oversight check` judges a registered one, and its formula as the numbers are printed."""

from collections.abc import Mapping
from fractions import Fraction

from pipeline.consistency.interval_arithmetic import exact
from pipeline.consistency.members import Member
from pipeline.consistency.relations import Relation, judged
from pipeline.drafting.numbers_related import Number
from pipeline.sources.files import Located
from pipeline.sources.relation_entries import RelationEntry
from pipeline.sources.yaml_lines import read_yaml
from pipeline.transcription.figures import Figure

Roles = Mapping[str, tuple[Number, ...]]


def relation_of(kind: str, roles: Roles) -> Relation:
    """The relation in which numbers have some roles, with its verdict."""
    ids = {role: [number.figure.id for number in numbers] for role, numbers in roles.items()}
    fields: dict[str, object] = {
        role: names if role in ("parts", "same") else names[0] for role, names in ids.items()
    }
    about = {"id": "proposed", "kind": kind, "formula": formula_of(kind, roles)}
    entry = RelationEntry.model_validate({**about, **fields})
    playing = tuple(
        _member({"parts": "part"}.get(role, role), number.figure)
        for role, numbers in roles.items()
        for number in numbers
    )
    return judged(Located(entry, "relations.yaml", read_yaml("")), None, playing, None)


def _member(role: str, figure: Figure) -> Member:
    assert figure.value is not None
    uncut, within = exact(figure.intervals.uncut), exact(figure.intervals.within)
    return Member(role, figure.id, uncut, Fraction(figure.value), within, figure=figure)


def formula_of(kind: str, roles: Roles) -> str:
    """The relation in the numbers as they are printed."""

    def printed(role: str, joint: str = " + ") -> str:
        numbers = sorted(roles[role], key=lambda n: (-n.value, n.place))
        return joint.join(" ".join(n.figure.numeral.token.split()) for n in numbers)

    return {
        "sum": lambda: f"{printed('parts')} = {printed('whole')}",
        "share": lambda: f"{printed('parts')} / {printed('whole')} = {printed('stated')} percent",
        "change": lambda: (
            f"from {printed('from')} to {printed('to')} = {printed('stated')} percent"
        ),
        "same_value": lambda: printed("same", " = "),
        "rounding": lambda: f"{printed('exact')} is printed {printed('stated')}",
    }[kind]()
