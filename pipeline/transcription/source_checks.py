"""Checks of what `source.yaml` says of a document against its text, and of what only its original can show.

Title, report number and date of publication are in the text, where it is held whole. Hashes and files are checked
where they are read (`sources.folders`).
"""

from collections.abc import Iterator

from pipeline.sources.corpus import Source
from pipeline.sources.discrepancy_entries import DiscrepancyEntry, EmendationEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.text.documents import Document
from pipeline.text.stated_words import not_printed


def source_findings(source: Source) -> Iterator[Finding]:
    """A title, number or date that the text does not print, and a defect charged without the original."""
    if source.document is not None and source.entry.text == "whole":
        yield from _not_printed(source, source.document)
    if source.entry.original_sha256 is None:
        yield from _charged_without_original(source)


@coded("source")
def _not_printed(source: Source, document: Document) -> Iterator[Finding]:
    entry = source.entry
    forms = (passage.normal_form.text for passage in document.passages)
    for field, wording in not_printed(forms, entry.title, entry.report_number, entry.published):
        yield source.about.finding(
            source.id,
            f"{document.file} does not print `{wording}`",
            f"write `{field}` as the text prints it"
            + ("; without a day there, leave it out" if field == "published" else ""),
            field,
        )


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
