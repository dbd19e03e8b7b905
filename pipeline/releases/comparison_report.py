"""A comparison of two packages for people, for machines, and for a pull request."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from textwrap import shorten

from pipeline.releases.comparison import LEVELS, Difference, required_level
from pipeline.releases.version_numbers import Level
from pipeline.releases.packages import Package

WIDTH = 60
SHOWN = 50
MEANINGS: dict[Level, str] = {
    "major": "what was there is gone, or means something else",
    "minor": "a value was corrected, or something was added",
    "patch": "wording, metadata or packaging only",
}


def report_text(old: Package, new: Package, differences: list[Difference]) -> str:
    """The differences by level, for people; of many of one kind the first are shown."""
    if not differences:
        return f"{_names(old, new)}: nothing differs"
    return "\n".join([f"{_names(old, new)}: {_count(differences)}", *_levels(differences)])


def report_json(old: Package, new: Package, differences: list[Difference]) -> str:
    """All differences for machines."""
    return json.dumps(
        {
            "schema_version": 1,
            "old": {"path": old.label, "version": old.version},
            "new": {"path": new.label, "version": new.version},
            "required_level": required_level(differences),
            "differences": [asdict(difference) for difference in differences],
        },
        indent=2,
        ensure_ascii=False,
    )


def report_markdown(old: Package, new: Package, differences: list[Difference]) -> str:
    """The differences as a table for a pull request; of many, the first are shown."""
    if not differences:
        return f"**{_names(old, new)}**: nothing differs.\n"
    lines = [
        f"**{_names(old, new)}**: {_count(differences)}.",
        "",
        "| level | rule | where | was | is |",
        "|---|---|---|---|---|",
    ]
    for difference in differences[:SHOWN]:
        cells = (
            difference.level,
            difference.rule,
            place_of(difference),
            *(was_and_is(difference) if difference.old or difference.new else ("", "")),
        )
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    if len(differences) > SHOWN:
        lines += ["", f"and {len(differences) - SHOWN} more."]
    return "\n".join(lines) + "\n"


def _names(old: Package, new: Package) -> str:
    return f"{old.label} ({old.version}) → {new.label} ({new.version})"


def _count(differences: list[Difference]) -> str:
    number = len(differences)
    return f"{number} difference{'' if number == 1 else 's'}, which ask for a {required_level(differences)} version"


def _levels(differences: list[Difference]) -> Iterator[str]:
    for level in LEVELS:
        mine = [difference for difference in differences if difference.level == level]
        if mine:
            yield ""
            yield f"{level}: {MEANINGS[level]}"
        for difference in mine[:SHOWN]:
            yield f"  {difference.rule}: {place_of(difference)}"
            if difference.old is not None or difference.new is not None:
                yield f"      {' → '.join(was_and_is(difference))}"
        if len(mine) > SHOWN:
            yield f"  and {len(mine) - SHOWN} more (--format json lists all)"


def place_of(difference: Difference) -> str:
    """Table, row and column of a difference."""
    parts = (difference.table, difference.key, difference.column)
    return ", ".join(part for part in parts if part) or "the package"


def was_and_is(difference: Difference) -> tuple[str, str]:
    """What was there and what is, each as it fits a line, from shortly before where they part.

    >>> was_and_is(Difference("patch", "wording changed", old="the same beginning, " * 5 + "old", new="the same beginning, " * 5 + "new"))
    ('… the same beginning, old', '… the same beginning, new')
    """
    old, new = difference.old or "", difference.new or ""
    unlike = (place for place, pair in enumerate(zip(old, new, strict=False)) if len(set(pair)) > 1)
    shared = next(unlike, 0) if max(len(old), len(new)) > WIDTH else 0
    start = old.find(" ", max(0, shared - WIDTH // 2)) + 1 if shared > WIDTH // 2 else 0
    if not 0 < start <= shared:
        return _shortened(old), _shortened(new)
    return f"… {_shortened(old[start:])}", f"… {_shortened(new[start:])}"


def _shortened(text: str) -> str:
    if not text:
        return "nothing"
    return shorten(text, WIDTH, placeholder=" …") if " " in text else text[: WIDTH * 2]


def _cell(text: str | None) -> str:
    return _shortened(text).replace("|", "\\|") if text else ""
