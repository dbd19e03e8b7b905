"""The data dictionary: every table and column in words, generated from the models."""

import json
from collections.abc import Iterator, Mapping

import pandas as pd

from pipeline.package.descriptor import FIELD_TYPES, title_and_description
from pipeline.package.readable_figures import checked_line
from pipeline.sources.release_entries import ReleaseFile
from pipeline.text.markdown import cell, code, sentence, words
from schemas.catalog import Catalog
from schemas.column import Column, PublishedTable, columns_of, primary_key_of
from schemas.single_rules import SingleRule

READING_CSV = """## How programs read the CSV files

Parquet and the workbook hold the type of each column. The database (SQLite 3.16 or later) has dates as text and truth
values as 0 and 1. CSV has no types, so a program guesses them:

| program | with default settings |
|---|---|
| pandas, DuckDB, readr | They read every table right. readr drops spaces at the ends of `prefix` and `suffix` in `provenance`; `trim_ws = FALSE` keeps them. |
| polars | Set `infer_schema_length=None`. By default polars guesses from 100 rows, and stops at a fraction further below. |
| `read.csv` of R | It keeps `true` and `false` as texts. Set `na.strings = ""` to make empty texts `NA`. |
| Papa Parse | It gives each cell as a text. `datapackage.json` has the types. |
| spreadsheets | Open the workbook. A spreadsheet that imports CSV makes numbers and dates of printed words, such as `8.665` and `September 2018`: import `printed`, `verbatim`, `period_printed` and the like as text. |

All of them read `token` in `emendations`, which holds digits only, as a number."""


def dictionary(release: ReleaseFile, catalog: Catalog, tables: Mapping[str, pd.DataFrame]) -> str:
    """The data dictionary as Markdown; `tables` gives the number of rows."""
    models = catalog.tables
    parts = [
        f"# Data dictionary: {words(release.title)}",
        f"Version {release.version}. Each table is in `csv/` and, with the same rows and columns, in "
        "`parquet/`. An empty cell is a missing value; its column, or `availability` beside it, tells what "
        "missing means. [VERDICTS.md](VERDICTS.md) explains each verdict on numbers with an example from the data. The table `figures_readable` is in "
        f"`figures_readable.csv`: open it if you open only one file. {checked_line(tables)} "
        "`figures.jsonl` has a record a figure, with its document and its provenance. This file is generated; `schemas/` in the repository is its source.",
        "\n".join(_overview(catalog, tables)),
        READING_CSV,
        *(_section(name, table, catalog, len(tables[name])) for name, table in models.items()),
    ]
    return "\n\n".join(parts) + "\n"


def _overview(catalog: Catalog, tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    yield "| table | rows | a row is one of |\n|---|---:|---|"
    for name, table in catalog.tables.items():
        yield f"| [`{name}`](#{name}) | {len(tables[name])} | {cell(sentence(title_and_description(table)[0]))} |"


def _section(name: str, table: type[PublishedTable], catalog: Catalog, rows: int) -> str:
    key = ", ".join(f"`{column}`" for column in primary_key_of(table))
    lines = [
        f"## {name}",
        sentence(title_and_description(table)[1]),
        f"{rows} rows; key: {key}.",
        "| column | type | unit | meaning |\n|---|---|---|---|\n"
        + "\n".join(_row(column) for column in columns_of(table)),
    ]
    rules = catalog.declared[name].rules if name in catalog.declared else ()
    if rules:
        lines.append("Rules of the table:")
        lines.append("\n".join(_rule(rule) for rule in rules))
    return "\n\n".join(lines)


def _row(column: Column) -> str:
    kind = FIELD_TYPES[column.type] + ("" if column.required else ", may be empty")
    return f"| `{column.name}` | {kind} | {words(column.unit or '')} | {_meaning(column)} |"


def _rule(rule: SingleRule) -> str:
    """A rule in a line: its name, what it says, and its parameters as the descriptor has them."""
    apart = ("name", "source_id")
    parameters = {key: value for key, value in rule.published().items() if key not in apart}
    about = f" in {rule.source_id}" if rule.source_id else ""
    meaning = " ".join((rule.rule.__doc__ or "").split())
    return f"- `{rule.name}`{about}: {meaning} {code(json.dumps(parameters, ensure_ascii=False))}"


def _meaning(column: Column) -> str:
    meaning = f"**{sentence(column.title)}.** {sentence(column.description)}"
    if column.references:
        meaning += f" → `{column.references[0]}.{column.references[1]}`"
    if column.vocabulary:
        terms = "; ".join(
            f"{code(term)}: {sentence(said)}" for term, said in column.vocabulary.items()
        )
        meaning += f" <br>{terms}."
    return cell(meaning)
