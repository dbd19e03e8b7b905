"""The words beside a number that bound it or make it approximate: "more than", "up to", "about".

They are looked for only around a number, and only where the word next to it can end or begin a qualifier.
The words and their meanings are in `qualifier_words`; the interval that a number and its qualifier make is in
`intervals`; ranges ("10 to 15 percent") are in `ranges`.
"""

import re
from dataclasses import dataclass

from pipeline.text.qualifiers.negations import negation_of
from pipeline.text.qualifiers.prepositions import PREPOSITIONS, Sense, sense_of
from pipeline.text.qualifiers.qualifier_words import (
    LEADING,
    NEGATED,
    NOT_BOUNDING,
    SUFFIXES,
    SYMBOLS,
    TRAILING,
    Meaning,
)
from pipeline.text.qualifiers.trailing_qualifiers import find_trailing
from pipeline.text.word_patterns import pattern_of

_NEAR = 120
_LONGEST = 64


@dataclass(frozen=True)
class Qualifier:
    """The words beside a number, as printed, and what they make of it.

    `refused` is None, or the reason why the words are not read; `meaning` is None then.
    """

    words: str
    meaning: Meaning | None
    refused: str | None = None


def find_qualifier(text: str, start: int, end: int) -> Qualifier | None:
    """The qualifier of the number at `start` to `end` of a text, or None.

    >>> find_qualifier("for up to 48 hours", 10, 12)
    Qualifier(words='up to', meaning='upper', refused=None)
    >>> find_qualifier("no more than 400 files", 13, 16)
    Qualifier(words='no more than', meaning='upper', refused=None)
    """
    before = _leading(text, start, end)
    if before is not None and before.refused:
        return before
    behind = _trailing(text, end)
    if before is None or behind is None or behind.refused:
        return behind or before
    if behind.meaning == "vague" or _side(before.meaning) == _side(behind.meaning):
        return before
    if before.meaning == "vague":
        return behind
    return _refused(f"{before.words} … {behind.words}", "bound it on both sides")


def normal_words(words: str) -> str:
    """The words in lower case, with single spaces.

    >>> normal_words("More  than")
    'more than'
    """
    return " ".join(words.lower().split())


def _refused(words: str, why: str) -> Qualifier:
    return Qualifier(words, None, f"the words `{normal_words(words)}` beside it {why}")


def _side(meaning: Meaning | None) -> str | None:
    return {"lower": "least", "above": "least", "upper": "most", "below": "most"}.get(meaning or "")


_INNER = (
    "a|an|about|approximately|roughly|around|some|estimated|an additional|another|just|only|"
    "a total of|perhaps|age|ages|the age of|the ages of"
).split("|")
"""Words between a bound and its number that leave the bound what it is."""
_LAST_WORDS = frozenset(words.split()[-1].rstrip(".") for words in (*LEADING, *_INNER))
_DENYING = frozenset("not never neither nor".split())
_HARDLY = ("barely", "hardly", "scarcely", "minimum", "maximum")
_BOUNDING_ENDS = frozenset("than least most exceed exceeding minimum maximum".split())
_ENDS_OF_OTHERS = frozenset("a an to of as".split())
_SIGNS = r"[\s\"“‘']*(?:minus\s|negative\s)?(?:US)?\\?[$€£]?\s*$"
_LAST = re.compile(rf"(?<![a-z])(?P<word>[a-z]+)(?P<end>[.,:–-]?){_SIGNS}", re.IGNORECASE)
_SYMBOL = re.compile(
    rf"(?P<signs>[{re.escape(''.join({*''.join(SYMBOLS), *'=±≠≮≯≰≱+/-'}))}]+){_SIGNS}"
)
_LEADING = re.compile(
    rf"(?<![\w-])(?P<words>(?P<core>{pattern_of(LEADING)})(?P<inner>(?:\s+(?:{pattern_of(_INNER)}))*))(?P<comma>,?){_SIGNS}",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|never|nor)\s*$", re.IGNORECASE)
_THAN = re.compile(
    rf"(?<![\w-])(?P<words>(?P<first>[a-z]+),?\s+than|as\s+(?P<as>[a-z]+)\s+as){_SIGNS}",
    re.IGNORECASE,
)
_ADDS = re.compile(r"\b(?:add|sum)(?:s|ed|med|ing|ming)?\s+$", re.IGNORECASE)
_AS_IF = re.compile(r"\b(?:twice|times|half|not|nearly|almost|just|nowhere)\s+$", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"[a-z]\s+or\s+$", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|its|their)\s+$", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?:\d|%|\b(?:percent|points?|times|twice|half|one|two|three|four|five|six|seven|eight|nine|ten))\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:19|20)\d\d\s*$|\b(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\s+\d{1,2}\s*$"
)


def _leading(text: str, start: int, end: int) -> Qualifier | None:
    """The qualifier before a number."""
    last = _LAST.search(text, max(0, start - 24), start)
    if last is None:
        return _symbol(text, start)
    word = last["word"].lower()
    if last["end"] and last["end"] in ":-–":
        return _joined(text, last, start)
    if word in _DENYING:
        return _refused(last["word"], "deny it")
    if word not in _LAST_WORDS and word not in ("than", *_HARDLY):
        return None
    found = _LEADING.search(text, max(0, start - _LONGEST), start)
    return _qualifier_found(text, found, start, end) if found else _unknown(text, start, last)


def _symbol(text: str, start: int) -> Qualifier | None:
    found = _SYMBOL.search(text, max(0, start - 12), start)
    if found is None:
        return None
    signs = found["signs"]
    if set(signs) <= set("=+-/") and signs not in ("+/-", "+-"):
        return None
    if signs not in SYMBOLS:
        return _refused(signs, "are no sign of a bound that is read")
    if _DENIED.search(text, max(0, start - 24), found.start()):
        return _refused(signs, "are denied")
    return Qualifier(signs, SYMBOLS[signs])


def _joined(text: str, last: re.Match[str], start: int) -> Qualifier | None:
    """Words with a hyphen or a colon before the number: `over-400`, `Maximum: 400`."""
    ends_bound = last["word"].lower() in (_LAST_WORDS | _BOUNDING_ENDS) - _ENDS_OF_OTHERS
    if not ends_bound or (last["end"] == ":" and last["word"].lower() not in _BOUNDING_ENDS):
        return None
    return _refused(text[last.start("word") : start].strip(), "may bound it, or only precede it")


def _unknown(text: str, start: int, last: re.Match[str]) -> Qualifier | None:
    """Words that compare or bound the number, and are in no table: "faster than", "barely"."""
    if last["word"].lower() in _HARDLY:
        return _refused(last["word"], "bound it in a way that is not read")
    found = _THAN.search(text, max(0, start - _NEAR), start)
    if found is None or (found["first"] or found["as"]).lower() in NOT_BOUNDING:
        return None
    return _refused(found["words"], "compare it in a way that is not read")


def _qualifier_found(text: str, found: re.Match[str], start: int, end: int) -> Qualifier | None:
    core = normal_words(found["core"])
    if found["comma"] and not core.startswith("at "):
        if core in PREPOSITIONS or core == "some":
            return None  # "for some, 400 files"
        return _refused(found["words"], "may bound it, or only precede it")
    before = text[max(0, start - _NEAR) : found.start()]
    sense = _sense(text, found, before, start, end)
    if sense == "other":
        return None
    if sense == "unclear":
        return _refused(found["words"], "may bound it, or may say where, when or about what")
    if _is_comparison(found["core"], before):
        return _refused(found["words"], "compare it with another number")
    return _denied(before, found["words"], core) or _doubled(before, found["words"], LEADING[core])


def _sense(text: str, found: re.Match[str], before: str, start: int, end: int) -> Sense:
    """Whether the words are a qualifier, where they are or begin with a preposition."""
    core, inner, token = normal_words(found["core"]), normal_words(found["inner"]), text[start:end]
    word = core if core in PREPOSITIONS else core.split()[0]
    if word not in PREPOSITIONS:
        return "quantity"
    if core == "up to" and _ADDS.search(before):
        return "other"  # "the parts add up to 400"
    if inner.split()[-1:] in (["age"], ["ages"]) or inner.startswith("the age"):
        return "quantity"  # "over age 12", "under the age of 18"
    if inner in ("a", "an") and token[0].isdigit():
        return "other"  # "over a 30-day period"
    has_sign = text[start - 1] in "$€£"
    return sense_of(word, before, token, text[end : end + 60], has_sign=has_sign)


def _is_comparison(core: str, before: str) -> bool:
    """Whether the words compare a number with one stated elsewhere: "12 more than 400", "the minimum of"."""
    if _ALTERNATIVE.search(before) and LEADING[normal_words(core)] != "vague":
        return True
    if core[0].islower() and core.lower().endswith("than"):
        return _COMPARED.search(before) is not None and _YEAR.search(before) is None
    if core.lower() in ("minimum of", "maximum of"):
        return _DEFINITE.search(before) is not None
    return core.lower().startswith("as ") and _AS_IF.search(before) is not None


def _denied(before: str, words: str, core: str) -> Qualifier | None:
    """The bound with what denies it, or None where nothing does."""
    negation = negation_of(before, words, core)
    if negation is None:
        return None
    if negation.effect == "unclear":
        return _refused(negation.words, "may deny the bound, or something else")
    return Qualifier(negation.words, NEGATED[LEADING[core]])


def _doubled(before: str, words: str, meaning: Meaning) -> Qualifier:
    """The qualifier, where none is before it that bounds the other side: "nearly over 400"."""
    other = _LEADING.search(before, max(0, len(before) - 30))
    if other is not None and meaning != "vague":
        side = _side(LEADING[normal_words(other["core"])])
        if side not in (None, _side(meaning)):
            return _refused(f"{other['words']} {words}", "bound it on both sides")
    return Qualifier(words, meaning)


def _trailing(text: str, end: int) -> Qualifier | None:
    """The qualifier behind a number."""
    found = find_trailing(text, end)
    if found is None:
        return None
    printed, words = found
    if not words:
        return _refused(printed, "may bound it, or belong to what follows")
    return Qualifier(printed, TRAILING[words] if words in TRAILING else SUFFIXES[words])
