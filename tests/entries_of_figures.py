"""A figure's entry about a sentence, for tests of one check alone."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.yaml_lines import read_yaml
from pipeline.text.documents import Document, Span, whole_document
from pipeline.text.numbers.numerals import Numeral

FIELDS: dict[str, Any] = {"id": "a", "measure": "files", "value": 1, "population": "files"}


class Entered(NamedTuple):
    """An entry, its document, its quotation's span, and the numeral it names."""

    at: Located[FigureEntry]
    document: Document
    quote: Span
    printed: Numeral


def entered(text: str, token: str, **fields: Any) -> Entered:
    """An entry that quotes a whole text and names one numeral of it."""
    document = whole_document("a", "a.txt", text)
    (printed,) = (n for n in document.passages[0].numerals if n.token == token)
    entry = FigureEntry.model_validate({**FIELDS, "quote": text, "at": token, **fields})
    at = Located(entry, "figures.yaml", read_yaml(""))
    return Entered(at, document, Span(0, len(text)), printed)


def measure(name: str, unit: str, *words: str) -> MeasureEntry:
    """A measure by its id, unit and wordings."""
    return MeasureEntry(
        id=name, name=name, definition=f"{name} in {unit}", unit=unit, words=words or (name,)
    )


def found(findings: Iterator[Any]) -> list[str]:
    """What each finding found, and what to do, as one text."""
    return [f"{one.found} → {one.remedy}" for one in findings]
