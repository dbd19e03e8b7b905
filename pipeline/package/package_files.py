"""The data package as files in memory: which file is made by which function, and in which order.

What puts them on disk is in `package_folder`.
"""

import json
from collections.abc import Mapping

import pandas as pd
from pydantic_core import to_json

from pipeline.package.descriptor import descriptor
from pipeline.package.dictionary import dictionary
from pipeline.package.json_lines import json_lines
from pipeline.package.metadata.citation import citation_cff
from pipeline.package.metadata.croissant import croissant
from pipeline.package.metadata.schema_org import dataset
from pipeline.package.metadata.zenodo import zenodo
from pipeline.package.paths import CHECKSUMS, DESCRIPTOR, table_path
from pipeline.package.table_formats import csv_bytes, parquet_bytes
from pipeline.package.verdicts import verdicts
from pipeline.sources.release_entries import ReleaseFile
from pipeline.text.documents import sha256_of
from schemas.catalog import Catalog


def package_files(
    release: ReleaseFile, catalog: Catalog, tables: Mapping[str, pd.DataFrame]
) -> dict[str, bytes]:
    """The files of the package that follow from the tables and `release.yaml`, by path.

    `completed` adds the others. The same tables give the same bytes.
    """
    models = catalog.tables
    files = {
        table_path(name, "csv"): csv_bytes(model, tables[name]) for name, model in models.items()
    }
    files |= {
        table_path(name, "parquet"): parquet_bytes(release, model, tables[name])
        for name, model in models.items()
    }
    described = descriptor(release, catalog, _documents(tables["sources"]), files)
    files[DESCRIPTOR] = to_json(described, indent=2) + b"\n"
    files["figures.jsonl"] = json_lines(release, tables)
    files["DICTIONARY.md"] = dictionary(release, catalog, tables).encode()
    files["CITATION.cff"] = citation_cff(release).encode()
    files[".zenodo.json"] = zenodo(release, described["sources"]).encode()
    files["VERDICTS.md"] = verdicts(release, tables).encode()
    files["croissant.json"] = croissant(described, files).encode()
    return files


def completed(files: Mapping[str, bytes], changelog: str) -> dict[str, bytes]:
    """The whole package: `files`, the changelog, and the two files that list all others."""
    whole = {**files, "CHANGELOG.md": changelog.encode()}
    whole["dataset.jsonld"] = dataset(json.loads(files[DESCRIPTOR]), whole).encode()
    whole[CHECKSUMS] = checksums(whole)
    return dict(sorted(whole.items()))


def checksums(files: Mapping[str, bytes]) -> bytes:
    """The list of hashes of files, which `sha256sum --check` reads."""
    return "".join(f"{sha256_of(files[path])}  {path}\n" for path in sorted(files)).encode()


def _documents(sources: pd.DataFrame) -> list[dict[str, str]]:
    listed = []
    for title, number, address in zip(
        sources["title"], sources["report_number"], sources["official_url"], strict=True
    ):
        document = {"title": title if pd.isna(number) else f"{number}, {title}"}
        if not pd.isna(address):
            document["path"] = address
        listed.append(document)
    return listed
