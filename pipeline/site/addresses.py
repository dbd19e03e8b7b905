"""The address of everything that has one, as a path from the root of the site; nothing else makes an address.

Every page is an `index.html` in a folder of its own, named in full, so that links work in a folder without a server.
An id is its own path (`figures/oig-20-13/detainers-declined-fy2014/index.html`). An address never changes.
"""

import posixpath
import re
from functools import lru_cache
from urllib.parse import quote

FRONT = "index.html"
ANSWERS = "answers/index.html"
CONSISTENCY = "consistency/index.html"
DICTIONARY = "dictionary/index.html"
DOCUMENTS = "documents/index.html"
FIGURES = "figures/index.html"
GLOSSARY = "glossary/index.html"
RELEASES = "releases/index.html"
SEARCH = "search/index.html"
TABLES = "tables/index.html"
ABOUT = "about/index.html"
DOCUMENTATION = "docs/index.html"
"""Where the site has it: `oversight site --docs`."""
STYLE = "static/site.css"
ICON = "static/icon.svg"
SEARCH_STYLE = "static/search.css"
SEARCH_SCRIPT = "static/search.js"
MINISEARCH = "static/minisearch.js"
TABLES_SCRIPT = "static/tables.js"
RELATIONS = "consistency/relations/index.html"
DISCREPANCIES = "consistency/discrepancies/index.html"
BOUNDS = "consistency/bounds/index.html"
SITEMAP = "sitemap.xml"
FEED = "feed.xml"
DATASET = "data/dataset.jsonld"
ROWS_A_PAGE = 100
"""How many rows of a table are on one page."""
ENTRIES_A_PAGE = 50
"""How many entries of a list are on one page, where entries are paragraphs."""
PICTURES = "pictures/index.html"
PICTURES_STYLE = "static/pictures.css"


def figure(figure_id: str) -> str:
    """The page of a figure."""
    return f"figures/{_steps(figure_id)}/index.html"


def document(source_id: str) -> str:
    """The reading view of a document, or its quotations where its text is not held."""
    return f"documents/{_steps(source_id)}/index.html"


def document_part(source_id: str, first_line: int = 1) -> str:
    """The page of the reading view that begins with a line; the first is the document's own.

    `SiteData.first_line` knows which part has a line.

    >>> document_part("report", 1), document_part("report", 940)
    ('documents/report/index.html', 'documents/report/line-940/index.html')
    """
    if first_line == 1:
        return document(source_id)
    return f"documents/{_steps(source_id)}/line-{first_line}/index.html"


def line(source_id: str, number: str | int, first_line: int = 1) -> str:
    """A line of a document in its reading view, in the part that begins with `first_line`."""
    return f"{document_part(source_id, first_line)}#line-{number}"


def mark(source_id: str, start: str | int, first_line: int = 1) -> str:
    """The mark of what begins at a character of a document, in the part that begins with `first_line`."""
    return f"{document_part(source_id, first_line)}#at-{start}"


def table(name: str) -> str:
    """The page of a table."""
    return f"tables/{_steps(name)}/index.html"


def row(name: str, key: str, place: int) -> str:
    """A row of a table, by its primary key and its place in the table from 0, which tells its page.

    `SiteData.row_address` knows the place.
    """
    return f"{nth(table(name), 1 + place // ROWS_A_PAGE)}#{fragment(key)}"


def relation(relation_id: str) -> str:
    """The page of a relation, with its argument."""
    return f"consistency/relations/{_steps(relation_id)}/index.html"


def discrepancy(discrepancy_id: str) -> str:
    """The page of a discrepancy, with both quotations."""
    return f"consistency/discrepancies/{_steps(discrepancy_id)}/index.html"


def bound(bound_id: str) -> str:
    """The page of a bound, with what it rests on."""
    return f"consistency/bounds/{_steps(bound_id)}/index.html"


def answer(answer_id: str, place: int = 0) -> str:
    """An answer by its place among all from 0, which tells its page; `SiteData.answer_address` knows the place."""
    return f"{nth(ANSWERS, 1 + place // ENTRIES_A_PAGE)}#{fragment(answer_id)}"


def column(table_name: str, name: str) -> str:
    """What a column means, in the dictionary."""
    return f"{dictionary(table_name)}#{fragment(name)}"


def download(path: str) -> str:
    """A file of the package, offered for download."""
    return f"data/{path}"


def picture(name: str) -> str:
    """A picture with its text, its data and its specification; it can be embedded alone."""
    return f"pictures/{_steps(name)}/index.html"


def shard(place: int) -> str:
    """A script file with a part of what search searches in, counted from 1."""
    return f"search/shard-{place}.js"


def picture_alone(name: str) -> str:
    """The picture with its sentence and nothing else, to embed in a page of anybody."""
    return f"pictures/{_steps(name)}/alone/index.html"


def picture_file(name: str, kind: str) -> str:
    """The picture as a file: its drawing (`svg`) or its specification (`vl.json`)."""
    return f"pictures/{_steps(name)}/picture.{kind}"


def fragment(key: str) -> str:
    """The part of an address behind `#` for a key, which may hold any character."""
    return re.sub(r"[^0-9A-Za-z./_-]+", "-", key)


def nth(path: str, number: int) -> str:
    """A page of a list by its number from 1; the first is the list itself. No id has a full stop.

    >>> nth("figures/index.html", 1), nth("figures/index.html", 3)
    ('figures/index.html', 'figures/page.3/index.html')
    """
    return path if number == 1 else f"{posixpath.dirname(path)}/page.{number}/index.html"


def dictionary(table_name: str) -> str:
    """What a table and its columns mean."""
    return f"dictionary/{_steps(table_name)}/index.html"


def term(table_name: str, column_name: str, value: str) -> str:
    """What a term of a vocabulary means, in the dictionary."""
    return f"{dictionary(table_name)}#{fragment(f'{column_name}/{value}')}"


def glossary(word: str) -> str:
    """What a word of these pages means, in the glossary."""
    return f"{GLOSSARY}#{fragment(word)}"


def json_ld(name: str) -> str:
    """The metadata of a table in JSON-LD (schema.org)."""
    return f"tables/{_steps(name)}/dataset.jsonld"


def report(what: str, edition: str) -> str:
    """A letter that reports an error and names what it is about; its recipient is left to the writer.

    `edition` is the title and version of the package: no package names an address to write to.
    """
    subject = f"Error in {': '.join(filter(None, (edition, what)))}"
    questions = "The dataset has:\nThe official report prints:\nOn its page:\n"
    body = f"{subject}\n\n{questions}"
    return f"mailto:?subject={quote(subject)}&body={quote(body)}"


def _steps(name: str) -> str:
    """An id as steps of a path; characters that a path may not hold are written as fragments are."""
    return "/".join(fragment(step) for step in name.split("/"))


def relative(here: str, there: str) -> str:
    """The address of `there` as the page `here` links to it."""
    path, hash_mark, part = there.partition("#")
    way = "" if path == here and hash_mark else _way(posixpath.dirname(here), path)
    return way + (f"#{quote(part, safe='/._-~')}" if hash_mark else "")


@lru_cache(10_000)
def _way(folder: str, path: str) -> str:
    """From a folder of the site to a file of it; `posixpath.relpath` asks the system where it is, each time."""
    start, end = folder.split("/") if folder else [], path.split("/")
    common = len(posixpath.commonprefix([start, end]))
    return quote("/".join([".."] * (len(start) - common) + end[common:]), safe="/._-~")


def one_file(source_id: str) -> str:
    """A document as one file that needs no other."""
    name = fragment(source_id.replace("/", "-"))
    return f"documents/{_steps(source_id)}/{name}-marked.html"


def focus(source_id: str, first_line: int = 1) -> str:
    """The style that shows the note of the mark in focus, in the part that begins with `first_line`."""
    return f"{posixpath.dirname(document_part(source_id, first_line))}/focus.css"


def index(index_id: str) -> str:
    """An index of all figures, by documents or by years, for example."""
    return f"by/{index_id}/index.html"


def sitemap(number: int) -> str:
    """A part of a sitemap that is too long for one file, counted from 1."""
    return f"sitemap-{number}.xml"


def index_group(index_id: str, step: str) -> str:
    """The figures of one group of an index."""
    return f"by/{index_id}/{_steps(step)}/index.html"
