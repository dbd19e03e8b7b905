"""The package's descriptor, `datapackage.json`: Data Package v2 from the models in `schemas`.

Keeps to what both the official v2 profile and frictionless accept (the two disagree in places): no `fieldsMatch`, keys as arrays, no `bytes` on Parquet. It states no fact of its own.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.package.paths import table_path
from pipeline.sources.release_entries import ReleaseFile
from pipeline.text.documents import sha256_of
from schemas.catalog import Catalog
from schemas.column import (
    Column,
    PublishedTable,
    columns_of,
    natural_key_of,
    primary_key_of,
)
from schemas.declared import table_name_of

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELD_TYPES = {str: "string", int: "integer", Decimal: "number", date: "date", bool: "boolean"}
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def descriptor(
    release: ReleaseFile,
    catalog: Catalog,
    sources: list[dict[str, str]],
    files: Mapping[str, bytes],
) -> dict[str, Any]:
    """The descriptor of a package that holds `files` (path → content) for every table of the catalog.

    `sources` are the documents it was read from, each with a title and, where known, a path.
    """
    licenses = [license.model_dump() for license in release.licenses]
    named = {"homepage": release.url, "doi": release.doi, "conceptDoi": release.concept_doi}
    return {
        "$schema": PROFILE,
        "name": release.name,
        "id": release.id,
        **{name: doi for name, doi in named.items() if doi},
        "title": release.title,
        "description": release.description,
        "version": release.version,
        "created": release.created,
        "keywords": list(release.keywords),
        "contributors": [
            {"title": person.title, "roles": list(person.roles)} for person in release.contributors
        ],
        "licenses": licenses,
        "rights": release.rights,
        "sources": sources,
        "resources": [
            _resource(name, table, kind, files[table_path(name, kind)])
            | _declaration(name, catalog)
            | {"licenses": licenses}
            for kind in MEDIA_TYPES
            for name, table in catalog.tables.items()
        ],
    }


def title_and_description(table: type[PublishedTable]) -> tuple[str, str]:
    """A table's title, and its description, which begins with the title.

    They are those of a declaration, or the first sentence of the model's docstring, and all of it.
    """
    title = getattr(table.Config, "title", None)
    if title is not None:
        return title, f"{title}. {getattr(table.Config, 'description', '')}"
    text = " ".join((table.__doc__ or "").split())
    return text.split(". ")[0].rstrip("."), text


def table_schema(table: type[PublishedTable]) -> dict[str, Any]:
    """A model as a Table Schema: fields, keys, references."""
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in columns_of(table)],
        "primaryKey": primary_key_of(table),
    }
    if natural_key_of(table):
        schema["uniqueKeys"] = [natural_key_of(table)]
    references = [_foreign_key(table, column) for column in columns_of(table) if column.references]
    if references:
        schema["foreignKeys"] = references
    return schema


def _resource(name: str, table: type[PublishedTable], kind: str, content: bytes) -> dict[str, Any]:
    title, description = title_and_description(table)
    resource: dict[str, Any] = {
        "name": name if kind == "csv" else f"{name}-{kind}",
        "type": "table",
        "path": table_path(name, kind),
        "title": title,
        "description": description,
        "format": kind,
        "mediatype": MEDIA_TYPES[kind],
        "hash": f"sha256:{sha256_of(content)}",
    }
    if kind == "csv":
        resource |= {"encoding": "utf-8", "bytes": len(content)}
    return resource | {"schema": table_schema(table)}


def _declaration(name: str, catalog: Catalog) -> dict[str, Any]:
    """That documents declare a table, its rules and its pictures; nothing for a core table."""
    if name not in catalog.declared:
        return {}
    declared = catalog.declared[name]
    pictures = [single.published() for single in declared.pictures]
    return {
        "declared": True,
        "rules": [single.published() for single in declared.rules],
        **({"pictures": pictures} if pictures else {}),
    }


def _number(limit: int | Decimal | None) -> int | float | None:
    """A limit as a number of JSON, where a decimal would become a text."""
    if isinstance(limit, Decimal):
        return int(limit) if limit == int(limit) else float(limit)
    return limit


def _field(column: Column) -> dict[str, Any]:
    constraints = {
        "required": column.required or None,
        "enum": list(column.vocabulary) or None,
        "pattern": column.pattern,
        "minimum": _number(column.minimum),
        "maximum": _number(column.maximum),
    }
    field: dict[str, Any] = {
        "name": column.name,
        "type": FIELD_TYPES[column.type],
        "title": column.title,
        "description": column.description,
        "unit": column.unit,
        "sdmxConcept": column.sdmx,
        "keysOf": column.keys_of,
        "traced": column.traced,
        "scale": column.scale if column.scale != 1 else None,
        "changeClass": column.change_class,
        "constraints": {name: value for name, value in constraints.items() if value is not None},
    }
    if column.vocabulary:
        field["categories"] = [
            {"value": term, "label": meaning} for term, meaning in column.vocabulary.items()
        ]
    return {name: value for name, value in field.items() if value not in (None, {})}


def _foreign_key(table: type[PublishedTable], column: Column) -> dict[str, Any]:
    assert column.references is not None
    other, other_column = column.references
    return {
        "fields": [column.name],
        "reference": {
            "resource": "" if other == table_name_of(table) else other,
            "fields": [other_column],
        },
    }
