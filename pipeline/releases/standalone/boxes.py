"""Traceable: the page in the PDF and the box of each quotation are those of its characters in `boxes.jsonl`.

The boxes are files of the project. Where that is not at hand, nothing is proved here, and `unproved` says so.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.releases.standalone.release import (
    PROJECT,
    Release,
    Row,
    content,
    has_column,
    lines,
    listed_archive,
    many,
    optional_records,
    text_file,
)
from pipeline.releases.standalone.results import Find, part

PLACE_IN_PDF = ("page_pdf", "box_left", "box_top", "box_right", "box_bottom", "box_turned")


class LineInPdf(NamedTuple):
    """A line of a text: the page and the turn of its words, and its characters' ends in tenths of a point."""

    start: int
    page: int
    turned: int
    top: int
    bottom: int
    edges: array[int]


class TextInPdf(NamedTuple):
    """The lines of a text that are in its PDF, in order, and where each starts."""

    starts: list[int]
    lines: list[LineInPdf]


@part("traceable")
def boxes(release: Release, find: Find) -> str:
    """Page and box of every quotation follow from the boxes in the project, where that is at hand."""
    if not states_places(release) or not project_at_hand(release):
        return ""
    count = 0
    with _project_files(release) as project:

        @lru_cache(8)
        def text(source: str) -> TextInPdf:
            return _text_in_pdf(release, project, source, find)

        for row in optional_records(release, "provenance"):
            place = _place_of(
                text(row["source_id"]), int(row["start_offset"]), int(row["end_offset"])
            )
            count += bool(place)
            if _stated_place(row) != place:
                cell = f"{row['table_name']} {row['row_key']} {row['column_name']}"
                find(
                    cell,
                    f"its place in the PDF is {_place_in_words(row)}, not that of its characters",
                )
    return f"{many(count, 'place')} in PDFs" if count else ""


def states_places(release: Release) -> bool:
    """Whether the release states where quotations are in PDFs; those before 0.4.0 do not."""
    return "provenance" in release.tables and has_column(release, "provenance", PLACE_IN_PDF[0])


def project_at_hand(release: Release) -> bool:
    """Whether the project is in the folder of the release, or its archive beside it."""
    archive = _folder_beside(release) / release.archives_apart[PROJECT]
    return _has_project_inside(release) or archive.is_file()


def _has_project_inside(release: Release) -> bool:
    return any(name.startswith(PROJECT) for name in release.files)


def _folder_beside(release: Release) -> Path:
    return release.path if release.path.is_dir() else release.path.parent


@contextmanager
def _project_files(release: Release) -> Iterator[Release]:
    """The files of the project, in the folder or in the archive."""
    if _has_project_inside(release):
        yield release
    else:
        with listed_archive(_folder_beside(release) / release.archives_apart[PROJECT]) as archived:
            yield archived


def _text_in_pdf(release: Release, project: Release, source: str, find: Find) -> TextInPdf:
    """The boxes of a document, none where it has no file of them; each line is one of its text, where that is held."""
    name = f"{PROJECT}sources/{source}/boxes.jsonl"
    of_text = TextInPdf([], [])
    if name not in project.files:
        return of_text
    held = text_file(source) in release.files
    text = content(release, text_file(source)).decode("utf-8") if held else None
    for line in lines(project, name):
        read = json.loads(line)
        start, page, turned = read["start"], read["page"], read.get("turned", 0)
        edges = array("L", read["edges"])
        one = LineInPdf(start, page, turned, read["top"], read["bottom"], edges)
        if text is not None and not _is_whole_line(text, one.start, one.start + len(one.edges) - 1):
            find(name, f"the text has no line of {len(one.edges) - 1} characters at {one.start}")
        of_text.starts.append(one.start)
        of_text.lines.append(one)
    if of_text.starts != sorted(of_text.starts):
        find(name, "its lines are not in the order of the text")
    return of_text


def _is_whole_line(text: str, start: int, end: int) -> bool:
    """Whether characters are a line, whole."""
    inside = 0 <= start < end <= len(text) and "\n" not in text[start:end]
    return inside and text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")


def _place_of(of_text: TextInPdf, start: int, end: int) -> list[Fraction]:
    """The cells of a place in the PDF: that of the characters on the page of the first; empty where none has a box."""
    found: list[tuple[LineInPdf, int, int]] = []
    number = max(bisect_right(of_text.starts, start) - 1, 0)
    while number < len(of_text.lines) and of_text.starts[number] < end:
        line = of_text.lines[number]
        first, last = max(start - line.start, 0), min(end - line.start, len(line.edges) - 1)
        if found and (line.page, line.turned) != (found[0][0].page, found[0][0].turned):
            break
        if first < last:
            found.append((line, line.edges[first], line.edges[last]))
        number += 1
    if not found:
        return []
    left, right = min(left for _, left, _ in found), max(right for *_, right in found)
    top, bottom = min(line.top for line, *_ in found), max(line.bottom for line, *_ in found)
    sides = [Fraction(tenths, 10) for tenths in (left, top, right, bottom)]
    return [Fraction(found[0][0].page), *sides, Fraction(found[0][0].turned)]


def _stated_place(row: Row) -> list[Fraction] | None:
    """The cells of a place as the table has them; empty where all are missing, None where some are."""
    cells = [row[name] for name in PLACE_IN_PDF]
    if not any(cells):
        return []
    return [Fraction(cell) for cell in cells] if all(cells) else None


def _place_in_words(row: Row) -> str:
    page, *box, turned = (row[name] or "missing" for name in PLACE_IN_PDF)
    return f"page {page}, box {', '.join(box)}, turned {turned}"
