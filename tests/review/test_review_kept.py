"""A document kept between decisions is read anew after any change of a file by others."""

import os

import pytest
from small_reviews import ID, SOFTWARE, decided, item, own, review

from pipeline.review import kept_state
from pipeline.review.contract import Decision, decide, undo
from pipeline.review.state import state_of


@pytest.fixture
def read(monkeypatch):
    """The roots of which documents were read anew."""
    roots = []
    monkeypatch.setattr(
        kept_state, "state_of", lambda root, name: (roots.append(root), state_of(root, name))[1]
    )
    return roots


def test_nothing_is_read_anew_between_decisions(root, read):
    review(root)
    decided(root, "confirm", "1,200", value="1200")
    decided(root, "waive", "0101")
    undo(root, ID, SOFTWARE)
    review(root)
    assert read == [root]


def test_a_kept_document_is_the_same_as_one_read_anew(root):
    for token, value in (("1,200", "1200"), ("40", "40")):
        kept = decided(root, "confirm", token, value=value)
        kept_state._kept.clear()
        assert review(root) == kept


@pytest.mark.parametrize("same_time", [False, True])
def test_an_edit_by_hand_between_two_decisions_is_seen(root, same_time):
    """Also one right after a decision that leaves the time and the size of the file."""
    kept = decided(root, "confirm", "900", value="900")
    path = root / f"sources/{ID}/figures.yaml"
    before = path.stat()
    path.write_text(own(root, "figures.yaml").replace("value: 900", "value: 901"))
    if same_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    name = next(one.id for one in kept.items if one.token == "300")
    outcome = decide(root, ID, Decision("confirm", (name,), {"value": "300"}), SOFTWARE)
    assert outcome.message == "correct these findings first, then decide"
    assert [one.code for one in outcome.findings] == ["value"]


@pytest.mark.parametrize(
    "name", ["proposals/figures.yaml", "waivers.yaml", "../measures.yaml", "document.txt"]
)
def test_an_edit_of_any_file_is_seen(root, read, name):
    decided(root, "confirm", "900", value="900")
    path = root / "sources" / ID / name
    path.write_text((path.read_text() if path.exists() else "waivers: []\n") + "\n")
    review(root)
    assert len(read) == 2


def test_a_file_that_is_taken_away_is_seen(root):
    decided(root, "waive", "0101")
    assert item(root, "0101").status == "confirmed"
    (root / f"sources/{ID}/waivers.yaml").unlink()
    assert item(root, "0101").status == "unaccounted"
