"""Areas: the code of a name, and the names that a text has."""

import csv
from pathlib import Path

import pytest

from pipeline.text.areas import CODES, area_code, areas_named


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Louisiana", "US-LA"),
        ("louisiana", "US-LA"),
        ("Washington, D.C.", "US-DC"),
        ("Washington", "US-WA"),
        ("Georgia", "US-GA"),
        ("West  Virginia", "US-WV"),
        ("Côte d’Ivoire", "CI"),
        ("Laos", "LA"),
        ("Atlantis", None),
        ("Louisiana purchase", None),
        ("", None),
    ],
)
def test_the_code_of_a_whole_name(name, code):
    assert area_code(name) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("jails in West Virginia", {"US-WV"}),
        ("jails in Virginia and West\nVirginia", {"US-VA", "US-WV"}),
        ("Dallas, TX and Boise, ID", {"US-TX", "US-ID"}),
        ("in the OR", set()),
        ("the State of Maine", {"US-ME"}),
        ("the main office", set()),
        ("a georgian house, an Indianapolis jail", set()),
        ("675 jurisdictions nationwide", {"US"}),
        ("aliens from Guinea-Bissau", {"GW"}),
        ("Washington, D.C.", {"US-DC"}),
        ("no area", set()),
    ],
)
def test_the_areas_that_a_text_names(text, codes):
    assert areas_named(text) == codes


with (Path(__file__).parent / "cases/areas.csv").open(encoding="utf-8") as file:
    AREAS = {row["code"]: row["names"].split("|") for row in csv.DictReader(file)}
WORDS_FOR_THE_WHOLE = set(AREAS["US"]) - {"United States", "United States of America", "U.S."}


@pytest.mark.parametrize(("code", "names"), AREAS.items())
def test_every_name_of_an_area_has_its_code(code, names):
    for name in names:
        expected = "US-GA" if name == "Georgia" else code
        assert areas_named(f"of 12 jails in {name} only") == {expected}
        assert area_code(name) == (None if name in WORDS_FOR_THE_WHOLE else expected)


def test_the_codes_are_those_of_the_names():
    assert {*AREAS, "GE"} == CODES
    states = [code for code in AREAS if code.startswith("US-")]
    assert len(states) == 56
    for code in states:
        assert areas_named(f"Springfield, {code.removeprefix('US-')}") == {code}
