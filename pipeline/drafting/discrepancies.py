"""Proposals of discrepancies: the places where a rule of a table of the folder fails.

One wrong cell breaks its row, its column and its subtotal. So the failing places are put together by a cell that most of
them have in common; which cell is wrong is for a person to say, who sees the original.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from pipeline.consistency.interval_arithmetic import gap_between, rounded
from pipeline.consistency.rule_cases import Case
from pipeline.consistency.table_cells import TableCells
from pipeline.consistency.table_rules import RuleRelation, rule_relations
from pipeline.sources.ids import local
from pipeline.sources.table_catalog import name_in_document
from pipeline.transcription.transcribe import Transcript
from schemas.catalog import Catalog

CellName = tuple[str, str, str]
"""The name of a table in its document, the key of a row, a column."""
Group = tuple["CellName | None", "list[FailingPlace]"]
"""Failing places, and the cell that all of them have."""
ZERO = "0"
FILE = "discrepancies.yaml"
_HEAD = """\
# Proposals of software: not published, not checked; move an entry to ../discrepancies.yaml to confirm it
# yaml-language-server: $schema=../../schemas/discrepancies.schema.json
# First compare the cells with the original. If it prints them so, state in one neutral sentence what disagrees.
# `defect_origin` is publisher if the official file was read, else unknown.
discrepancies:
"""


@dataclass(frozen=True)
class FailingPlace:
    """A place where a rule fails: the relation, what is compared there, and its cells, the stated one first."""

    id: str
    found: str
    gap: Decimal
    cells: tuple[CellName, ...]
    words: Mapping[CellName, str]

    def statements(self, common: CellName | None) -> list[CellName]:
        """Two cells with different words: first the one that several places have, or else the stated one.

        Where no cell is in several, the second is a zero, if there is one: it may be a mark that means something else.
        """
        first = common if common in self.cells else self.cells[0]
        others = [cell for cell in self.cells if self.words[cell] != self.words[first]]
        return [first, min(others, key=lambda cell: common is None and self.words[cell] != ZERO)]


def draft_discrepancies(transcript: Transcript, catalog: Catalog) -> list[Group]:
    """The failing places that no discrepancy names, those with a cell in common together, with that cell."""
    source = transcript.source
    registered = frozenset(at.entry.relation for at in source.discrepancies if at.entry.relation)
    tables = transcript.tables.tables
    cells = {table.name: TableCells(table, transcript.figures) for table in tables}
    places = [
        place
        for relation in rule_relations(tables, catalog, transcript.figures, registered)
        if relation.id not in registered
        for case in relation.cases
        if case.verdict == "inconsistent"
        for place in _failing(relation, case, cells[relation.table.name])
    ]
    return list(_together(places))


def _failing(relation: RuleRelation, case: Case, cells: TableCells) -> Iterator[FailingPlace]:
    """The place, if numbers of two cells are compared there."""
    if case.computed is None or case.stated is None or case.computed.empty or case.stated.empty:
        return
    gap = rounded(Fraction(gap_between(case.computed, case.stated)), ROUND_HALF_EVEN)
    table = relation.table
    name = table.name.removeprefix(name_in_document(table.source.id, ""))
    members = [
        (name, row, term.column)
        for term in sorted(relation.terms, key=lambda term: term.role == "part")
        if term.column is not None
        for row in _rows(relation, case, term.row_key, term.role, cells)
    ]
    values = {cell: cells.value(cell[1], cell[2]) for cell in members}
    words = {cell: ZERO if value == 0 else str(value) for cell, value in values.items()}
    if gap is not None and len(set(words.values())) > 1:
        yield FailingPlace(local(case.id), case.found, gap, tuple(members), words)


def _rows(
    relation: RuleRelation, case: Case, row: str | None, role: str, cells: TableCells
) -> Sequence[str]:
    """The rows of a term: its own, those that a total adds, or that of the case."""
    if row is not None:
        return [row]
    added = relation.single.added(cells.table.rows)
    return added if added and role == "part" else [case.row_key]


def _together(
    places: Sequence[FailingPlace],
) -> Iterator[Group]:
    """The places in groups that have a cell in common, the cell of most places first."""
    left = list(places)
    while left:
        counted = Counter(cell for place in left for cell in dict.fromkeys(place.cells))
        common, number = counted.most_common(1)[0]
        group = [place for place in left if common in place.cells] if number > 1 else left
        yield (common, group) if number > 1 else (None, group)
        left = [place for place in left if place not in group]


def discrepancies_file(groups: Sequence[Group], others: Sequence[str] = ()) -> str:
    """The text of the file of proposals; `others` are the lines of entries that are of no rule."""
    lines = [*(line for common, group in groups for line in _block(common, group)), *others]
    return _HEAD + "".join(f"{line}\n" for line in lines)


def _block(common: CellName | None, group: Sequence[FailingPlace]) -> Iterator[str]:
    if common is not None:
        _, row, column = common
        yield f"  # in each of them: `{column}` of the row {json.dumps(row, ensure_ascii=False)}"
    blocks = [group] if common is not None else [[place] for place in group]
    for block in blocks:
        yield "  - of:"
        yield "      kind: arithmetic"
        yield "      defect_origin: unknown"
        yield "      explanation:"
        yield "    discrepancies:"
        for place in block:
            yield from _entry(place, common)


def _entry(place: FailingPlace, common: CellName | None) -> Iterator[str]:
    for line in place.found.splitlines():
        yield f"      # {line}"
    yield f"      - id: {place.id}"
    yield f"        relation: {place.id}"
    yield f"        gap: {place.gap.normalize():f}"
    yield "        statements:"
    for table, row, column in place.statements(common):
        shown = f"{{table: {table}, row: {json.dumps(row, ensure_ascii=False)}, column: {column}}}"
        yield f"          - cell: {shown}"
