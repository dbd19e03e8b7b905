"""How many entries of `proposals/` wait for a person; a file that is not sound is named and not counted."""

from pathlib import Path

from pipeline.sources.folders import PROPOSALS
from pipeline.sources.yaml_lines import read_yaml

KINDS = {
    "figures": "figures",
    "waivers": "waivers",
    "relations": "relations",
    "measures": "measures",
}
"""The files of proposals, without `.yaml`, and the list that each has."""


def waiting(root: Path, source: str) -> str | None:
    """The proposals of a document counted, in one sentence; None where there are none."""
    counted = []
    for name, field in KINDS.items():
        path = root / "sources" / source / PROPOSALS / f"{name}.yaml"
        if not path.is_file():
            continue
        value = read_yaml(path.read_text(encoding="utf-8", errors="replace")).value
        entries = value.get(field) if isinstance(value, dict) else None
        if not isinstance(entries, list):
            counted.append(f"{name}.yaml cannot be read")
        elif entries:
            number = sum(_figures_in(entry) for entry in entries)
            counted.append(f"{number} {field if number != 1 else field[:-1]}")
    folder = f"sources/{source}/{PROPOSALS}/"
    return (
        f"{source}: proposed and not confirmed: {', '.join(counted)} ({folder})"
        if counted
        else None
    )


def _figures_in(entry: object) -> int:
    """How many figures an entry of `figures.yaml` is: a block is several, anything else one."""
    figures = entry.get("figures") if isinstance(entry, dict) else None
    return len(figures) if isinstance(figures, list) else 1
