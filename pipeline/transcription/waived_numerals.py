"""Rows of the table `waived_numerals`: each numeral that is neither a figure nor a cell, at its place."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.text.documents import Document
from pipeline.transcription.completeness import REASON_OF_READING, Account


def waived_rows(
    documents: Mapping[str, Document], accounts: Iterable[Account]
) -> Iterator[dict[str, object]]:
    """The rows for accounts of numerals, in the order of the documents; `documents` are by id.

    A numeral of a text that is not held has no line and no token: its characters may not be passed on.
    """
    for account in accounts:
        if account.disposition in REASON_OF_READING:
            continue
        document, span = documents[account.source_id], account.span
        held = document.text_held
        yield {
            "source_id": account.source_id,
            "start_offset": span.start,
            "end_offset": span.end,
            "page": document.page(span.start) if held else None,
            "line": document.line(span.start) if held else None,
            "token": document.characters(span) if held else None,
            "disposition": account.disposition,
            "reason": account.reason,
        }
