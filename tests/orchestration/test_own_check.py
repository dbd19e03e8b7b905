"""`oversight check ID` and `check --watch`: one document without the others, again at each change."""

import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.orchestration.checking import check_entries, check_own, documents_named
from pipeline.orchestration.own_steps import own_relations
from pipeline.orchestration.watching import stamps_of

FIGURES = "sources/oig-20-13/figures.yaml"
ARTICLE = "sources/jeffrey-2018-01-26/figures.yaml"


def test_each_document_of_the_corpus_is_clean_by_itself(repository, corpus):
    assert [check_own(repository, [source.id]).findings for source in corpus.sources] == [()] * 6


def test_only_the_document_that_is_named_is_checked(project, edit):
    edit(FIGURES, "value: 17700", "value: 17070")
    edit(ARTICLE, "value: 29269", "value: 29296")
    (finding,) = check_own(project, ["oig-20-13"]).findings
    assert finding.file == FIGURES
    assert {one.file for one in check_entries(project).findings} == {FIGURES, ARTICLE}


def test_relations_are_checked_whose_numbers_are_all_in_the_document(corpus, project, edit):
    by_id = {source.id: source for source in corpus.sources}
    names = [at.entry.id for at in own_relations(by_id["oig-20-13"])]
    assert names == [at.entry.id for at in by_id["oig-20-13"].relations]
    edit(
        "sources/oig-20-13/relations.yaml",
        "  - id: offenses-total\n",
        "  - id: other-total\n    kind: same_value\n    same: [charges-fy2019, jeffrey-2018-01-26/detainers-declined-jeffrey]\n"
        "    comparability: shared/california-with-oig-20-13\n    formula: x\n  - id: offenses-total\n",
    )
    assert check_own(project, ["oig-20-13"]).findings == ()
    assert "71 of 72 relations" in check_own(project, ["oig-20-13"]).summary


def test_a_document_is_named_by_its_id_or_by_a_path_in_its_folder(repository):
    path = str(repository / FIGURES)
    assert documents_named(repository, ["oig-20-13", path]) == ["oig-20-13"]
    for unknown in ("oig-20-31", str(repository / "sources/measures.yaml"), "README.md"):
        with pytest.raises(ValueError, match=r"there is no document .*; documents: .*oig-20-13"):
            documents_named(repository, [unknown])


def test_a_document_that_is_not_there_is_a_wrong_use(repository):
    ran = CliRunner().invoke(oversight, ["--root", str(repository), "check", "oig-20-31"])
    assert ran.exit_code == 2 and "documents: " in ran.output


def test_a_change_of_a_file_is_noticed(project, edit):
    before = stamps_of(project)
    assert stamps_of(project) == before
    edit(FIGURES, "value: 17700", "value: 177000")
    assert stamps_of(project) != before
    (project / "sources/new").mkdir()
    assert project / "sources/new" in stamps_of(project)


@pytest.mark.slow
def test_watching_checks_again_and_ends_cleanly(project, edit):
    # Tests that are run in the background ignore it, and so would each process that they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    command = [sys.executable, "-m", "pipeline.cli", "--root", str(project), "check", "--watch"]
    with subprocess.Popen(
        [*command, "oig-20-13"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as watching:

        def until_it_waits():
            lines = []
            while "waiting for a change" not in (lines or [""])[-1]:
                lines.append(watching.stdout.readline())
                assert lines[-1], lines
            return "".join(lines)

        try:
            assert "figures and" in until_it_waits()
            edit(FIGURES, "value: 17700", "value: 17070")
            assert "the value typed is 17070" in until_it_waits()
            edit(FIGURES, "value: 17070", "value: 17700")
            shown = until_it_waits()
            assert "figures and" in shown and "\x1b" not in shown
            watching.send_signal(signal.SIGINT)
            assert watching.wait(60) == 0
        finally:
            watching.kill()
