"""The original of an example comes out of a source package by two hashes, and no code of the package runs."""

import hashlib
import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import yaml

FETCH = Path(__file__).parents[1] / "examples/fetch.py"
PDF = b"%PDF-1.4 beds"
FILES = {
    "PKG-INFO": b"Metadata-Version: 2.1\nName: beds\nVersion: 1.0\n",
    "pyproject.toml": b'[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n',
    "setup.py": b"import pathlib\npathlib.Path('{ran}').touch()\n",
    "tests/beds.pdf": PDF,
}


def sha256(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A folder in which pip finds the package; its setup.py leaves a file where it runs."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    with tarfile.open(shelf / "beds-1.0.tar.gz", "w:gz") as archive:
        for name, written in FILES.items():
            content = written.replace(b"{ran}", str(tmp_path / "ran").encode())
            member = tarfile.TarInfo(f"beds-1.0/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    return shelf / "beds-1.0.tar.gz"


def fetch(tmp_path, package, **other):
    wanted = {
        "file": "beds.pdf",
        "sha256": sha256(PDF),
        "package": "beds==1.0",
        "package_sha256": sha256(package.read_bytes()),
        "member": "tests/beds.pdf",
    }
    (tmp_path / "original.yaml").write_text(yaml.safe_dump(wanted | other))
    command = [sys.executable, str(FETCH), str(tmp_path), str(tmp_path / "out")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_file_is_written_and_the_package_does_not_run(tmp_path, package):
    ran = fetch(tmp_path, package)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "out/beds.pdf").read_bytes() == PDF
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"sha256": "0" * 64}, "expected 0000"),
        ({"package_sha256": "0" * 64}, "DO NOT MATCH THE HASHES"),
        ({"member": "tests/cots.pdf"}, "does not hold tests/cots.pdf"),
    ],
)
def test_nothing_is_written_of_another_package_or_file(tmp_path, package, other, found):
    ran = fetch(tmp_path, package, **other)
    assert ran.returncode == 1 and found in ran.stderr and "nothing is written" in ran.stderr
    assert not (tmp_path / "out").exists()
