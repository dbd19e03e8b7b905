"""The plain run of steps: which steps run, which do not, and that none runs twice."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from pipeline.orchestration.building import build_package
from pipeline.orchestration.checking import not_run_lines
from pipeline.orchestration.run import Check, Outcome, Step, run_steps
from pipeline.orchestration.steps import CHECKED_STEPS, PUBLISHED_STEPS
from pipeline.sources.findings import Finding

TRUE = Check("table", "it is true", "row")
WRONG = Finding("a.yaml", 1, "a", "is 1, expected 2", "enter 2")


def step(name, *needs, findings=(), value=None, **options):
    def run(_: Path, **values) -> Outcome:
        given = value(**values) if value else name
        return Outcome(given, {TRUE: findings})

    return Step(name, f"make {name}", "stage", needs, run, lambda: (TRUE,), **options)


def test_a_step_gets_the_values_of_the_steps_it_needs():
    run = run_steps(Path(), [step("a"), step("b", "a", value=lambda a: a + "b")])
    assert run.value("b") == "ab"


def test_a_step_behind_a_finding_does_not_run_and_is_named_with_its_cause():
    run = run_steps(Path(), [step("a", findings=[WRONG]), step("b", "a"), step("c", "b")])
    assert run.findings == (WRONG,)
    assert not_run_lines(run) == ("make b; make c (stopped by the findings of: make a)",)


def test_steps_stopped_by_different_findings_are_named_apart():
    steps = [
        step("a", findings=[WRONG]),
        step("b", findings=[WRONG]),
        step("c", "a"),
        step("d", "b"),
    ]
    assert not_run_lines(run_steps(Path(), steps)) == (
        "make c (stopped by the findings of: make a)",
        "make d (stopped by the findings of: make b)",
    )


def test_an_independent_step_runs_whatever_is_found_elsewhere():
    run = run_steps(Path(), [step("a", findings=[WRONG]), step("b", "a"), step("store")])
    assert set(run.outcomes) == {"a", "store"}


def test_a_step_waits_also_for_a_step_whose_value_it_does_not_take():
    run = run_steps(Path(), [step("a", findings=[WRONG]), step("b", after=("a",))])
    assert run.not_run == {"b": ("a",)}


def test_documents_without_findings_go_on_until_a_step_needs_all_of_them():
    read = step("read", findings=[WRONG], value=lambda: ("clean",), by_document=True)
    count = step("count", "read", value=len_of_read, by_document=True)
    run = run_steps(Path(), [read, count, step("join", "count")])
    assert run.value("count") == 1
    assert run.not_run == {"join": ("read",)}


def len_of_read(read):
    return len(read)


def test_only_the_steps_asked_for_and_what_they_need_are_run():
    run = run_steps(Path(), [step("a"), step("b", "a"), step("c")], ["b"])
    assert set(run.outcomes) == {"a", "b"}


def test_every_step_needs_only_steps_before_it():
    for steps in (PUBLISHED_STEPS, CHECKED_STEPS):
        names = [step.name for step in steps]
        for number, step_ in enumerate(steps):
            assert {*step_.needs, *step_.after} <= set(names[:number]), step_.name


@pytest.mark.slow
def test_every_step_gives_the_checks_that_it_announces(repository):
    run = run_steps(repository, PUBLISHED_STEPS)
    for step_ in PUBLISHED_STEPS:
        announced = step_.checks(run.value("documents").catalog)
        assert set(run.outcomes[step_.name].checks) == set(announced), step_.name


def test_other_documents_go_on_and_the_steps_behind_are_named(project, edit):
    edit("sources/oig-20-13/figures.yaml", "value: 17700", "value: 17800")
    run = run_steps(project, CHECKED_STEPS)
    assert [finding.file for finding in run.findings] == ["sources/oig-20-13/figures.yaml"]
    read = {transcript.source.id for transcript in run.value("transcripts")}
    assert {source.id for source in run.value("documents").sources} - read == {"oig-20-13"}
    assert set(run.value("numerals")) == {i for i in read if i != "oig-18-36"}
    assert set(run.not_run.values()) == {("transcripts",)}
    assert {"transcription", "relations", "package", "version", "committed_package"} <= set(
        run.not_run
    )
    assert "store" in run.outcomes


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "steps"),
    [
        ("figures.yaml", "value: 17700", "value: 17800", 5),
        ("discrepancies.yaml", "    relation: years-reviewed\n    gap: 1\n", "", 11),
    ],
)
def test_a_failed_build_shows_the_findings_of_its_own_run_and_runs_no_step_twice(
    project, edit, file, old, new, steps
):
    edit(f"sources/oig-20-13/{file}", old, new)
    build, calls = counting_steps(lambda: build_package(project, progress=lambda _: None))
    assert not build.success
    assert build.findings
    assert build.errors == ()
    assert set(calls.values()) == {1}
    named = [does for line in build.not_run for does in line.split(" (stopped")[0].split("; ")]
    ran = [step.does for step in PUBLISHED_STEPS if step.run.__name__ in calls]
    assert sorted([*ran, *named]) == sorted(step.does for step in PUBLISHED_STEPS)
    assert len(ran) == steps


def counting_steps(action):
    """The result of an action, and how often it called the function of each step."""
    codes = {step.run.__code__ for step in PUBLISHED_STEPS}
    calls = Counter()

    def profile(frame, event, _):
        if event == "call" and frame.f_code in codes:
            calls[frame.f_code.co_name] += 1

    sys.setprofile(profile)
    try:
        return action(), calls
    finally:
        sys.setprofile(None)
