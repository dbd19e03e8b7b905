"""The argument behind what is published about figures, as `oversight explain` writes it out."""

import json

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.consistency.explanation_report import explanation_text
from pipeline.consistency.explanations import explain


@pytest.fixture
def explained(consistency, corpus):
    return lambda name: explanation_text(explain(consistency, corpus, name))


def test_a_bound_shows_its_figures_its_arithmetic_and_what_it_assumes(explained):
    text = explained("oig-20-13/detainers-declined-fy2015-fy2018")
    assert "bound oig-20-13/detainers-declined-fy2015-fy2018: 33,735 to 33,935" in text
    assert "⟦58,900⟧" in text and "page 9, line 286" in text
    assert "at least − 8,665 + 58,850 − 16,450 = 33,735" in text
    assert "at least − 2.895 × 8,665 + 58,850 = 33,764.825" in text
    assert "at most − 8,665 + 58,950 − 16,350 = 33,935" in text
    words = " ".join(text.split())
    assert "The token `8.665` of oig-20-13/detainers-declined-fy2014 is read as 8,665." in words


def test_a_bound_across_reports_names_what_makes_them_comparable(explained):
    text = " ".join(explained("oig-20-13/detainers-declined-fy2018").split())
    assert "at most 58,950 − 16,350 − 29,270 = 13,330" in text
    assert "OIG-18-36 counts as declined from January 2014 through May 2017 are among" in text
    assert "8.665` of" not in text


def test_a_relation_and_the_discrepancy_of_the_same_name_are_both_shown(explained):
    text = explained("oig-20-13/issued-change")
    assert "relation oig-20-13/issued-change (change): inconsistent" in text
    assert "computed: [20.722364, 20.883535]" in text
    assert "They agree if the stated number was cut off instead of rounded." in text
    assert "discrepancy oig-20-13/issued-change (arithmetic), origin of the defect unknown" in text


def test_a_discrepancy_of_words_shows_both_quotations(explained):
    text = " ".join(explained("oig-20-13/lesc-place").split())
    assert "⟦Williston, Vermont⟧" in text and "line 127" in text
    assert "⟦Burlington, Vermont⟧" in text and "line 423" in text


def test_readings_are_shown_with_what_follows_under_each(explained):
    text = explained("oig-20-13/issued-total-period")
    assert "oig-20-13/detainers-issued-fy2015-fy2018-as-dated: 566,500 to 566,700" in text
    assert "oig-20-13/detainers-issued-fy2015-fy2018-as-titled: 429,450 to 429,750" in text


def test_everything_published_can_be_explained(consistency, corpus):
    for kind in (
        consistency.relations,
        consistency.rules,
        consistency.discrepancies,
        consistency.bounds,
    ):
        for item in kind:
            assert all(explain(consistency, corpus, item.id).values()), item.id


@pytest.mark.slow
def test_the_command_explains_for_people_and_for_machines(repository, explained):
    run = ["--root", str(repository), "explain", "oig-20-13/issued-change"]
    assert (
        CliRunner().invoke(oversight, run).output.strip()
        == explained("oig-20-13/issued-change").strip()
    )
    written = json.loads(CliRunner().invoke(oversight, [*run, "--format", "json"]).output)
    assert set(written["explanations"]) == {"relation", "discrepancy"}


@pytest.mark.parametrize("name", ["issued-chnage", "pelican"])
def test_what_is_not_there_says_so(name, repository):
    outcome = CliRunner().invoke(oversight, ["--root", str(repository), "explain", name])
    assert outcome.exit_code == 1
    assert f"there is no relation, discrepancy, bound or answer `{name}`" in outcome.output


@pytest.mark.slow
def test_check_reports_what_the_figures_say_together(repository):
    shown = CliRunner().invoke(oversight, ["--root", str(repository), "check"]).output
    assert "relations between figures and" in shown
    assert "computed [20.722364, 20.883535], stated [19.5, 20.5]" in shown
    assert "oig-20-13/detainers-declined-fy2015-fy2018: 33,735 to 33,935" in shown
    run = ["--root", str(repository), "check", "--format", "json"]
    text = json.loads(CliRunner().invoke(oversight, run).output)
    (failing,) = [item for item in text["relations"] if item["id"] == "oig-20-13/issued-change"]
    assert failing["verdict"] == "inconsistent"
    assert failing["discrepancy"] == "oig-20-13/issued-change"
    assert {"findings", "relations", "discrepancies", "bounds", "restatements"} <= set(text)
