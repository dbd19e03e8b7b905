"""The members of a relation as a person compares them: words, value and place of each; and the verdict on a proposed one.

Only confirmed figures have a value here: that of a proposal is typed.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from pipeline.consistency.members import Numbers
from pipeline.consistency.relations import judged, unfit_members
from pipeline.review.state import State
from pipeline.sources.files import Located
from pipeline.sources.ids import local
from pipeline.sources.relation_entries import RelationEntry
from pipeline.sources.table_catalog import name_in_document
from pipeline.sources.yaml_lines import read_yaml
from pipeline.transcription.figures import Figure
from pipeline.transcription.table_results import Cell

Shown = dict[str, str | int | None]


def shown_members(state: State, members: Mapping[str, Iterable[str]]) -> Iterator[Shown]:
    """Each member with its role; words, value, page and line where it is a confirmed figure, or a cell that is read.

    Figures are named by their local ids, cells as `table:row:column`.
    """
    figures = {local(name): figure for name, figure in state.transcript.figures.items()}
    own = name_in_document(state.source.id, "")
    tables = {one.name.removeprefix(own): one for one in state.transcript.tables.tables}
    for role, names in members.items():
        for name in names:
            table, _, place = name.partition(":")
            row, _, column = place.rpartition(":")
            if name in figures:
                shown = _shown(state, figures[name])
            elif table in tables and (row, column) in tables[table].cells:
                shown = _shown_cell(state, tables[table].cells[row, column], row)
            else:
                shown = {}
            yield {"role": role, "id": name, **shown}


def cells_named(fields: Mapping[str, Any]) -> dict[str, list[str]]:
    """The cells among the members of a proposed relation, by their role, as `table:row:column`."""
    return {
        role: [f"{one.get('table')}:{one.get('row', '')}:{one.get('column')}" for one in cells]
        for role, members in fields.items()
        if role != "differs_in"
        and (
            cells := [
                one
                for one in (members if isinstance(members, list) else [members])
                if isinstance(one, Mapping)
            ]
        )
    }


def _shown_cell(state: State, cell: Cell, row: str) -> Shown:
    document = state.source.document
    if document is None or not cell.spans:
        return {}
    place = cell.spans[0]
    return {
        "item": f"n{place.start}",
        "token": document.characters(place),
        "value": f"{cell.value:,f}" if isinstance(cell.value, Decimal) else str(cell.value),
        "words": row,
        "page": document.page(place.start),
        "line": document.line(place.start),
    }


def _shown(state: State, figure: Figure) -> Shown:
    document = state.source.document
    assert document is not None
    return {
        "item": f"n{figure.token.start}",
        "token": document.characters(figure.token),
        "value": None if figure.value is None else f"{figure.value:,f}",
        "words": document.characters(figure.quote),
        "page": document.page(figure.token.start),
        "line": document.line(figure.token.start),
    }


def verdict_on(state: State, fields: Mapping[str, Any]) -> str | None:
    """Whether the members of a proposed relation agree; None where this cannot be computed from figures alone."""
    try:
        stated = {name: value for name, value in fields.items() if name != "differs_in"}
        entry = RelationEntry.model_validate(stated, context={"document": state.source.id})
    except ValidationError:
        return None
    if entry.rows or any(entry.cells()):
        return None
    numbers = Numbers(state.transcript.figures, {}, {}, {}, frozenset())
    if any(name not in numbers.figures for _, name in entry.members()):
        return None
    members = tuple(numbers.member(role, name) for role, name in entry.members())
    if any(unfit_members(entry, members)):
        return None
    at = Located(entry, "", read_yaml(""))
    return judged(at, state.source, members, None).verdict
