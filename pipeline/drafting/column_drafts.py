"""The columns of a drafted table: what is printed above each, its name, type and unit, and its marks."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.drafting.drafted_table import DraftedCell, DraftedTable
from pipeline.text.units.units_of_measure import unit_in_header
from schemas.reserved_words import RESERVED_WORDS

NUMBER = re.compile(
    r"[-−–(]?\s?\$?\s?[-−–(]?\s?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?\s?(%|percent)?\)?[¹²³⁴⁵⁶⁷⁸⁹⁰ᵃ-ᶻ*†‡]*"
)
MOSTLY = 0.6  # share of the cells of a column of numbers that are numbers
WORDS_OF_A_NAME = 5
MARK_LENGTH = 4


@dataclass(frozen=True)
class ColumnDraft:
    """A column: its name, its type, the words above it from the top, its unit, and the marks in it."""

    name: str
    type: Literal["string", "integer", "number"]
    heads: tuple[str, ...]
    unit: str | None
    marks: tuple[str, ...]

    @property
    def title(self) -> str:
        """The words above it."""
        return ", ".join(self.heads) or self.name.replace("_", " ").capitalize()


def column_drafts(table: DraftedTable, around: str) -> list[ColumnDraft]:
    """The columns of a table from the left; `around` are the words of its title and headnote."""
    drafts: list[ColumnDraft] = []
    for column in range(table.columns):
        heads = heads_above(table, column)
        cells = [c.text for c in body_cells(table) if c.column <= column <= c.last_column]
        kind = "string" if column == 0 else _type(cells)
        unit = None if kind == "string" else _unit(heads, cells, around)
        if kind == "integer" and unit == "percent":
            kind = "number"
        marks = tuple(sorted({text for text in cells if kind != "string" and not is_number(text)}))
        name = _name(heads, column, [draft.name for draft in drafts])
        drafts.append(ColumnDraft(name, kind, heads, unit, marks))
    return drafts


def heads_above(table: DraftedTable, column: int) -> tuple[str, ...]:
    """The heads above a column, from the top."""
    heads = [
        cell
        for cell in table.cells
        if cell.row < table.header_rows and cell.column <= column <= cell.last_column
    ]
    return tuple(_joined(cell.text) for cell in sorted(heads, key=lambda cell: cell.row))


def body_cells(table: DraftedTable) -> list[DraftedCell]:
    """The cells below the header."""
    return [cell for cell in table.cells if cell.row >= table.header_rows]


def is_number(text: str) -> bool:
    """Whether a cell is a number as printed, with what may be beside it.

    >>> is_number("$1,234.5"), is_number("12²"), is_number("(X)"), is_number("–")
    (True, True, False, False)
    """
    return any(map(str.isdigit, text)) and NUMBER.fullmatch(text) is not None


def _type(cells: Sequence[str]) -> Literal["string", "integer", "number"]:
    numbers = [text for text in cells if is_number(text)]
    others = [text for text in cells if not is_number(text)]
    if len(numbers) < MOSTLY * len(cells) and any(len(text) > MARK_LENGTH for text in others):
        return "string"
    if not numbers or any(len(text) > 3 * MARK_LENGTH for text in others):
        return "string"
    return "number" if any("." in text or "%" in text for text in numbers) else "integer"


def _unit(heads: Sequence[str], cells: Sequence[str], around: str) -> str:
    above = " ".join(heads).lower()
    if "%" in above or "percent" in above or sum("%" in text for text in cells) > len(cells) / 2:
        return "percent"
    if "$" in above or "dollar" in above or any("$" in text for text in cells):
        return "US dollars"
    if re.search(r"\bpercent(age)?s?\b", around.lower()):
        return "percent"
    measured = next((unit for head in reversed(heads) if (unit := unit_in_header(head))), None)
    return measured.printed if measured else "number"


def _name(heads: Sequence[str], column: int, taken: Sequence[str]) -> str:
    words = re.findall(r"[a-z0-9]+", " ".join(heads).lower().replace("%", " percent "))
    last = re.findall(r"[a-z0-9]+", heads[-1].lower().replace("%", " percent ")) if heads else []
    for some in (last[:WORDS_OF_A_NAME], words[: 2 * WORDS_OF_A_NAME]):
        name = "_".join(some)
        if name[:1].isdigit():
            name = f"in_{name}"
        if name and name not in taken and name.upper() not in _RESERVED:
            return name
    base = "label" if column == 0 else f"column_{column + 1}"
    return base if base not in taken else f"{base}_{column + 1}"


_RESERVED = {word.upper() for word in RESERVED_WORDS}


def _joined(text: str) -> str:
    return " ".join(text.split())


def meanings(columns: Sequence[ColumnDraft], blank: bool, notes: str) -> Mapping[str, str]:
    """What the marks of the columns mean, by the notes below the table where they say so."""
    marks = Counter(mark for column in columns for mark in column.marks)
    found = {mark: _meaning(mark, notes) for mark in sorted(marks)}
    return {"": "missing", **found} if blank else found


def _meaning(mark: str, notes: str) -> str:
    bare = re.escape(mark.strip("()"))
    stated = re.search(rf"(?:^|[\s(.;]){bare}\)?[.:=]?\s+([A-Z][^.;]*)", notes)
    words = stated[1].lower() if stated else ""
    if "rounds to zero" in words or "less than" in words or "under" in words:
        return "rounds_to_zero"
    if "zero" in words:
        return "zero"
    if "not applicable" in words or mark in ("(X)", "X"):
        return "not_applicable"
    return "missing"
