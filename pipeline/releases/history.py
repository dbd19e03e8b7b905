"""The tables of history: what has another name than before, and what has another value.

Rows of earlier versions are carried over as they were published.
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.package.descriptor import table_schema
from pipeline.package.paths import PACKAGE
from pipeline.package.renamed_ids import TABLE as RENAMED
from pipeline.package.table_formats import csv_bytes
from pipeline.releases.changes import TABLE as CHANGES
from pipeline.releases.changes import changes_of
from pipeline.releases.declared_renames import resolved
from pipeline.releases.packages import Package, Table
from pipeline.releases.renames import documents_of, renames_of, renamings_in
from pipeline.sources.release_entries import ReleaseFile
from schemas.catalog import Catalog
from schemas.column import frame_of


def history_tables(
    release: ReleaseFile,
    predecessor: Package | None,
    catalog: Catalog,
    frames: Mapping[str, pd.DataFrame],
) -> dict[str, pd.DataFrame]:
    """The tables `renamed` and `changes`, by name; `frames` are all other tables.

    Cells are compared as text in CSV. Raises `Unreadable` where the predecessor's tables are.
    """
    if predecessor is None:
        return {name: frame_of(catalog.model(name), []) for name in (RENAMED, CHANGES)}
    tables = {
        name: Table(
            f"{PACKAGE}: {name}",
            table_schema(catalog.model(name)),
            csv_bytes(catalog.model(name), frame),
        )
        for name, frame in frames.items()
    }
    renamings = resolved(release, predecessor, tables).rows
    renames = renames_of(renamings, documents_of(tables))
    renamed = [one._asdict() for one in (*renamings_in(predecessor), *renamings)]
    changes = changes_of(release, predecessor, catalog, tables, renames)
    return {
        RENAMED: frame_of(catalog.model(RENAMED), renamed),
        CHANGES: frame_of(catalog.model(CHANGES), changes),
    }
