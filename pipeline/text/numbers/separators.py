"""Digits with the separators between them: thousands, decimals, and what English texts do not write.

A run of digits and separators is read whole or refused whole. What touches a run, and what is behind it, is in
`digit_runs`.
"""

import re
from decimal import Decimal

from pipeline.text.numbers.readings import Reading

JOINERS = ".,_，．٫٬،‚·∙´`\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that join digits to one run wherever they are between them."""
CORE = rf"\d+(?:[{JOINERS}]+\d+)*"
PLAIN = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_POINTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}")
_LONGEST = 24
"""Longer numbers count nothing that documents state, and are more than exact arithmetic of 28 digits holds."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def read_separated(start: int, end: int, run: str) -> Reading:
    """Digits with separators and decimals, alone."""
    if len(run) > _LONGEST:
        why = f"`{' '.join(run.split())}` has more than {_LONGEST} characters"
        return Reading(start, end, "digits", refused=why)
    digits = run if run.isascii() else run.translate(_FULL_WIDTH)
    if digits.isascii() and (digits.isdecimal() or _GROUPS.fullmatch(digits)):
        return Reading(start, end, "digits", Decimal(digits.replace(",", "")))
    if not digits.isascii() and re.search(r"[^\x00-\x7f]", digits):
        why = f"`{run}` has digits or separators that English texts do not use"
        return Reading(start, end, "digits", refused=why)
    if _POINTS.fullmatch(digits):
        return Reading(start, end, "digits", Decimal(digits.replace(".", "")))
    if not PLAIN.fullmatch(digits):
        return Reading(start, end, "digits", refused=_why_not(run))
    number = Decimal(digits.replace(",", ""))
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    is_odd = digits[0] == "0" and "," in digits
    return Reading(
        start,
        end,
        "digits",
        number,
        Decimal(1).scaleb(exponent),
        f"`{run}` begins with a zero" if is_odd else None,
    )


def _why_not(run: str) -> str:
    if "_" in run:
        return f"`{run}` has `_` between its digits"
    if re.search(r"[,.]{2}", run):
        return f"`{run}` has two separators side by side"
    if run.count(".") > 1:
        return f"`{run}` has more than one point; it may be the number of a section"
    if "," in run:
        return f"`{run}` has a comma that is not before groups of three digits"
    return f"`{run}` is not written as numbers are in English"
