"""Damage to texts: every digit and separator of every numeral that is transcribed, and whole numerals.

The hash of a text that is held whole is pinned again, so that it is not what refuses the damage.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from campaign.edits import Change, Edit, Put, Splice
from campaign.makers import shown
from pipeline.text.documents import Document, Span
from pipeline.transcription.transcribe import Transcript

CONFUSED = dict(zip("0123456789", "OlZBASbTBg", strict=True))
"""Letters that a conversion of a page confuses with digits."""
ALONE = "text without its entry, "
"""Begins the kinds of damage that are tried without the entry that reads the numeral."""


@dataclass(frozen=True)
class Damage:
    """Another way to print a numeral: its kind, and the characters."""

    kind: str
    token: str


def text_changes(transcripts: tuple[Transcript, ...]) -> Iterator[Change]:
    """Damage to the text of every document, and damage that the entry of the figure follows."""
    for transcript in transcripts:
        document = transcript.source.document
        if document is None:
            continue
        for span, name in sorted(transcribed(transcript).items()):
            yield from _changes(document, span, name)
        yield from _followed(transcript)


def transcribed(transcript: Transcript) -> dict[Span, str]:
    """The numerals that figures and cells are read from, each with the name of one of these."""
    document = transcript.source.document
    assert document is not None
    spans = {figure.token: name for name, figure in transcript.figures.items()}
    for table in transcript.tables.tables:
        for (row, column), cell in table.cells.items():
            for cell_span in cell.spans if cell.document is document else ():
                passage = document.passage_at(cell_span.start)
                for numeral in passage.numerals_in(cell_span):
                    spans.setdefault(
                        Span(numeral.start, numeral.end), f"{table.name}:{row}:{column}"
                    )
    return spans


def damages(token: str) -> Iterator[Damage]:
    """Each digit replaced, removed, and as a letter; separators; the numeral split."""
    for at, character in enumerate(token):
        before, behind = token[:at], token[at + 1 :]
        if character.isdecimal():
            yield Damage("digit: another", f"{before}{(int(character) + 1) % 10}{behind}")
            yield Damage("digit: removed", before + behind)
            yield Damage("digit: a letter", before + CONFUSED.get(character, "?") + behind)
            if behind[:1].isdecimal():
                yield Damage("digit: split from the next", f"{before}{character} {behind}")
        elif character in ",.":
            for other in (".", " ", "") if character == "," else (",", " ", ""):
                yield Damage("separator: another", before + other + behind)
    if token.isalpha():
        yield Damage("number word: another", "seven" if token.lower() != "seven" else "nine")
        yield Damage("number word: a letter removed", token[:1] + token[2:])
        yield Damage("number word: split", f"{token[:2]} {token[2:]}")


def _changes(document: Document, span: Span, name: str) -> Iterator[Change]:
    token = document.characters(span)
    for damage in damages(token):
        yield _change(document, span, name, f"text, {damage.kind}", damage.token)
        hides = damage.kind != "digit: another" and any(c.isdecimal() for c in damage.token)
        if document.text_held and hides:
            yield _change(document, span, name, ALONE + damage.kind, damage.token)
    yield _change(document, span, name, "text, numeral: removed", "")
    before = document.passage_at(span.start)
    if span.start > before.start and document.characters(Span(span.start - 1, span.start)) == " ":
        joined = Span(span.start - 1, span.end)
        yield _change(document, joined, name, "text, numeral: joined to the word before", token)
    if span.end < before.end and document.characters(Span(span.end, span.end + 1)) == " ":
        joined = Span(span.start, span.end + 1)
        yield _change(document, joined, name, "text, numeral: joined to the word behind", token)


def _change(
    document: Document, span: Span, subject: str, kind: str, token: str, *more: Edit
) -> Change:
    was = document.characters(span)
    edit = _edit(document, span, token)
    line = document.line(span.start)
    return Change(
        kind, document.file, line, subject, shown(was), token or "(nothing)", (edit, *more)
    )


def _edit(document: Document, span: Span, token: str) -> Edit:
    """The replacement of characters in a text held whole, or in the excerpt that has them."""
    if document.text_held:
        return Splice(document.file, span.start, span.end, token)
    passage = document.passage_at(span.start)
    index = document.passages.index(passage)
    start, end = span.start - passage.start, span.end - passage.start
    text = passage.text[:start] + token + passage.text[end:]
    return Put(document.file, ("excerpts", index, "text"), text)


def _followed(transcript: Transcript) -> Iterator[Change]:
    """Damage to the text that the quotation and the token of the entry follow; the value stays."""
    source = transcript.source
    entries = {item.entry.id: item for item in source.figures}
    for name, figure in transcript.figures.items():
        item = entries[name]
        own = figure.document.characters(figure.token)
        quote = item.entry.quote
        if source.document is not figure.document or quote.count(own) != 1:
            continue
        for damage in damages(own):
            edits = (
                Put(item.file, (*item.path, "quote"), quote.replace(own, damage.token)),
                Put(item.file, (*item.path, "at"), damage.token),
            )
            kind = f"text and entry, {damage.kind}"
            yield _change(figure.document, figure.token, name, kind, damage.token, *edits)
