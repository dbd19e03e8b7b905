"""Traceable: every quotation is in its document, at the characters that are published."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from pipeline.releases.standalone.checksums import sha256_of
from pipeline.releases.standalone.release import (
    Release,
    Row,
    chunks,
    content,
    lines,
    many,
    records,
    text_file,
)
from pipeline.releases.standalone.results import Find, part
from pipeline.releases.standalone.tables import exact

EXCERPTS = "documents/excerpts.jsonl"


class Passage(NamedTuple):
    """Consecutive characters of a document, their offset in the full text, and the ends of its lines.

    `line_ends` is None for an excerpt: its line in the full text is not known.
    """

    offset: int
    text: str
    line_ends: list[int] | None = None


AS_READ = {"figures": ["quote"], "discrepancies": ["first_quote", "second_quote"]}
"""Cells that are the characters they were read from, with single spaces (DICTIONARY.md)."""
READ = {
    "abbreviations": ["expansion"],
    "arrest_offenses": ["charges", "convictions", "total_offenses"],
    "case_reviews": ["cases", "share"],
    "detainers_by_fiscal_year": ["value"],
    "discrepancies": ["first_quote", "second_quote"],
    "prior_reports": ["title"],
    "recommendations": ["text", "response", "analysis"],
    "sites_visited": ["place", "state"],
}
"""Cells that are read from a document wherever they are not empty; a figure has its place in its row."""
PRINTED = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?( million| billion|)")
TIMES = {"": 1, " million": 10**6, " billion": 10**9}


def fault_of_quotation(quoted: Row, passages: Iterable[Passage]) -> str | None:
    """Why a quotation is not at its place in the document; None where it is."""
    start, end, before = int(quoted["start"]), int(quoted["end"]), quoted.get("prefix", "")
    for offset, text, line_ends in passages:
        first, last = start - offset, end - offset
        if 0 <= first <= last <= len(text):
            if text[first:last] != quoted["exact"]:
                return f"the text has {text[first:last][:60]!r}, not {quoted['exact'][:60]!r}"
            if text[max(0, first - len(before)) : first] != before:
                return f"the text does not have {before!r} before it"
            if not text.startswith(quoted.get("suffix", ""), last):
                return f"the text does not have {quoted['suffix']!r} after it"
            if line_ends is not None and int(quoted["line"]) != bisect_left(line_ends, first) + 1:
                return f"it is not on line {quoted['line']}"
            return None
    return f"characters {start} to {end} are not in the release"


def fault_of_reading(table: Mapping[str, Any], row: Row, column: str, read: str) -> str | None:
    """Why a cell is not what was read, as far as that is defined; None where it is.

    A number must be the one that the digits print (`143,100`, `2.4 million`), unless its row says `emended`.
    """
    kinds = {field["name"]: field["type"] for field in table["schema"]["fields"]}
    if not row.get(column):
        return "there is no such cell"
    printed, wrong = PRINTED.fullmatch(read), False
    if column in AS_READ.get(table["name"], ()):
        wrong = row[column] != read
    elif printed and kinds[column] in ("integer", "number") and row.get("reading") != "emended":
        whole, decimals, times = printed.groups(default="")
        wrong = exact(whole.replace(",", "") + decimals) * TIMES[times] != exact(row[column])
    return f"the cell has {row[column][:60]!r}, read was {read[:60]!r}" if wrong else None


@part("traceable")
def quotations(release: Release, find: Find) -> str:
    """Every quotation is in its text or excerpt and belongs to a published cell."""
    excerpts: dict[str, list[Passage]] = defaultdict(list)
    for line in lines(release, EXCERPTS) if EXCERPTS in release.files else ():
        entry = json.loads(line)
        excerpts[entry["source_id"]].append(Passage(int(entry["start"]), str(entry["text"])))
    held = _texts_held(release, find)

    @lru_cache(64)
    def passages(source: str) -> list[Passage]:
        if source in held:
            text = content(release, text_file(source)).decode("utf-8")
            return [Passage(0, text, [found.start() for found in re.finditer("\n", text)])]
        return excerpts.get(source, [])

    def check(quoted: Row, place: str) -> None:
        source = quoted["source_id"]
        fault = fault_of_quotation(quoted, passages(source))
        if fault:
            find(place, fault)
        if quoted.get("attested") == ("true" if source in held else "false"):
            find(place, f"attested is {quoted['attested']}")

    figures = quotes = 0
    token = ("figure_id", "source_id", "line", "start", "end", "verbatim", "value", "reading")
    for row in records(release, "figures", *token):
        figures += 1
        row["exact"] = row["verbatim"]
        check(row, f"figures {row['figure_id']}")
        fault = fault_of_reading(release.tables["figures"], row, "value", row["verbatim"])
        if row["value"] and fault:
            find(f"figures {row['figure_id']} value", fault)
    traced = set()
    for name, group in groupby(records(release, "provenance"), itemgetter("table")):
        table, cells = release.tables[name], records(release, name)
        named = (
            (" ".join(row[part] for part in table["schema"]["primaryKey"]), row) for row in cells
        )
        met, row = next(named, ("", {}))
        for key, of_row in groupby(group, itemgetter("key")):
            while met and met < key:  # both are sorted, so that no table is held whole
                met, row = next(named, ("", {}))
            of_this = row if met == key else {}
            for column, of_cell in groupby(of_row, itemgetter("column")):
                parts, place = list(of_cell), f"{name} {key} {column}"
                for number, quoted in enumerate(parts, 1):
                    check(quoted, place)
                    if quoted["part"] != str(number):
                        find(place, f"its parts are not numbered 1, 2, …: {quoted['part']}")
                quotes += len(parts)
                read = " ".join(" ".join(quoted["exact"] for quoted in parts).split())
                traced.add(place)
                fault = fault_of_reading(table, of_this, column, read)
                if fault:
                    find(place, fault)
    for place in _cells_read(release):
        if place not in traced:
            find(place, "was read from a document, but `provenance` has no row for it")
    found = f"{many(quotes, 'quotation')} and the tokens of {many(figures, 'figure')} found again"
    runs = sum(map(len, excerpts.values()))
    return f"{found} in {many(len(held), 'text')} and {many(runs, 'excerpt')}"


def _cells_read(release: Release) -> Iterator[str]:
    """Table, row and column of each cell that was read from a document."""
    for name in sorted(READ.keys() & release.tables.keys()):
        key = release.tables[name]["schema"]["primaryKey"]
        for row in records(release, name, *key, *READ[name]):
            for column in READ[name]:
                if row[column]:
                    yield f"{name} {' '.join(row[part] for part in key)} {column}"


def _texts_held(release: Release, find: Find) -> set[str]:
    """The sources whose whole text is in the release; it must be those with `text_held`."""
    sources = {text_file(row["source_id"]): row for row in records(release, "sources")}
    said = {name for name, row in sources.items() if row["text_held"] == "true"}
    there = {name for name in release.files if re.fullmatch(r"documents/.*\.txt", name)}
    for name in sorted(said ^ there):
        find(name, "is not held according to `sources`" if name in there else "is missing")
    for name in sorted(said & there):
        if sha256_of(chunks(release, name)) != sources[name]["text_sha256"]:
            find(name, "its SHA-256 is not the one in `sources`")
    return {sources[name]["source_id"] for name in said & there}
