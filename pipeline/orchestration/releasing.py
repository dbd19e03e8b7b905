"""What `oversight release` checks before it makes a release: the steps of a build, and two things more."""

from pathlib import Path

from pipeline.orchestration.checking import not_run_lines
from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import PUBLISHED_STEPS
from pipeline.package.package_folder import differences
from pipeline.releases.bundle import CheckedProject
from pipeline.releases.project_parts import foreign_code, missing_parts
from pipeline.sources.findings import Finding


class NotReleased(Exception):
    """The findings that stop a release, and a line for each step that did not run because of them."""

    def __init__(self, findings: tuple[Finding, ...], not_run: tuple[str, ...] = ()) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings
        self.not_run = not_run


def checked_project(root: Path, *, committed: bool = True) -> CheckedProject:
    """All that a release of the project is made of; raises `NotReleased` where anything is found.

    With `committed`, datapackage/ must have the files that the sources give.
    """
    run = run_steps(root, PUBLISHED_STEPS)
    if run.findings:
        raise NotReleased(run.findings, not_run_lines(run))
    documents, gate = run.value("documents"), run.value("version")
    found = [*differences(root, gate.files)] if committed else []
    if stopping := (*found, *missing_parts(root), *foreign_code(root)):
        raise NotReleased(stopping)
    tables = ("transcribed_tables", "consistency_tables", "history_tables")
    return CheckedProject(
        root=root,
        head=documents.head,
        sources=documents.sources,
        catalog=documents.catalog,
        tables={name: frame for step in tables for name, frame in run.value(step).items()},
        package=gate.files,
        predecessor=gate.released.predecessor,
    )
