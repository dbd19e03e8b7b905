"""A process that decides is killed at random instants: what it answered is there, and what is there is sound."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_reviews import ID, SOFTWARE, decided, item, own, review

from pipeline.review.contract import Decision, decide, undo
from pipeline.review.journal import read_journal
from pipeline.sources.yaml_lines import read_yaml

LOOP = Path(__file__).with_name("deciding_loop.py")
REPOSITORY = Path(__file__).parent.parent.parent


def killed(root: Path, seed: int, seconds: float) -> list[str]:
    """The answers of a process that is killed so many seconds after its first answer."""
    paths = os.pathsep.join((str(REPOSITORY), str(LOOP.parent)))
    with subprocess.Popen(
        [sys.executable, str(LOOP), str(root), str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    ) as process:
        first = process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return [first, *process.stdout.read().splitlines(keepends=True)]


def confirmed(root: Path) -> str:
    items = [one.id for one in review(root).items if one.status == "confirmed"]
    return ",".join(items) or "none"


def kill_and_look(root: Path, seed: int) -> None:
    """What was answered last is there, or one more decision that was on its way; every file is YAML, and undo works."""
    lines = killed(root, seed, random.Random(seed).uniform(0, 0.7))
    answers = [line.split() for line in lines if line.endswith("\n")]
    number, answered = int(answers[-1][0]), answers[-1][1]
    sound(root)
    journal = read_journal(root, ID)
    assert number in journal.finished
    assert journal.entries[-1].number in (number, number + 1)
    if journal.entries[-1].number == number:
        assert confirmed(root) == answered
    undo(root, ID, SOFTWARE)
    sound(root)
    assert read_journal(root, ID).open is None


def sound(root: Path) -> None:
    for path in (root / "sources").rglob("*.yaml"):
        assert not read_yaml(path.read_text()).problems, path
    assert review(root).findings == ()
    assert not list((root / f"sources/{ID}").glob("*.new"))


class Killed(BaseException):
    """In place of the death of a process, at the moment before something is on the disk."""


@pytest.mark.parametrize("at", (2, 5, 9, 12))
def test_a_decision_of_several_files_is_made_wholly_or_not_at_all(root, monkeypatch, at):
    calls, fsync = iter(range(1, 99)), os.fsync

    def dying(file):
        if next(calls) == at:
            raise Killed
        fsync(file)

    name = item(root, "40").id
    monkeypatch.setattr(os, "fsync", dying)
    try:
        decide(root, ID, Decision("confirm", (name,), {"value": "40"}), SOFTWARE)
        assert at > 10
    except Killed:
        assert at <= 11
    monkeypatch.undo()
    sound(root)
    decided(root, "waive", "0101")  # what was begun is finished first
    sound(root)
    places = own(root, "figures.yaml"), (root / "sources/measures.yaml").read_text()
    proposed = own(root, "proposals/figures.yaml"), own(root, "proposals/measures.yaml")
    made = [re.search(r"- \{?id: officers\b", text) is not None for text in (*places, *proposed)]
    assert made in ([True, True, False, False], [False, False, True, True])
    undo(root, ID, SOFTWARE)
    assert undo(root, ID, SOFTWARE).refused == (not made[0])


@pytest.mark.slow
def test_a_killed_process_loses_no_decision_that_it_answered(root):
    for seed in range(2):
        kill_and_look(root, seed)


@pytest.mark.full
def test_no_decision_is_lost_in_fifty_kills(root):
    for seed in range(50):
        kill_and_look(root, seed)
