"""Every figure by its document, its agency, its measure and its year: each figure once in each index.

An index has a list of groups and a list of figures for each group; both are in parts where they are long.
"""

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from pipeline.package.published import Row
from pipeline.site import addresses
from pipeline.site.listing import Part, parts
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData

GROUPS_A_PAGE = 200
FIGURES_A_PAGE = 100
NO_YEAR = "no-year"


class Group(NamedTuple):
    """Figures that belong together: the step of their address, their title, what else is known, their ids in order."""

    step: str
    title: str
    detail: str
    figures: list[str]


class Index(NamedTuple):
    """A way to look for figures: its id, its title, a sentence about it, and the group of a figure.

    `group` gives the step of the address, the title and a detail; `order` sorts groups, and `within` the figures of
    one, which else are in the order of their documents.
    """

    id: str
    title: str
    about: str
    group: Callable[[SiteData, Row], tuple[str, str, str]]
    order: Callable[[Group], Any]
    within: Callable[[Row], Any] = lambda _: ()


def _document(data: SiteData, figure: Row) -> tuple[str, str, str]:
    source = data.rows["sources"][figure["source_id"]]
    detail = ", ".join(
        filter(None, (source["report_number"] or source["source_id"], source["publisher"]))
    )
    return figure["source_id"], source["title"], detail


def _agency(data: SiteData, figure: Row) -> tuple[str, str, str]:
    source = data.rows["sources"][figure["source_id"]]
    name = source["publisher"] or source["authors"]
    return (step_of(name), name, "") if name else ("no-publisher", "No publisher known", "")


def _measure(data: SiteData, figure: Row) -> tuple[str, str, str]:
    measure = data.rows["measures"][figure["measure_id"]]
    return measure["measure_id"], measure["name"], measure["definition"]


def _year(_: SiteData, figure: Row) -> tuple[str, str, str]:
    year = (figure["period_end"] or figure["period_start"])[:4]
    return (year, f"Period ends in {year}", "") if year else (NO_YEAR, "No period stated", "")


INDEXES = (
    Index(
        "document",
        "By document",
        "The figures of each document, from its beginning to its end.",
        _document,
        lambda group: (group.title.casefold(), group.step),
    ),
    Index(
        "agency",
        "By agency",
        "The figures by who published the document: an agency, or the publisher of an article.",
        _agency,
        lambda group: (group.title.casefold(), group.step),
    ),
    Index(
        "measure",
        "By measure",
        "The figures by what they count, whichever document they are in.",
        _measure,
        lambda group: (group.title.casefold(), group.step),
        lambda figure: (figure["period_end"] or figure["period_start"], figure["period_start"]),
    ),
    Index(
        "year",
        "By year",
        "A figure is under the year in which its period ends: fiscal year 2019 ends in September 2019.",
        _year,
        lambda group: group.step,
        lambda figure: (figure["period_end"] or figure["period_start"], figure["period_start"]),
    ),
)


def pages(data: SiteData) -> Iterator[Page]:
    """Each index: the list of its groups, then the figures of each group."""
    for index in INDEXES:
        groups = groups_of(data, index)
        for part in parts(addresses.index(index.id), groups, GROUPS_A_PAGE):
            title = f"Figures {index.title.lower()}{_place(part)}"
            values = {"part": part, "index": index, "every_index": INDEXES}
            yield Page(part.path, "index.html", title, values)
        for group in groups:
            yield from group_pages(data, index, group)


def group_pages(data: SiteData, index: Index, group: Group) -> Iterator[Page]:
    """The figures of a group."""
    readable = data.rows["figures_readable"]
    for part in parts(addresses.index_group(index.id, group.step), group.figures, FIGURES_A_PAGE):
        values = {
            "index": index,
            "group": group,
            "part": part,
            "rows": [readable[key] for key in part.entries],
        }
        title = f"{group.title} ({index.id} {group.step}): figures{_place(part)}"
        yield Page(part.path, "index_group.html", title, values)


def groups_of(data: SiteData, index: Index) -> list[Group]:
    """The groups of an index in their order, each with its figures."""
    found: dict[str, Group] = {}
    figures = data.rows["figures"]
    for key in data.rows["figures_readable"]:
        step, title, detail = index.group(data, figures[key])
        found.setdefault(step, Group(step, title, detail, [])).figures.append(key)
    for group in found.values():
        group.figures.sort(key=lambda key: index.within(figures[key]))
    return sorted(found.values(), key=index.order)


def step_of(name: str) -> str:
    """A name as a step of an address; names that differ in more than case and punctuation have different ones.

    >>> step_of("Office of Inspector General, DHS"), step_of("..")
    ('office-of-inspector-general-dhs', 'name-5ec1f7e7')
    """
    step = re.sub(r"[^0-9a-z]+", "-", name.casefold()).strip("-")
    if step and name.isascii():
        return step
    return f"{step or 'name'}-{sha256(name.encode()).hexdigest()[:8]}"


def _place(part: Part) -> str:
    return "" if part.number == 1 else f", page {part.number}"
