"""The whole way from sources to package, as plain functions and without Dagster.

`derive` runs every stage and gathers what is wrong; the assets in `assets/` call the same stages one
by one. Nothing is written here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.attestation import attest, fulltexts_at_hand
from pipeline.completeness import completeness_of
from pipeline.consistency import Consistency, consistency_of
from pipeline.consistency_tables import consistency_tables
from pipeline.findings import Finding
from pipeline.sources.corpus import Corpus
from pipeline.sources.folders import read_corpus
from pipeline.tables import transcribed_tables
from pipeline.transcription import Transcription, transcribe
from pipeline.validation import Check, validate


@dataclass(frozen=True)
class Derivation:
    """All that follows from the sources, and everything that stops it from being published."""

    corpus: Corpus
    transcription: Transcription
    tables: Mapping[str, pd.DataFrame]
    consistency: Consistency
    checks: tuple[Check, ...]
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
    return Derivation(corpus, transcription, tables, consistency, tuple(checks), findings)
