"""The function of each step: from the root and the values of earlier steps to an outcome.

A function calls other rooms and contains no logic of its own. It imports them when it runs, so that a command
pays only for the steps that it needs. Which steps there are, and their order, is in `steps`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.orchestration.run import Check, Outcome
from pipeline.sources.findings import Finding

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.consistency.answers import Answer
    from pipeline.consistency.bounds import Bound
    from pipeline.consistency.cell_shares import CellShare
    from pipeline.consistency.discrepancies import Discrepancy
    from pipeline.consistency.relations import Relation
    from pipeline.consistency.restatements import Restatement
    from pipeline.consistency.table_rules import RuleRelation
    from pipeline.package.validation import Check as TableCheck
    from pipeline.releases.gate import Gate
    from pipeline.releases.released import Released
    from pipeline.sources.corpus import Corpus
    from pipeline.transcription.completeness import Completeness
    from pipeline.transcription.transcribe import Transcript, Transcription

    Tables = Mapping[str, pd.DataFrame]

WELL_FORMED = Check("documents", "every file has its form and every text its pinned sha256", "form")
READ = Check(
    "documents",
    "every quotation is in its document and every value agrees with its token",
    "quotation",
)
ACCOUNTED = Check("documents", "every numeral is read once or waived with a reason", "numeral")
REFERENCES = Check(
    "documents", "every id is unique and every reference leads to an entry", "unknown-reference"
)
PROVED = Check("documents", "excerpts and ledgers are those of the full texts at hand", "full-text")
EVIDENCE = Check(
    "emendations", "every emendation has a relation that fails without it", "emendation"
)
RULES_PROVE = Check(
    "relations", "every rule that a discrepancy names has the row that it names", "discrepancy"
)
DISCREPANCIES = Check("discrepancies", "every discrepancy shows a disagreement", "discrepancy")
BOUNDS = Check("bounds", "every bounded quantity is bounded without contradiction", "bound")
ANSWERS = Check(
    "answers", "every question has an answer that follows from numbers with ends", "answer"
)
CELL_SHARES = Check(
    "cell_shares", "every column of shares has its total, in the same unit", "cell-share"
)
RESTATEMENTS = Check(
    "restatements", "every figure of an article is compared with its reference", "restatement"
)
PROFILE = Check(
    "datapackage", "the descriptor satisfies the official Data Package v2 profile", "descriptor"
)
FRICTIONLESS = Check(
    "datapackage", "frictionless finds every CSV as the descriptor states it", "frictionless"
)
PARQUET = Check("datapackage", "every Parquet table has the cells of its CSV", "parquet")
PROVABLE = Check(
    "figures", "the verifier of releases computes each figure as the build does", "row"
)
RELEASED = Check("changes", "the releases in the store are those of its index", "store")
VERSION = Check("datapackage", "the version is the one that the differences ask for", "version")
COMMITTED = Check(
    "datapackage", "the committed package is what the sources give", "package-differs"
)
STORE = Check("releases", "the store has every file of every release", "store")


def read_documents(root: Path) -> Outcome:
    """Every document's entries, without the documents that have findings."""
    from pipeline.sources.folders import read_corpus

    corpus, findings = read_corpus(root)
    return Outcome(corpus, {WELL_FORMED: findings})


def compare_entries(_: Path, documents: "Corpus") -> Outcome:
    """What was read out of each document, without the documents that have findings."""
    from pipeline.transcription.transcribe import transcribe

    measures = {item.entry.id: item.entry for item in documents.measures}
    catalog = documents.catalog
    read = [transcribe(source, measures, catalog) for source in documents.sources]
    return Outcome(
        tuple(transcript for transcript, findings in read if not findings),
        {READ: [finding for _, findings in read for finding in findings]},
    )


def account_for_numerals(_: Path, transcripts: "tuple[Transcript, ...]") -> Outcome:
    """The account of the numerals of each document, by its id."""
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


def check_references(_: Path, documents: "Corpus") -> Outcome:
    """No value; findings about ids and references."""
    from pipeline.sources.party_checks import party_findings
    from pipeline.sources.references import reference_findings

    findings = [*reference_findings(documents), *party_findings(documents)]
    return Outcome(None, {REFERENCES: findings})


def prove_excerpts(_: Path, documents: "Corpus") -> Outcome:
    """The hashes of the full texts at hand."""
    from pipeline.transcription.ledgers import fulltexts_at_hand, proof_findings

    fulltexts = fulltexts_at_hand()
    return Outcome(frozenset(fulltexts), {PROVED: proof_findings(documents, fulltexts)})


def join_documents(_: Path, documents: "Corpus", transcripts: "tuple[Transcript, ...]") -> Outcome:
    """All transcripts together."""
    from pipeline.transcription.transcribe import joined

    return Outcome(joined(documents, transcripts), {})


def evaluate(_: Path, transcription: "Transcription") -> Outcome:
    """Every relation with its verdict."""
    from pipeline.consistency.relation_checks import evidence_findings, relation_findings
    from pipeline.consistency.relations import evaluate_relations

    relations = evaluate_relations(transcription)
    by_kind = relation_findings(transcription, relations)
    checks = {relation_check(kind): by_kind[kind] for kind in by_kind}
    return Outcome(relations, {**checks, EVIDENCE: evidence_findings(transcription, relations)})


def apply_rules(_: Path, documents: "Corpus", transcription: "Transcription") -> Outcome:
    """Every rule of every declared table with its verdict."""
    from pipeline.consistency.rule_checks import rule_findings, unknown_cases
    from pipeline.consistency.table_rules import rule_relations
    from pipeline.sources.rule_ids import rule_ids

    registered = {
        item.entry.relation: item
        for source in documents.sources
        for item in source.discrepancies
        if item.entry.relation is not None
    }
    tables, figures = transcription.tables.values(), transcription.figures
    relations = list(rule_relations(tables, documents.catalog, figures, frozenset(registered)))
    by_kind = rule_findings(relations, registered)
    known = rule_ids({source.id: source.tables for source in documents.sources}, documents.catalog)
    lost = list(unknown_cases(relations, registered, known))
    checks = {rule_check(kind): by_kind[kind] for kind in by_kind}
    return Outcome(relations, {**checks, RULES_PROVE: lost})


def rule_check(kind: str) -> Check:
    """The check that all rules of a kind share."""
    sentence = f"every rule {kind} of a table holds or is a registered discrepancy"
    return Check("relations", sentence, "rule-fails")


def relation_check(kind: str) -> Check:
    """The check that all relations of a kind share."""
    sentence = f"every {kind} holds or is a registered discrepancy"
    return Check("relations", sentence, "relation-fails")


def table_check(table: str, sentence: str) -> Check:
    """A check of the rows of a table."""
    return Check(table, sentence, "row")


def compare_discrepancies(
    _: Path,
    transcription: "Transcription",
    relations: "list[Relation]",
    rules: "list[RuleRelation]",
) -> Outcome:
    """Every registered discrepancy."""
    from pipeline.consistency.discrepancies import discrepancies_of, discrepancy_findings

    discrepancies = discrepancies_of(transcription, relations, rules)
    return Outcome(discrepancies, {DISCREPANCIES: list(discrepancy_findings(discrepancies))})


def derive_bounds(_: Path, documents: "Corpus", relations: "list[Relation]") -> Outcome:
    """The bounds of quantities that the documents do not state."""
    from pipeline.consistency.bounds import bounds_of
    from pipeline.consistency.bounds_of_series import series_bound_findings

    bounds, findings = bounds_of(documents, relations)
    findings += series_bound_findings(documents, bounds)
    return Outcome(bounds, {BOUNDS: findings})


def answer_questions(_: Path, transcription: "Transcription", bounds: "list[Bound]") -> Outcome:
    """What follows for each question."""
    from pipeline.consistency.answer_checks import answer_findings, named_answer_findings
    from pipeline.consistency.answers import answers_of

    answers, findings = answers_of(transcription, bounds)
    measures = {item.entry.id: item.entry for item in transcription.corpus.measures}
    findings += [found for answer in answers for found in answer_findings(answer, measures)]
    findings += named_answer_findings(transcription.corpus, answers)
    return Outcome(answers, {ANSWERS: findings})


def compute_shares(_: Path, transcription: "Transcription") -> Outcome:
    """Cells of tables in percent of their totals."""
    from pipeline.consistency.cell_shares import cell_shares_of

    shares, findings = cell_shares_of(transcription)
    return Outcome(shares, {CELL_SHARES: findings})


def compare_restatements(_: Path, transcription: "Transcription") -> Outcome:
    """Every figure of an article with its reference; none where one has a finding."""
    from pipeline.consistency.restatements import restatement_findings, restatements_of

    findings = list(restatement_findings(transcription))
    restatements = [] if findings else restatements_of(transcription)
    return Outcome(restatements, {RESTATEMENTS: findings})


def join_consistency(
    _: Path,
    relations: "list[Relation]",
    rules: "list[RuleRelation]",
    discrepancies: "list[Discrepancy]",
    bounds: "list[Bound]",
    restatements: "list[Restatement]",
    answers: "list[Answer]",
    cell_shares: "list[CellShare]",
) -> Outcome:
    """Everything that figures state together, in one value."""
    from pipeline.consistency.consistency import Consistency

    together = Consistency(
        relations, rules, discrepancies, bounds, restatements, answers, cell_shares
    )
    return Outcome(together, {})


def tabulate_transcription(
    _: Path, transcription: "Transcription", numerals: "Mapping[str, Completeness]"
) -> Outcome:
    """The tables of what was read, by name."""
    from pipeline.package.transcribed_tables import ids_of_figures, transcribed_tables
    from pipeline.package.validation import validate, validate_declared

    tables, catalog = (
        transcribed_tables(transcription, numerals.values()),
        transcription.corpus.catalog,
    )
    by_itself = [name for name in tables if name not in catalog.made_from_yaml()]
    # The table of figures is made later; rows that name a figure need only its ids.
    frames = {**tables, "figures": ids_of_figures(transcription)}
    checks = [
        *validate(by_itself, frames, transcription.places, catalog),
        *validate_declared(frames, transcription.places, catalog),
    ]
    return Outcome(tables, _table_outcomes(checks))


def tabulate_consistency(
    _: Path, transcription: "Transcription", consistency: Any, transcribed_tables: "Tables"
) -> Outcome:
    """The tables of relations and of what follows from them, by name."""
    from pipeline.package.consistency_tables import consistency_tables
    from pipeline.package.validation import validate

    tables = consistency_tables(consistency, transcription)
    frames = {**transcribed_tables, **tables}
    checks = validate([*tables], frames, transcription.places, transcription.corpus.catalog)
    return Outcome(tables, _table_outcomes(checks))


def read_releases(root: Path, documents: "Corpus") -> Outcome:
    """The releases that the version is compared with."""
    from pipeline.releases.packages import Unreadable
    from pipeline.releases.released import Released, read_released, unreadable_store
    from pipeline.releases.version_numbers import read_version

    try:
        released = read_released(root, read_version(documents.head.version))
    except Unreadable as problem:
        return Outcome(Released(), {RELEASED: [unreadable_store(problem)]})
    return Outcome(released, {RELEASED: []})


def tabulate_changes(
    _: Path,
    documents: "Corpus",
    released: "Released",
    transcribed_tables: "Tables",
    consistency_tables: "Tables",
) -> Outcome:
    """The tables of ids and of cells that differ from the release before."""
    from pipeline.package.validation import validate
    from pipeline.releases.history import history_tables

    compared = {**transcribed_tables, **consistency_tables}
    catalog = documents.catalog
    tables = history_tables(documents.head, released.predecessor, catalog, compared)
    return Outcome(tables, _table_outcomes(validate([*tables], tables, {}, catalog)))


def write_files(
    _: Path,
    documents: "Corpus",
    transcription: "Transcription",
    transcribed_tables: "Tables",
    consistency_tables: "Tables",
    history_tables: "Tables",
) -> Outcome:
    """The files of the package in memory, by path."""
    from pipeline.package.package_checks import parquet_findings, profile_findings
    from pipeline.package.package_files import package_files
    from pipeline.releases.provable_numbers import unprovable_numbers

    tables = {**transcribed_tables, **consistency_tables, **history_tables}
    files = package_files(documents.head, documents.catalog, tables)
    texts = {source.id: source.document for source in documents.sources if source.document}
    unprovable = unprovable_numbers(files, texts, transcription.places)
    checks = {
        PROFILE: profile_findings(files),
        PARQUET: parquet_findings(files),
        PROVABLE: [*unprovable],
    }
    return Outcome(files, checks)


def check_version(
    _: Path, documents: "Corpus", released: "Released", package: Mapping[str, bytes]
) -> Outcome:
    """The version gate, with the complete files of the package."""
    from pipeline.releases.gate import gate_of

    assert documents.release is not None
    gate = gate_of(released, documents.release, documents.retired(), package)
    return Outcome(gate, {VERSION: gate.findings})


def validate_with_frictionless(_: Path, version: "Gate") -> Outcome:
    """No value; findings of frictionless."""
    from pipeline.package.package_checks import frictionless_findings

    return Outcome(None, {FRICTIONLESS: frictionless_findings(version.files)})


def compare_committed(root: Path, version: "Gate") -> Outcome:
    """No value; differences between datapackage/ and what the sources give."""
    from pipeline.package.package_folder import differences

    return Outcome(None, {COMMITTED: differences(root, version.files)})


def check_store(root: Path) -> Outcome:
    """No value; findings about the files of the releases."""
    from pipeline.releases.filesystems import Unreachable, open_store
    from pipeline.releases.released import STORE as STORE_FOLDER
    from pipeline.releases.released import unreadable_store
    from pipeline.releases.soundness import store_problems

    try:
        problems = store_problems(open_store(root / STORE_FOLDER), STORE_FOLDER)
    except Unreachable as problem:
        problems = [unreadable_store(problem)]
    return Outcome(None, {STORE: problems})


def _table_outcomes(checks: "Sequence[TableCheck]") -> dict[Check, Sequence[Finding]]:
    return {table_check(check.table, check.name): check.findings for check in checks}
