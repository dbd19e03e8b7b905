"""Tables read out of a document by a specification.

A grid is a printed table with every cell in the text (`grid_tables`); a series repeats one figure a row, or
states why a figure is missing (`series_tables`); rows are gathered from the text cell by cell
(`row_tables`). Each gives rows in the columns of the published table, with a citation for each cell that
was read. Whether rows add up is checked in `consistency.table_rules`.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from pipeline.sources.corpus import Source
from pipeline.sources.files import Located
from pipeline.sources.grid_entries import GridTable
from pipeline.sources.references import known_ids, no_such_figure
from pipeline.sources.table_catalog import published_name
from pipeline.sources.table_entries import SeriesTable, TableFile
from pipeline.text.documents import Span
from pipeline.transcription.figures import Figure
from pipeline.transcription.grid_tables import Grid
from pipeline.transcription.row_tables import Rows
from pipeline.transcription.series_tables import Series
from pipeline.transcription.table_results import TableRead, TableReading, TableResults
from schemas.catalog import Catalog
from schemas.rules import ColumnTotal, TableRule, figures_named, rows_named
from schemas.single_rules import SingleRule

SHOWN_ROWS = 5


def read_table(
    at: Located[TableFile],
    source: Source,
    figures: Mapping[str, Figure],
    catalog: Catalog,
    results: TableResults,
) -> None:
    """Read one table into `results`, with a finding for whatever its specification does not fit.

    `figures` are those of the document.
    """
    name = published_name(source.id, at.entry)
    table = TableRead(name, catalog.model(name), source, at)
    reading = TableReading(table, figures, results)
    read, findings = at.entry.read, len(results.findings)
    if isinstance(read, GridTable):
        Grid(reading, read, tuple(_rules_of(reading, catalog))).read()
    elif isinstance(read, SeriesTable):
        Series(reading, read).read()
    else:
        Rows(reading, read).read()
    results.tables.append(table)
    if len(results.findings) == findings:
        _report_unfit_rules(reading, catalog)
        _report_misadded_rows(reading, catalog)


def _rules_of(reading: TableReading, catalog: Catalog) -> Iterator[TableRule]:
    """The rules that hold for the document's table: its own, and those of its shape."""
    declared = catalog.declared.get(reading.table.name)
    for single in declared.rules_of(reading.source.id) if declared else ():
        yield single.rule


def _report_unfit_rules(reading: TableReading, catalog: Catalog) -> None:
    """Rules that name a row or a figure which the document does not have, each once for all of its columns."""
    table = reading.table
    for index, rule in enumerate(table.at.entry.rules):
        for found, remedy in _unfit(reading, rule):
            reading.report(table.name, f"{rule.kind}: {found}", remedy, "rules", index)
    if table.at.entry.shape is None:
        return
    reported: set[str] = set()
    for single in catalog.declared[table.name].rules:
        for found, remedy in _unfit(reading, single.rule) if single.source_id is None else ():
            if found not in reported:
                reading.report(table.name, f"{single.rule.kind}: {found}", remedy, "shape")
            reported.add(found)


def adds_nothing(single: SingleRule) -> tuple[str, str]:
    """What is wrong with a column total that no row fits, and what to do."""
    remedy = "write which rows the total adds: `parts`, or `rows` with a value that they have"
    return f"the rule {single.name} adds no row", remedy


def _report_misadded_rows(reading: TableReading, catalog: Catalog) -> None:
    """Column totals that add no row, or a row and the row that it is a part of; the first of each table."""
    table = reading.table
    declared = catalog.declared.get(table.name)
    totals = [
        single
        for single in (declared.rules_of(table.source.id) if declared else ())
        if isinstance(single.rule, ColumnTotal)
    ]
    wrong = next(filter(None, (_misadded(table, single) for single in totals)), None)
    if wrong is not None:
        reading.report(table.name, *wrong, "rules" if table.at.entry.rules else "shape")


def _misadded(table: TableRead, single: SingleRule) -> tuple[str, str] | None:
    added = set(single.added(table.rows))
    if table.rows and not added:
        return adds_nothing(single)
    both = next((row for row in added if table.parents.get(row) in added), None)
    if both is None:
        return None
    found = f"{single.name} adds the row `{both}` and the row `{table.parents[both]}`, of which it is a part"
    remedy = "name the parts in a rule `subtotal`, or write which rows are added: `rows: {level: 0}`, or `parts`"
    return found, remedy


def _unfit(reading: TableReading, rule: TableRule) -> Iterator[tuple[str, str]]:
    table, source = reading.table, reading.table.source
    for row in rows_named(rule):
        if row not in table.rows:
            near = get_close_matches(row, table.rows, n=3) or list(table.rows)[:SHOWN_ROWS]
            remedy = f"name a row by its key, such as: {'; '.join(near)}"
            yield f"the table has no row `{row}`", remedy
    for column, name in figures_named(rule).items():
        figure = reading.figures.get(f"{source.id}/{name}")
        if figure is None:
            known = known_ids(reading.figures)
            yield no_such_figure(f"{source.id}/{name}", known, source.id)
        elif not _is_in_one_of(table.totals.get(column, [figure.token]), figure.token):
            found = f"the total of {column} is to be the figure {name}, which reads another cell"
            yield found, "name the figure that reads this cell"
        elif isinstance(rule, ColumnTotal) and figure.unit != reading.columns[column].unit:
            found = (
                f"the figure {name} is in {figure.unit}, {column} in {reading.columns[column].unit}"
            )
            yield found, "name a figure in the column's unit, or give the column the figure's"


def _is_in_one_of(cells: list[Span], token: Span) -> bool:
    """Whether a token is in a cell; a cell may print more than the number, such as `$`."""
    return any(cell.start <= token.start and token.end <= cell.end for cell in cells)
