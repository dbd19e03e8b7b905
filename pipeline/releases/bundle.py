"""The files of a release: the package, its single-file formats, the documents, and what rebuilds them all.

A release is complete in itself: `documents/` has the texts that its quotations are read from, `project/` the
sources and code that it was made from, `site/` its pages for people, and `verify.py` checks it with Python's standard
library. `SHA256SUMS` lists every file outside `project/` and `site/`; two of them, `SHA256SUMS.project` and
`SHA256SUMS.site`, list those in them, so that the three archives belong together. The same project gives the same bytes in the same environment, which `environment.json` states. How
a release is packed is in `making`, how it is put into a store in `store`.
"""

import json
import platform
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path

import pandas as pd

from pipeline.package.datasette import datasette_metadata
from pipeline.package.excel import excel_bytes
from pipeline.package.metadata.schema_org import dataset, json_text
from pipeline.package.package_files import checksums
from pipeline.package.paths import CHECKSUMS, DESCRIPTOR
from pipeline.package.sqlite import sqlite_bytes
from pipeline.releases.index import (
    INDEX,
    Index,
    Release,
    archive_names,
    index_bytes,
    read_index_file,
)
from pipeline.releases.packages import Package, belongs_to_release
from pipeline.releases.project_parts import CODE, LOCKS, PROJECT_FILES, PROJECT_FOLDERS, part
from pipeline.releases.released import STORE
from pipeline.releases.sbom import FILE as SBOM
from pipeline.releases.sbom import sbom
from pipeline.releases.standalone.joining import joined
from pipeline.releases.standalone.members import is_stray
from pipeline.releases.standalone.quotations import EXCERPTS
from pipeline.releases.standalone.release import (
    PROJECT_CHECKSUMS,
    SIGNATURE,
    SITE,
    SITE_CHECKSUMS,
    text_file,
)
from pipeline.site import extra
from pipeline.sources.corpus import Source
from pipeline.sources.folders import PROPOSALS
from pipeline.sources.release_entries import ReleaseFile
from pipeline.text.documents import sha256_of
from pipeline.text.markdown import sentence, words
from schemas.catalog import Catalog

DATASET, ENVIRONMENT = "dataset.jsonld", "environment.json"
README = Path(__file__).parent / "RELEASE.md"
COMMAND = "make release"
LIBRARIES = ("pandas", "pyarrow", "xlsxwriter")
NOT_INSTALLED = "not installed"


@dataclass(frozen=True)
class CheckedProject:
    """A project in which no step found anything: all that a release is made of.

    `package` has the files of the complete package by path. `predecessor` is the package that the version was
    compared with; None for the first release.
    """

    root: Path
    head: ReleaseFile
    sources: tuple[Source, ...]
    catalog: Catalog
    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    package: Mapping[str, bytes] = field(repr=False)
    predecessor: Package | None


def release_files(project: CheckedProject, site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file of the release by path, with the three lists of checksums.

    `site` has the files of its site and their list, or the list alone, by path in the release (`release_site`).
    """
    head, root = project.head, project.root
    package = {path: data for path, data in project.package.items() if path != CHECKSUMS}
    rebuilding = dict(_project(head, root, project.predecessor))
    pages = {path: content for path, content in site.items() if path.startswith(SITE)}
    added = {
        PROJECT_CHECKSUMS: checksums(rebuilding),
        SITE_CHECKSUMS: site[SITE_CHECKSUMS],
        f"{head.name}.sqlite": sqlite_bytes(head, project.catalog, project.tables),
        f"{head.name}.xlsx": excel_bytes(head, project.catalog, project.tables),
        "datasette.json": datasette_metadata(head, project.catalog, head.name).encode(),
        "verify.py": joined().encode(),
        "README.md": _readme(head).encode(),
        **{path: part(root, path).read_bytes() for path in ("LICENSE-DATA", "NOTICE")},
        **documents(project),
    }
    added[ENVIRONMENT] = environment(rebuilding)
    files = {name: data for name, data in (package | added).items() if name != DATASET}
    added[DATASET] = dataset(json.loads(package[DESCRIPTOR]), files, _archives(head)).encode()
    assert all(belongs_to_release(path) for path in added)
    data = package | added
    return dict(sorted({**data, **rebuilding, **pages, CHECKSUMS: checksums(data)}.items()))


def _readme(release: ReleaseFile) -> str:
    """The release's README: RELEASE.md with the fields of `release.yaml` filled in."""
    text = README.read_text(encoding="utf-8")
    for name in ("title", "name", "version", "description", "rights"):
        shown = words if name == "title" else sentence
        text = text.replace(f"{{{name}}}", shown(getattr(release, name)))
    return text


def documents(project: CheckedProject) -> dict[str, bytes]:
    """The texts that are held, and the excerpts of those that are not, by path in the release."""
    files, excerpts = {}, []
    for source in project.sources:
        if source.document is not None and source.text_held:
            files[text_file(source.id)] = (project.root / source.document.file).read_bytes()
        for excerpt in source.excerpts:
            where = {"source_id": source.id, "start": excerpt.entry.start}
            excerpts.append(json.dumps(where | {"text": excerpt.entry.text}, ensure_ascii=False))
    return files | {EXCERPTS: "".join(f"{line}\n" for line in excerpts).encode()}


def _project(head: ReleaseFile, root: Path, before: Package | None) -> Iterator[tuple[str, bytes]]:
    """The project as it was: sources, code, locks, and the package that the version was compared with."""
    yield f"project/{SBOM}", sbom(head, {n: part(root, n).read_bytes() for n in LOCKS})
    for name in PROJECT_FILES:
        yield f"project/{name}", part(root, name).read_bytes()
    for folder in PROJECT_FOLDERS:
        top = part(root, folder)
        for path in sorted(top.rglob("*")):
            inside = path.relative_to(top)
            left_out = "__pycache__" in inside.parts or inside.parts[1:2] == (PROPOSALS,)
            if path.is_file() and not left_out and not is_stray(path.name, 0):
                yield f"project/{folder}/{inside.as_posix()}", path.read_bytes()
    if before is not None:
        index, release = _index_of_one(root / STORE, before.version)
        yield f"project/{STORE}/{INDEX}", index
        for name in (release.data.name, CHECKSUMS, *([SIGNATURE] if release.signed else [])):
            packed = f"{STORE}/{before.version}/{name}"
            yield f"project/{packed}", (root / packed).read_bytes()


def _index_of_one(store: Path, version: str) -> tuple[bytes, Release]:
    """The index of a store with the data of this one release, as if it were just made; and its entry there."""
    index = read_index_file(store)
    (release,) = (release for release in index.releases if release.version == version)
    as_made = {
        "standing": "current",
        "since": release.day,
        "reason": None,
        "superseded_by": None,
        "doi": None,
    }
    alone = release.model_copy(update={**as_made, "previous": None, "project": None, "site": None})
    return index_bytes(Index(name=index.name, latest=version, releases=(alone,))), alone


def environment(project: Mapping[str, bytes]) -> bytes:
    """What the bytes of a release depend on: its code, the locked libraries, and the machine's own.

    `project` has the files of the project by their paths in the release. Without time and host.
    """
    stated = {
        "command": COMMAND,
        "code_sha256": _hash_of(project, tuple(f"project/{folder}/" for folder in CODE)),
        "lock_sha256": _hash_of(project, tuple(f"project/{name}" for name in LOCKS)),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: installed_version(name) for name in LIBRARIES},
        **{name: _version_if_installed(name) for name in extra.LIBRARIES.values()},
    }
    return json_text(stated).encode()


def _version_if_installed(name: str) -> str:
    """The version of a library that a release is verified without, by making all but its site again."""
    try:
        return installed_version(name)
    except PackageNotFoundError:
        return NOT_INSTALLED


def _archives(head: ReleaseFile) -> dict[str, str]:
    """What the archives of the release hold, by name."""
    data, project, site = archive_names(head.name, head.version)
    return {
        data: "All files of the release, compressed.",
        project: "The sources and the code that the release was made from, compressed.",
        site: "Pages for people, compressed: unpack them and open site/index.html.",
    }


def _hash_of(files: Mapping[str, bytes], prefixes: tuple[str, ...]) -> str:
    """One hash for many files: that of their list of hashes, as in SHA256SUMS."""
    return sha256_of(checksums({path: files[path] for path in files if path.startswith(prefixes)}))
