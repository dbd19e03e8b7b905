"""Which numerals a person may waive with a reason in words: those that no rule shows to state something.

A numeral states something where it has a separator, a decimal point or a unit, where it counts the noun behind it or a
part of a whole, or where the words before it compare or add it. Such a numeral is a figure, whatever a person says.
"""

import re

from pipeline.text.numbers.numerals import Numeral

_COUNTED = re.compile(
    r"[\s-]+(?:[a-z][\w-]*[\s-]+){0,2}(?:[a-z][\w-]*s|people|children|men|women|staff|personnel|feet|criminal)\b"
    r"|\s+(?:out\s+)?of\s+(?:the|these|those|them|its|their|our|all|which|\d)\b"
    r"|\s?(?:[ckmµ]?[mgl][²³23]?|ft|mi|yd|lbs?|oz|ha|[KMG]B|[KMG]?W|°|acres?|miles?)(?!\w)"
    r"|\s*(?:percent|per\s+cent|%|dollars?|cents?|times|(?:hundred|thousand|million|billion|trillion)s?)\b"
)
_NAMED = re.compile(r"[^\s.!?][ ](?:[A-Z]\w*[ ])*[A-Z]\w*[ ]$")
"""A capitalized word inside a sentence, of which a number may be the version: `in SAS 9.2`."""
_STATED_BEFORE = re.compile(
    r"(?:[=<>≤≥~±$]|\b(?:total(?:ed|s|ing)?(?:\s+of)?|sum\s+of|(?:in|de)creas\w+\s+(?:of|by|to|from)|ris\w+\s+(?:of|by|to)"
    r"|rose\s+(?:by|to|from)|f[ae]ll(?:s|ing)?\s+(?:by|to|from)|dropp\w+\s+(?:by|to|from)|average(?:d|s)?(?:\s+of)?|than"
    r"|about|approximately|roughly|nearly|almost|at\s+least|at\s+most|up\s+to|only|some|count(?:ed|s)?(?:\s+of)?"
    r"|number(?:s|ed)?\s+(?:of\s+\w+\s+)?(?:was|were|is|are)|was|were|median(?:\s+of)?|mean(?:\s+of)?|out\s+of|of\s+the))\s*\(?$",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\s+of\s+(?:the|these|those|its|their|our)\b")
_CLAUSE_END = re.compile(r"[.;?!](?=\s|$)|\n\s*\n|\n\s*[•■▪□*-]\s")
_TELLS = re.compile(
    r"\d|\b(?:was|were|is|are|had|has|have|did|does|do|been|will|would|could|can|may|might|should|must|met|made|took"
    r"|gave|got|went|came|said|told|found|knew|kept|held|left|saw|sent|put|[a-z]+ed)\b"
)
"""Words of a clause that tells what was so: `none of the beds was used` counts; `none of the choices applies` does not."""


def may_be_stated(numeral: Numeral, before: str, behind: str) -> bool:
    """Whether no word beside a number, and nothing in it, shows that it counts or measures.

    >>> from pipeline.text.numbers.numerals import find_numerals
    >>> one = find_numerals("on channel 5 it said")[0]; may_be_stated(one, "on channel ", " it said")
    True
    >>> may_be_stated(one, "they lost ", " old files")
    False
    """
    if numeral.token.lower() == "none" and _OF_THE.match(behind):
        return not _TELLS.search(_CLAUSE_END.split(behind)[0])
    if re.search(r"\d,\d", numeral.token) or numeral.kind not in ("digits", "word"):
        return False
    if "." in numeral.token and not _NAMED.search(before):
        return False
    return not _COUNTED.match(behind) and not _STATED_BEFORE.search(before)
