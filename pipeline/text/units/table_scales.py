"""The scale that the title or header of a printed table states for its numbers: "in thousands", "(000)".

More wordings are read than in prose (`scales`), since a title or header that names a magnitude states a scale.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

FACTORS: Mapping[str, int] = {
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
}
_SHORT: Mapping[str, int] = {
    "thous": 3, "mil": 6, "mln": 6, "bil": 9, "bln": 9, "k": 3, "m": 6, "mm": 6, "b": 9, "bn": 9
}  # fmt: skip
MAGNITUDE = "|".join(FACTORS)
STATED_SCALE = re.compile(
    rf"\bin (?:[\w.$]+ (?:of )?)?(?P<in>{MAGNITUDE})s?\b|\((?:[\w.$]+ )?(?P<alone>{MAGNITUDE})s\)|"
    rf"\bdollars ?(?:in )?(?P<dollars>{MAGNITUDE})s\b|\$ ?(?P<sign>{MAGNITUDE})s\b|"
    rf"\b(?P<of>{MAGNITUDE})s of (?:dollars|persons|people|tons|pounds)\b|"
    r"(?P<zeros>\(\$?\s?,?(?:000,)?000['’]?s?\)|\b(?:000,)?000['’]?s?\b omitted|\$(?:000,)?000['’]?s?\b|"
    r"\bin 1,000(?:,000)?['’]?s\b|\(\$?1,000(?:,000)?['’]?s\)|\bin 1,000(?:,000)?\b(?! \w))|"
    r"(?:\(|\$ ?|\bin )(?:\$ ?|in |US dollars in |dollars in )?(?P<short>thous|mil|bil|mln|bln)\b\.?(?![a-z])|"
    r"\(\$ ?(?P<letter>K|M|MM|B|BN)\)",
    re.IGNORECASE,
)


def stated_factor(text: str) -> Decimal | None:
    """By how much printed numbers are to be multiplied, as a text states; None where it states no scale, or several.

    >>> stated_factor("[In thousands (11,062.6 represents 11,062,600)"), stated_factor("dollars in millions")
    (Decimal('1000'), Decimal('1000000'))
    """
    powers = set()
    text = " ".join(text.split())
    for found in STATED_SCALE.finditer(text):
        named = ("in", "alone", "dollars", "sign", "of", "short", "letter")
        word = next(filter(None, (found[name] for name in named)), None)
        powers.add(
            _SHORT.get(word.lower()) or FACTORS[word.lower()]
            if word
            else found["zeros"].count("000") * 3
        )
    return Decimal(10) ** powers.pop() if len(powers) == 1 else None
