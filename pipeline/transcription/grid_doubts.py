"""What a printed table leaves in doubt once its lines are read: what is declared and not met, and labels that are numbers.

Each check gives problems. Totals and parts that may be counted twice are in `grid_rows`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_cells import PLAIN
from pipeline.transcription.grid_columns import TableColumn
from pipeline.transcription.grid_lines import Unfit
from pipeline.transcription.grid_notes import TO_DIGITS
from pipeline.transcription.grid_results import GridProblem
from pipeline.transcription.grid_rows import PrintedRow
from pipeline.transcription.grid_totals import Kept


def unmet(
    specification: GridTable, met: Collection[tuple[str, str]], printed: Sequence[PrintedRow]
) -> Iterator[GridProblem]:
    """Labels and lines that the specification names and the table does not have; `met` has its field and words."""
    joined = specification.wrapped if isinstance(specification.wrapped, Mapping) else ()
    named = {
        "totals": specification.totals,
        "skip": specification.skip,
        "skip_lines": specification.skip_lines,
        "empty_rows": specification.empty_rows,
        "wrapped": tuple(joined),
        "not_totals": specification.not_totals,
    }
    labels_met = {("not_totals", row.label) for row in printed} | set(met)
    for field, labels in named.items():
        for label in labels:
            if (field, label) not in labels_met:
                what = "line is" if field == "skip_lines" else "row begins with"
                remedy = "give it as the document prints it"
                yield GridProblem(f"no {what} `{label}`", remedy, field=field)


def unmarked(
    specification: GridTable, met: Collection[str], printed: Sequence[PrintedRow]
) -> Iterator[GridProblem]:
    """Footnotes without a mark in the table: the mark may be glued to a number."""
    plain_met = {_plain(mark) for mark in met}
    for mark in specification.footnotes:
        if _plain(mark) in plain_met:
            continue
        glued = [
            f"`{cell.text}` on line {row.line.number}"
            for row in printed
            for cell in row.cells
            if _may_end_with(cell.text, _plain(mark))
        ]
        hint = f"; the mark may be glued to {' or '.join(glued[:3])}" if glued else ""
        yield GridProblem(
            f"no label or cell has the mark `{mark}` of a footnote{hint}",
            "take the mark out, or register an emendation of the cell that it is glued to",
            field="footnotes",
        )


def _may_end_with(text: str, mark: str) -> bool:
    """Whether a number may have a mark of digits at its end."""
    ends = mark.isdigit() and text.endswith(mark) and len(text) > len(mark)
    return ends and PLAIN.fullmatch(text) is not None


def _plain(mark: str) -> str:
    """A mark with its digits not raised."""
    return mark.translate(TO_DIGITS)


def numbers_for_labels(
    rows: Mapping[str, Kept], first: TableColumn
) -> Iterator[tuple[PrintedRow, Unfit]]:
    """Labels that are numbers among labels that are words: the cells of such a row may be out of order."""
    numbers = [kept.printed for kept in rows.values() if PLAIN.fullmatch(kept.printed.label)]
    if first.type is not str or len(numbers) * 2 > len(rows):
        return
    for row in numbers:
        found = f"the label `{row.label}` is a number, the other labels are words"
        remedy = "compare the row with the document: its cells may be out of order"
        yield row, Unfit(found, remedy)
