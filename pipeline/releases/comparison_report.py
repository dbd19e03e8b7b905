"""A comparison of two packages for people, for machines, and for a pull request."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from textwrap import shorten

from pipeline.releases.differences import LEVELS, Difference, required_level
from pipeline.releases.packages import Package
from pipeline.releases.version_numbers import Level, raised, read_version
from pipeline.text.markdown import words

WIDTH = 60
SHOWN = 50
MEANINGS: dict[Level, str] = {
    "major": "what was there is gone, or means something else",
    "minor": "a value was corrected, or something was added",
    "patch": "wording, metadata or packaging only",
}


def report_text(old: Package, new: Package, differences: list[Difference]) -> str:
    """The differences by level, for people; of many of one level the first are shown."""
    lines = [f"{_names(old, new)}: {_count(old, differences)}"]
    for level in LEVELS:
        lines += _lines_of_level(level, [d for d in differences if d.level == level])
    return "\n".join(lines)


def report_json(old: Package, new: Package, differences: list[Difference]) -> str:
    """All differences for machines."""
    level = required_level(differences)
    return json.dumps(
        {
            "schema_version": 1,
            "old": {"path": old.label, "version": old.version},
            "new": {"path": new.label, "version": new.version},
            "required_level": level,
            "required_version": str(raised(read_version(old.version), level)) if level else None,
            "differences": [asdict(difference) for difference in differences],
        },
        indent=2,
        ensure_ascii=False,
    )


def report_markdown(old: Package, new: Package, differences: list[Difference]) -> str:
    """The differences as a table for a pull request; of many, the first are shown."""
    lines = [f"**{words(_names(old, new))}**: {_count(old, differences)}."]
    if differences:
        lines += ["", "| level | rule | where | was | is |", "|---|---|---|---|---|"]
    for difference in differences[:SHOWN]:
        changed = old_and_new(difference) if difference.old or difference.new else ("", "")
        cells = (difference.level, difference.rule, difference.place, *changed)
        lines.append(f"| {' | '.join(_markdown_cell(cell) for cell in cells)} |")
    if len(differences) > SHOWN:
        lines += ["", f"and {len(differences) - SHOWN} more."]
    return "\n".join(lines) + "\n"


def old_and_new(difference: Difference) -> tuple[str, str]:
    """The old and the new content, each shortened to a line; long texts begin shortly before they differ.

    >>> old_and_new(Difference("patch", "wording changed", old="the same beginning, " * 5 + "old", new="the same beginning, " * 5 + "new"))
    ('… the same beginning, old', '… the same beginning, new')
    """
    old, new = difference.old or "", difference.new or ""
    unlike = (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    shared = next(unlike, 0) if max(len(old), len(new)) > WIDTH else 0
    start = old.find(" ", max(0, shared - WIDTH // 2)) + 1 if shared > WIDTH // 2 else 0
    if not 0 < start <= shared:
        return _shortened(old), _shortened(new)
    return f"… {_shortened(old[start:])}", f"… {_shortened(new[start:])}"


def _names(old: Package, new: Package) -> str:
    return f"{old.label} ({old.version}) → {new.label} ({new.version})"


def _count(old: Package, differences: list[Difference]) -> str:
    level = required_level(differences)
    if level is None:
        return "nothing differs"
    due = raised(read_version(old.version), level)
    number = f"{len(differences)} differences" if len(differences) > 1 else "1 difference"
    return f"{number}; the largest is {level} and requires version {due}"


def _lines_of_level(level: Level, differences: list[Difference]) -> Iterator[str]:
    if differences:
        yield ""
        yield f"{level}: {MEANINGS[level]}"
    for difference in differences[:SHOWN]:
        yield f"  {difference.rule}: {difference.place}"
        if difference.old is not None or difference.new is not None:
            yield f"      {' → '.join(old_and_new(difference))}"
    if len(differences) > SHOWN:
        yield f"  and {len(differences) - SHOWN} more (--format json lists all)"


def _shortened(text: str) -> str:
    if not text:
        return "nothing"
    return shorten(text, WIDTH, placeholder=" …") if " " in text else text[: WIDTH * 2]


def _markdown_cell(text: str) -> str:
    return words(_shortened(text)) if text else ""
