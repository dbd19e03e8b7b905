"""What Datasette shows beside the database: titles, license, and every table and column in words.

Datasette 0.65 reads it with `--metadata`. Its facts are those of `sqlite` and of the release.
"""

import json
from collections.abc import Mapping
from typing import Any

from pipeline.package.descriptor import title_and_description
from pipeline.package.sqlite import column_of_view, database_tables
from pipeline.package.views import VIEWS
from pipeline.sources.release_entries import ReleaseFile
from schemas.catalog import Catalog
from schemas.column import Column, columns_of


def datasette_metadata(release: ReleaseFile, catalog: Catalog, database: str) -> str:
    """Metadata for a database served under the name `database` (the file's name without its ending).

    Units are in the descriptions: Datasette's own `units` would print 137,000 beds as
    "137.0 kbeds". Sorting is left as it is (by every column), and so are labels: Datasette labels
    a reference by the column `title` or `name` of the row it leads to.
    """
    head = {"title": release.title, "description": f"{release.description} {release.rights}"}
    address = f"https://doi.org/{release.doi}" if release.doi else None
    metadata = head | {
        "license": "; ".join(one.title for one in release.licenses),
        "license_url": release.licenses[0].path,  # Datasette has room for one address
        "source": f"{release.title} {release.version}",
        "source_url": address,
        "databases": {database: head | {"tables": _tables(catalog)}},
    }
    known = {name: value for name, value in metadata.items() if value is not None}
    return json.dumps(known, ensure_ascii=False, indent=2) + "\n"


def _tables(catalog: Catalog) -> dict[str, Any]:
    tables = {
        name: _described(
            *title_and_description(table), {column.name: column for column in columns_of(table)}
        )
        for name, table in database_tables(catalog).items()
    }
    views = {
        view.name: _described(
            view.title,
            view.description,
            {name: column_of_view(view, name) for name in view.columns},
        )
        for view in VIEWS
    }
    return tables | views


def _described(title: str, description: str, columns: Mapping[str, Column]) -> dict[str, Any]:
    texts = {name: _in_words(column) for name, column in columns.items()}
    return {"title": title, "description": description, "columns": texts}


def _in_words(column: Column) -> str:
    unit = f" Unit: {column.unit}." if column.unit else ""
    return f"{column.title}. {column.description}{unit}"
