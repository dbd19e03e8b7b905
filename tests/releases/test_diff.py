"""Two packages compared: each kind of change, and the level of the version that it requires.

The old package is the real one; the new one is the real one with one thing changed.
"""

import csv
import io
import json
import zipfile

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.package.paths import table_path
from pipeline.releases.comparison import UNCOUNTED_FILES, compare
from pipeline.releases.comparison_report import report_markdown, report_text
from pipeline.releases.differences import required_level
from pipeline.releases.packages import DESCRIPTOR, package_of, read_package


class Edited:
    """A copy of the real package, in memory, that a test changes in place."""

    def __init__(self, package):
        self.files = dict(package.files)
        self.descriptor = json.loads(self.files[DESCRIPTOR])

    def resource(self, name):
        (found,) = [r for r in self.descriptor["resources"] if r["name"] == name]
        return found

    def field(self, table, name):
        (found,) = [f for f in self.resource(table)["schema"]["fields"] if f["name"] == name]
        return found

    def rows(self, table):
        text = self.files[table_path(table, "csv")].decode()
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def write(self, table, rows):
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self.files[table_path(table, "csv")] = text.getvalue().encode()

    def cell(self, table, key, column, value):
        rows = self.rows(table)
        names = next(r for r in self.descriptor["resources"] if r["name"] == table)["schema"][
            "primaryKey"
        ]
        (row,) = [row for row in rows if " ".join(row[name] for name in names) == key]
        row[column] = value
        self.write(table, rows)

    def package(self, label="new"):
        return package_of(label, self.files | {DESCRIPTOR: json.dumps(self.descriptor).encode()})

    def written(self, folder):
        for path, content in self.package().files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        return folder


@pytest.fixture(scope="module")
def published(repository):
    return read_package(repository / "datapackage")


@pytest.fixture
def edited(published):
    return Edited(published)


def without(package, table, column):
    package.write(
        table, [{k: v for k, v in row.items() if k != column} for row in package.rows(table)]
    )
    fields = package.resource(table)["schema"]["fields"]
    fields.remove(package.field(table, column))


def without_last_row(content):
    text = io.StringIO()
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    csv.writer(text, lineterminator="\n").writerows(rows[:-1])
    return text.getvalue().encode()


def added_column(package, table):
    package.write(table, [{**row, "note": ""} for row in package.rows(table)])
    package.resource(table)["schema"]["fields"].append({"name": "note", "type": "string"})


def without_table(package, table):
    package.descriptor["resources"] = [
        r for r in package.descriptor["resources"] if r["name"] not in (table, f"{table}-parquet")
    ]
    for kind in ("csv", "parquet"):
        del package.files[f"{kind}/{table}.{kind}"]


def added_table(package):
    resource = {**package.resource("abbreviations"), "name": "more", "path": "csv/more.csv"}
    package.descriptor["resources"].append(resource)
    package.files["csv/more.csv"] = package.files["csv/abbreviations.csv"]


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
    "a file removed": ("major", "a file was removed", lambda p: p.files.pop("VERDICTS.md")),
    # minor: a value was corrected, or something was added
    "a value corrected": (
        "minor",
        "a published value was corrected",
        lambda p: p.cell("arrest_offenses", "oig-20-13 Homicide", "charges", "375"),
    ),
    "a value filled in": (
        "minor",
        "a published value was corrected",
        lambda p: p.cell("sources", "jeffrey-2018-01-26", "publisher", "MRC"),
    ),
    "a derived value": (
        "minor",
        "a value that follows from others changed",
        lambda p: p.cell("bounds", "oig-20-13/survey-respondents", "upper", "1668"),
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
    "a file added": ("minor", "a file was added", lambda p: p.files.update(NOTE=b"x")),
    # patch: wording, metadata and packaging only
    "wording of a cell": (
        "patch",
        "wording changed",
        lambda p: p.cell(
            "relations", "oig-20-13/offenses-total", "formula", "charges + convictions"
        ),
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
        "the order of columns changed",
        lambda p: swapped(p, "abbreviations"),
    ),
    "another file's content": (
        "patch",
        "a file changed",
        lambda p: p.files.update({"DICTIONARY.md": b"Less.\n"}),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_requires_its_level_and_no_larger_one(change, edited, published):
    level, rule, apply = CHANGES[change]
    apply(edited)
    differences = compare(published, edited.package())
    assert required_level(differences) == level
    assert level in {difference.level for difference in differences if difference.rule == rule}


def test_thirty_kinds_of_change_are_told_apart():
    assert len({rule for _, rule, _ in CHANGES.values()}) >= 25


def test_a_change_class_that_becomes_looser_counts_from_the_next_version_on(edited, published):
    edited.field("figures", "population").update(changeClass="wording")
    edited.cell("figures", edited.rows("figures")[0]["figure_id"], "population", "others")
    rules = {d.rule: d.level for d in compare(published, edited.package())}
    assert rules["a published value was corrected"] == "minor"
    assert rules["the change class of a column changed"] == "minor"


def test_a_change_class_that_becomes_stricter_counts_at_once(edited, published):
    edited.field("relations", "formula").update(changeClass="meaning")
    (alone,) = compare(published, edited.package())
    assert (alone.level, alone.rule) == ("patch", "the change class of a column changed")
    edited.cell("relations", "oig-20-13/offenses-total", "formula", "charges + convictions")
    rules = {d.rule: d.level for d in compare(published, edited.package())}
    assert rules["a meaning changed"] == "major"


def test_rows_of_a_table_whose_columns_became_looser_are_still_read_rows(edited, published):
    for field in edited.resource("abbreviations")["schema"]["fields"]:
        field["changeClass"] = "derived"
    edited.write("abbreviations", edited.rows("abbreviations")[1:])
    (removed,) = [d for d in compare(published, edited.package()) if d.rule == "a row was removed"]
    assert not removed.is_derived


def test_every_file_is_compared_but_those_that_are_named(published):
    """Of a table the last row is dropped; to any other file a line is added.

    A release's dataset.jsonld lists more than a package's, so that the two are not compared.
    """
    unnoticed = set()
    for path, content in published.files.items():
        other = without_last_row(content) if path.endswith(".csv") else content + b"\n"
        if not compare(published, package_of("new", {**published.files, path: other})):
            unnoticed.add(path)
    assert unnoticed == set(UNCOUNTED_FILES) & set(published.files) | {"dataset.jsonld"}
    assert set(UNCOUNTED_FILES) - set(published.files) == {"SHA256SUMS.sig"}


def test_version_date_checksums_and_changelog_do_not_count(edited, published):
    edited.descriptor.update(version="9.9.9", created="2030-01-01T00:00:00Z")
    for resource in edited.descriptor["resources"]:
        resource["hash"] = "sha256:" + "0" * 64
    edited.files |= {"SHA256SUMS": b"", "CHANGELOG.md": b"# Changes\n"}
    assert compare(published, edited.package()) == []


def test_a_corrected_cell_is_named_with_both_values(edited, published):
    edited.cell("arrest_offenses", "oig-20-13 Homicide", "charges", "375")
    (difference,) = compare(published, edited.package())
    assert difference.place == "arrest_offenses, oig-20-13 Homicide, charges"
    assert (difference.old, difference.new) == ("374", "375")


def test_rows_are_matched_by_key_not_by_place(edited, published):
    edited.write("arrest_offenses", list(reversed(edited.rows("arrest_offenses"))))
    assert compare(published, edited.package()) == []


def test_a_package_prints_short(published):
    assert len(repr(published)) < 200
    assert len(repr(published.tables["figures"])) < 200


def diff(*arguments):
    return CliRunner().invoke(oversight, ["diff", *map(str, arguments)])


def test_the_command_says_same_different_or_not_compared(edited, repository, tmp_path):
    package = repository / "datapackage"
    same = diff(package, edited.written(tmp_path / "same"))
    assert (same.exit_code, same.output.rstrip().endswith("nothing differs")) == (0, True)
    edited.cell("arrest_offenses", "oig-20-13 Homicide", "charges", "375")
    folder = edited.written(tmp_path / "different")
    different = diff(package, folder)
    assert different.exit_code == 1
    assert "1 difference; the largest is minor" in different.output
    assert "374 → 375" in different.output
    report = json.loads(diff(package, folder, "--format", "json").output)
    assert (report["schema_version"], report["required_level"]) == (1, "minor")
    markdown = diff(package, folder, "--format", "markdown").output
    assert (
        "| minor | a published value was corrected | arrest_offenses, oig-20-13 Homicide, charges | 374 | 375 |"
        in markdown
    )


@pytest.mark.parametrize(("version", "next_version"), [("0.2.3", "0.3.0"), ("1.2.3", "2.0.0")])
def test_the_report_names_the_version_that_is_required(version, next_version, edited):
    edited.descriptor["version"] = version
    old = edited.package("old")
    edited.files.pop("VERDICTS.md")
    report = report_text(old, edited.package(), compare(old, edited.package()))
    assert f"the largest is major and requires version {next_version}" in report


def test_a_zip_archive_is_compared_like_its_folder(edited, repository, tmp_path):
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path, content in edited.files.items():
            file.writestr(f"oversight-figures/{path}", content)
    assert diff(repository / "datapackage", archive).exit_code == 0
    edited.cell("arrest_offenses", "oig-20-13 Homicide", "charges", "375")
    assert diff(archive, edited.written(tmp_path / "new")).exit_code == 1


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        (DESCRIPTOR, None, "holds no datapackage.json"),
        (DESCRIPTOR, b"{", "does not describe tables"),
        (DESCRIPTOR, b'{"version": "1.2.x", "resources": []}', "does not describe tables"),
        ("csv/figures.csv", None, "csv/figures.csv is missing"),
        ("csv/figures.csv", b'a,"b\n1', "csv/figures.csv"),
        (
            "csv/abbreviations.csv",
            b"source_id,abbreviation,expansion\nd,X,a\nd,X,b\n",
            "duplicate primary key",
        ),
    ],
)
def test_packages_that_are_not_comparable_never_count_as_the_same(
    path, content, message, edited, repository, tmp_path
):
    folder = edited.written(tmp_path / "new")
    (folder / path).unlink() if content is None else (folder / path).write_bytes(content)
    outcome = diff(repository / "datapackage", folder)
    assert outcome.exit_code == 2
    assert isinstance(outcome.exception, SystemExit)
    assert message in outcome.output


def test_what_is_no_package_is_not_compared(repository, tmp_path):
    (tmp_path / "package.zip").write_bytes(b"PK no archive")
    for name, message in (("package.zip", "cannot be read as a zip"), ("none", "does not exist")):
        outcome = diff(repository / "datapackage", tmp_path / name)
        assert (outcome.exit_code, message in outcome.output) == (2, True)


def test_a_pull_request_shows_the_first_of_many(edited, published):
    edited.write("relation_members", edited.rows("relation_members")[:1])
    shown = report_markdown(published, edited.package(), compare(published, edited.package()))
    assert "more." in shown.splitlines()[-1]
    assert len(shown.splitlines()) < 60
