"""The address of everything that has one, as a path from the root of the site; nothing else makes an address.

Every page is an `index.html` in a folder of its own, named in full, so that links work in a folder without a server.
An id is its own path (`figures/oig-20-13/detainers-declined-fy2014/index.html`). An address never changes.
"""

import posixpath
import re
from urllib.parse import quote

FRONT = "index.html"
ANSWERS = "answers/index.html"
CONSISTENCY = "consistency/index.html"
DICTIONARY = "dictionary/index.html"
DOCUMENTS = "documents/index.html"
FIGURES = "figures/index.html"
RELEASES = "releases/index.html"
SEARCH = "search/index.html"
TABLES = "tables/index.html"
ABOUT = "about/index.html"
STYLE = "static/site.css"
PICTURES = "pictures/index.html"
PICTURES_STYLE = "static/pictures.css"


def figure(figure_id: str) -> str:
    """The page of a figure."""
    return f"figures/{_steps(figure_id)}/index.html"


def document(source_id: str) -> str:
    """The reading view of a document, or its quotations where its text is not held."""
    return f"documents/{_steps(source_id)}/index.html"


def line(source_id: str, number: str | int) -> str:
    """A line of a document in its reading view."""
    return f"{document(source_id)}#line-{number}"


def mark(source_id: str, start: str | int) -> str:
    """The mark of what begins at a character of a document."""
    return f"{document(source_id)}#at-{start}"


def table(name: str) -> str:
    """The page of a table."""
    return f"tables/{_steps(name)}/index.html"


def row(name: str, key: str) -> str:
    """A row of a table, by its primary key."""
    return f"{table(name)}#{fragment(key)}"


def relation(relation_id: str) -> str:
    """The page of a relation, with its argument."""
    return f"consistency/relations/{_steps(relation_id)}/index.html"


def discrepancy(discrepancy_id: str) -> str:
    """The page of a discrepancy, with both quotations."""
    return f"consistency/discrepancies/{_steps(discrepancy_id)}/index.html"


def bound(bound_id: str) -> str:
    """The page of a bound, with what it rests on."""
    return f"consistency/bounds/{_steps(bound_id)}/index.html"


def answer(answer_id: str) -> str:
    """An answer, on the page of all answers."""
    return f"{ANSWERS}#{fragment(answer_id)}"


def measure(measure_id: str) -> str:
    """A measure, on the page of the table of measures."""
    return row("measures", measure_id)


def column(table_name: str, name: str) -> str:
    """What a column means, in the dictionary."""
    return f"{DICTIONARY}#{fragment(f'{table_name} {name}')}"


def download(path: str) -> str:
    """A file of the package, offered for download."""
    return f"data/{path}"


def picture(name: str) -> str:
    """A picture with its text, its data and its specification; it can be embedded alone."""
    return f"pictures/{_steps(name)}/index.html"


def picture_alone(name: str) -> str:
    """The picture with its sentence and nothing else, to embed in a page of anybody."""
    return f"pictures/{_steps(name)}/alone/index.html"


def picture_file(name: str, kind: str) -> str:
    """The picture as a file: its drawing (`svg`) or its specification (`vl.json`)."""
    return f"pictures/{_steps(name)}/picture.{kind}"


def fragment(key: str) -> str:
    """The part of an address behind `#` for a key, which may hold any character."""
    return re.sub(r"[^0-9A-Za-z./_-]+", "-", key)


def _steps(name: str) -> str:
    """An id as steps of a path; characters that a path may not hold are written as fragments are."""
    return "/".join(fragment(step) for step in name.split("/"))


def relative(here: str, there: str) -> str:
    """The address of `there` as the page `here` links to it."""
    path, hash_mark, part = there.partition("#")
    way = (
        ""
        if path == here and hash_mark
        else posixpath.relpath(path, posixpath.dirname(here) or ".")
    )
    return quote(way, safe="/._-~") + (f"#{quote(part, safe='/._-~')}" if hash_mark else "")
