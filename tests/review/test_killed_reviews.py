"""A process that decides is killed at random instants: what it answered is there, and what is there is sound."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_reviews import ID, SOFTWARE, review

from pipeline.review.contract import undo
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
    answers = [line for line in killed(root, seed, random.Random(seed).uniform(0, 1.5)) if line.endswith("\n")]
    assert answers and answers[0]
    for path in (root / "sources").rglob("*.yaml"):
        assert not read_yaml(path.read_text()).problems, path
    assert review(root).findings == ()
    before, answered = read_journal(root, ID), answers[-1].strip()
    begun = before.open is not None
    if confirmed(root) != answered:  # a decision was on its way: it is finished, or it was just not answered
        last = before.entries[-1].number
        assert begun or last in before.finished
    undo(root, ID, SOFTWARE)
    assert review(root).findings == ()
    assert read_journal(root, ID).open is None
    assert not list((root / f"sources/{ID}").glob("*.new"))


@pytest.mark.slow
def test_a_killed_process_loses_no_decision_that_it_answered(root):
    for seed in range(5):
        kill_and_look(root, seed)


@pytest.mark.full
def test_no_decision_is_lost_in_fifty_kills(root):
    for seed in range(50):
        kill_and_look(root, seed)
