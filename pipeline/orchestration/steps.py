"""The steps from sources to package, in order. This list is the only place that knows the order.

`oversight check`, `oversight build`, `oversight release` and Dagster's assets are all made from it. A step
calls functions of other rooms and contains no logic of its own; it imports them when it runs, so that a
command pays only for the steps that it needs.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.orchestration.run import Check, Outcome, Step
from pipeline.sources.findings import Finding

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.consistency.bounds import Bound
    from pipeline.consistency.discrepancies import Discrepancy
    from pipeline.consistency.relations import Relation
    from pipeline.consistency.restatements import Restatement
    from pipeline.package.validation import Check as TableCheck
    from pipeline.releases.gate import Gate
    from pipeline.releases.released import Released
    from pipeline.sources.corpus import Corpus
    from pipeline.transcription.completeness import Completeness
    from pipeline.transcription.transcribe import Transcript, Transcription

    Tables = Mapping[str, pd.DataFrame]

WELL_FORMED = Check("documents", "every file has its form and every text its pinned sha256")
READ = Check(
    "documents", "every quotation is in its document and every value agrees with its token"
)
ACCOUNTED = Check("documents", "every numeral is read once or waived with a reason")
REFERENCES = Check("documents", "every id is unique and every reference leads to an entry")
PROVED = Check("documents", "excerpts and ledgers are those of the full texts at hand")
EVIDENCE = Check("emendations", "every emendation has a relation that fails without it")
DISCREPANCIES = Check("discrepancies", "every discrepancy shows a disagreement")
BOUNDS = Check("bounds", "every bounded quantity is bounded without contradiction")
RESTATEMENTS = Check("restatements", "every figure of an article is compared with its reference")
PROFILE = Check("datapackage", "the descriptor satisfies the official Data Package v2 profile")
FRICTIONLESS = Check("datapackage", "frictionless finds every CSV as the descriptor states it")
PARQUET = Check("datapackage", "every Parquet table has the cells of its CSV")
RELEASED = Check("changes", "the releases in the store are those of its index")
VERSION = Check("datapackage", "the version is the one that the differences ask for")
COMMITTED = Check("datapackage", "the committed package is what the sources give")
STORE = Check("releases", "the store has every file of every release")


def one(check: Check) -> Callable[[], Sequence[Check]]:
    """A step that has a single check."""
    return lambda: (check,)


def _documents(root: Path) -> Outcome:
    from pipeline.sources.folders import read_corpus

    corpus, findings = read_corpus(root)
    return Outcome(corpus, {WELL_FORMED: findings})


def _transcripts(_: Path, documents: "Corpus") -> Outcome:
    from pipeline.transcription.transcribe import transcribe

    measures = {item.entry.id: item.entry for item in documents.measures}
    read = [transcribe(source, measures) for source in documents.sources]
    return Outcome(
        tuple(transcript for transcript, findings in read if not findings),
        {READ: [finding for _, findings in read for finding in findings]},
    )


def _numerals(_: Path, transcripts: "tuple[Transcript, ...]") -> Outcome:
    from pipeline.transcription.completeness import completeness_of
    from pipeline.transcription.ledgers import ledger_findings

    accounts = {
        item.source.id: completeness_of(item)
        for item in transcripts
        if item.source.document is not None
    }
    findings = [finding for account in accounts.values() for finding in account.findings]
    for transcript in transcripts:
        findings += ledger_findings(transcript)
    return Outcome(accounts, {ACCOUNTED: findings})


def _references(_: Path, documents: "Corpus") -> Outcome:
    from pipeline.sources.references import reference_findings

    return Outcome(None, {REFERENCES: reference_findings(documents)})


def _full_texts(_: Path, documents: "Corpus") -> Outcome:
    from pipeline.transcription.ledgers import fulltexts_at_hand, proof_findings

    fulltexts = fulltexts_at_hand()
    return Outcome(frozenset(fulltexts), {PROVED: proof_findings(documents, fulltexts)})


def _transcription(_: Path, documents: "Corpus", transcripts: "tuple[Transcript, ...]") -> Outcome:
    from pipeline.transcription.transcribe import joined

    return Outcome(joined(documents, transcripts), {})


def _relations(_: Path, transcription: "Transcription") -> Outcome:
    from pipeline.consistency.relation_checks import evidence_findings, relation_findings
    from pipeline.consistency.relations import evaluate_relations

    relations = evaluate_relations(transcription)
    by_kind = relation_findings(transcription, relations)
    checks = {_relation_check(kind): by_kind[kind] for kind in by_kind}
    return Outcome(relations, {**checks, EVIDENCE: evidence_findings(transcription, relations)})


def _relation_checks() -> tuple[Check, ...]:
    from pipeline.consistency.relation_checks import KINDS

    return (*map(_relation_check, KINDS), EVIDENCE)


def _relation_check(kind: str) -> Check:
    return Check("relations", f"every {kind} holds or is a registered discrepancy")


def _discrepancies(_: Path, transcription: "Transcription", relations: "list[Relation]") -> Outcome:
    from pipeline.consistency.discrepancies import discrepancies_of, discrepancy_findings

    discrepancies = discrepancies_of(transcription, relations)
    return Outcome(discrepancies, {DISCREPANCIES: list(discrepancy_findings(discrepancies))})


def _bounds(_: Path, documents: "Corpus", relations: "list[Relation]") -> Outcome:
    from pipeline.consistency.bounds import bounds_of

    bounds, findings = bounds_of(documents, relations)
    return Outcome(bounds, {BOUNDS: findings})


def _restatements(_: Path, transcription: "Transcription") -> Outcome:
    from pipeline.consistency.restatements import restatement_findings, restatements_of

    findings = list(restatement_findings(transcription))
    restatements = [] if findings else restatements_of(transcription)
    return Outcome(restatements, {RESTATEMENTS: findings})


def _consistency(
    _: Path,
    relations: "list[Relation]",
    discrepancies: "list[Discrepancy]",
    bounds: "list[Bound]",
    restatements: "list[Restatement]",
) -> Outcome:
    from pipeline.consistency.consistency import Consistency

    return Outcome(Consistency(relations, discrepancies, bounds, restatements), {})


def _transcribed_tables(
    _: Path, transcription: "Transcription", numerals: "Mapping[str, Completeness]"
) -> Outcome:
    from pipeline.package.transcribed_tables import transcribed_tables
    from pipeline.package.validation import validate

    tables = transcribed_tables(transcription, numerals.values())
    checks = validate(tables, tables, transcription.places, transcription.totals)
    return Outcome(tables, _table_outcomes(checks))


def _consistency_tables(
    _: Path, transcription: "Transcription", consistency: Any, transcribed_tables: "Tables"
) -> Outcome:
    from pipeline.package.consistency_tables import consistency_tables
    from pipeline.package.validation import validate

    tables = consistency_tables(consistency, transcription)
    checks = validate(tables, {**transcribed_tables, **tables}, transcription.places, ())
    return Outcome(tables, _table_outcomes(checks))


def _released(root: Path, documents: "Corpus") -> Outcome:
    from pipeline.releases.packages import Unreadable
    from pipeline.releases.released import Released, read_released, unreadable_store
    from pipeline.releases.version_numbers import read_version

    try:
        released = read_released(root, read_version(documents.head.version))
    except Unreadable as problem:
        return Outcome(Released(), {RELEASED: [unreadable_store(problem)]})
    return Outcome(released, {RELEASED: []})


def _history_tables(
    _: Path,
    documents: "Corpus",
    released: "Released",
    transcribed_tables: "Tables",
    consistency_tables: "Tables",
) -> Outcome:
    from pipeline.package.validation import validate
    from pipeline.releases.changes import changes_of

    compared = {**transcribed_tables, **consistency_tables}
    tables = {"changes": changes_of(documents.head, released.predecessor, compared)}
    return Outcome(tables, _table_outcomes(validate(tables, tables, {}, ())))


def _package(
    _: Path,
    documents: "Corpus",
    transcribed_tables: "Tables",
    consistency_tables: "Tables",
    history_tables: "Tables",
) -> Outcome:
    from pipeline.package.package_checks import parquet_findings, profile_findings
    from pipeline.package.package_files import package_files

    tables = {**transcribed_tables, **consistency_tables, **history_tables}
    files = package_files(documents.head, tables)
    checks = {PROFILE: profile_findings(files), PARQUET: parquet_findings(files)}
    return Outcome(files, checks)


def _version(
    _: Path, documents: "Corpus", released: "Released", package: Mapping[str, bytes]
) -> Outcome:
    from pipeline.releases.gate import gate_of

    assert documents.release is not None
    gate = gate_of(released, documents.release, documents.retired(), package)
    return Outcome(gate, {VERSION: gate.findings})


def _frictionless(_: Path, version: "Gate") -> Outcome:
    from pipeline.package.package_checks import frictionless_findings

    return Outcome(None, {FRICTIONLESS: frictionless_findings(version.files)})


def _committed(root: Path, version: "Gate") -> Outcome:
    from pipeline.package.package_folder import differences

    return Outcome(None, {COMMITTED: differences(root, version.files)})


def _store(root: Path) -> Outcome:
    from pipeline.releases.filesystems import open_store
    from pipeline.releases.released import STORE as STORE_FOLDER
    from pipeline.releases.soundness import store_problems

    return Outcome(None, {STORE: store_problems(open_store(root / STORE_FOLDER), STORE_FOLDER)})


def _table_outcomes(checks: "Sequence[TableCheck]") -> dict[Check, Sequence[Finding]]:
    return {Check(check.table, check.name): check.findings for check in checks}


def _checks_of_tables(tables: Callable[[], Sequence[str]]) -> Callable[[], Sequence[Check]]:
    def checks() -> tuple[Check, ...]:
        from pipeline.package.validation import names_of_checks

        return tuple(Check(table, name) for table in tables() for name in names_of_checks(table))

    return checks


def _transcribed() -> Sequence[str]:
    from schemas import TRANSCRIBED_TABLES

    return TRANSCRIBED_TABLES


def _related() -> Sequence[str]:
    from schemas import CONSISTENCY_TABLES

    return CONSISTENCY_TABLES


def _historical() -> Sequence[str]:
    from schemas import HISTORY_TABLES

    return HISTORY_TABLES


STEPS = (
    Step(
        "documents",
        "read the hand-owned files",
        "documents",
        (),
        _documents,
        one(WELL_FORMED),
        by_document=True,
    ),
    Step(
        "transcripts",
        "compare every entry with its document",
        "documents",
        ("documents",),
        _transcripts,
        one(READ),
        by_document=True,
    ),
    Step(
        "numerals",
        "account for every numeral",
        "documents",
        ("transcripts",),
        _numerals,
        one(ACCOUNTED),
        by_document=True,
    ),
    Step(
        "references",
        "check ids and references",
        "documents",
        ("documents",),
        _references,
        one(REFERENCES),
    ),
    Step(
        "full_texts",
        "prove excerpts against the full texts at hand",
        "documents",
        ("documents",),
        _full_texts,
        one(PROVED),
    ),
    Step(
        "transcription",
        "join the documents",
        "transcription",
        ("documents", "transcripts"),
        _transcription,
        tuple,
        after=("references",),
    ),
    Step(
        "transcribed_tables",
        "make the tables of what was read",
        "transcription",
        ("transcription", "numerals"),
        _transcribed_tables,
        _checks_of_tables(_transcribed),
        _transcribed,
    ),
    Step(
        "relations",
        "evaluate relations",
        "consistency",
        ("transcription",),
        _relations,
        _relation_checks,
    ),
    Step(
        "discrepancies",
        "compare the statements of discrepancies",
        "consistency",
        ("transcription", "relations"),
        _discrepancies,
        one(DISCREPANCIES),
    ),
    Step(
        "bounds",
        "derive bounds",
        "consistency",
        ("documents", "relations"),
        _bounds,
        one(BOUNDS),
    ),
    Step(
        "restatements",
        "compare articles with the report",
        "consistency",
        ("transcription",),
        _restatements,
        one(RESTATEMENTS),
    ),
    Step(
        "consistency",
        "join relations, discrepancies, bounds and restatements",
        "consistency",
        ("relations", "discrepancies", "bounds", "restatements"),
        _consistency,
        tuple,
    ),
    Step(
        "consistency_tables",
        "make the tables of what figures state together",
        "consistency",
        ("transcription", "consistency", "transcribed_tables"),
        _consistency_tables,
        _checks_of_tables(_related),
        _related,
    ),
    Step(
        "released",
        "read the releases before",
        "history",
        ("documents",),
        _released,
        one(RELEASED),
    ),
    Step(
        "history_tables",
        "compare the tables with the release before",
        "history",
        ("documents", "released", "transcribed_tables", "consistency_tables"),
        _history_tables,
        _checks_of_tables(_historical),
        _historical,
    ),
    Step(
        "package",
        "write the files of the package",
        "publication",
        ("documents", "transcribed_tables", "consistency_tables", "history_tables"),
        _package,
        lambda: (PROFILE, PARQUET),
    ),
    Step(
        "version",
        "check the version",
        "publication",
        ("documents", "released", "package"),
        _version,
        one(VERSION),
        after=("full_texts",),
    ),
)
"""From the sources to the files of the package; nothing is written."""

PUBLISHED_STEPS = (
    *STEPS,
    Step(
        "frictionless",
        "validate the package with frictionless",
        "publication",
        ("version",),
        _frictionless,
        one(FRICTIONLESS),
    ),
)
"""What is run before anything is written: `oversight build`, Dagster's job `build`, `oversight release`."""

CHECKED_STEPS = (
    *STEPS,
    Step(
        "committed_package",
        "compare datapackage/ with what the sources give",
        "publication",
        ("version",),
        _committed,
        one(COMMITTED),
    ),
    Step("store", "compare releases/ with its index", "releases", (), _store, one(STORE)),
)
"""What `oversight check` runs: also the committed package and the store of releases."""
