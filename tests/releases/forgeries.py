"""Forgeries of a release, each resealed so that every checksum is right: what is changed, and how.

A kind of forgery is a line of the table in docs/verification.md. Where a release is forged in all formats, it is made
again from forged tables by the project's own code, which nobody could do better.
"""

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pyarrow
import pyarrow.parquet

from pipeline.package.package_files import completed, package_files
from pipeline.package.paths import table_path
from pipeline.releases.bundle import CheckedProject, environment, release_files
from pipeline.releases.standalone.checksums import sha256_of, write_checksums
from pipeline.releases.standalone.release import APART, CHECKSUMS, SITE_CHECKSUMS

BOOK, DATABASE, LINES = "oversight-figures.xlsx", "oversight-figures.sqlite", "figures.jsonl"
PAGE = "site/figures/oig-20-13/detainers-declined-fy2019/index.html"
FIGURE = "oig-20-13/detainers-declined-fy2019"
OTHER = "freebeacon-2018-01-16/offices-without-infrastructure-freebeacon"
CATEGORY = "oig-20-13 Homicide"
PLACED = "arrest_offenses oig-20-13 Homicide charges 1"
IN_PDF = {"page_pdf": 9, "box_left": Decimal("72"), "box_top": Decimal("96.5"), "box_right": Decimal("90"), "box_bottom": Decimal("108"), "box_turned": 0}  # fmt: skip


class Made(NamedTuple):
    """A release in a folder, and the checked project that it was made from."""

    project: CheckedProject
    folder: Path


class Forgery(NamedTuple):
    """What is changed in a copy of a release; `names` is what `verify` says of it where it refuses nothing."""

    kind: str
    what: str
    forge: Callable[[Made, Path], None]
    names: str = ""

    def __repr__(self) -> str:
        return f"Forgery({self.kind}: {self.what})"


def forged(made: Made, forgery: Forgery, target: Path) -> Path:
    """A copy of the release, forged and resealed; with its many pages only where these are forged."""
    shutil.copytree(made.folder, target, ignore=shutil.ignore_patterns("project", "site"))
    copy = shutil.copy if "project" in forgery.kind else os.link
    shutil.copytree(made.folder / "project", target / "project", copy_function=copy)
    if "site" in forgery.kind:
        shutil.copytree(made.folder / "site", target / "site")
    forgery.forge(made, target)
    seal(target)
    return target


def seal(folder: Path) -> None:
    """Make every hash that the release names agree with its files, as a forger would who forgets none."""
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_bytes())
    for resource in descriptor["resources"]:
        if (folder / resource["path"]).exists():
            content = (folder / resource["path"]).read_bytes()
            resource["hash"] = f"sha256:{sha256_of([content])}"
            if "bytes" in resource:
                resource["bytes"] = len(content)
    write_if_other(path, descriptor)
    list_files(folder)
    path = folder / "dataset.jsonld"
    dataset = json.loads(path.read_bytes())
    for entry in dataset["distribution"]:
        if "sha256" in entry and (folder / entry["contentUrl"]).exists():
            content = (folder / entry["contentUrl"]).read_bytes()
            entry.update(sha256=sha256_of([content]), contentSize=f"{len(content)} B")
    write_if_other(path, dataset)
    list_files(folder)


def write_if_other(path: Path, document: object) -> None:
    """Write a JSON file as the project writes it, where its content differs."""
    if json.loads(path.read_bytes()) != document:
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        path.write_text(text, encoding="utf-8")


def list_files(folder: Path) -> None:
    """Write the lists of checksums anew; that of the site only where the site is here."""
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    sums = {name: sha256_of([path.read_bytes()]) for name, path in files.items()}
    for part, list_of_it in APART.items():
        held = {name: sums.pop(name) for name in [*sums] if name.startswith(part)}
        if held:
            (folder / list_of_it).write_bytes(write_checksums(held))
            sums[list_of_it] = sha256_of([write_checksums(held)])
    del sums[CHECKSUMS]
    (folder / CHECKSUMS).write_bytes(write_checksums(sums))


# How each format is changed


def in_csv(table: str, key: str, column: str, value: str) -> Callable[[Made, Path], None]:
    """Change a cell of a CSV, found by its key."""

    def forge(_: Made, folder: Path) -> None:
        path = folder / table_path(table, "csv")
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        names = list(rows[0])
        (row,) = [row for row in rows if key in (row[names[0]], " ".join([*row.values()][:2]))]
        assert row[column] != value
        row[column] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    return forge


def in_parquet(table: str, column: str, change: Callable[[list], None]) -> Callable:
    def forge(_: Made, folder: Path) -> None:
        path = folder / f"parquet/{table}.parquet"
        read = pyarrow.parquet.read_table(path)
        cells = read[column].to_pylist()
        change(cells)
        field = read.schema.field(column)
        place = read.column_names.index(column)
        forged_table = read.set_column(place, field, pyarrow.array(cells, field.type))
        pyarrow.parquet.write_table(forged_table, path, compression="snappy")

    return forge


def in_sqlite(*statements: str) -> Callable[[Made, Path], None]:
    def forge(_: Made, folder: Path) -> None:
        with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as database:
            for statement in statements:
                database.execute(statement)

    return forge


def in_bytes(name: str, place: int, new: bytes) -> Callable[[Made, Path], None]:
    def forge(_: Made, folder: Path) -> None:
        content = bytearray((folder / name).read_bytes())
        content[place : place + len(new)] = new
        (folder / name).write_bytes(bytes(content))

    return forge


def in_text(name: str, old: str, new: str) -> Callable[[Made, Path], None]:
    """Change the first place of a text file that has these characters."""

    def forge(_: Made, folder: Path) -> None:
        text = (folder / name).read_bytes().decode("utf-8")
        assert old in text, f"{name} is without {old!r}"
        (folder / name).write_bytes(text.replace(old, new, 1).encode("utf-8"))

    return forge


def with_file(name: str, text: str) -> Callable[[Made, Path], None]:
    def forge(_: Made, folder: Path) -> None:
        (folder / name).write_text(text, encoding="utf-8")

    return forge


def without(name: str) -> Callable[[Made, Path], None]:
    def forge(_: Made, folder: Path) -> None:
        (folder / name).unlink()
        descriptor = json.loads((folder / "datapackage.json").read_bytes())
        descriptor["resources"] = [r for r in descriptor["resources"] if r["path"] != name]
        (folder / "datapackage.json").write_text(json.dumps(descriptor, indent=2), encoding="utf-8")

    return forge


def in_book(part: str, old: str, new: str, **more: str) -> Callable[[Made, Path], None]:
    """Change a part of the workbook, and add others; `old` is a pattern that must be there."""

    def forge(_: Made, folder: Path) -> None:
        with zipfile.ZipFile(folder / BOOK) as book:
            parts = {name: book.read(name).decode("utf-8") for name in book.namelist()}
        assert re.search(old, parts[part]), f"{part} is without {old!r}"
        parts[part] = re.sub(old, new, parts[part], count=1)
        parts |= {
            name.replace("__", "/").replace("_DOT_", "."): text for name, text in more.items()
        }
        with zipfile.ZipFile(folder / BOOK, "w") as book:
            for name, text in parts.items():
                book.writestr(zipfile.ZipInfo(name), text)

    return forge


def remade(
    *edits: tuple[str, str, str, object], head: Mapping[str, object] = {}
) -> Callable[[Made, Path], None]:
    """Make the release again in all its files from tables in which cells are changed: table, key, column, value."""

    def forge(made: Made, folder: Path) -> None:
        project = made.project
        tables = {name: frame.copy() for name, frame in project.tables.items()}
        for table, key, column, value in edits:
            frame = tables[table]
            is_row = [
                key in (str(row[0]), *(" ".join(map(str, row[:count])) for count in (2, 3, 4)))
                for row in frame.itertuples(index=False)
            ]
            assert sum(is_row) == 1, f"{table} has {sum(is_row)} rows {key!r}"
            assert str(frame.loc[is_row, column].iloc[0]) != str(value)
            frame.loc[is_row, column] = value
        release = project.head.model_copy(update=dict(head))
        files = package_files(release, project.catalog, tables)
        package = completed(files, project.package["CHANGELOG.md"].decode())
        whole = replace(project, head=release, tables=tables, package=package)
        listed = {SITE_CHECKSUMS: (folder / SITE_CHECKSUMS).read_bytes()}
        for name, content in release_files(whole, listed).items():
            if not name.startswith("project/"):
                (folder / name).write_bytes(content)

    return forge


def figure(column: str, value: object, name: str = FIGURE) -> Callable[[Made, Path], None]:
    """Change a figure in every format, in the table that repeats it too."""
    edits = [("figures", name, column, value)]
    repeated = "caution discrepancy_ids value lower upper attributed_to population".split()
    if column in repeated:
        edits.append(("figures_readable", name, column, value))
    return remade(*edits)


def after(*forgeries: Callable[[Made, Path], None]) -> Callable[[Made, Path], None]:
    def forge(made: Made, folder: Path) -> None:
        for one in forgeries:
            one(made, folder)

    return forge


def other_code(_: Made, folder: Path) -> None:
    """Change the code that the release holds, and the hash of the code that it states."""
    path = folder / "project/pipeline/__init__.py"
    path.write_text(path.read_text(encoding="utf-8") + "# forged\n", encoding="utf-8")
    project = sorted((folder / "project").rglob("*"))
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in project if p.is_file()}
    (folder / "environment.json").write_bytes(environment(files))


def unquoted(made: Made, folder: Path) -> None:
    """Change words of a held text that no quotation has, and its hash wherever it is published."""
    path = folder / "documents/oig-20-13.txt"
    text = path.read_text(encoding="utf-8")
    assert text.count("www.oig.dhs.gov") > 0
    changed = text.replace("Washington", "Wushington", 1).encode()
    digest = sha256_of([changed])
    remade(("sources", "oig-20-13", "text_sha256", digest))(made, folder)
    path.write_bytes(changed)


def plus_one(cells: list) -> None:
    place = next(place for place, cell in enumerate(cells) if cell)
    cells[place] += 1


VIEW = 'CREATE VIEW "cells_with_quotations" AS SELECT "value" + 1000 AS "value" FROM "figures"'
FORMULA = r'<c r="\1"><f>8665+1000</f><v>\2</v></c>'
D = Decimal

FORGERIES = [
    # One format alone
    Forgery("a number in one format", "CSV", in_csv("arrest_offenses", CATEGORY, "charges", "375")),
    Forgery("a number in one format", "Parquet", in_parquet("arrest_offenses", "charges", plus_one)),
    Forgery("a number in one format", "SQLite", in_sqlite("UPDATE figures SET value = 8666 WHERE value = 8665")),
    Forgery("a number in one format", "SQLite, a whole number for a fraction", in_sqlite("UPDATE about SET value = 1 WHERE name = 'version'")),
    Forgery("a number in one format", "workbook", in_book("xl/worksheets/sheet6.xml", r"<v>8665\.0+</v>", "<v>8666</v>")),
    Forgery("a number in one format", "JSON Lines", in_text(LINES, '"value": 8665', '"value": 8666')),
    Forgery("a number in one format", "JSON Lines, true for 1", in_text(LINES, '"part": 1', '"part": true')),
    Forgery("a number in one format", "JSON Lines, 1.0 for 1", in_text(LINES, '"part": 1', '"part": 1.0')),
    Forgery("a number in one format", "figures_readable.csv", in_csv("figures_readable", FIGURE, "value", "52181")),
    Forgery("a missing cell that becomes an empty text", "CSV", in_text("csv/figures.csv", ",,", ',"",')),
    Forgery("a missing cell that becomes an empty text", "SQLite", in_sqlite("UPDATE figures SET denominator = '' WHERE denominator IS NULL")),
    Forgery("a missing cell that becomes an empty text", "JSON Lines", in_text(LINES, '"denominator": null', '"denominator": ""')),
    Forgery("the rest of a record of JSON Lines", "quotation", in_text(LINES, '"exact": "', '"exact": "not ')),
    Forgery("the rest of a record of JSON Lines", "document", in_text(LINES, '"publisher": "', '"publisher": "Not ')),
    Forgery("the rest of a record of JSON Lines", "release", in_text(LINES, '"release": "', '"release": "Other ')),
    *(Forgery("a format is left out", name, without(name)) for name in (BOOK, DATABASE, LINES, "figures_readable.csv", "parquet/figures.parquet")),
    # All formats together
    Forgery("a number read in a document, in all formats", "a figure in digits", figure("value", D(52181))),
    Forgery("a number read in a document, in all formats", "a figure in words", figure("value", D(8), OTHER)),
    Forgery("a number read in a document, in all formats", "an emended figure", figure("value", D(8666), "oig-20-13/detainers-declined-fy2014")),
    Forgery("a number read in a document, in all formats", "a cell", remade(("arrest_offenses", CATEGORY, "charges", 375), ("cells", "oig-20-13 arrest_offenses Homicide charges", "value", D(375)))),
    Forgery("words read in a document, in all formats", "a quotation", figure("quote", "No more than 8,665")),
    Forgery("words read in a document, in all formats", "a cell", remade(("abbreviations", "oig-20-13 CAP", "expansion", "Criminal Alien Programme"))),
    *(Forgery("the interval of a figure, in all formats", column, figure(column, value)) for column, value in (("lower", D(52179)), ("upper", D(60000)))),
    Forgery("the interval of a figure, in all formats", "of a rounded one", figure("upper", D(165600), "oig-20-13/detainers-issued-fy2019")),
    Forgery("the interval of a cell, in all formats", "upper", remade(("cells", "oig-20-13 arrest_offenses Homicide charges", "upper", D(380)))),
    Forgery("the discrepancies of a figure, in all formats", "discrepancy_ids", figure("discrepancy_ids", None)),
    Forgery("the figures of a discrepancy, in all formats", "figure_ids", remade(("discrepancies", "oig-20-13/appendix-c-not-rounded", "figure_ids", "oig-20-13/charges-fy2019"))),
    Forgery("verdict or interval of a relation, in all formats", "verdict", remade(("relations", "oig-20-13/declined-change", "verdict", "indeterminate"))),
    Forgery("verdict or interval of a relation, in all formats", "lower", remade(("relations", "oig-20-13/declined-change", "computed_lower", D(80)))),
    Forgery("a cell that repeats a figure, in all formats", "detainers", remade(("detainers_by_fiscal_year", "oig-20-13 issued-fy2019", "lower", D(165000)), ("cells", "oig-20-13 detainers_by_fiscal_year issued-fy2019 lower", "value", D(165000)))),
    Forgery("a total, in all formats", "a row", remade(("arrest_offenses", CATEGORY, "total_offenses", 2000), ("cells", "oig-20-13 arrest_offenses Homicide total_offenses", "value", D(2000)))),
    Forgery("a cell of the table that repeats others, in all formats", "cite", remade(("figures_readable", FIGURE, "cite", "Somebody, a report."))),
    Forgery("a cell of the table that repeats others, in all formats", "caution", remade(("figures_readable", FIGURE, "caution", "All is well."))),
    Forgery("digits of a document, in all formats", "digit_characters", remade(("completeness", "oig-20-13 figure states a figure", "digit_characters", 235))),
    Forgery("the place of a quotation in its PDF, in all formats", "of a document without boxes", remade(*(("provenance", PLACED, column, value) for column, value in IN_PDF.items()))),
    # What people decided, or only the whole code computes
    Forgery("a bound, in all formats", "upper", remade(("bounds", "freebeacon-2018-01-16/cases-without-checks-freebeacon", "upper", D(21))), "csv/bounds.csv: bound_id"),
    Forgery("how a restatement agrees, in all formats", "attribution", remade(("restatements", "freebeacon-2018-01-16/cases-unreported-freebeacon", "attribution", "attributed")), "csv/restatements.csv: restatement_id"),
    Forgery("a caution, in all formats", "caution", figure("caution", "All is well.", OTHER), "caution"),
    Forgery("how numerals are accounted for, in all formats", "reason", remade(("completeness", "oig-20-13 figure states a figure", "number_words", 13)), "csv/completeness.csv: source_id"),
    Forgery("what people decided, in all formats", "population", figure("population", "all detainers"), "population"),
    Forgery("what people decided, in all formats", "attributed_to", figure("attributed_to", "ICE"), "attributed_to"),
    # The database
    Forgery("SQLite declares something else", "a view that adds 1000", in_sqlite("DROP VIEW cells_with_quotations", VIEW)),
    Forgery("SQLite declares something else", "a view, and another version", after(in_sqlite("DROP VIEW cells_with_quotations", VIEW), in_bytes(DATABASE, 96, b"\0\x2d\0\0"))),
    Forgery("SQLite declares something else", "one more view", in_sqlite(VIEW.replace("cells_with", "numbers_with"))),
    Forgery("SQLite declares something else", "a trigger", in_sqlite("CREATE TRIGGER t AFTER INSERT ON about BEGIN DELETE FROM figures; END")),
    Forgery("SQLite declares something else", "an index", in_sqlite("CREATE INDEX i ON figures (value)")),
    Forgery("SQLite declares something else", "a table", in_sqlite("CREATE TABLE more (value REAL)")),
    Forgery("SQLite declares something else", "a default", in_sqlite("ALTER TABLE measures ADD COLUMN more TEXT DEFAULT 'x'")),
    Forgery("SQLite declares something else", "a number for programs", in_sqlite("PRAGMA user_version = 7")),
    Forgery("SQLite says something else", "about", in_sqlite("UPDATE about SET value = 'A person has checked 119 of 119 figures.' WHERE name = 'checked'")),
    Forgery("SQLite says something else", "one more fact", in_sqlite("INSERT INTO about VALUES ('warning', 'x')")),
    Forgery("SQLite says something else", "a column", in_sqlite("UPDATE column_comments SET unit = 'thousands' WHERE column_name = 'charges'")),
    Forgery("SQLite says something else", "a table", in_sqlite("UPDATE table_comments SET title = 'x' WHERE table_name = 'figures'")),
    Forgery("SQLite's words about its own tables and views", "a comment", in_sqlite("UPDATE table_comments SET title = 'x' WHERE table_name = 'about'"), f"{DATABASE}: words about"),
    Forgery("the version of SQLite that a database names", "bytes 96 to 99", in_bytes(DATABASE, 96, b"\0\x2d\0\0"), f"{DATABASE}: which version"),
    Forgery("bytes of SQLite that no reader sees", "after the last page", lambda made, folder: (folder / DATABASE).write_bytes((folder / DATABASE).read_bytes() + bytes(4096))),
    Forgery("bytes of SQLite that no reader sees", "a free page", in_sqlite("CREATE TABLE t (a)", "DROP TABLE t")),
    Forgery("the version of a library that the release names", "Python", in_text("environment.json", '"python": "', '"python": "3.99'), "what these files say"),
    # The workbook
    Forgery("the workbook has more than cells", "a formula", in_book("xl/worksheets/sheet6.xml", r'<c r="([A-Z]+[0-9]+)"[^>]*><v>(8665)[.0]*</v></c>', FORMULA)),
    Forgery("the workbook has more than cells", "a name", in_book("xl/workbook.xml", "</definedNames>", '<definedName name="declined">1000</definedName></definedNames>')),
    Forgery("the workbook has more than cells", "a link", in_book("xl/_rels/workbook.xml.rels", "</Relationships>", '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="https://example.org/x.xlsx" TargetMode="External"/></Relationships>')),
    Forgery("the workbook has more than cells", "a macro", in_book("xl/workbook.xml", "<sheets>", "<sheets>", xl__vbaProject_DOT_bin="x")),
    Forgery("the workbook has more than cells", "a sheet", in_book("xl/workbook.xml", "</sheets>", '<sheet name="more" sheetId="99" r:id="rId6"/></sheets>')),
    Forgery("the workbook has more than cells", "a hidden row", in_book("xl/worksheets/sheet6.xml", '<row r="2"', '<row hidden="1" r="2"')),
    Forgery("the workbook has more than cells", "a format that prints another number", in_book("xl/styles.xml", "yyyy-mm-dd", "&quot;9&quot;0")),
    Forgery("the workbook says something else", "readme", in_book("xl/sharedStrings.xml", "A person has checked 0 of", "A person has checked 119 of")),
    Forgery("the workbook says something else", "columns", in_book("xl/sharedStrings.xml", "What is measured\\.", "What is guessed.")),
    Forgery("how the workbook looks", "a color", in_book("xl/styles.xml", '<color theme="1"/>', '<color rgb="FFFFFFFF"/>'), f"{BOOK}: how cells look"),
    # Texts
    Forgery("a character of a document that nothing quotes", "a text, its hash in all formats", unquoted, "whether the texts"),
    Forgery("a quoted character of a document", "a text", in_text("documents/oig-20-13.txt", "Homicide\t374", "Homicide\t375")),
    Forgery("a quoted character of a document", "an excerpt", in_text("documents/excerpts.jsonl", '"text": "', '"text": "x')),
    Forgery("words of the descriptor alone", "a title", in_text("datapackage.json", '"title": "Measure"', '"title": "Guess"')),
    Forgery("words of the descriptor alone", "a description", in_text("datapackage.json", "What is measured.", "What is guessed.")),
    Forgery("words of the descriptor alone", "a kind of change", in_text("datapackage.json", '"changeClass": "value"', '"changeClass": "derived"')),
    Forgery("words of the descriptor alone", "a unit", in_text("datapackage.json", '"unit": "charges"', '"unit": "thousands"')),
    Forgery("words of the release, in all files", "title", remade(head={"description": "All is checked."}), "datapackage.json: words"),
    Forgery("other facts of the descriptor", "keywords", in_text("datapackage.json", '"inspector general"', '"inspector"'), "datapackage.json: words"),
    Forgery("other facts of the descriptor", "licenses", in_text("datapackage.json", '"name": "CC0-1.0"', '"name": "CC-BY-4.0"'), "datapackage.json: words"),
    *(
        Forgery("a file in words, for machines, or that checks", name, in_text(name, old, new), name)
        for name, old, new in (
            ("DICTIONARY.md", "Violation category", "Category"),
            ("VERDICTS.md", "verified", "proved"),
            ("CHANGELOG.md", "# Changelog", "# Changes"),
            ("README.md", "It never changes.", "It may change."),
            ("croissant.json", "Oversight Figures", "Other Figures"),
            ("dataset.jsonld", "Oversight Figures", "Other Figures"),
            ("datasette.json", "Oversight Figures", "Other Figures"),
            ("CITATION.cff", "Oversight Figures", "Other Figures"),
            (".zenodo.json", "Oversight Figures", "Other Figures"),
            ("NOTICE", "quot", "cit"),
            ("LICENSE-DATA", "CC0", "CC1"),
            ("verify.py", "import json", "import json  # forged"),
        )
    ),
    Forgery("one more file", "extra.csv", with_file("extra.csv", "a,b\n1,2\n"), "extra.csv"),
    Forgery("a page of the site", "a number", in_text(PAGE, "16,400", "16,500"), "site/"),
    Forgery("a page of the site", "a script", in_text(PAGE, "</body>", "<script>alert(1)</script></body>"), "site/"),
    Forgery("a page of the site", "a file to download", in_text("site/data/csv/figures.csv", ",16400,", ",16500,"), "site/"),
    Forgery("one more page of the site", "more.html", with_file("site/more.html", "<p>All is checked.\n"), "site/"),
    Forgery("a page of the site is missing", "a figure", lambda made, folder: shutil.rmtree((folder / PAGE).parent), "site/"),
    Forgery("sources of the project", "figures", in_text("project/sources/oig-20-13/figures.yaml", "transcribed_by: software", "transcribed_by: person"), "project/"),
    Forgery("code of the project", "without its hash", in_text("project/pipeline/__init__.py", "", "# forged\n"), "project/"),
    Forgery("code of the project, with its hash", "a comment", other_code, "project/"),
]  # fmt: skip
