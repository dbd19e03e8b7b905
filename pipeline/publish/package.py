"""The data package as files in memory, and put in its place as a whole.

A package is built complete beside the last good one and then swapped in, so that whoever reads
`datapackage/` finds either the old package or the new one.
"""

import json
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.documents import sha256_of
from pipeline.findings import Finding
from pipeline.publish.annotations import annotations
from pipeline.publish.descriptor import descriptor
from pipeline.publish.dictionary import dictionary
from pipeline.publish.formats import csv_bytes, parquet_bytes
from pipeline.sources.entries import ReleaseFile
from schemas import TABLES

PACKAGE = "datapackage"
DESCRIPTOR = "datapackage.json"
CHECKSUMS = "SHA256SUMS"
PROFILE_FILE = Path(__file__).parent / "profiles" / "datapackage-2.0.json"


def package_files(release: ReleaseFile, tables: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Every file of the package, by path; the same tables give the same bytes."""
    files = {f"csv/{name}.csv": csv_bytes(TABLES[name], tables[name]) for name in TABLES}
    files |= {
        f"parquet/{name}.parquet": parquet_bytes(TABLES[name], tables[name]) for name in TABLES
    }
    described = descriptor(release, _documents(tables["sources"]), files)
    files[DESCRIPTOR] = (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode()
    files["annotations.jsonld"] = annotations(tables).encode()
    files["DICTIONARY.md"] = dictionary(release, tables).encode()
    files[CHECKSUMS] = "".join(
        f"{sha256_of(files[path])}  {path}\n" for path in sorted(files)
    ).encode()
    return dict(sorted(files.items()))


def profile_findings(files: Mapping[str, bytes]) -> list[Finding]:
    """Where a package's descriptor departs from the official Data Package v2 profile."""
    described = json.loads(files[DESCRIPTOR])
    return [
        Finding(
            f"{PACKAGE}/{DESCRIPTOR}",
            0,
            ".".join(str(step) for step in error.instance_path) or DESCRIPTOR,
            f"the Data Package v2 profile refuses it: {error.message}",
            "mend pipeline/publish/descriptor.py or release.yaml",
        )
        for error in _profile().iter_errors(described)
    ]


@cache
def _profile() -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft7Validator(json.loads(PROFILE_FILE.read_text(encoding="utf-8")))


def write_package(root: Path, files: Mapping[str, bytes]) -> None:
    """Write the package beside the last good one, then put it in its place."""
    place, new, old = (root / f"{PACKAGE}{suffix}" for suffix in ("", ".new", ".old"))
    if old.exists() and not place.exists():
        old.rename(place)
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    for path, content in files.items():
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        (new / path).write_bytes(content)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def differences(root: Path, files: Mapping[str, bytes]) -> list[Finding]:
    """Where the package that is committed is not what the sources give."""
    place = root / PACKAGE
    committed = {
        path.relative_to(place).as_posix(): path for path in place.rglob("*") if path.is_file()
    }
    remedy = "run `make build` and commit the package with the change that caused it"
    found = [
        Finding(f"{PACKAGE}/{path}", 0, path, "the file is not among what the sources give", remedy)
        for path in committed.keys() - files.keys()
    ]
    for path, content in files.items():
        if path not in committed:
            found.append(Finding(f"{PACKAGE}/{path}", 0, path, "the file is missing", remedy))
        elif (have := committed[path].read_bytes()) != content:
            found.append(_difference(path, have, content, remedy))
    return found


def _difference(path: str, have: bytes, want: bytes, remedy: str) -> Finding:
    said, line = "its bytes are not what the sources give", 0
    if not path.endswith(".parquet"):
        lines = zip(have.split(b"\n"), want.split(b"\n"), strict=False)
        for number, (old, new) in enumerate(lines, 1):
            if old != new:
                line = number
                said = f"the file reads\n  {old.decode(errors='replace')}\nthe sources give\n  {new.decode()}"
                break
    return Finding(f"{PACKAGE}/{path}", line, path, said, remedy)


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
