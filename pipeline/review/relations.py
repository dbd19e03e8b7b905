"""The relations of a document in a review: confirmed ones with their verdict, proposed ones as they become checkable."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.review.proposed import Fields, folder_of
from pipeline.review.relation_members import cells_named, shown_members, verdict_on
from pipeline.review.state import State
from pipeline.review.values import RelationItem
from pipeline.review.working_files import on_disk
from pipeline.sources.ids import as_typed, local
from pipeline.sources.table_catalog import name_in_document

DIFFERS = "differs_in"
NO_MEMBERS = ("id", "kind", "formula", DIFFERS)


def relation_items(state: State) -> Iterator[RelationItem]:
    """The relations of the folder's own file, then those proposed."""
    document = state.source.id
    verdicts = {one.id: one.verdict for one in state.relations}
    for at in state.source.relations:
        members: dict[str, tuple[str, ...]] = {}
        for role, name in at.entry.members():
            members[role] = (*members.get(role, ()), as_typed(name, document))
        verdict = verdicts.get(at.entry.id)
        yield RelationItem(
            local(at.entry.id),
            "confirmed",
            at.entry.kind,
            at.entry.formula,
            members,
            verdict is not None,
            verdict,
            shown=tuple(shown_members(state, members)),
        )
    own = {local(at.entry.id) for at in state.source.relations}
    confirmed = {local(name) for name in state.transcript.figures}
    tables = tables_confirmed(state)
    chances = _chances(on_disk(state.root, f"{folder_of(document)}/relations.yaml") or "")
    for fields in state.proposals.relations:
        if fields.get("id") not in own:
            are_there = tables_of(fields) <= tables
            known = confirmed if are_there else set()
            yield _proposed(state, fields, known, chances.get(str(fields.get("id"))))


def tables_of(fields: Mapping[str, Any]) -> set[str]:
    """The tables of the cells among the members of a proposed relation."""
    return {
        str(one.get("table"))
        for role, names in fields.items()
        if role not in NO_MEMBERS
        for one in (names if isinstance(names, list) else [names])
        if isinstance(one, Mapping)
    }


def _chances(text: str) -> dict[str, str]:
    """What the comment above each proposed relation says of its chance."""
    found = re.findall(r"(?m)^\s*# chance ([^,\n]+).*\n(?:\s*#.*\n)*\s*- id: (\S+)", text)
    return {name: chance for chance, name in found}


def tables_confirmed(state: State) -> set[str]:
    """The names in their document of the tables that are read."""
    own = name_in_document(state.source.id, "")
    return {table.name.removeprefix(own) for table in state.transcript.tables.tables}


def _proposed(
    state: State, fields: Fields, confirmed: set[str], chance: str | None
) -> RelationItem:
    members = members_of(fields)
    names = {name for some in members.values() for name in some}
    is_checkable = names <= confirmed
    return RelationItem(
        str(fields.get("id")),
        "proposed",
        str(fields.get("kind")),
        str(fields.get("formula")),
        members,
        is_checkable,
        verdict_on(state, fields) if is_checkable else None,
        chance=chance,
        differs=tuple(map(str, fields.get(DIFFERS) or ())),
        shown=(*shown_members(state, members), *shown_members(state, cells_named(fields)))
        if is_checkable
        else (),
    )


def members_of(fields: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The figures among the members of a proposed relation, by their role; reasons of `differs_in` are none."""
    return {
        role: tuple(str(one) for one in names if not isinstance(one, Mapping))
        if isinstance(names, list)
        else (str(names),)
        for role, names in fields.items()
        if role not in NO_MEMBERS and not isinstance(names, Mapping)
    }
