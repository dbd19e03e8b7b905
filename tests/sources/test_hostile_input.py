"""Broken and hostile files: one clear finding each, without a traceback and without waiting.

Everything runs in process on a project of one small report.
"""

import os
import re
import signal

import pytest

from pipeline.releases.filesystems import Unreachable, open_store
from pipeline.releases.index import read_index_file
from pipeline.releases.packages import Unreadable
from pipeline.releases.store import read_index
from pipeline.sources.folders import read_corpus
from pipeline.sources.yaml_lines import read_yaml
from pipeline.text.numbers.numerals import find_numerals
from pipeline.text.unreadable_characters import unreadable_characters
from tests.reports import Report, new_corpus

SECONDS = 20
FOLDER = "sources/a-report"


@pytest.fixture(autouse=True)
def _no_waiting():
    def stop(*_):
        raise TimeoutError("it waits for ever")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)


@pytest.fixture
def root(tmp_path):
    report = Report("a-report", "Inspectors made 30 visits.\n")
    return new_corpus(tmp_path, report.having(waivers="waivers: []\n"))


def only_finding(root):
    """The one finding about the project, as text."""
    _, findings = read_corpus(root)
    assert len(findings) == 1, findings
    return f"{findings[0].file}:{findings[0].line} {findings[0].found}"


def put_pipe(path):
    path.unlink()
    os.mkfifo(path)


def put_device(path):
    path.unlink()
    path.symlink_to("/dev/zero")


def put_loop(path):
    path.unlink()
    path.symlink_to(path.name)


def put_folder(path):
    path.unlink()
    path.mkdir()


FILES = ["figures.yaml", "document.txt", "waivers.yaml"]


@pytest.mark.parametrize("file", [*FILES, "source.yaml"])
@pytest.mark.parametrize(
    ("put", "found"),
    [
        (put_pipe, "is a pipe or a device, not a file"),
        (put_device, "is a pipe or a device, not a file"),
        (put_loop, "Too many levels of symbolic links"),
        (put_folder, "is a folder, not a file"),
    ],
)
def test_what_is_no_file_is_one_finding(root, file, put, found):
    put(root / FOLDER / file)
    assert f"{FOLDER}/{file}:0" in only_finding(root)
    assert found in only_finding(root)


@pytest.mark.parametrize("file", ["release.yaml", "sources/measures.yaml"])
def test_a_pipe_in_place_of_a_file_of_the_project_is_one_finding(root, file):
    put_pipe(root / file)
    assert "is a pipe or a device" in only_finding(root)


def test_a_pipe_that_nothing_reads_is_one_finding(root):
    os.mkfifo(root / FOLDER / "notes.txt")
    assert "it is a pipe, a device or a broken link" in only_finding(root)


def test_names_that_are_no_utf8_are_one_finding(root):
    (root / "sources" / os.fsdecode(b"\xff")).mkdir()
    assert "the name of the folder is no UTF-8" in only_finding(root)


def test_a_name_of_a_file_that_is_no_utf8_is_one_finding(root):
    (root / FOLDER / os.fsdecode(b"\xff.txt")).write_text("x")
    assert "the name of the file is no UTF-8" in only_finding(root)


@pytest.mark.parametrize("file", ["figures.yaml", "waivers.yaml", "source.yaml"])
@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "must be keys with values; found nothing"),
        (b"a: \0\n", "control characters are not allowed"),
        (b"a: \xe9\n", "not UTF-8"),
        (b"a: \xef\xbf\xbe\n", "control characters are not allowed"),
        (b"a: " + b"[" * 900 + b"]" * 900, "nested too deeply"),
        (b"a: " + b"[" * 100_000, "nested too deeply"),
        (b"- " * 100_000, "nested too deeply"),
        (b"? " * 100_000, "nested too deeply"),
        (b"{a: " * 100_000, "nested too deeply"),
        (b"a: &a [*a]\n", "its aliases make more values"),
        (b"a: 1\na: 2\n", "duplicate key `a`"),
        (b"a: !!python/object/apply:os.system [id]\n", "the tag `tag:yaml.org,2002:python/object"),
        (b"a: !thing {b: 1}\n", "the tag `!thing`"),
        (b"a: !thing b\n", "is not a plain !thing"),
        (b"? [a, b]\n: 1\n", "a key is empty, or is a list"),
        (b"? \n: 1\n", "a key is empty"),
        (b"a: 1" + b"0" * 5000 + b"\n", "is not a plain int"),
        (b"a: 1." + b"0" * 5000 + b"\n", "is not a plain float"),
        (b"a: .nan\n", "is not a plain float"),
        (b"a: -.inf\n", "is not a plain float"),
        (b"a: 1\n---\nb: 1\n", "another document"),
    ],
)
def test_broken_yaml_is_one_finding(root, file, content, found):
    (root / FOLDER / file).write_bytes(content)
    text = only_finding(root)
    assert f"{FOLDER}/{file}:" in text
    assert found in text
    assert len(text) < 400


def test_a_byte_order_mark_before_yaml_changes_nothing():
    assert read_yaml("\ufeffa: 1\n").value == {"a": 1}


@pytest.mark.parametrize(
    ("character", "found"),
    [
        ("\ufffe", "U+FFFE is a non-character"),
        ("\uffff", "U+FFFF is a non-character"),
        ("\U0010ffff", "U+10FFFF is a non-character"),
        ("\ufdd0", "U+FDD0 is a non-character"),
        ("\0", "U+0000 is a control character"),
        ("\x07", "U+0007 is a control character"),
        ("\x85", "U+0085 is a control character"),
        ("\ufeff", "U+FEFF is a byte order mark"),
        ("\ufffd", "U+FFFD is a replacement character"),
        ("\ue000", "U+E000 is a character for private use"),
        ("\u202e", "U+202E is a mark that changes the direction"),
        ("\u061c", "U+061C is a mark that changes the direction"),
        ("\u2028", "U+2028 is a line separator"),
    ],
)
def test_an_unreadable_character_is_named_with_its_line(tmp_path, character, found):
    root = new_corpus(tmp_path, Report("a-report", f"Inspectors\nmade 3{character}0 visits.\n"))
    assert f"{FOLDER}/document.txt:2 {found}" in only_finding(root)


def test_what_texts_do_have_is_read():
    assert not unreadable_characters("a\tb\r\nc\fd\u00ad \u2009–“é” ⁴\U0001f600\u200b")


def test_a_line_of_a_million_digits_is_refused_and_read_in_time(tmp_path):
    root = new_corpus(tmp_path, Report("a-report", f"Inspectors\nmade {'1' * 10**6} visits.\n"))
    assert "the line has 1,000,013 characters" in only_finding(root)


@pytest.mark.parametrize(
    "text", ["1" * 10**5, "1," * 50_000, "1 " * 50_000, "(" * 50_000, "$" * 50_000]
)
def test_long_runs_are_read_in_time(text):
    for numeral in find_numerals(text):
        assert numeral.end <= len(text)


@pytest.mark.parametrize(
    "value", ["1e999999", "1" + "0" * 5000, "1" + "0" * 30, ".nan", "1.1234567", "three", '"17700"']
)
def test_a_value_that_is_no_number_of_a_document_is_one_finding(root, value):
    figure = f'{{id: a, measure: visits, quote: made 30 visits, at: "30", value: {value}, population: x}}'
    (root / FOLDER / "figures.yaml").write_text(
        f"transcribed_by: software\nchecked_by: none\nfigures:\n  - {figure}\n"
    )
    text = only_finding(root)
    assert "figures.yaml:4" in text
    assert len(text) < 300


@pytest.mark.parametrize(
    "content", [b"", b"\0", b'{"a', b"[" * 100_000, b"\xff\xfe", b"null", b"{}"]
)
def test_a_damaged_index_of_releases_is_named_with_what_to_do(tmp_path, content):
    (tmp_path / "index.json").write_bytes(content)
    with pytest.raises(Unreadable, match=r"index\.json: .*restore it from version control"):
        read_index_file(tmp_path)


PLACES = {
    "a pipe": os.mkfifo,
    "a folder": lambda place: place.mkdir(),
    "a link to itself": lambda place: place.symlink_to(place),
    "a link to nothing": lambda place: place.symlink_to("nowhere"),
    "a device": lambda place: place.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("kind", PLACES)
def test_an_index_of_releases_that_is_no_file_is_named_without_waiting(kind, tmp_path):
    PLACES[kind](tmp_path / "index.json")
    with pytest.raises(Unreadable, match=r"index\.json: it is no file; restore it"):
        read_index_file(tmp_path)


@pytest.mark.parametrize("kind", ["a pipe", "a folder", "a device"])
def test_a_store_with_an_index_that_is_no_file_is_not_read(kind, tmp_path):
    PLACES[kind](tmp_path / "index.json")
    with pytest.raises(Unreachable, match=r"index\.json is no file"):
        read_index(open_store(tmp_path))


def test_a_store_that_is_a_file_is_named(tmp_path):
    (tmp_path / "releases").write_text("x")
    with pytest.raises(Unreadable, match="releases: it is no folder"):
        read_index_file(tmp_path / "releases")


ADDRESSES = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "//example.org/x",
    "www.example.org",
    "https://",
    'https://example.org/">x',
    "https://example.org/ x",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_none_of_the_web_is_refused_with_its_line(root, address):
    source = root / FOLDER / "source.yaml"
    source.write_text(f"{source.read_text()}official_url: '{address}'\n")
    line = source.read_text().count("\n")
    assert only_finding(root).startswith(f"{FOLDER}/source.yaml:{line} ")
    assert "begins with https:// or http://" in only_finding(root)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_license_at_an_address_that_is_none_of_the_web_is_refused_with_its_line(root, address):
    head = root / "release.yaml"
    text, many = re.subn(r"(?<=path: )[^,}\]\n]+", lambda _: f"'{address}'", head.read_text())
    head.write_text(text)
    line = text[: text.index(address)].count("\n") + 1
    assert many == 1
    assert only_finding(root).startswith(f"release.yaml:{line} ")
    assert "begins with https:// or http://" in only_finding(root)


@pytest.mark.parametrize(
    "address", ["http://example.org", "https://a.example.org:8080/b?c=d&e=f#g", "null"]
)
def test_an_address_of_the_web_is_none_of_the_findings(root, address):
    source = root / FOLDER / "source.yaml"
    source.write_text(f"{source.read_text()}official_url: {address}\n")
    assert read_corpus(root)[1] == ()
