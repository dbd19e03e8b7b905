"""The files of a document's folder that follow from its original: source.yaml, its text, the boxes of its characters.

Each statement of source.yaml that the document makes itself has its words and their line in a comment. What is in
the files is decided here; writing them is the command's.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.intake.doubtful_numbers import doubtful_numbers, numbers_in_words
from pipeline.intake.interleaved_lines import in_words, interleaved_lines
from pipeline.intake.own_words import Stated
from pipeline.intake.rendition import Rendition
from pipeline.intake.running_lines import PrintedPages
from pipeline.text.documents import sha256_of

GOVERNMENT_WORK = (
    "Work of the United States Government, in the public domain in the United States (17 USC 105)"
)
OPTIONS = {
    "title": "--title",
    "published": "--published",
    "report_number": "--report-number",
    "publisher": "--publisher",
    "licence": "--licence",
    "official_url": "--official-url",
}
"""The option of the command that gives each field which a document may leave out."""
ANSWERS = (*OPTIONS, "edition", "supersedes", "language")
"""Fields that options give, those of `OPTIONS` and others."""
REQUIRED = ("title", "licence")
BOXES, TEXT, ABOUT = "boxes.jsonl", "document.txt", "source.yaml"
_FIGURES = """\
# yaml-language-server: $schema=../schemas/figures.schema.json
# The numbers that the document states, one entry a statement, in the order of the text.
transcribed_by: none
checked_by: none
figures: []
"""
_EXCERPTS = """\
# yaml-language-server: $schema=../schemas/excerpts.schema.json
# The shortest quotations that the figures need, each at its place in the full text, which is not here.
excerpts: []
"""


@dataclass(frozen=True)
class Intake:
    """A document that is taken in: its rendition, what it states itself, and what a person gave."""

    source_id: str
    original: bytes = field(repr=False)
    rendition: Rendition = field(repr=False)
    pages: PrintedPages | None
    stated: Mapping[str, Stated]
    given: Mapping[str, str | date | bool]

    @property
    def redistributable(self) -> bool:
        """Whether the text may be in the repository."""
        return bool(self.given["redistributable"])

    @property
    def missing(self) -> list[str]:
        """Fields that neither the document nor a person states."""
        return [name for name in OPTIONS if self.value(name) is None]

    @property
    def text(self) -> bytes:
        """The bytes of document.txt."""
        return self.rendition.text.encode()

    def files(self) -> dict[str, bytes]:
        """The files of the folder, by name; the text is none of them where it may not be redistributed."""
        boxes = "".join(f"{line}\n" for line in self.rendition.boxes())
        files = {ABOUT: self.about().encode(), "figures.yaml": _FIGURES.encode()}
        files |= {BOXES: boxes.encode()} if boxes else {}
        if self.redistributable:
            return files | {TEXT: self.text}
        return files | {"excerpts.yaml": _EXCERPTS.encode()}

    def about(self) -> str:
        """`source.yaml`."""
        return "".join(f"{line}\n" for line in self._about())

    def originals(self) -> dict[str, str]:
        """The fields that change with the original file, each as its lines in source.yaml."""
        fields = {
            "text_sha256": [f"text_sha256: {sha256_of(self.text)}"],
            "original_sha256": [f"original_sha256: {sha256_of(self.original)}"],
            "rendition": [f"rendition: {scalar(self._rendition())}"],
        }
        written = {name: "".join(f"{line}\n" for line in lines) for name, lines in fields.items()}
        pages = self.pages_lines if self.redistributable else ""
        return written | ({"pages": pages} if pages else {})

    def _rendition(self) -> str:
        lines = self.rendition.lines
        doubts = in_words(interleaved_lines(lines)), numbers_in_words([*doubtful_numbers(lines)])
        return f"{self.rendition.in_words(doubts)}."

    @property
    def pages_lines(self) -> str:
        """The field `pages` as its lines in source.yaml; none where no line numbers the pages."""
        return "".join(f"{line}\n" for line in self._pages())

    def _about(self) -> Iterator[str]:
        originals = {name: lines.rstrip("\n") for name, lines in self.originals().items()}
        yield "# yaml-language-server: $schema=../schemas/source.schema.json"
        yield f"id: {self.source_id}"
        yield "kind: report"
        for name in ("report_number", "title", "publisher", "published", "official_url"):
            yield self._field(name)
        for name in ("edition", "supersedes"):
            if self.given.get(name):
                yield f"{name}: {scalar(self.given[name])}"
        yield f"language: {self.given.get('language') or self.rendition.language or 'en'}"
        yield f"licence: {scalar(self.value('licence'))}"
        yield f"redistributable: {'true' if self.redistributable else 'false'}"
        yield f"text: {'whole' if self.redistributable else 'excerpts'}"
        yield from (lines for lines in originals.values() if lines)

    def _field(self, name: str) -> str:
        value, stated = self.value(name), self.stated.get(name)
        if value is None:
            return f"{name}: null  # not stated clearly in the document"
        if stated is None or self.given.get(name) is not None:
            return f"{name}: {scalar(value)}"
        return f"{name}: {scalar(value)}  # line {stated.line}: {_in_a_comment(stated.quote)}"

    def value(self, name: str) -> Any:
        """What a person or the document states; None where neither does."""
        if self.given.get(name) is not None:
            return self.given[name]
        if name == "licence":
            return GOVERNMENT_WORK if self.redistributable else None
        return self.stated[name].value if name in self.stated else None

    def _pages(self) -> Iterator[str]:
        if self.pages is None:
            return
        yield "pages:"
        for name, value in self.pages.entry.items():
            yield f"  {name}: {scalar(value)}"


def scalar(value: Any) -> str:
    """A value as YAML, in one line.

    >>> scalar("Beds: 2019"), scalar("A report"), scalar([1, 2])
    ('"Beds: 2019"', 'A report', '[1, 2]')
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(scalar(one) for one in value)}]"
    text = str(value)
    plain = re.fullmatch(r"[A-Za-z][A-Za-z .'’()&;-]*[A-Za-z.)]", text) is not None
    is_word = text.lower() in ("true", "false", "yes", "no", "on", "off", "null", "none", "y", "n")
    if isinstance(value, int) or (plain and not is_word):
        return text
    return json.dumps(text, ensure_ascii=False)


def _in_a_comment(words: str) -> str:
    return f"“{' '.join(words.split())}”"


def with_fields(about: str, fields: Mapping[str, str]) -> str:
    """A source.yaml that a person may have edited, with these fields, all else as it was."""
    lines = about.splitlines(keepends=True)
    for name, written in fields.items():
        start = next((i for i, line in enumerate(lines) if line.startswith(f"{name}:")), None)
        if start is None:
            lines.append(written)
            continue
        end = start + 1
        while end < len(lines) and lines[end].startswith((" ", "\t")):
            end += 1
        lines[start:end] = [written]
    return "".join(lines)
