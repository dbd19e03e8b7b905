"""Marks of footnotes at the numbers and labels of a printed table, told apart from what they are printed at.

A mark must be declared: `10²` may be 10 with a footnote, or 100.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text.documents import Span
from pipeline.text.numbers.numerals import SUPERSCRIPTS
from pipeline.transcription.grid_lines import Piece, Unfit, piece_of

TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
UNIT = re.compile(r"(?:\b|\()(?:[kcm]?m|ft|in|mi|yd)[²³]\)?$")
GLUED_TO_WORDS = re.compile(r"[^\W\d_A-Z]\)?$")
"""The end of a word or of words in parentheses, at which digits are the mark of a footnote if one is declared."""
SUSPECT = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§¶]|\\[0-9]+\\?|\s(?:\d{1,2}|[a-z])/|\s\((?:\d|[a-z])\))$")
"""What stands at the end of a label or number only as the mark of a footnote."""


@dataclass(frozen=True)
class Noted:
    """A cell or label without its footnotes' marks, the marks as printed, and their characters."""

    piece: Piece
    mark: str | None = None
    beside: tuple[Span, ...] = ()


def without_notes(piece: Piece, footnotes: Sequence[str]) -> Noted | Unfit:
    """A piece of a line without the footnotes' marks at its ends.

    A mark of digits is read where it is raised, behind a word, or where a space parts it from a label or number.
    """
    marks: list[str] = []
    beside: list[Span] = []
    rest, start = piece.raw, piece.span.start
    ordered = sorted(footnotes, key=len, reverse=True)
    found: tuple[int, int] | None = (0, 0)
    while found is not None:
        found = next(filter(None, (_mark_in(rest, mark) for mark in ordered)), None)
        if found is not None:
            first, end = found
            marks.insert(0 if first else len(marks), rest[first:end])
            beside.append(Span(start + first, start + end))
            if first:
                rest = rest[:first].rstrip().removesuffix(",").rstrip()
            else:
                lead = len(rest[end:]) - len(rest[end:].lstrip())
                rest, start = rest[end:].lstrip(), start + end + lead
    suspect = SUSPECT.search(rest)
    if suspect is not None and len(rest) > len(suspect[0]) and not UNIT.search(rest):
        found_mark = (
            f"`{piece.text}` ends with `{suspect[0]}`, which is no mark of a declared footnote"
        )
        return Unfit(found_mark, "list the mark under `footnotes` if it is one")
    return Noted(piece_of(rest, start), ",".join(marks) or None, tuple(sorted(beside)))


def _mark_in(text: str, mark: str) -> tuple[int, int] | None:
    """Where a text has the mark at one of its ends, with something else beside it."""
    plain = mark.translate(TO_DIGITS)
    raised = plain.translate(str.maketrans("0123456789", SUPERSCRIPTS))
    for form in {mark, raised}:
        is_digits = form.isascii() and form.isdigit()
        first = len(text) - len(form)
        if first > 0 and text.endswith(form) and text[:first].strip():
            if is_digits and _may_be_one_number(text, first):
                continue
            if text[first - 1].isspace() or (text[first - 1] == "," and not is_digits):
                return first, len(text)
            glued = not is_digits and (not form.isalpha() or text[first - 1].isdigit())
            glued = glued or (is_digits and GLUED_TO_WORDS.search(text[:first]) is not None)
            if glued and not _continues(text[first - 1], form):
                return first, len(text)
        if first > 0 and text.startswith(form) and not is_digits and not form.isalpha():
            return 0, len(form)
    return None


def _may_be_one_number(text: str, first: int) -> bool:
    """Whether a mark of three digits may be the last group of a number: `1 234`."""
    return len(text) - first == 3 and re.search(r"(?<!\d)\d{1,3}\s$", text[:first]) is not None


def _continues(before: str, form: str) -> bool:
    """Whether a raised mark would be cut out of a longer one."""
    return before in SUPERSCRIPTS and form[0] in SUPERSCRIPTS
