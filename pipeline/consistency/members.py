"""The members of relations: figures, quantities that no text carries, facts, and cells of tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import portion

from pipeline.consistency.interval_arithmetic import NOT_NEGATIVE, as_text, exact, moved
from pipeline.consistency.table_members import CellMember, cell_member
from pipeline.sources.relation_entries import FactEntry, QuantityEntry
from pipeline.text.intervals import ANY_NUMBER, ROUNDED, cut_to
from pipeline.transcription.cell_references import cell_problem
from pipeline.transcription.figures import Figure
from pipeline.transcription.transcribe import Transcription


@dataclass(frozen=True)
class Member:
    """A number that takes part in a relation: a figure, a quantity no text carries, or a fact.

    `uncut` has every value that would be printed so, `within` those that are possible at all: a share of a
    whole is 0 to 100 percent. `printed` is the number itself, without its interval; None where it has none.
    `qualifier_dropped` is true of an article's number whose "about" in the report's words the article leaves out: no
    verdict is better for that.
    """

    role: str
    id: str
    uncut: portion.Interval
    printed: Fraction | None = None
    within: portion.Interval = ANY_NUMBER
    figure: Figure | None = None
    fact: FactEntry | None = None
    quantity: QuantityEntry | None = None
    cell: CellMember | None = None
    is_cut_off: bool = False
    qualifier_dropped: bool = False

    @cached_property
    def interval(self) -> portion.Interval:
        """Every value that the number may have, as relations compute with it."""
        return cut_to(self.uncut, self.within)

    def __repr__(self) -> str:
        return f"Member({self.role} {self.id} {as_text(self.interval)})"

    @property
    def is_known(self) -> bool:
        """Whether a document states it, or it is a fact."""
        if self.cell is not None:
            return self.cell.is_known
        return self.figure is not None or self.fact is not None

    @property
    def is_approximate(self) -> bool:
        """Whether the number is approximate, and its interval matters."""
        if self.role == "multiple":
            return False
        source = self.figure or self.cell
        return source is not None and source.is_approximate

    @property
    def is_rounded(self) -> bool:
        """Whether it is one number printed with a precision, by the document's rule or its own digits."""
        if self.cell is not None:
            return self.cell.is_rounded
        return self.figure is not None and self.figure.interval_basis in ROUNDED

    def shifted(self, by: Fraction) -> "Member":
        """The same member, had its number been printed higher by so much."""
        printed = None if self.printed is None else self.printed + by
        return replace(self, uncut=moved(self.uncut, by), printed=printed)


@dataclass(frozen=True)
class Numbers:
    """Everything that a relation's members may be."""

    figures: Mapping[str, Figure]
    quantities: Mapping[str, QuantityEntry]
    facts: Mapping[str, FactEntry]
    cells: Mapping[str, CellMember]
    dropped: frozenset[str] = frozenset()
    """Figures of articles that leave out what makes the report's number approximate."""

    def member(self, role: str, name: str) -> Member:
        """The member of that id, which must be a figure, a fact, a cell or a quantity."""
        if name in self.cells:
            cell = self.cells[name]
            return Member(role, name, cell.uncut, cell.printed, cell.within, cell=cell)
        if name in self.figures:
            figure = self.figures[name]
            value = figure.value
            printed = None if value is None else Fraction(value)
            uncut, within = exact(figure.intervals.uncut), exact(figure.intervals.within)
            dropped = name in self.dropped and role != "multiple"
            return Member(
                role, name, uncut, printed, within, figure=figure, qualifier_dropped=dropped
            )
        if name in self.facts:
            fact = self.facts[name]
            given = portion.singleton(Fraction(fact.value))
            return Member(role, name, given, fact=fact)
        return Member(role, name, NOT_NEGATIVE, quantity=self.quantities[name])


def numbers_of(transcription: Transcription) -> Numbers:
    """The numbers that relations and answers of the corpus may be between."""
    corpus = transcription.corpus
    return Numbers(
        transcription.figures,
        {item.entry.id: item.entry for source in corpus.sources for item in source.quantities},
        {item.entry.id: item.entry for item in corpus.shared.facts},
        {
            cell.id: cell_member(cell, transcription.tables)
            for cell in corpus.cells_named()
            if cell_problem(cell, transcription.tables) is None
        },
        frozenset(_that_drop_a_qualifier(transcription)),
    )


def _that_drop_a_qualifier(transcription: Transcription) -> Iterator[str]:
    """Figures that restate an approximate number, and are not approximate themselves."""
    figures = transcription.figures
    for source in transcription.corpus.sources:
        for item in source.restatements:
            figure, reference = figures.get(item.entry.figure), item.entry.reference
            stated = figures.get(reference or "")
            if figure and stated and stated.is_approximate and not figure.is_approximate:
                yield figure.id
