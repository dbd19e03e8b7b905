"""The parts of the verifier as one file, `verify.py`: one after the other, without the imports between them.

No part may have a top-level name that another part has.
"""

import ast
from pathlib import Path

PARTS = (
    "head",
    "members",
    "release",
    "results",
    "checksums",
    "tables",
    "accounting",
    "figure_numbers",
    "quotations",
    "boxes",
    "intervals",
    "cells",
    "relations",
    "rule_kinds",
    "table_rules",
    "printed_intervals",
    "derived",
    "answers",
    "honesty",
    "unproved",
    "report",
)
"""In the order in which they need each other."""
LAST_LINES = '\n\nif __name__ == "__main__":\n    sys.exit(main())\n'


def joined() -> str:
    """The text of `verify.py`."""
    parts = [_part(name) for name in PARTS]
    return "\n\n\n".join(parts) + LAST_LINES


def _part(name: str) -> str:
    """A part without its imports from other parts; its docstring is a comment, but for the first."""
    text = (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8")
    if name == PARTS[0]:
        return text.rstrip()
    docstring, *statements = ast.parse(text).body
    lines = text.splitlines()
    for node in [docstring, *statements]:
        if node is docstring or (
            isinstance(node, ast.ImportFrom)
            and str(node.module).startswith(("__future__", __package__ or ""))
        ):
            assert node.end_lineno is not None
            lines[node.lineno - 1 : node.end_lineno] = [""] * (node.end_lineno - node.lineno + 1)
    title = (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
    body = "\n".join(lines).strip()
    return f"# ---- {title}\n\n{body}"
