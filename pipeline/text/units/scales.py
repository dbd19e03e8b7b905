"""The words that say in which thousands or millions numbers are printed: "(in thousands)", "(dollars in millions)".

The words are found and their factor is derived from them, here; whoever reads a number (a figure, a cell of a table)
multiplies it. A magnitude that is part of a number ("2.37 million") is read in `numerals`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.text.numbers.numerals import Numeral
from pipeline.text.units.units import Unit

FACTORS: Mapping[str, int] = {
    "hundreds": 2,
    "thousands": 3,
    "millions": 6,
    "billions": 9,
    "trillions": 12,
}
"""The power of ten by which a printed number is multiplied."""
_MONEY = r"(?:U\.?\s?S\.?\s+)?dollars"
_WORDS = "|".join(FACTORS)
_SCALE = re.compile(
    rf"""
    (?P<before> (?:\b{_MONEY}|\$|\bUSD|\b(?:amounts|numbers|figures|values|costs)(?:\s+are)?) \s* )?
    (?:(?<=[(\[\s$])|^) in \s+ (?P<power>{_WORDS}) \b
    (?P<behind> \s+ of \s+ {_MONEY} \b)?
    | [(\[] \s* (?P<sign>\$)? \s* (?:,\s*)? (?P<zeros>(?:000,)?000) (?:['’]?s)? (?:\s+omitted)? \s* [)\]]
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Scale:
    """The words for a scale in a text, the factor that they name, and the unit that they name, if any."""

    start: int
    end: int
    words: str
    factor: Decimal
    unit: Unit | None


def find_scale(text: str) -> Scale | None:
    """The first scale that a text states; None where it states none.

    Words of prose ("in thousands of cases") are none: a scale names money or amounts, or is in brackets.

    >>> find_scale("Outlays (dollars in millions) came to $4,512")
    Scale(start=9, end=28, words='dollars in millions', factor=Decimal('1000000'), unit='US dollars')
    """
    for match in _SCALE.finditer(text):
        names_money = "dollar" in match.group().lower() or "$" in match.group() or "USD" in match[0]
        if match["power"] is not None and not (match["before"] or match["behind"]):
            before = text[: match.start()].rstrip()
            in_commas = before.endswith(",") and text[match.end() : match.end() + 1] == ","
            if not before.endswith(("(", "[")) and not in_commas:
                continue
        power = FACTORS[match["power"].lower()] if match["power"] else match["zeros"].count("0")
        unit: Unit | None = "US dollars" if names_money else None
        words = match.group().strip()
        start = match.start() + match.group().index(words)
        return Scale(start, start + len(words), words, Decimal(10) ** power, unit)
    return None


def read_scale(words: str) -> Scale | None:
    """The scale that words are, without brackets around them; None where they are more, or none.

    >>> read_scale("in thousands").factor
    Decimal('1000')
    """
    scale = find_scale(f"({words})")
    bare = words.strip("()[] ")
    return scale if scale is not None and scale.words.strip("()[] ") == bare else None


def scaled(numeral: Numeral, factor: Decimal) -> Numeral:
    """The numeral with its full value, and the unit of its last digit likewise."""
    value = None if numeral.value is None else numeral.value * factor
    return replace(numeral, value=value, last_digit_unit=numeral.last_digit_unit * factor)
