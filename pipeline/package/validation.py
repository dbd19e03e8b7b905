"""The published tables held against their models: rules, keys, vocabularies, references, totals.

A check is a value: its name says what must be true, its findings say where it is not. All rules of a
table are pandera's, run once over the whole table; the printed totals of its columns are figures,
so that rule is here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd
import pandera.pandas as pa

from pipeline.sources.findings import Finding
from pipeline.transcription.tables_read import PrintedTotal
from schemas import TABLES
from schemas.column import columns_of, primary_key_of, schema_of

COLUMNS_HOLD = "columns have their types, keys, vocabularies, limits and references"
TOTALS_HOLD = "columns add up to their printed totals"
Places = Mapping[tuple[str, str], tuple[str, int]]


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
    frames: Mapping[str, pd.DataFrame],
    all_frames: Mapping[str, pd.DataFrame],
    places: Places,
    totals: Sequence[PrintedTotal],
) -> list[Check]:
    """Every check of `frames`; references are looked up in `all_frames`.

    `places` has the file and line behind each row, `totals` the printed totals that were read.
    """
    return [
        check
        for name, frame in frames.items()
        for check in _checks_of(name, frame, all_frames, places, totals)
    ]


def _checks_of(
    name: str,
    frame: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    places: Places,
    totals: Sequence[PrintedTotal],
) -> Iterator[Check]:
    found: dict[str, list[Finding]] = {check: [] for check in names_of_checks(name)}
    _fill(found, name, frame, tables, places, totals)
    for check, findings in found.items():
        yield Check(name, check, tuple(sorted(set(findings))))


def _fill(
    found: dict[str, list[Finding]],
    name: str,
    frame: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    places: Places,
    totals: Sequence[PrintedTotal],
) -> None:
    schema = schema_of(TABLES[name])
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        rules = {str(check.name) for check in schema.checks}
        for check, finding in _failures(name, frame, errors, rules, places):
            found[check].append(finding)
    if TOTALS_HOLD in found:
        found[TOTALS_HOLD] += _total_findings(name, frame, totals)
    found[COLUMNS_HOLD] += _dangling(name, frame, tables, places)


def _failures(
    name: str,
    frame: pd.DataFrame,
    errors: pa.errors.SchemaErrors,
    rules: set[str],
    places: Places,
) -> Iterator[tuple[str, Finding]]:
    for failure in errors.failure_cases.to_dict("records"):
        check = str(failure["check"])
        place = failure["index"]
        row = None if pd.isna(place) else frame.loc[int(place)]
        if check in rules:
            yield check, _row_finding(name, row, f"the rule fails: {check}", places)
        else:
            said = f"`{failure['column']}` {_in_words(check)}; found `{failure['failure_case']}`"
            yield COLUMNS_HOLD, _row_finding(name, row, said, places)


def _in_words(check: str) -> str:
    """What pandera's own check asks, for people."""
    name = check.partition("(")[0]
    return {
        "field_uniqueness": "names a row, and stands twice",
        "multiple_fields_uniqueness": "names a row, and stands twice",
        "not_nullable": "is missing",
        "isin": f"is none of the terms: {check.partition('(')[2].rstrip(')')}",
        "str_matches": f"is not of the form {check.partition('(')[2].rstrip(')')}",
        "greater_than_or_equal_to": f"is below {check.partition('(')[2].rstrip(')')}",
    }.get(name, f"fails {check}")


def _row_finding(table: str, row: Any, found: str, places: Places) -> Finding:
    if row is None:
        return Finding(f"schemas/{table}.py", 0, table, found, "mend the model or what fills it")
    key = " ".join(str(row[column]) for column in primary_key_of(TABLES[table]))
    file, line = places.get((table, key), (f"schemas/{table}.py", 0))
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
        "hold the row against the document; if the document is wrong there, it is a discrepancy",
    )


def _total_findings(
    name: str, frame: pd.DataFrame, totals: Sequence[PrintedTotal]
) -> Iterator[Finding]:
    printed = {total.column: total.figure for total in totals if total.table == name}
    for column in (column.name for column in columns_of(TABLES[name]) if column.printed_total):
        if column not in printed:
            yield Finding(
                f"schemas/{name}.py",
                0,
                f"{name}: {column}",
                "the model says that the document prints a total of the column; no such total was read",
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
                "a cell or the total is not what was published: hold the column against the document",
            )


def _dangling(
    name: str,
    frame: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    places: Places,
) -> Iterator[Finding]:
    for column in columns_of(TABLES[name]):
        if column.references is None:
            continue
        other, other_column = column.references
        values = frame[column.name]
        missing = values.notna() & ~values.isin(tables[other][other_column])
        for place in frame.index[missing]:
            found = f"`{column.name}` names `{values[place]}`, which is not in {other}"
            yield _row_finding(name, frame.loc[place], found, places)
