"""Words about a release, its tables and its columns that several of its files repeat: what the descriptor gives.

The database has them in tables of its own, the workbook on the sheets `readme` and `columns`, Parquet with each column.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.releases.typed_cells import ReadTable, Row

CHECKED = "A person has checked {0:,} of {1:,} figures against the official document."
COLUMN_WORDS = ("type", "title", "description", "unit")


def is_early(descriptor: Mapping[str, Any]) -> bool:
    """Whether a release has no kinds of intervals, as the first one: its database and workbook have other words."""
    fields = [
        field["name"]
        for resource in descriptor["resources"]
        if resource["name"] == "figures"
        for field in resource["schema"]["fields"]
    ]
    return "interval_kind" not in fields


def facts(descriptor: Mapping[str, Any], tables: Mapping[str, ReadTable]) -> dict[str, Any]:
    """What the release says about itself, by name, in the order of its files."""
    licenses = [f"{one['title']}, {one['path']}" for one in descriptor["licenses"]]
    known = {
        "title": descriptor["title"],
        "version": descriptor["version"],
        "checked": None if is_early(descriptor) else _checked(tables),
        "created": descriptor["created"],
        "contributors": "; ".join(person["title"] for person in descriptor["contributors"]),
        "license": "; ".join(licenses),
        "rights": descriptor.get("rights"),
        "description": descriptor["description"],
        "doi": descriptor.get("doi"),
        "concept_doi": descriptor.get("conceptDoi"),
    }
    return {name: words for name, words in known.items() if words is not None}


def _checked(tables: Mapping[str, ReadTable]) -> str:
    by = [row["checked_by"] for row in tables["figures"].records()]
    return CHECKED.format(by.count("person"), len(by))


def table_words(tables: Iterable[ReadTable]) -> Iterator[Row]:
    """Name, title and description of each table."""
    for table in tables:
        yield [table.name, table.resource["title"], table.resource["description"]]


def column_words(tables: Iterable[ReadTable]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each column as the descriptor has it, with the name of its table."""
    return ((table.name, field) for table in tables for field in table.resource["schema"]["fields"])


def vocabulary(field: Mapping[str, Any]) -> dict[str, str]:
    """The terms that a column admits, each with its meaning."""
    return {str(one["value"]): str(one["label"]) for one in field.get("categories", [])}


def vocabulary_as_json(field: Mapping[str, Any]) -> str | None:
    """The terms of a column as one text; None where it admits others."""
    terms = vocabulary(field)
    return json.dumps(terms, ensure_ascii=False) if terms else None
