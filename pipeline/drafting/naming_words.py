"""The words that may name a measure: those of a description without numbers, adverbs, pronouns and words of grammar."""

import re

from pipeline.text.content_words import content_words

_NAMES_NOTHING = frozenset(
    "above after again ago almost along already also although always among another away because before behind below "
    "besides between beyond both but can could during e either even every few fewer finally further fy fys g get gets given "
    "got he her here his however i if instead just last later least less let like may me might more most must my "
    "namely nearly never next nor now off often once only onto otherwise our over per perhaps rather same set several "
    "shall she should since so some soon still such than then there thereafter therefore though through throughout "
    "thus together too total toward towards twice unless until up upon us very via we well what whatever whether "
    "while why will within without would yet you your".split()
)
_ADVERB = re.compile(r"[a-z]{2,}ly", re.IGNORECASE)
_NO_ADVERBS = frozenset(
    "ally anomaly assembly bully elderly family fly italy july monopoly rally reply supply tally".split()
)
_PERIOD = re.compile(
    r"\s*\b(?:(?:in|of|for|during|since|from|by|as\s+of)\s+)?(?:(?:fiscal|calendar)\s+years?|FYs?)?\s*(?:19|20)\d\d\b.*$"
)
_NUMBER = re.compile(
    r"[$\\]*\b\d[\d,.]*\b(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]|\s*(?:thousand|million|billion|trillion)\b)*\s*"
)


def naming_words(text: str) -> list[str]:
    """The words of a text that may name something, each once.

    >>> naming_words("approximately 2,000 cases we reviewed"), naming_words("nearly 50 annually")
    (['cases', 'reviewed'], [])
    """
    return [word for word in content_words(text) if _may_name(word)]


def _may_name(word: str) -> bool:
    plain = word.casefold().removesuffix("'s")
    is_adverb = _ADVERB.fullmatch(plain) is not None and plain not in _NO_ADVERBS
    return (
        len(plain) > 1 and not plain[0].isdigit() and not is_adverb and plain not in _NAMES_NOTHING
    )


def without_numbers(phrase: str) -> str:
    """A description without its year, with what follows it, and without other numbers.

    >>> without_numbers("651,000 total arrests"), without_numbers("cases reviewed in fiscal year 2019")
    ('total arrests', 'cases reviewed')
    """
    named = _NUMBER.sub("", _PERIOD.sub("", phrase))
    return " ".join(named.split()).strip(" ,.;:'’-–—$()")
