"""A relation is given under a reading of one of its own numbers."""

from dataclasses import replace

import pytest

from pipeline.consistency.reading_checks import reading_findings


@pytest.fixture
def under(consistency, transcription):
    def run(name, reading):
        (relation,) = (r for r in consistency.relations if r.id == f"oig-20-13/{name}")
        entry = relation.entry.model_copy(update={"reading": f"oig-20-13/{reading}"})
        changed = replace(relation, at=replace(relation.at, entry=entry))
        return [finding.found for finding in reading_findings(changed, transcription)]

    return run


@pytest.mark.parametrize(
    ("relation", "reading"),
    [
        ("issued-change-cut-off", "increases-cut-off"),  # a figure that is a statement
        ("declined-change-cut-off", "increases-cut-off"),  # its number is in the reading
        ("issued-fy2014-fy2019-as-titled", "as-titled"),  # its number is in a quoted statement
    ],
)
def test_a_reading_of_its_own_numbers(relation, reading, under):
    assert under(relation, reading) == []


@pytest.mark.parametrize(
    ("relation", "reading"),
    [
        ("issued-change-cut-off", "one-detainer-an-alien"),
        ("issued-total-as-dated", "several-detainers-an-alien"),
        ("aliens-of-declined-one-each", "increases-cut-off"),
        ("declined-change-cut-off", "as-titled"),
    ],
)
def test_a_reading_of_other_numbers(relation, reading, under):
    (found,) = under(relation, reading)
    assert "none of its figures is in the statements of" in found
