"""A release made again from its project, by the project's own code, and compared with the one at hand.

Every file must have the bytes that the project gives. Where the libraries of the machine differ from those that
made the release, some files cannot: then a database is compared statement by statement and cell by cell, a
workbook part by part, and a description of the release value by value, in which only hashes and sizes of such
files, and the versions of those libraries, may differ. Nothing that the file at hand says about itself is believed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.releases.databases import database_differences
from pipeline.releases.standalone.checksums import read_checksums, sha256_of, write_checksums
from pipeline.releases.standalone.members import is_stray
from pipeline.releases.standalone.release import (
    CHECKSUMS,
    DESCRIPTOR,
    MALFORMED,
    SIGNATURE,
    SITE,
    SITE_CHECKSUMS,
    many,
    open_release,
    reason,
)
from pipeline.releases.typed_cells import Found
from pipeline.releases.workbooks import contents_of
from pipeline.site import extra

PROJECT = "project"
LIBRARIES = (
    *("python", "sqlite", "zlib", "pandas", "pyarrow", "xlsxwriter"),
    *extra.LIBRARIES.values(),
)
"""What the bytes of a release may depend on, and what it therefore states its version of."""
CRATE_LIBRARY, ENVIRONMENT = "#environment-", "environment.json"
"""How a crate names a library; the file that names them all, in a release without a crate."""
VERSION = re.compile(r"[0-9][0-9A-Za-z.+_-]{0,40}")
LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*')
"""A text or a number in JSON."""
LAST_LINES = 5


class Comparison(NamedTuple):
    """How the files of two releases were compared: by path, byte for byte or in another way; and what differs."""

    same_bytes: list[str]
    otherwise: dict[str, str]
    problems: list[Found]

    def __repr__(self) -> str:
        return f"Comparison({len(self.same_bytes)} files of the same bytes, {self.otherwise})"

    def in_words(self) -> str:
        """How many files were compared in which way; those not byte for byte by name."""
        others = [f"{path} {way}" for path, way in self.otherwise.items()]
        return "; ".join([f"{many(len(self.same_bytes), 'file')} byte for byte", *others])


def rebuild_problems(folder: Path, project: Path, site: Path | None) -> tuple[str, list[Found]]:
    """What was compared and how, and where the release that the project gives differs from the one in `folder`.

    `project` is the folder of the project, `site` that of the site, in the release or elsewhere; None where the site
    is not at hand, which its list is. The project's code runs. Where the extra `site` is not installed, the site is
    not made again, and its list is taken as it is.
    """
    listed = folder / SITE_CHECKSUMS
    not_made = site_not_made() if listed.is_file() else None
    with tempfile.TemporaryDirectory() as scratch:
        rebuilt = Path(scratch) / "rebuilt"
        ran = rebuild(project, rebuilt, listed if not_made else None)
        if ran.returncode:
            last = "\n".join((ran.stdout + ran.stderr).strip().splitlines()[-LAST_LINES:])
            return "rebuilt from its project", [
                (PROJECT, f"its release cannot be made again:\n{last}")
            ]
        comparison = compared(folder, project, rebuilt, None if not_made else site)
    words = [f"rebuilt from its project: {comparison.in_words()}"]
    if not_made:
        words.append(f"its site was not made again: {not_made}")
    elif listed.is_file() and site is None:
        words.append("its site is not at hand; the list of its files is the one made again")
    return "; ".join(words), comparison.problems


def site_not_made() -> str | None:
    """Why the site of a release cannot be made again here, and what to do; None where it can."""
    return extra.lacking("site")


def rebuild(
    project: Path, target: Path, listed_site: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Make the release of a project into a new folder, by a copy of the project and its own code.

    With the list of the files of its site, the site is not made.
    """
    copy = target.parent / PROJECT
    shutil.copytree(project, copy)
    command = ["-m", "pipeline.cli", "--root", str(copy), "release", "--into", str(target)]
    if listed_site is not None:
        command += ["--without-site", str(listed_site)]
    return subprocess.run(
        [sys.executable, *command],
        cwd=copy,
        # The project's code comes before the installed one.
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def compared(folder: Path, project: Path, rebuilt: Path, site: Path | None) -> Comparison:
    """Compare every file of a release, of its project and of its site with that of the rebuilt one.

    Without a site, only the list of its files is compared.
    """
    with open_release(folder) as release:
        beside = {SIGNATURE, release.archive_name, *release.archives_apart.values()}
    places = {path: folder / path for path in _files(folder) - beside}
    places |= {f"{PROJECT}/{path}": project / path for path in _files(project)}
    if site is not None:
        places |= {f"{SITE}{path}": site / path for path in _files(site)}
    here, there = (
        {path for path in paths if site is not None or not path.startswith(SITE)}
        for paths in (places, _files(rebuilt))
    )
    problems = [(path, "is not given by the project") for path in sorted(here - there)]
    problems += [
        (path, "is given by the project, and missing in the release")
        for path in sorted(there - here)
    ]
    same: list[str] = []
    unlike: list[str] = []
    for path in sorted(here & there):
        is_same = places[path].read_bytes() == (rebuilt / path).read_bytes()
        (same if is_same else unlike).append(path)
    otherwise: dict[str, str] = {}
    for path in sorted(unlike, key=_after_what_it_lists):
        way, found = _compared_otherwise(path, folder, rebuilt, otherwise)
        problems += found
        if not found:
            otherwise[path] = way
    return Comparison(same, otherwise, problems)


def _after_what_it_lists(path: str) -> tuple[bool, bool, bool, str]:
    """The order of files: what states the hashes of others comes after them."""
    return path == CHECKSUMS, path.endswith(".jsonld"), path.endswith(".json"), path


def _files(folder: Path) -> set[str]:
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {name for name, path in files.items() if not is_stray(name, path.stat().st_size)}


def _compared_otherwise(
    path: str, folder: Path, rebuilt: Path, otherwise: dict[str, str]
) -> tuple[str, list[Found]]:
    """How a file of other bytes was compared, and what differs; `otherwise` has those that were compared before."""
    one, other = folder / path, rebuilt / path
    look: dict[str, tuple[str, Callable[[], Iterator[Found]]]] = {
        ".sqlite": (
            "statement by statement and cell by cell",
            lambda: database_differences(one, other),
        ),
        ".xlsx": ("part by part", lambda: _unlike_parts(one, other)),
        ".json": (
            "but for versions, and for hashes of the files named here",
            lambda: _unlike_values(one, other, _other_bytes(folder, rebuilt, otherwise)),
        ),
    }
    look[".jsonld"] = look[".json"]
    if path == CHECKSUMS:
        way, found = "but for the files named here", _unlike_lines(folder, rebuilt, otherwise)
    elif one.suffix in look and "/" not in path and path != DESCRIPTOR:
        way, found = look[one.suffix][0], look[one.suffix][1]()
    else:
        return "", [(path, "has other bytes than what the project gives")]
    try:
        return way, list(found)
    except Exception as error:  # a file may be anything, and each reader has errors of its own
        words = reason(error) if isinstance(error, MALFORMED) else str(error)
        return way, [
            (path, f"has other bytes than what the project gives, and cannot be read: {words}")
        ]


def _unlike_parts(one: Path, other: Path) -> Iterator[Found]:
    """The parts of a workbook that differ: its zip archive may be written in another way, its parts not."""
    here, there = contents_of(one), contents_of(other)
    for part in sorted(here.keys() | there.keys()):
        if here.get(part) != there.get(part):
            yield f"{one.name} {part}", "is not as in the rebuilt workbook"


class OtherBytes(NamedTuple):
    """The hash and the size that a rebuilt file has, and those of the file at hand."""

    digest: str
    size: int
    own_digest: str
    own_size: int


def _other_bytes(folder: Path, rebuilt: Path, otherwise: Iterable[str]) -> list[OtherBytes]:
    """Hashes and sizes of the files that were found right though their bytes differ."""
    found = []
    for path in otherwise:
        there, here = ((root / path).read_bytes() for root in (rebuilt, folder))
        found.append(OtherBytes(sha256_of([there]), len(there), sha256_of([here]), len(here)))
    return found


def _unlike_values(one: Path, other: Path, files: list[OtherBytes]) -> Iterator[Found]:
    """Where two descriptions of a release differ, but for versions of libraries and other bytes of files."""
    texts = [path.read_text(encoding="utf-8") for path in (one, other)]
    skeletons = [LITERAL.sub("_", text) for text in texts]
    if skeletons[0] != skeletons[1]:
        yield one.name, "has other entries than what the project gives"
        return
    here, there = map(json.loads, texts)
    wanted = _as_at_hand(there, here, files, other.name == ENVIRONMENT)
    for place, value, expected in _pairs(here, wanted, ()):
        if json.dumps(value) != json.dumps(expected):
            words = " ".join(map(str, place))
            yield one.name, f"has other bytes than what the project gives: {words} is {value!r}"


def _as_at_hand(
    wanted: Any, held: Any, files: list[OtherBytes], of_environment: bool = False
) -> Any:
    """A rebuilt description with the versions that the one at hand states, and with its files' hashes and sizes."""
    if isinstance(wanted, list) and isinstance(held, list):
        return [_as_at_hand(*pair, files) for pair in zip(wanted, held, strict=False)]
    if not isinstance(wanted, dict) or not isinstance(held, dict):
        return next((file.own_digest for file in files if file.digest == wanted), wanted)
    entity = {
        name: _as_at_hand(value, held.get(name), files, of_environment)
        for name, value in wanted.items()
    }
    for file in files:
        if file.digest in wanted.values() and "contentSize" in wanted:
            size = wanted["contentSize"]
            entity["contentSize"] = type(size)(
                str(size).replace(str(file.size), str(file.own_size))
            )
    library = str(wanted.get("@id", "")).removeprefix(CRATE_LIBRARY)
    versions = LIBRARIES if of_environment else ["softwareVersion"] if library in LIBRARIES else []
    for name in versions:
        if name in wanted and VERSION.fullmatch(str(held.get(name))):
            entity[name] = held[name]
    return entity


def _pairs(
    one: Any, other: Any, place: tuple[Any, ...]
) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    """The texts and numbers of two documents of one form, each with its place."""
    if isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        for name in one:
            yield from _pairs(one[name], other[name], (*place, name))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, pair in enumerate(zip(one, other, strict=True)):
            yield from _pairs(*pair, (*place, number))
    else:
        yield place, one, other


def _unlike_lines(folder: Path, rebuilt: Path, otherwise: Iterable[str]) -> Iterator[Found]:
    """Whether the list of checksums is the rebuilt one, with the hashes of the files that have other bytes."""
    wanted = read_checksums((rebuilt / CHECKSUMS).read_bytes())
    for path in otherwise:
        wanted[path] = sha256_of([(folder / path).read_bytes()])
    if write_checksums(wanted) != (folder / CHECKSUMS).read_bytes():
        yield CHECKSUMS, "does not list the hashes of what the project gives"
