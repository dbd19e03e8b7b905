"""Values as YAML writes them: on one line, or in braces over several. How YAML is read is in `yaml_lines`."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.sources.yaml_lines import read_yaml

WIDTH = 120
"""Columns of a line; a longer one has a single field."""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/.' -]*[A-Za-z0-9_]|[A-Za-z]")
_DATES = re.compile(r"\d{4}(?:-\d\d){0,2}(?:/(?:\d{4}(?:-\d\d){0,2}|\.\.))?")
"""Periods of digits, which the reader of entries takes as words also where YAML reads a year or a date."""


def one_line(text: str) -> str:
    """A text as YAML writes it on one line, with every character that does not print escaped."""
    shown = json.dumps(re.sub(r"\s*\n\s*", " ", text), ensure_ascii=False)
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in shown)


def in_flow(value: Any, *, dates: bool = False) -> str:
    """A value inside braces; words that YAML would read otherwise are in quotation marks. None is left empty.

    With `dates`, periods of digits need none.

    >>> in_flow({"unit": "US dollars", "words": ["# beds", "on"], "value": None})
    '{unit: US dollars, words: ["# beds", "on"], value: }'
    """
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name}: {in_flow(one)}' for name, one in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(in_flow(one) for one in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal | date):
        return str(value)
    is_plain = _PLAIN.fullmatch(value) is not None and read_yaml(f"a: {value}").value == {
        "a": value
    }
    return value if is_plain or (dates and _DATES.fullmatch(value)) else one_line(value)


def field_text(name: str, value: Any) -> str:
    """The value of a field: a quotation in quotation marks, also where YAML needs none; a pattern as it is."""
    if name == "pattern" and value.isprintable() and "'" not in value:
        return f"'{value}'"
    if name == "quote" and value is not None:
        return one_line(value)
    return in_flow(value, dates=name == "period")


def wrapped(head: str, runs: Sequence[Sequence[str]]) -> Iterator[str]:
    """Fields in braces behind a head, as many on a line as it has columns for."""
    line, indent = f"{head}{{", " " * (len(head) + 1)
    last = len(runs) - 1
    for number, run in enumerate(runs):
        if number:
            yield line
            line = indent
        for index, field in enumerate(run):
            closes = number == last and index == len(run) - 1
            text = f"{field}{'}' if closes else ','}"
            if not index:
                line += text
            elif len(line) + 1 + len(text) <= WIDTH:
                line += f" {text}"
            else:
                yield line
                line = f"{indent}{text}"
    yield line
