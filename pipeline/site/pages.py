"""Every file of a site. Which kinds of pages there are is written here, once."""

from collections.abc import Callable, Iterator
from importlib.resources import files

from pipeline.site import (
    about_page,
    addresses,
    consistency_pages,
    dictionary_pages,
    figure_pages,
    front_page,
    glossary_page,
    index_pages,
    one_file,
    picture_pages,
    reading_view,
    release_pages,
    search_index,
    table_pages,
)
from pipeline.site.rendering import Page, rendered
from pipeline.site.site_data import SiteData, SiteInput
from pipeline.site.web_files import web_files

Maker = Callable[[SiteData], Iterator[Page]]
MAKERS: tuple[Maker, ...] = (
    figure_pages.pages,
    index_pages.pages,
    one_file.pages,
    search_index.pages,
    dictionary_pages.pages,
    glossary_page.pages,
    release_pages.pages,
    about_page.pages,
    table_pages.pages,
    reading_view.pages,
    consistency_pages.pages,
    front_page.pages,
    picture_pages.pages,
)
"""Those whose pages have no picture are first, and those with all pictures last: pictures are drawn meanwhile."""


ENTRIES: tuple[Maker, ...] = (
    figure_pages.entries,
    one_file.pages,
    reading_view.entries,
    consistency_pages.entries,
    picture_pages.entries,
)
"""Those of them that make the pages of one document, where only these are asked for."""


def site_files(given: SiteInput) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file of the site; the same input gives the same bytes."""
    data = SiteData(given)
    assert data.pictures is not None  # from here on they are drawn
    paths = []
    for maker in MAKERS:
        for page in maker(data):
            paths.append(page.path)
            yield page.path, rendered(page, data)
    yield from web_files(data, paths)
    yield from reading_view.focus_styles(data)
    yield from table_pages.files(data)
    yield from search_index.shard_files(data)
    yield from picture_pages.picture_files(data)
    for path, content in sorted(given.files.items()):
        yield addresses.download(path), content
    yield from sorted((given.documentation or {}).items())
    yield from _static_files()


def document_files(given: SiteInput, document: str) -> Iterator[tuple[str, bytes]]:
    """Those files of the site that belong to one document, with the styles and scripts; each as in the whole site.

    They are its reading view, its one file, its figures, relations, discrepancies, bounds and pictures. No list, index
    or table is among them.
    """
    data = SiteData(given, only=document)
    yield from _static_files()  # first, because they show that a folder is a site
    for maker in ENTRIES:
        for page in maker(data):
            yield page.path, rendered(page, data)
    yield from reading_view.focus_styles(data)
    yield from picture_pages.picture_files(data)


def _static_files() -> Iterator[tuple[str, bytes]]:
    for file in sorted(files("pipeline.site").joinpath("static").iterdir(), key=lambda f: f.name):
        yield f"static/{file.name}", file.read_bytes()
