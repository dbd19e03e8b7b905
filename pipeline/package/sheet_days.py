"""Days that a workbook holds as text: those for which not all programs have the same number.

Excel has numbers of days from January 1, 1900, and counts a February 29 of that year, which never was. The sheet `readme`
says so where a table has such a day.
"""

from datetime import date

FIRST_DAY = date(1900, 3, 1)
"""The first day that has one number in all programs."""
EARLY_DAYS = "days before 1900"
"""The name of the line of `readme`."""
ABOUT_EARLY_DAYS = (
    "Days before March 1, 1900 are texts (1850-01-31), since Excel has no numbers for them."
)


def is_early(cell: object) -> bool:
    """Whether a cell is a day that is written as text."""
    return isinstance(cell, date) and cell < FIRST_DAY
