"""Two packages held against each other: each kind of change, and the step of the version it asks for.

The old package is the real one; the new one is the real one with one thing changed.
"""

import csv
import io
import json
import shutil
import zipfile

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.releases.comparison import compare, required_level
from pipeline.releases.comparison_report import report_markdown
from pipeline.releases.packages import read_package


class Edited:
    """A copy of the real package that a test changes in place."""

    def __init__(self, folder):
        self.folder = folder
        self.descriptor = json.loads((folder / "datapackage.json").read_text())

    def resource(self, name):
        (found,) = [r for r in self.descriptor["resources"] if r["name"] == name]
        return found

    def field(self, table, name):
        (found,) = [f for f in self.resource(table)["schema"]["fields"] if f["name"] == name]
        return found

    def rows(self, table):
        text = (self.folder / f"csv/{table}.csv").read_bytes().decode()
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def write(self, table, rows):
        with (self.folder / f"csv/{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def cell(self, table, key, column, value):
        rows = self.rows(table)
        (row,) = [row for row in rows if next(iter(row.values())) == key]
        row[column] = value
        self.write(table, rows)

    def done(self):
        (self.folder / "datapackage.json").write_text(json.dumps(self.descriptor))


@pytest.fixture
def edited(tmp_path, repository):
    shutil.copytree(repository / "datapackage", tmp_path / "new")
    return Edited(tmp_path / "new")


def without(package, table, column):
    package.write(
        table, [{k: v for k, v in row.items() if k != column} for row in package.rows(table)]
    )
    fields = package.resource(table)["schema"]["fields"]
    fields.remove(package.field(table, column))


def added_column(package, table):
    package.write(table, [{**row, "note": ""} for row in package.rows(table)])
    package.resource(table)["schema"]["fields"].append({"name": "note", "type": "string"})


def without_table(package, table):
    package.descriptor["resources"] = [
        r for r in package.descriptor["resources"] if r["name"] not in (table, f"{table}-parquet")
    ]
    for kind in ("csv", "parquet"):
        (package.folder / kind / f"{table}.{kind}").unlink()


def added_table(package):
    resource = {**package.resource("abbreviations"), "name": "more", "path": "csv/more.csv"}
    package.descriptor["resources"].append(resource)
    shutil.copy(package.folder / "csv/abbreviations.csv", package.folder / "csv/more.csv")


def without_format(package):
    package.descriptor["resources"] = [
        r for r in package.descriptor["resources"] if r["format"] == "csv"
    ]


def swapped(package, table):
    fields = package.resource(table)["schema"]["fields"]
    fields[1], fields[2] = fields[2], fields[1]
    names = [field["name"] for field in fields]
    package.write(table, [{name: row[name] for name in names} for row in package.rows(table)])


CHANGES = {
    # major: what was there is gone, or means something else
    "a table removed": ("major", "a table was removed", lambda p: without_table(p, "bounds")),
    "a format removed": ("major", "a format was removed", without_format),
    "a column removed": (
        "major",
        "a column was removed",
        lambda p: without(p, "figures", "ref_area"),
    ),
    "a row removed": (
        "major",
        "a row was removed",
        lambda p: p.write("abbreviations", p.rows("abbreviations")[1:]),
    ),
    "a type changed": (
        "major",
        "a type changed",
        lambda p: p.field("figures", "page").update(type="string"),
    ),
    "a unit changed": (
        "major",
        "a unit changed",
        lambda p: p.field("arrest_offenses", "charges").update(unit="offenses"),
    ),
    "a primary key changed": (
        "major",
        "a key changed",
        lambda p: p.resource("abbreviations")["schema"].update(primaryKey=["meaning"]),
    ),
    "a reference removed": (
        "major",
        "a reference changed",
        lambda p: p.resource("figures")["schema"]["foreignKeys"].pop(),
    ),
    "a term removed": (
        "major",
        "a term was removed",
        lambda p: p.field("figures", "location")["categories"].pop(),
    ),
    "a vocabulary removed": (
        "major",
        "a vocabulary was removed",
        lambda p: p.field("figures", "location").pop("categories"),
    ),
    "a column that may now be empty": (
        "major",
        "a column may now be empty",
        lambda p: p.field("figures", "quote")["constraints"].pop("required"),
    ),
    "a meaning": (
        "major",
        "a meaning changed",
        lambda p: p.cell("measures", "charges", "definition", "Something else."),
    ),
    "other terms of use": (
        "major",
        "the terms or the name changed",
        lambda p: p.descriptor["licenses"][0].update(name="CC-BY-4.0"),
    ),
    "another name": (
        "major",
        "the terms or the name changed",
        lambda p: p.descriptor.update(id="other-figures"),
    ),
    # minor: a value was corrected, or something was added
    "a value corrected": (
        "minor",
        "a published value was corrected",
        lambda p: p.cell("arrest_offenses", "Homicide", "charges", "375"),
    ),
    "a value filled in": (
        "minor",
        "a published value was corrected",
        lambda p: p.cell("sources", "jeffrey-2018-01-26", "publisher", "MRC"),
    ),
    "a derived value": (
        "minor",
        "a value that follows from others changed",
        lambda p: p.cell("bounds", "survey-respondents", "upper", "1668"),
    ),
    "a row added": (
        "minor",
        "a row was added",
        lambda p: p.write(
            "abbreviations",
            [*p.rows("abbreviations"), {**p.rows("abbreviations")[0], "abbreviation": "ZZ"}],
        ),
    ),
    "a column added": ("minor", "a column was added", lambda p: added_column(p, "abbreviations")),
    "a table added": ("minor", "a table was added", added_table),
    "a format added": (
        "minor",
        "a format was added",
        lambda p: p.descriptor["resources"].append({"name": "x", "format": "sqlite", "path": "x"}),
    ),
    "a term added": (
        "minor",
        "a term was added",
        lambda p: p.field("figures", "location")["categories"].append(
            {"value": "map", "label": "on a map"}
        ),
    ),
    "a reference added": (
        "minor",
        "a reference was added",
        lambda p: p.resource("figures")["schema"]["foreignKeys"].append(
            {"fields": ["x"], "reference": {"resource": "sources", "fields": ["source_id"]}}
        ),
    ),
    # patch: wording, metadata and packaging only
    "wording of a cell": (
        "patch",
        "wording changed",
        lambda p: p.cell("relations", "offenses-total", "formula", "charges + convictions"),
    ),
    "wording of a column": (
        "patch",
        "wording changed",
        lambda p: p.field("figures", "quote").update(description="The words."),
    ),
    "wording of a table": (
        "patch",
        "wording changed",
        lambda p: p.resource("figures").update(title="Numbers"),
    ),
    "wording of a term": (
        "patch",
        "wording of a term changed",
        lambda p: p.field("figures", "location")["categories"][0].update(label="in a text"),
    ),
    "keywords": ("patch", "metadata changed", lambda p: p.descriptor["keywords"].append("audit")),
    "an SDMX concept": (
        "patch",
        "metadata changed",
        lambda p: p.field("figures", "unit").update(sdmxConcept="OTHER"),
    ),
    "a constraint": (
        "patch",
        "a constraint changed",
        lambda p: p.field("figures", "line")["constraints"].update(minimum=0),
    ),
    "a column that may no longer be empty": (
        "patch",
        "a column may no longer be empty",
        lambda p: p.field("figures", "page").update(constraints={"required": True, "minimum": 1}),
    ),
    "the order of columns": (
        "patch",
        "columns stand in another order",
        lambda p: swapped(p, "abbreviations"),
    ),
    "another file's bytes": (
        "patch",
        "a file has other bytes",
        lambda p: (p.folder / "DICTIONARY.md").write_text("Less.\n"),
    ),
    "a file more": ("patch", "a file was added", lambda p: (p.folder / "NOTE").write_text("x")),
    "a file less": ("patch", "a file is gone", lambda p: (p.folder / "VERDICTS.md").unlink()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_asks_for_its_level_and_nothing_for_more(change, edited, repository):
    level, rule, apply = CHANGES[change]
    apply(edited)
    edited.done()
    differences = compare(read_package(repository / "datapackage"), read_package(edited.folder))
    assert rule in {difference.rule for difference in differences}
    assert required_level(differences) == level
    assert level in {difference.level for difference in differences if difference.rule == rule}


def test_thirty_kinds_of_change_are_told_apart():
    assert len(CHANGES) >= 25
    assert len({rule for _, rule, _ in CHANGES.values()}) >= 25


def test_version_date_checksums_and_changelog_do_not_count(edited, repository):
    edited.descriptor.update(version="9.9.9", created="2030-01-01T00:00:00Z")
    for resource in edited.descriptor["resources"]:
        resource["hash"] = "sha256:" + "0" * 64
    (edited.folder / "SHA256SUMS").write_text("")
    (edited.folder / "CHANGELOG.md").write_text("# Changes\n")
    edited.done()
    assert compare(read_package(repository / "datapackage"), read_package(edited.folder)) == []


def test_a_corrected_cell_is_named_with_both_values(edited, repository):
    edited.cell("arrest_offenses", "Homicide", "charges", "375")
    edited.done()
    (difference,) = compare(read_package(repository / "datapackage"), read_package(edited.folder))
    assert (difference.table, difference.key, difference.column) == (
        "arrest_offenses",
        "Homicide",
        "charges",
    )
    assert (difference.old, difference.new) == ("374", "375")


def test_rows_are_matched_by_key_not_by_place(edited, repository):
    edited.write("arrest_offenses", list(reversed(edited.rows("arrest_offenses"))))
    edited.done()
    assert compare(read_package(repository / "datapackage"), read_package(edited.folder)) == []


def diff(*arguments):
    return CliRunner().invoke(oversight, ["diff", *map(str, arguments)])


def test_the_command_says_same_different_or_not_compared(edited, repository, tmp_path):
    package = repository / "datapackage"
    same = diff(package, edited.folder)
    assert (same.exit_code, same.output.rstrip().endswith("nothing differs")) == (0, True)
    edited.cell("arrest_offenses", "Homicide", "charges", "375")
    edited.done()
    different = diff(package, edited.folder)
    assert different.exit_code == 1
    assert "1 difference, which ask for a minor version" in different.output
    assert "374 → 375" in different.output
    said = json.loads(diff(package, edited.folder, "--format", "json").output)
    assert (said["schema_version"], said["required_level"]) == (1, "minor")
    markdown = diff(package, edited.folder, "--format", "markdown").output
    assert (
        "| minor | a published value was corrected | arrest_offenses, Homicide, charges | 374 | 375 |"
        in markdown
    )


def test_a_zip_archive_is_compared_like_its_folder(edited, repository, tmp_path):
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(edited.folder.rglob("*")):
            if path.is_file():
                file.write(path, f"oversight-figures/{path.relative_to(edited.folder)}")
    assert diff(repository / "datapackage", archive).exit_code == 0
    edited.cell("arrest_offenses", "Homicide", "charges", "375")
    assert diff(archive, edited.folder).exit_code == 1


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda p: shutil.rmtree(p.folder), "is not there"),
        (lambda p: (p.folder / "datapackage.json").unlink(), "holds no datapackage.json"),
        (lambda p: (p.folder / "datapackage.json").write_text("{"), "does not describe tables"),
        (lambda p: (p.folder / "csv/figures.csv").unlink(), "csv/figures.csv is missing"),
        (lambda p: (p.folder / "csv/figures.csv").write_text('a,"b\n1'), "csv/figures.csv"),
        (
            lambda p: p.write("abbreviations", p.rows("abbreviations")[:1] * 2),
            "a primary key stands twice",
        ),
    ],
)
def test_what_cannot_be_compared_never_counts_as_same(spoil, says, edited, repository):
    spoil(edited)
    outcome = diff(repository / "datapackage", edited.folder)
    assert outcome.exit_code == 2
    assert isinstance(outcome.exception, SystemExit)
    assert says in outcome.output


def test_an_archive_that_is_none_cannot_be_compared(repository, tmp_path):
    (tmp_path / "package.zip").write_bytes(b"PK no archive")
    outcome = diff(repository / "datapackage", tmp_path / "package.zip")
    assert (outcome.exit_code, "no zip archive" in outcome.output) == (2, True)


def test_a_pull_request_shows_the_first_of_many(edited, repository):
    edited.write("relation_members", edited.rows("relation_members")[:1])
    edited.done()
    packages = read_package(repository / "datapackage"), read_package(edited.folder)
    shown = report_markdown(*packages, compare(*packages))
    assert "more." in shown.splitlines()[-1]
    assert len(shown.splitlines()) < 60
