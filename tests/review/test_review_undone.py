"""Undo: the bytes as they were, also after a restart; never over what somebody changed by hand since."""

import pytest
from small_reviews import (
    ID,
    PERSON,
    SOFTWARE,
    all_bytes,
    decided,
    item,
    own,
    review,
    tried,
)

from pipeline.review.contract import undo

NEW = {
    "id": "officers_hired",
    "name": "Officers hired",
    "unit": "officers",
    "words": "# officers",
    "definition": "Officers whom the agency hired.",
}
BEFORE = {
    "correct confirmed": [("confirm", ("900",), {"value": "900"})],
    "split confirmed": [("waive", ("0101",), {})],
    "merge": [("confirm", ("40",), {"value": "40"}), ("confirm", ("25",), {"value": "25"})],
    "accept_relation": [
        ("confirm", (token,), {"value": token.replace(",", "")})
        for token in ("1,200", "300", "900")
    ],
    "reopen": [("confirm", ("900",), {"value": "900"})],
    "reopen waiver": [("waive", ("0101",), {})],
}
MADE = {
    "confirm": ("confirm", ("1,200",), {"value": "1200"}),
    "confirm with a new measure": (
        "confirm",
        ("40",),
        {"value": "40", "measure": "officers_hired", "new_measure": NEW},
    ),
    "confirm of nothing proposed": ("confirm", ("2017",), {"value": "2017"}),
    "correct": ("correct", ("900",), {"population": "beds in other places of the agency"}),
    "correct confirmed": ("correct", ("900",), {"population": "other beds"}),
    "waive": ("waive", ("0101",), {}),
    "split": ("split", ("0101",), {}),
    "split confirmed": ("split", ("0101",), {}),
    "split to a figure": ("split", ("2017",), {"to": "figure"}),
    "merge": ("merge", ("40", "25"), {"population": "officers and drivers"}),
    "accept_relation": ("accept_relation", ("relation:sum-beds-beds-2",), {}),
    "reopen": ("reopen", ("900",), {}),
    "reopen waiver": ("reopen", ("0101",), {}),
    "reject": ("reject", ("900",), {}),
    "reject several": ("reject", ("40", "25", "0101"), {}),
    "reject relation": ("reject", ("relation:sum-beds-beds-2",), {}),
}


@pytest.mark.parametrize("name", [n for n in MADE if n != "confirm of nothing proposed"])
def test_undo_gives_the_bytes_back(root, name):
    for action, tokens, fields in BEFORE.get(name, []):
        decided(root, action, *tokens, **fields)
    before = all_bytes(root)
    action, tokens, fields = MADE[name]
    decided(root, action, *tokens, **fields)
    assert all_bytes(root) != before
    outcome = undo(root, ID, SOFTWARE)
    assert not outcome.refused, outcome
    assert all_bytes(root) == before


def test_every_decision_is_undone_in_turn(root):
    before = [all_bytes(root)]
    for token, value in (("1,200", "1200"), ("40", "40"), ("900", "900")):
        assert decided(root, "confirm", token, value=value).decisions == len(before)
        before.append(all_bytes(root))
    for number, expected in enumerate(reversed(before[:-1])):
        assert undo(root, ID, PERSON).review.decisions == 2 - number
        assert all_bytes(root) == expected
    assert "no decision" in undo(root, ID, SOFTWARE).message


def test_what_was_edited_by_hand_elsewhere_stays(root):
    decided(root, "confirm", "1,200", value="1200")
    path = root / f"sources/{ID}/figures.yaml"
    path.write_text("# Begun by hand\n" + own(root, "figures.yaml"))
    assert not undo(root, ID, SOFTWARE).refused
    assert own(root, "figures.yaml").startswith("# Begun by hand\n")
    assert "- id: beds" not in own(root, "figures.yaml")


def test_an_entry_that_was_edited_by_hand_is_not_undone(root):
    decided(root, "confirm", "1,200", value="1200")
    path = root / f"sources/{ID}/figures.yaml"
    text = own(root, "figures.yaml")
    path.write_text(text.replace("population: beds in", "population: its beds in"))
    before = all_bytes(root)
    assert "changed by hand" in undo(root, ID, SOFTWARE).message
    assert all_bytes(root) == before


def test_a_decision_made_by_hand_counts(root):
    decided(root, "confirm", "1,200", value="1200")
    path = root / f"sources/{ID}/figures.yaml"
    path.write_text(
        own(root, "figures.yaml")
        + '  - id: other-beds\n    measure: beds\n    quote: "The agency had 900 beds in other places."\n'
        "    value: 900  # by hand\n    population: beds in other places\n"
    )
    assert item(root, "900").status == "confirmed"
    decided(root, "confirm", "300", value="300")
    assert "value: 900  # by hand\n" in own(root, "figures.yaml")
    assert "confirmed already" in tried(root, "confirm", "900", value="900").message


def test_a_torn_line_of_the_journal_counts_as_nothing(root):
    decided(root, "confirm", "1,200", value="1200")
    journal = root / f"sources/{ID}/proposals/decisions.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"number": 2, "undoes": null, "hunks": [{"fi')
    decided(root, "confirm", "900", value="900")
    assert not undo(root, ID, SOFTWARE).refused
    assert not undo(root, ID, SOFTWARE).refused
    assert "- id:" not in own(root, "figures.yaml")
    assert review(root).counts["confirmed"] == 0


def test_a_comment_in_braces_stays_where_another_field_is_corrected(root):
    decided(root, "confirm", "1,200", value="1200")
    path = root / f"sources/{ID}/figures.yaml"
    text = own(root, "figures.yaml")
    path.write_text(text.replace("value: 1200, ", "value: 1200,  # by hand\n     "))
    decided(root, "correct", "1,200", population="beds of the agency in shelters")
    text = own(root, "figures.yaml")
    assert "# by hand\n" in text and "beds of the agency in shelters" in text
