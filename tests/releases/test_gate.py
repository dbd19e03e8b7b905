"""The version gate: a version that is too small, too large, or released already stops publication.

The releases are the real package under other versions; `release.yaml` is the real one, declaring others.
"""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from test_diff import Edited, without_table

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS
from pipeline.package.package_files import package_files
from pipeline.releases.changes import TABLE as CHANGES
from pipeline.releases.comparison import compare
from pipeline.releases.differences import Difference
from pipeline.releases.gate import gate_of, step_findings, tombstone_findings
from pipeline.releases.history import history_tables
from pipeline.releases.packages import package_of
from pipeline.releases.released import Released
from pipeline.releases.version_numbers import read_version

pytestmark = pytest.mark.slow

MEANING = {"table": "figures", "column": "value", "reason": "Shares are of persons now."}
REASON = {"table": "arrest_offenses", "key": "oig-20-13 Homicide", "kind": "our_error", "reason": "It was misread."}  # fmt: skip


@pytest.fixture(scope="module")
def derivation(repository):
    run = run_steps(repository, STEPS, ["consistency_tables"])
    tables = {**run.value("transcribed_tables"), **run.value("consistency_tables")}
    return SimpleNamespace(corpus=run.value("documents"), tables=tables)


@pytest.fixture(scope="module")
def head(derivation):
    """The real `release.yaml`, declaring no change."""
    return declaring(derivation.corpus.release)


def declaring(head, **fields):
    plain = head.entry.model_dump(
        exclude={"larger_step", "meaning_changes", "corrections", "renames"}
    )
    return replace(head, entry=type(head.entry).model_validate(plain | fields))


@pytest.fixture
def released(derivation, head):
    """The real package under another version, for a test to change."""
    return lambda version: Edited(
        package_of(version, gate(derivation, declaring(head, version=version)).files)
    )


def gate(derivation, head, before=None, itself=None, others=(), retired=None):
    """The gate of the real tables, compared with these releases."""
    there = [read_version(package.version) for package in (before, itself) if package]
    released = Released(tuple(sorted([*there, *others])), before, itself)
    catalog = derivation.corpus.catalog
    tables = {**derivation.tables, **history_tables(head.entry, before, catalog, derivation.tables)}
    return gate_of(released, head, retired or {}, package_files(head.entry, catalog, tables))


def found(judged):
    return [finding.found for finding in judged.findings]


@pytest.mark.parametrize(
    ("before", "level", "small", "right", "large"),
    [
        ("1.2.3", "major", "1.3.0", "2.0.0", "2.0.1"),
        ("1.2.3", "minor", "1.2.4", "1.3.0", "2.0.0"),
        ("1.2.3", "patch", "1.2.3", "1.2.4", "1.3.0"),
        ("0.2.3", "major", "0.2.4", "0.3.0", "1.0.0"),
        ("0.2.3", "minor", "0.2.4", "0.3.0", "0.3.1"),
        ("0.2.3", "patch", "0.2.3", "0.2.4", "0.3.0"),
    ],
)
def test_a_version_must_be_the_one_that_the_largest_difference_requires(
    before, level, small, right, large, released, head
):
    predecessor, differences = released(before).package(), [Difference(level, "something changed")]
    (finding,) = step_findings(declaring(head, version=small), predecessor, differences)
    assert "too small" in finding.found and f"the largest is {level}" in finding.found
    assert f"set `version: {right}`" in finding.remedy
    assert not [*step_findings(declaring(head, version=right), predecessor, differences)]
    (finding,) = step_findings(declaring(head, version=large), predecessor, differences)
    assert "larger than required" in finding.found
    reasoned = declaring(head, version=large, larger_step="A new series of releases begins.")
    assert not [*step_findings(reasoned, predecessor, differences)]
    idle = declaring(head, version=right, larger_step="A new series of releases begins.")
    (finding,) = step_findings(idle, predecessor, differences)
    assert finding.subject == "larger_step"


def test_a_removed_file_needs_the_next_minor_version_below_1(derivation, released, head):
    edited = released("0.1.0")
    edited.files["gone.jsonld"] = b"{}"
    before = edited.package()
    refused = gate(derivation, declaring(head, version="0.1.1"), before)
    assert found(refused) == [
        "the version is too small: 1 difference since 0.1.0, the largest is major\n"
        "a file was removed: gone.jsonld"
    ]
    passed = gate(derivation, declaring(head, version="0.2.0"), before)
    assert found(passed) == []
    assert "A minor version, which below 1.0.0 may have major changes" in passed.changelog
    assert "major, a file was removed: `gone.jsonld`" in passed.changelog


def test_a_version_without_any_difference_needs_a_reason(derivation, released, head):
    before = released("1.2.3").package()
    (one,) = found(gate(derivation, declaring(head, version="1.2.4"), before))
    assert "nothing differs" in one


def test_a_changed_word_needs_a_patch_and_no_reason(derivation, released, head):
    edited = released("1.2.3")
    edited.cell("relations", "oig-20-13/offenses-total", "formula", "charges + convictions")
    before = edited.package()
    assert found(gate(derivation, declaring(head, version="1.2.4"), before)) == []


def test_a_column_whose_change_class_becomes_looser_still_needs_a_reason(
    derivation, released, head
):
    """What the predecessor calls a value is one, whatever this version calls it."""
    edited = released("1.2.3")
    edited.cell("relations", "oig-20-13/offenses-total", "formula", "charges + convictions")
    edited.field("relations", "formula").update(changeClass="value")
    looser, reason = edited.package(), {"table": "relations", "key": "oig-20-13/offenses-total"}
    (small, no_reason) = found(gate(derivation, declaring(head, version="1.2.4"), looser))
    assert "the largest is minor" in small and "no reason is given" in no_reason
    why = {**reason, "column": "formula", "kind": "our_error", "reason": "It was misread."}
    declared = declaring(head, version="1.3.0", corrections=[why])
    assert found(gate(derivation, declared, looser)) == []


def test_a_column_whose_change_class_becomes_stricter_needs_a_reason_at_once(
    derivation, released, head
):
    edited = released("1.2.3")
    edited.cell("arrest_offenses", "oig-20-13 Homicide", "charges", "375")
    edited.field("arrest_offenses", "charges").update(changeClass="wording")
    (one,) = found(gate(derivation, declaring(head, version="1.3.0"), edited.package()))
    assert "`375` became `374`" in one and "no reason" in one


def test_a_predecessor_without_changes_is_one_without_earlier_changes(derivation, released, head):
    edited = released("1.2.3")
    without_table(edited, CHANGES)
    del edited.files["CHANGELOG.md"]
    before = edited.package()
    (one,) = found(gate(derivation, declaring(head, version="1.2.4"), before))
    assert "nothing differs" in one
    edited.cell("arrest_offenses", "oig-20-13 Homicide", "charges", "375")
    passed = gate(
        derivation, declaring(head, version="1.3.0", corrections=[REASON]), edited.package()
    )
    assert found(passed) == []
    (row,) = package_of("new", passed.files).tables[CHANGES].cells().to_pylist()
    assert row["row_key"] == "oig-20-13 Homicide"
    assert passed.changelog.count("\n## ") == 1


def test_a_corrected_value_needs_a_minor_version_and_its_reason(derivation, released, head):
    edited = released("1.2.3")
    edited.cell("arrest_offenses", "oig-20-13 Homicide", "charges", "375")
    before = edited.package()
    (one,) = found(gate(derivation, declaring(head, version="1.3.0"), before))
    assert "`375` became `374`" in one and "no reason" in one
    addition = declaring(head, version="1.3.0", corrections=[{**REASON, "kind": "addition"}])
    (one,) = found(gate(derivation, addition, before))
    assert "calls it an addition" in one
    passed = gate(derivation, declaring(head, version="1.3.0", corrections=[REASON]), before)
    assert found(passed) == []
    assert "It was misread." in passed.changelog
    (row,) = package_of("new", passed.files).tables[CHANGES].cells().to_pylist()
    assert (row["version"], row["row_key"], row["column_name"]) == (
        "1.3.0",
        "oig-20-13 Homicide",
        "charges",
    )
    assert (row["old_value"], row["new_value"], row["reason"]) == ("375", "374", "It was misread.")


def test_changes_of_earlier_versions_stay_listed(derivation, released, head):
    edited = released("1.2.3")
    row = {
        "version": "1.2.0",
        "table_name": "figures",
        "row_key": "x",
        "column_name": "value",
        "old_value": "1",
    }
    edited.write(
        CHANGES, [{**row, "new_value": "2", "kind": "our_error", "reason": "It was misread."}]
    )
    catalog = derivation.corpus.catalog
    tables = history_tables(head.entry, edited.package(), catalog, derivation.tables)
    assert tables[CHANGES]["version"].to_list() == ["1.2.0"]


def test_a_reason_explains_a_change_and_is_given_once(derivation, released, head):
    edited = released("1.2.3")
    edited.cell("relations", "oig-20-13/offenses-total", "formula", "charges + convictions")
    declared = declaring(head, version="1.2.4", corrections=[REASON])
    (idle,) = found(gate(derivation, declared, edited.package()))
    assert "nothing changed there since 1.2.3" in idle
    edited.cell("arrest_offenses", "oig-20-13 Homicide", "charges", "375")
    declared = declaring(head, version="1.3.0", corrections=[REASON, REASON])
    assert found(gate(derivation, declared, edited.package())) == ["a reason is given twice"]


def test_a_declared_change_of_meaning_is_major_though_nothing_differs(derivation, released, head):
    before = released("1.2.3").package()
    for version, outcome in (("1.3.0", "too small"), ("2.0.0", None), ("2.1.0", "larger")):
        declared = declaring(head, version=version, meaning_changes=[MEANING])
        assert [outcome in one for one in found(gate(derivation, declared, before))] == (
            [True] if outcome else []
        )
    declared = declaring(head, version="2.0.0", meaning_changes=[{**MEANING, "column": "valeu"}])
    (one,) = found(gate(derivation, declared, before))
    assert "no such table or column" in one


def test_the_first_version_declares_no_change_and_is_below_no_release(derivation, head):
    declared = declaring(head, corrections=[REASON], meaning_changes=[MEANING])
    assert all("no release is below" in one for one in found(gate(derivation, declared)))
    assert len(found(gate(derivation, declared))) == 2
    early = gate(derivation, declaring(head, version="0.9.0"), others=[read_version("1.2.3")])
    assert ["below every release" in one for one in found(early)] == [True]
    assert "The first release." in gate(derivation, head).changelog


def test_a_release_is_not_dated_before_the_one_it_follows(released, head):
    predecessor, difference = released("1.2.3").package(), Difference("patch", "something changed")
    declared = declaring(head, version="1.2.4", created="2020-01-01T00:00:00Z")
    (finding,) = step_findings(declared, predecessor, [difference])
    assert "is dated 2020-01-01T00:00:00Z, before 1.2.3" in finding.found


def test_added_rows_ask_for_another_date_and_added_documents_for_another_description(
    derivation, released, head, repository
):
    edited = released("1.2.3")
    edited.write("abbreviations", edited.rows("abbreviations")[1:])
    declared = declaring(head, version="1.3.0")
    (finding,) = gate(derivation, declared, edited.package()).findings
    assert "the date is still that of 1.2.3, but 1 row was added" in finding.found
    lines = (repository / "release.yaml").read_text().splitlines()
    assert lines[finding.line - 1].startswith("created:")
    later = declaring(head, version="1.3.0", created="2030-01-01T00:00:00Z")
    assert found(gate(derivation, later, edited.package())) == []
    gone = "western-journal-undated"
    edited.write("sources", [row for row in edited.rows("sources") if row["source_id"] != gone])
    (finding,) = gate(derivation, later, edited.package()).findings
    assert f"the description is still that of 1.2.3, but documents were added: {gone}" in (
        finding.found
    )
    assert lines[finding.line - 1].startswith("description:")
    new = declaring(head, version="1.3.0", created=later.entry.created, description="Of six texts.")
    assert found(gate(derivation, new, edited.package())) == []


def test_a_released_version_keeps_its_bytes(derivation, head):
    declared = declaring(head, version="1.2.3")
    itself = package_of("releases/1.2.3", gate(derivation, declared).files)
    assert found(gate(derivation, declared, itself=itself)) == []
    edited = Edited(itself)
    edited.cell("arrest_offenses", "oig-20-13 Homicide", "charges", "375")
    judged = gate(derivation, declared, itself=edited.package())
    assert "1.2.3 is released, but the sources now give other bytes: csv/arrest_offenses.csv" in (
        judged.findings[0].found
    )
    remedy = judged.findings[0].remedy
    assert "set `version: 1.3.0` and `created: DATE`" in remedy and "or undo the change" in remedy
    assert "description" not in remedy
    assert "no reason is given" in judged.findings[1].found


def test_all_that_a_new_document_asks_of_a_released_version_is_said_at_once(derivation, head):
    declared = declaring(head, version="1.2.3")
    edited = Edited(package_of("releases/1.2.3", gate(derivation, declared).files))
    sources = edited.rows("sources")
    edited.write(
        "sources", [row for row in sources if row["source_id"] != "western-journal-undated"]
    )
    remedy = gate(derivation, declared, itself=edited.package()).findings[0].remedy
    for wanted in ("`version: 1.3.0`", "`created: DATE`", "write in `description:`", "or undo"):
        assert wanted in remedy


@pytest.mark.parametrize("path", ["DICTIONARY.md", "csv/renamed.csv", "CHANGELOG.md"])
def test_a_released_version_keeps_every_file(path, derivation, head):
    """Also one that is not counted between versions, and one that is no longer made."""
    declared = declaring(head, version="1.2.3")
    files = dict(gate(derivation, declared).files)
    changed = package_of("releases/1.2.3", {**files, path: files[path] + b"\n"})
    more = package_of("releases/1.2.3", {**files, "NOTES.md": b"Notes.\n"})
    for released, name in ((changed, path), (more, "NOTES.md")):
        (first, *_) = found(gate(derivation, declared, itself=released))
        assert f"the sources now give other bytes: {name}\n" in first


def test_an_id_that_was_retired_never_comes_back(derivation, released, head):
    edited = released("1.2.3")
    rows = edited.rows("figures")
    edited.write("figures", rows[1:])
    gone = {"table_name": "figures", "row_key": rows[0]["figure_id"], "column_name": "figure_id"}
    old = {
        "version": "1.0.0",
        **gone,
        "old_value": gone["row_key"],
        "new_value": "",
        "kind": "our_error",
    }
    edited.write(CHANGES, [{**old, "reason": "It was read twice."}])
    later = declaring(head, version="1.3.0", created="2030-01-01T00:00:00Z")
    judged = gate(derivation, later, edited.package())
    assert ["never reused" in one for one in found(judged)] == [True]


def test_a_figure_that_is_gone_needs_its_tombstone(released, head):
    edited, declared = released("1.2.3"), declaring(head, version="2.0.0")
    rows, before = edited.rows("figures"), edited.package()
    gone = rows[0]["figure_id"]
    edited.write("figures", rows[1:])
    differences = compare(before, edited.package())
    (finding,) = tombstone_findings(declared, {}, before, differences)
    assert f"- id: {gone.partition('/')[2]}" in finding.remedy
    (finding,) = tombstone_findings(declared, {gone: "1.0.0"}, before, differences)
    assert "gone since 2.0.0" in finding.found
    assert list(tombstone_findings(declared, {gone: "2.0.0"}, before, differences)) == []
