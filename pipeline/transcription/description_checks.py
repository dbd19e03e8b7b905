"""Checks of descriptions in our own words against the document's: what is counted, and what it is a part of.

`population` and `denominator` are no quotations, so not every word of them is in the document; most are, where the
description is that of the number. Nothing here compares a word that is quoted.
"""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.relation_entries import QuantityEntry
from pipeline.text.content_words import content_words, words_not_in
from pipeline.text.normal_form import normal_form
from pipeline.text.periods.periods import names_a_period
from pipeline.text.wordings import mentions

LEAST_SHARE = {
    "population": (Decimal("0.5"), "half"),
    "denominator": (Decimal("0.75"), "three quarters"),
}
"""How much of a description's words the document's words and the measure's have, at the least.

Every population and denominator of the corpus has so many. Of those exchanged for one of another figure of the
document, 4 in 100 do."""


@coded("measure")
def description_findings(at: Located[FigureEntry], measure: MeasureEntry) -> Iterator[Finding]:
    """A population or a denominator whose words are hardly those of the quotations and of the measure."""
    entry = at.entry
    quoted = [entry.quote, *(words for _, words in entry.context if words is not None)]
    for field, description in (
        ("population", entry.population),
        ("denominator", entry.denominator),
    ):
        problem = _problem(field, description or "", [*quoted, measure.name, *measure.words])
        if problem is not None:
            yield at.finding(
                entry.id,
                f"{problem} are neither in its quotations nor in the measure `{measure.id}`",
                f"describe the number in the document's words, or quote them under `context: {{{field}: …}}`",
                field,
            )


@coded("measure")
def quantity_findings(at: Located[QuantityEntry], measure: MeasureEntry) -> Iterator[Finding]:
    """A measure, a population or a missing period that the words which mention the quantity contradict."""
    entry, words = at.entry, at.entry.mentioned
    if not mentions(words, measure.words):
        wanted = "; ".join(f"`{wording}`" for wording in measure.words)
        found = f"“{words}” does not name the measure `{measure.id}`, expected {wanted}"
        remedy = "correct `measure`, or quote the words that speak of it as `mentioned`"
        yield at.finding(entry.id, found, remedy, "measure")
        return
    texts = [words, measure.name, measure.definition, *measure.words]
    problem = _problem("population", entry.population, texts)
    if problem is not None:
        found = f"{problem} are neither in `mentioned` nor in the measure `{measure.id}`"
        remedy = "describe the quantity in the words of `mentioned` or of its measure"
        yield at.finding(entry.id, found, remedy, "population")
    if entry.period is None and names_a_period(normal_form(words).text):
        found = f"“{words}” names a period, but the entry has none"
        yield at.finding(entry.id, found, "add the `period`", "mentioned")


def _problem(field: str, description: str, texts: list[str]) -> str | None:
    """That too few words of a description are in the texts, as the beginning of a finding."""
    words, lacking = content_words(description), words_not_in(description, texts)
    least, in_words = LEAST_SHARE[field]
    numbers = [word for word in lacking if any(character.isdecimal() for character in word)]
    if numbers:
        return f"`{field}` is “{description}”; `{'`, `'.join(numbers)}`"
    if len(words) - len(lacking) >= least * len(words):
        return None
    return (
        f"`{field}` is “{description}”, with {len(words) - len(lacking)} words of {len(words)} that name the number, "
        f"expected {in_words} of them; `{'`, `'.join(lacking)}`"
    )
