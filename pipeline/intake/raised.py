"""Raised and lowered characters: marks of footnotes, ordinals and indices.

A mark of digits beside a number must not be read as digits of it: `2008` with the mark 18 is written `2008¹⁸`.
"""

import re
from collections import Counter

_UP = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
_DOWN = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_NO_MARKS = "*†‡§#\"'“”‘’°®™©,.;:"
"""Signs that have their height in their font."""


def raised(letters: str, before: str, repairs: Counter[str]) -> str:
    """A raised character as a superscript; letters of an ordinal stay letters.

    >>> raised("4", "143,100", Counter()), raised("t", "1", Counter()), raised("h", "4t", Counter())
    ('⁴', 't', 'h')
    """
    if letters in _NO_MARKS:
        return letters
    if _is_ordinal(letters, before):
        repairs["raised letters of ordinals"] += 1
        return letters
    repairs["raised marks written as superscripts"] += 1
    return letters.translate(_UP)


def lowered(letters: str, repairs: Counter[str]) -> str:
    """A lowered character as a subscript.

    >>> lowered("2", Counter())
    '₂'
    """
    if letters in _NO_MARKS:
        return letters
    repairs["lowered signs written as subscripts"] += 1
    return letters.translate(_DOWN)


def _is_ordinal(letters: str, before: str) -> bool:
    first = letters in ("s", "n", "r", "t") and re.search(r"\d$", before) is not None
    second = (before[-1:] + letters) in ("st", "nd", "rd", "th") and bool(
        re.search(r"\d[snrt]$", before)
    )
    return first or second
