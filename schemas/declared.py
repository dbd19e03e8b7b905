"""Tables that a report prints: a declaration in YAML becomes a pandera model.

A declaration uses the words of Table Schema (Data Package v2). What a column is, is in `column`, the rules are in
`rules`; where a table is in its document and how it is read is in `pipeline.sources.table_entries`.
"""

import importlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from schemas.column import (
    Column,
    PublishedTable,
    Rounding,
    Traced,
    column,
    columns_of,
    primary_key_of,
)
from schemas.reserved_words import RESERVED_WORDS
from schemas.rules import ColumnName, PresentWhere, RepeatsFigure, TableRule, columns_named
from schemas.single_rules import single_rules

FieldType = Literal["string", "integer", "number", "boolean", "date"]
PYTHON_TYPES: Mapping[FieldType, type] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "boolean": bool,
    "date": date,
}
SOURCE = "source_id"
"""The column of the document, which every declared table has and no declaration names."""
CAUTION = "caution"
"""The column of what contradicts a row, which every declared table has too, as its last."""
ADDED = (SOURCE, CAUTION)
"""The columns that no document fills."""
TableName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Constraints(_Part):
    """What a cell must satisfy, as in Table Schema."""

    required: bool = Field(default=False, description="Whether every row must have a value.")
    enum: tuple[Words, ...] | None = Field(default=None, description="The terms that may occur.")
    pattern: Words | None = Field(
        default=None,
        description="A regular expression that the text must match as a whole.",
        examples=["^[A-Z]{2}$"],
    )
    minimum: int | Decimal | None = Field(default=None, description="The least number.")
    maximum: int | Decimal | None = Field(default=None, description="The greatest number.")


class Category(_Part):
    """A term of a column's vocabulary, with its meaning."""

    value: Words = Field(description="The term.")
    label: Words = Field(description="What it means.")


class ColumnDeclaration(_Part):
    """A column, in the words of Table Schema."""

    name: ColumnName = Field(description="The name of the column.")
    type: FieldType = Field(description="What its cells are.")
    title: Words = Field(description="A title for readers.")
    description: Words = Field(description="What the column says.")
    unit: Words | None = Field(default=None, description="What one unit of the number counts.")
    rounding: Rounding | None = Field(
        default=None,
        description="How finely numbers are printed; whole numbers are `exact` and others `printed` if left out.",
    )
    constraints: Constraints = Field(default=Constraints(), description="What its cells must be.")
    categories: tuple[Category, ...] = Field(
        default=(), description="The meaning of each term of `enum`."
    )
    sdmxConcept: Words | None = Field(
        default=None, description="The concept of the statistical vocabulary SDMX that it is."
    )

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers."""
        return self.type in ("integer", "number")

    @model_validator(mode="after")
    def _is_consistent(self) -> "ColumnDeclaration":
        limits = self.constraints
        if not self.is_number and (self.unit or self.rounding):
            raise ValueError(f"a column of type {self.type} has no `unit` and no `rounding`")
        if not self.is_number and (limits.minimum is not None or limits.maximum is not None):
            raise ValueError(f"a column of type {self.type} has no `minimum` and no `maximum`")
        if self.type != "string" and (limits.enum or limits.pattern or self.categories):
            raise ValueError("`enum`, `pattern` and `categories` are of columns of type string")
        if self.rounding == "exact" and self.unit == "percent":
            raise ValueError("a percentage is printed to some digit: it is not `exact`")
        if self.categories and limits.enum != tuple(term.value for term in self.categories):
            raise ValueError("`categories` gives a meaning to each term of `enum`, in its order")
        return self


class Shape(_Part):
    """A table declared: its title, columns, key and rules."""

    title: Words
    description: Words
    columns: Annotated[tuple[ColumnDeclaration, ...], Field(min_length=1)]
    primaryKey: Annotated[tuple[ColumnName, ...], Field(min_length=1)]
    rules: tuple[TableRule, ...] = ()

    @model_validator(mode="after")
    def _names_its_columns(self) -> "Shape":
        names = [one.name for one in self.columns]
        twice = sorted(name for name, times in Counter(names).items() if times > 1)
        if twice:
            raise ValueError(f"two columns are named `{twice[0]}`")
        reserved = sorted(RESERVED_WORDS.intersection(names))
        if reserved:
            raise ValueError(f"`{reserved[0]}` is a word of SQL; give the column another name")
        for added in ADDED:
            if added in names:
                raise ValueError(f"`{added}` is added to every table; do not declare it")
        unknown = [name for name in self.primaryKey if name not in names]
        if unknown:
            raise ValueError(
                f"`primaryKey` names `{unknown[0]}`; the columns are {', '.join(names)}"
            )
        return self


def caution_column() -> Any:
    """The column `caution` of a declared table."""
    return column(
        "Caution",
        "Which cells of the row a registered discrepancy contradicts: each column with the ids of its discrepancies, "
        "which are in the table `discrepancies`. A cell is contradicted if it is among the words that disagree, or is a "
        "single number in a relation that cannot hold. Then the columns whose number is printed as approximate (`~100`), or "
        "only as a limit (`<5`). Empty where there is nothing to say.",
        required=False,
        change_class="derived",
    )


def model_of(
    shape: Shape,
    name: str,
    *,
    shared: bool,
    traced: Mapping[str, Traced],
    scales: Mapping[str, int] | None = None,
) -> type[PublishedTable]:
    """The pandera model of a declared table; `shared` tables have the document first in their key.

    `traced` has the columns whose cells are read from a document, `scales` by what the numbers of some were multiplied.
    """
    document = column("Source", "The document.", references=("sources", SOURCE), key=shared)
    figures = {rule.figure for rule in shape.rules if isinstance(rule, RepeatsFigure)}
    declared = {
        one.name: _column_of(
            one,
            one.name in shape.primaryKey,
            traced.get(one.name),
            one.name in figures,
            (scales or {}).get(one.name, 1),
        )
        for one in shape.columns
    }
    types = {one.name: PYTHON_TYPES[one.type] for one in shape.columns}
    if shared:
        declared, types = {SOURCE: document, **declared}, {SOURCE: str, **types}
    else:
        declared, types = {**declared, SOURCE: document}, {**types, SOURCE: str}
    declared, types = {**declared, CAUTION: caution_column()}, {**types, CAUTION: str}
    about = {"title": shape.title, "description": shape.description}
    config = type("Config", (PublishedTable.Config,), about)
    content = {
        "__annotations__": types,
        "__doc__": f"{shape.title}. {shape.description}",
        "__module__": __name__,
        "Config": config,
        **declared,
    }
    return type(name, (PublishedTable,), content)


def _column_of(
    one: ColumnDeclaration,
    in_key: bool,
    traced: Traced | None,
    names_figure: bool,
    scale: int,
) -> Any:
    limits = one.constraints
    meanings = {term.value: term.label for term in one.categories}
    return column(
        one.title,
        one.description,
        unit=one.unit,
        key=in_key,
        required=limits.required or in_key,
        vocabulary=meanings or {term: term for term in limits.enum or ()} or None,
        pattern=limits.pattern,
        minimum=limits.minimum,
        maximum=limits.maximum,
        references=("figures", "figure_id") if names_figure else None,
        sdmx=one.sdmxConcept,
        traced=traced,
        rounding=one.rounding or _usual_rounding(one),
        scale=scale,
    )


def _usual_rounding(one: ColumnDeclaration) -> Rounding:
    return "exact" if one.type == "integer" and one.unit != "percent" else "printed"


def model_named(path: str) -> type[PublishedTable] | None:
    """The pandera model that a dotted path in `schemas` names; None where there is none."""
    module, _, name = path.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), name, None)
    except (ImportError, ValueError):
        return None
    is_model = isinstance(found, type) and issubclass(found, PublishedTable)
    return found if is_model and found is not PublishedTable else None


def table_name_of(model: type[PublishedTable]) -> str:
    """The name of the table that a model of its own defines.

    >>> table_name_of(type("BedsInUse", (PublishedTable,), {"__annotations__": {}}))
    'beds_in_use'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()


def rule_problems(
    model: type[PublishedTable], rules: tuple[TableRule, ...]
) -> Iterator[tuple[int, str, str]]:
    """What rules need and a table does not have: index of the rule, found, and what to do."""
    columns = {one.name: one for one in columns_of(model)}
    for index, rule in enumerate(rules):
        for needed, names in columns_named(rule).items():
            for name in names:
                if name not in columns:
                    yield (
                        index,
                        f"the table has no column `{name}`",
                        f"name one of: {', '.join(name for name in columns if name not in ADDED)}",
                    )
                elif needed == "number" and columns[name].type not in (int, Decimal):
                    found = (
                        f"`{name}` is not a column of numbers, which the kind `{rule.kind}` needs"
                    )
                    yield index, found, "name a column of type integer or number"
                elif needed == "whole_number" and columns[name].type is not int:
                    found = f"`{name}` is not a column of whole numbers"
                    yield index, found, "name a column of type integer"
    for index, rule in enumerate(rules):
        if isinstance(rule, PresentWhere) and rule.column in columns:
            yield from _unfit_term(index, rule, columns[rule.column])
    first: dict[str, int] = {}
    for index, rule in enumerate(rules):
        for single in single_rules((rule,)):
            if first.setdefault(single.name, index) != index:
                yield index, f"two rules are named `{single.name}`", "give one of them a `name`"


def _unfit_term(index: int, rule: PresentWhere, column: Column) -> Iterator[tuple[int, str, str]]:
    """A value that a column can never have, so that the rule would say nothing."""
    if type(rule.equals) is not column.type:
        kind = next(name for name, of in PYTHON_TYPES.items() if of is column.type)
        found = f"`{rule.equals}` is not of the type of `{column.name}`, which is {kind}"
        yield index, found, f"write a value of type {kind}"
    elif column.vocabulary and rule.equals not in column.vocabulary:
        found = f"`{rule.equals}` is not a term of `{column.name}`"
        yield index, found, f"write one of: {', '.join(column.vocabulary)}"


def keys_within_document(model: type[PublishedTable]) -> list[str]:
    """The columns that name a row within its document."""
    return [name for name in primary_key_of(model) if name != SOURCE]
