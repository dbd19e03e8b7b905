"""Fetch the original of an example: a file inside a source package, which pip downloads by its hash.

    python examples/fetch.py examples/arrests [FOLDER]

The package is one that setuptools builds, and none of its code runs: `no_code/` answers for it what pip asks. Nothing is
written unless package and file have the hashes in `original.yaml`.
"""

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

import yaml

NO_CODE = Path(__file__).parent / "no_code"
TIME = 120
"""Seconds that the download may take."""


class Original(NamedTuple):
    """`original.yaml` of an example."""

    file: str
    sha256: str
    package: str
    package_sha256: str
    member: str


class NotFetched(Exception):
    """Why there is no original, and what to do."""


def original_of(example: Path) -> Original:
    """What is fetched for an example."""
    return Original(**yaml.safe_load((example / "original.yaml").read_text("utf-8")))


def fetch(original: Original, folder: Path) -> Path:
    """The original in a folder, downloaded unless it is there; raises `NotFetched`."""
    there = folder / original.file
    if there.is_file() and _sha256(there.read_bytes()) == original.sha256:
        return there
    with tempfile.TemporaryDirectory() as name:
        content = _member(_downloaded(original, Path(name)), original.member)
    if (found := _sha256(content)) != original.sha256:
        raise NotFetched(
            f"{original.member} of {original.package} has the sha256 {found}, expected {original.sha256}"
        )
    folder.mkdir(parents=True, exist_ok=True)
    there.write_bytes(content)
    return there


def _downloaded(original: Original, folder: Path) -> Path:
    """The source package, whose hash pip has checked."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{original.package} --hash=sha256:{original.package_sha256}\n")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--no-binary=:all:", "--no-build-isolation", "--require-hashes"]
    command += ["--requirement", str(wanted), "--dest", str(folder / "package")]
    try:
        done = subprocess.run(
            command,
            env=os.environ | {"PYTHONPATH": str(NO_CODE)},
            capture_output=True,
            text=True,
            timeout=TIME,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotFetched(f"pip did not download {original.package} in {TIME} seconds") from None
    if done.returncode:
        raise NotFetched(f"pip did not download {original.package}:\n{done.stderr.strip()}")
    (package,) = (folder / "package").iterdir()
    return package


def _member(package: Path, name: str) -> bytes:
    """A file inside the package, whose files are all in one folder."""
    with tarfile.open(package) as archive:
        for member in archive:
            if member.isfile() and member.name.partition("/")[2] == name:
                return archive.extractfile(member).read()
    raise NotFetched(f"{package.name} does not hold {name}")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def main(example: Path, folder: Path) -> None:
    """Fetch, and say where the original is; or end with the reason."""
    try:
        print(fetch(original_of(example), folder))
    except NotFetched as reason:
        sys.exit(f"{reason}\nnothing is written; with a copy of the file, put it into {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else sys.argv[1]))
