"""Plain text to a `Rendition`: its lines as they are, without characters that no printed text has."""

import codecs
import re
from collections import Counter

from pipeline.intake import refusals
from pipeline.intake.rendition import Rendition, RenditionLine
from pipeline.text.unreadable_characters import unreadable_characters

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b-\u200d\u2060-\u2065\ufeff]")
_DIRECTIONS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_REVERSED = re.compile(r"[\u202d\u202e](?P<shown>[^\n\u202c\u202d\u202e]*\d[^\n\u202c]*)")
"""Marks that turn the order of characters around, with digits behind them: printed `123`, the text has `321`."""


def read_plain(content: bytes, encoding: str | None) -> Rendition:
    """The text of a file; raises `Refused` where it is not in the encoding, or has none of its characters."""
    named = encoding or "utf-8"
    try:
        codec = codecs.lookup(named).name
        text = content.decode("utf-8-sig" if codec == "utf-8" else codec)
    except LookupError:
        raise refusals.Refused(
            f"no encoding is named {named}", "name one such as utf-8, windows-1252 or latin-1"
        ) from None
    except UnicodeDecodeError as error:
        raise refusals.Refused(
            f"the text is not {named}: byte {error.start:,} is none of its characters",
            "name the encoding with --encoding, such as windows-1252",
        ) from None
    if "\x00" in text:
        raise refusals.Refused(
            "the text has NUL characters: it is no text, or has another encoding",
            "name the encoding with --encoding, such as utf-16",
        )
    repairs = Counter[str]()
    lines = [RenditionLine(line, 0) for line in cleaned(text, repairs)]
    return Rendition("plain text", f"decoding {codec}", 0, tuple(lines), repairs)


def cleaned(text: str, repairs: Counter[str]) -> list[str]:
    """The lines of a text without control characters and spaces at their ends; the repairs are counted."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n\n").replace("\f", "\n")
    _refuse_reversed(text)
    text, dropped = _CONTROLS.subn("", text)
    repairs["control characters dropped"] += dropped
    text, dropped = _DIRECTIONS.subn("", text)
    repairs["marks of the direction of text dropped"] += dropped
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    if not any(lines):
        raise refusals.Refused("the file has no text", "look for the publisher's file with text")
    if sum(map(len, lines)) > refusals.MOST_CHARACTERS:
        raise refusals.too_much("characters", sum(map(len, lines)), refusals.MOST_CHARACTERS)
    problems = unreadable_characters("\n".join(lines))
    if problems:
        raise refusals.Refused(
            f"line {problems[0].line} cannot be read: {problems[0].found}",
            "convert the document again without it",
        )
    return lines


def _refuse_reversed(text: str) -> None:
    """Raise `Refused` where digits are shown in another order than the text has them in."""
    found = _REVERSED.search(text)
    if found is None:
        return
    line = text.count("\n", 0, found.start()) + 1
    raise refusals.Refused(
        f"line {line} has U+{ord(found[0][0]):04X}, a mark that sets the order in which characters are shown, "
        f"before numbers: `{found['shown'].strip()[:40]}`",
        "compare the line with the published document, take the mark out so that the text has what is shown, and add "
        "the corrected text",
    )
