from fractions import Fraction

import portion
import pytest

from pipeline.bounds import bounds_of
from pipeline.relations import as_text, difference_of, evaluate_relations, total_of
from pipeline.transcription import transcribe


@pytest.fixture(scope="module")
def transcription(corpus):
    return transcribe(corpus)


@pytest.fixture(scope="module")
def relations(transcription):
    evaluated, findings = evaluate_relations(transcription)
    assert findings == []
    return {relation.at.entry.id: relation for relation in evaluated}


def test_the_increase_of_declined_detainers_by_hand(relations):
    """16,400 is printed to the hundred, 8,665 to the unit, 89 percent to the percent."""
    relation = relations["declined-change"]
    least = (Fraction(16350, 8665) - 1) * 100
    most = (Fraction(16450, 8665) - 1) * 100
    assert relation.computed == portion.closed(least, most)
    assert relation.stated == portion.closed(Fraction("88.5"), Fraction("89.5"))
    assert relation.verdict == "consistent"


def test_a_sum_with_a_part_that_is_not_in_the_text_decides_nothing(relations):
    for name in ("declined-total", "issued-total-as-dated", "issued-total-as-titled"):
        assert relations[name].verdict == "indeterminate"


def test_the_total_of_appendix_c_rounds_to_what_the_prose_prints(relations):
    for name in ("offenses-rounding-highlights", "offenses-rounding-background"):
        assert relations[name].computed == portion.singleton(Fraction(489063))
        assert relations[name].verdict == "verified"


def test_bounds_of_the_years_that_are_not_in_the_text_by_hand(transcription, relations):
    bounds = {bound.id: bound for bound in bounds_of(transcription, list(relations.values()))}
    ends = {name: (int(bound.lower), int(bound.upper)) for name, bound in bounds.items()}
    assert ends == {
        "detainers-declined-fy2015-fy2018": (58850 - 16450 - 8665, 58950 - 16350 - 8665),
        "detainers-issued-fy2015-fy2018-as-dated": (732050 - 165550, 732150 - 165450),
        "detainers-issued-fy2015-fy2018-as-titled": (
            732050 - 165550 - 137050,
            732150 - 165450 - 136950,
        ),
    }


def test_no_single_year_is_told_apart(transcription):
    rows = transcription.rows["detainers_by_fiscal_year"]
    between = [row for row in rows if row["fiscal_year"] in range(2015, 2019)]
    assert len(between) == 8
    for row in between:
        assert row["value"] is row["lower"] is row["upper"] is row["figure_id"] is None
    assert {row["availability"] for row in between if row["series"] == "declined"} == {
        "image_not_held"
    }
    assert {row["availability"] for row in between if row["series"] == "issued"} == {"not_stated"}


def test_open_and_infinite_ends_stay_so():
    more = portion.open(Fraction(5), portion.inf)
    one = portion.singleton(Fraction(1))
    assert total_of([more, one]) == portion.open(Fraction(6), portion.inf)
    assert difference_of(one, more) == portion.open(-portion.inf, Fraction(-4))
    assert as_text(more) == "(5, ∞)"
