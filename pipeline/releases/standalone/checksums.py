"""Reproducible: each file is the one that was released, and the archive holds the same files."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.releases.standalone.members import is_plain
from pipeline.releases.standalone.release import (
    APART,
    CHECKSUMS,
    DESCRIPTOR,
    MALFORMED,
    SIGNATURE,
    Release,
    chunks,
    content,
    listed_archive,
    many,
    reason,
)
from pipeline.releases.standalone.results import Find, part


def read_checksums(text: bytes) -> dict[str, str]:
    """The SHA-256 of each file that a list of checksums names; other lines are passed over."""
    listed = re.findall(r"(?m)^([0-9a-f]{64})  (.+)$", text.decode("utf-8", "replace"))
    return {name: digest for digest, name in listed}


def write_checksums(digests: Mapping[str, str]) -> bytes:
    """The canonical SHA256SUMS, which `sha256sum --check` reads."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode("utf-8")


def is_canonical(text: bytes) -> bool:
    """Whether a list of checksums has its one form."""
    return write_checksums(read_checksums(text)) == text


def listed_apart(release: Release, folder: str) -> dict[str, str]:
    """The SHA-256 of each file of `project/` or of `site/`, where the release has a list of them."""
    there = APART[folder] in release.files
    return read_checksums(content(release, APART[folder])) if there else {}


def listed_digests(release: Release) -> dict[str, str]:
    """The SHA-256 of each file that the release must have here.

    Project and site may be in archives of their own: their files are listed where one of them is here.
    """
    listed = read_checksums(content(release, CHECKSUMS))
    for folder in APART:
        if any(name.startswith(folder) for name in release.files):
            listed = {**listed_apart(release, folder), **listed}
    return listed


def sha256_of(pieces: Iterable[bytes]) -> str:
    """SHA-256 of bytes that come in pieces."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def is_armored(text: bytes) -> bool:
    """Whether a text has the one form of an SSH signature (PROTOCOL.sshsig of OpenSSH)."""
    try:
        signature = base64.b64decode(b"".join(text.split(b"\n")[1:-2]), validate=True)
    except ValueError:
        return False
    body = re.sub(rb"(.{1,70})", rb"\1\n", base64.b64encode(signature))
    form = b"-----BEGIN SSH SIGNATURE-----\n%b-----END SSH SIGNATURE-----\n"
    return signature.startswith(b"SSHSIG") and text == form % body


@part("reproducible")
def layout(release: Release, find: Find) -> str:
    """The release has exactly the files that its list names, and the list has its one form."""
    for place, found in release.problems:
        find(place, found)
    for what, used in (("name", release.name), ("version", release.version)):
        if release.descriptor.get(what) != used:
            find(DESCRIPTOR, f"its {what} has not the form of that of a release")
    archives = {release.archive_name, *release.archives_apart.values()}
    unlisted = {CHECKSUMS, SIGNATURE, *(archives if release.path.is_dir() else ())}
    _find_malformed_lists(release, find)
    digests = listed_digests(release)
    for name in sorted(digests.keys() | release.files.keys()):
        if name in digests and (name in unlisted or not is_plain(name)):
            find(name, f"may not be listed in {CHECKSUMS}")
        elif name not in release.files:
            find(name, f"is listed in {CHECKSUMS} and is missing")
        elif name not in digests and name not in unlisted:
            find(name, f"is not listed in {CHECKSUMS}")
    for resource in release.descriptor["resources"]:
        if resource["path"] not in digests:
            find(resource["path"], f"is in {DESCRIPTOR} and is not listed in {CHECKSUMS}")
    strays = f"; not part of the release: {', '.join(release.strays)}" if release.strays else ""
    return f"{many(len(digests), 'file')} listed{strays}"


def _find_malformed_lists(release: Release, find: Find) -> None:
    for name in (CHECKSUMS, *APART.values()):
        if name in release.files and not is_canonical(content(release, name)):
            find(name, "is not one line `<SHA-256>  <path>` for each file, sorted by path")
    for folder, list_of_it in APART.items():
        for name in listed_apart(release, folder):
            if not name.startswith(folder):
                find(name, f"may not be listed in {list_of_it}")


@part("reproducible")
def checksums(release: Release, find: Find) -> str:
    """Every file has the SHA-256 listed, every table that of the descriptor."""
    listed = listed_digests(release)
    names = sorted(listed.keys() & release.files)
    digests = {}
    for name in names:
        try:
            digests[name] = sha256_of(chunks(release, name))
        except MALFORMED as error:
            find(name, f"cannot be read: {reason(error)}")
            continue
        if digests[name] != listed[name]:
            find(name, f"its SHA-256 is {digests[name]}; listed is {listed[name]}")
    for resource in release.descriptor["resources"]:
        if resource["hash"] != f"sha256:{digests.get(resource['path'])}":
            find(resource["path"], f"its SHA-256 is not the one in {DESCRIPTOR}")
    if SIGNATURE in release.files and not is_armored(content(release, SIGNATURE)):
        find(SIGNATURE, "is not an SSH signature in its one form")
    size = sum(release.files[name] for name in names)
    return f"the checksums of {many(size, 'byte')}"


@part("reproducible")
def archive(release: Release, find: Find) -> str:
    """The archives beside a release hold the files that its lists name."""
    place = release.path if release.path.is_dir() else release.path.parent
    expected = {
        name: listed_apart(release, folder) for folder, name in release.archives_apart.items()
    }
    if release.path.is_dir():
        own = read_checksums(content(release, CHECKSUMS))
        beside = [name for name in (CHECKSUMS, SIGNATURE) if name in release.files]
        own |= {name: sha256_of(chunks(release, name)) for name in beside}
        expected[release.archive_name] = own
    there = [name for name in sorted(expected) if (place / name).is_file()]
    for name in there:
        for fault in archive_faults(place / name, expected[name]):
            find(name, fault)
    count = sum(len(expected[name]) for name in there)
    return f"{many(count, 'file')} in {' and '.join(there)}" if there else ""


def archive_faults(path: Path, expected: Mapping[str, str]) -> list[str]:
    """How an archive differs from a list of the SHA-256 of each file."""
    with listed_archive(path) as archived:
        wrong = [f"{member} {fault}" for member, fault in archived.problems]
        wrong += [f"{member} is missing" for member in expected.keys() - archived.files.keys()]
        wrong += [f"{member} is not listed" for member in archived.files.keys() - expected]
        for member in sorted(expected.keys() & archived.files.keys()):
            if not _holds(archived, member, expected[member]):
                wrong.append(f"{member} has other bytes than those listed")
    return sorted(wrong)


def _holds(release: Release, name: str, digest: str) -> bool:
    """Whether a file can be read and has this SHA-256."""
    try:
        return sha256_of(chunks(release, name)) == digest
    except MALFORMED:
        return False
