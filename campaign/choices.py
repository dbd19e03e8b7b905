"""Wrong names: other measures, members, figures, areas and ids than the one that is entered."""

from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from campaign.makers import Made, Maker, Site, chosen, put
from campaign.names import Names
from pipeline.sources.relation_entries import ROLES_OF_KIND

AREAS = ("US", "US-CA", "US-TX", "US-DC", "US-XX", "MX")


def measures(names: Names) -> Maker:
    """The three measures whose names are most alike, and three others."""

    def make(site: Site) -> Iterator[Made]:
        def unlike(name: str) -> float:
            return -SequenceMatcher(None, name, site.value).ratio()

        others = [name for name in names.units if name != site.value]
        near = sorted(others, key=unlike)[:3]
        for name in [*near, *chosen(site, set(others) - set(near), 3)]:
            yield put(site, name)

    return make


def members(names: Names) -> Maker:
    """Two other members of the same unit and statistic, and one of another kind."""

    def make(site: Site) -> Iterator[Made]:
        if isinstance(site.value, Mapping):
            return  # a cell: its table, row and column are fields of their own
        document = names.document_of(site.file)
        own = _qualified(site.value, document)
        kind = names.members.get(own)
        alike = [name for name, other in names.members.items() if other == kind]
        near = chosen(site, [n for n in alike if n != own and n.startswith(f"{document}/")], 2)
        far = chosen(site, [n for n in names.members if n != own and n not in alike], 1)
        for name in [*near, *far]:
            yield put(site, name.removeprefix(f"{document}/"))

    return make


def figures(names: Names) -> Maker:
    """Two other figures of the document."""

    def make(site: Site) -> Iterator[Made]:
        document = names.document_of(site.file)
        own = _qualified(site.value, document) if site.value else None
        others = [n for n in names.figures if n.startswith(f"{document}/") and n != own]
        for name in chosen(site, others, 2):
            yield put(site, name.removeprefix(f"{document}/"))

    return make


def names_of(names: Names, what: str) -> Maker:
    """Two other ids of the corpus of that kind."""
    pools: Mapping[str, Callable[[], list[str]]] = {
        "relations": lambda: names.relations,
        "readings": lambda: names.readings,
        "tables": lambda: names.tables,
    }

    def make(site: Site) -> Iterator[Made]:
        document = names.document_of(site.file)
        own = _qualified(site.value, document)
        others = [name for name in pools[what]() if name not in (own, site.value)]
        for name in chosen(site, others, 2):
            yield put(site, name.removeprefix(f"{document}/"))

    return make


def relation_kinds(site: Site) -> Iterator[Made]:
    """The kinds whose members play the same roles, and two others."""
    roles = ROLES_OF_KIND[site.value]
    alike = [kind for kind, other in ROLES_OF_KIND.items() if set(other) & set(roles)]
    others = [kind for kind in ROLES_OF_KIND if kind not in alike]
    for kind in [*chosen(site, alike, 9), *chosen(site, others, 2)]:
        yield put(site, kind)


def areas(site: Site) -> Iterator[Made]:
    """Other codes of areas, one that is on no list."""
    for area in chosen(site, AREAS, 3):
        yield put(site, area)


def _qualified(name: Any, document: str) -> str:
    return name if "/" in str(name) else f"{document}/{name}"
