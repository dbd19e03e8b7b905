"""The members of a relation as a person compares them: words, value and place of each; and the verdict on a proposed one.

Only confirmed figures have a value here: that of a proposal is typed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from pipeline.consistency.members import Numbers
from pipeline.consistency.relations import judged, unfit_members
from pipeline.review.state import State
from pipeline.sources.files import Located
from pipeline.sources.ids import local
from pipeline.sources.relation_entries import RelationEntry
from pipeline.sources.yaml_lines import read_yaml
from pipeline.transcription.figures import Figure

Shown = dict[str, str | int | None]


def shown_members(state: State, members: Mapping[str, tuple[str, ...]]) -> Iterator[Shown]:
    """Each member with its role; words, value, page and line where it is a confirmed figure of the document."""
    figures = {local(name): figure for name, figure in state.transcript.figures.items()}
    for role, names in members.items():
        for name in names:
            figure = figures.get(name)
            shown = _shown(state, figure) if figure is not None else {}
            yield {"role": role, "id": name, **shown}


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
