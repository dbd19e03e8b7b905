"""`oversight trace`: the characters behind a value, or why there are none."""

import json

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight


def run(*arguments, root=None):
    options = ["--root", str(root)] if root else []
    return CliRunner().invoke(oversight, [*options, *arguments])


def test_trace_shows_the_token_in_its_context_and_where_it_stands(repository, corpus):
    shown = run(
        "trace", "figures", "oig-20-13/released-aliens-at-large", "value", root=repository
    ).output
    assert "the remaining ⟦17,700⟧ remained at-large" in " ".join(shown.split())
    version = corpus.release.entry.version
    for words in ("OIG-20-13", "page 10, line 302", "sha256 6435f6b6", "Cite: ", version):
        assert words in shown


def test_trace_of_an_emended_value_says_so(repository):
    for cell in (
        ("figures", "oig-20-13/detainers-declined-fy2014"),
        ("detainers_by_fiscal_year", "declined-fy2014"),
    ):
        shown = " ".join(run("trace", *cell, "value", root=repository).output.split())
        assert "⟦8.665⟧" in shown
        assert "`8.665` is read as 8,665" in shown


def test_trace_of_an_article_shows_its_excerpt_and_says_that_the_text_is_not_here(repository):
    shown = run(
        "trace",
        "figures",
        "unshackled-undated/detainers-declined-unshackled",
        "value",
        root=repository,
    ).output
    assert "⟦29,269⟧" in shown
    assert "attested" in shown


def test_trace_of_a_missing_value_shows_the_words_that_speak_of_it(repository):
    shown = run("trace", "detainers_by_fiscal_year", "declined-fy2016", root=repository).output
    assert "image_not_held" in shown
    assert "Figure 3 shows the number of declined detainers" in " ".join(shown.split())


def test_trace_for_machines(repository):
    shown = run(
        "trace", "arrest_offenses", "Homicide", "charges", "--format", "json", root=repository
    )
    (trace,) = json.loads(shown.output)["traces"]
    assert (trace["exact"], trace["page"], trace["line"]) == ("374", "24", 612)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["arrest_offences", "Homicide"], "there is no table `arrest_offences`"),
        (["arrest_offenses", "Homicde"], "similar keys: Homicide"),
        (["arrest_offenses", "Homicide", "charge"], "has no column `charge`"),
        (["bounds", "oig-20-13/detainers-declined-fy2015-fy2018"], "It follows from other cells"),
    ],
)
def test_what_cannot_be_traced_says_why(arguments, says, repository):
    outcome = run("trace", *arguments, root=repository)
    assert outcome.exit_code == 1
    assert says in outcome.output


def test_a_cell_is_not_traced_to_a_text_that_has_changed(project, edit):
    edit("sources/oig-20-13/document.txt", "Homicide\t374", "Homicide\t375")
    outcome = run("trace", "arrest_offenses", "Homicide", "charges", root=project)
    assert outcome.exit_code == 1
    assert "is not the text that the package was made from" in outcome.output
