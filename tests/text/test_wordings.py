"""Wordings: what holds them, in which order their parts occur, and where the number is."""

import pytest

from pipeline.text.wordings import holds, mentions, with_number


@pytest.mark.parametrize(
    ("text", "wording", "held"),
    [
        ("ICE issued # detainers", "issued # detainers", True),
        ("ICE ISSUED # Detainers", "issued # detainers", True),
        ("ICE issued\n #  detainers", "issued # detainers", True),
        ("ICE’s # detainers", "ICE's # detainers", True),
        ("ICE issued # detainers", "issued", True),
        ("ICE reissued # detainers", "issued", False),
        ("ICE issued # detainersX", "detainers", False),
        ("ICE issued # detainers", "# detainers … issued", False),
        ("of # detainers that were not issued", "# detainers … issued", True),
        ("# detainersissued", "# detainers … issued", False),
        ("ICE issued many detainers to # officers", "issued # detainers", False),
        ("ICE issued # of the detainers", "issued # detainers", False),
        ("costs (net) of $#", "costs (net) of $#", True),
        ("costs net of $#", "costs (net) of $#", False),
    ],
)
def test_a_text_holds_a_wording(text, wording, held):
    assert holds(text, [wording]) is held


def test_one_of_several_wordings_is_enough_and_none_hold_nothing():
    assert holds("# arrests", ["# detainers", "# arrests"])
    assert not holds("# arrests", [])


def test_the_number_of_a_wording_is_any_words_where_a_text_states_none():
    assert mentions("the number of detainers ICE issued in Texas", ["# detainers ICE issued"])
    assert mentions("detainers that ICE issued to 12 jails", ["detainers … issued # jails"])
    assert not mentions("detainers that ICE declined", ["detainers … issued #"])


@pytest.mark.parametrize(
    ("text", "token", "expected"),
    [
        ("arrested 143,100⁴ aliens", "143,100", "arrested # aliens"),
        ("room #4 has 12 beds", "12", "room  4 has # beds"),
        ("12 beds", "12", "# beds"),
        ("beds: 12", "12", "beds: #"),
    ],
)
def test_the_number_alone_is_marked(text, token, expected):
    start = text.index(token)
    assert with_number(text, start, start + len(token)) == expected
