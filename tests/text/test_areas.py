"""Areas: the code of a name, and the names that a text has."""

import re

import pytest

from pipeline.text.areas import CODES, NATIONWIDE, area_code, areas_named


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


def test_every_state_and_country_is_found_by_its_code():
    states = {code for code in CODES if code.startswith("US-")}
    assert len(states) == 56
    assert all(re.fullmatch(r"[A-Z]{2}|US-[A-Z]{2}", code) for code in CODES)
    for code in states:
        assert areas_named(f"Springfield, {code.removeprefix('US-')}") == {code}


@pytest.mark.parametrize("words", NATIONWIDE)
def test_words_for_the_whole_country(words):
    assert areas_named(f"of 12 jails {words} only") == {"US"}
