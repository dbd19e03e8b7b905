"""The steps from sources to package, in order. This list is the only place that knows the order.

`oversight check`, `oversight build`, `oversight release` and Dagster's assets are all made from it. The
function of each step is in `step_functions`.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.orchestration import step_functions as functions
from pipeline.orchestration.run import Check, Step, nothing
from pipeline.orchestration.step_functions import (
    ACCOUNTED,
    ANSWERS,
    BOUNDS,
    CELL_SHARES,
    COMMITTED,
    DISCREPANCIES,
    EVIDENCE,
    FRICTIONLESS,
    PARQUET,
    PROFILE,
    PROVABLE,
    PROVED,
    READ,
    REFERENCES,
    RELEASED,
    RESTATEMENTS,
    RULES_PROVE,
    STORE,
    VERSION,
    WELL_FORMED,
)

if TYPE_CHECKING:
    from schemas.catalog import Catalog, Origin


Checks = Callable[["Catalog"], Sequence[Check]]
Tables = Callable[["Catalog"], Sequence[str]]


def one(check: Check) -> Checks:
    """A step that has a single check."""
    return lambda _: (check,)


def _relation_checks(_: "Catalog") -> tuple[Check, ...]:
    from pipeline.consistency.relation_checks import KINDS

    return (*map(functions.relation_check, KINDS), EVIDENCE)


def _rule_checks(_: "Catalog") -> tuple[Check, ...]:
    from pipeline.consistency.rule_checks import KINDS

    return (*map(functions.rule_check, KINDS), RULES_PROVE)


def _package_checks(_: "Catalog") -> tuple[Check, ...]:
    return (PROFILE, PARQUET, PROVABLE)


def _tables(*origins: "Origin") -> Tables:
    """The tables whose rows come from there."""
    return lambda catalog: catalog.names(*origins)


def _checks_of(tables: Tables) -> Checks:
    """The checks of tables that have a class of their own."""

    def checks(catalog: "Catalog") -> tuple[Check, ...]:
        from pipeline.package.validation import names_of_checks

        return tuple(
            functions.table_check(table, name)
            for table in tables(catalog)
            if table not in catalog.made_from_yaml()
            for name in names_of_checks(catalog.model(table))
        )

    return checks


def _transcribed_checks(catalog: "Catalog") -> tuple[Check, ...]:
    from pipeline.package.declared_checks import DECLARED, NAMES

    return (
        *_checks_of(TRANSCRIBED)(catalog),
        *(functions.table_check(DECLARED, name) for name in NAMES),
    )


TRANSCRIBED = _tables("gathered", "report", "declared")
RELATED = _tables("consistency")
HISTORICAL = _tables("history")
STEPS = (
    Step(
        "documents",
        "read the hand-owned files",
        "documents",
        (),
        functions.read_documents,
        one(WELL_FORMED),
        by_document=True,
    ),
    Step(
        "transcripts",
        "compare every entry with its document",
        "documents",
        ("documents",),
        functions.compare_entries,
        one(READ),
        by_document=True,
    ),
    Step(
        "numerals",
        "account for every numeral",
        "documents",
        ("transcripts",),
        functions.account_for_numerals,
        one(ACCOUNTED),
        by_document=True,
    ),
    Step(
        "references",
        "check ids and references",
        "documents",
        ("documents",),
        functions.check_references,
        one(REFERENCES),
    ),
    Step(
        "full_texts",
        "prove excerpts against the full texts at hand",
        "documents",
        ("documents",),
        functions.prove_excerpts,
        one(PROVED),
    ),
    Step(
        "transcription",
        "join the documents",
        "transcription",
        ("documents", "transcripts"),
        functions.join_documents,
        nothing,
        after=("numerals", "references"),
    ),
    Step(
        "transcribed_tables",
        "make the tables of what was read",
        "transcription",
        ("transcription", "numerals"),
        functions.tabulate_transcription,
        _transcribed_checks,
        TRANSCRIBED,
    ),
    Step(
        "relations",
        "evaluate relations",
        "consistency",
        ("transcription",),
        functions.evaluate,
        _relation_checks,
    ),
    Step(
        "rules",
        "apply the rules of tables",
        "consistency",
        ("documents", "transcription"),
        functions.apply_rules,
        _rule_checks,
    ),
    Step(
        "discrepancies",
        "compare the statements of discrepancies",
        "consistency",
        ("transcription", "relations", "rules"),
        functions.compare_discrepancies,
        one(DISCREPANCIES),
    ),
    Step(
        "bounds",
        "derive bounds",
        "consistency",
        ("documents", "relations"),
        functions.derive_bounds,
        one(BOUNDS),
    ),
    Step(
        "restatements",
        "compare articles with the report",
        "consistency",
        ("transcription",),
        functions.compare_restatements,
        one(RESTATEMENTS),
    ),
    Step(
        "answers",
        "answer questions",
        "consistency",
        ("transcription", "bounds"),
        functions.answer_questions,
        one(ANSWERS),
        after=("references",),
    ),
    Step(
        "cell_shares",
        "compute shares of cells",
        "consistency",
        ("transcription",),
        functions.compute_shares,
        one(CELL_SHARES),
        after=("references",),
    ),
    Step(
        "consistency",
        "join relations, discrepancies, bounds, restatements and answers",
        "consistency",
        (
            "relations",
            "rules",
            "discrepancies",
            "bounds",
            "restatements",
            "answers",
            "cell_shares",
        ),
        functions.join_consistency,
        nothing,
    ),
    Step(
        "consistency_tables",
        "make the tables of what figures state together",
        "consistency",
        ("transcription", "consistency", "transcribed_tables"),
        functions.tabulate_consistency,
        _checks_of(RELATED),
        RELATED,
    ),
    Step(
        "released",
        "read the releases before",
        "history",
        ("documents",),
        functions.read_releases,
        one(RELEASED),
    ),
    Step(
        "history_tables",
        "compare the tables with the release before",
        "history",
        ("documents", "released", "transcribed_tables", "consistency_tables"),
        functions.tabulate_changes,
        _checks_of(HISTORICAL),
        HISTORICAL,
    ),
    Step(
        "package",
        "write the files of the package",
        "publication",
        (
            "documents",
            "transcription",
            "transcribed_tables",
            "consistency_tables",
            "history_tables",
        ),
        functions.write_files,
        _package_checks,
    ),
    Step(
        "version",
        "check the version",
        "publication",
        ("documents", "released", "package"),
        functions.check_version,
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
        functions.validate_with_frictionless,
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
        functions.compare_committed,
        one(COMMITTED),
    ),
    Step(
        "store",
        "compare releases/ with its index",
        "releases",
        (),
        functions.check_store,
        one(STORE),
    ),
)
"""What `oversight check` runs: also the committed package and the store of releases."""
