"""A package held against the release before it: its changes, its changelog, and whether its version fits.

Where the store has no release below the declared version, the gate is off, and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.sources.findings import Finding
from pipeline.package.package_files import completed, package_files
from pipeline.sources.corpus import Corpus
from pipeline.sources.files import Located
from pipeline.sources.release_entries import ReleaseFile
from pipeline.releases.changelog import changelog
from pipeline.releases.changes import TABLE, change_rows, idle_reasons, unexplained
from pipeline.releases.comparison import Difference, compare
from pipeline.releases.gate import (
    meaning_findings,
    step_findings,
    tombstone_findings,
    unpreceded_findings,
    unreadable_store,
)
from pipeline.releases.version_numbers import read_version
from pipeline.releases.packages import Package, Unreadable, package_of
from pipeline.releases.released import predecessor_of
from schemas import TABLES
from schemas.column import frame_of


@dataclass(frozen=True)
class History:
    """What a version is, seen from the release before it; `predecessor` is that release's version."""

    predecessor: str | None
    differences: tuple[Difference, ...]
    changes: pd.DataFrame
    changelog: str
    findings: tuple[Finding, ...]


def history_of(corpus: Corpus, tables: Mapping[str, pd.DataFrame]) -> History:
    """Compare what the sources give with the newest release below the declared version."""
    assert corpus.release is not None, "a package without release.yaml has no version"
    head = corpus.release
    none = frame_of(TABLES[TABLE], [])
    try:
        before = predecessor_of(corpus.root, read_version(head.entry.version))
        if before is None:
            return _of_the_first(corpus.root, head)
        draft = _draft(corpus, {**tables, TABLE: none})
        differences = tuple(compare(before, draft))
    except Unreadable as problem:
        return History(None, (), none, "", (unreadable_store(problem),))
    retired = {
        item.entry.id: item.entry.retired_in for source in corpus.sources for item in source.retired
    }
    findings = (
        *step_findings(head, before, differences),
        *unexplained(head, before, differences),
        *idle_reasons(head, before.version, differences),
        *meaning_findings(head, draft),
        *tombstone_findings(head, retired, before, differences),
    )
    rows = change_rows(head.entry, before, differences)
    changes = frame_of(TABLES[TABLE], rows)
    written = changelog(head.entry, before, differences)
    return History(before.version, differences, changes, written, findings)


def _of_the_first(root: Path, head: Located[ReleaseFile]) -> History:
    """The history of a version that no release lies below."""
    nothing = frame_of(TABLES[TABLE], [])
    idle = idle_reasons(head, f"a release below {head.entry.version}, which there is none of", ())
    findings = (*idle, *unpreceded_findings(root, head))
    return History(None, (), nothing, changelog(head.entry, None, ()), findings)


def _draft(corpus: Corpus, tables: Mapping[str, pd.DataFrame]) -> Package:
    """The package that the sources give, without what follows from the comparison itself."""
    assert corpus.release is not None
    return package_of("datapackage", completed(package_files(corpus.release.entry, tables), ""))
