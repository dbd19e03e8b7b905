"""Documents with very many numerals are checked and drafted in time, and a draft says what it left out."""

import time

import pytest

from pipeline.drafting import proposals, relations
from pipeline.drafting.proposals import draft
from pipeline.orchestration.checking import check_own
from pipeline.text.covering_spans import CoveringSpans
from pipeline.text.documents import Span
from tests.drafting.folders import project_with
from tests.drafting.long_texts import long_text


def test_a_draft_says_from_which_line_relations_were_not_searched_for(tmp_path, monkeypatch):
    root = project_with(tmp_path, long_text(150))
    whole = draft(root, "beds")
    assert whole.relations_not_tried is None and "were not searched for" not in whole.summary()
    monkeypatch.setattr(relations, "MOST_TRIED", 5_000)
    cut = draft(root, "beds")
    lines = [one.line for one in cut.figures.proposals if one.line >= cut.relations_not_tried]
    assert 0 < len(lines) < len(cut.figures.proposals)
    assert f"numbers from line {lines[0]} on were not searched for" in cut.summary()
    assert cut.relations and len(cut.relations) < len(whole.relations)


def test_a_draft_says_how_many_numerals_it_left(tmp_path, monkeypatch):
    monkeypatch.setattr(proposals, "MOST_NUMERALS", 30)
    made = draft(project_with(tmp_path, long_text(60)), "beds")
    assert made.numerals > 60
    assert f"the last {made.numerals - 30} are left for another run" in made.summary()


def test_a_number_that_is_stated_very_often_is_compared_with_the_nearest(tmp_path, monkeypatch):
    monkeypatch.setattr(relations, "MOST_BEFORE", 3)
    text = "Report on Beds\n\n" + "".join(
        f"The agency had 1,2{n % 2}7 beds in winter.\n\n" for n in range(12)
    )
    same = [
        one
        for one in draft(project_with(tmp_path, text), "beds").relations
        if one.kind == "same_value"
    ]
    assert same and max(len(one.members["same"]) for one in same) <= 4


@pytest.mark.parametrize("apart", [1, 10])
def test_one_of_50000_spans_is_told_at_once(apart):
    """Spans of each length, one in the other or apart; going through them all takes minutes."""
    spans = CoveringSpans(Span(n * apart, n * apart + 5) for n in range(50_000))
    began = time.process_time()
    held = sum(spans.hold(n, n + 3) for n in range(100_000))
    assert time.process_time() - began < 5
    assert held == (50_002 if apart == 1 else 30_000)


@pytest.mark.full
def test_50000_numerals_are_checked_and_drafted_in_a_minute(tmp_path):
    root = project_with(tmp_path, long_text(50_000))
    began = time.process_time()
    assert len(check_own(root, ["beds"]).findings) > 50_000
    assert time.process_time() - began < 30
    began = time.process_time()
    made = draft(root, "beds")
    assert made.files() and made.numerals > 50_000
    assert time.process_time() - began < 60
