"""What commands report of a run: `check`, `explain`, `completeness`. Nothing is written here."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.consistency.consistency import Consistency
from pipeline.consistency.explanations import Unexplained, explain
from pipeline.orchestration.own_steps import own_steps
from pipeline.orchestration.run import Run, run_steps
from pipeline.orchestration.steps import CHECKED_STEPS, STEPS
from pipeline.package.published import published_in_project
from pipeline.package.renamed_ids import Renaming, newest, read_renamed
from pipeline.package.traces import EXPLAINED
from pipeline.releases.gate import Gate
from pipeline.sources.findings import Finding
from pipeline.sources.folders import folders_of_documents
from pipeline.transcription.completeness_report import Accounting, account
from pipeline.transcription.ledgers import FULLTEXT_VARIABLE


@dataclass(frozen=True)
class Report:
    """The outcome of a check.

    `consistency` is None where it was not derived; `not_run` names the steps that did not run, a line for
    each cause.
    """

    findings: tuple[Finding, ...]
    not_run: tuple[str, ...]
    consistency: Consistency | None
    summary: str


def check_all(root: Path) -> Report:
    """Check everything under `root`; nothing is written."""
    run = run_steps(root, CHECKED_STEPS)
    sound = not run.findings
    return Report(
        findings=run.findings,
        not_run=not_run_lines(run),
        consistency=run.value("consistency") if "consistency" in run.outcomes else None,
        summary=_summary(run) if sound else "",
    )


def check_own(root: Path, documents: Collection[str]) -> Report:
    """Check what can be checked of some documents without the others (`own_steps`)."""
    run = run_steps(root, own_steps(documents))
    summary = "" if run.findings else _own_summary(run)
    return Report(run.findings, not_run_lines(run), None, summary)


def check_entries(root: Path) -> Report:
    """Check all but the package and its version: what a person wants to know at each change of an entry."""
    run = run_steps(root, STEPS, ["references", "full_texts", "consistency"])
    summary = "" if run.findings else _summary_of_entries(run)
    return Report(run.findings, not_run_lines(run), None, summary)


def documents_named(root: Path, names: Iterable[str]) -> list[str]:
    """The documents that ids, or paths of their files, name, each once; raises `ValueError`, which lists all."""
    known = folders_of_documents(root)
    return list(dict.fromkeys(_document_named(root, name, known) for name in names))


def _document_named(root: Path, name: str, known: Sequence[str]) -> str:
    if name in known:
        return name
    sources, path = (root / "sources").resolve(), Path(name).resolve()
    folder = path.relative_to(sources).parts[:1] if path.is_relative_to(sources) else ()
    if folder and folder[0] in known:
        return folder[0]
    raise ValueError(f"there is no document `{name}`; documents: {', '.join(known)}")


def explanations(root: Path, name: str) -> tuple[dict[str, list[str]], list[Renaming]]:
    """The argument behind a relation, a discrepancy or a bound; raises `Unexplained`.

    `name` may be an id of an earlier release: then also which rows have which id now.
    """
    run = run_steps(root, STEPS, ["consistency"])
    if "consistency" not in run.outcomes:
        raise Unexplained(
            f"the sources have {len(run.findings)} findings, so that nothing can be explained; run "
            "`oversight check`"
        )
    explained = partial(explain, run.value("consistency"), run.value("documents"))
    try:
        return explained(name), []
    except Unexplained:
        renamed = _renamed(root, name)
        if not renamed:
            raise
    found: dict[str, list[str]] = {}
    for one in renamed:
        found |= explained(one.new_id)
    return found, renamed


def _renamed(root: Path, name: str) -> list[Renaming]:
    """The rows that had the id in an earlier release; none where the built package cannot be read."""
    try:
        renamed = read_renamed(published_in_project(root))
        rows = [newest(renamed, table, name) for table in EXPLAINED]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [row for row in rows if row is not None]


def accounts(root: Path, chosen: str | None) -> Accounting | str:
    """What became of every numeral of one document, or of all; a message where it is not held."""
    run = run_steps(root, STEPS, ["numerals", "full_texts"])
    fulltexts = run.value("full_texts") if "full_texts" in run.outcomes else frozenset()
    proved = frozenset(
        source.id
        for source in run.value("documents").sources
        if source.text_held or source.entry.text_sha256 in fulltexts
    )
    return account(run.value("numerals"), run.findings, proved, chosen)


def not_run_lines(run: Run) -> tuple[str, ...]:
    """The steps that did not run, a line for each set of steps whose findings stopped them."""
    does = {step.name: step.does for step in run.steps}
    stopped: dict[tuple[str, ...], list[str]] = {}
    for name, causes in run.not_run.items():
        stopped.setdefault(causes, []).append(does[name])
    return tuple(
        f"{'; '.join(steps)} (stopped by the findings of: {', '.join(does[c] for c in causes)})"
        for causes, steps in stopped.items()
    )


def _own_summary(run: Run) -> str:
    """What was checked of some documents, and what is left to the whole check."""
    transcription, relations = run.value("transcription"), run.value("relations")
    numerals = sum(len(account.accounts) for account in run.value("numerals").values())
    registered = sum(len(source.relations) for source in run.value("documents").sources)
    return (
        f"{len(transcription.figures)} figures and {len(transcription.citations)} quotations agree with their "
        f"documents, {numerals} numerals are accounted for,\n{len(relations)} of {registered} relations and "
        f"{len(run.value('rules'))} rules of tables hold or are registered discrepancies; the rest, and the package, "
        "are checked\nby `oversight check`"
    )


def _summary_of_entries(run: Run) -> str:
    transcription = run.value("transcription")
    return (
        f"{len(transcription.figures)} figures agree with their documents, {len(run.value('relations'))} relations and "
        f"{len(run.value('rules'))} rules of tables hold\nor are registered discrepancies; the package and its version "
        "are checked by `oversight check`"
    )


def _summary(run: Run) -> str:
    corpus, transcription = run.value("documents"), run.value("transcription")
    tables, relations = len(corpus.catalog.tables), len(run.value("relations"))
    absent = [s for s in corpus.sources if s.document is not None and not s.text_held]
    proved = [s for s in absent if s.entry.text_sha256 in run.value("full_texts")]
    checks = sum(len(outcome.checks) for outcome in run.outcomes.values())
    return "\n".join(
        (
            f"{len(transcription.figures)} figures and {len(transcription.citations)} quotations were read again "
            f"in {len(corpus.sources)} documents",
            f"{checks} checks hold, on {tables} tables, {relations} relations and {len(run.value('rules'))} rules of "
            "tables; one that does not hold is a registered discrepancy",
            f"{len(proved)} of {len(absent)} texts that are not committed were proved against the full text"
            + ("" if proved else f" (set {FULLTEXT_VARIABLE} to a folder that has them)"),
            _version_in_words(corpus.head.version, run.value("version")),
            "datapackage/ is what the sources give",
        )
    )


def _version_in_words(version: str, gate: Gate) -> str:
    if gate.is_released:
        return f"{version} is released, and the package has the bytes of its release"
    if gate.predecessor is None:
        return f"the version gate is off: no release below {version} is in releases/"
    return f"{version} is the version that the differences from release {gate.predecessor} ask for"
