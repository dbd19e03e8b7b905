"""The members of relations: figures, quantities that no text carries, facts, and cells of tables."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import portion

from pipeline.consistency.interval_arithmetic import NOT_NEGATIVE, as_text, exact, moved
from pipeline.consistency.table_members import CellMember, cell_member
from pipeline.sources.relation_entries import FactEntry, QuantityEntry
from pipeline.transcription.cell_references import cell_problem
from pipeline.transcription.figures import Figure
from pipeline.transcription.transcribe import Transcription


@dataclass(frozen=True)
class Member:
    """A number that takes part in a relation: a figure, a quantity no text carries, or a fact.

    `printed` is the number itself, without its interval; None where it has none.
    """

    role: str
    id: str
    interval: portion.Interval
    printed: Fraction | None = None
    figure: Figure | None = None
    fact: FactEntry | None = None
    quantity: QuantityEntry | None = None
    cell: CellMember | None = None
    is_cut_off: bool = False

    def __repr__(self) -> str:
        return f"Member({self.role} {self.id} {as_text(self.interval)})"

    @property
    def is_known(self) -> bool:
        """Whether a document states it, or it is a fact."""
        if self.cell is not None:
            return self.cell.is_known
        return self.figure is not None or self.fact is not None

    @property
    def is_vague(self) -> bool:
        """Whether the number has a word like "about" beside it, and its interval matters."""
        if self.role == "multiple" or self.figure is None:
            return False
        return self.figure.numeral.is_vague

    def shifted(self, by: Fraction) -> "Member":
        """The same member, had its number been printed higher by so much."""
        printed = None if self.printed is None else self.printed + by
        return replace(self, interval=moved(self.interval, by), printed=printed)


@dataclass(frozen=True)
class Numbers:
    """Everything that a relation's members may be."""

    figures: Mapping[str, Figure]
    quantities: Mapping[str, QuantityEntry]
    facts: Mapping[str, FactEntry]
    cells: Mapping[str, CellMember]

    def member(self, role: str, name: str) -> Member:
        """The member of that id, which must be a figure, a fact, a cell or a quantity."""
        if name in self.cells:
            cell = self.cells[name]
            return Member(role, name, cell.interval, cell.printed, cell=cell)
        if name in self.figures:
            figure = self.figures[name]
            value = figure.value
            printed = None if value is None else Fraction(value)
            return Member(role, name, exact(figure.interval), printed, figure=figure)
        if name in self.facts:
            fact = self.facts[name]
            given = portion.singleton(Fraction(fact.value))
            return Member(role, name, given, fact=fact)
        return Member(role, name, NOT_NEGATIVE, quantity=self.quantities[name])


def numbers_of(transcription: Transcription) -> Numbers:
    """The numbers that relations of the corpus may be between."""
    corpus = transcription.corpus
    return Numbers(
        transcription.figures,
        {item.entry.id: item.entry for source in corpus.sources for item in source.quantities},
        {item.entry.id: item.entry for item in corpus.shared.facts},
        {
            cell.id: cell_member(cell, transcription.tables)
            for _, at in corpus.relations()
            for cell in at.entry.cells()
            if cell_problem(cell, transcription.tables) is None
        },
    )
