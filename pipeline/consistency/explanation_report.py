"""Arguments, which are lines by kind, for people and for programs. Without the libraries that compute them."""

import json
from collections.abc import Iterable, Mapping


def explanation_text(found: dict[str, list[str]]) -> str:
    """Arguments for people."""
    return "\n".join(line for lines in found.values() for line in (*lines, ""))


def explanation_json(found: dict[str, list[str]], renamed: Iterable[Mapping[str, str]] = ()) -> str:
    """Arguments for programs: the same lines, by kind; `renamed` has the ids asked for that are old."""
    arguments = {name: "\n".join(lines) for name, lines in found.items()}
    report = {"schema_version": 1, "renamed": list(renamed), "explanations": arguments}
    return json.dumps(report, indent=2, ensure_ascii=False)
