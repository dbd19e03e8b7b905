"""Checks that a relation is given under a reading of its own numbers, and not under one of other words."""

from collections.abc import Iterator

from pipeline.consistency.members import Member
from pipeline.consistency.relations import Relation
from pipeline.sources.corpus import Corpus
from pipeline.sources.discrepancy_entries import ReadingEntry
from pipeline.sources.findings import Finding, coded
from pipeline.text.numbers.numerals import find_numerals
from pipeline.transcription.statements import Statement
from pipeline.transcription.transcribe import Transcription


@coded("relation")
def reading_findings(relation: Relation, transcription: Transcription) -> Iterator[Finding]:
    """A reading of a discrepancy that no number of the relation is in."""
    figures = [member for member in relation.members if member.figure is not None]
    registered = _registered(relation.entry.reading, transcription.corpus)
    if registered is None or not figures:
        return
    discrepancy, reading = registered
    statements = transcription.of_discrepancies[discrepancy]
    if not any(_is_read_so(member, statements, reading) for member in figures):
        yield relation.at.finding(
            relation.id,
            f"none of its figures is in the statements of {discrepancy}, or in the words of the reading: "
            f"“{reading.says}”",
            "name a reading of one of its figures, or take `reading` out",
            "reading",
        )


def _registered(name: str | None, corpus: Corpus) -> tuple[str, ReadingEntry] | None:
    """The id of the discrepancy that has a reading, and the reading."""
    return next(
        (
            (item.entry.id, reading)
            for source in corpus.sources
            for item in source.discrepancies
            for reading in item.entry.readings
            if reading.id == name
        ),
        None,
    )


def _is_read_so(
    member: Member, statements: tuple[Statement, Statement], reading: ReadingEntry
) -> bool:
    figure = member.figure
    assert figure is not None
    return any(
        statement.document is figure.document
        and statement.quote.start <= figure.token.start < statement.quote.end
        for statement in statements
    ) or any(numeral.value == figure.value for numeral in find_numerals(reading.says))
