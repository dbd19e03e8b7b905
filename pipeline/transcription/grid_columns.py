"""What reading a printed table needs to know of the columns of the table that it fills; nothing here loads pandas."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

import portion

TYPES: Mapping[str, type] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "boolean": bool,
    "date": date,
}


class TableColumn(Protocol):
    """A column of the table, as `schemas.column.Column` has it."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def type(self) -> type: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def unit(self) -> str | None: ...  # noqa: D102
    @property
    def required(self) -> bool: ...  # noqa: D102
    @property
    def minimum(self) -> int | Decimal | None: ...  # noqa: D102
    @property
    def maximum(self) -> int | Decimal | None: ...  # noqa: D102
    @property
    def rounding(self) -> str: ...  # noqa: D102


class DeclaredColumn(NamedTuple):
    """A column as a table's file declares it."""

    name: str
    type: type
    title: str
    unit: str | None
    required: bool
    minimum: int | Decimal | None
    maximum: int | Decimal | None
    rounding: str


def declared_columns(
    columns: Iterable[Mapping[str, Any]], key: Iterable[str]
) -> dict[str, DeclaredColumn]:
    """The columns of a table's file, by name, from its plain YAML; raises `KeyError` where one has no name or type."""
    keys = set(key)
    declared = {}
    for one in columns:
        limits = one.get("constraints", {})
        unit, kind = one.get("unit"), TYPES[one["type"]]
        usual = "exact" if kind is int and unit != "percent" else "printed"
        declared[one["name"]] = DeclaredColumn(
            one["name"],
            kind,
            one.get("title", ""),
            unit,
            bool(limits.get("required")) or one["name"] in keys,
            limits.get("minimum"),
            limits.get("maximum"),
            one.get("rounding") or usual,
        )
    return declared


def is_of_numbers(column: TableColumn) -> bool:
    """Whether the cells of a column are numbers."""
    return column.type in (int, Decimal)


def limits_of_column(column: TableColumn) -> portion.Interval:
    """The numbers that a cell of a column can be about.

    They are not negative where the column has no negative numbers, and at most 100 where it is in percent and has
    none above: other limits are of what is printed, and what was rounded may lie beyond them.
    """
    is_positive = column.minimum is not None and column.minimum >= 0
    is_part = column.unit == "percent" and column.maximum is not None and column.maximum <= 100
    return portion.closed(
        Decimal(0) if is_positive else -portion.inf, Decimal(100) if is_part else portion.inf
    )
