"""The data package as files in memory, and put in its place as a whole.

A package is built complete beside the last good one and then put in its place by two renames, so that
what stands there is never half of one.
"""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
from pydantic_core import to_json

from pipeline.package.annotations import annotations
from pipeline.package.descriptor import descriptor
from pipeline.package.dictionary import dictionary
from pipeline.package.exclusive import exclusive_writer
from pipeline.package.metadata.citation import citation_cff
from pipeline.package.metadata.croissant import croissant
from pipeline.package.metadata.schema_org import dataset
from pipeline.package.metadata.zenodo import zenodo
from pipeline.package.paths import CHECKSUMS, DESCRIPTOR, PACKAGE, ROOT_COPIES
from pipeline.package.readable_figures import json_lines, readable_csv
from pipeline.package.table_formats import csv_bytes, parquet_bytes
from pipeline.package.verdicts import verdicts
from pipeline.sources.findings import Finding
from pipeline.sources.release_entries import ReleaseFile
from pipeline.text.documents import sha256_of
from schemas import TABLES


def package_files(release: ReleaseFile, tables: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """The files of the package that follow from the tables and `release.yaml`, by path.

    `completed` adds the others. The same tables give the same bytes.
    """
    files = {f"csv/{name}.csv": csv_bytes(TABLES[name], tables[name]) for name in TABLES}
    files |= {
        f"parquet/{name}.parquet": parquet_bytes(TABLES[name], tables[name]) for name in TABLES
    }
    described = descriptor(release, _documents(tables["sources"]), files)
    files[DESCRIPTOR] = to_json(described, indent=2) + b"\n"
    files["annotations.jsonld"] = annotations(tables).encode()
    files["figures_readable.csv"] = readable_csv(release, tables)
    files["figures.jsonl"] = json_lines(tables)
    files["DICTIONARY.md"] = dictionary(release, tables).encode()
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


def write_package(
    root: Path,
    files: Mapping[str, bytes],
    waiting: Callable[[str], None],
    before: Callable[[], None] = lambda: None,
) -> None:
    """Write the complete package beside the last good one, then put it in its place.

    Two builds of one project wait for each other; `waiting` is told so. `before` is called when the wait is
    over; nothing is written if it raises. A build that was killed leaves the
    old package in its place or, between the two renames, beside it; the next build puts it back first.
    """
    place, new, old = (root / f"{PACKAGE}{suffix}" for suffix in ("", ".new", ".old"))
    with exclusive_writer(root, waiting):
        before()
        if old.exists() and not place.exists():
            old.rename(place)
        for leftover in (new, old):
            _remove(leftover)
        for path, content in files.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_bytes(content)
        if place.exists():
            place.rename(old)
        new.rename(place)
        _remove(old)
        for path in ROOT_COPIES:
            (root / f"{path}.new").write_bytes(files[path])
            (root / f"{path}.new").replace(root / path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def differences(root: Path, files: Mapping[str, bytes]) -> list[Finding]:
    """Where the package that is committed is not what the sources give: one finding for all files."""
    place = root / PACKAGE
    committed = {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }
    copies = {path: (root / path).read_bytes() for path in ROOT_COPIES if (root / path).is_file()}
    stale = [path for path in ROOT_COPIES if copies.get(path) != files[path]]
    if committed == files and not stale:
        return []
    said = [
        *(f"{path} at the root is not the one in {PACKAGE}/" for path in stale),
        *(
            f"{path} is not among what the sources give"
            for path in sorted(committed.keys() - files)
        ),
        *(f"{path} is missing" for path in sorted(files.keys() - committed)),
        *(
            _difference(path, committed[path], files[path])
            for path in sorted(files.keys() & committed)
            if committed[path] != files[path]
        ),
    ]
    return [
        Finding(
            PACKAGE,
            0,
            "out of date",
            "the sources hold, and datapackage/ is not what they give:\n" + "\n".join(said),
            "run `make build` and commit the package with the change that caused it; if no source was "
            "changed, the package was: `git diff datapackage`",
        )
    ]


def _difference(path: str, have: bytes, want: bytes) -> str:
    if path.endswith(".parquet"):
        return f"{path} has other bytes"
    old, new = (content.decode(errors="replace").split("\n") for content in (have, want))
    line = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False), 1) if a != b),
        min(len(old), len(new)),
    )
    shown = [lines[line - 1] if line <= len(lines) else "" for lines in (old, new)]
    if path.startswith("csv/"):
        return f"{path} line {line} reads\n    {shown[0]}\n  and should read\n    {shown[1]}"
    return f"{path} differs from line {line} on"


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
