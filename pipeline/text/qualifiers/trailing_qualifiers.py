"""The qualifiers behind a number: "400 or more", "180 days or longer", "400-odd", "400+"."""

import re

from pipeline.text.qualifiers.qualifier_words import SUFFIXES, TRAILING
from pipeline.text.word_patterns import pattern_of

_STOP = (
    "and|or|but|in|on|at|by|to|from|with|for|than|more|less|fewer|was|were|is|are|which|that|who|plus|minus|"
    "over|under|above|below|not|no|nor|never|the|a|an|give|if|when|while|as|it|they|because"
)
_PERCENT = r"[\s-]*(?:%|percent(?:age\s+points?)?\b|per\s+cent\b|pct\b\.?)"
_UNIT = rf"(?:{_PERCENT}|[\s-]+(?:years?|months?|weeks?|days?|hours?|minutes?|dollars|points)(?:\s+of\s+age|\s+old)?\b)"
_NOUNS = rf"(?P<nouns>(?:[\s-]+(?!(?:{_STOP})\b)[A-Za-z]+(?:\s+of(?=\s+[a-z]+))?){{0,3}}?)"


_PHRASES = pattern_of(TRAILING, r"[\s-]+")
_SUFFIX = re.compile(
    rf"(?:{_UNIT})?(?P<words>\+(?![\d+/])|-(?:{'|'.join(s[1:] for s in SUFFIXES if s[0] == '-')})\b(?!-))"
)
_TRAILING = re.compile(
    rf"(?P<unit>{_UNIT}?){_NOUNS},?[ \t\u00a0-]*\n?[ \t-]*(?<![A-Za-z])(?P<words>{_PHRASES})\b",
    re.IGNORECASE,
)
_NUMBER_FOLLOWS = re.compile(
    r"\s*(?:than\b|[\d$]|(?:about|around|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|"
    r"thirty|forty|fifty|half|once|twice|every|another|some|several|many|a|an)\b)",
    re.IGNORECASE,
)
_DETERMINER_FOLLOWS = re.compile(
    r"\s+(?:the|this|its|their|his|her|all|these|those|such|any|each|our|my|to|in\s+part)\b",
    re.IGNORECASE,
)
_ADVERB_FOLLOWS = re.compile(r"\s+(?:\w+ly|that)\b", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:$|[.,;:)\]”\"—?!]|\b(?:in|of|for|at|per|each|during|were|was|are|is|had|have|has|by|to|on|from|and|but|"
    r"under|between|within|after|before|when|if)\b)",
    re.IGNORECASE,
)
_CLAUSE_ENDS = r"(?=\s*(?:$|[.,;:)]))"
_UNREAD = re.compile(
    rf"""(?:{_UNIT})?(?:
        \s*(?P<margin> ± | \+/?- | \bplus\s+or\s+minus\b )
        | [\s-]+(?P<beside> (?:plus|odd)(?=\s+[A-Za-z]) | some[\s-]odd\b | and\s+(?:more|fewer|less)\b(?!\s+than) )
        | {_NOUNS},?\s+(?P<words>
            (?: minimum | maximum | max | min | tops | plus | upwards? | and\s+some | and\s+then\s+some
              | (?:or|and)\s+(?:better|worse) | or\s+(?:nearly|almost|close\s+to)\s+(?:so|it|that(?:\s+many)?)
              | if\s+not\s+(?:more|fewer|less|all) ){_CLAUSE_ENDS}
            | or\s+(?:more|fewer|less|greater)\s+than\s+(?:that|this|it)\b )
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_PLACES = frozenset("over under above below up beyond upward upwards downward".split())


def find_trailing(text: str, end: int) -> tuple[str, str] | None:
    """The words behind a number that end a qualifier, as printed and as in the table, or None.

    The second is "" where the words are not read.

    >>> find_trailing("It took 180 days or longer", 11)
    ('or longer', 'or longer')
    """
    joined = _SUFFIX.match(text, end)
    if joined:
        return joined["words"], joined["words"].lower()
    unread = _UNREAD.match(text, end)
    if unread:
        return unread["margin"] or unread["beside"] or unread["words"], ""
    found = _TRAILING.match(text, end, end + 80)
    if found is None:
        return None
    words = " ".join(re.split(r"[\s-]+", found["words"].lower()))
    return _judged(found["words"], words, text[found.end() : found.end() + 24], found["nouns"])


def _judged(printed: str, words: str, behind: str, nouns: str) -> tuple[str, str] | None:
    """Whether the words belong to the number before them: "400 files at least twice" is no bound of 400."""
    is_place = words.rsplit(maxsplit=1)[-1] in _PLACES
    if words != "give or take" and _NUMBER_FOLLOWS.match(behind):
        return None
    if _ADVERB_FOLLOWS.match(behind) or (is_place and _DETERMINER_FOLLOWS.match(behind)):
        return None
    if words.startswith("and ") and nouns.strip() and not _ENDS.match(behind):
        return None
    at_least_or_most = words.startswith("at ")
    if (at_least_or_most or nouns.strip()) and not _ENDS.match(behind):
        return printed, ""
    return printed, words
