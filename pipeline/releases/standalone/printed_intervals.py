"""The interval of a printed number, computed again from its value, its digits and its qualifier."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from pipeline.releases.standalone.figure_numbers import (
    TIMES,
    ends_of_part,
    part_of_whole,
    printed_number,
)
from pipeline.releases.standalone.intervals import fault_of_interval
from pipeline.releases.standalone.release import Row
from pipeline.releases.standalone.tables import exact

OPEN_WORDS = re.compile(
    r"(?:more|greater|higher|larger|bigger|longer|older|later|heavier|taller|fewer|less|lower|smaller|shorter|younger"
    r"|earlier|sooner|lighter) than(?! or equal)|over|above|beyond|under|below|in excess of|exceed|surpass|topp?"
    r"|(?:fell |falls? |falling )?short of|shy of|up to but|not (?:quite|even)|(?:did|does|do|had|has|have) not reach"
    r"|never reached|failed to"
    r"|[<>](?!=)",
    re.I,
)
"""Qualifiers whose number is not itself in the interval."""
Cut = tuple["Fraction | None", "Fraction | None"]
"""The least and the greatest that a number can be about; None where nothing limits it."""
UNCUT: Cut = (None, None)


class Ends(NamedTuple):
    """The interval of a number in the columns of `figures` and `cells`, ends as numbers."""

    lower: Fraction | None
    upper: Fraction | None
    lower_closed: str
    upper_closed: str
    working: tuple[Fraction | None, Fraction | None]


def ends_of(row: Row) -> Ends:
    """The published interval of a figure or a cell."""
    lower, upper, low, high = (
        exact(row[name]) if row[name] else None
        for name in ("lower", "upper", "working_lower", "working_upper")
    )
    return Ends(lower, upper, row["lower_closed"], row["upper_closed"], (low, high))


def fault_of_ends(row: Row, read: str, cuts: Iterable[Cut], rule: Fraction | None) -> str | None:
    """Why the interval of a number is not that of what was read; None where it is, or no number was read.

    `read` has the characters that the number was read from; `cuts` are the limits that its ends may be cut to, and
    `rule` is the step to which its document states that it rounds. What is not of its kind is found elsewhere.
    """
    if fault_of_interval(row):
        return None
    for end in ("lower", "upper"):
        if bool(row[end]) != bool(row[f"{end}_closed"]):
            return f"has `{end}` {row[end]!r} and `{end}_closed` {row[f'{end}_closed']!r}"
    if not row["value"]:
        return None
    value, ends, kind = exact(row["value"]), ends_of(row), row["interval_kind"]
    part = part_of_whole(read) if "statistic" in row else None
    if part is not None and value * 100 != part and kind != "exact":  # no part of one percent
        return _fault_of_part(row, ends, value, part)
    if kind == "exact":
        wanted = Ends(value, value, "true", "true", (None, None))
        return None if ends == wanted else "is exact, and has not its value as both ends"
    if kind == "bounded":
        faults = [_fault_of_bounded(ends, value, row.get("qualifier"), cut) for cut in cuts]
    else:
        faults = [_fault_of_rounded(row, ends, value, read, cut, rule) for cut in cuts]
    return None if None in faults else faults[0]


def _fault_of_rounded(
    row: Row, ends: Ends, value: Fraction, read: str, cut: Cut, rule: Fraction | None
) -> str | None:
    """Why the ends of a rounded or approximate number are not half a step away from it.

    A table may call its cells rounded, as in "World total (rounded)": then a cell is rounded at its trailing zeros.
    """
    is_approximate = row["interval_kind"] == "approximate"
    lower, upper = ends.working if is_approximate else (ends.lower, ends.upper)
    if lower is None or upper is None:
        return "is without an end"
    half = max(upper - value, value - lower)
    if not _is_cut(value, half, lower, upper, cut):
        return "has ends that are not equally far from its value"
    if (ends.lower_closed, ends.upper_closed) != (("", "") if is_approximate else ("true", "true")):
        return "has ends that are not closed"
    printed = step_of(read, value, is_approximate)
    by_rule = row.get("interval_basis") == "document_rule"
    called_rounded = step_of(read, value, is_approximate=True)
    of_cell = {printed, rule, called_rounded}
    admitted = {rule} if by_rule else {printed} if "interval_basis" in row else of_cell
    if (printed is not None or by_rule) and half * 2 not in admitted:
        return f"is printed {read!r}, and its ends are {float(half):g} away"
    steps = (half * 2, half / 6) if "dozen" in read.lower() else (half * 2,)
    return None if any(map(is_round, steps)) else f"is rounded to {float(half * 2):g}"


def _fault_of_part(row: Row, ends: Ends, value: Fraction, part: Fraction) -> str | None:
    """Why the ends of a fraction of a whole are not the hundredths of a percent around it."""
    around, kind = ends_of_part(value), row["interval_kind"]
    if abs(value - part) > Fraction(1, 2000):
        return f"is of {float(part):g} percent, and its value is {row['value']}"
    if kind == "bounded":
        mine = around[0] if ends.lower == around[0] else around[1]
        cuts = (UNCUT, (Fraction(0), Fraction(100)))
        faults = [_fault_of_bounded(ends, mine, row.get("qualifier"), cut) for cut in cuts]
        return None if None in faults else faults[0]
    found = ends.working if kind == "approximate" else (ends.lower, ends.upper)
    return None if found == around else "has not the hundredths of a percent around it as ends"


def _is_cut(value: Fraction, half: Fraction, lower: Fraction, upper: Fraction, cut: Cut) -> bool:
    """Whether the ends are half a step away, or are where the number is cut."""
    least = value - half if cut[0] is None else max(value - half, cut[0])
    greatest = value + half if cut[1] is None else min(value + half, cut[1])
    return (least, greatest) == (lower, upper)


def _fault_of_bounded(ends: Ends, value: Fraction, qualifier: str | None, cut: Cut) -> str | None:
    """Why the one end of a bounded number is not its value, closed as its qualifier says."""
    is_lower = ends.lower == value
    mine, other, limit = (
        (ends.lower, ends.upper, cut[1]) if is_lower else (ends.upper, ends.lower, cut[0])
    )
    closed, other_closed = ends.lower_closed, ends.upper_closed
    if not is_lower:
        closed, other_closed = other_closed, closed
    if mine != value:
        return "is bounded, and its value is not one of its ends"
    if other != limit or other_closed != ("" if limit is None else "true"):
        return "is bounded, and has another end that nothing gives"
    wanted = "false" if OPEN_WORDS.match(qualifier or "") else "true"
    if qualifier is not None and closed != wanted:
        return f"is qualified by {qualifier!r}, and its end is {'' if closed == 'true' else 'not '}included"
    return None


def step_of(read: str, value: Fraction, is_approximate: bool) -> Fraction | None:
    """The step in which a number is printed; None where it is not printed in digits.

    An approximate whole number is printed to its last digit that is not zero.

    >>> step_of("1.6 billion", Fraction(1600000000), False), step_of("60,000", Fraction(60000), True)
    (Fraction(100000000, 1), Fraction(10000, 1))
    """
    number, printed = (
        printed_number(read),
        re.search(r"[0-9][0-9,]*(\.[0-9]+)?|(?<![0-9])(\.[0-9]+)", read),
    )
    if not number or printed is None:
        return None
    times = next((TIMES[word] for word in TIMES if word and word in read), 1)
    decimals = printed[1] or printed[2] or ""
    step = Fraction(times, 10 ** len(decimals[1:]))
    if is_approximate and not decimals:
        digits = printed[0].replace(",", "")
        step *= 10 ** (len(digits) - len(digits.rstrip("0")))
    scale = abs(value / number)
    return step * scale if is_round(scale) else None


def is_round(step: Fraction) -> bool:
    """Whether documents round to such a step: a power of ten, or half, a fifth or a quarter of one."""
    digits = re.sub("0+$", "", str(int(step * 10**12)))
    return step > 0 and digits in ("1", "2", "5", "25")
