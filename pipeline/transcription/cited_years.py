"""Years that belong to the citation of a work by its author: `(Shah 1995)`. They date no number."""

import re

_AUTHOR_AND_YEAR = re.compile(
    r"\((?:[^()]*;\s*|(?:see|cf\.|e\.g\.,)\s+)?(?P<first>[A-Z][A-Za-zÀ-ž'’-]+)"
    r"(?:(?:,|\s+and|\s+&|,?\s+et\s+al\.?,?)(?:\s+[A-Z][\w'’-]*\.?)*)*"
    r"(?:,\s+(?:unpublished|personal|in\s+press|forthcoming)[^()]*)?,?\s+$"
)
_NO_AUTHORS = frozenset(
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug "
    "Sep Sept Oct Nov Dec Spring Summer Fall Autumn Winter FY FYs CY Fiscal Calendar Year Years In Since As By From To "
    "Through During Until Before After Quarter Figure Table Act Law Public The A".split()
)


def is_cited_year(before: str, behind: str) -> bool:
    """Whether a year with these characters before and behind it is that of a work, in parentheses behind its author.

    >>> is_cited_year("In SUDAAN (Shah ", ") these"), is_cited_year("It said so (June ", ") here")
    (True, False)
    """
    found = _AUTHOR_AND_YEAR.search(before)
    is_author = found is not None and found["first"] not in _NO_AUTHORS
    return is_author and re.match(r"[a-z]?\s?[);,]", behind) is not None
