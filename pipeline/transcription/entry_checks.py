"""Checks of a figure's fields against its words: the measure, the area, and what a rule of rounding cannot meet.

One function a check; each returns findings. Value and token are compared in `figure_checks`, the statistic in
`statistic_checks`.
"""

from collections.abc import Iterator, Mapping

from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded, or_one_like
from pipeline.sources.folders import MEASURES
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.text.areas import CODES, areas_named
from pipeline.text.documents import Document, Span
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.wordings import holds, with_number


@coded("measure")
def measure_findings(
    at: Located[FigureEntry],
    document: Document,
    quote: Span,
    printed: Numeral,
    measures: Mapping[str, MeasureEntry],
) -> Iterator[Finding]:
    """A measure that is not defined, or that the quotation does not name."""
    entry = at.entry
    measure = measures.get(entry.measure)
    if measure is None:
        found = f"the measure `{entry.measure}` is not defined"
        remedy = f"define it in {MEASURES}{or_one_like(entry.measure, measures)}"
        yield at.finding(entry.id, found, remedy, "measure")
        return
    words = words_around(entry, document, quote, printed)
    if not holds(words, measure.words):
        wanted = "; ".join(f"`{wording}`" for wording in measure.words)
        named = [other.id for other in measures.values() if holds(words, other.words)]
        yield at.finding(
            entry.id,
            f"the quotation does not name the measure `{measure.id}`; with `#` for the number it is\n“{words}”,\n"
            f"expected {wanted}",
            (f"write `measure: {' or '.join(named)}`" if named else "correct `measure`")
            + f", quote the words that name it under `context: {{measure: …}}`, or add them in {MEASURES}",
            "measure",
        )


def words_around(entry: FigureEntry, document: Document, quote: Span, printed: Numeral) -> str:
    """The words that may name a figure's measure, with `#` for its number.

    They are its quotation and, behind it, what `context` quotes for its population and its measure.
    """
    characters = document.characters(quote)
    own = with_number(characters, printed.start - quote.start, printed.end - quote.start)
    quoted = (entry.context.population, entry.context.measure)
    return " … ".join(" ".join(words.split()) for words in (own, *quoted) if words)


@coded("area")
def area_findings(at: Located[FigureEntry]) -> Iterator[Finding]:
    """An area that the words do not name, or an area in the United States that the entry does not mention."""
    entry = at.entry
    code = entry.ref_area
    named = areas_named(f"{entry.quote} … {entry.context.population or ''}")
    if code is None:
        quoted = (
            f"{entry.quote} … {entry.context.population or ''} … {entry.context.ref_area or ''}"
        )
        places = sorted(place for place in areas_named(quoted) if place.startswith("US"))
        if entry.context.ref_area is not None:
            found, remedy = (
                "`context` quotes words for an area, and the entry has none",
                "add `ref_area`",
            )
            yield at.finding(entry.id, f"{found}: {', '.join(places)}", remedy, "context")
        elif places and "ref_area" not in entry.model_fields_set:
            yield at.finding(
                entry.id,
                f"the quotation names {', '.join(places)}, and the entry has no `ref_area`",
                _which_area(places),
            )
    elif code not in CODES:
        yield at.finding(
            entry.id,
            f"`{code}` is the code of no country and of no state",
            "correct the code, or leave the area out",
            "ref_area",
        )
    elif code not in (areas_named(entry.context.ref_area) if entry.context.ref_area else named):
        yield at.finding(
            entry.id,
            f"the words do not name the area `{code}`",
            "correct `ref_area`, or quote the words that name the area under `context: {ref_area: …}`",
            "ref_area",
        )
    elif entry.context.ref_area and code in named:
        found, remedy = "the quotation itself names the area", "take `ref_area` out of `context`"
        yield at.finding(entry.id, found, remedy, "context", "ref_area")


def _which_area(places: list[str]) -> str:
    """What to write for the areas that a quotation names: of several, the one that covers all, or none."""
    if len(places) == 1 or "US" in places:
        area = "US" if "US" in places else places[0]
        return f"write `ref_area: {area}`, or `ref_area: null` where the number is not one of that area"
    return "write `ref_area: null` where the number is one of several areas, or the code of its own area"


@coded("counted")
def counted_findings(
    at: Located[FigureEntry], document: Document, quote: Span, printed: Numeral, counted: Span
) -> Iterator[Finding]:
    """Words for what is counted that another number of the quotation counts: the one before them, or between."""
    behind = printed.end <= counted.start
    nearer = Span(printed.end, counted.start) if behind else Span(quote.start, printed.start)
    others = document.passage_at(quote.start).numerals_in(nearer)
    if others:
        yield at.finding(
            at.entry.id,
            f"`{others[-1].token}` is nearer to `{at.entry.counts}` than `{printed.token}`",
            "write as `counts` the words that this number counts",
            "counts",
        )


@coded("rounding")
def rule_of_rounding_findings(at: Located[FigureEntry], printed: Numeral) -> Iterator[Finding]:
    """The document's rule of rounding claimed for a number that is approximate, or printed in another way."""
    entry = at.entry
    if entry.rounding != "document":
        return
    if printed.is_vague:
        why = (
            f"`{printed.qualifier}` is beside the number: it is approximate, not rounded by a rule"
        )
    elif printed.has_magnitude:
        why = f"`{printed.token}` is rounded as its magnitude shows, not by the document's rule"
    else:
        return
    yield at.finding(entry.id, why, "write `rounding: none`", "rounding")
