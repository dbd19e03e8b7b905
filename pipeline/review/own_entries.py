"""The figures and waivers of a document's own files, each with its fields as they are written and its place in the text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.review.entry_lists import figures_in
from pipeline.review.proposed import numerals_waived
from pipeline.review.state import State
from pipeline.review.working_files import on_disk
from pipeline.review.yaml_lists import list_text
from pipeline.sources.findings import Finding

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class OwnFigure:
    """A figure of `figures.yaml`: where its number begins, and its index among the figures, blocks spread."""

    start: int
    index: int
    fields: Fields
    block: str | None


@dataclass(frozen=True)
class OwnWaiver:
    """A waiver of `waivers.yaml`: where its numerals begin, and its index in the file."""

    numerals: tuple[int, ...]
    index: int
    fields: Fields


def own_figures(state: State) -> Iterator[OwnFigure]:
    """The figures without findings, in the order of their file."""
    blocks = blocks_in(on_disk(state.root, f"sources/{state.source.id}/figures.yaml") or "")
    for figure in state.transcript.figures.values():
        at = figure.at
        index = int(at.path[1])
        fields = at.yaml.value["figures"][index]
        yield OwnFigure(figure.token.start, index, fields, blocks.get(index))


def own_waivers(state: State) -> Iterator[OwnWaiver]:
    """The waivers that fit the text, in the order of their file."""
    document = state.source.document
    assert document is not None
    for at in state.source.waivers:
        index = int(at.path[1])
        fields = at.yaml.value["waivers"][index]
        numerals = numerals_waived(document, fields)
        if numerals:
            yield OwnWaiver(tuple(n.start for n in numerals), index, fields)


def items_of_waivers(state: State, findings: Iterable[Finding]) -> tuple[str, ...]:
    """The items of the waivers that findings are about: each may be reopened."""
    places = {(one.file, one.line) for one in findings}
    at = state.source.waivers
    indexes = {int(one.path[1]) for one in at if (one.file, one.line()) in places}
    return tuple(f"n{one.numerals[0]}" for one in own_waivers(state) if one.index in indexes)


def blocks_in(text: str) -> dict[int, str]:
    """The name of the block that each figure of a file is in, by its index with blocks spread."""
    places = enumerate(figures_in(list_text(text, "figures")))
    return {index: f"block:{one.item}" for index, one in places if one.inner is not None}
