"""The version gate: a version that is too small, too large, or released already stops publication."""

import shutil
from dataclasses import replace

import pytest
from test_diff import CHANGES, Edited

from pipeline.releases.comparison import compare
from pipeline.releases.gate import meaning_findings, step_findings, tombstone_findings
from pipeline.releases.packages import Package, read_package
from pipeline.sources.folders import read_corpus

RAISED = {"major": ("1.3.0", "2.0.0", "2.0.1"), "minor": ("1.2.4", "1.3.0", "2.0.0")}
RAISED["patch"] = ("1.2.3", "1.2.4", "1.3.0")


@pytest.fixture
def edited(tmp_path, repository):
    shutil.copytree(repository / "datapackage", tmp_path / "new")
    return Edited(tmp_path / "new")


@pytest.fixture(scope="module")
def released(repository):
    package = read_package(repository / "datapackage")
    return Package("releases/1.2.3", {**package.descriptor, "version": "1.2.3"}, package.files)


@pytest.fixture(scope="module")
def head(repository):
    """The real release.yaml, without the reasons that its own version needs."""
    head = read_corpus(repository).release
    return declaring(head, larger_step=None, meaning_changes=(), corrections=())


def declaring(head, **fields):
    return replace(head, entry=head.entry.model_copy(update=fields))


@pytest.mark.parametrize("change", CHANGES)
def test_a_version_must_be_what_the_change_asks_for(change, edited, released, head):
    level, _, apply = CHANGES[change]
    apply(edited)
    edited.done()
    differences = compare(released, read_package(edited.folder))
    small, right, large = RAISED[level]
    (found,) = step_findings(declaring(head, version=small), released, differences)
    assert "too small" in found.found and level in found.found
    assert f"set `version: {right}`" in found.remedy
    assert list(step_findings(declaring(head, version=right), released, differences)) == []
    (found,) = step_findings(declaring(head, version=large), released, differences)
    assert "larger than it must be" in found.found
    reasoned = declaring(head, version=large, larger_step="A new series of releases begins.")
    assert list(step_findings(reasoned, released, differences)) == []


def test_a_declared_change_of_meaning_is_major_though_nothing_differs(released, head):
    change = {"table": "figures", "column": "value", "reason": "Shares are of persons now."}
    corrections = (
        type(head.entry)
        .model_validate({**head.entry.model_dump(), "meaning_changes": [change]})
        .meaning_changes
    )
    for version, outcome in (("1.3.0", "too small"), ("2.0.0", None), ("2.1.0", "larger")):
        declared = declaring(head, version=version, meaning_changes=corrections)
        found = list(step_findings(declared, released, []))
        assert [outcome in f.found for f in found] == ([True] if outcome else [])
    (found,) = meaning_findings(
        declaring(head, meaning_changes=[corrections[0].model_copy(update={"column": "valeu"})]),
        released,
    )
    assert "no such table or column" in found.found


def test_a_column_that_is_called_wording_while_its_values_change_asks_for_what_values_do(
    edited, released
):
    edited.field("figures", "population").update(changeClass="wording")
    edited.cell("figures", edited.rows("figures")[0]["figure_id"], "population", "others")
    edited.done()
    rules = {d.rule: d.level for d in compare(released, read_package(edited.folder))}
    assert rules["a published value was corrected"] == "minor"
    assert rules["what a change of the column asks for changed"] == "minor"


def test_an_id_that_was_retired_never_comes_back(edited, released, head):
    rows = edited.rows("figures")
    edited.write("figures", rows[1:])
    gone = {"table": "figures", "key": rows[0]["figure_id"], "column": "figure_id"}
    old = {"version": "1.0.0", **gone, "old": gone["key"], "new": "", "kind": "our_error"}
    edited.write("changes", [{**old, "reason": "It was read twice."}])
    edited.done()
    predecessor, now = read_package(edited.folder), released
    found = tombstone_findings(head, {}, predecessor, compare(predecessor, now))
    assert ["never reused" in one.found for one in found] == [True]


def test_a_version_without_any_difference_needs_a_reason(released, head):
    (found,) = step_findings(declaring(head, version="1.2.4"), released, [])
    assert "nothing differs" in found.found


def test_a_reason_for_a_larger_step_that_is_not_larger_is_refused(edited, released, head):
    CHANGES["wording of a cell"][2](edited)
    edited.done()
    differences = compare(released, read_package(edited.folder))
    declared = declaring(head, version="1.2.4", larger_step="For luck.")
    (found,) = step_findings(declared, released, differences)
    assert found.subject == "larger_step"


def test_a_figure_that_is_gone_needs_its_tombstone(edited, released, head):
    rows = edited.rows("figures")
    edited.write("figures", rows[1:])
    edited.done()
    differences = compare(released, read_package(edited.folder))
    declared, gone = declaring(head, version="2.0.0"), rows[0]["figure_id"]
    (found,) = tombstone_findings(declared, {}, released, differences)
    assert f"- id: {gone}" in found.remedy
    (found,) = tombstone_findings(declared, {gone: "1.0.0"}, released, differences)
    assert "gone since 2.0.0" in found.found
    assert list(tombstone_findings(declared, {gone: "2.0.0"}, released, differences)) == []
