"""The server is killed at random while decisions are made on it: none that it answered is lost."""

import json
import random
import time
from threading import Thread

import pytest
from reviewed_reports import ID, VALUES, oversight
from running import Running

pytestmark = [pytest.mark.slow, pytest.mark.system]

KILLS = 50
LONGEST_WAIT = 1.2
"""Seconds from a decision to the kill; one takes less."""


def to_do(running):
    """Decisions that are left, in the order of the text: what is asked for, and the number's own item."""
    review = running.get("review")
    for part in range(len(review["parts"])):
        for one in running.get(f"review?part={part}&cached")["part"]["items"]:
            if one["status"] == "proposed":
                value = {"value": VALUES[one["token"]]} if one["kind"] == "figure" else {}
                yield one["id"], value


def confirmed(running):
    review = running.get("review")
    assert "stopped" not in review
    assert review["findings"] == []
    parts = (running.get(f"review?part={n}&cached")["part"] for n in range(len(review["parts"])))
    return {one["id"] for part in parts for one in part["items"] if one["status"] == "confirmed"}


def decide_until_killed(running, answered):
    """Confirm one after the other; `answered` gets each item whose decision was answered."""
    try:
        for item, fields in list(to_do(running)):
            asked = {"action": "confirm", "items": [item], "fields": fields}
            status, _, content = running.post("decisions", asked)
            answer = json.loads(content)
            if status == 200 and not answer["refused"] and not answer["message"]:
                answered.append(item)
    except (OSError, ValueError, AssertionError):
        return


@pytest.mark.full
def test_no_answered_decision_is_lost_where_the_server_is_killed(report_drafted):
    """Each run goes on where the killed one was; where all is decided, decisions are undone, and made again."""
    chance = random.Random(20_200_303)
    known = set()
    for _ in range(KILLS):
        with Running(report_drafted, ID) as running:
            assert known <= confirmed(running)
            if not list(to_do(running)):
                known = undone(running)
            answered = []
            deciding = Thread(target=decide_until_killed, args=(running, answered))
            deciding.start()
            time.sleep(chance.uniform(0.05, LONGEST_WAIT))
            running.kill()
            deciding.join()
            known |= set(answered)
    with Running(report_drafted, ID) as running:
        assert known <= confirmed(running)
        decide_until_killed(running, [])
        assert list(to_do(running)) == []
        running.interrupt()
    checked = oversight(report_drafted, "check", ID)
    assert checked.returncode == 0, checked.stdout


def undone(running):
    """Undo every decision; what is confirmed without them."""
    for _ in range(200):
        _, _, content = running.post("undo", {})
        answer = json.loads(content)
        assert answer["refused"] == []
        if not answer["decisions"] or answer["message"]:
            break
    assert answer["decisions"] == 0
    return confirmed(running)
