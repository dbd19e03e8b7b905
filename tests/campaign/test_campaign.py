"""The campaign on a sample: what must always be refused is refused, and trying does not cheat."""

import shutil

import pytest

from campaign.changes import all_changes, sampled, spread
from campaign.edits import Change, Files, Put, edited
from campaign.equality import Difference
from campaign.outcomes import Tried, general, rows_of
from campaign.trial import LAST_STEP, Result, Trials
from pipeline.orchestration.run import Run
from pipeline.orchestration.steps import STEPS

ALWAYS_REFUSED = (
    "token of a figure",
    "value",
    "quotation",
    "context: another",
    "text,",
    "text and entry",
    "text without its entry",
    "figure entered twice",
    "figure left out",
    "emendation",
    "waiver left out",
    "matches of a waiver",
    "reason of a waiver",
    "statistic",
    "rounding",
    "area: another",
    "words of a period",
    "page: another",
    "region of a row",
    "words of a cell",
    "text of a cell",
    "cell: another value",
    "cell: another plain value",
)
"""Kinds, by their beginnings, of which every try is refused or equivalent."""
FIGURES = "sources/oig-20-13/figures.yaml"


@pytest.fixture(scope="module")
def files(repository):
    return Files(repository)


@pytest.fixture(scope="module")
def changes(files):
    return all_changes(files)


@pytest.fixture(scope="module")
def trials(files, tmp_path_factory):
    return Trials(files, tmp_path_factory.mktemp("campaign"))


def change(field, value, kind="value: another"):
    edit = Put(FIGURES, ("figures", 0, field), value)
    return Change(kind, FIGURES, 1, "first", "", str(value), (edit,))


@pytest.mark.slow
def test_a_sample_of_what_must_be_refused_is_refused(changes, trials):
    some = sampled([c for c in changes if c.kind.startswith(ALWAYS_REFUSED)], 1)
    assert len(some) > 40
    tried = [Tried(change, trials.attempt(change)) for change in some]
    wrong = {
        one.as_item(): one.result
        for one in tried
        if one.outcome not in ("refused", "equal", "quotation")
    }
    assert wrong == {}


@pytest.mark.slow
def test_nothing_changed_is_equal(files, trials):
    same = change("value", files.value(FIGURES, ("figures", 0, "value")))
    assert Tried(same, trials.attempt(same)).outcome == "equal"


def test_a_change_that_nothing_refuses_is_missed_where_a_cell_differs(trials):
    other = change("attributed_to", "courts")
    result = trials.attempt(other)
    assert not result.refused
    assert [(d.table, d.column) for d in result.differences] == [("figures", "attributed_to")]
    assert Tried(other, result).outcome == "missed"


def test_a_change_is_undone(files, trials):
    trials.attempt(change("value", 1))
    assert (trials.root / FIGURES).read_text() == files.text(FIGURES)


@pytest.mark.parametrize("field, value", [("value", 489200), ("measure", "recommendations")])
def test_what_is_kept_from_the_other_documents_changes_no_finding(
    field, value, files, trials, tmp_path
):
    one = change(field, value)
    shutil.copytree(files.root / "sources", tmp_path / "sources")
    shutil.copy(files.root / "release.yaml", tmp_path)
    for file, content in edited(files, one.edits).items():
        (tmp_path / file).write_text(content)
    run = Run(tmp_path, STEPS)
    run.advance(run.step(LAST_STEP))
    result = trials.attempt(one)
    assert result.found == (run.findings[0].found if run.findings else "")


def test_kinds_are_counted_with_what_refuses_them():
    tried = [
        Tried(
            change("value", 1),
            Result("values agree", "the quotation reads `4`, the value typed is 5"),
        ),
        Tried(
            change("value", 2),
            Result("values agree", "the quotation reads `7`, the value typed is 81"),
        ),
        Tried(change("value", 3), Result()),
    ]
    (row,) = rows_of(tried)
    assert (row.tries, row.equivalent, row.percent) == (3, 1, "100.0")
    assert row.refusals == {"the quotation reads …, the value typed is …": 2}


def test_a_finding_is_named_without_its_case():
    assert general("the relation `a/b` of oig-20-13/x holds\nmore") == "the relation … of … holds"


def test_a_campaign_that_is_stopped_has_tried_each_kind_as_often(changes):
    ordered = spread(changes)
    assert sorted(map(id, ordered)) == sorted(map(id, changes))
    kinds = {change.kind for change in changes}
    first = [change.kind for change in ordered[: len(kinds)]]
    assert sorted(first) == sorted(kinds)


@pytest.mark.parametrize(
    ("table", "before", "now", "is_quotation"),
    [
        ("figures", "ICE lost 40 files in 2019", "lost 40 files in 2019", True),
        ("restatements", "It prints “40 files in 2019”.", "It prints “40 files”.", True),
        ("restatements", "It prints “40 files”.", "It prints “41 files”.", False),
        ("figures", "ICE lost 40 files", "", False),
        ("measures", "ICE lost 40 files", "lost 40 files", False),
    ],
)
def test_only_another_extent_of_a_quotation_is_no_other_value(table, before, now, is_quotation):
    column = "statement" if table == "restatements" else "quote"
    assert Difference(table, column, before, now).is_quotation == is_quotation
