"""`oversight read`: what a person and a program see of each number of a text."""

import json

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight

KEYS = (
    "token start end value lower upper lower_closed upper_closed working_lower working_upper unit "
    "statistic qualifier interval_kind refused"
).split()


def read(*arguments, given=None):
    ran = CliRunner().invoke(oversight, ["read", *arguments], input=given)
    assert ran.exit_code == 0, ran.output
    return ran.output


def numerals(text):
    return json.loads(read("--format", "json", text))["numerals"]


def test_a_line_for_people_has_token_value_qualifier_and_interval():
    shown = read("no more than 400 files of 3l2")
    assert shown.splitlines()[0].split("  ")[-1].strip() == (
        '400, count, "no more than", bounded at most 400'
    )
    assert "refused: `3l2` has a letter among its digits" in shown
    assert read("no numerals here") == "no number\n"


def test_an_object_a_line_has_every_field():
    (line,) = read("--format", "json", "no more than 400 files").splitlines()
    document = json.loads(line)
    assert list(document) == ["schema_version", "text", "numerals"]
    assert list(document["numerals"][0]) == KEYS
    assert document["numerals"][0] == {
        **dict.fromkeys(KEYS),
        **{"token": "400", "start": 13, "end": 16, "value": 400, "upper": 400},
        **{"upper_closed": True, "working_upper": 400, "statistic": "count"},
        **{"qualifier": "no more than", "interval_kind": "bounded"},
    }


def test_an_approximate_number_has_working_ends_only():
    (one,) = numerals("about 60,000 people")
    assert (one["lower"], one["upper"], one["lower_closed"]) == (None, None, None)
    assert (one["working_lower"], one["working_upper"]) == (55_000, 65_000)
    assert one["interval_kind"] == "approximate"


def test_what_is_refused_has_its_token_and_the_reason_only():
    (one,) = numerals("The office closed 8.665 files")
    assert "thousands" not in one["token"] and "8,665" in one["refused"]
    assert all(one[key] is None for key in KEYS if key not in ("token", "start", "end", "refused"))


@pytest.mark.parametrize(
    ("text", "value", "lower"),
    [
        ("Outlays (in thousands) came to 4,512", 4_512_000, 4_511_500),
        ("Outlays (dollars in millions) came to $4,512", 4_512_000_000, 4_511_500_000),
        ("Outlays (in thousands) came to $2 million", 2_000_000, 1_500_000),
    ],
)
def test_a_scale_of_the_line_is_applied_to_numbers_behind_it_once(text, value, lower):
    words, one = numerals(text)
    assert words["refused"].startswith("it is part of the words that say")
    assert (one["value"], one["lower"]) == (value, lower)


def test_standard_input_is_read_a_line_at_a_time():
    lines = read("--format", "json", given="12 files\n\nabout 30 cars\n").splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["12 files", "", "about 30 cars"]


def test_a_table_goes_with_a_text(tmp_path):
    ran = CliRunner().invoke(oversight, ["read", "--table", __file__])
    assert ran.exit_code == 2
    assert "--table FILE.yaml goes with --text FILE." in ran.output
