"""An original file, of whatever format, to its rendition; the format is told by its first bytes."""

import re

from pipeline.intake import refusals
from pipeline.intake.html_text import read_html
from pipeline.intake.plain_text import read_plain
from pipeline.intake.reading_apart import Progress, read_pdf
from pipeline.intake.rendition import Rendition
from pipeline.text.unreadable_characters import unreadable_characters

_PDF = re.compile(rb"%PDF-\d")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|\?xml)[\s>]", re.IGNORECASE)
_OTHERS = {
    b"PK\x03\x04": "those of a zip archive, such as a Word or Excel file",
    b"\xd0\xcf\x11\xe0": "those of an old Word or Excel file",
    b"\x89PNG": "those of a picture",
    b"\xff\xd8\xff": "those of a picture",
    b"GIF8": "those of a picture",
    b"II*\x00": "those of a picture",
    b"MM\x00*": "those of a picture",
    b"\x1f\x8b": "those of a compressed file",
    b"\x7fELF": "those of a program",
    b"{\\rtf": "those of a file of rich text",
}


def needs(content: bytes) -> tuple[str, ...]:
    """The modules that the extra `add` must have installed to read it."""
    return ("pypdfium2",) if _PDF.search(content[:1024]) else ()


def _readable(rendition: Rendition) -> Rendition:
    """The rendition, where `oversight check` can read all its characters and lines."""
    for problem in unreadable_characters(rendition.text):
        found = f"line {problem.line} of its text cannot be read: {problem.found}"
        raise refusals.Refused(found, "print it to a new PDF with another viewer, and add that one")
    return rendition


def read_original(content: bytes, name: str, encoding: str | None, moved: Progress) -> Rendition:
    """The rendition of a file's bytes; raises `Refused` where it is not taken in."""
    if not content:
        raise refusals.empty()
    if len(content) > refusals.LARGEST_FILE:
        raise refusals.too_large(len(content))
    for begins, kind in _OTHERS.items():
        if content.startswith(begins):
            raise refusals.no_pdf(kind)
    if _PDF.search(content[:1024]):
        return _readable(read_pdf(content, moved))
    suffix = name.lower().rpartition(".")[2]
    if suffix == "pdf":
        raise refusals.broken("it does not begin with %PDF")
    if _HTML.search(content[:2048]) or suffix in ("html", "htm", "xhtml"):
        return read_html(content, encoding)
    return read_plain(content, encoding)
