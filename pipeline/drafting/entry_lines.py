"""Entries as lines of YAML in the form of the hand-owned files: what is a word stays bare, what is quoted has marks."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.sources.yaml_lines import read_yaml
from pipeline.transcription.waiver_stubs import one_line

PLAIN = frozenset(
    "id measure statistic location reading rounding period period_basis ref_area reason kind transcribed_by "
    "checked_by".split()
)
"""Fields whose values are words of a vocabulary, ids or periods, and need no quotation marks."""


def entry_lines(fields: Mapping[str, Any]) -> Iterator[str]:
    """An item of a list of entries."""
    for index, line in enumerate(field_lines(fields)):
        yield f"{'    ' if index else '  - '}{line}"


def field_lines(fields: Mapping[str, Any]) -> Iterator[str]:
    """The lines of fields, one below the other."""
    for field, value in fields.items():
        if isinstance(value, dict):
            yield f"{field}:"
            yield from (f"  {name}: {value_text(name, words)}" for name, words in value.items())
        else:
            yield f"{field}: {value_text(field, value)}".rstrip()


def value_text(field: str, value: Any) -> str:
    """A value as YAML has it on one line; None is left to be typed."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal | date):
        return f"{value}"
    if field == "pattern" and value.isprintable() and "'" not in value:
        return f"'{value}'"
    return str(value) if field in PLAIN and _is_read_back(field, value) else one_line(value)


def _is_read_back(field: str, value: str) -> bool:
    """Whether YAML reads the words as written; a period may be read as a date or a year, and is text then too."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_/. -]*", value) is None:
        return False
    return field == "period" or read_yaml(f"a: {value}").value == {"a": value}
