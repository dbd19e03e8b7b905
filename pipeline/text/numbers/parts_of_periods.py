"""Numbers that count the parts of a period which its words name: `the first six months of 2009`."""

import re

_PLACE = re.compile(r"\b(?:first|last|final|other)\s+$", re.IGNORECASE)
_PARTS = re.compile(
    r"[\s-]+(?:quarters|months|weeks|halves)\s+of\s+(?:(?:FY|CY|[Ff]iscal|[Cc]alendar)\s?|(?:the|that|this)\s+)?"
    r"(?:years?\s+)?(?:(?:19|20)\d\d\b|(?:fiscal\s+|calendar\s+)?years?\b)"
)


def counts_parts_of_period(before: str, behind: str) -> bool:
    """Whether a number with these characters before and behind it is part of the words for a period.

    >>> counts_parts_of_period("in the first ", " months of 2009"), counts_parts_of_period("for ", " months of 2009")
    (True, False)
    """
    return _PLACE.search(before) is not None and _PARTS.match(behind) is not None
