"""The cells of a row that follow from its other cells: values not printed, codes of areas, ids."""

from collections.abc import Mapping

from pipeline.sources.ids import qualified
from pipeline.sources.table_entries import CellOrPlain
from pipeline.text.areas import area_code
from pipeline.transcription.row_cells import TRUTH, RowReading, figure_columns, has_words
from pipeline.transcription.table_results import Cell, exact_cell
from schemas.rules import slug


def add_made_cells(
    row: RowReading, cells: dict[str, Cell], entries: Mapping[str, CellOrPlain]
) -> None:
    """Add the cells that follow from those that were read; report those that contradict them."""
    _report_unread(row, cells)
    _add_unprinted(row, cells)
    _add_areas(row, cells, entries)
    _add_figures(row, cells, entries)
    if not row.failed:
        _add_ids(row, cells, entries)
        _report_qualified(row, cells)


def _report_unread(row: RowReading, cells: dict[str, Cell]) -> None:
    """Cells that the row lacks although its region has the words that show them."""
    parts = row.region.as_document().passages
    for name, of in row.specification.words.items():
        printed = [word for word in of if any(has_words(part.text, word) for part in parts)]
        if name not in cells and printed:
            found = f"the region has `{printed[0]}`, and the row has no `{name}`"
            row.fail(name, found, f"quote the cell under `{name}`")


def _add_unprinted(row: RowReading, cells: dict[str, Cell]) -> None:
    """Values that are declared without words: true of rows whose region has none of the others' words."""
    region = row.region.as_document()
    for name, values in row.specification.values.items():
        unprinted = [value for value, words in values.items() if not words]
        if name in cells or len(unprinted) != 1:
            continue
        printed = [
            word
            for words in values.values()
            for word in words
            if any(has_words(part.text, word) for part in region.passages)
        ]
        if printed:
            found = f"the region has `{printed[0]}`, which the row does not read"
            row.fail(name, found, "quote it with `at`")
        elif row.reading.columns[name].type is bool:
            cells[name] = exact_cell(TRUTH[unprinted[0]])
        else:
            cells[name] = exact_cell(unprinted[0])


def _add_areas(row: RowReading, cells: dict[str, Cell], entries: Mapping[str, CellOrPlain]) -> None:
    """The codes of areas that other cells name."""
    for name, columns in row.specification.areas.items():
        named = next((cells[one].value for one in columns if one in cells), None)
        code = area_code(str(named)) if named is not None else None
        if code is None:
            found = f"`{named}` is not the name of a state or country"
            row.fail(name, found, f"quote the whole name under {columns[0]}")
        elif name in entries and entries[name] != code:
            found = f"`{entries[name]}` is not the code of {named}, which is {code}"
            row.fail(name, found, "take the code out: it follows from the name", name)
        else:
            cells[name] = exact_cell(code)


def _add_figures(
    row: RowReading, cells: dict[str, Cell], entries: Mapping[str, CellOrPlain]
) -> None:
    """The ids of the figures that other cells repeat."""
    for name, columns in figure_columns(row.rules).items():
        ids = {row.figures[one].id for one in columns if one in row.figures}
        typed = entries.get(name)
        wanted = {qualified(typed, row.reading.source.id)} if isinstance(typed, str) else ids
        if len(ids) != 1 or wanted != ids:
            found = f"`{typed}` is not the figure that the row repeats" if typed else "no figure"
            remedy = f"write `{{figure: …}}` under {', '.join(columns)}; its id follows from there"
            row.fail(name, found, remedy, name)
        else:
            cells[name] = exact_cell(ids.pop())


def _add_ids(row: RowReading, cells: dict[str, Cell], entries: Mapping[str, CellOrPlain]) -> None:
    """Ids made of the words of other cells; a typed one may leave words out."""
    for name, columns in row.specification.ids.items():
        parts = [slug(str(cells[one].value)).split("-") for one in columns if one in cells]
        made = [word for part in parts for word in part]
        typed = entries.get(name)
        if not isinstance(typed, str):
            cells[name] = exact_cell("-".join(made))
        elif _is_part_of(typed.split("-"), parts):
            cells[name] = exact_cell(typed)
        else:
            found = f"`{typed}` is not made of words of {', '.join(columns)}: {'-'.join(made)}"
            row.fail(name, found, "take it out: it follows from the other cells", name)


def _report_qualified(row: RowReading, cells: Mapping[str, Cell]) -> None:
    """Numbers with a qualifier that no other cell of the row prints: the cell would be exact."""
    printed = " ".join(str(row.region.document.characters(s)) for c in cells.values() if not c.is_number for s in c.spans)  # fmt: skip
    for name, cell in cells.items():
        if not cell.is_number or name in row.figures or not cell.spans:
            continue
        (numeral,) = row.region.document.passage_at(cell.spans[0].start).numerals_in(cell.spans[0])
        words = numeral.qualifier
        if words is not None and words not in printed:
            found = f"`{words}` qualifies `{numeral.token}`, which the cell would state as exact"
            row.fail(name, found, "enter it as a figure, and repeat the figure", name)


def _is_part_of(words: list[str], parts: list[list[str]]) -> bool:
    """Whether words are some of each part's, in their order, with at least one of each."""
    left = list(words)
    for part in parts:
        taken = 0
        for word in part:
            if left and left[0] == word:
                left.pop(0)
                taken += 1
        if not taken:
            return False
    return not left
