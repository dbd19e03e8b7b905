"""The whole way from sources to package, as plain functions and without Dagster.

`derive` runs every stage and gathers what is wrong; the assets in `assets/` call the same stages one
by one. Nothing is written here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.consistency.consistency import Consistency, consistency_of
from pipeline.package.consistency_tables import consistency_tables
from pipeline.package.package_checks import profile_findings
from pipeline.package.package_files import package_files
from pipeline.package.transcribed_tables import transcribed_tables
from pipeline.package.validation import Check, validate
from pipeline.releases.changes import TABLE as CHANGES
from pipeline.releases.changes import changes_of
from pipeline.releases.gate import Gate, gate_of
from pipeline.releases.packages import Unreadable
from pipeline.releases.released import read_released, unreadable_store
from pipeline.releases.version_numbers import read_version
from pipeline.sources.corpus import Corpus
from pipeline.sources.findings import Finding
from pipeline.sources.folders import read_corpus
from pipeline.transcription.completeness import completeness_of
from pipeline.transcription.ledgers import attest, fulltexts_at_hand
from pipeline.transcription.transcribe import Transcription, transcribe


@dataclass(frozen=True, repr=False)
class Derivation:
    """All that follows from the sources, and everything that stops it from being published.

    Where something is wrong before the package is made, there are no `files` and no `gate`.
    """

    corpus: Corpus
    transcription: Transcription
    tables: Mapping[str, pd.DataFrame]
    consistency: Consistency
    checks: tuple[Check, ...]
    gate: Gate | None
    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def derive(root: Path) -> Derivation:
    """Read, transcribe, relate and check everything under `root`."""
    corpus = read_corpus(root)
    transcription = transcribe(corpus)
    completeness = completeness_of(transcription)
    consistency = consistency_of(transcription)
    tables = {
        **transcribed_tables(transcription, completeness),
        **consistency_tables(consistency, transcription),
    }
    checks = validate(tables, tables, consistency.known_to_lack(transcription))
    findings = (
        *corpus.findings,
        *transcription.findings,
        *attest(transcription, fulltexts_at_hand()),
        *completeness.findings,
        *consistency.findings,
        *(finding for check in checks for finding in check.findings),
    )
    if findings or corpus.release is None:
        return Derivation(
            corpus, transcription, tables, consistency, tuple(checks), None, {}, findings
        )
    head = corpus.release
    try:
        released = read_released(root, read_version(head.entry.version))
        tables[CHANGES] = changes_of(head.entry, released.predecessor, tables)
        gate = gate_of(released, head, retired_in(corpus), package_files(head.entry, tables))
    except Unreadable as problem:
        findings = (unreadable_store(problem),)
        return Derivation(
            corpus, transcription, tables, consistency, tuple(checks), None, {}, findings
        )
    checks += validate({CHANGES: tables[CHANGES]}, tables, transcription)
    findings = (
        *(finding for check in checks for finding in check.findings),
        *gate.findings,
        *profile_findings(gate.files),
    )
    return Derivation(
        corpus, transcription, tables, consistency, tuple(checks), gate, gate.files, findings
    )


def retired_in(corpus: Corpus) -> dict[str, str]:
    """The version in which each id of a figure was retired."""
    return {i.entry.id: i.entry.retired_in for source in corpus.sources for i in source.retired}
