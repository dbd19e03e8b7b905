"""The cells of a document's table as intervals: what a rule, or a relation, computes with."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import portion

from pipeline.consistency.interval_arithmetic import NOT_NEGATIVE, exact
from pipeline.text.intervals import ANY_NUMBER, PrintedInterval
from pipeline.transcription.figures import Figure
from pipeline.transcription.table_results import TableRead
from schemas.column import Column, columns_of
from schemas.declared import keys_within_document


class TableCells:
    """The cells of a document's table, as intervals."""

    def __init__(self, table: TableRead, figures: Mapping[str, Figure]) -> None:
        self.table, self.figures = table, figures
        self.columns: dict[str, Column] = {one.name: one for one in columns_of(table.model)}
        key = keys_within_document(table.model)
        ordered = sorted(table.rows, key=lambda row: [table.rows[row][name] for name in key])
        self.places = {row: table.places[row] for row in ordered}
        """The rows in the order in which they are published, each with its place."""

    def value(self, row: str, column: str) -> Any:
        """The value of a cell; None where it is empty."""
        return self.table.rows[row][column]

    def is_known(self, row: str, column: str) -> bool:
        """Whether the document states the number, or states that there is none."""
        cell = self.table.cells.get((row, column))
        return self.value(row, column) is not None or (
            cell is not None and cell.availability == "not_applicable"
        )

    def interval(self, row: str, column: str) -> portion.Interval:
        """Every number that would be printed so; every admissible number where it is not known."""
        cell, value = self.table.cells.get((row, column)), self.value(row, column)
        if value is not None:
            intervals = cell.intervals if cell else None
            return exact(intervals.working if intervals else portion.singleton(Decimal(value)))
        if self.is_known(row, column):
            return portion.singleton(Fraction(0))
        least = self.columns[column].minimum
        return NOT_NEGATIVE if least is not None and least >= 0 else ANY_NUMBER

    def is_approximate(self, row: str, column: str) -> bool:
        """Whether the cell's number has a word like "about" beside it."""
        cell = self.table.cells.get((row, column))
        return cell is not None and cell.is_approximate

    def any_approximate(self, rows: Iterable[str], columns: Iterable[str]) -> bool:
        """Whether a number of these rows and columns has a word like "about" beside it."""
        return any(self.is_approximate(*place) for place in product(rows, columns))

    def rounded(self, row: str, column: str) -> PrintedInterval | None:
        """The intervals of a rounded number; None where the cell holds none."""
        cell = self.table.cells.get((row, column))
        intervals = cell.intervals if cell else None
        return intervals if intervals is not None and intervals.kind == "rounded" else None

    def printed(self, row: str, column: str) -> str:
        """A cell for people."""
        value = self.value(row, column)
        if value is None:
            return f"{column} is empty"
        if isinstance(value, int | Decimal) and self.columns[column].unit:
            return f"{column} {Decimal(value).normalize():,f}"
        return f"{column} {value}"

    def figure(self, name: str) -> Figure:
        """A figure of the document."""
        return self.figures[f"{self.table.source.id}/{name}"]
