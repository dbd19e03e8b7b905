"""Printed tables as tests write them: a text and a specification in YAML, read without a corpus."""

from decimal import Decimal
from textwrap import dedent

import yaml
from pydantic import TypeAdapter

from pipeline.sources.grid_entries import GridTable
from pipeline.transcription.grid_cells import Emended
from pipeline.transcription.grid_columns import declared_columns
from pipeline.transcription.grid_reading import GridContext, read_grid
from pipeline.transcription.grid_results import GridRead
from schemas.rules import TableRule

UNITS = {"%": "percent", "$": "US dollars"}
RULES = TypeAdapter(tuple[TableRule, ...])


def column(name: str) -> dict:
    """A column from a short form: `beds` is of whole numbers, `rate~` of numbers, `part%`, `cost$`, `town:` of words."""
    bare, end = (name[:-1], name[-1]) if name[-1] in "%$~:" else (name, "")
    if end == ":":
        return {"name": bare, "type": "string", "title": bare.capitalize()}
    kind = "number" if end in ("%", "~") else "integer"
    unit = UNITS.get(end, "things")
    return {"name": bare, "type": kind, "title": bare.replace("_", " ").capitalize(), "unit": unit}


def grid(text: str, columns: str, read: str, *, key=None, rules="[]", emended=None) -> GridRead:
    """Read a table; `columns` in the short form of `column`, the first being the key, `read` in YAML."""
    names = [column(name) for name in columns.split()]
    given = yaml.safe_load(dedent(read)) or {}
    plain = [one["name"] for one in names]
    specification = GridTable.model_validate(
        {"kind": "grid", "columns": plain, "ends_before": None, **given}
    )
    keys = key or [names[0]["name"]]
    context = GridContext(
        keys, RULES.validate_python(yaml.safe_load(dedent(rules))), None, emended or {}
    )
    return read_grid(text, specification, declared_columns(names, keys), context)


def rows(read: GridRead) -> dict[str, list]:
    """The numbers and words of each row behind its label; a problem is a failure of the test."""
    assert [f"{one.line}: {one.found}" for one in read.problems] == []
    return {
        key: [
            int(cell.value)
            if isinstance(cell.value, Decimal) and cell.value == int(cell.value)
            else cell.value
            for name, cell in list(row.cells.items())[1:]
        ]
        for key, row in read.rows.items()
    }


def refused(read: GridRead) -> str:
    """Why a table was refused, in one text; one that was read is a failure of the test."""
    assert read.problems, f"read {list(read.rows)}"
    return "\n".join(one.found for one in read.problems)


__all__ = ["Emended", "column", "grid", "refused", "rows"]
