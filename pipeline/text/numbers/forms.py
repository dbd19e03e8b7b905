"""The forms that numbers have in a text, and what those that state no quantity are, in words."""

from typing import Literal

Form = Literal[
    "number",
    "percent",
    "money",
    "duration",
    "bare",
    "ordinal",
    "mark",
    "exponent",
    "date",
    "year",
    "decade",
    "citation",
    "exhibit",
    "recommendation",
    "page",
    "list_number",
    "telephone",
    "address",
    "web",
    "name",
]
"""`bare` is a whole number of at most four digits alone on its line or in its column: perhaps a page."""

COUNTS_NOTHING: dict[str, str] = {
    "ordinal": "a rank",
    "mark": "a mark",
    "exponent": "part of a unit",
    "date": "part of a date or a time",
    "year": "a year",
    "decade": "a decade",
    "citation": "part of a citation",
    "exhibit": "the number of an exhibit",
    "recommendation": "the number of a recommendation",
    "page": "the number of a page",
    "list_number": "the number of an item in a list",
    "telephone": "part of a telephone number",
    "address": "part of an address",
    "web": "part of a web address",
    "name": "part of a name",
}
"""The forms that state no quantity, in words."""
