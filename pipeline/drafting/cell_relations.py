"""Proposals of relations between a number of the text and a cell of a table of the same document.

A cell is tried where the sentence has the words of its row, and a word of its table's title or of its column's head. It
states the same number, or the number rounded. One that contradicts the sentence is proposed only where the words leave
no other cell, and most of those of the title are in the sentence: it may be a discrepancy.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from pipeline.consistency.interval_arithmetic import exact
from pipeline.consistency.member_checks import differences
from pipeline.consistency.members import Member
from pipeline.consistency.relations import Relation, judged
from pipeline.consistency.table_members import CellMember, cell_member
from pipeline.drafting.naming_words import naming_words
from pipeline.drafting.quoted_words import sentence_span
from pipeline.drafting.relations import HARDLY_EVER, LEAST_UNLIKELY, RelationProposal
from pipeline.sources.files import Located
from pipeline.sources.ids import as_typed, local
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.relation_entries import CellReference, RelationEntry
from pipeline.sources.table_catalog import name_in_document
from pipeline.sources.yaml_lines import read_yaml
from pipeline.sources.yaml_text import in_flow
from pipeline.text.documents import Span
from pipeline.transcription.cell_references import cell_problem
from pipeline.transcription.figures import Figure
from pipeline.transcription.table_results import TableRead
from schemas.column import columns_of

FEWEST_OF_A_TITLE = 3
"""Words of a title and a head that a sentence has in common with them where the words leave no other cell."""
ROUGHLY = Fraction(1, 10)
"""The part of a number by which one that is "about" it may be away."""
_ENDING = re.compile(r"(?:['’]s|ing|ed|es|s)$")


@dataclass(frozen=True)
class PrintedCell:
    """A number of a table: its reference, the words of its row, of its column and of its table's title, and its offsets."""

    reference: CellReference
    member: CellMember
    row: frozenset[str]
    noun: str
    head: frozenset[str]
    title: frozenset[str]
    starts: frozenset[int]

    @property
    def place(self) -> dict[str, str]:
        """How an entry of its document names it."""
        return {
            "table": self.reference.table,
            "row": self.reference.row or "",
            "column": self.reference.column,
        }


class Contradiction(NamedTuple):
    """A figure and the cell that its sentence contradicts."""

    figure: Figure
    cell: PrintedCell

    def lines(self) -> Iterator[str]:
        """A proposed discrepancy, with what disagrees as a comment."""
        figure = self.figure
        document = as_typed(figure.id, figure.document.source_id)
        token = " ".join(figure.numeral.token.split())
        yield f"  # line {figure.document.line(figure.token.start)} prints {token}, the table {_printed(self.cell)}"
        yield f"  - id: {local(figure.id)}-in-table"
        yield "    kind: arithmetic"
        yield f"    statements: [{{figure: {document}}}, {{cell: {in_flow(self.cell.place)}}}]"
        yield "    defect_origin: unknown"
        yield "    explanation:"


class _Held(NamedTuple):
    """A relation that holds, and the ids of its members."""

    relation: RelationProposal
    names: tuple[str, str]


def stems(words: str) -> frozenset[str]:
    """The naming words of a text without their endings.

    >>> sorted(stems("the kingfisher's range overlaps regions"))
    ['kingfisher', 'overlap', 'range', 'region']
    """
    return frozenset(
        stem if len(stem := _ENDING.sub("", word.casefold())) > 2 else word.casefold()
        for word in naming_words(words)
    )


def _noun(row: str) -> str:
    """The last word of a label, without its ending."""
    named = naming_words(row)
    return next(iter(stems(named[-1])), "") if named else ""


def printed_cells(tables: Sequence[TableRead]) -> Iterator[PrintedCell]:
    """The numbers of tables, with the words that name them."""
    for table in tables:
        document = table.source.id
        name = table.name.removeprefix(name_in_document(document, ""))
        known = {(document, table.name): table}
        title = stems(getattr(table.at.entry, "title", None) or "")
        heads = {one.name: stems(one.title) for one in columns_of(table.model)}
        for (row, column), cell in table.cells.items():
            reference = CellReference(document=document, table=name, row=row, column=column)
            if cell.is_number and cell_problem(reference, known) is None:
                yield PrintedCell(
                    reference,
                    cell_member(reference, known),
                    stems(row),
                    _noun(row),
                    heads.get(column, frozenset()),
                    title,
                    frozenset(span.start for span in cell.spans),
                )


class OfCells(NamedTuple):
    """Relations between figures and cells that hold, and pairs that may be discrepancies."""

    relations: tuple[RelationProposal, ...]
    contradictions: tuple[Contradiction, ...]


def cell_relations(
    figures: Sequence[Figure],
    cells: Sequence[PrintedCell],
    measures: Mapping[str, MeasureEntry],
    registered: Sequence[frozenset[str]],
) -> OfCells:
    """Relations between figures and cells, the most unlikely first, and what may be discrepancies."""
    holding: list[RelationProposal] = []
    against: list[Contradiction] = []
    of_cells = {start for cell in cells for start in cell.starts}
    for figure in figures:
        if (
            figure.token.start in of_cells
            or figure.value is None
            or figure.statistic not in ("count", "share", "amount")
        ):
            continue
        found = _of_figure(figure, cells, measures)
        if isinstance(found, Contradiction):
            against.append(found)
        elif found is not None and frozenset(found.names) not in registered:
            holding.append(found.relation)
    holding.sort(key=lambda one: (one.chance, one.id))
    return OfCells(tuple(holding), tuple(against))


def _of_figure(
    figure: Figure, cells: Sequence[PrintedCell], measures: Mapping[str, MeasureEntry]
) -> "_Held | Contradiction | None":
    document = figure.document
    sentence = sentence_span(document, Span(*figure.token))
    words = stems(document.characters(sentence))
    tried = [c for c in cells if _has_unit(figure, c) and _is_named(c, words)]
    holding = [one for cell in tried for one in _holds(figure, cell, len(tried), measures)]
    if holding:
        return min(holding, key=lambda one: one.relation.chance)
    named = [cell for cell in tried if cell.row <= words]
    if len(named) != 1 or not _has_title(named[0], words):
        return None
    values = {n.value for n in document.passage_at(sentence.start).numerals_in(sentence)}
    if named[0].member.printed in values or not _is_far(figure, named[0]):
        return None
    return Contradiction(figure, named[0])


def _is_named(cell: PrintedCell, words: frozenset[str]) -> bool:
    """Whether a sentence has the words of a cell's row and one of its head or title, or its last word and most of these."""
    if not cell.row or not ((cell.head | cell.title) - cell.row) & words:
        return False
    return cell.row <= words or (cell.noun in words and _has_title(cell, words))


def _is_far(figure: Figure, cell: PrintedCell) -> bool:
    """Whether two numbers disagree, and by more than a word like "about" may mean."""
    relation = _relation(figure, cell, "same_value", {"same": [figure, cell]})
    printed = cell.member.printed or Fraction(0)
    gap = abs(Fraction(figure.value or 0) - printed)
    is_far = gap > ROUGHLY * abs(printed) and gap > 2 * Fraction(str(figure.last_digit_unit))
    return not relation.holds and is_far


def _has_unit(figure: Figure, cell: PrintedCell) -> bool:
    """Whether both are percentages, both amounts of money, or neither."""
    unit = cell.member.unit or ""
    is_percent, is_money = "percent" in unit, "dollar" in unit
    return (figure.statistic == "share") == is_percent and (
        figure.statistic == "amount"
    ) == is_money


def _has_title(cell: PrintedCell, words: frozenset[str]) -> bool:
    """Whether a sentence has at least three words of the title and the head of a cell, and half of them."""
    title = (cell.title | cell.head) - cell.row
    common = title & words
    return len(common) >= FEWEST_OF_A_TITLE and 2 * len(common) >= len(title)


def _holds(
    figure: Figure, cell: PrintedCell, tried: int, measures: Mapping[str, MeasureEntry]
) -> Iterator["_Held"]:
    """The relation of a figure and a cell, if it holds and chance would not make it."""
    for kind, roles in _roles(figure, cell):
        relation = _relation(figure, cell, kind, roles)
        chance = tried * _accident(figure, cell)
        differing = differences(relation, measures)
        is_odd = bool(differing.keys() - {"measure"})
        if relation.holds and chance < (HARDLY_EVER if is_odd else LEAST_UNLIKELY):
            names = (figure.id, cell.reference.id)
            yield _Held(_proposal(relation, figure, roles, (tried, chance), differing), names)
            return


def _roles(figure: Figure, cell: PrintedCell) -> Iterator[tuple[str, dict[str, list[Any]]]]:
    """The same number, or one of both rounded: the one with the larger step."""
    step, own = Fraction(cell.member.step or 1), Fraction(str(figure.last_digit_unit))
    if Fraction(figure.value or 0) == cell.member.printed:
        yield "same_value", {"same": [figure, cell]}
    elif own > step:
        yield "rounding", {"stated": [figure], "exact": [cell]}
    elif own < step:
        yield "rounding", {"stated": [cell], "exact": [figure]}


def _relation(
    figure: Figure, cell: PrintedCell, kind: str, roles: Mapping[str, list[Any]]
) -> Relation:
    named = {
        role: [one.id if isinstance(one, Figure) else one.reference for one in members]
        for role, members in roles.items()
    }
    fields = {role: names if role == "same" else names[0] for role, names in named.items()}
    entry = RelationEntry.model_validate(
        {"id": "proposed", "kind": kind, "formula": _formula(figure, cell, kind), **fields}
    )
    playing = tuple(_member(role, one) for role, members in roles.items() for one in members)
    return judged(Located(entry, "relations.yaml", read_yaml("")), None, playing, None)


def _member(role: str, one: Figure | PrintedCell) -> Member:
    if isinstance(one, PrintedCell):
        own = one.member
        return Member(role, one.reference.id, own.uncut, own.printed, own.within, cell=own)
    uncut, within = exact(one.intervals.uncut), exact(one.intervals.within)
    return Member(role, one.id, uncut, Fraction(one.value or 0), within, figure=one)


def _accident(figure: Figure, cell: PrintedCell) -> float:
    """The part of 100 percent, or of a factor of a thousand, that values which agree take up."""
    width = max(float(str(figure.last_digit_unit)), float(Fraction(cell.member.step or 0)))
    if figure.statistic == "share":
        return min(1.0, width / 100)
    value = abs(float(str(figure.value)))
    return min(1.0, width / value / math.log(1000)) if value else 1.0


def _printed(cell: PrintedCell) -> str:
    value = cell.member.printed
    return f"{Decimal(value.numerator) / value.denominator:,f}" if value is not None else ""


def _formula(figure: Figure, cell: PrintedCell, kind: str) -> str:
    token = " ".join(figure.numeral.token.split())
    row = cell.reference.row
    if kind == "rounding":
        return f"{token} and {_printed(cell)} in the row {row} are one number, rounded"
    return f"{token} = {_printed(cell)} in the row {row}"


def _proposal(
    relation: Relation,
    figure: Figure,
    roles: Mapping[str, list[Any]],
    odds: tuple[int, float],
    differing: Mapping[Any, str],
) -> RelationProposal:
    members = {
        role: tuple(one.id if isinstance(one, Figure) else one.place for one in playing)
        for role, playing in roles.items()
    }
    name = f"{relation.kind.replace('_', '-')}-{local(figure.id)}-in-table"
    return RelationProposal(name, relation.kind, relation.formula, members, *odds, differing)
