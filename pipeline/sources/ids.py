"""Ids of a corpus that stand twice, and names that lead nowhere, among what was read.

Names that only some kinds of entries use (members of relations, figures of tables) are looked up where
those entries are used.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from pipeline.sources import entries
from pipeline.sources.corpus import Shared, Source
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding

MEASURES = "sources/measures.yaml"


def unsound_ids(
    sources: tuple[Source, ...],
    measures: tuple[Located[entries.MeasureEntry], ...],
    shared: Shared,
) -> Iterator[Finding]:
    """Ids that stand twice: of measures, figures (tombstones included), relations, and so on."""
    numbers: list[Located[Any]] = [*shared.facts]
    relations: list[Located[Any]] = [*shared.relations]
    discrepancies: list[Located[Any]] = []
    readings: dict[str, str] = {}
    emendations: list[Located[Any]] = []
    for source in sources:
        numbers += [*source.figures, *source.retired, *source.quantities]
        relations += source.relations
        discrepancies += source.discrepancies
        for item in source.discrepancies:
            for reading in item.entry.readings:
                if reading.id in readings:
                    found = f"the reading `{reading.id}` stands already in {readings[reading.id]}"
                    remedy = "give it an id of its own"
                    yield item.finding(item.entry.id, found, remedy, "readings")
                readings[reading.id] = item.entry.id
        emendations += source.emendations
    for items in (measures, numbers, relations, discrepancies, emendations, shared.comparabilities):
        yield from _repeated((item.entry.id, item) for item in items)


def _repeated(items: Iterable[tuple[str, Located[Any]]]) -> Iterator[Finding]:
    first: dict[str, Located[Any]] = {}
    for name, item in items:
        if name in first:
            other = first[name]
            yield item.finding(
                name,
                f"the id stands already in {other.file}:{other.line('id')}",
                "give this entry an id of its own; an id is never reused, also not a retired one",
                "id",
            )
        first.setdefault(name, item)


def unknown_measures(
    sources: tuple[Source, ...], measures: tuple[Located[entries.MeasureEntry], ...]
) -> Iterator[Finding]:
    """Measures that figures or quantities name and no file defines."""
    known = {measure.entry.id for measure in measures}
    for source in sources:
        measured: list[Located[Any]] = [*source.figures, *source.quantities]
        for item in measured:
            if item.entry.measure not in known:
                yield item.finding(
                    item.entry.id,
                    f"the measure `{item.entry.measure}` is not defined",
                    f"define it in {MEASURES}{or_one_like(item.entry.measure, known)}",
                    "measure",
                )


def or_one_like(name: str, known: Iterable[str]) -> str:
    """The end of a remedy that names known ids nearest to an unknown one; empty where none is near."""
    near = get_close_matches(name, known, n=3)
    return f", or name one that is: {', '.join(near)}" if near else ""


def unknown_sources(sources: tuple[Source, ...]) -> Iterator[Finding]:
    """Documents that another covers or supersedes and that have no folder."""
    known = {source.id for source in sources}
    for source in sources:
        for name in ("covers", "supersedes"):
            other = getattr(source.about.entry, name)
            if other is not None and other not in known:
                yield source.about.finding(
                    source.id,
                    f"`{name}` names {other}, which has no folder",
                    f"add sources/{other}/",
                    name,
                )
