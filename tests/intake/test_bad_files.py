"""Files that are not taken in: one finding each, exit code 1, and nothing is written."""

import zlib

import made_pdfs
import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.intake import refusals

BAD = {
    "empty": (b"", "the file is empty"),
    "scan": (made_pdfs.scan(), "has no text on any of its 2 pages: it is a scan"),
    "encrypted": (made_pdfs.encrypted(), "is encrypted"),
    "broken": (b"%PDF-1.4\n" + bytes(range(256)) * 20, "the PDF is broken"),
    "cut": (made_pdfs.report()[:900], "the PDF is broken"),
    "no pages": (
        made_pdfs.by_hand(b"").replace(b"/Kids [3 0 R ]", b"/Kids [     ]"),
        "the PDF is broken",
    ),
    "many pages": (made_pdfs.by_hand(b"", count=2001), "has 2,001 pages; at most 2,000 are read"),
    "zip": (b"PK\x03\x04" + bytes(50), "a zip archive"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
    "no encoding": (b"In 2019 na\xefve", "is not utf-8"),
    "NUL": (b"In 2019\x00", "NUL"),
    "blank": (b" \n\n", "has no text"),
    "long line": (b"x" * 100_001, "100,001 characters"),
}


@pytest.fixture
def root(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "release.yaml").touch()
    return tmp_path


def add(root, content, *options, name="file"):
    (root / name).write_bytes(content)
    arguments = ["--root", str(root), "add", str(root / name), "--id", "a-report", *options]
    return CliRunner().invoke(oversight, [*arguments, "--us-government-work", "--title", "Beds"])


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_is_not_taken_in_is_named_with_its_remedy(kind, root):
    content, found = BAD[kind]
    ran = add(root, content)
    assert ran.exit_code == 1 and found in ran.output and "→" in ran.output, ran.output
    assert "nothing is written" in ran.output and "Traceback" not in ran.output
    assert sorted(path.name for path in root.rglob("*")) == ["file", "release.yaml", "sources"]


def test_a_name_that_ends_with_pdf_is_no_pdf(root):
    assert "does not begin with %PDF" in add(root, b"Beds: 5", name="file.pdf").output


def test_a_file_that_is_too_large_is_not_even_read(root):
    with (root / "file").open("wb") as file:
        file.truncate(refusals.LARGEST_FILE + 1)
    arguments = [
        "--root",
        str(root),
        "add",
        str(root / "file"),
        "--id",
        "a-report",
        "--us-government-work",
    ]
    ran = CliRunner().invoke(oversight, arguments)
    assert ran.exit_code == 1 and "the file has 50.0 MB; at most 50 MB are read" in ran.output


@pytest.mark.slow
def test_a_stream_that_unpacks_to_gigabytes_ends_its_own_process_only(root):
    packed = zlib.compressobj(1)
    block = b"(x) Tj " * 150_000
    stream = b"".join(packed.compress(block) for _ in range(2_500)) + packed.flush()
    content = (
        made_pdfs.by_hand(b"")
        .replace(zlib.compress(b"", 9), stream)
        .replace(b"/Length 8 ", b"/Length %d " % len(stream))
    )
    ran = add(root, content)
    assert ran.exit_code == 1 and "nothing is written" in ran.output, ran.output
    assert not list((root / "sources").iterdir())


def test_fonts_that_name_no_characters_are_refused(root):
    content = made_pdfs.by_hand(b"BT /F 11 Tf 72 700 Td (\x01\x02\x03\x04 abc) Tj ET")
    encoding = (
        b"/BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [1 /g1 /g2 /g3 /g4] >> "
    )
    ran = add(root, content.replace(b"/BaseFont /Helvetica ", encoding))
    assert ran.exit_code == 1 and "do not say which characters they print" in ran.output, ran.output
