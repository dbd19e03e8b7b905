"""Rules one by one: each with its name, and of one column where its kind adds rows up.

A rule of a declaration may be about several columns and wholes; what is published, judged and proved is single.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from schemas.rules import (
    AtMost,
    ColumnTotal,
    RepeatsFigure,
    RowSum,
    Subtotal,
    TableRule,
    TotalOfColumns,
    Unique,
    slug,
)


@dataclass(frozen=True)
class SingleRule:
    """A rule as it is published and proved: named, and of one column where its kind adds rows up.

    `source_id` is the only document that it is about; None where it holds in every document of the table.
    `left_out` are rows that a column total without `parts` does not add: totals, and parts of subtotals.
    """

    name: str
    rule: TableRule
    source_id: str | None = None
    left_out: tuple[str, ...] = ()

    def added(self, rows: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
        """The rows, of those of a document's table by key, that a column total adds; none for another kind."""
        if not isinstance(self.rule, ColumnTotal):
            return ()
        if self.rule.parts is not None:
            return self.rule.parts
        wanted = dict(self.rule.rows or {}).items()
        return tuple(
            key
            for key, row in rows.items()
            if key not in self.left_out and all(row[name] == value for name, value in wanted)
        )

    def published(self) -> dict[str, Any]:
        """The rule in JSON, as the descriptor carries it."""
        content = self.rule.model_dump(mode="json", exclude_none=True, exclude={"name"})
        if isinstance(self.rule, AtMost) and isinstance(self.rule.limit, Decimal):
            limit = self.rule.limit
            content["limit"] = int(limit) if limit == int(limit) else float(limit)
        if isinstance(self.rule, ColumnTotal | Subtotal):
            (content["column"],) = content.pop("columns")
        if isinstance(self.rule, ColumnTotal) and self.rule.whole.figures is not None:
            (figure,) = self.rule.whole.figures.values()
            content["whole"] = {"figure": figure}
        if isinstance(self.rule, ColumnTotal) and self.rule.parts is None:
            content["except"] = list(self.left_out)
        about = {"source_id": self.source_id} if self.source_id else {}
        return {"kind": content.pop("kind"), "name": self.name, **about, **content}


def single_rules(
    rules: Sequence[TableRule], source_id: str | None = None
) -> tuple[SingleRule, ...]:
    """The rules of a table one by one: a rule that adds up several columns becomes one for each."""
    totals = {rule.whole.row for rule in rules if isinstance(rule, ColumnTotal)} - {None}
    parts = {
        part
        for rule in rules
        if isinstance(rule, Subtotal)
        for group in rule.by_whole().values()
        for part in group
    }
    left_out = tuple(sorted(row for row in totals | parts if row is not None))
    single = []
    for rule in rules:
        for name, one in _by_column(rule):
            implied = isinstance(one, ColumnTotal) and one.parts is None
            single.append(SingleRule(name, one, source_id, left_out if implied else ()))
    return tuple(single)


def _by_column(rule: TableRule) -> Iterator[tuple[str, TableRule]]:
    """A rule, or one for each column that it adds up, with its name."""
    match rule:
        case ColumnTotal():
            for column in rule.columns:
                figures = rule.whole.figures
                whole = TotalOfColumns(figures={column: figures[column]}) if figures else rule.whole
                one = rule.model_copy(update={"columns": (column,), "whole": whole})
                yield f"{rule.name or 'column-total'}-{slug(column)}", one
        case Subtotal():
            for row, parts in rule.by_whole().items():
                about = {"whole": row, "parts": parts, "groups": None}
                name = rule.name if rule.name and rule.groups is None else None
                for column in rule.columns:
                    of_column = rule.model_copy(update={**about, "columns": (column,)})
                    yield f"{name or _subtotal_name(rule, row)}-{slug(column)}", of_column
        case _:
            yield rule.name or f"{slug(rule.kind)}-{slug(_subject(rule))}", rule


def _subtotal_name(rule: Subtotal, whole: str) -> str:
    return f"{rule.name or 'subtotal'}-{slug(whole)}"


def _subject(rule: TableRule) -> str:
    """The column that a rule's name is made from."""
    match rule:
        case RowSum():
            return rule.total
        case RepeatsFigure():
            return rule.figure
        case Unique():
            return " ".join(rule.columns)
        case _:
            return str(getattr(rule, "column", ""))
