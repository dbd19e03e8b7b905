"""How a command prints: what any console can show, and nothing that a terminal would obey.

Every command prints through `say` or `say_json`. Words of documents may hold control characters:
they are printed escaped (`\\x1b`). A character that the console's encoding lacks is printed as its
look-alike in ASCII, or escaped. Help is plain ASCII, since click prints it.
"""

import json
import os
import re
import sys
from collections.abc import Callable
from functools import partial

import click

LOOK_ALIKES = {
    "⟦": "[[",
    "⟧": "]]",
    "→": "->",
    "−": "-",
    "–": "-",
    "—": "--",
    "…": "...",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "×": "x",
    "≤": "<=",
    "≥": ">=",
    "∞": "inf",
}
TOKEN = re.compile("⟦([^⟧]*)⟧")
"""The token that was read, in the words around it."""


def say(text: str, *, err: bool = False, newline: bool = True) -> None:
    """Print text for people, to stdout or stderr; on a terminal tokens are colored."""
    stream = sys.stderr if err else sys.stdout
    colored = stream.isatty() and "NO_COLOR" not in os.environ
    shown = printable(text, stream.encoding, keep="⟦⟧" if colored else "")
    if colored:
        shown = TOKEN.sub(lambda token: click.style(token[1], fg="yellow", bold=True), shown)
    click.echo(shown, err=err, nl=newline)


def say_json(document: str) -> None:
    """Print JSON to stdout; what cannot be shown is escaped as JSON escapes it."""
    click.echo(_replaced(document, sys.stdout.encoding, lambda c: json.dumps(c)[1:-1]))


def printable(text: str, encoding: str | None, keep: str = "") -> str:
    r"""Lines of text without control characters and without what the encoding lacks.

    >>> printable("⟦8.665⟧ → 8,665\x1b[2J", "ascii")
    '[[8.665]] -> 8,665\\x1b[2J'
    """
    return _replaced(text, encoding, lambda c: LOOK_ALIKES.get(c) or ascii(c)[1:-1], keep)


def _replaced(
    text: str, encoding: str | None, substitute: Callable[[str], str], keep: str = ""
) -> str:
    shows = partial(_shows, encoding or "utf-8")
    strange = {c for c in set(text) if c != "\n" and c not in keep and not shows(c)}
    return text.translate({ord(c): substitute(c) for c in strange})


def _shows(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return character.isprintable()
