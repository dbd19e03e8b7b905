"""The whole way from sources to package, as plain functions and without Dagster.

`derive` runs every stage and gathers what is wrong; the assets in `assets/` call the same stages one
by one. Nothing is written here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.attestation import attest, fulltexts_at_hand
from pipeline.bounds import Bound, bounds_of
from pipeline.completeness import completeness_of
from pipeline.findings import Finding
from pipeline.relations import Relation, evaluate_relations
from pipeline.sources.corpus import Corpus, read_corpus
from pipeline.tables import consistency_tables, transcribed_tables
from pipeline.transcription import Transcription, transcribe
from pipeline.validation import Check, validate


@dataclass(frozen=True)
class Derivation:
    """All that follows from the sources, and everything that stops it from being published."""

    corpus: Corpus
    transcription: Transcription
    tables: Mapping[str, pd.DataFrame]
    relations: tuple[Relation, ...]
    bounds: tuple[Bound, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]


def derive(root: Path) -> Derivation:
    """Read, transcribe, relate and check everything under `root`."""
    corpus = read_corpus(root)
    transcription = transcribe(corpus)
    completeness = completeness_of(transcription)
    relations, relation_findings = evaluate_relations(transcription)
    bounds = bounds_of(transcription, relations)
    tables = {
        **transcribed_tables(transcription, completeness),
        **consistency_tables(relations, bounds, corpus),
    }
    checks = validate(tables, tables, transcription)
    findings = (
        *corpus.findings,
        *transcription.findings,
        *attest(transcription, fulltexts_at_hand()),
        *completeness.findings,
        *relation_findings,
        *(finding for check in checks for finding in check.findings),
    )
    return Derivation(
        corpus, transcription, tables, tuple(relations), tuple(bounds), tuple(checks), findings
    )
