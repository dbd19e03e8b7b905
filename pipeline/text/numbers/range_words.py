"""The words and signs that join two numbers, and those around them that tell a range from a change or a name.

How two numbers are read together is in `ranges`.
"""

import re

from pipeline.text.units.change_words import CHANGE as ANY_CHANGE

VAGUE = r"(?:about|approximately|roughly|around|some|an\s+estimated|nearly|almost)"
INNER_BEFORE = re.compile(rf"\s*(?:\b{VAGUE}\s+)?\\?\$?\s*$", re.IGNORECASE)
GAP = re.compile(
    r"(?P<unit>\s*(?:%|pct\b\.?|per\s+cent\b|percentage\s+points?\b|percentage-points?\b)|\s+[a-z]{3,}(?<!\bto)(?<!\band))?"
    r"(?P<link>[ \u00a0]?[-–‐‑][ \u00a0\n]?|[\s-]+to[\s-]+|\s+through\s+|,?\s+and\s+|,?\s+or\s+|,\s+)"
    rf"(?:{VAGUE}\s+)?(?P<sign>\\?\$\s?)?",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.;!?]\s+(?=[A-Z])|\n\s*\n")
CHANGE = re.compile(rf"\b{ANY_CHANGE}\b")  # of small letters, which costs a fifth
RANGING = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|var(?:y|ies|ied|ying)|anywhere|spann?(?:s|ed|ing)?|somewhere|of)\s+(?:widely\s+)?from\s*$",
    re.IGNORECASE,
)
FROM = re.compile(r"\bfrom(?:\s+[\w',-]+){0,5}$", re.IGNORECASE)
BY = re.compile(r"\bby\s*$", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
APART = re.compile(
    r"\b(?:differences?|differ(?:s|ed)?|gap|distance|discrepanc(?:y|ies)|relationship|relation|comparisons?|contrast|"
    r"distinguish(?:es|ed)?|choose|chose|choice|split|divided|shared|distributed|alternat\w+|agreements?|increases?|"
    r"decreases?|change|growth|conflict|meetings?)\s+(?:\w+\s+)?between\s*$",
    re.IGNORECASE,
)
NO_RANGE = re.compile(
    r"\b(?:ratio|odds|votes?|voted|score|scored|scale|outnumber\w*|compar\w+|sent|gave|given|give|assign\w*|transferr\w*|"
    r"referr\w*|mov\w+|add\w*|distribut\w*|allocat\w*|deliver\w*|provid\w*|sold|paid|pay|pays|forward\w*|direct\w*|dispatch\w*|"
    r"devot\w*|award\w*|grant\w*|issued|loan\w*|lent|owed|due|report\w*|rais\w+|increas\w+|rose|fell|reduc\w+|lower\w*|cut)"
    r"(?:\s+(?:of|a|an|the|by|at|was|were))*\s*$",
    re.IGNORECASE,
)
NOUN = re.compile(r"(?:\s+|-)(?!(?:and|was|were|are|for|record|split)\b)[a-z]{3,}")
NOT_A_RANGE_BEHIND = re.compile(
    r"[\s-]*(?:votes?|decisions?|ratios?|scores?|odds|margin)\b", re.IGNORECASE
)
CAPITALIZED = re.compile(
    r"\b(?!(?:In|Of|The|For|From|At|Over|On|By|With|To|And|All|Only|These|Those|Another)\b)[A-Z][\w.]*\s*$"
)
LEADING_ZERO = re.compile(r"0\d")
FALLING = re.compile(
    r"\b(?:fell|fall(?:s|ing|en)?|declin\w+|decreas\w+|drop\w*|reduc\w+|cuts?|lower\w*|shr[aiu]nk\w*|los[eist]\w*|dip\w*|"
    r"down|negative)(?:\s+(?:by|of|an?|from|ranging|in\s+\w+))*\s*$",
    re.IGNORECASE,
)
FALL_BEHIND = re.compile(
    r"\s*(?:%|percent|per\s+cent)\s+(?:declines?|decreases?|drops?|reductions?|falls?|loss(?:es)?|cuts?|dips?|lower|fewer|"
    r"less|smaller)\b",
    re.IGNORECASE,
)
UNPAIRED = re.compile(
    rf"\bbetween\s+(?:(?:[^\s.;,]+\s+){{0,7}}?and\s+)?(?:(?:{VAGUE}|an?)\s+)*\\?\$?$", re.IGNORECASE
)
"""`between`, or `between … and`, right before a number; in "between A and B about half" neither A nor B is one."""
