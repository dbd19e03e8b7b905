"""A proposed figure tried by the check of figures, with its value as it is read, and the measures that its words fit.

The value as it is read never leaves this module: a person types it, as the second entry of the number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import ValidationError

from pipeline.drafting.measures import Named, likeliest, named_by
from pipeline.sources.corpus import Source
from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.form_problems import problems_in_words
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.yaml_lines import read_yaml
from pipeline.text.documents import Span, sha256_of
from pipeline.text.normal_form import normal_form
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.units.scales import find_scale
from pipeline.transcription.figures import Figure, read_figure

MOST_OTHERS = 3
MOST_KEPT = 20_000
"""Outcomes that are kept between decisions."""
IN_WORDS = ("period_printed", "per", "scale")


class Tried(NamedTuple):
    """What the checks miss in a proposed figure, and further measures that its quotation names.

    `words` are its words for its period, its scale and what it is per, whose numerals it accounts for.
    """

    problems: tuple[str, ...]
    others: tuple[str, ...]
    words: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Trial:
    """A document in which proposed figures are tried, with the vocabulary and the proposed measures.

    Two of them are one where `digest` is: the outcome of a trial is kept for the next decision.
    """

    source: Source = field(compare=False)
    measures: Mapping[str, MeasureEntry] = field(compare=False)
    digest: str


def trial_of(source: Source, measures: Mapping[str, MeasureEntry]) -> Trial:
    """The trial of a document's figures."""
    stated = source.entry.model_dump_json(), *(one.model_dump_json() for one in measures.values())
    return Trial(source, measures, sha256_of("\n".join(stated).encode()))


def tried(trial: Trial, numeral: Numeral, fields: Mapping[str, Any]) -> Tried:
    """Try a proposed figure."""
    return _tried(trial, numeral.start, _Fields(repr(sorted(fields.items())), numeral, fields))


@dataclass(frozen=True)
class _Fields:
    written: str
    numeral: Numeral = field(compare=False)
    fields: Mapping[str, Any] = field(compare=False)


@lru_cache(maxsize=MOST_KEPT)
def _tried(trial: Trial, _: int, proposed: _Fields) -> Tried:
    source, numeral, fields = trial.source, proposed.numeral, proposed.fields
    measures = trial.measures
    entry = entry_of({**fields, "value": _as_read(numeral, fields)}, source.id)
    if isinstance(entry, str):
        return Tried((entry,), ())
    file = f"sources/{source.id}/figures.yaml"
    read = read_figure(Located(entry, file, read_yaml("")), source, measures, None)
    problems = () if isinstance(read, Figure) else tuple(f.found for f in read)
    fitting = likeliest(_named(numeral, entry), measures.values())
    others = tuple(m.id for m in fitting if m.id != entry.measure)
    cited = read.cited if isinstance(read, Figure) else {}
    words = tuple(span for column, span in cited.items() if column in IN_WORDS)
    return Tried(problems, others[:MOST_OTHERS], words)


def entry_of(fields: Mapping[str, Any], document: str) -> FigureEntry | str:
    """The fields of a figure as an entry, or what is wrong with their form."""
    try:
        return FigureEntry.model_validate(dict(fields), context={"document": document})
    except ValidationError as error:
        return problems_in_words(error, dict(fields), FigureEntry)


def _as_read(numeral: Numeral, fields: Mapping[str, Any]) -> Any:
    words = fields.get("scale")
    scale = find_scale(words) if isinstance(words, str) and words != "none" else None
    if numeral.value is None or scale is None:
        return numeral.value
    return numeral.value * scale.factor


def _named(numeral: Numeral, entry: FigureEntry) -> Named:
    """What the quotation says of the measure."""
    quote = normal_form(entry.quote).text
    token = normal_form(numeral.token).text
    start = max(quote.find(token), 0)
    place = start, start + len(token)
    return named_by(quote, *place, entry.statistic)
