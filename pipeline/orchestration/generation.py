"""Which sources and which code a value was made from: two hashes.

A *generation* is the hash of everything that a derivation reads under the root. A stored value carries both
hashes, so that nothing is published from values of different sources or different code.
"""

import os
from functools import cache
from hashlib import sha256
from pathlib import Path

import pipeline
from pipeline.sources.folders import PROPOSALS

READ = ("sources", "release.yaml", "releases/index.json")
"""What a derivation reads; the index has the hash of the release that a version is compared with."""
CODE = ("pipeline", "schemas", "requirements.lock")


def generation_of(root: Path) -> str:
    """Hash of everything that is read under `root`, as it is on disk now."""
    return _hash_of(root, [path for name in READ for path in _files(root / name)])


@cache
def code_version() -> str:
    """Hash of the code that runs, and of the lock where it is beside the code."""
    root = Path(pipeline.__file__).parent.parent
    files = [path for name in CODE for path in _files(root / name)]
    return _hash_of(root, [path for path in files if "__pycache__" not in path.parts])


def _files(path: Path) -> list[Path]:
    """A file, or the files under a folder, in order; neither the hidden files that editors leave nor proposals."""
    if path.is_file():
        return [path]
    files = sorted(f for f in path.rglob("*") if f.is_file() and not f.name.startswith("."))
    return [file for file in files if file.parts[len(path.parts) :][1:2] != (PROPOSALS,)]


def _hash_of(root: Path, files: list[Path]) -> str:
    total = sha256()
    for path in files:
        total.update(os.fsencode(path.relative_to(root)) + b"\0")
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()
