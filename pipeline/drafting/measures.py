"""Which measure a number is of: those of the vocabulary whose words its quotation has, or a new one.

A proposed measure is in the form of an entry of `measures.yaml`, whose definition a person writes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ValidationError

from pipeline.drafting.counted_words import Counted, counted_words, without_range
from pipeline.drafting.naming_words import naming_words, without_numbers
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.text.normal_form import normal_form
from pipeline.text.units.units import OF_A_UNIT, Statistic
from pipeline.text.units.units_of_measure import UnitOfMeasure, unit_named, unit_of_measure
from pipeline.text.wordings import holds, with_number
from pipeline.transcription.statistic_checks import MONEY, TIMES, unit_of_time

_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")
_WORDS_OF_AN_ID = 5
_MOST_TELLING = 3


@dataclass(frozen=True)
class Named:
    """What a number says of its measure: the quotation with `#` for it, its statistic, and what it counts.

    `time` is the unit of time behind it, `measured` the unit of measure; None where there is none.
    """

    words: str
    statistic: Statistic
    counted: Counted
    time: str | None
    measured: UnitOfMeasure | None


def named_by(quote: str, start: int, end: int, statistic: Statistic) -> Named:
    """What the number at `start` to `end` of a quotation says of its measure."""
    return Named(
        with_number(quote, start, end),
        statistic,
        counted_words(quote, start, end, statistic),
        unit_of_time(without_range(quote[end:])),
        unit_of_measure(quote, end) if statistic in OF_A_UNIT else None,
    )


def likeliest(named: Named, measures: Iterable[MeasureEntry]) -> list[MeasureEntry]:
    """The measures whose words the quotation has and whose unit fits, those with the most telling words first."""
    text = normal_form(named.words).text.casefold()
    fitting = [
        measure
        for measure in measures
        if any(key in text for key in _keys(measure.words))
        and _fits(named, measure)
        and holds(named.words, measure.words)
    ]
    return sorted(fitting, key=lambda m: (-_length(named, m), m.id))


@cache
def _keys(wordings: tuple[str, ...]) -> tuple[str, ...]:
    """A word of each wording, without which no text has it: the longest, which few texts have."""
    forms = (normal_form(wording).text.casefold().split() for wording in wordings)
    return tuple(max(form, key=len) for form in forms)


def _length(named: Named, measure: MeasureEntry) -> int:
    """Characters of the longest of its wordings that the quotation has."""
    return max(len(wording) for wording in measure.words if holds(named.words, [wording]))


def _fits(named: Named, measure: MeasureEntry) -> bool:
    is_time, is_money = measure.unit in TIMES, measure.unit == MONEY
    if named.statistic == "duration":
        return measure.unit == named.time
    if named.statistic == "amount":
        return is_money
    of_measure = unit_named(measure.unit)
    if named.measured is not None:
        return of_measure is not None and of_measure.name == named.measured.name
    if of_measure is not None and of_measure.decides and named.statistic in ("count", *OF_A_UNIT):
        return False
    return not (named.statistic == "count" and (is_time or is_money))


def new_measure(named: Named, known: Mapping[str, MeasureEntry]) -> MeasureEntry | None:
    """A measure in the words of the quotation; None where these make none."""
    wording = _wording(named)
    unit = _unit(named)
    phrase = without_numbers(named.counted.phrase)
    words = naming_words(f"{named.counted.nouns} {phrase}")
    if not words and named.statistic != "count":
        words = naming_words(named.words)
    slug = _NOT_IN_AN_ID.sub("_", " ".join(words[:_WORDS_OF_AN_ID]).lower()).strip("_")
    kind = unit.rpartition(" ")[2].lower()
    if named.statistic in ("amount", "duration") and kind not in slug.split("_"):
        slug = f"{kind}_{slug}".strip("_")
    if not wording or not re.search("[a-z]{3}", slug):
        return None
    if not naming_words(phrase):
        phrase = slug.replace("_", " ")
    name = f"{phrase[:1].upper()}{phrase[1:]}"
    fields: dict[str, Any] = {
        "id": _free(slug, known),
        "name": name,
        "unit": unit,
        "words": [wording],
        "definition": stand_in(name, unit),
    }
    try:
        return MeasureEntry.model_validate(fields)
    except ValidationError:
        return None


def stand_in(name: object, unit: object) -> str:
    """What stands for the definition of a proposed measure while it is tried; no file has it."""
    return f"{name}, in {unit}."


def also_named(measure: MeasureEntry, named: Named) -> MeasureEntry:
    """A proposed measure with the words of another number of it, such as the share beside a count."""
    wording = _wording(named)
    words = dict.fromkeys((*measure.words, *([wording] if wording else [])))
    return measure.model_copy(update={"words": tuple(words)})


def _unit(named: Named) -> str:
    if named.statistic == "amount":
        return MONEY
    if named.statistic == "duration" and named.time:
        return named.time
    if named.measured is not None:
        return named.measured.printed
    nouns = named.counted.nouns
    if not naming_words(nouns):
        return "percent" if named.statistic in ("share", "change") else "things"
    last = re.split(r"\s(?:and|or)\s", nouns)[-1]
    return last.lower() if last.istitle() else last


def _wording(named: Named) -> str:
    """`#` with the nouns beside it and what tells them from others; else with the words around the number."""
    behind = named.words.partition("#")[2]
    following, nouns = behind.split(), named.counted.nouns.split()
    follow = [word.strip(",.") for word in following[: len(nouns)]] == nouns
    if named.statistic == "count" and nouns and follow:
        ends_here = following[len(nouns) - 1] != nouns[-1]
        telling = [] if ends_here else _telling(following[len(nouns) :])
        wording = f"# {' '.join([*nouns, *telling])}"
    else:
        around = re.search(r"(?:\S+\s+){0,3}\S*#\S*(?:\s+\S+){0,4}", named.words)
        wording = around[0].rstrip(" ,.;:") if around else ""
    return wording if re.search(r"\w", wording) and holds(named.words, [wording]) else ""


def _telling(words: Sequence[str]) -> list[str]:
    """The first words behind the nouns up to one that is no word of grammar, on this side of a mark."""
    for index, word in enumerate(words[:_MOST_TELLING]):
        if naming_words(word) and word[0].islower():
            return [*words[:index], word.rstrip(",.;:)")]
        if not word.isalpha():
            break
    return []


def _free(slug: str, known: Mapping[str, MeasureEntry]) -> str:
    number, name = 2, slug
    while name in known:
        name, number = f"{slug}_{number}", number + 1
    return name
