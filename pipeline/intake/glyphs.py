"""Printed characters of a page with their places, and the repairs that make letters of them.

Places are in points from the left top of the page as a reader sees it. Nothing here knows of PDF libraries.
"""

from collections import Counter
from typing import NamedTuple

UNREADABLE = "□"
"""Written for a printed character whose font does not say which it is."""
LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
SYMBOLS = {
    0xF0B7: "•",
    0xF06E: "■",
    0xF0A7: "▪",
    0xF0A8: "□",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0FC: "✓",
    0xF02D: "-",
    0xF06D: "μ",
    0xF0B0: "°",
    0xF0B1: "±",
    0xF0A3: "≤",
    0xF0B3: "≥",
}
"""What fonts of symbols print for characters of private use."""
_SIGNS_OF_WINDOWS = "‹‘’“”•–—™›"
READ_AS_LETTERS = {
    ord(sign.encode("cp1252").decode("mac_roman")): sign for sign in _SIGNS_OF_WINDOWS
}
"""Letters that are read for these signs where a font of symbols has no encoding: its bytes are taken for those of a Mac."""
HIGH_ABOVE_LINE = 0.1
"""In sizes of characters: what is printed this far above its line, or further, is none of these letters."""
LINE_HYPHENS = (0x02, 0xFFFE)
REPAIRED = {
    **{ord(sign): (letters, "ligatures written as letters") for sign, letters in LIGATURES.items()},
    **{code: (letters, "signs of symbol fonts") for code, letters in SYMBOLS.items()},
    0x2010: ("-", "hyphens (U+2010) written as -"),
}
"""What characters are written as, and the name of the repair."""
SOFT_HYPHEN = "\u00ad"
"""Printed as a hyphen where it is a sign of its own; within a ligature it prints nothing."""
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_HIDDEN = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0x61C, 0xFEFF)


class Glyph(NamedTuple):
    """A printed character: its letters, its ends, its line, and whether a space is before it.

    A `hidden` one is not drawn: it is of a layer of text that a program recognized in a picture.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    spaced: bool = False
    hidden: bool = False


def letters_of(code: int, is_mapped: bool, is_hyphen: bool, repairs: Counter[str]) -> str:
    """What a character of a font is written as; empty where it prints nothing.

    >>> letters_of(0xFB01, True, False, Counter()), letters_of(0xFFFE, True, True, Counter())
    ('fi', '-')
    """
    if is_hyphen or (code in LINE_HYPHENS and is_mapped):
        repairs["hyphens at ends of lines, which the PDF marks as such"] += 1
        return "-"
    character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
    if code in REPAIRED:
        letters, repair = REPAIRED[code]
        repairs[repair] += 1
        return letters
    if _prints_something_unknown(code, is_mapped, character):
        repairs[f"characters that their fonts do not name, written as {UNREADABLE}"] += 1
        return UNREADABLE
    if code in _CONTROLS or code in _HIDDEN:
        repairs["control characters dropped"] += 1
        return ""
    return character


def sign_for(code: int, height: float, repairs: Counter[str]) -> int:
    """The code of the sign that is printed where a letter is read; `height` is that of its lowest point above the line.

    >>> chr(sign_for(ord("ï"), 0.14, Counter())), chr(sign_for(ord("ï"), 0.0, Counter()))
    ('•', 'ï')
    """
    if height < HIGH_ABOVE_LINE:
        return code
    repairs["signs of symbol fonts"] += 1
    return ord(READ_AS_LETTERS[code])


def _prints_something_unknown(code: int, is_mapped: bool, character: str) -> bool:
    """Whether it is not known which character is printed; of a digit the font must say it, its code does not."""
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or 0xFDD0 <= code <= 0xFDEF:
        return True
    if code & 0xFFFE == 0xFFFE or code in (0xFFFD, 0x2028, 0x2029) or not character:
        return True
    return not is_mapped and (character.isdigit() or not 0x20 <= code < 0x7F)
