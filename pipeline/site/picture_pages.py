"""A page for each picture, with its table below; a page that has the picture alone; and the files of both forms."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from pipeline.site import addresses
from pipeline.site.listing import parts
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData


class Subject(NamedTuple):
    """What a picture is drawn from: its kind, and its name in words."""

    kind: str
    name: str


def pages(data: SiteData) -> Iterator[Page]:
    """The list of pictures, then each picture twice."""
    pictures = data.pictures.values()
    listed = [picture for picture in pictures if not picture.name.startswith("relations/")]
    for part in parts(addresses.PICTURES, listed):
        title = "Pictures" if part.number == 1 else f"Pictures, page {part.number}"
        yield Page(part.path, "pictures.html", title, {"part": part})
    yield from entries(data)


def entries(data: SiteData) -> Iterator[Page]:
    """The two pages of each picture."""
    subjects = _subjects(data)
    for picture in data.pictures.values():
        values = {"picture": picture, "subject": subjects[picture.subject]}
        yield Page(
            picture.page, "picture_page.html", f"Picture: {picture.title} ({picture.name})", values
        )
        yield Page(
            picture.alone,
            "picture_alone.html",
            f"Picture alone: {picture.title} ({picture.name})",
            values,
        )


def _subjects(data: SiteData) -> dict[str, Subject]:
    """What pictures are drawn from, by address."""
    tables = data.resources.items()
    relations = data.rows["relations"].items()
    return {
        **{addresses.table(key): Subject("the table", one["title"]) for key, one in tables},
        **{
            addresses.relation(key): Subject("the relation", one["formula"])
            for key, one in relations
        },
        **{
            addresses.document(one["source_id"]): Subject("the document", one["title"])
            for one in data.documents
        },
    }


def picture_files(data: SiteData) -> Iterator[tuple[str, bytes]]:
    """The drawing and the specification of each picture, by path."""
    for picture in data.pictures.values():
        for path, content in (
            (picture.svg_file, picture.svg_bytes),
            (picture.spec_file, picture.spec_bytes),
        ):
            yield path, content(partial(addresses.relative, path))
