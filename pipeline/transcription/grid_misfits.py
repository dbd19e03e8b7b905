"""What a specification of a printed table names that is not in its table's declaration."""

from collections.abc import Iterator, Mapping

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_columns import TableColumn
from pipeline.transcription.grid_lines import Unfit
from pipeline.transcription.grid_numbers import PLAIN


def misfits(
    specification: GridTable, columns: Mapping[str, TableColumn], has_rule_of_rounding: bool
) -> Iterator[Unfit]:
    """Why the columns named are not those of the table, and marks that are none."""
    named = specification.filled
    expected = f"the table's columns are: {', '.join(columns)}"
    unknown = [name for name in named if name not in columns]
    if unknown:
        yield Unfit(f"the table has no column `{unknown[0]}`", expected)
        return
    if len(set(named)) < len(named):
        yield Unfit(f"a column is named twice in {', '.join(named)}", expected)
    needed = {name for name, one in columns.items() if one.required} - set(named)
    if needed:
        found = f"the columns {', '.join(sorted(needed))} may not be empty and are not read"
        yield Unfit(found, "read them, or let their columns be empty in the declaration")
    numbers = [mark for mark in specification.marks if PLAIN.fullmatch(mark)]
    if numbers:
        found = f"the mark `{numbers[0]}` is a number"
        yield Unfit(found, "a mark is what is printed in place of a number; take it out")
    levels = specification.levels
    if levels is not None and levels.column and columns[levels.column].type is not int:
        found = f"the column of levels {levels.column} is not of whole numbers"
        yield Unfit(found, "declare it as integer")
    ruled = [name for name in named if columns[name].rounding == "document"]
    if ruled and not has_rule_of_rounding:
        found = f"{ruled[0]} is rounded by the rule of the document, which states none"
        yield Unfit(found, "give `rounding` in source.yaml, or another rounding to the column")
