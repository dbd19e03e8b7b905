"""What `oversight completeness` prints: numerals by disposition, and those not accounted for.

Joins `completeness` and the proof of `ledgers` for people; decides nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.sources.findings import Finding, printed
from pipeline.sources.folders import read_corpus
from pipeline.transcription.completeness import Completeness, completeness_of, rows_of
from pipeline.transcription.ledgers import attest, fulltexts_at_hand
from pipeline.transcription.transcribe import transcribe


@dataclass(frozen=True)
class Accounting:
    """The accounts of the chosen documents, with their findings.

    `proved` are the documents whose full text was read: committed, or in OVERSIGHT_FULLTEXT.
    """

    completeness: Completeness
    findings: tuple[Finding, ...]
    proved: frozenset[str]


def account(root: Path, source_id: str | None) -> Accounting | str:
    """Account for one document, or all; a message where there is no such document."""
    corpus = read_corpus(root)
    held = [source for source in corpus.sources if source.document is not None]
    names = [source.id for source in held]
    if source_id is not None and source_id not in names:
        return f"no text of a document `{source_id}` is held; documents: {', '.join(names)}"
    chosen = [source_id] if source_id else names
    transcription = transcribe(corpus)
    whole = completeness_of(transcription)
    fulltexts = fulltexts_at_hand()
    about = [*corpus.findings, *whole.findings, *attest(transcription, fulltexts)]
    return Accounting(
        Completeness(
            tuple(item for item in whole.accounts if item.source_id in chosen),
            tuple(item for item in whole.unaccounted if item.document.source_id in chosen),
            (),
        ),
        tuple(
            finding
            for finding in about
            if any(finding.file.startswith(f"sources/{name}/") for name in chosen)
        ),
        frozenset(
            source.id
            for source in held
            if source.document is not None
            and (source.document.text_held or source.about.entry.text_sha256 in fulltexts)
        ),
    )


def as_json(accounting: Accounting) -> str:
    """The accounting for machines."""
    whole = accounting.completeness
    return json.dumps(
        {
            "schema_version": 1,
            "accounts": rows_of(whole.accounts),
            "unaccounted": [
                {
                    "source_id": item.document.source_id,
                    "line": item.line,
                    "start": item.numeral.start,
                    "end": item.numeral.end,
                    "token": item.numeral.token,
                }
                for item in whole.unaccounted
            ],
            "findings": [vars(finding) for finding in accounting.findings],
        },
        indent=2,
        ensure_ascii=False,
    )


def as_text(accounting: Accounting) -> str:
    """The accounting for people: a table for each document, then findings, then stubs to paste."""
    return "\n".join([*_tables(accounting), *_problems(accounting)])


def _tables(accounting: Accounting) -> Iterator[str]:
    rows = rows_of(accounting.completeness.accounts)
    for name in dict.fromkeys(str(row["source_id"]) for row in rows):
        mine = [row for row in rows if row["source_id"] == name]
        basis = (
            "full text read"
            if name in accounting.proved
            else "from its ledger; full text not available"
        )
        yield f"{name}  ({basis})"
        for row in sorted(mine, key=_order):
            yield f"  {row['numerals']:>5}  {row['disposition']:<14} {row['reason']}"
        missing = [u for u in accounting.completeness.unaccounted if u.document.source_id == name]
        yield f"  {sum(_number(row) for row in mine) + len(missing):>5}  numerals, {len(missing)} not accounted for"
        yield ""


def _order(row: dict[str, Any]) -> tuple[int, str, int]:
    dispositions = ["figure", "table", "outside_scope", "waived", "unaccounted"]
    return dispositions.index(row["disposition"]), "", -_number(row)


def _number(row: dict[str, Any]) -> int:
    return int(row["numerals"])


def _problems(accounting: Accounting) -> Iterator[str]:
    if accounting.findings:
        yield printed(accounting.findings, "text")
    if accounting.completeness.unaccounted:
        yield "Stubs for waivers.yaml; enter a statistic as a figure instead:\n"
        for item in accounting.completeness.unaccounted:
            yield item.stub()
