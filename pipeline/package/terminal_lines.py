"""Paragraphs as lines for a terminal."""

from textwrap import wrap

WIDTH = 78
"""Characters of a line, after a margin of two."""


def wrapped(text: str) -> list[str]:
    """A paragraph as lines for a terminal, indented by two."""
    return [f"  {line}" for line in wrap(text, WIDTH, break_long_words=False)]
