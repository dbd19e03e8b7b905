"""Row tables: tables whose rows are gathered from the text, cell by cell, each row from one region."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.sources.table_entries import RowEntry, RowsTable
from pipeline.sources.yaml_lines import Path
from pipeline.transcription.row_cells import RowReading
from pipeline.transcription.row_made_cells import add_made_cells
from pipeline.transcription.row_regions import (
    Region,
    find_region,
    order_problems,
    overlap_problems,
    unread_problem,
    unused_words,
)
from pipeline.transcription.table_results import Cell, TableReading

ROWS: Path = ("read", "rows")


@dataclass(frozen=True)
class Rows:
    """Rows being gathered by their specification."""

    reading: TableReading
    specification: RowsTable

    def read(self) -> None:
        """Read every row of the specification."""
        if self.reading.source.document is None:
            self._report("the document's text is not held", "quote a document that is", "read")
            return
        if not self._columns_are_known():
            return
        before = len(self.reading.results.findings)
        shared = self._region(self.specification.within, ("read", "within"))
        rows: list[tuple[Path, Region, dict[str, Cell]]] = []
        for index, row in enumerate(self.specification.rows):
            where = (*ROWS, index)
            region = self._region(row.within, (*where, "within")) or shared
            cells = self._read_row(row, region, where)
            if cells is not None and region is not None:
                rows.append((where, region, cells))
        if len(self.reading.results.findings) == before:
            self._compare(rows)
        for where, _, cells in rows:
            at = self.reading.table.at
            self.reading.add(cells, (at.file, at.line(*where)))

    def _region(self, words: tuple[str, ...] | None, where: Path) -> Region | None:
        document = self.reading.source.document
        if words is None or document is None:
            return None
        region = find_region(document, words, where)
        if isinstance(region, Region):
            return region
        self._report(*region, *where)
        return None

    def _read_row(
        self, row: RowEntry, region: Region | None, where: Path
    ) -> dict[str, Cell] | None:
        """The cells of a row; None, with findings, where it is not read."""
        columns, key = self.reading.columns, self.reading.key_columns
        given = {*row.cells, *self.specification.ids, *self.specification.areas}
        if not set(key) <= given or not set(row.cells) <= set(columns):
            found = (
                f"the row needs {', '.join(f'`{name}`' for name in key)} and only columns of the table; "
                f"found {', '.join(sorted(row.cells))}"
            )
            self._report(found, f"the columns are: {', '.join(columns)}", *where)
            return None
        if region is None:
            if row.within is None and self.specification.within is None:
                found = "the row has no region, from which all of its cells are read"
                self._report(found, "quote it as `within`, with the row or for all rows", *where)
            return None
        reading = RowReading(self.reading, self.specification, region, where)
        cells = reading.read(row.cells)
        if cells is not None:
            add_made_cells(reading, cells, row.cells)
        return None if reading.failed else cells

    def _columns_are_known(self) -> bool:
        """Whether the specification names columns of the table, of the types that it needs."""
        columns, spec = self.reading.columns, self.specification
        named = {
            **{("values", name): (str, bool) for name in spec.values},
            **{("areas", name): (str,) for name in spec.areas},
            **{("ids", name): (str,) for name in spec.ids},
            **{("answers", name): (str,) for name in spec.answers},
        }
        known = True
        for (field, name), types in named.items():
            if name not in columns or columns[name].type not in types:
                found = f"`{field}` names `{name}`, which is no column of {'text' if field != 'values' else 'text or truth values'}"
                self._report(found, f"the columns are: {', '.join(columns)}", "read", field, name)
                known = False
        for field, of in (("areas", spec.areas), ("ids", spec.ids)):
            for name, sources in of.items():
                if not set(sources) <= set(columns):
                    self._report("it names a column that the table does not have", f"the columns are: {', '.join(columns)}", "read", field, name)  # fmt: skip
                    known = False
        return known

    def _compare(self, rows: list[tuple[Path, Region, dict[str, Cell]]]) -> None:
        """What only all rows together show: overlaps, order, words left over, statistics that differ."""
        regions = [region for _, region, _ in rows]
        for where, found, remedy in overlap_problems(regions):
            self._report(found, remedy, *where)
        printed = [(where, region, _within(region, cells)) for where, region, cells in rows]
        for where, found, remedy in order_problems(printed, self._alike()):
            self._report(found, remedy, *where)
        for parts, region in {region.parts: region for region in regions}.items():
            cells = [
                cell
                for _, of, row in rows
                if of.parts == parts
                for name, cell in row.items()
                if name not in self.specification.values
            ]
            problem = unread_problem(region, cells, self.specification.besides)
            if problem is not None:
                self._report(*problem, *region.where)
        self._compare_sources(rows)
        for words in unused_words(regions, self.specification.besides):
            found = f"no region has the words `{words}`"
            index = self.specification.besides.index(words)
            self._report(found, "take them out", "read", "besides", index)

    def _compare_sources(self, rows: list[tuple[Path, Region, dict[str, Cell]]]) -> None:
        """A column is quoted in every row that has it, or in none; figures of one statistic are repeated."""
        for name in {name for _, _, cells in rows for name in cells}:
            if name in (*self.specification.values, *self.specification.answers):
                continue
            having = [(where, cells[name]) for where, _, cells in rows if name in cells]
            quoted = [bool(cell.spans) for _, cell in having]
            for (where, _), is_quoted in zip(having, quoted, strict=True):
                if any(quoted) and not is_quoted:
                    found = f"`{name}` is typed here and quoted in other rows"
                    self._report(found, "quote its words", *where, name)
            statistics = [cell.statistic for _, cell in having if cell.statistic is not None]
            for where, cell in having:
                if cell.statistic is not None and cell.statistic != statistics[0]:
                    found = f"the figure is a {cell.statistic}, the column has a {statistics[0]}"
                    self._report(found, "name the figure that the cell repeats", *where, name)

    def _alike(self) -> list[str]:
        """Columns whose cells could be taken for each other's: texts, numbers and dates as printed."""
        spec = self.specification
        declared = {*spec.values, *spec.areas, *spec.ids, *spec.answers}
        return [
            name
            for name, column in self.reading.columns.items()
            if name not in declared and column.type in (str, int, Decimal, date)
        ]

    def _report(self, found: str, remedy: str, *where: str | int) -> None:
        self.reading.report(self.reading.table.name, found, remedy, *where)


def _within(region: Region, cells: dict[str, Cell]) -> dict[str, Cell]:
    """The cells of a row without those that are quoted outside of its region."""
    return {
        name: cell for name, cell in cells.items() if not cell.spans or region.holds(cell.spans[0])
    }
