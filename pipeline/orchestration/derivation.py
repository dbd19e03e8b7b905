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
from pipeline.package.package_files import completed, package_files
from pipeline.package.paths import PACKAGE
from pipeline.package.transcribed_tables import transcribed_tables
from pipeline.package.validation import Check, validate
from pipeline.releases.changes import TABLE as CHANGES
from pipeline.releases.gate import republication_findings
from pipeline.releases.history import History, history_of
from pipeline.releases.packages import package_of
from pipeline.releases.released import released_versions
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

    Where something is wrong before the package is made, there are no `files`, and no `history`.
    """

    corpus: Corpus
    transcription: Transcription
    tables: Mapping[str, pd.DataFrame]
    consistency: Consistency
    checks: tuple[Check, ...]
    history: History | None
    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]

    @property
    def is_released(self) -> bool:
        """Whether the declared version stands in the store already."""
        head = self.corpus.release
        return head is not None and read_version(head.entry.version) in released_versions(
            self.corpus.root
        )


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
    findings = (
        *corpus.findings,
        *transcription.findings,
        *attest(transcription, fulltexts_at_hand()),
        *completeness.findings,
        *consistency.findings,
    )
    refused = any(source.unreadable or source.refused for source in corpus.sources)
    lacking = corpus.unreadable or refused or transcription.findings or consistency.findings
    checks = [] if lacking else validate(tables, tables, transcription.places, transcription.totals)
    findings += tuple(finding for check in checks for finding in check.findings)
    if findings or corpus.release is None:
        return Derivation(
            corpus, transcription, tables, consistency, tuple(checks), None, {}, findings
        )
    history = history_of(corpus, tables)
    tables[CHANGES] = history.changes
    files = completed(package_files(corpus.release.entry, tables), history.changelog)
    checks += validate({CHANGES: history.changes}, tables, {}, ())
    again = tuple(republication_findings(root, corpus.release, package_of(PACKAGE, files)))
    findings = (
        *(finding for check in checks for finding in check.findings),
        *(again or history.findings),
        *profile_findings(files),
    )
    return Derivation(
        corpus, transcription, tables, consistency, tuple(checks), history, files, findings
    )
