"""Help texts of click as reStructuredText: examples are code, and no character is markup except backticks."""

import re
from collections.abc import Iterable, Iterator

import click
from sphinx.application import Sphinx

MARKUP = re.compile(r"[*|]|_(?=\W|$)")
"""What reStructuredText takes for markup in words that are none."""
EVENTS = ("description", "options", "arguments")


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this."""
    for name in EVENTS:
        app.connect(f"sphinx-click-process-{name}", rewrite)
    return {"parallel_read_safe": True}


def rewrite(_: Sphinx, __: click.Context, lines: list[str]) -> None:
    """Change the lines that sphinx-click made, in place."""
    lines[:] = as_code(lines)


def as_code(lines: Iterable[str]) -> Iterator[str]:
    """Examples, which sphinx-click makes line blocks of, as blocks of code; other lines with markup escaped.

    >>> list(as_code(["Reads *", "| Example:", "|   oversight read x", ""]))
    ['Reads \\\\*', '.. rubric:: Example', '', '.. code-block:: sh', '', '   oversight read x', '']
    """
    for line in lines:
        if heading := re.fullmatch(r"\| (Examples?):", line):
            yield from (f".. rubric:: {heading[1]}", "", ".. code-block:: sh", "")
        elif line.startswith("|   "):
            yield f"   {line[4:]}"
        elif line.startswith(".. "):
            yield line
        else:
            yield MARKUP.sub(lambda found: f"\\{found[0]}", line)
