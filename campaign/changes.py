"""All changes of a campaign, in a fixed order, and a sample of them."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from campaign.edits import Change, Files
from campaign.entries import entry_changes
from campaign.texts import text_changes
from pipeline.orchestration.run import Run
from pipeline.orchestration.steps import STEPS


def all_changes(files: Files) -> list[Change]:
    """Every change; the same list whenever the files are the same."""
    run = Run(files.root, STEPS)
    run.advance(run.step("transcripts"))
    if run.findings:
        raise SystemExit("the sources have findings as they are; run `oversight check`")
    return [*entry_changes(files), *text_changes(run.value("transcripts"))]


def chosen_changes(
    changes: Sequence[Change], kinds: Sequence[str] = (), files: Sequence[str] = ()
) -> list[Change]:
    """The changes whose kind and whose file contain one of the words given; all where none is given."""
    return [
        change
        for change in changes
        if (not kinds or any(word in change.kind for word in kinds))
        and (not files or any(word in change.file for word in files))
    ]


def sampled(changes: Sequence[Change], each: int) -> list[Change]:
    """So many changes of each kind, spread evenly over its list."""
    kinds: dict[str, list[Change]] = {}
    for change in changes:
        kinds.setdefault(change.kind, []).append(change)
    return [
        some[(2 * index + 1) * len(some) // (2 * number)]
        for some in kinds.values()
        for number in [min(each, len(some))]
        for index in range(number)
    ]


def spread(changes: Sequence[Change]) -> list[Change]:
    """All changes, one of each kind in turn, so that a campaign that is stopped has tried each kind as often."""
    turns: Counter[str] = Counter()
    ordered = []
    for change in sorted(changes, key=_scattered):
        turns[change.kind] += 1
        ordered.append((turns[change.kind], change))
    return [change for _, change in sorted(ordered, key=lambda turn: turn[0])]


def _scattered(change: Change) -> str:
    named = f"{change.kind} {change.file} {change.line} {change.subject} {change.now}"
    return hashlib.sha256(named.encode()).hexdigest()
