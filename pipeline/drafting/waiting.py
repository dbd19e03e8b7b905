"""How many entries of `proposals/` wait for a person; a file that is not sound is named and not counted."""

from pathlib import Path

from pipeline.sources.folders import PROPOSALS
from pipeline.sources.yaml_lines import read_yaml

KINDS = {
    "figures": "figure",
    "waivers": "waiver",
    "relations": "relation",
    "measures": "measure",
    "discrepancies": "discrepancy",
}
"""The files of proposals, without `.yaml`, each named like the list that it has, and the word for one entry."""


def waiting(root: Path, source: str) -> str | None:
    """The proposals of a document counted, in one sentence; None where there are none."""
    counted = []
    for name, one in KINDS.items():
        path = root / "sources" / source / PROPOSALS / f"{name}.yaml"
        if not path.is_file():
            continue
        value = read_yaml(path.read_text(encoding="utf-8", errors="replace")).value
        entries = value.get(name) if isinstance(value, dict) else None
        if not isinstance(entries, list):
            counted.append(f"{name}.yaml cannot be read")
        elif entries:
            number = sum(_entries_in(entry, name) for entry in entries)
            counted.append(f"{number} {name if number != 1 else one}")
    folder = f"sources/{source}/{PROPOSALS}/"
    return (
        f"{source}: proposed and not confirmed: {', '.join(counted)} ({folder})"
        if counted
        else None
    )


def _entries_in(item: object, name: str) -> int:
    """How many entries an item of the list is: a block is several, anything else one."""
    entries = item.get(name) if isinstance(item, dict) else None
    return len(entries) if isinstance(entries, list) else 1
