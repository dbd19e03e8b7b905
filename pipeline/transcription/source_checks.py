"""Checks of what `source.yaml` says of a document against its text, and of what only its original can show.

Title, report number and date of publication are in the text, where it is held whole. Hashes and files are checked
where they are read (`sources.folders`).
"""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.sources.corpus import Source
from pipeline.sources.discrepancy_entries import DiscrepancyEntry, EmendationEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.text.documents import Document
from pipeline.text.normal_form import normal_form


def source_findings(source: Source) -> Iterator[Finding]:
    """A title, number or date that the text does not print, and a defect charged without the original."""
    if source.document is not None and source.entry.text == "whole":
        yield from _not_printed(source, source.document)
    if source.entry.original_sha256 is None:
        yield from _charged_without_original(source)


@coded("source")
def _not_printed(source: Source, document: Document) -> Iterator[Finding]:
    entry = source.entry
    text = " ".join(passage.normal_form.text for passage in document.passages).casefold()
    published = entry.published
    for field, wordings in (
        ("title", [entry.title]),
        ("report_number", [entry.report_number] if entry.report_number else []),
        ("published", _printed_dates(published) if published else []),
    ):
        if wordings and not any(_is_in(wording, text) for wording in wordings):
            yield source.about.finding(
                source.id,
                f"{document.file} does not print `{wordings[0]}`",
                f"write `{field}` as the text prints it"
                + ("; without a day there, leave it out" if field == "published" else ""),
                field,
            )


def _is_in(wording: str, text: str) -> bool:
    form = re.escape(normal_form(wording).text.casefold())
    return re.search(rf"(?<!\w){form}(?!\w)", text) is not None


def _printed_dates(day: date) -> list[str]:
    """The ways in which a day is printed: February 18, 2020; 18 Feb. 2020; 2/18/2020; 2020-02-18."""
    months = {f"{day:%B}", f"{day:%b}", f"{day:%b}."} | ({"Sept."} if day.month == 9 else set())
    number, year = day.day, day.year
    in_words = [
        wording
        for month in sorted(months, key=len, reverse=True)
        for wording in (f"{month} {number}, {year}", f"{number} {month} {year}")
    ]
    slashed = [f"{day.month}/{number}/{year}", f"{day:%m/%d/%Y}", day.isoformat()]
    return in_words + slashed


@coded("defect-origin")
def _charged_without_original(source: Source) -> Iterator[Finding]:
    charged: tuple[Located[DiscrepancyEntry] | Located[EmendationEntry], ...] = (
        *source.discrepancies,
        *source.emendations,
    )
    for item in charged:
        if item.entry.defect_origin == "publisher":
            yield item.finding(
                item.entry.id,
                "the defect is charged to the publisher, and no original is named that has it",
                "give the `original_sha256` of the publisher's file in source.yaml, or write `unknown`",
                "defect_origin",
            )
