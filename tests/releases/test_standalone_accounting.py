"""Numerals that state no figure are where a release says, and as many as it counts."""

import pytest
from small_release import core, problems, small

WAIVED = "source_id start_offset end_offset line token disposition reason"


def with_waived(*rows, numerals="1"):
    """A release whose text has ten digits in four numerals of a table; one of them is waived."""
    return small(
        completeness=core(
            "source_id disposition reason",
            "source_id disposition reason numerals digit_characters number_words",
            ["abc-1", "table", "stands in a table", "3", "8", "0"],
            ["abc-1", "waived", "layout debris", numerals, "2", "0"],
        ),
        waived_numerals=core("source_id start_offset", WAIVED, *rows),
    )


GOOD = ["abc-1", "13", "15", "2", "10", "waived", "layout debris"]


def test_a_waived_numeral_at_its_place_is_no_problem(tmp_path):
    assert problems(tmp_path, with_waived(GOOD)) == []


@pytest.mark.parametrize(
    ("column", "content", "found"),
    [
        (1, "12", "characters 12 to 15 are not `10` on line 2"),
        (3, "1", "characters 13 to 15 are not `10` on line 1"),
        (3, "", "characters 13 to 15 are not `10` on line"),
        (4, "20", "characters 13 to 15 are not `20` on line 2"),
        (6, "telephone", "1 numeral waived (telephone), 0 in `completeness`"),
    ],
)
def test_a_waived_numeral_that_is_elsewhere_is_a_problem(column, content, found, tmp_path):
    row = [content if at == column else cell for at, cell in enumerate(GOOD)]
    described = [one.found.strip() for one in problems(tmp_path, with_waived(row))]
    assert found in described
    assert {one.promise for one in problems(tmp_path, with_waived(row))} == {"accounted for"}


def test_a_waived_numeral_that_is_left_out_is_a_problem(tmp_path):
    (problem,) = problems(tmp_path, with_waived(GOOD, numerals="2"))
    assert problem.found == "1 numeral waived (layout debris), 2 in `completeness`"
