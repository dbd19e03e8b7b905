"""Reproducible: each file is the one that was released, and the archive holds the same files."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping

from pipeline.releases.standalone.release import (
    CHECKSUMS,
    DESCRIPTOR,
    MALFORMED,
    SIGNATURE,
    Release,
    chunks,
    content,
    is_plain,
    many,
    open_release,
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
    digests = read_checksums(content(release, CHECKSUMS))
    unlisted = {CHECKSUMS, SIGNATURE, *([release.archive_name] if release.path.is_dir() else [])}
    if write_checksums(digests) != content(release, CHECKSUMS):
        find(CHECKSUMS, "is not one line `<SHA-256>  <path>` for each file, sorted by path")
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
    return f"{many(len(digests), 'file')} listed"


@part("reproducible")
def checksums(release: Release, find: Find) -> str:
    """Every file has the SHA-256 listed, every table that of the descriptor."""
    listed = read_checksums(content(release, CHECKSUMS))
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
    """The archive beside the files of a release holds the same files."""
    if not release.path.is_dir() or release.archive_name not in release.files:
        return "" if release.members else "no archive beside them"
    expected = read_checksums(content(release, CHECKSUMS))
    expected[CHECKSUMS] = sha256_of(chunks(release, CHECKSUMS))
    if SIGNATURE in release.files:
        expected[SIGNATURE] = sha256_of(chunks(release, SIGNATURE))
    name = release.archive_name
    with open_release(release.path / name) as archived:
        wrong = [f"{member} {fault}" for member, fault in archived.problems]
        wrong += [f"{member} is missing" for member in expected.keys() - archived.files.keys()]
        wrong += [f"{member} is not in the folder" for member in archived.files.keys() - expected]
        for member in sorted(expected.keys() & archived.files.keys()):
            if not _holds(archived, member, expected[member]):
                wrong.append(f"{member} has other bytes than in the folder")
    for fault in sorted(wrong):
        find(name, fault)
    return f"the same {many(len(expected), 'file')} in the archive"


def _holds(release: Release, name: str, digest: str) -> bool:
    """Whether a file can be read and has this SHA-256."""
    try:
        return sha256_of(chunks(release, name)) == digest
    except MALFORMED:
        return False
