"""The steps from sources to package, in order. This list is the only place that knows the order.

`oversight check`, `oversight build`, `oversight release` and Dagster's assets are all made from it. The
function of each step is in `step_functions`.
"""

from collections.abc import Callable, Sequence

from pipeline.orchestration import step_functions as functions
from pipeline.orchestration.run import Check, Step
from pipeline.orchestration.step_functions import (
    ACCOUNTED,
    BOUNDS,
    COMMITTED,
    DISCREPANCIES,
    EVIDENCE,
    FRICTIONLESS,
    PARQUET,
    PROFILE,
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


def one(check: Check) -> Callable[[], Sequence[Check]]:
    """A step that has a single check."""
    return lambda: (check,)


def _relation_checks() -> tuple[Check, ...]:
    from pipeline.consistency.relation_checks import KINDS

    return (*map(functions.relation_check, KINDS), EVIDENCE)


def _rule_checks() -> tuple[Check, ...]:
    from pipeline.consistency.rule_checks import KINDS

    return (*map(functions.rule_check, KINDS), RULES_PROVE)


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
        tuple,
        after=("numerals", "references"),
    ),
    Step(
        "transcribed_tables",
        "make the tables of what was read",
        "transcription",
        ("transcription", "numerals"),
        functions.tabulate_transcription,
        _checks_of_tables(_transcribed),
        _transcribed,
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
        "consistency",
        "join relations, discrepancies, bounds and restatements",
        "consistency",
        ("relations", "rules", "discrepancies", "bounds", "restatements"),
        functions.join_consistency,
        tuple,
    ),
    Step(
        "consistency_tables",
        "make the tables of what figures state together",
        "consistency",
        ("transcription", "consistency", "transcribed_tables"),
        functions.tabulate_consistency,
        _checks_of_tables(_related),
        _related,
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
        _checks_of_tables(_historical),
        _historical,
    ),
    Step(
        "package",
        "write the files of the package",
        "publication",
        ("documents", "transcribed_tables", "consistency_tables", "history_tables"),
        functions.write_files,
        lambda: (PROFILE, PARQUET),
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
