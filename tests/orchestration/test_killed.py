"""Commands that write are killed at random instants: nothing invalid is left, and the next run is clean."""

import random

import pytest
from killed_runs import killed, operations

KILLS = 12


@pytest.mark.full
@pytest.mark.slow
def test_a_run_that_is_killed_leaves_the_old_state_or_the_new_and_the_next_finishes(tmp_path):
    chance, each = random.Random(1), operations(tmp_path)
    for turn in range(KILLS):
        operation, writing = each[turn % len(each)], turn // len(each) % 2 == 1
        killed(operation, tmp_path / "place", chance, writing=writing)
