"""Traceable: the number of a figure is the one that its characters print, with what the words beside them add."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from pipeline.releases.standalone.release import Row
from pipeline.releases.standalone.tables import exact


class Passage(NamedTuple):
    """Consecutive characters of a document, their offset in the full text, and the ends of its lines.

    `line_ends` is None for an excerpt: its line in the full text is not known.
    """

    offset: int
    text: str
    line_ends: list[int] | None = None


PRINTED = re.compile(
    r"(\(|[-−–]|)\$?(\(|[-−–]|)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)( ?\.[0-9]+|)"
    r"( thousand| million| billion|)(?: ?%| percent|)\)?"
)
TIMES = {"": 1, " thousand": 10**3, " million": 10**6, " billion": 10**9}
NEAR = 80
SIGN_BEFORE = re.compile(r"(?:[-−–(]|\b(?:minus|negative))\s?(?:US)?\\?\$?\s?[-−–(]?$", re.I)
FALL_WORDS = re.compile(
    r"\b(?:f[ae]ll|declin|decreas|drop|reduc|lower|less|fewer|los[est]|down|cut|shr[aiu]nk|dip|diminish|plung|plummet"
    r"|slump|contract|curtail|trim|slash|slid|slip|slow|small|below|under|off\b|s[aiu]nk|reced|tumbl)",
    re.I,
)
"""Beginnings of the words that make a change one below zero."""
SIZES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
SHORT_SIZES = {
    **dict.fromkeys(("m", "mil", "mn"), 10**6),
    **dict.fromkeys(("b", "bil", "bn"), 10**9),
    **dict.fromkeys(("t", "tn"), 10**12),
    "k": 10**3,
}
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(SMALL)},
    **{word: 10 * number for number, word in enumerate(TENS, 2)},
    **{
        f"{ten}{between}{one}": 10 * tens + ones
        for tens, ten in enumerate(TENS, 2)
        for ones, one in enumerate(SMALL[1:10], 1)
        for between in "- "
    },
}
"""Numbers in words, to ninety-nine."""
SHARED_SIZE = re.compile(
    r"(?:[\s$.,–—-]|\d|\b(?:to|and|or|through|" + "|".join((*SMALL, *TENS)) + r")\b)*"
    r"(hundred|thousand|million|billion|trillion|(?:k|mil|mn|m|bil|bn|b|tn|t)\b)",
    re.I,
)
"""Further numbers of a range or a list, and the magnitude behind the last: `$2 to $3 billion`."""
NUMBERS = (*SMALL, "twenty")
PARTS_OF_ONE = {
    **{
        "half": 2,
        "halves": 2,
        "third": 3,
        "quarter": 4,
        "fourth": 4,
        "fifth": 5,
        "sixth": 6,
        "seventh": 7,
    },
    **{
        "eighth": 8,
        "ninth": 9,
        "tenth": 10,
        "eleventh": 11,
        "twelfth": 12,
        "twentieth": 20,
        "hundredth": 100,
    },
    **{f"{number}th": 13 + place for place, number in enumerate(NUMBERS[13:20])},
    **{
        f"{ten}ieth": 10 * place
        for place, ten in enumerate("thirt fort fift sixt sevent eight ninet".split(), 3)
    },
}
IN_WORDS = re.compile(r"(an?|\w+)[\s-]+([a-z]+?)s?", re.I)
IN_ALL = re.compile(
    r"([\w,]+)(?:\s+in(?:\s+every)?\s+|-in-|\s+out\s+of\s+(?:every\s+)?|\s+of\s+every\s+)(?:an?\s+)?([\w,]+)",
    re.I,
)
CENT = Fraction(1, 100)


def fault_of_number(row: Row, passages: Iterable[Passage]) -> str | None:
    """Why the value of a figure is not the number that its characters print; None where it is, or they print none."""
    read = row["verbatim"]
    printed = printed_number(read)
    if printed is None:
        printed = _number_in_words(read)
    if not row["value"] or printed is None or row.get("reading") == "emended":
        return None
    before, behind = beside(row, passages)
    value, shared = exact(row["value"]), SHARED_SIZE.match(behind)
    times = {size_of(row.get("scale") or "")}
    times |= {size_of(shared[1])} if shared else set()
    signs = {1, -1} if is_below_zero(row, before) else {1}
    if any(value == sign * printed * size for sign in signs for size in times):
        return None
    return f"the cell has {row['value'][:60]!r}, read was {read[:60]!r}"


def printed_number(read: str) -> Fraction | None:
    """The number that characters print; None where they print something else.

    >>> printed_number("$2.4 million"), printed_number("(1,200)"), printed_number("54 percent")
    (Fraction(2400000, 1), Fraction(-1200, 1), Fraction(54, 1))
    """
    printed = PRINTED.fullmatch(read)
    if not printed or not re.search("[0-9]", read):
        return None
    before, after, whole, decimals, times = printed.groups()
    size = Fraction((whole.replace(",", "") or "0") + decimals.strip()) * TIMES[times]
    return -size if before or after else size


def _number_in_words(read: str) -> Fraction | None:
    """The number below a hundred that words are, as printed; None where they are another number or none."""
    words = " ".join(read.lower().split())
    return Fraction(WORDS[words]) if words in WORDS else None


def beside(row: Row, passages: Iterable[Passage]) -> tuple[str, str]:
    """The characters before and behind the number of a figure."""
    start, end = int(row["start_offset"]), int(row["end_offset"])
    for offset, text, _ in passages:
        first, last = start - offset, end - offset
        if 0 <= first <= last <= len(text):
            return text[max(0, first - NEAR) : first], text[last : last + NEAR]
    return "", ""


def size_of(words: str) -> int:
    """By what words multiply a number: `in thousands`, `billion`, `(000)`; 1 where they have no size.

    >>> size_of("dollars in thousands"), size_of("bn"), size_of("(000)"), size_of("")
    (1000, 1000000000, 1000, 1)
    """
    named = re.search(r"hundred|thousand|million|billion|trillion", words.lower())
    zeros = words.count("0") if "000" in words else 0
    return SIZES[named[0]] if named else SHORT_SIZES.get(words.lower(), 10**zeros)


def is_below_zero(row: Row, before: str) -> bool:
    """Whether a sign is before the number, or it is a change and words of a decrease are in its quotation."""
    is_fall = row.get("statistic") == "change" and FALL_WORDS.search(row.get("quote", ""))
    return bool(is_fall or SIGN_BEFORE.search(before))


def part_of_whole(read: str) -> Fraction | None:
    """The part of a whole that words or signs are, in percent; None where they are another number.

    >>> part_of_whole("three-quarters"), part_of_whole("1 in 5"), part_of_whole("¾"), part_of_whole("12")
    (Fraction(75, 1), Fraction(20, 1), Fraction(75, 1), None)
    """
    words = " ".join(read.lower().split())
    if len(words) == 1 and unicodedata.category(words) == "No":
        return Fraction(unicodedata.numeric(words)).limit_denominator(100) * 100
    named, of_all = IN_WORDS.fullmatch(words), IN_ALL.fullmatch(words)
    slashed = re.fullmatch(r"(\d+)\s?[/⁄]\s?(\d+)", words)
    part, whole = 1, PARTS_OF_ONE.get(words, 0)
    if of_all is not None:
        part, whole = _counted(of_all[1]), _counted(of_all[2])
    elif slashed is not None:
        part, whole = int(slashed[1]), int(slashed[2])
    elif named is not None:
        part, whole = (
            _counted(named[1]),
            PARTS_OF_ONE.get(named[2], PARTS_OF_ONE.get(f"{named[2]}s", 0)),
        )
    return Fraction(100 * part, whole) if part and whole else None


def _counted(word: str) -> int:
    """A number in a proportion; 0 where it is none."""
    digits = word.replace(",", "")
    if digits.isdecimal():
        return int(digits)
    known = {
        "dozen": 12,
        "a": 1,
        "an": 1,
        **{name: number for number, name in enumerate(NUMBERS)},
        **SIZES,
    }
    return known.get(word, 0)


def ends_of_part(value: Fraction) -> tuple[Fraction, Fraction]:
    """A part of a whole is published in percent to three decimals, and lies between the hundredths around it."""
    low = value // CENT * CENT
    return low, low if low == value else low + CENT
