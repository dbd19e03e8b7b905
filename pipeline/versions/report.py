"""A comparison of two packages for people, for machines, and for a pull request."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from textwrap import shorten

from pipeline.versions.comparison import LEVELS, Difference, required_level
from pipeline.versions.numbering import Level
from pipeline.versions.packages import Package

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
            difference.old,
            difference.new,
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
                yield f"      {shortened(difference.old)} → {shortened(difference.new)}"
        if len(mine) > SHOWN:
            yield f"  and {len(mine) - SHOWN} more (--format json lists all)"


def place_of(difference: Difference) -> str:
    """Table, row and column of a difference."""
    parts = (difference.table, difference.key, difference.column)
    return ", ".join(part for part in parts if part) or "the package"


def shortened(text: str | None) -> str:
    """A cell or a sentence as it fits a line."""
    if not text:
        return "nothing"
    return shorten(text, WIDTH, placeholder=" …") if " " in text else text[: WIDTH * 2]


def _cell(text: str | None) -> str:
    return shortened(text).replace("|", "\\|") if text else ""
