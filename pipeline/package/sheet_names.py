"""The sheet of the workbook that holds a table: Excel admits 31 characters, in any case, and no name twice."""

from collections.abc import Iterable

from pipeline.text.documents import sha256_of

LONGEST = 31
README, COLUMNS = "readme", "columns"
TAKEN = (README, COLUMNS, "history")
"""Sheets that describe the others, and a name that Excel keeps for itself."""
HASH_DIGITS = 6


def sheet_names(tables: Iterable[str]) -> dict[str, str]:
    """The sheet of each table: its name, or the beginning of a name that is too long or taken and a hash of it.

    The sheet of a table does not depend on which other tables there are.

    >>> sheet_names(["figures", "a_report__beds_by_facility_and_year"])
    {'figures': 'figures', 'a_report__beds_by_facility_and_year': 'a_report__beds_by_facili~aac2cc'}
    """
    return {name: _sheet_name(name) for name in tables}


def _sheet_name(table: str) -> str:
    if len(table) <= LONGEST and table not in TAKEN:
        return table
    digits = sha256_of(table.encode())[:HASH_DIGITS]
    return f"{table[: LONGEST - HASH_DIGITS - 1]}~{digits}"
