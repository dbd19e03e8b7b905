"""Checks of `attributed_to`: each party has one spelling, and a publisher is named only with a work of its own."""

from collections.abc import Iterator

from pipeline.sources.corpus import Corpus, Source
from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded, or_one_like
from pipeline.sources.folders import PARTIES
from pipeline.sources.measure_entries import PartyEntry


@coded("party")
def party_findings(corpus: Corpus) -> Iterator[Finding]:
    """Parties that are spelled otherwise than they are registered, or twice; publishers without a work."""
    parties = {at.entry.name: at.entry for at in corpus.parties}
    first: dict[str, Located[PartyEntry]] = {}
    for at in corpus.parties:
        if first.setdefault(at.entry.name, at) is not at:
            found = f"line {first[at.entry.name].line()} has the same party"
            yield at.finding(at.entry.name, found, "keep one of them", "name")
    for source in corpus.sources:
        for figure in source.figures:
            if figure.entry.attributed_to is not None:
                yield from _of_figure(figure, figure.entry.attributed_to, source, parties)


def _of_figure(
    at: Located[FigureEntry], words: str, source: Source, parties: dict[str, PartyEntry]
) -> Iterator[Finding]:
    name = max((name for name in parties if _begins_with(words, name)), key=len, default=None)
    if name is None:
        found = f"`{words}` does not begin with a party of {PARTIES}"
        remedy = f"write its name first, then a comma and the rest; or register it{or_one_like(words, parties)}"
        yield at.finding(at.entry.id, found, remedy, "attributed_to")
    elif words == name and parties[name].publisher == source.entry.publisher is not None:
        found = f"{name} is the document's publisher, which asserts all its numbers"
        remedy = f"take it out, or name the work that the document cites: `{name}, …`"
        yield at.finding(at.entry.id, found, remedy, "attributed_to")


def _begins_with(words: str, name: str) -> bool:
    return words == name or words.startswith(f"{name}, ")
