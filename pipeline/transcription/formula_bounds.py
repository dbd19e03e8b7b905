"""Numbers in a formula or a rule: `.25 < P < .75`, "when the CV is less than 5 percent", "multiplied by 100", "may not add up to 1".

They state nothing of anything counted. A number that a document compares with something it counts ("fewer than 30
cases"), or states of a sample (`n = 412`), is none of them.
"""

import re

from pipeline.text.numbers.numeral_forms import is_term

_VARIABLE = r"(?<![\w.’'-])(?P<variable>[b-zB-HJ-Zα-ω](?:\([^()\n]{1,8}\))?)"
_ORDER = r"(?:(?:is|are|be)\s+)?(?:less|greater|smaller|larger|lower|higher|more)\s+than(?:\s+or\s+equal\s+to)?"
_SIGN = r"[<>≤≥]=?"
_AFTER_VARIABLE = re.compile(
    rf"{_VARIABLE}\s*(?:{_SIGN}|{_ORDER})\s*(?:[\d.]+\s+(?:and|or)\s+{_ORDER}\s+)?$"
)
_EQUALS_VARIABLE = re.compile(r"(?<![\w.’'-])[b-mo-qsu-yB-EGHJ-MO-QS-Zα-ω]\s*=\s*$")
"""`n = 412` is the size of a sample, and `r = 0.92` a result, which a document states."""
_LOST_SIGN = re.compile(rf"{_VARIABLE}\s+$")
"""A sign of comparison that a conversion lost: `P   .25`."""
_PROPORTION = re.compile(r"0?\.\d+")
_BEFORE_VARIABLE = re.compile(rf"\s*{_SIGN}\s*[A-Za-zα-ω](?!\w)")
_CONDITION = re.compile(
    rf"\b(?:when|whenever|if|where|unless|until)\s+(?:the\s+|an?\s+)?[A-Z]{{2,4}}\s+{_ORDER}\s+$"
)
_OPERATION = re.compile(
    r"\b(?:multipl(?:y|ies|ied|ying)|divid(?:e|es|ed|ing))(?:\s+\w+){0,4}?\s+by\s+$", re.IGNORECASE
)
ROUNDED_TO = re.compile(r"(?<![A-Za-z])[Rr]ound(?:ed|s|ing)?\s+to\s+(?:the\s+)?nearest\s+\$?$")
"""What is before the step of a document's rule of rounding."""
_NOTHING_COUNTED = re.compile(r"\s*(?:[.,;:)]|(?:and|to|or)\b|$)")
_ADDS_UP = re.compile(
    r"\b(?:add(?:s|ed|ing)?|sum(?:s|med|ming)?|total(?:s|ed|ing)?)\s+(?:up\s+)?to\s+(?:exactly\s+)?$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:1|100)(?:\.0+)?|one(?:\s+hundred)?", re.IGNORECASE)
_OF_NOTHING = re.compile(
    r"\s*(?:%|percent\b|per\s+cent\b)?\s*(?:[.,;:)]|(?:because|due|as|owing|since|if|when|and|or|for|in|across)\b|$)"
)
_NAMED = re.compile(r"[A-Z][a-z]+\s+$")


def is_in_formula(before: str, token: str, behind: str) -> bool:
    """Whether a number with these characters before and behind it bounds a variable, or is a term of a computation.

    >>> is_in_formula("when P < ", "0.75", " it is marked"), is_in_formula("they saw < ", "12", " files")
    (True, False)
    """
    if _ADDS_UP.search(before) and _WHOLE.fullmatch(token) and _OF_NOTHING.match(behind):
        return True
    if is_term(before, behind):
        return True
    if _BEFORE_VARIABLE.match(behind) or _CONDITION.search(before):
        return True
    if _EQUALS_VARIABLE.search(before):
        return True
    if _OPERATION.search(before) and _NOTHING_COUNTED.match(behind):
        return True
    found = _AFTER_VARIABLE.search(before)
    if found is None and _PROPORTION.fullmatch(token):
        found = _LOST_SIGN.search(before)
    return found is not None and not _NAMED.search(before[: found.start()])
