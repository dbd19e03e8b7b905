"""The verifier that travels with a release: what it finds, in a folder and in an archive, and that it misses nothing."""

import ast
import base64
import csv
import importlib
import io
import json
import os
import pkgutil
import re
import shutil
import struct
import subprocess
import sys
import textwrap
import tracemalloc
import zipfile
from contextlib import nullcontext as nothing
from pathlib import Path

import pytest
import yaml

from pipeline.package.paths import table_path
from pipeline.releases.making import archive_of
from pipeline.releases.standalone import joining
from pipeline.releases.standalone.checksums import (
    archive,
    checksums,
    layout,
    sha256_of,
    write_checksums,
)
from pipeline.releases.standalone.honesty import RULES
from pipeline.releases.standalone.joining import PARTS, joined
from pipeline.releases.standalone.release import open_release
from pipeline.releases.standalone.report import main, verify
from pipeline.releases.standalone.results import PROMISES
from pipeline.releases.standalone.tables import tables
from schemas import core
from schemas.column import PublishedTable, columns_of

pytestmark = pytest.mark.slow

SUMS, SIGNATURE, DESCRIPTOR = "SHA256SUMS", "SHA256SUMS.sig", "datapackage.json"


# Releases to try it on


def files_of(folder):
    return {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}


def described(folder):
    return json.loads((folder / DESCRIPTOR).read_bytes())


def describe(folder, descriptor):
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")


def zip_of(folder, target):
    inside = {name: path for name, path in files_of(folder).items() if path.suffix != ".zip"}
    target.write_bytes(archive_of({name: path.read_bytes() for name, path in inside.items()}))
    return target


def seal(folder):
    """Write hashes, list of checksums and archive anew, as somebody would who has something to hide."""
    descriptor = described(folder)
    for resource in descriptor["resources"]:
        if (folder / resource["path"]).exists():
            content = (folder / resource["path"]).read_bytes()
            resource["hash"] = f"sha256:{sha256_of([content])}"
    describe(folder, descriptor)
    list_files(folder)
    zip_of(folder, folder / f"{descriptor['name']}-{descriptor['version']}.zip")


def list_files(folder):
    """Write the list of checksums anew, and take the archive away."""
    for path in folder.glob("*.zip"):
        path.unlink()
    files = {name: path for name, path in files_of(folder).items() if name not in (SUMS, SIGNATURE)}
    sums = {name: sha256_of([path.read_bytes()]) for name, path in files.items()}
    (folder / SUMS).write_bytes(write_checksums(sums))


def excerpts_of(repository):
    for path in sorted(repository.glob("sources/*/excerpts.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["excerpts"]:
            yield {
                "source_id": path.parent.name,
                "start": entry["start"],
                "text": entry["text"],
            }


@pytest.fixture(scope="module")
def real(repository, tmp_path_factory):
    """A release of the real package: everything that is published, and the documents."""
    folder = tmp_path_factory.mktemp("real") / "release"
    shutil.copytree(repository / "datapackage", folder)
    (folder / "documents").mkdir()
    for path in repository.glob("sources/*/document.txt"):
        shutil.copy(path, folder / f"documents/{path.parent.name}.txt")
    lines = [json.dumps(entry, ensure_ascii=False) + "\n" for entry in excerpts_of(repository)]
    (folder / "documents/excerpts.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "verify.py").write_text(joined(), encoding="utf-8")
    (folder / SIGNATURE).write_bytes(armored(b"SSHSIG" + bytes(range(200))))
    seal(folder)
    return folder


def armored(signature):
    body = "\n".join(textwrap.wrap(base64.b64encode(signature).decode(), 70))
    return f"-----BEGIN SSH SIGNATURE-----\n{body}\n-----END SSH SIGNATURE-----\n".encode()


@pytest.fixture(scope="module")
def plain(real, tmp_path_factory):
    """The same with tables in CSV alone and without what repeats them, which is quicker to look at."""
    folder = tmp_path_factory.mktemp("plain") / "release"
    shutil.copytree(real, folder)
    shutil.rmtree(folder / "parquet")
    needed = (DESCRIPTOR, "verify.py", table_path("figures_readable", "csv"))
    for path in folder.glob("*.*"):
        if path.stat().st_size > 20_000 and path.name not in needed:
            path.unlink()
    descriptor = described(folder)
    descriptor["resources"] = [r for r in descriptor["resources"] if r["format"] == "csv"]
    describe(folder, descriptor)
    seal(folder)
    return folder


@pytest.fixture
def release(plain, tmp_path):
    """A copy that a test may break."""
    return Path(shutil.copytree(plain, tmp_path / "release"))


def rows_of(folder, table):
    with (folder / table_path(table, "csv")).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit(folder, table, change):
    """Replace the rows of a table with what `change` makes of them."""
    path = folder / table_path(table, "csv")
    header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
    text = io.StringIO()
    writer = csv.DictWriter(text, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(change(rows_of(folder, table)))
    path.write_bytes(text.getvalue().encode())


@pytest.fixture(scope="module")
def cut(plain, tmp_path_factory):
    """The real tables cut to the rows of one article: small, and every promise still holds."""
    folder = tmp_path_factory.mktemp("cut") / "release"
    shutil.copytree(plain, folder)
    (folder / "documents/oig-20-13.txt").unlink()
    article, report = "freebeacon-2018-01-16", "oig-18-36"
    figures = {r["figure_id"]: r for r in rows_of(folder, "figures") if r["source_id"] == article}
    measures = {row["measure_id"] for row in figures.values()}
    without_rules(folder)
    between_figures = [row for row in rows_of(folder, "relations") if not row["rule"]]
    relations = {row["relation_id"] for row in between_figures} - {
        row["relation_id"]
        for row in rows_of(folder, "relation_members")
        if row["quantity_id"] or row["table_name"] or row["figure_id"] not in {*figures, ""}
    }
    kept = {
        "sources": lambda row: row["source_id"] in (article, report),
        "measures": lambda row: row["measure_id"] in measures,
        "relations": lambda row: row["relation_id"] in relations,
        "relation_members": lambda row: row["relation_id"] in relations,
        "emendations": lambda row: row["figure_id"] in figures,
        "restatements": lambda row: row["figure_id"] in figures and not row["reference_figure_id"],
        "figures_readable": lambda row: row["figure_id"] in figures,
        "provenance": lambda row: row["table_name"] == "figures" and row["row_key"] in figures,
    }
    for table in (resource["name"] for resource in described(folder)["resources"]):
        keep = kept.get(table, lambda row: row.get("source_id") == article)
        edit(folder, table, lambda rows, keep=keep: filter(keep, rows))
    seal(folder)
    return folder


def without_rules(folder):
    """Take the rules of tables out of the descriptor."""
    descriptor = described(folder)
    for resource in descriptor["resources"]:
        resource.pop("rules", None)
    describe(folder, descriptor)


# What holds


def problems(path):
    return [problem for result in verify(open_release(path)) for problem in result.problems]


@pytest.fixture(params=["folder", "archive"])
def form(request, real):
    """The real release in either form."""
    return real if request.param == "folder" else next(real.glob("*.zip"))


def test_a_good_release_holds_in_either_form(form):
    assert problems(form) == []


def test_a_release_cut_to_few_rows_holds(cut):
    assert problems(cut) == []
    assert len(rows_of(cut, "relations")) > 3


def test_a_line_for_each_promise_says_what_was_looked_at(form, repository, capsys):
    assert main([str(form)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (
        lines[0]
        == f"oversight-figures {described(form if form.is_dir() else form.parent)['version']}, {form}"
    )
    said = re.findall(r"^ok +(\w+(?: \w+)*)  +", "\n".join(lines), re.MULTILINE)
    assert said == list(PROMISES)
    assert all(len(line) <= 96 for line in lines[1:])
    quotations = len(rows_of(repository / "datapackage", "provenance"))
    figures = len(rows_of(repository / "datapackage", "figures"))
    excerpts = len(list(excerpts_of(repository)))
    assert (
        f"{quotations:,} quotations and the tokens of {figures:,} figures found again "
        f"in 1 text and {excerpts} excerpts" in " ".join(" ".join(lines).split())
    )


@pytest.mark.parametrize("arguments", [[], ["--format", "json"]])
def test_the_file_alone_verifies_the_folder_it_stands_in(arguments, real):
    ran = isolated(real / "verify.py", *arguments)
    assert (ran.returncode, ran.stderr) == (0, "")
    if arguments:
        told = json.loads(ran.stdout)
        assert (told["schema_version"], told["holds"]) == (1, True)
        assert {entry["promise"] for entry in told["parts"]} == set(PROMISES)


def test_the_file_alone_verifies_an_archive(real, tmp_path):
    script = shutil.copy(real / "verify.py", tmp_path)
    moved = shutil.copy(next(real.glob("*.zip")), tmp_path / "renamed.zip")
    ran = isolated(script, moved)
    assert (ran.returncode, ran.stderr) == (0, "")


def isolated(*arguments):
    """Python without the user's packages and without `site`: the standard library is all there is."""
    command = [sys.executable, "-I", "-S", *arguments]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)


def test_the_joined_file_is_its_parts_without_the_imports_between_them():
    parts = Path(joining.__file__).parent
    names = [
        name
        for part in PARTS
        for node in ast.parse((parts / f"{part}.py").read_text(encoding="utf-8")).body
        for name in names_of(node)
    ]
    assert len(names) == len(set(names))
    assert {p.stem for p in parts.glob("*.py")} == {*PARTS, "__init__", "joining"}
    tree = ast.parse(joined())
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assert defined <= set(names) and {"main", "verify", "open_release"} <= defined
    assert "pipeline.releases" not in joined()


def names_of(node):
    """What a statement at the top of a file defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = getattr(node, "targets", [getattr(node, "target", None)])
    every = [each for target in targets for each in getattr(target, "elts", [target])]
    return [each.id for each in every if isinstance(each, ast.Name)]


def test_it_needs_python_3_9_and_its_standard_library_and_says_so(tmp_path):
    (tmp_path / "verify.py").write_text(joined(), encoding="utf-8")
    tree = ast.parse(joined(), feature_version=(3, 7))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names
    older = "import runpy, sys; sys.version_info = (3, 8, 0); runpy.run_path(sys.argv[1])"
    ran = isolated("-c", older, str(tmp_path / "verify.py"))
    assert ran.returncode == 1
    assert re.fullmatch(
        r"verify\.py needs Python 3\.9 or newer; this is Python \S+\.\n", ran.stderr
    )


def test_every_core_table_that_says_why_a_value_is_missing_has_a_rule():
    said = {
        name
        for name, table in core_tables()
        if "availability" in (column.name for column in columns_of(table))
    }
    assert said == {"bounds", "cells"}
    assert "bounds" in RULES  # of `cells` see test_standalone_cells.py


def core_tables():
    """The models of the tables that every corpus has, each with the name of its file."""
    for module in pkgutil.iter_modules(core.__path__):
        for table in vars(importlib.import_module(f"schemas.core.{module.name}")).values():
            if isinstance(table, type) and PublishedTable in table.__bases__:
                yield module.name, table


# The archive


def test_the_members_of_an_archive_depend_on_the_files_alone():
    written = archive_of({"b": b"2", "a": b"1"})
    assert written == archive_of({"a": b"1", "b": b"2"})
    with zipfile.ZipFile(io.BytesIO(written)) as read:
        assert [(m.filename, m.date_time, m.external_attr >> 16) for m in read.infolist()] == [
            (name, (1980, 1, 1, 0, 0, 0), 0o100644) for name in ("a", "b")
        ]


def test_names_beyond_ascii_are_archived_and_found_again(release, tmp_path, capsys):
    (release / "Größe – 大きさ.txt").write_text("x")
    seal(release)
    assert problems(release) == problems(zip_of(release, tmp_path / "release.zip")) == []


def test_large_files_are_never_held_whole(release):
    (release / "large.bin").write_bytes(os.urandom(1 << 20) * 48)
    (archived,) = release.glob("*.zip")
    list_files(release)
    zip_of(release, archived)
    tracemalloc.start()
    for path in (release, archived):
        opened = open_release(path)
        assert not any(part(opened).problems for part in (layout, checksums, archive))
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()


# Every byte


def checksum_layer(path):
    opened = open_release(path)
    return any(part(opened).problems for part in (checksums, archive, layout))


@pytest.fixture
def smallest(real, tmp_path):
    """One real table, one real excerpt, and their descriptor: few bytes, so that all can be tried."""
    folder = tmp_path / "smallest"
    for name in ("csv/emendations.csv", "documents/excerpts.jsonl", DESCRIPTOR, SIGNATURE):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(real / name, folder / name)
    excerpts = folder / "documents/excerpts.jsonl"
    excerpts.write_bytes(excerpts.read_bytes().split(b"\n")[0] + b"\n")
    descriptor = described(folder)
    (resource,) = (r for r in descriptor["resources"] if r["path"] == "csv/emendations.csv")
    names = {"name": descriptor["name"], "version": descriptor["version"]}
    short = {key: resource[key] for key in ("name", "path", "format", "hash")}
    describe(folder, {**names, "resources": [short]})
    seal(folder)
    return folder


def flip(path, position):
    """Flip one bit of a byte, another one from byte to byte; a second time it is as it was."""
    with path.open("r+b") as file:
        file.seek(position)
        (byte,) = file.read(1)
        file.seek(position)
        file.write(bytes([byte ^ 1 << position % 8]))


def test_every_flipped_byte_of_every_file_of_a_small_release_is_found_by_the_checksum_layer(
    smallest,
):
    for path in files_of(smallest).values():
        if path.name == SIGNATURE or path.suffix == ".zip":
            continue
        assert not checksum_layer(smallest)
        for position in range(path.stat().st_size):
            flip(path, position)
            assert checksum_layer(smallest), f"byte {position} of {path}"
            flip(path, position)


def test_every_flipped_byte_of_the_content_of_an_archive_is_found(smallest):
    """Some bits only say how the content is compressed; a flip of these changes nothing that is read."""
    (archived,) = smallest.glob("*.zip")
    with zipfile.ZipFile(archived) as opened:
        spans = [
            (member.header_offset + 30 + len(member.filename), member.compress_size)
            for member in opened.infolist()
        ]
    contents = contents_of(archived)
    alone = Path(shutil.copy(archived, smallest.with_suffix(".zip")))
    for path, target in ((archived, smallest), (alone, alone)):
        assert not checksum_layer(target)
        for start, size in spans:
            for position in range(start, start + size, 7):
                flip(path, position)
                if not checksum_layer(target):
                    assert contents_of(path) == contents, f"byte {position} of {path}"
                flip(path, position)


def contents_of(archived):
    with zipfile.ZipFile(archived) as opened:
        return {member.filename: opened.read(member) for member in opened.infolist()}


def test_a_signature_has_one_form(release, capsys):
    """A flip that gives another base64 character is for ssh-keygen to find; every other is found here."""
    content = (release / SIGNATURE).read_bytes()
    letters = re.compile(rb"[A-Za-z0-9+/=\n]+")
    body = range(content.index(b"\n") + 1, content.index(b"\n-----END") + 1)
    opened = open_release(release)
    opened = opened._replace(files={name: opened.files[name] for name in (SUMS, SIGNATURE)}, descriptor={"resources": []})  # fmt: skip
    missed = 0
    for position in range(len(content)):
        flip(release / SIGNATURE, position)
        if not checksums(opened).problems:
            now = (release / SIGNATURE).read_bytes()[position : position + 1]
            assert position in body and letters.fullmatch(now)
            missed += 1
        flip(release / SIGNATURE, position)
    assert missed < len(content) * 0.8
    for other in (
        content.replace(b"\n", b"\r\n"),
        content + b"\n",
        content[:-1],
        b"",
        armored(b"x"),
    ):
        (release / SIGNATURE).write_bytes(other)
        assert main([str(release)]) == 1
    assert "SSH signature" in capsys.readouterr().out


# The files and their list


def write(name, content):
    return lambda folder: (folder / name).write_bytes(content)


def relist(change):
    """Replace the lines of the list of checksums."""
    return lambda folder: (folder / SUMS).write_bytes(change((folder / SUMS).read_bytes()))


LAYOUT = {
    "an extra file": (write("csv/extra.csv", b"a"), "csv/extra.csv"),
    "a hidden file": (write(".hidden", b"a"), ".hidden"),
    "a missing file": (lambda folder: (folder / "NOTES").unlink(), "NOTES"),
    "no list of checksums": (lambda folder: (folder / SUMS).unlink(), SUMS),
    "no descriptor": (lambda folder: (folder / DESCRIPTOR).unlink(), DESCRIPTOR),
    "a symbolic link for a file": (lambda folder: link(folder / "NOTES"), "NOTES"),
    "a symbolic link to a folder": (lambda folder: link(folder / "csv"), "csv"),
    "a dangling link": (lambda folder: (folder / "more").symlink_to("nothing"), "more"),
    "a named pipe": (lambda folder: os.mkfifo(folder / "pipe"), "pipe"),
    "an empty folder": (lambda folder: (folder / "more").mkdir(), "more"),
    "CRLF": (relist(lambda text: text.replace(b"\n", b"\r\n")), SUMS),
    "one space": (relist(lambda text: text.replace(b"  ", b" ")), SUMS),
    "capital hexadecimal": (relist(lambda text: text[:64].upper() + text[64:]), SUMS),
    "another order": (relist(lambda text: b"".join(reversed(text.splitlines(True)))), SUMS),
    "a file twice": (relist(lambda text: text.splitlines(True)[0] + text), SUMS),
    "no last line end": (relist(lambda text: text[:-1]), SUMS),
    "a comment": (relist(lambda text: b"# sums\n" + text), SUMS),
    "bytes that are no text": (relist(lambda text: text + b"\xff"), SUMS),
    "an absolute path": (relist(lambda text: b"0" * 64 + b"  /etc/passwd\n" + text), "/etc/passwd"),
    "a path that leads out": (relist(lambda text: b"0" * 64 + b"  ../out\n" + text), "../out"),
    "a backslash": (relist(lambda text: b"0" * 64 + b"  a\\b\n" + text), "a\\b"),
    "itself": (relist(lambda text: text + b"0" * 64 + b"  SHA256SUMS\n"), SUMS),
}


def link(path):
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


@pytest.mark.parametrize("what", LAYOUT)
def test_a_file_or_a_line_that_should_not_be_is_found(what, smallest):
    change, place = LAYOUT[what]
    (smallest / "NOTES").write_bytes(b"notes")
    seal(smallest)
    assert not checksum_layer(smallest)
    change(smallest)
    found = [
        p for part in (layout, checksums, archive) for p in part(open_release(smallest)).problems
    ]
    assert place in {problem.place for problem in found} | {
        problem.found for problem in found
    } or any(place in problem.found for problem in found)
    assert {problem.promise for problem in found} == {"reproducible"}


def test_what_a_terminal_would_obey_is_not_printed(cut, tmp_path, capsys):
    folder = Path(shutil.copytree(cut, tmp_path / "release"))
    (folder / "a\x1b[2J\nok      reproducible").write_bytes(b"")
    assert main([str(folder)]) == 1
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "a\\x1b[2J\\nok      reproducible" in shown


# Archives that are not what they should be


def written(*entries, **options):
    """A zip archive with these members, as zipfile writes it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", **options) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return target.getvalue()


def with_member(name, content=b"x"):
    def change(good):
        with zipfile.ZipFile(io.BytesIO(good)) as archive:
            entries = [(info.filename, archive.read(info)) for info in archive.infolist()]
        return written(*entries, (name, content))

    return change


def in_directory(offset, value):
    """Overwrite a field of the first member in the archive's directory."""

    def change(good):
        place = good.index(b"PK\1\2") + offset
        return good[:place] + value + good[place + len(value) :]

    return change


encrypted = in_directory(8, b"\x01")
lying = in_directory(24, struct.pack("<L", 0xFFFFFFF0))


def linked(good):
    member = zipfile.ZipInfo("link")
    member.create_system, member.external_attr = 3, 0o120777 << 16
    return with_member(member, b"/etc/passwd")(good)


ARCHIVES = {
    "a name that leads out": (with_member("../evil"), "../evil"),
    "an absolute name": (with_member("/evil"), "/evil"),
    "a name with a backslash": (with_member("a\\evil"), "a\\evil"),
    "an extra member": (with_member("zzz"), "zzz"),
    "a member twice": (with_member(SUMS), SUMS),
    "a name of another case": (with_member(SUMS.lower()), "has the name of SHA256SUMS"),
    "a device": (with_member("nul.txt"), "to a device"),
    "a link": (linked, "link: is a link"),
    "another method": (lambda good: written(("a", b""), compression=zipfile.ZIP_LZMA), "method"),
    "encrypted": (encrypted, "encrypted"),
    "of more bytes than may be": (lying, "unpacks to more than"),
    "cut in the middle": (lambda good: good[: len(good) // 2], "cannot be read"),
    "empty": (lambda good: b"", SUMS),
    "no archive": (lambda good: b"hello", SUMS),
    "an archive of nothing": (lambda good: written(), SUMS),
}


@pytest.mark.parametrize("what", ARCHIVES)
def test_a_bad_archive_is_a_problem_and_no_exception(what, cut, tmp_path, capsys):
    change, said = ARCHIVES[what]
    with pytest.warns(UserWarning) if what == "a member twice" else nothing():
        (tmp_path / "bad.zip").write_bytes(change(next(cut.glob("*.zip")).read_bytes()))
    assert main([str(tmp_path / "bad.zip")]) == 1
    out, err = capsys.readouterr()
    assert said in out
    assert err == ""


# What somebody hides who writes all hashes anew


def cell(table, key, column, value):
    """Change a cell; `value` is the new one, or a function of the old one."""

    def change(folder):
        (name, *_) = primary = described_table(folder, table)["schema"]["primaryKey"]
        found = []

        def changed(rows):
            for row in rows:
                if key in (row[name], " ".join(row[part] for part in primary)):
                    found.append(row)
                    row[column] = value(row[column]) if callable(value) else value
            return rows

        edit(folder, table, changed)
        assert len(found) == 1, (table, key)

    return change


def described_table(folder, table):
    (resource,) = (
        r for r in described(folder)["resources"] if r["path"] == table_path(table, "csv")
    )
    return resource


def without(table, key):
    def remove(folder):
        primary = described_table(folder, table)["schema"]["primaryKey"]

        def left(rows):
            kept = [row for row in rows if " ".join(row[part] for part in primary) != key]
            assert len(kept) < len(rows), (table, key)
            return kept

        edit(folder, table, left)

    return remove


def untraced(*traced):
    def kept(rows):
        left = [
            row for row in rows if (row["table_name"], row["row_key"], row["column_name"]) != traced
        ]
        assert len(left) < len(rows)
        return left

    return lambda folder: edit(folder, "provenance", kept)


def replaced(name, old, new, *, last=False):
    def change(folder):
        content = (folder / name).read_bytes()
        before, found, behind = content.rpartition(old) if last else content.partition(old)
        assert found
        (folder / name).write_bytes(before + new + behind)

    return change


def plus_one(text):
    return str(int(text) + 1)


ARRESTED = "oig-20-13/aliens-arrested-fy2019"
QUOTED = f"figures {ARRESTED} value 1"
DEEPER = {
    "well formed": {
        "a removed figure": without("figures", ARRESTED),
        "a row twice": lambda folder: edit(folder, "measures", lambda rows: [*rows, rows[0]]),
        "an empty key": cell("measures", "aliens_in_custody", "measure_id", ""),
        "a dangling reference": cell("figures", ARRESTED, "measure_id", "nothing"),
        "a term of no vocabulary": cell("figures", ARRESTED, "location", "margin"),
        "an empty cell": cell("figures", ARRESTED, "unit", ""),
        "no integer": cell("figures", ARRESTED, "line", "1.5"),
        "no number": cell("figures", ARRESTED, "lower", "1e5"),
        "no boolean": cell("sources", "oig-20-13", "redistributable", "True"),
        "no date": cell("sources", "oig-20-13", "published", "2020-02-30"),
        "less than the minimum": cell("figures", ARRESTED, "page", "0"),
        "another form": cell("sources", "oig-20-13", "language", "english"),
        "another header": replaced("csv/measures.csv", b"definition", b"Definition"),
        "a cell too many": replaced("csv/measures.csv", b",aliens\n", b",aliens,x\n"),
        "a quote that never ends": replaced("csv/abbreviations.csv", b"\n", b'\n"'),
        "no text": replaced("csv/measures.csv", b"Aliens", b"\xff\xfe"),
        "an empty table": write("csv/measures.csv", b""),
    },
    "traceable": {
        "a removed row that is only traced": without("abbreviations", "oig-20-13 ACRIME"),
        "a changed digit": cell("arrest_offenses", "oig-20-13 Homicide", "charges", plus_one),
        "a changed quotation": cell("figures", ARRESTED, "quote", "In fiscal year 2019"),
        "a cell that is not traced": untraced("arrest_offenses", "oig-20-13 Homicide", "charges"),
        "a changed value": cell("figures", ARRESTED, "value", plus_one),
        "a changed token": cell("figures", ARRESTED, "verbatim", "143,101"),
        "another line": cell("figures", ARRESTED, "line", plus_one),
        "a moved span": cell("provenance", QUOTED, "start_offset", plus_one),
        "a span that is nowhere": cell("provenance", QUOTED, "end_offset", lambda text: "9" + text),
        "another line of a quotation": cell("provenance", QUOTED, "line", plus_one),
        "another prefix": cell("provenance", QUOTED, "prefix", "ICE removed "),
        "another suffix": cell("provenance", QUOTED, "suffix", " aliens"),
        "another part": cell("provenance", QUOTED, "part", "2"),
        "attested without need": cell("provenance", QUOTED, "attested", "true"),
        "a column that is not": cell("provenance", QUOTED, "column_name", "colour"),
        "a changed value that is not traced": lambda folder: (
            untraced("figures", ARRESTED, "value")(folder),
            cell("figures", ARRESTED, "value", plus_one)(folder),
        ),
        "a table that is not": cell("provenance", QUOTED, "table_name", "numbers"),
        "a changed text": replaced("documents/oig-20-13.txt", b"ICE arrested", b"ICE released"),
        "a text with a space more": replaced("documents/oig-20-13.txt", b"\n", b" \n", last=True),
        "a changed excerpt": replaced("documents/excerpts.jsonl", b"33,701", b"33,702"),
        "a moved excerpt": replaced("documents/excerpts.jsonl", b'"start": 578', b'"start": 579'),
        "excerpts that are no JSON": write("documents/excerpts.jsonl", b"[[["),
        "no excerpts": lambda folder: (folder / "documents/excerpts.jsonl").unlink(),
        "no text of a document": lambda folder: (folder / "documents/oig-20-13.txt").unlink(),
        "a text that is not held": write("documents/oig-18-36.txt", b""),
    },
    "checked": {
        "a changed verdict": cell("relations", "oig-20-13/offenses-total", "verdict", "consistent"),
        "a hidden disagreement": cell(
            "relations", "oig-20-13/appendix-c-under-the-rule", "verdict", "verified"
        ),
        "a changed end": cell("relations", "oig-20-13/offenses-total", "computed_lower", plus_one),
        "an end that is open": cell(
            "relations", "oig-20-13/offenses-total", "stated_upper_closed", "false"
        ),
        "no end": cell("relations", "oig-20-13/offenses-total", "computed_upper", ""),
        "another interval": cell("figures", "oig-20-13/charges-fy2019", "upper", plus_one),
        "another role": cell(
            "relation_members",
            "oig-20-13/offenses-total:whole:oig-20-13/offenses-fy2019",
            "role",
            "stated",
        ),
    },
    "honest": {
        "a discrepancy unsaid": cell(
            "relations", "oig-20-13/appendix-c-under-the-rule", "discrepancy_id", ""
        ),
        "an emendation unsaid": cell(
            "figures", "oig-20-13/detainers-declined-fy2014", "reading", "as_printed"
        ),
        "an emendation removed": without("emendations", "oig-20-13/declined-fy2014-separator"),
        "a bound on what the text has": lambda folder: edit(
            folder, "bounds", lambda rows: [rows[0] | {"availability": "in_text"}, *rows[1:]]
        ),
    },
    "accounted for": {
        "digits unaccounted for": cell(
            "completeness", "oig-20-13 figure states a figure", "digit_characters", plus_one
        ),
        "an undecided numeral": cell(
            "completeness", "oig-20-13 table stands in a table", "disposition", "unaccounted"
        ),
        "more words than numerals": cell(
            "completeness", "oig-20-13 figure states a figure", "number_words", "999"
        ),
    },
}
"""Promise → what is wrong → how to make it so."""


@pytest.mark.parametrize(
    ("promise", "what"), [(promise, what) for promise in DEEPER for what in DEEPER[promise]]
)
def test_what_is_wrong_behind_right_hashes_is_found(promise, what, release, capsys):
    DEEPER[promise][what](release)
    seal(release)
    assert main([str(release)]) == 1
    out, err = capsys.readouterr()
    assert re.search(rf"^FAILED  {promise} ", out, re.MULTILINE), out
    assert re.search(rf"^{promise}: [\d,]+ problems?$", out, re.MULTILINE)
    assert err == ""
    assert re.search(r"^ok      reproducible", out, re.MULTILINE), out


def cell_and_repetition(table, key, column, value):
    """Change a cell of a report's table, and its row in `cells`."""
    own = key.removeprefix("oig-20-13 ")

    def change(folder):
        cell(table, key, column, value)(folder)
        (now,) = (row[column] for row in rows_of(folder, table) if own in row.values())
        (kind,) = (
            field["type"]
            for field in described_table(folder, table)["schema"]["fields"]
            if field["name"] == column
        )
        number = now if kind != "string" else ""
        content = {"value": number, "lower": number, "upper": number}
        content |= {"text": "" if number else now, "availability": "" if now else "not_stated"}
        place = {"table_name": table, "row_key": own, "column_name": column}
        edit(
            folder,
            "cells",
            lambda rows: [row | content if place.items() <= row.items() else row for row in rows],
        )

    return change


def printed_total(figure):
    return lambda folder: [
        cell("figures", f"oig-20-13/{figure}", column, plus_one)(folder)
        for column in ("value", "lower", "upper")
    ]


BY_YEAR, BANDS = "detainers_by_fiscal_year", "oig_20_13__detainers_by_state_band"
OF_TABLES = {
    "arrest-offenses-row-sum-total-offenses": cell_and_repetition(
        "arrest_offenses", "oig-20-13 Homicide", "charges", plus_one
    ),
    "arrest-offenses-column-total-charges": printed_total("charges-fy2019"),
    "arrest-offenses-column-total-convictions": printed_total("convictions-fy2019"),
    "arrest-offenses-column-total-total-offenses": printed_total("offenses-fy2019"),
    "detainers-by-fiscal-year-consecutive-fiscal-year": cell_and_repetition(
        BY_YEAR, "oig-20-13 issued-fy2019", "fiscal_year", "2020"
    ),
    "detainers-by-fiscal-year-present-where-availability": cell_and_repetition(
        BY_YEAR, "oig-20-13 declined-fy2015", "value", "12000"
    ),
    "detainers-by-fiscal-year-repeats-figure-figure-id": cell_and_repetition(
        BY_YEAR, "oig-20-13 declined-fy2014", "value", plus_one
    ),
    "detainers-by-state-band-present-where-availability": cell_and_repetition(
        BANDS, "5,000 - 10,000", "states", "13"
    ),
}
"""A relation that is a rule of a report's table → a change that breaks the rule."""


@pytest.mark.parametrize("relation", OF_TABLES)
def test_what_breaks_a_rule_of_a_table_is_refused_by_the_name_of_the_rule(relation, release):
    OF_TABLES[relation](release)
    seal(release)
    found = {(problem.promise, problem.place) for problem in problems(release)}
    assert ("checked", f"oig-20-13/{relation}") in found


DESCRIPTORS = {
    "that is no JSON": (write(DESCRIPTOR, b"{"), DESCRIPTOR),
    "too deep to be read": (write(DESCRIPTOR, b"[" * 100_000), DESCRIPTOR),
    "of another form": (write(DESCRIPTOR, b'{"resources": [3]}'), "layout"),
    "with another hash": (replaced(DESCRIPTOR, b"sha256:", b"sha256:0"), "csv/sources.csv"),
    "of a hash not known here": (replaced(DESCRIPTOR, b"sha256:", b"sha512:"), "csv/sources.csv"),
    "of a file that is not listed": (
        replaced(DESCRIPTOR, b'"csv/measures.csv"', b'"/etc/passwd"'),
        "/etc/passwd",
    ),
    "of a pattern that is none": (
        replaced(DESCRIPTOR, b'"^[a-z0-9-]+$"', b'"("'),
        "csv/sources.csv",
    ),
    "of a type that is not known": (
        replaced(DESCRIPTOR, b'"type": "string"', b'"type": "geopoint"'),
        "csv/sources.csv",
    ),
}


@pytest.mark.parametrize("what", DESCRIPTORS)
def test_a_descriptor_is_a_problem(what, release, capsys):
    change, place = DESCRIPTORS[what]
    change(release)
    list_files(release)
    assert place in {problem.place for problem in problems(release)}
    assert main([str(release)]) == 1
    assert capsys.readouterr().err == ""


def test_a_table_outside_the_list_of_checksums_is_found_by_the_layout(release):
    change, place = DESCRIPTORS["of a file that is not listed"]
    change(release)
    list_files(release)
    assert place in {problem.place for problem in layout(open_release(release)).problems}


def test_a_primary_key_is_never_empty_even_where_its_column_may_be(release):
    described_so = described(release)
    for resource in described_so["resources"]:
        for field in resource["schema"]["fields"]:
            field.get("constraints", {}).pop("required", None)
    describe(release, described_so)
    cell("abbreviations", "oig-20-13 ACRIME", "abbreviation", "")(release)
    seal(release)
    assert [p.found for p in tables(open_release(release)).problems] == [
        "the key source_id, abbreviation is empty in part: 'oig-20-13 '"
    ]


def test_a_fault_of_many_rows_is_said_once_with_their_number(release, capsys):
    edit(release, "figures", lambda rows: [row | {"location": "margin"} for row in rows])
    seal(release)
    assert main([str(release)]) == 1
    (said,) = (line for line in capsys.readouterr().out.splitlines() if "vocabulary" in line)
    count = len(rows_of(release, "figures"))
    assert said == (
        f"  csv/figures.csv:2, 3, 4, 5, 6 and {count - 5} more: "
        "`location` is not in its vocabulary: 'margin'"
    )


def test_twenty_problems_of_a_promise_are_shown_and_the_others_counted(release, capsys):
    edit(release, "relations", lambda rows: [row | {"computed_lower": "-1"} for row in rows])
    seal(release)
    assert main([str(release)]) == 1
    lines = capsys.readouterr().out.splitlines()
    (head,) = (place for place, line in enumerate(lines) if line.startswith("checked:"))
    count = int(lines[head].split()[1])
    assert count > 20
    assert lines[head + 21] == f"  … and {count - 20} more"


def test_where_there_is_no_release_the_exit_code_is_2(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("notes")
    for path in (tmp_path, tmp_path / "notes.txt", tmp_path / "nothing"):
        assert main([str(path)]) == 2
        assert str(path) in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["--format", "xml"])
    assert ended.value.code == 2


def test_help_shows_examples_and_exit_codes(capsys):
    with pytest.raises(SystemExit):
        main(["-h"])
    shown = capsys.readouterr().out
    assert "python3 verify.py" in shown
    assert "exit code: 0" in shown
