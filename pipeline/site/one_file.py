"""A document as one file that needs no other: its text with marks, and the details of each below; to mail or archive.

Its style is in the file, and its policy allows that style alone, by its hash.
"""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from pipeline.site import addresses
from pipeline.site.document_parts import whole
from pipeline.site.reading_view import notes_of, reading, starts_of
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData

STYLES = ("site.css", "reading.css", "one-file.css")
"""The files of our own whose rules are in the file."""


def pages(data: SiteData) -> Iterator[Page]:
    """A file for each document of which anything is held."""
    for source in data.documents:
        every = whole(data, source)
        notes = notes_of(every.read)
        links = {cell: f"#note-{number}" for cell, number in notes.items()}
        shown = reading(data, every, links, starts_of(data, source))
        if shown.passages:
            values = {
                "source": source,
                "reading": shown,
                "held": source["text_held"] == "true",
                "style": style(),
                "own_policy": policy(),
            }
            title = f"{source['title']} ({source['source_id']}), in one file"
            yield Page(addresses.one_file(source["source_id"]), "one_file.html", title, values)


@cache
def style() -> Markup:
    """The rules, which are ours: nothing of a document is in them."""
    folder = files("pipeline.site").joinpath("static")
    return Markup("").join(Markup(folder.joinpath(name).read_text("utf-8")) for name in STYLES)


@cache
def policy() -> str:
    """The policy of such a file: it loads nothing, and has the one style whose hash this is."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
