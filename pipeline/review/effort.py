"""What a review costs a person: keys, clicks and seconds of each decision, as their page counts them.

A line of `sources/ID/proposals/effort.jsonl` is a decision that was asked for. The file is no record of what was
decided, which is the journal's; it is for measuring how long a report takes.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from pipeline.sources.folders import PROPOSALS

NAME = "effort.jsonl"
MOST = 10**6
"""Keys, clicks or seconds of one decision that are believed."""
OUTCOMES = ("made", "refused", "undone")


@dataclass(frozen=True)
class Effort:
    """Keys, clicks and seconds of one decision, what was asked for, and whether it was made."""

    action: str
    outcome: str
    keys: int
    clicks: int
    seconds: float


def effort_of(action: str, outcome: str, counted: Any) -> Effort:
    """What a page says that it counted; anything but a number of the right size is 0.

    >>> effort_of("confirm", "made", {"keys": 5, "clicks": "x", "seconds": 2.34})
    Effort(action='confirm', outcome='made', keys=5, clicks=0, seconds=2.3)
    """
    given = counted if isinstance(counted, Mapping) else {}

    def number(name: str) -> float:
        value = given.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool):
            return 0.0
        return float(value) if 0 <= value <= MOST else 0.0

    keys, clicks = int(number("keys")), int(number("clicks"))
    return Effort(action, outcome, keys, clicks, round(number("seconds"), 1))


def note(root: Path, source_id: str, effort: Effort) -> None:
    """Add a line to the file."""
    path = _path(root, source_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(effort)) + "\n")


def noted(root: Path, source_id: str) -> list[Effort]:
    """All lines of the file; one that is torn or not ours is left out."""
    try:
        lines = _path(root, source_id).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [effort for line in lines if (effort := _read(line)) is not None]


def summary(efforts: list[Effort]) -> str:
    """Decisions, keys, clicks and time in a sentence.

    >>> made = [Effort("confirm", "made", 5, 0, 4.0), Effort("waive", "made", 1, 0, 2.0)]
    >>> print(summary([*made, Effort("undo", "undone", 1, 1, 3.0)]))
    2 decisions, 1 undone, 0 refused: 7 keys, 1 click, 0.1 minutes (median 3.0 seconds a decision)
    """
    made, refused, undone = (
        [one for one in efforts if one.outcome == outcome]
        for outcome in ("made", "refused", "undone")
    )
    keys, clicks = sum(e.keys for e in efforts), sum(e.clicks for e in efforts)
    minutes = sum(e.seconds for e in efforts) / 60
    usual = median(e.seconds for e in made) if made else 0.0
    return (
        f"{_counted(len(made), 'decision')}, {len(undone)} undone, {len(refused)} refused: "
        f"{_counted(keys, 'key')}, {_counted(clicks, 'click')}, {minutes:.1f} minutes "
        f"(median {usual:.1f} seconds a decision)"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _path(root: Path, source_id: str) -> Path:
    return root / "sources" / source_id / PROPOSALS / NAME


def _read(line: str) -> Effort | None:
    try:
        read = json.loads(line)
        return effort_of(str(read["action"]), OUTCOMES[OUTCOMES.index(read["outcome"])], read)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
