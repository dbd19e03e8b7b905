"""Verify a release of Oversight Figures with Python 3.9 or newer alone: nothing to install, no network.

A release promises to be reproducible, well formed, accounted for, traceable, checked and honest. What its
own files show of each promise is looked at here, part by part; this file is also `verify.py` in every
release. It shares no code with the pipeline that made the release, so that a mistake there is not made
again here. What needs more than Python's standard library is in NOT_CHECKED and left to the command
`oversight verify`, which calls the same functions.
"""

# ruff: noqa: B905  (`zip(strict=)` came with Python 3.10)
from __future__ import annotations

import argparse
import base64
import csv
import hashlib
import json
import os
import re
import struct
import sys
import textwrap
import threading
import unicodedata
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache, partial, wraps
from itertools import combinations, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

PROMISES = ("reproducible", "well formed", "accounted for", "traceable", "checked", "honest")
NOT_CHECKED = (
    "who made the release: whoever writes one can make its checksums agree. Hold SHA256SUMS against the "
    "index of the store that it came from, or its signature (SHA256SUMS.sig) against signers you know",
    "what people decided: populations, periods, units, pages, qualifiers, wording, discrepancies",
    "whether Parquet, SQLite, Excel and JSON Lines hold the cells of the CSV files (`oversight verify`)",
    "what follows from the tables (bounds, restatements), and every text and metadata file "
    "(`oversight verify --rebuild` makes all of it again)",
    "whether the release was superseded or withdrawn since (`oversight verify`, with its store)",
    "excerpts against full texts that may not be passed on; `sources` has the SHA-256 of each",
)
CHECKSUMS, SIGNATURE, DESCRIPTOR = "SHA256SUMS", "SHA256SUMS.sig", "datapackage.json"
EXCERPTS = "documents/excerpts.jsonl"
MALFORMED = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    *(csv.Error, re.error),
)
"""What Python raises on content that is not what it should be."""
Row = Mapping[str, str]
Find = Callable[[str, str], None]
"""How a part of the verification says that something is wrong: the place, and what was found there."""


class Problem(NamedTuple):
    """A promise that does not hold, where, and what was found there."""

    promise: str
    place: str
    found: str


class Result(NamedTuple):
    """What a part of the verification looked at, in words, and every problem that it found."""

    part: str
    promise: str
    looked_at: str
    problems: list[Problem]


def part(promise: str) -> Callable[[Callable[[Release, Find], str]], Callable[[Release], Result]]:
    """Make a part of the verification of a function that finds problems and says what it looked at.

    Content that cannot be read is a problem like any other, never an exception; only `OSError` passes.
    """

    def of(look: Callable[[Release, Find], str]) -> Callable[[Release], Result]:
        @wraps(look)
        def looked(release: Release) -> Result:
            problems: list[Problem] = []

            def find(place: str, found: str) -> None:
                problems.append(Problem(promise, place, found))

            try:
                looked_at = look(release, find)
            except MALFORMED as error:
                looked_at = f"{look.__name__} in part"
                find(look.__name__, f"cannot be read further: {reason(error)}")
            return Result(look.__name__, promise, looked_at, problems)

        return looked

    return of


def reason(error: Exception) -> str:
    """What an exception says, for people."""
    return f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)


def many(number: int, what: str) -> str:
    """A number of things in words, as in `1,205 quotations`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


# ---- A release: the same files in a folder, or in an archive that is read where it lies


class Extent(NamedTuple):
    """Where a file's bytes stand: in a file of its own, or inside the archive, which only stores."""

    path: Path
    start: int
    length: int


class Release(NamedTuple):
    """A release's files by name, its descriptor, and what was wrong on opening it."""

    path: Path
    files: dict[str, Extent]
    descriptor: Mapping[str, Any]
    problems: list[tuple[str, str]]

    @property
    def name(self) -> str:
        """Its name, the same for all versions; where the descriptor's is no plain name, `unnamed`."""
        name = str(self.descriptor.get("name"))
        return name if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", name) else "unnamed"

    @property
    def version(self) -> str:
        """Its version; where the descriptor's is none, `unknown`."""
        version = str(self.descriptor.get("version"))
        return (
            version if re.fullmatch(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}", version) else "unknown"
        )

    @property
    def archive(self) -> str:
        """Name of the archive, which in a folder may stand beside the files that it holds."""
        return f"{self.name}-{self.version}.zip"

    @property
    def tables(self) -> dict[str, Mapping[str, Any]]:
        """The descriptor's CSV resources by name."""
        resources = self.descriptor["resources"]
        return {resource["name"]: resource for resource in resources if resource["format"] == "csv"}


def open_release(path: Path) -> Release:
    """The release in a folder or zip archive; raises `OSError` where there is none to be read."""
    release = Release(path, {}, {"resources": []}, [])
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there")
    if path.is_dir():
        _list_folder(release)
        if CHECKSUMS not in release.files and DESCRIPTOR not in release.files:
            raise FileNotFoundError(f"{path} holds no release: no {CHECKSUMS}, no {DESCRIPTOR}")
    else:
        with path.open("rb") as file:
            if file.read(4) != LOCAL and path.suffix != ".zip":
                raise FileNotFoundError(f"{path} is neither a folder nor a zip archive")
            _list_archive(release, file)
    try:
        descriptor = json.loads(content(release, DESCRIPTOR))
        return release._replace(descriptor={**release.descriptor, **descriptor})
    except MALFORMED as error:
        release.problems.append((DESCRIPTOR, f"cannot be read: {reason(error)}"))
        return release


def _list_folder(release: Release) -> None:
    waiting = [release.path]
    for folder in waiting:
        entries = list(os.scandir(folder))
        for entry in entries:
            path = Path(entry.path)
            name = path.relative_to(release.path).as_posix()
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_file(follow_symlinks=False):
                release.files[name] = Extent(path, 0, entry.stat().st_size)
            else:
                release.problems.append((name, "is a link, or no plain file"))
        if not entries:
            release.problems.append((folder.relative_to(release.path).as_posix(), "is empty"))


def _list_archive(release: Release, file: BinaryIO) -> None:
    """Find the members of an archive, from one head to the next; nothing is ever unpacked."""
    size, at = release.path.stat().st_size, 0
    while True:
        file.seek(at)
        head = file.read(4 + ENTRY.size)
        if head[:4] != LOCAL or len(head) < 4 + ENTRY.size:
            return
        _, flags, method, *_, stored, length, name_length, extra = ENTRY.unpack(head[4:])
        name = file.read(name_length).decode("utf-8", "replace")
        extent = Extent(release.path, at + len(head) + name_length + extra, length)
        at = extent.start + stored
        if method or flags & ~UTF8_NAME or stored != length or at > size:
            found = "is compressed, encrypted or cut off; the files of a release are only stored"
            release.problems.append((name, found))
        elif name in release.files or not is_plain(name):
            release.problems.append((name, "is in the archive twice, or leads out of it"))
        else:
            release.files[name] = extent


def is_plain(name: str) -> bool:
    """Whether a path leads to one place inside the release, on every system."""
    steps = name.split("/")
    return not re.search(r"[\x00-\x1f\x7f\\:]", name) and not {"", ".", ".."}.intersection(steps)


def chunks(release: Release, name: str, size: int = 1 << 20) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    path, start, left = release.files[name]
    with path.open("rb") as file:
        file.seek(start)
        while left and (chunk := file.read(min(left, size))):
            left -= len(chunk)
            yield chunk


def content(release: Release, name: str) -> bytes:
    """All bytes of a file."""
    return b"".join(chunks(release, name))


def lines(release: Release, name: str) -> Iterator[str]:
    """The lines of a UTF-8 file, each with its end; raises `ValueError` where it is none."""
    path, start, left = release.files[name]
    with path.open("rb") as file:
        file.seek(start)
        while left and (line := file.readline(left)):
            left -= len(line)
            yield line.decode("utf-8")


def rows(release: Release, table: str, *only: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table by column, each with its line; a missing value is an empty string.

    Of a large table it takes half the time to look at some columns `only`.

    Raises `KeyError` where there is no such table, `ValueError` or `csv.Error` where it is malformed.
    """
    columns = [field["name"] for field in release.tables[table]["schema"]["fields"]]
    csv.field_size_limit(1 << 24)
    reader = csv.reader(lines(release, release.tables[table]["path"]), strict=True)
    if next(reader, None) != columns:
        raise ValueError(f"the columns of {table} are not those of {DESCRIPTOR}")
    places = [(name, columns.index(name)) for name in only or columns]
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) != len(columns):
            raise ValueError(f"line {line} of {table} has {many(len(cells), 'cell')}")
        yield line, {name: cells[place] for name, place in places}
        line = reader.line_num + 1


def records(release: Release, table: str, *only: str) -> Iterator[dict[str, str]]:
    """The rows of a table by column: of all columns, or of some."""
    return (row for _, row in rows(release, table, *only))


# ---- Reproducible: each file is the one released, and the archive follows from the files

LOCAL, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
ENTRY = struct.Struct("<5H3L2H")  # version, flags, method, time, date, CRC-32, sizes, lengths
UTF8_NAME, STORED, FIRST_OF_1980 = 0x800, 0, 33
MADE_ON_UNIX, MODE_0644 = 3 << 8 | 20, 0o100644 << 16
Read = Callable[[str], Iterable[bytes]]


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


def write_archive(target: BinaryIO, names: Iterable[str], read: Read) -> None:
    """Write the canonical zip archive of some files; `read` gives the bytes of one, and is called twice.

    Raises `ValueError` where the files come to 4 GiB or more.
    """
    for piece in archive_pieces(names, read):
        target.write(piece)


def archive_pieces(names: Iterable[str], read: Read) -> Iterator[bytes]:
    """The bytes of the canonical archive: the same files give the same bytes.

    Files are stored, sorted by path, dated 1980-01-01, with mode 0644 and without extra fields (the zip
    format's APPNOTE, section 4.3). Not left to `zipfile`, which may write otherwise in another version.
    """
    entries, at = [], 0
    for name in sorted(names):
        path, crc, length = name.encode("utf-8"), 0, 0
        for piece in read(name):
            crc, length = zlib.crc32(piece, crc), length + len(piece)
        if at + length > 0xFFFF0000:
            raise ValueError("an archive holds less than 4 GiB")
        about = (20, 0 if name.isascii() else UTF8_NAME, STORED, 0, FIRST_OF_1980, crc, length)
        entry = ENTRY.pack(*about, length, len(path), 0)
        yield LOCAL + entry + path
        yield from read(name)
        attributes = struct.pack("<3H2L", 0, 0, 0, MODE_0644, at)
        entries.append(CENTRAL + struct.pack("<H", MADE_ON_UNIX) + entry + attributes + path)
        at += len(LOCAL + entry + path) + length
    directory, count = b"".join(entries), len(entries)
    yield directory
    if count >= 0xFFFF:  # more than the plain end can count (sections 4.3.14 and 4.3.15)
        numbers = (44, MADE_ON_UNIX, 45, 0, 0, count, count, len(directory), at)
        yield struct.pack("<4sQ2H2L4Q", b"PK\6\6", *numbers)
        yield struct.pack("<4sLQL", b"PK\6\7", 0, at + len(directory), 1)
    shown = min(count, 0xFFFF)
    yield END + struct.pack("<4H2LH", 0, 0, shown, shown, len(directory), at, 0)


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
    """The files there are those listed, and the list is in its one form."""
    for place, found in release.problems:
        find(place, found)
    for what, used in (("name", release.name), ("version", release.version)):
        if release.descriptor.get(what) != used:
            find(DESCRIPTOR, f"its {what} is not of the form that a release's has")
    digests = read_checksums(content(release, CHECKSUMS))
    unlisted = {CHECKSUMS, SIGNATURE, *([release.archive] if release.path.is_dir() else [])}
    if write_checksums(digests) != content(release, CHECKSUMS):
        find(CHECKSUMS, "is not one line `<SHA-256>  <path>` for each file, sorted by path")
    for name in sorted(digests.keys() | release.files.keys()):
        if name in digests and (name in unlisted or not is_plain(name)):
            find(name, f"may not be listed in {CHECKSUMS}")
        elif name not in release.files:
            find(name, f"is listed in {CHECKSUMS} and is not there")
        elif name not in digests and name not in unlisted:
            find(name, f"is there and is not listed in {CHECKSUMS}")
    for resource in release.descriptor["resources"]:
        if resource["path"] not in digests:
            find(resource["path"], f"is in {DESCRIPTOR} and is not listed in {CHECKSUMS}")
    return f"{many(len(digests), 'file')} listed"


@part("reproducible")
def checksums(release: Release, find: Find) -> str:
    """Every file has the SHA-256 listed, every table that of the descriptor."""
    listed = read_checksums(content(release, CHECKSUMS))
    names = sorted(listed.keys() & release.files)
    digests = {name: sha256_of(chunks(release, name)) for name in names}
    for name in names:
        if digests[name] != listed[name]:
            find(name, f"its SHA-256 is {digests[name]}, listed is {listed[name]}")
    for resource in release.descriptor["resources"]:
        if resource["hash"] != f"sha256:{digests.get(resource['path'])}":
            find(resource["path"], f"its SHA-256 is not the one in {DESCRIPTOR}")
    if SIGNATURE in release.files and not is_armored(content(release, SIGNATURE)):
        find(SIGNATURE, "is not an SSH signature in its one form")
    size = sum(release.files[name].length for name in names)
    return f"the checksums of {many(size, 'byte')}"


@part("reproducible")
def archive(release: Release, find: Find) -> str:
    """The archive, written again from the files, is the one that is there, byte for byte."""
    inside, place, same = release.files.keys() - {release.archive}, release.path, 0
    if release.path.is_dir():
        if release.archive not in release.files:
            return "no archive beside them"
        place = release.files[release.archive].path
    with place.open("rb") as there:
        for piece in archive_pieces(inside, lambda name: chunks(release, name)):
            if there.read(len(piece)) != piece:
                break
            same += len(piece)
        else:
            if not there.read(1):
                return f"the archive of {many(len(inside), 'file')} written again"
    find(place.name, f"is not the archive of the files: it differs behind byte {same:,}")
    return "an archive of other files"


# ---- Well formed: the tables are as the descriptor says

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
READABLE: Mapping[str, Callable[[str], object]] = {
    "string": lambda _: True,
    "integer": re.compile(r"-?[0-9]+").fullmatch,
    "number": NUMBER.fullmatch,
    "boolean": re.compile(r"true|false").fullmatch,
    "date": lambda text: re.fullmatch(r"\d{4}-\d\d-\d\d", text) and date.fromisoformat(text),
}
Values = dict[tuple[str, ...], dict[tuple[str, ...], int]]
"""A table and some of its columns → cells that stand together there → the first line where they do."""


def exact(text: str) -> Fraction:
    """A published number, not rounded; raises `ValueError` where it is none."""
    if not NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    return Fraction(text)


def fault_of_cell(field: Mapping[str, Any], text: str) -> str | None:
    """Why a cell may not stand in its column; None where it may."""
    limits = field.get("constraints", {})
    if not text:
        return "is empty and must not be" if limits.get("required") else None
    try:
        readable = READABLE[field["type"]](text)
    except ValueError:
        readable = False
    if not readable:
        return f"is no {field['type']}"
    if "enum" in limits and text not in limits["enum"]:
        return "is not in its vocabulary"
    if "pattern" in limits and not re.fullmatch(limits["pattern"], text):
        return f"is not of the form {limits['pattern']}"
    if (
        "minimum" in limits
        and (int if field["type"] == "integer" else exact)(text) < limits["minimum"]
    ):
        return f"is less than {limits['minimum']}"
    return None


def _faults(release: Release, table: str, values: Values) -> Iterator[tuple[str, int, str]]:
    """What is wrong with a table's rows, on which line, and the text; `values` fill on the way."""
    schema = release.tables[table]["schema"]
    primary, *others = map(tuple, (schema["primaryKey"], *schema.get("uniqueKeys", [])))
    noted = [(columns, met) for (name, *columns), met in values.items() if name == table]
    fault_in = [lru_cache(4096)(partial(fault_of_cell, field)) for field in schema["fields"]]
    for line, row in rows(release, table):
        for column, fault_of, text in zip(row, fault_in, row.values()):
            if fault := fault_of(text):
                yield f"`{column}` {fault}", line, text
        for columns, met in noted:
            value = tuple(row[column] for column in columns)
            if met.setdefault(value, line) != line and tuple(columns) in (primary, *others):
                yield f"the key {', '.join(columns)} is there twice", line, " ".join(value)
            if tuple(columns) == primary and not all(value):
                yield f"the key {', '.join(columns)} is empty in part", line, " ".join(value)


@part("well formed")
def tables(release: Release, find: Find) -> str:
    """Columns, types, keys, vocabularies, limits and references of every CSV table hold.

    Missing parts of a unique key compare as equal, as they do where the release is made.
    """

    def tell(table: str, fault: str, places: list[tuple[int, str]]) -> None:
        (line, text), others = places[0], "".join(f", {line}" for line, _ in places[1:5])
        more = f" and {len(places) - 5:,} more" if len(places) > 5 else ""
        find(f"{release.tables[table]['path']}:{line}{others}{more}", f"{fault}: {text[:60]!r}")

    values: Values = {}
    references, count = [], 0
    for name, table in release.tables.items():
        schema = table["schema"]
        keys = [(name, *key) for key in (schema["primaryKey"], *schema.get("uniqueKeys", []))]
        values.update({columns: {} for columns in keys})
        for key in schema.get("foreignKeys", []):
            other = (key["reference"]["resource"] or name, *key["reference"]["fields"])
            references.append(((name, *key["fields"]), other))
    values.update({columns: {} for reference in references for columns in reference})
    for name, table in release.tables.items():
        faults = defaultdict(list)
        try:
            for fault, line, text in _faults(release, name, values):
                faults[fault].append((line, text))
        except MALFORMED as error:
            find(table["path"], f"cannot be read further: {reason(error)}")
        for fault, places in faults.items():
            tell(name, fault, places)
        primary = (name, *table["schema"]["primaryKey"])
        count += len(values[primary])
    for columns, other in references:
        met = values[columns].items()
        lost = [(line, " ".join(v)) for v, line in met if all(v) and v not in values[other]]
        if lost:
            tell(columns[0], f"{', '.join(columns[1:])} is not in {other[0]}", lost)
    return f"{many(len(release.tables), 'table')} with {many(count, 'row')}"


# ---- Accounted for: every numeral of a text is read, or set aside with a reason


def text_file(source_id: str) -> str:
    """Where the whole text of a document that is held stands."""
    return f"documents/{source_id}.txt"


@part("accounted for")
def accounts(release: Release, find: Find) -> str:
    """No numeral is undecided in a complete transcription; digits of whole texts are counted again."""
    sources = {row["source_id"]: row for row in records(release, "sources")}
    digits, numerals = dict.fromkeys(sources, 0), 0
    for row in records(release, "completeness"):
        source, number, words = row["source_id"], int(row["numerals"]), int(row["number_words"])
        numerals += number
        digits[source] += int(row["digit_characters"])
        if row["disposition"] == "unaccounted" and sources[source]["transcription"] != "partial":
            find(source, f"{many(number, 'numeral')} undecided in a complete transcription")
        if number < 1 or not 0 <= words <= number:
            find(source, f"{many(number, 'numeral')}, {words:,} of them words")
    texts = [source for source in sources if text_file(source) in release.files]
    for source in texts:
        text = content(release, text_file(source)).decode("utf-8")
        letters = [letter for letter in set(text) if unicodedata.category(letter) in ("Nd", "No")]
        there = sum(map(text.count, letters))
        if there != digits[source]:
            find(source, f"{digits[source]:,} digits are accounted for, {there:,} in the text")
    again = many(sum(digits[source] for source in texts), "digit")
    return f"{many(numerals, 'numeral')}, {again} of {many(len(texts), 'text')} counted again"


# ---- Traceable: every quotation stands where it is said to stand


class Passage(NamedTuple):
    """Unbroken characters of a document, their offset in the full text, and there the ends of lines.

    Where only excerpts are held, on which line of the full text they stand cannot be told.
    """

    offset: int
    text: str
    line_ends: list[int] | None = None


AS_READ = {"figures": ["quote"], "discrepancies": ["first_quote", "second_quote"]}
"""Cells that are the characters they were read from, with single spaces (DICTIONARY.md)."""
READ = {
    "abbreviations": ["expansion"],
    "arrest_offenses": ["charges", "convictions", "total_offenses"],
    "case_reviews": ["cases", "share"],
    "detainers_by_fiscal_year": ["value"],
    "discrepancies": ["first_quote", "second_quote"],
    "prior_reports": ["title"],
    "recommendations": ["text", "response", "analysis"],
    "sites_visited": ["place", "state"],
}
"""Cells that are read from a document wherever they are not empty; a figure has its place in its row."""
PRINTED = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?( million| billion|)")
TIMES = {"": 1, " million": 10**6, " billion": 10**9}


def fault_of_quotation(quoted: Row, passages: Iterable[Passage]) -> str | None:
    """Why a quotation does not stand where it is said to in its document; None where it does."""
    start, end, before = int(quoted["start"]), int(quoted["end"]), quoted.get("prefix", "")
    for offset, text, line_ends in passages:
        first, last = start - offset, end - offset
        if 0 <= first <= last <= len(text):
            if text[first:last] != quoted["exact"]:
                return f"the text has {text[first:last][:60]!r}, not {quoted['exact'][:60]!r}"
            if text[max(0, first - len(before)) : first] != before:
                return f"the text does not have {before!r} before it"
            if not text.startswith(quoted.get("suffix", ""), last):
                return f"the text does not have {quoted['suffix']!r} behind it"
            if line_ends is not None and int(quoted["line"]) != bisect_left(line_ends, first) + 1:
                return f"it does not stand on line {quoted['line']}"
            return None
    return f"characters {start} to {end} do not travel with the release"


def fault_of_reading(table: Mapping[str, Any], row: Row, column: str, read: str) -> str | None:
    """Why a cell is not what it was read from, as far as that is defined; None where it is.

    A number is the one that digits print (`143,100`, `2.4 million`), unless its row says `emended`.
    """
    kinds = {field["name"]: field["type"] for field in table["schema"]["fields"]}
    if not row.get(column):
        return "there is no such cell"
    printed, wrong = PRINTED.fullmatch(read), False
    if column in AS_READ.get(table["name"], ()):
        wrong = row[column] != read
    elif printed and kinds[column] in ("integer", "number") and row.get("reading") != "emended":
        whole, decimals, times = printed.groups(default="")
        wrong = exact(whole.replace(",", "") + decimals) * TIMES[times] != exact(row[column])
    return f"the cell has {row[column][:60]!r}, read was {read[:60]!r}" if wrong else None


@part("traceable")
def quotations(release: Release, find: Find) -> str:
    """Every quotation stands in its text or excerpt, and leads from a cell that is there."""
    excerpts: dict[str, list[Passage]] = defaultdict(list)
    for line in lines(release, EXCERPTS) if EXCERPTS in release.files else ():
        entry = json.loads(line)
        excerpts[entry["source_id"]].append(Passage(int(entry["start"]), str(entry["text"])))
    held = _texts_held(release, find)

    @lru_cache(64)
    def passages(source: str) -> list[Passage]:
        if source in held:
            text = content(release, text_file(source)).decode("utf-8")
            return [Passage(0, text, [found.start() for found in re.finditer("\n", text)])]
        return excerpts.get(source, [])

    def check(quoted: Row, place: str) -> None:
        source = quoted["source_id"]
        if fault := fault_of_quotation(quoted, passages(source)):
            find(place, fault)
        if quoted.get("attested") == ("true" if source in held else "false"):
            find(place, f"attested is {quoted['attested']}")

    figures = quotes = 0
    token = ("figure_id", "source_id", "line", "start", "end", "verbatim", "value", "reading")
    for row in records(release, "figures", *token):
        figures += 1
        row["exact"] = row["verbatim"]
        check(row, f"figures {row['figure_id']}")
        if row["value"] and (
            fault := fault_of_reading(release.tables["figures"], row, "value", row["verbatim"])
        ):
            find(f"figures {row['figure_id']} value", fault)
    traced = set()
    for name, group in groupby(records(release, "provenance"), itemgetter("table")):
        table, cells = release.tables[name], records(release, name)
        named = (
            (" ".join(row[part] for part in table["schema"]["primaryKey"]), row) for row in cells
        )
        met, row = next(named, ("", {}))
        for key, of_row in groupby(group, itemgetter("key")):
            while met and met < key:  # both are sorted, so that no table is held whole
                met, row = next(named, ("", {}))
            of_this = row if met == key else {}
            for column, of_cell in groupby(of_row, itemgetter("column")):
                parts, place = list(of_cell), f"{name} {key} {column}"
                for number, quoted in enumerate(parts, 1):
                    check(quoted, place)
                    if quoted["part"] != str(number):
                        find(place, f"its parts are not numbered 1, 2, …: {quoted['part']}")
                quotes += len(parts)
                read = " ".join(" ".join(quoted["exact"] for quoted in parts).split())
                traced.add(place)
                if fault := fault_of_reading(table, of_this, column, read):
                    find(place, fault)
    for place in _cells_read(release):
        if place not in traced:
            find(place, "was read from a document, and `provenance` does not say where")
    found = f"{many(quotes, 'quotation')} and the tokens of {many(figures, 'figure')} found again"
    runs = sum(map(len, excerpts.values()))
    return f"{found} in {many(len(held), 'text')} and {many(runs, 'excerpt')}"


def _cells_read(release: Release) -> Iterator[str]:
    """Table, row and column of each cell that was read from a document."""
    for name in sorted(READ.keys() & release.tables.keys()):
        key = release.tables[name]["schema"]["primaryKey"]
        for row in records(release, name, *key, *READ[name]):
            for column in READ[name]:
                if row[column]:
                    yield f"{name} {' '.join(row[part] for part in key)} {column}"


def _texts_held(release: Release, find: Find) -> set[str]:
    """The sources whose whole text is there: all that are said to be held, and no others."""
    sources = {text_file(row["source_id"]): row for row in records(release, "sources")}
    said = {name for name, row in sources.items() if row["text_held"] == "true"}
    there = {name for name in release.files if re.fullmatch(r"documents/.*\.txt", name)}
    for name in sorted(said ^ there):
        find(name, "is there, and `sources` does not say so" if name in there else "is missing")
    for name in sorted(said & there):
        if sha256_of(chunks(release, name)) != sources[name]["text_sha256"]:
            find(name, "its SHA-256 is not the one in `sources`")
    return {sources[name]["source_id"] for name in said & there}


# ---- Checked: every relation is computed a second time, in fractions

End = tuple[Fraction, int]
"""A number, and a nudge: 0 where it belongs to its interval, ±1 where only what lies beyond it does."""
Interval = tuple[End, End]
Figures = Mapping[str, Row]
FAR = Fraction(10) ** 30
"""Stands for infinity; published numbers lie far below it."""
ZERO, HUNDRED, INFINITY = (Fraction(0), 0), (Fraction(100), 0), (FAR, 0)
VAGUE = {"about", "approximately", "roughly", "around", "close to", "some", "an estimated"}
"""Words beside a number that say that it is not meant exactly, without bounding it."""


def ends(member: Row, figures: Figures) -> Interval:
    """Least and greatest value of a number that takes part in a relation."""
    if member["given"]:
        return (exact(member["given"]), 0), (exact(member["given"]), 0)
    if member["quantity_id"]:
        return ZERO, INFINITY
    figure = figures[member["figure_id"]]
    low = exact(figure["lower"]) if figure["lower"] else -FAR
    high = exact(figure["upper"]) if figure["upper"] else FAR
    return (low, figure["lower_closed"] == "false"), (high, -(figure["upper_closed"] == "false"))


def total(intervals: Iterable[Interval]) -> Interval:
    """Every sum of one number out of each interval."""

    def added(many_ends: tuple[End, ...]) -> End:
        for end in many_ends:
            if abs(end[0]) == FAR:
                return end
        nudges = [nudge for _, nudge in many_ends if nudge]
        return sum((value for value, _ in many_ends), Fraction(0)), nudges[0] if nudges else 0

    lows, highs = zip(*intervals)
    return added(lows), added(highs)


def difference(whole: Interval, part: Interval) -> Interval:
    """Every number of one interval less every number of another."""
    (low, low_nudge), (high, high_nudge) = part
    return total([whole, ((-high, -high_nudge), (-low, -low_nudge))])


def quotient(one: Interval, other: Interval, times: int = 1) -> Interval:
    """Every number of one interval, so many times, over every number above zero of another."""

    def over(end: End, by: End, nudge: int) -> End:
        if end[0] == FAR or (end[0] and by[0] <= 0):
            return INFINITY
        if not end[0] or by[0] == FAR:
            return Fraction(0), nudge if end[0] or end[1] else 0
        return end[0] * times / by[0], nudge if end[1] or by[1] else 0

    return over(max(one[0], ZERO), other[1], 1), over(one[1], other[0], -1)


def cut_off(stated: Interval) -> Interval:
    """What a number that is cut off, not rounded, stands for: a step from its middle away from zero."""
    middle, step = (stated[0][0] + stated[1][0]) / 2, stated[1][0] - stated[0][0]
    return ((middle, 0), (middle + step, -1)) if middle >= 0 else ((middle - step, 1), (middle, 0))


def same(statements: list[Interval], known: bool) -> tuple[Interval, Interval]:
    """The narrowest of some statements and what the others leave; or two that do not meet.

    Statements that bound a number on one side alone are the same where their bounds are.
    """
    if known and all(low[0] == -FAR for low, _ in statements):
        statements = [((high[0], 0), (high[0], 0)) for _, high in statements]
    elif known and all(high[0] == FAR for _, high in statements):
        statements = [((low[0], 0), (low[0], 0)) for low, _ in statements]
    for one, other in combinations(statements, 2):
        if one[0] > other[1] or other[0] > one[1]:
            return one, other
    narrowest = min(statements, key=lambda each: min(each[1][0] - each[0][0], FAR / 2))
    others = list(statements)
    others.remove(narrowest)
    return narrowest, (max(low for low, _ in others), min(high for _, high in others))


def two_sides(relation: Row, members: list[Row], figures: Figures) -> tuple[Interval, Interval]:  # noqa: PLR0911
    """What the members of a relation come to, and what that is held against.

    Raises `KeyError` where a member or its figure is missing, or the kind is unknown.
    """
    roles: dict[str, list[Interval]] = defaultdict(list)
    for member in members:
        roles[member["role"]].append(ends(member, figures))
    one = {role: intervals[0] for role, intervals in roles.items()}
    if relation["cut_off"] == "true":
        one["stated"] = cut_off(one["stated"])
    kind, parts = relation["kind"], total(roles["part"]) if roles["part"] else (ZERO, ZERO)
    if kind == "sum":
        return parts, one["whole"]
    if kind == "difference":
        return difference(one["whole"], parts), one["stated"]
    if kind == "part_of":
        return difference(one["whole"], parts), (ZERO, INFINITY)
    if kind == "share" and "rest" in one:
        rest = quotient(one["rest"], one["whole"], 100)
        return difference((HUNDRED, HUNDRED), rest), one["stated"]
    if kind == "share":
        return quotient(parts, one["whole"], 100), one["stated"]
    if kind == "change":
        return difference(quotient(one["to"], one["from"], 100), (HUNDRED, HUNDRED)), one["stated"]
    if kind == "ratio":
        return quotient(one["numerator"], one["denominator"]), (one["least"][0], INFINITY)
    if kind == "same_value":
        return same(roles["same"], not any(member["quantity_id"] for member in members))
    if kind == "integer_multiple":
        printed = [exact(figures[m["figure_id"]]["value"]) for m in members if m["figure_id"]]
        step = one["step"][0][0]
        furthest = max(min(value % step, -value % step) for value in printed)
        return ((furthest, 0), (furthest, 0)), (ZERO, ZERO)
    return one[{"rounding": "exact", "count_of_rows": "rows"}[kind]], one["stated"]


def verdict_of(sides: tuple[Interval, Interval], members: list[Row], figures: Figures) -> str:
    """Whether the two sides of a relation agree, in the terms of its vocabulary (DICTIONARY.md)."""
    (low, high), (least, most) = sides
    vague = any(
        " ".join(figures[member["figure_id"]]["qualifier"].lower().split()) in VAGUE
        for member in members
        if member["figure_id"] and member["role"] != "multiple"
    )
    if low > most or least > high:
        return "indeterminate" if vague else "inconsistent"
    if any(member["quantity_id"] for member in members):
        return "indeterminate"
    return "verified" if least <= low and high <= most and not vague else "consistent"


def wrong_ends(relation: Row, sides: Iterable[Interval]) -> Iterator[str]:
    """Ends of a relation's sides that are not, to six decimals, what is published."""
    for side, interval in zip(("computed", "stated"), sides):
        for end, (value, nudge) in zip(("lower", "upper"), interval):
            published, closed = relation[f"{side}_{end}"], relation[f"{side}_{end}_closed"]
            right = abs(value) == FAR and not closed
            if published:
                near = abs(exact(published) - value) < Fraction(1, 10**6)
                right = near and closed == ("false" if nudge else "true")
            if not right:
                yield f"{side}_{end}"


def relation_problems(
    relations: Iterable[Row], members: Iterable[Row], figures: Iterable[Row]
) -> Iterator[Problem]:
    """Relations whose published verdict or ends do not follow; all three are rows as CSV has them."""
    by_id = {row["figure_id"]: row for row in figures}
    taking_part: dict[str, list[Row]] = defaultdict(list)
    for member in members:
        taking_part[member["relation_id"]].append(member)
    for relation in relations:
        name, said = relation["relation_id"], relation["verdict"]
        try:
            sides = two_sides(relation, taking_part[name], by_id)
            verdict = verdict_of(sides, taking_part[name], by_id)
            wrong = list(wrong_ends(relation, sides))
        except MALFORMED as error:
            yield Problem("checked", name, f"cannot be computed: {reason(error)}")
            continue
        if verdict != said:
            yield Problem("checked", name, f"the verdict is `{verdict}`, published is `{said}`")
        if wrong:
            yield Problem("checked", name, f"not as computed: {', '.join(wrong)}")


@part("checked")
def relations(release: Release, find: Find) -> str:
    """Every relation has the verdict, and both sides the ends, that follow from the figures."""
    published, members = (
        list(records(release, name)) for name in ("relations", "relation_members")
    )
    taking_part = {member["figure_id"] for member in members}
    wanted = ("figure_id", "value", "lower", "lower_closed", "upper", "upper_closed", "qualifier")
    every = records(release, "figures", *wanted)
    figures = (row for row in every if row["figure_id"] in taking_part)
    for problem in relation_problems(published, members, figures):
        find(problem.place, problem.found)
    return (
        f"{many(len(published), 'relation')} between {many(len(members), 'number')} computed again"
    )


# ---- Honest: what is missing says why, what disagrees says so, what repeats a figure repeats it

REPEATED = ("value", "lower", "upper", "precision", "reading")
REPEATING = (
    ("detainers_by_fiscal_year", "figure_id"),
    ("case_reviews", "cases_figure_id"),
    ("case_reviews", "share_figure_id"),
)
"""Columns that name the figure which a row repeats."""
COMPARED = ("held_report", "quoted_in")
Rule = Callable[[Row, Figures], bool]
RULES: Mapping[str, tuple[str, Rule]] = {
    "detainers_by_fiscal_year": (
        "a row repeats its figure where the text has the value, and else is empty",
        lambda row, figures: all(
            row[name] == (figures.get(row["figure_id"], {}).get(name) if _in_text(row) else "")
            for name in REPEATED
        ),
    ),
    "detainers_by_state_band": (
        "`states` is there exactly where the text has it",
        lambda row, _: bool(row["states"]) == _in_text(row),
    ),
    "case_reviews": (
        "`cases` and `share` repeat their figures",
        lambda row, figures: all(
            row[name] == figures.get(row[f"{name}_figure_id"], {}).get("value")
            for name in ("cases", "share")
        ),
    ),
    "bounds": (
        "what is bounded is not in the text, and the bound says what it rests on",
        lambda row, _: not _in_text(row) and bool(row["rests_on"] and row["relations"]),
    ),
    "figures": (
        "`value` is there exactly where the number is not vague",
        lambda row, _: bool(row["value"]) == (row["precision"] != "vague"),
    ),
    "relations": (
        "a discrepancy is named exactly where the verdict is `inconsistent`",
        lambda row, _: bool(row["discrepancy_id"]) == (row["verdict"] == "inconsistent"),
    ),
    "restatements": (
        "numbers are compared exactly where the report's own words are held",
        lambda row, _: bool(row["value_agreement"]) == row["reference"].startswith(COMPARED),
    ),
    "changes": (
        "a reason is given for all but additions",
        lambda row, _: bool(row["reason"]) or row["kind"] == "addition",
    ),
}
"""What DICTIONARY.md says of the rows of a table about what is missing, and what repeats."""


def _in_text(row: Row) -> bool:
    return row["availability"] == "in_text"


@part("honest")
def missing_values(release: Release, find: Find) -> str:
    """What is missing, at odds or emended says so."""
    repeated = {row[name] for table, name in REPEATING for row in records(release, table, name)}
    figures, emended = {}, set()
    for row in records(release, "figures", "figure_id", *REPEATED):
        if row["figure_id"] in repeated:
            figures[row["figure_id"]] = row
        if row["reading"] == "emended":
            emended.add(row["figure_id"])
    looked_at = 0
    rules = [table for table in RULES if table in release.tables]
    for table in rules:
        rule, holds = RULES[table]
        only = ("value", "precision") if table == "figures" else ()
        for line, row in rows(release, table, *only):
            looked_at += 1
            if not holds(row, figures):
                find(f"{release.tables[table]['path']}:{line}", f"it does not hold that {rule}")
    for name in sorted(emended ^ {row["figure_id"] for row in records(release, "emendations")}):
        find(f"figures {name}", "is emended, and no emendation says why; or the other way round")
    return f"{many(len(rules) + 1, 'rule')} on {many(looked_at, 'row')}"


# ---- The report

PARTS = (layout, checksums, archive, tables, accounts, quotations, relations, missing_values)
MOST_SHOWN = 20
HELP = """examples:
  python3 verify.py                                   the release that this file stands in
  python3 verify.py oversight-figures-1.0.0.zip       an archive; it need not be unpacked
  python3 verify.py --format json FOLDER              for programs

exit code: 0 all that was looked at holds, 1 something does not, 2 there is no release to be read"""


def verify(release: Release) -> list[Result]:
    """Every part of the verification; on a terminal, a part that takes long says that it is at work."""
    results = []
    for look in PARTS:
        slow = threading.Timer(2, print, (f"{look.__name__} …",), {"file": sys.stderr})
        if sys.stderr.isatty():
            slow.start()
        try:
            results.append(look(release))
        finally:
            slow.cancel()
    return results


def report(release: Release, results: list[Result]) -> list[str]:
    """For people: what was verified, a line for each promise, then what was found."""
    said = [f"{release.name} {release.version}, {release.path}", "", *findings_of(results)]
    said += ["", "Not looked at here:"]
    for what in NOT_CHECKED:
        said += textwrap.wrap(f"- {what}", 96, subsequent_indent="  ")
    return said


def findings_of(results: Iterable[Result]) -> list[str]:
    """A line for each promise, then what was found."""
    said, results = [], list(results)
    found = {
        promise: [p for r in results for p in r.problems if p.promise == promise]
        for promise in PROMISES
    }
    for promise, problems in found.items():
        looked_at = "; ".join(result.looked_at for result in results if result.promise == promise)
        outcome = "FAILED" if problems else "ok" if looked_at else "?"
        line = f"{outcome:8}{promise:15}{looked_at or 'not looked at, since the files are not those listed'}"
        said += textwrap.wrap(line, 96, subsequent_indent=" " * 23)
    for promise, problems in found.items():
        said += ["", f"{promise}: {many(len(problems), 'problem')}"] if problems else []
        said += [f"  {problem.place}: {problem.found}" for problem in problems[:MOST_SHOWN]]
        said += [f"  … and {len(problems) - MOST_SHOWN:,} more"] if problems[MOST_SHOWN:] else []
    return said


def as_json(release: Release, results: list[Result]) -> list[str]:
    """For programs: the same as JSON, whose `schema_version` changes where they would break."""
    about = {"schema_version": 1, "name": release.name, "version": release.version}
    parts = [{**r._asdict(), "problems": [p._asdict() for p in r.problems]} for r in results]
    holds = not any(result.problems for result in results)
    told = {"path": str(release.path), "holds": holds, "parts": parts, "not_checked": NOT_CHECKED}
    return json.dumps({**about, **told}, indent=2).split("\n")


def printable(line: str) -> str:
    """A line without anything that a terminal would obey."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)


def main(arguments: list[str] | None = None) -> int:
    """The command; its exit code is 0 where all holds, 1 where not, 2 where nothing can be read."""
    parser = argparse.ArgumentParser(
        description="Verify a release of Oversight Figures. Nothing is installed, written or sent.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    here = Path(__file__).parent
    parser.add_argument(
        "path", nargs="?", type=Path, default=here, help="a folder or a zip archive"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    chosen = parser.parse_args(arguments)
    try:
        release = open_release(chosen.path)
        results = verify(release)
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        for line in (as_json if chosen.format == "json" else report)(release, results):
            encoding = sys.stdout.encoding or "ascii"
            shown = printable(line).encode(encoding, "backslashreplace").decode(encoding)
            print(shown, flush=True)
    except BrokenPipeError:  # whoever read this has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(any(result.problems for result in results))


if __name__ == "__main__":
    sys.exit(main())
