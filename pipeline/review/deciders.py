"""Who entered a figure, as `figures.yaml` records it: for the whole file, or for a figure that another one entered."""

import re
from typing import Any

from pipeline.review.values import Decider
from pipeline.review.working_files import WorkingFiles
from pipeline.review.yaml_entries import GONE
from pipeline.review.yaml_lists import list_text

WHO = ("transcribed_by", "checked_by")


def recorded(files: WorkingFiles, by: Decider) -> dict[str, Any]:
    """The fields of a figure that say who entered it, where the file says another; a file without figures is marked.

    What is entered now nobody has checked yet.
    """
    path = files.own("figures")
    text = files.text_or_new(path)
    now = {"transcribed_by": by.kind, "checked_by": "none"}
    if not list_text(text, "figures").items:
        for name, value in now.items():
            text = re.sub(rf"(?m)^{name}: *\w+", f"{name}: {value}", text, count=1)
        files.write(path, text)
        return {}
    return {name: value for name, value in now.items() if _of_file(text, name) != value}


def recorded_of_change(
    files: WorkingFiles, by: Decider, fields: dict[str, Any], typed: dict[str, Any]
) -> dict[str, Any]:
    """The same for a figure that is changed: whoever types a value enters it, and software enters what it changes."""
    text = files.text_or_new(files.own("figures"))
    whose = by.kind if "value" in typed or by.kind == "software" else None
    now = {"transcribed_by": whose, "checked_by": "none"}
    changed: dict[str, Any] = {}
    for name, value in now.items():
        of_file = _of_file(text, name)
        if value is not None and fields.get(name, of_file) != value:
            changed[name] = value if of_file != value else GONE
    return changed


def _of_file(text: str, name: str) -> str:
    """What the file says of all its figures."""
    stated = re.search(rf"(?m)^{name}: *(\w+)", text)
    return stated[1] if stated else "none"
