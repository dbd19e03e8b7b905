"""The renames that `release.yaml` declares, compared with the rows of both packages.

Each old key must lead to exactly one new key, and each new key from one old key. What then differs otherwise between the
rows is found where packages are compared.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.package.renamed_ids import TABLE as RENAMED
from pipeline.package.renamed_ids import Renaming
from pipeline.releases.comparison import UNCOUNTED_TABLES
from pipeline.releases.packages import Package, Table
from pipeline.releases.renames import documents_of, renamings_in, without_document
from pipeline.releases.row_comparison import key_columns, keys_of
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded, or_one_like
from pipeline.sources.release_entries import ReleaseFile, Rename

SHOWN = 5
Tables = Mapping[str, Table]


@dataclass(frozen=True)
class Problem:
    """Something wrong with the rename of that number in `release.yaml`."""

    number: int
    subject: str
    found: str
    remedy: str


@dataclass
class _Rows:
    """The rows of one table in both packages: `name` is the table's name now; `pairs` is old key → new key and rename."""

    name: str
    old_name: str
    local: Callable[[str], str]
    old: dict[str, None]
    new: dict[str, None]
    pairs: dict[str, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Resolved:
    """The rows that the declared renames rename, and what is wrong with the declarations."""

    rows: tuple[Renaming, ...]
    problems: tuple[Problem, ...]


@coded("rename")
def rename_findings(head: Located[ReleaseFile], before: Package, new: Tables) -> Iterator[Finding]:
    """Declared renames that are not, or not only, renames since the package `before`."""
    for one in resolved(head.entry, before, new).problems:
        yield head.finding(one.subject, one.found, one.remedy, "renames", one.number)


def resolved(release: ReleaseFile, before: Package, new: Tables) -> Resolved:
    """Which row is which, by the renames of `release.yaml`; raises `Unreadable`."""
    if not release.renames:
        return Resolved((), ())
    problems: list[Problem] = []
    tables = _tables(release, before, new, problems)
    for number, rename in enumerate(release.renames):
        if rename.keys is not None:
            problems += _pair_by_keys(number, rename, tables, before.version)
    removed = {(one.table, one.key) for one in release.corrections if one.column is None}
    for number, rename in enumerate(release.renames):
        if rename.rule is not None:
            for name in filter(tables.__contains__, rename.tables):
                problems += _pair_by_document(number, tables[name], removed, before.version)
    for rows in tables.values():
        problems += _collisions(rows)
    earlier = {(one.table_name, one.old_id): one for one in renamings_in(before)}
    kept = []
    for number, one in (item for rows in tables.values() for item in _renamings(release, rows)):
        before_that = earlier.get((one.table_name, one.old_id))
        if before_that is None:
            kept.append(one)
        else:
            problems.append(_renamed_before(number, one, before_that))
    return Resolved(tuple(kept), tuple(problems))


def _tables(
    release: ReleaseFile, before: Package, new: Tables, problems: list[Problem]
) -> dict[str, _Rows]:
    """The tables that renames name, by their name now; problems of those that are not there."""
    old_names = {one.to: one.table for one in release.renames if one.to and one.table}
    documents = documents_of(new)
    found: dict[str, _Rows] = {}
    for number, rename in enumerate(release.renames):
        for name in (rename.to,) if rename.to else rename.tables:
            old_name = old_names.get(name, name)
            problem = _table_problem(number, name, old_name, before, new)
            if problem:
                problems.append(problem)
            elif name not in found:
                tables = before.tables[old_name], new[name]
                old, now = (dict.fromkeys(keys_of(t, t.cells()).to_pylist()) for t in tables)
                found[name] = _Rows(name, old_name, _local(*tables, documents), old, now)
    return found


def _table_problem(
    number: int, name: str, old_name: str, before: Package, new: Tables
) -> Problem | None:
    """Why rows of the table cannot be renamed, or why the table itself was not."""
    known = [table for table in new if table not in (*UNCOUNTED_TABLES, RENAMED)]
    if name not in known:
        found, remedy = f"there is no table `{name}`", f"name a table{or_one_like(name, known)}"
    elif old_name not in before.tables:
        found = f"{before.version} has no table `{old_name}`, so nothing of it was renamed"
        remedy = f"remove it, or name a table of {before.version}"
    elif old_name != name and (old_name in new or name in before.tables):
        there = f"`{old_name}` is still a table" if old_name in new else f"`{name}` was one already"
        found = f"the table `{old_name}` is declared to be `{name}` now, but {there}"
        remedy = "remove the rename"
    elif key_columns(new[name]):
        found = f"rows of `{name}` follow the rows that they name"
        remedy = f"remove `{name}` from `tables:`"
    else:
        return None
    return Problem(number, name, found, remedy)


def _local(old: Table, new: Table, documents: Collection[str]) -> Callable[[str], str]:
    """How a key of the new table reads without its document."""
    was, now = old.schema["primaryKey"], new.schema["primaryKey"]
    if now[1:] == was:

        def without_first_part(key: str) -> str:
            first, _, rest = key.partition(" ")
            return rest if first in documents else key

        return without_first_part
    return lambda key: without_document(key, documents)


def _pair_by_keys(
    number: int, rename: Rename, tables: Mapping[str, _Rows], version: str
) -> Iterator[Problem]:
    """Pair the rows of single ids; yields what is wrong."""
    named = [tables[name] for name in rename.tables if name in tables]
    for old, new in (rename.keys or {}).items():
        for rows in (rows for rows in named if old in rows.old):
            if old in rows.pairs:
                found, remedy = f"`{old}` is renamed twice", "keep one of both"
            elif new not in rows.new:
                found = f"`{old}` is declared to be `{new}` now, and {rows.name} has no such row"
                remedy = f"correct the new key{or_one_like(new, rows.new)}"
            elif old == new:
                found, remedy = f"`{old}` is not renamed: both keys are the same", "remove it"
            else:
                rows.pairs[old] = new, number
                continue
            yield Problem(number, rows.name, found, remedy)
        if named and not any(old in rows.old for rows in named):
            yield Problem(
                number,
                old,
                f"a rename is declared, and {version} has no such row in "
                f"{', '.join(rows.name for rows in named)}",
                "remove it (each release keeps its own renames), or correct the old key",
            )


def _pair_by_document(
    number: int, rows: _Rows, removed: Collection[tuple[str, str]], version: str
) -> Iterator[Problem]:
    """Pair the rows whose new key is the old one with its document; yields what is wrong."""
    taken = {new for new, _ in rows.pairs.values()}
    candidates = defaultdict(list)
    for new in rows.new:
        if new not in rows.old and new not in taken:
            candidates[rows.local(new)].append(new)
    missing, ambiguous, before = [], [], len(rows.pairs)
    for old in rows.old:
        if old in rows.new or old in rows.pairs:
            continue
        match candidates.get(old, []):
            case [new]:
                rows.pairs[old] = new, number
            case []:
                missing.append(old)
            case several:
                ambiguous.append(f"`{old}` may be `{'` or `'.join(sorted(several))}`")
    missing = [old for old in missing if (rows.name, old) not in removed]
    if ambiguous:
        yield Problem(
            number,
            rows.name,
            f"several documents have the id: {_listed(ambiguous)}",
            "name the new key of each under `keys:`, in a rename of its own",
        )
    if missing:
        yield Problem(
            number,
            rows.name,
            f"no row has the old key with a document before it: {_listed(missing)}",
            "name the new key of each under `keys:`, in a rename of its own; of a row that is gone, give the "
            "reason under `corrections:`, without `column:`",
        )
    if not (ambiguous or missing) and len(rows.pairs) == before:
        yield Problem(
            number,
            rows.name,
            f"a rename is declared, and no row of `{rows.name}` was renamed so since {version}",
            f"remove `{rows.name}` from `tables:` (each release keeps its own renames)",
        )


def _collisions(rows: _Rows) -> Iterator[Problem]:
    """Two old rows that would be one new row, and old ids that another row has now."""
    sources = defaultdict(list)
    for old, (new, _) in rows.pairs.items():
        sources[new].append(old)
    for new, olds in sources.items():
        kept = [new] if new in rows.old and new not in rows.pairs else []
        if len([*olds, *kept]) > 1:
            yield Problem(
                rows.pairs[olds[-1]][1],
                rows.name,
                f"several rows are `{new}` now: {_listed([*olds, *kept])}",
                "name another new key for each; a row that was merged into another is gone: give the reason under "
                "`corrections:`",
            )
    for old, (new, number) in rows.pairs.items():
        if old in rows.new and old not in sources:
            yield Problem(
                number,
                rows.name,
                f"`{old}` is declared to be `{new}` now, but `{old}` is still a row",
                "remove the rename, or give the other row another id",
            )


def _renamings(release: ReleaseFile, rows: _Rows) -> Iterator[tuple[int, Renaming]]:
    """The renamed rows of a table, of a renamed table also those that kept their key; each with its rename."""
    pairs = dict(rows.pairs)
    if rows.old_name != rows.name:
        (table, *_) = (n for n, rename in enumerate(release.renames) if rename.to == rows.name)
        kept = (key for key in rows.old if key in rows.new)
        pairs = {key: (key, table) for key in kept} | pairs
    for old, (new, number) in pairs.items():
        reason = release.renames[number].reason
        yield number, Renaming(rows.old_name, old, rows.name, new, release.version, reason)


def _renamed_before(number: int, renaming: Renaming, earlier: Renaming) -> Problem:
    """An id that another row had before an earlier version."""
    old = renaming.old_id
    return Problem(
        number,
        renaming.table_name,
        f"`{old}` was the id of another row until {earlier.version}, which is `{earlier.new_id}` since",
        "an id is never used again: give the row that is renamed now its old id again, and undo the rename",
    )


def _listed(items: list[str]) -> str:
    """The first of many items."""
    more = f" and {len(items) - SHOWN} more" if len(items) > SHOWN else ""
    return f"{', '.join(items[:SHOWN])}{more}"
