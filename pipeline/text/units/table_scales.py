"""The scale that the title or header of a printed table states for its numbers: "in thousands", "(000)".

More wordings are read than in prose (`scales`), since a title or header that names a magnitude states a scale.
"""

import re
from decimal import Decimal

FACTORS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
MAGNITUDE = "|".join(FACTORS)
STATED_SCALE = re.compile(
    rf"\bin (?:[\w.$]+ (?:of )?)?(?P<in>{MAGNITUDE})s?\b|\((?:[\w.$]+ )?(?P<alone>{MAGNITUDE})s\)|"
    rf"\bdollars ?(?:in )?(?P<dollars>{MAGNITUDE})s\b|\$ ?(?P<sign>{MAGNITUDE})s\b|"
    rf"\b(?P<of>{MAGNITUDE})s of (?:dollars|persons|people|tons|pounds)\b|"
    r"(?P<zeros>\(\$?,?000'?s?\)|\b000'?s?\b omitted|\$000'?s?\b|\bin 1,000'?s?\b)",
    re.IGNORECASE,
)


def stated_factor(text: str) -> Decimal | None:
    """By how much printed numbers are to be multiplied, as a text states; None where it states no scale, or several.

    >>> stated_factor("[In thousands (11,062.6 represents 11,062,600)"), stated_factor("dollars in millions")
    (Decimal('1000'), Decimal('1000000'))
    """
    powers = set()
    for found in STATED_SCALE.finditer(" ".join(text.split())):
        word = next(
            filter(None, (found[name] for name in ("in", "alone", "dollars", "sign", "of"))), ""
        )
        powers.add(FACTORS[word.lower()] if word else 3)
    return Decimal(10) ** powers.pop() if len(powers) == 1 else None
