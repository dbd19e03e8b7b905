"""The published tables checked by their models: rules, keys, vocabularies, limits, references.

A check is a value: its name says what must be true, its findings say where it is not. Core tables, and tables
whose model is code of its own, are each checked by pandera; all other declared tables are checked together
(`declared_checks`). Rules that tables declare are judged in `consistency`. Only tables that lack nothing belong
here: whoever calls has found every document clean.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd
import pandera.pandas as pa

from pipeline.package.declared_checks import DECLARED, WITHIN_LIMITS, declared_findings, key_of
from pipeline.sources.entries import LONGEST_TEXT
from pipeline.sources.findings import Finding
from schemas.catalog import Catalog
from schemas.column import (
    Column,
    PublishedTable,
    columns_of,
    primary_key_of,
    schema_of,
)

COLUMNS_HOLD = "columns have their types, keys, vocabularies, limits and references"
COMPARE = "compare the row with the document; if the document is wrong, register a discrepancy"
Frames = Mapping[str, pd.DataFrame]
Places = Mapping[tuple[str, str], tuple[str, int]]
"""Table and key of a row → the file and line that a person would correct."""


@dataclass(frozen=True)
class Check:
    """Something that must be true of a table, and where it is not."""

    table: str
    name: str
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def names_of_checks(table: type[PublishedTable]) -> list[str]:
    """The checks of a table that is checked by itself, known without its content."""
    return [COLUMNS_HOLD, *(str(check.name) for check in schema_of(table).checks)]


def validate(
    tables: Sequence[str], frames: Frames, places: Places, catalog: Catalog
) -> list[Check]:
    """Every check of tables that have a class of their own; references are looked up in all of `frames`."""
    return [
        Check(name, check, tuple(sorted(set(findings))))
        for name in tables
        for check, findings in _findings(_Rows(name, catalog.model(name), frames, places)).items()
    ]


def validate_declared(frames: Frames, places: Places, catalog: Catalog) -> list[Check]:
    """Every check of the tables whose models are made from declarations; the checks are there without tables too."""
    rows = {
        name: _Rows(name, model, frames, places) for name, model in catalog.made_from_yaml().items()
    }
    found = declared_findings(
        catalog.made_from_yaml(),
        frames,
        lambda table, row, what: rows[table].finding(rows[table].frame.iloc[row], what),
    )
    long = [finding for one in rows.values() for finding in _too_long(one)]
    found[WITHIN_LIMITS] = [*found[WITHIN_LIMITS], *long]
    return [Check(DECLARED, name, tuple(sorted(set(of)))) for name, of in found.items()]


@dataclass(frozen=True)
class _Rows:
    """The rows of a table, among those of all tables, and the places where people entered them."""

    name: str
    model: type[PublishedTable]
    frames: Frames
    places: Places

    @property
    def frame(self) -> pd.DataFrame:
        return self.frames[self.name]

    @property
    def model_file(self) -> str:
        return f"{self.model.__module__.replace('.', '/')}.py"

    def finding(self, row: Any, found: str, remedy: str = COMPARE) -> Finding:
        """A finding about a row, or about the whole table where it is None."""
        if row is None:
            remedy = "correct the model, or the code that fills the table"
            return Finding(self.model_file, 0, self.name, found, remedy)
        key = key_of(row[column] for column in primary_key_of(self.model))
        file, line = self.places.get((self.name, key), (self.model_file, 0))
        numbers = [
            (column, Decimal(row[column.name]))
            for column in columns_of(self.model)
            if column.type in (int, Decimal)
            and column.change_class == "value"
            and not pd.isna(row[column.name])
        ]
        shown = ", ".join(f"{column.name} {_printed(column, number)}" for column, number in numbers)
        return Finding(
            file,
            line,
            f"{self.name}: {key}",
            f"{found}\nthe row reads {shown}" if shown else found,
            remedy,
        )


def _findings(rows: _Rows) -> dict[str, list[Finding]]:
    """The findings of each check of a table."""
    found: dict[str, list[Finding]] = {check: [] for check in names_of_checks(rows.model)}
    for check, finding in _failures(rows):
        found[check].append(finding)
    found[COLUMNS_HOLD] += [*_dangling(rows), *_too_long(rows)]
    return found


def _failures(rows: _Rows) -> Iterator[tuple[str, Finding]]:
    """What pandera finds: the check, and the row that fails it."""
    schema = schema_of(rows.model)
    rules = {str(check.name) for check in schema.checks}
    key = primary_key_of(rows.model)
    try:
        schema.validate(rows.frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for failure in errors.failure_cases.to_dict("records"):
            check, index = str(failure["check"]), failure["index"]
            row = None if pd.isna(index) else rows.frame.loc[int(index)]
            if check == "multiple_fields_uniqueness" and len(key) > 1:
                if failure["column"] == key[0]:  # pandera names each column of the key
                    found = f"`{', '.join(key)}` is a duplicate primary key"
                    yield COLUMNS_HOLD, rows.finding(row, found)
            elif check in rules:
                yield check, rows.finding(row, f"the rule fails: {check}")
            else:
                found = (
                    f"`{failure['column']}` {_in_words(check)}; found `{failure['failure_case']}`"
                )
                yield COLUMNS_HOLD, rows.finding(row, found)


def _in_words(check: str) -> str:
    """What pandera's own check asks, for people."""
    name, _, rest = check.partition("(")
    argument = rest.rstrip(")")
    return {
        "field_uniqueness": "is a duplicate primary key",
        "multiple_fields_uniqueness": "is part of a duplicate key",
        "not_nullable": "is missing",
        "isin": f"must be one of {argument}",
        "str_matches": f"must match {argument}",
        "greater_than_or_equal_to": f"must be at least {argument}",
        "less_than_or_equal_to": f"must be at most {argument}",
    }.get(name, f"fails {check}")


def _dangling(rows: _Rows) -> Iterator[Finding]:
    """References to rows that are not there."""
    for column in columns_of(rows.model):
        if column.references is None:
            continue
        other, other_column = column.references
        values = rows.frame[column.name]
        there = rows.frames[other][other_column]
        for index in rows.frame.index[values.notna() & ~values.isin(there)]:
            found = f"`{column.name}` is `{values[index]}`, which is no row of {other}"
            yield rows.finding(rows.frame.loc[index], found)


def _too_long(rows: _Rows) -> Iterator[Finding]:
    """Texts that a cell of the published workbook cannot hold."""
    for column in columns_of(rows.model):
        if column.type is not str:
            continue
        lengths = rows.frame[column.name].str.len()
        for index in rows.frame.index[(lengths > LONGEST_TEXT).fillna(False)]:
            found = (
                f"`{column.name}` has {lengths[index]:,} characters, expected at most {LONGEST_TEXT:,}: "
                "a workbook of Excel holds no more in a cell"
            )
            yield rows.finding(rows.frame.loc[index], found, "shorten it")


def _printed(column: Column, number: Decimal) -> str:
    """A number for people; one that counts nothing, such as a year, has no separators."""
    return f"{number.normalize():,f}" if column.unit else f"{number.normalize():f}"
