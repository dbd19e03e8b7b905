"""Changes of hand-owned files: every field of every entry, and entries left out, exchanged or added."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, get_args

from campaign.edits import Append, Change, Drop, Edit, Files, Put, Splice, Steps
from campaign.fields import fields
from campaign.kinds import QUOTATION, TEXT_OF_CELL, Kinds
from campaign.makers import Site, chosen, shown
from campaign.names import Names
from pipeline.sources.entries import Disposition
from pipeline.sources.waiver_entries import WaiverReason
from pipeline.text.units.units import Statistic

ENTRY_LISTS = {
    "figures": "figure",
    "relations": "relation",
    "quantities": "quantity",
    "discrepancies": "discrepancy",
    "emendations": "emendation",
    "restatements": "restatement",
    "waivers": "waiver",
    "excerpts": "excerpt",
    "contents": "page of a heading",
    "measures": "measure",
    "facts": "fact",
    "comparabilities": "comparability",
    "columns": "column of a table",
    "rules": "rule of a table",
    "rows": "row of a table",
}
"""Lists whose items are entries, and what an item is."""
MISSING = {
    "statistic": ("statistic: another", get_args(Statistic)),
    "rounding": ("rounding: another", ("document", "none")),
    "ref_area": ("area: another", ("US-TX",)),
    "period": ("period: another", ("FY2018",)),
    "reading": ("reading: another", ("emended",)),
    "period_basis": ("period: said to be entered", ("entered",)),
    "not_rounded": ("rounding: a reason without need", ("It is exact.",)),
    "scale": ("scale: another", ("in thousands",)),
    "per": ("words of what a rate is per: another", ("100,000 residents",)),
}
"""Fields of figures that may be left out, and what is entered where one is."""
PARTS_LEFT_OUT = {("values",), ("words",), ("areas",), ("ids",), ("measures",)}
WHOLE_PARTS = {("read", part) for part in ("besides", "footnotes", "totals", "skip", "skip_lines")}
"""Parts of how a table is read that may be left out."""
EXCHANGES = (("from", "to"), ("numerator", "denominator"), ("stated", "whole"), ("stated", "exact"))


def files_of(files: Files) -> list[str]:
    """The hand-owned YAML files of a project, schemas apart."""
    found = files.root.glob("sources/**/*.yaml")
    names = sorted(path.relative_to(files.root).as_posix() for path in found)
    return ["release.yaml", *(name for name in names if "/schemas/" not in name)]


def entry_changes(files: Files) -> Iterator[Change]:
    """Every change of every entry."""
    names = Names(files)
    kinds_of = fields(names)
    for file in files_of(files):
        path = PurePosixPath(file)
        name = "table" if path.parent.name == "tables" else path.stem
        for site in _sites(files, file, (), files.value(file)):
            generic = ".".join("#" if isinstance(s, int) else str(s) for s in site.path)
            if isinstance(site.value, dict | list):
                yield from _of_whole(site)
                if not (isinstance(site.value, list) and "read." in generic):
                    continue
            for kind, maker in _kinds(kinds_of(name, generic), site):
                for made in maker(site):
                    yield _change(site, kind, made.now, made.edits)
    yield from _ledger_changes(files)


def _kinds(kinds: Kinds, site: Site) -> Kinds:
    """The kinds of a field; a quotation that is itself the text of a cell is told apart."""
    if kinds is not QUOTATION or "read" not in site.path or site.key != "quote":
        return kinds
    cell = site.files.value(site.file, site.path[:-1])
    return QUOTATION if {"at", "value"} & cell.keys() else TEXT_OF_CELL


def _sites(files: Files, file: str, path: Steps, value: Any) -> Iterator[Site]:
    """Every value of a file, from the outside in."""
    if path:
        yield Site(files, file, path, value)
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in items:
        yield from _sites(files, file, (*path, key), inner)


def _change(site: Site, kind: str, now: str, edits: tuple[Edit, ...]) -> Change:
    line = site.files.line(site.file, site.path)
    return Change(kind, site.file, line, _subject(site), shown(site.value), now, edits)


def _subject(site: Site) -> str:
    """The id of the innermost entry around a place, and the rest of the path."""
    value, name, rest = site.files.value(site.file), "", site.path
    for depth, step in enumerate(site.path, 1):
        value = value[step]
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            name, rest = value["id"], site.path[depth:]
    return " ".join(part for part in (name, ".".join(str(step) for step in rest)) if part)


def _of_whole(site: Site) -> Iterator[Change]:
    """Entries and cells as wholes."""
    if isinstance(site.key, int) and site.path[-2] in ENTRY_LISTS:
        what = ENTRY_LISTS[str(site.path[-2])]
        yield _change(site, f"{what} left out", "(left out)", (Drop(site.file, site.path),))
        if isinstance(site.value, dict):
            if what == "figure":
                yield from _of_figure(site)
            elif what == "relation":
                yield from _exchanged_roles(site)
            elif what == "row of a table":
                yield from _swapped_cells(site)
    elif site.path[-2:-1] in PARTS_LEFT_OUT or site.path in WHOLE_PARTS:
        kind = "specification of a table: a part left out"
        yield _change(site, kind, "(left out)", (Drop(site.file, site.path),))


def _of_figure(site: Site) -> Iterator[Change]:
    """Optional fields entered where they were left out; waived; without its period; entered twice."""
    entry = site.value
    for field, (kind, choices) in MISSING.items():
        if field not in entry:
            inner = Site(
                site.files,
                site.file,
                (*site.path, field),
                "count" if field == "statistic" else None,
            )
            for value in chosen(inner, choices, 9):
                yield _change_of(site, kind, f"{field}: {value}", Put(site.file, inner.path, value))
    copy = {**entry, "id": f"{entry['id']}-again"}
    yield _change_of(
        site, "figure entered twice", copy["id"], Append(site.file, ("figures",), copy)
    )
    undated = {k: v for k, v in entry.items() if k not in ("period", "period_printed")}
    undated["context"] = {k: v for k, v in entry.get("context", {}).items() if k != "period"}
    if undated.keys() != entry.keys() | {"context"}:
        yield _change_of(
            site, "period and its words left out", "no period", Put(site.file, site.path, undated)
        )
    if entry.get("period_printed"):
        said = {**undated, "not_dated_by": entry["period_printed"]}
        kind = "period: said not to date the number"
        yield _change_of(
            site, kind, f"not_dated_by: {entry['period_printed']}", Put(site.file, site.path, said)
        )
    waivers = f"sources/{Names.document_of(site.file)}/waivers.yaml"
    if (site.files.root / waivers).exists():
        for reason in chosen(site, get_args(WaiverReason), 4):
            waiver = {"reason": reason, "quote": entry["quote"]}
            yield _change_of(
                site,
                "figure left out and waived",
                f"waived: {reason}",
                Drop(site.file, site.path),
                Append(waivers, ("waivers",), waiver),
            )


def _change_of(site: Site, kind: str, now: str, *edits: Edit) -> Change:
    return _change(site, kind, now, edits)


def _exchanged_roles(site: Site) -> Iterator[Change]:
    """Two members of a relation, each in the role of the other."""
    entry: Mapping[str, Any] = site.value
    kind = "relation: roles exchanged"
    for one, two in EXCHANGES:
        if one in entry and two in entry:
            edits = (
                Put(site.file, (*site.path, one), entry[two]),
                Put(site.file, (*site.path, two), entry[one]),
            )
            yield _change_of(site, kind, f"{one} ↔ {two}", *edits)
    if "whole" in entry and entry.get("parts"):
        edits = (
            Put(site.file, (*site.path, "whole"), entry["parts"][0]),
            Put(site.file, (*site.path, "parts", 0), entry["whole"]),
        )
        yield _change_of(site, kind, "whole ↔ part", *edits)


def _swapped_cells(site: Site) -> Iterator[Change]:
    """Each cell of a row exchanged with that of the next row that has another one."""
    rows = site.files.value(site.file, site.path[:-1])
    index = site.path[-1]
    assert isinstance(index, int)
    for column, cell in site.value.items():
        for further in range(1, len(rows)):
            other = (index + further) % len(rows)
            if column in rows[other] and rows[other][column] != cell:
                edits = (
                    Put(site.file, (*site.path, column), rows[other][column]),
                    Put(site.file, (*site.path[:-1], other, column), cell),
                )
                yield _change_of(site, "cells exchanged", f"{column} ↔ row {other + 1}", *edits)
                break


def _ledger_changes(files: Files) -> Iterator[Change]:
    """The ledgers of numerals: a row left out, another offset, disposition or reason."""
    for path in sorted(files.root.glob("sources/*/numerals.csv")):
        file = path.relative_to(files.root).as_posix()
        lines = files.text(file).splitlines(keepends=True)
        offset = len(lines[0])
        for number, line in enumerate(lines[1:], 2):
            for kind, row in _ledger_rows(line):
                splice = Splice(file, offset, offset + len(line), row)
                subject = f"row {number}"
                yield Change(
                    kind,
                    file,
                    number,
                    subject,
                    line.strip(),
                    row.strip() or "(left out)",
                    (splice,),
                )
            offset += len(line)


def _ledger_rows(line: str) -> Iterator[tuple[str, str]]:
    (row,) = csv.reader(io.StringIO(line))
    end = line[len(line.rstrip("\r\n")) :]
    yield "ledger: row left out", ""
    for column, kind in ((0, "offset"), (1, "offset"), (2, "digits")):
        other = [*row]
        other[column] = str(int(row[column]) + 1)
        yield f"ledger: another {kind}", ",".join(other) + end
    for disposition in get_args(Disposition):
        if disposition != row[3]:
            other = [*row[:3], disposition, "date" if disposition == "waived" else ""]
            yield "ledger: another disposition", ",".join(other) + end
    if row[4]:
        for reason in ("address", "page number"):
            yield "ledger: another reason", ",".join([*row[:4], reason]) + end
