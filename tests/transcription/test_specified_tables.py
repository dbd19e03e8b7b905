"""Every table of `cases/specified_tables.json`, with its specification, is read right or refused with its reason.

Most of the specifications are wrong, or forget what the table prints; the others are layouts that are common in reports.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from grids import grid, refused

CASES = json.loads(
    (Path(__file__).parent / "cases/specified_tables.json").read_text(encoding="utf-8")
)


def shown(value):
    if isinstance(value, Decimal):
        return str(int(value) if value == int(value) else value)
    return value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_table_is_read_right_or_refused_with_the_reason(case):
    more = {name: case[name] for name in ("key", "rules") if name in case}
    read = grid(case["text"], case["columns"], case["read"], **more)
    if "refused" in case:
        assert case["refused"] in refused(read)
        return
    assert [one.found for one in read.problems] == []
    assert {
        key: [shown(cell.value) for cell in list(row.cells.values())[1:]]
        for key, row in read.rows.items()
    } == case["rows"]
