"""The page of search, and what it searches in: records in script files, which a page in a folder may load too.

A record is what a reader may be shown and where it is, with the words by which it is found. The index itself is built
in the browser, by MiniSearch; no service takes part.
"""

import json
from collections.abc import Iterator
from functools import partial

from pipeline.package.published import Row
from pipeline.site import addresses
from pipeline.site.documentation import headings_of
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData

SHARD_SIZE = 200_000
"""Bytes of records in a shard, which it exceeds by less than a record."""
Record = dict[str, str]

_there = partial(addresses.relative, addresses.SEARCH)


def pages(data: SiteData) -> Iterator[Page]:
    """The page of search, which names the first shard and says how many there are."""
    shards = sum(1 for _ in shard_files(data))
    scripts = (addresses.MINISEARCH, addresses.SEARCH_SCRIPT)
    yield Page(addresses.SEARCH, "search.html", "Search", {"shards": shards}, scripts)


def shard_files(data: SiteData) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each shard: a call of one function with a list of records, in ASCII."""
    for place, records in enumerate(_shards(data), 1):
        yield addresses.shard(place), b"addToSearch([\n" + b",\n".join(records) + b"\n]);\n"


def _shards(data: SiteData) -> Iterator[list[bytes]]:
    shard: list[bytes] = []
    size = 0
    for record in records_of(data):
        shard.append(json.dumps(record).encode())
        size += len(shard[-1])
        if size >= SHARD_SIZE:
            yield shard
            shard, size = [], 0
    if shard:
        yield shard


def records_of(data: SiteData) -> Iterator[Record]:
    """What can be found, in the order of the tables; then the documentation, if the site has it."""
    rows = data.rows
    for figure in rows["figures"].values():
        yield _figure(figure, data)
    for key, one in rows["answers"].items():
        yield _record("Answer", data.answer_address(key), one["question"], one["caution"], key)
    for key, one in rows["discrepancies"].items():
        quotes = " … ".join(filter(None, (one["first_quote"], one["second_quote"])))
        yield _record("Discrepancy", addresses.discrepancy(key), quotes, one["explanation"], key)
    for key, one in rows["measures"].items():
        yield _record(
            "Measure", data.row_address("measures", key), one["name"], one["definition"], key
        )
    for key, one in rows["sources"].items():
        detail = ", ".join(
            filter(None, (one["publisher"], one["authors"], one["report_number"], one["published"]))
        )
        yield _record("Document", addresses.document(key), one["title"], detail, key)
    for heading in headings_of(data.given.documentation or {}):
        above = "" if heading.words == heading.page else heading.page
        yield _record("Documentation", heading.address, heading.words, above, "")


def _figure(figure: Row, data: SiteData) -> Record:
    measure = data.rows["measures"][figure["measure_id"]]["name"]
    period = figure["period_printed"]
    unit = " percent" if figure["unit"] == "percent" and figure["verbatim"].isdigit() else ""
    title = f"{figure['verbatim']}{unit} · {measure}" + (f", {period}" if period else "")
    words = " ".join((figure["figure_id"], figure["population"], figure["value"], figure["unit"]))
    address = addresses.figure(figure["figure_id"])
    return _record("Figure", address, title, figure["quote"], words)


def _record(kind: str, address: str, title: str, detail: str, words: str) -> Record:
    """What is shown is `title` and `detail`; `words` are only searched."""
    return {"kind": kind, "href": _there(address), "title": title, "detail": detail, "words": words}
