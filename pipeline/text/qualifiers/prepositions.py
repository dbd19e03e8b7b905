"""Whether "over", "around", "within" and the like bound a number, or say where, when or about what.

"Over 400 files" is a bound, "over 3 bridges" is a place, and both are written alike. The words around decide,
by the rules of docs/method.md; where they do not, nothing is read.
"""

import re
from typing import Literal

Sense = Literal["quantity", "other", "unclear"]

PREPOSITIONS = frozenset(
    "over under above below beyond around near within about topped top tops topping".split()
) | {"close to", "up to"}

_PLACED = frozenset(
    (
        "arch arched arches base based bend bends build builds built came circle circled circles come comes "
        "crawl crawled cross crossed crosses cruise cruised cycle cycled cycles drive driven drives driving drove "
        "extend extended extends fall falling falls flew flies float floats flown fly flying gather gathered go "
        "goes going gone hang hangs hike hiked hikes hover hovered hovers house housed hung jump jumped jumps lain "
        "lay lie lies lived lives live locate located lying march marched marches move moved moves moving park "
        "parked pass passed passes passing patrol patrolled patrols place placed positioned ran ride rides riding "
        "roam roamed roams rode run running runs sail sailed sails sat scattered set sit sits sitting situated "
        "sleep sleeps slept span spanned spans spread spreads stand standing stands stationed stay stays step "
        "steps stood stretch stretched stretches stroll strolled strolls swam tour toured touring tours travel "
        "traveled traveling travels walk walked walking walks wander wandered wanders went work worked working "
        "works look looked looks"
    ).split()
)
_GOVERNED = (
    "administered authorized charged convicted governed organized permitted prosecuted regulated sued"
).split()
_TOLD = (
    "advice advised allegations answered argue argued articles ask asked asking asks brief briefed briefing "
    "care cared complain complained complaints concern concerned concerns data debate details disagreed "
    "discussion discussions doubts facts forget forgot heard hear inform informed information inquired "
    "inquiries interviewed knew know knowledge learn learned news notified question questioned questions read "
    "reading report reports said say says spoke speak speaking speaks stories story talk talked talking talks "
    "taught teach tell telling think thought told train trained training warn warned worried worry write "
    "writes writing wrote rule rules guide guides guidance book books law laws lecture lectured lectures tells note "
    "notes paper papers letter letters memo memos policy policies message messages claim claims complaint "
    "allegation doubt detail fact rumors rumor myths truth"
).split()
_NOT_QUANTITY_BEHIND: dict[str, frozenset[str]] = {
    "over": _PLACED
    | set(
        "argued argue dispute disputes fought control jurisdiction authority watch watched watches rotate rotated "
        "rotates preside presided presides rule ruled rules reign reigned loom loomed looms tower "
        "towered towers power".split()
    ),
    "under": _PLACED | set(_GOVERNED),
    "above": _PLACED,
    "below": _PLACED,
    "beyond": _PLACED,
    "around": _PLACED,
    "near": _PLACED,
    "close to": _PLACED,
    "up to": _PLACED | set("measure measured measures close lead leads leading led".split()),
    "about": frozenset(_TOLD),
}
_RISING = frozenset(
    "climbed climbs climbing rose rises rising risen grew grows grown jumped jumps increased increases dropped "
    "drops fell dips dipped declined decreased remained remains remain stayed kept held".split()
)
_LAWS = frozenset(
    "act acts agreements articles authorities categories circumstances clauses codes conditions contracts "
    "directors grants headings law laws managers names orders policies presidents programs provisions "
    "regulations rules sections secretaries statutes supervisors titles treaties umbrellas".split()
)
_BARRIERS = frozenset(
    "borders bridges canals creeks dams fences fields hills lakes mountains oceans rails ridges rivers roads "
    "roofs routes tracks valleys walls".split()
)
_TIME = r"(?:second|minute|hour|day|night|week|weekend|month|quarter|year|season|decade)s?"
_DISTANCE = (
    r"(?:miles?|feet|foot|kilometers?|kilometres?|km|yards?|meters?|metres?|inches|inch|blocks?)"
)
_ADJECTIVE = r"(?:(?:fiscal|calendar|business|working|consecutive|full|straight)[\s-]+)?"
_TIME_BEHIND = re.compile(rf"[\s-]+{_ADJECTIVE}{_TIME}\b", re.IGNORECASE)
_MEASURE_BEHIND = re.compile(rf"[\s-]+{_ADJECTIVE}(?:{_TIME}|{_DISTANCE})\b", re.IGNORECASE)
_RANGE_BEHIND = re.compile(r"\s*(?:to|-|–)\s*\$?\d", re.IGNORECASE)
_MAGNITUDE = re.compile(r"(?:thousand|million|billion|trillion)s?$", re.IGNORECASE)
_AGE_BEHIND = re.compile(
    rf"[\s-]+{_ADJECTIVE}{_TIME}[\s-]+(?:ago|old|of\s+age|late|long|overdue|in\s+(?:length|duration))\b",
    re.IGNORECASE,
)
_MARGIN_BEHIND = re.compile(r"\s*(?:%|percent|points?)", re.IGNORECASE)
_UNIT_BEHIND = re.compile(r"[\s-]*(?:%|percent|per\s+cent|pct)", re.IGNORECASE)
_LARGE_WORD = re.compile(
    r"hundred|thousand|million|billion|trillion|half|third|quarter|fourth|fifth|tenth|majority|dozen|"
    r"\bin\b|\bout\b|[.,]\d|\d{3}|[½¼¾⅓⅔]",
    re.IGNORECASE,
)
_BEING = frozenset("is are was were be been being".split())
_COUNTED_BEFORE = re.compile(
    r"\b(?:there|count|counts|number|numbers|total|totals|rate|rates|share|shares|score|scores|average|averages|level|levels|"
    r"median|sum|figure|figures|size|sizes|percentage|ratio|age|ages|cost|costs)\b",
    re.IGNORECASE,
)
"""Subjects that say that the number behind "is about" or "was below" is an amount."""
_BEFORE_A_TIME = frozenset(
    "for of is was were be been lasted lasting lasts last took take takes taken taking waited wait waits "
    "averaged averaging averages spent by than to aged age ages after from with well just slightly far".split()
)
ADVERBS = frozenset(
    "well just slightly far considerably significantly substantially somewhat much even still already "
    "currently only marginally vastly comfortably easily bit little lot way".split()
)
_OTHER_PREPOSITIONS = frozenset("of in for by with to from at on among than".split())
"""No two prepositions of place follow each other, so that "in over 20 states" is an amount."""
_BEFORE_A_QUANTITY = ADVERBS | frozenset(
    "of in for by with to from at on among is are was were be been has have had includes include included "
    "including covering total totals totaled than and or all find finds found hold holds held lost lose "
    "make makes made take takes took get got see sees saw give gave given send sent serve served people "
    "persons children adults aliens juveniles minors aged age ages women men those anyone".split()
)


def sense_of(word: str, before: str, token: str, behind: str, *, has_sign: bool) -> Sense:
    """What a preposition before a number says: a quantity, something else, or what nothing here can tell.

    `before` is the text up to the preposition, `token` the number, `behind` the text after it, and `has_sign`
    whether a currency sign is between them.

    >>> sense_of("over", "It opened ", "400", " files", has_sign=False)
    'quantity'
    >>> sense_of("over", "Trucks drove ", "3", " bridges", has_sign=False)
    'unclear'
    """
    words = re.findall(r"[a-z]+", before[-40:].lower())
    previous = words[-1] if words and before.rstrip()[-1:].isalpha() else ""
    comes_in = previous in _OTHER_PREPOSITIONS and bool(_PLACED.intersection(words[-2:-1]))
    if word == "within":
        return _sense_of_within(behind, has_sign)
    if previous in ADVERBS or (previous in _OTHER_PREPOSITIONS and not comes_in):
        return "quantity"
    has_unit = (
        has_sign or _UNIT_BEHIND.match(behind) is not None or _MAGNITUDE.search(token) is not None
    )
    is_large = has_unit or _LARGE_WORD.search(token) is not None
    if word == "over" and _TIME_BEHIND.match(behind):
        is_clear = (previous in _BEFORE_A_TIME and not comes_in) or _AGE_BEHIND.match(
            behind
        ) is not None
    elif _is_perhaps_a_place(word, previous, behind) and not has_unit:
        is_clear = is_large and previous in _RISING
    elif previous in _BEING and word not in ("over", "under") and not is_large:
        is_clear = _COUNTED_BEFORE.search(before) is not None or _is_measured(behind)
    else:
        is_clear = is_large or word in ("about", "up to") or _takes_an_amount(word, previous)
    return "quantity" if is_clear else "unclear"


def _is_measured(behind: str) -> bool:
    """Whether a time, a distance or the other end of a range is behind."""
    return _MEASURE_BEHIND.match(behind) is not None or _RANGE_BEHIND.match(behind) is not None


def _is_perhaps_a_place(word: str, previous: str, behind: str) -> bool:
    """Whether a word before or a noun behind is one of places, laws or subjects."""
    nouns = set(re.findall(r"[a-z]+", behind[:40].lower())[:3])
    is_named = word in ("under", "below", "above") and bool(nouns & _LAWS)
    is_passed = word not in ("near", "close to", "about", "up to") and bool(nouns & _BARRIERS)
    return is_named or is_passed or previous in _NOT_QUANTITY_BEHIND.get(word, ())


def _sense_of_within(behind: str, has_sign: bool) -> Sense:
    """A time or a distance has an end; "within 15 districts" is a place, "within 5 percent" a margin."""
    if _MEASURE_BEHIND.match(behind):
        return "quantity"
    return "unclear" if has_sign or _MARGIN_BEHIND.match(behind) else "other"


def _takes_an_amount(word: str, previous: str) -> bool:
    """Whether the word before tells that a bare number below 100 is an amount: "received over 20 letters"."""
    if not previous:
        return word in ("over", "around", "close to")
    if previous.endswith("ed") and word in ("over", "around", "under", "close to", "near"):
        return True
    return previous in _RISING or previous in _BEFORE_A_QUANTITY
