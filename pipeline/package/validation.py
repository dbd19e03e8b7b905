"""The published tables checked by their models: rules, keys, vocabularies, references, printed totals.

A check is a value: its name says what must be true, its findings say where it is not. pandera runs all
rules of a table at once; the printed total of a column is a figure, so that rule is here. Only tables
that lack nothing belong here: whoever calls has found every document clean.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd
import pandera.pandas as pa

from pipeline.sources.findings import Finding
from pipeline.transcription.table_results import PrintedTotal
from schemas import TABLES
from schemas.column import columns_of, primary_key_of, schema_of

COLUMNS_HOLD = "columns have their types, keys, vocabularies, limits and references"
TOTALS_HOLD = "columns add up to their printed totals"
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


def names_of_checks(table: str) -> list[str]:
    """The checks of a table, known without its content."""
    columns = columns_of(TABLES[table])
    rules = [str(check.name) for check in schema_of(TABLES[table]).checks]
    totals = [TOTALS_HOLD] if any(column.printed_total for column in columns) else []
    return [COLUMNS_HOLD, *rules, *totals]


def validate(
    frames: Frames, all_frames: Frames, places: Places, totals: Sequence[PrintedTotal]
) -> list[Check]:
    """Every check of `frames`; references are looked up in `all_frames`."""
    return [
        Check(name, check, tuple(sorted(set(findings))))
        for name, frame in frames.items()
        for check, findings in _findings(name, frame, all_frames, places, totals).items()
    ]


def _findings(
    name: str, frame: pd.DataFrame, tables: Frames, places: Places, totals: Sequence[PrintedTotal]
) -> dict[str, list[Finding]]:
    """The findings of each check of a table."""
    found: dict[str, list[Finding]] = {check: [] for check in names_of_checks(name)}
    for check, finding in _failures(name, frame, places):
        found[check].append(finding)
    if TOTALS_HOLD in found:
        found[TOTALS_HOLD] += _total_findings(name, frame, totals)
    found[COLUMNS_HOLD] += _dangling(name, frame, tables, places)
    return found


def _failures(name: str, frame: pd.DataFrame, places: Places) -> Iterator[tuple[str, Finding]]:
    """What pandera finds: the check, and the row that fails it."""
    schema = schema_of(TABLES[name])
    rules = {str(check.name) for check in schema.checks}
    key = primary_key_of(TABLES[name])
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for failure in errors.failure_cases.to_dict("records"):
            check, index = str(failure["check"]), failure["index"]
            row = None if pd.isna(index) else frame.loc[int(index)]
            if check == "multiple_fields_uniqueness" and len(key) > 1:
                if failure["column"] == key[0]:  # pandera names each column of the key
                    found = f"`{', '.join(key)}` is a duplicate primary key"
                    yield COLUMNS_HOLD, _row_finding(name, row, found, places)
            elif check in rules:
                yield check, _row_finding(name, row, f"the rule fails: {check}", places)
            else:
                found = (
                    f"`{failure['column']}` {_in_words(check)}; found `{failure['failure_case']}`"
                )
                yield COLUMNS_HOLD, _row_finding(name, row, found, places)


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
    }.get(name, f"fails {check}")


def _row_finding(table: str, row: Any, found: str, places: Places) -> Finding:
    if row is None:
        remedy = "correct the model, or the code that fills the table"
        return Finding(_model_file(table), 0, table, found, remedy)
    key = " ".join(str(row[column]) for column in primary_key_of(TABLES[table]))
    file, line = places.get((table, key), (_model_file(table), 0))
    numbers = [
        (column.name, Decimal(row[column.name]))
        for column in columns_of(TABLES[table])
        if column.type in (int, Decimal)
        and column.change_class == "value"
        and not pd.isna(row[column.name])
    ]
    shown = ", ".join(f"{name} {number.normalize():,f}" for name, number in numbers)
    return Finding(
        file,
        line,
        f"{table}: {key}",
        f"{found}\nthe row reads {shown}" if shown else found,
        "compare the row with the document; if the document is wrong, register a discrepancy",
    )


def _model_file(table: str) -> str:
    return f"{TABLES[table].__module__.replace('.', '/')}.py"


def _total_findings(
    name: str, frame: pd.DataFrame, totals: Sequence[PrintedTotal]
) -> Iterator[Finding]:
    printed = {total.column: total.figure for total in totals if total.table == name}
    for column in (column.name for column in columns_of(TABLES[name]) if column.printed_total):
        if column not in printed:
            yield Finding(
                _model_file(name),
                0,
                f"{name}: {column}",
                "the model declares a printed total of the column; no such total was read",
                "name the figure under `totals:` in the table's specification",
            )
            continue
        figure, added = printed[column], frame[column].sum()
        if added != figure.value:
            yield Finding(
                figure.document.file,
                figure.document.line(figure.token.start),
                f"{name}: {column}",
                f"the column adds up to {added:,}, the printed total is {figure.value:,}",
                "compare each cell of the column, and the total, with the document",
            )


def _dangling(name: str, frame: pd.DataFrame, tables: Frames, places: Places) -> Iterator[Finding]:
    """References to rows that are not there."""
    for column in columns_of(TABLES[name]):
        if column.references is None:
            continue
        other, other_column = column.references
        values = frame[column.name]
        for index in frame.index[values.notna() & ~values.isin(tables[other][other_column])]:
            found = f"`{column.name}` is `{values[index]}`, which is no row of {other}"
            yield _row_finding(name, frame.loc[index], found, places)
