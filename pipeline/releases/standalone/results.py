"""What a part of the verification finds: problems, and what it looked at, each under a promise."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

from pipeline.releases.standalone.release import MALFORMED, Release, reason

PROMISES = ("reproducible", "well formed", "accounted for", "traceable", "checked", "honest")
Find = Callable[[str, str], None]
"""How a part of the verification reports a problem: the place, and what was found there."""


class Problem(NamedTuple):
    """A promise that does not hold, where, and what was found there."""

    promise: str
    place: str
    found: str


class Result(NamedTuple):
    """What a part of the verification looked at, in words, and every problem that it found."""

    part: str
    promise: str
    looked_at: str
    problems: list[Problem]


def part(promise: str) -> Callable[[Callable[[Release, Find], str]], Callable[[Release], Result]]:
    """Make a part of the verification from a function that reports problems and returns what it looked at.

    Content that cannot be read is a problem like any other, never an exception; only `OSError` passes.
    """

    def of(look: Callable[[Release, Find], str]) -> Callable[[Release], Result]:
        @wraps(look)
        def looked(release: Release) -> Result:
            problems: list[Problem] = []

            def find(place: str, found: str) -> None:
                problems.append(Problem(promise, place, found))

            try:
                looked_at = look(release, find)
            except MALFORMED as error:
                looked_at = f"{look.__name__} in part"
                find(look.__name__, f"cannot be read further: {reason(error)}")
            return Result(look.__name__, promise, looked_at, problems)

        return looked

    return of
