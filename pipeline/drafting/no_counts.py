"""Numbers that count nothing although a noun is near: labels, values of parameters, multiples, bounds of rules, pages.

Each is told by the words beside it, and is listed with the reason: what it states is for a person to say.
"""

import re
from collections.abc import Iterator

from pipeline.text.documents import Document, Span
from pipeline.text.numbers.numerals import Numeral

_PART_OF_A_NAME = re.compile(r"\b[A-Z]{1,5}[-–]$")
_LABELS = re.compile(
    r"\b(?P<label>(?:[Ll]evel|[Tt]ype|[Cc]lass|[Pp]hase|[Tt]ier|[Gg]rade|[Gg]roup|[Cc]ategor(?:y|ie)|[Ss]tep|[Rr]egion"
    r"|[Zz]one|[Ss]tage|[Pp]riorit(?:y|ie)|[Qq]uestion|[Ii]tem)(?:s|\(s\))?)\s+(?:\d+\s*(?:,|,?\s+(?:and|or|to|through)|[-–])\s*)*$"
)
_SUSPENDED = re.compile(r"-\s+(?:(?:and|or|to)\s+)\d+-(?P<noun>\w+(?:-\w+)*)")
"""What is behind the 3 of "3- and 4-year-old cohorts"; a range of durations ("45- to 60-minute") is none."""
_PARAMETER = re.compile(
    r"\b(?:an?|the|its)\s+(?P<name>[A-Z][A-Z₀-₉]+[a-z]?s?|(?:\w+\s+)?(?:value|factor|score|coefficient|index|exponent|pH"
    r"|probability|p-value))\s+of\s+(?:(?:less|more|greater|lower|higher)\s+than\s+|at\s+(?:least|most)\s+|about\s+"
    r"|approximately\s+)?$"
)
_TIMES = re.compile(r"\s+times\b", re.IGNORECASE)
_BOUND = re.compile(
    r"(?:[\s-]*(?:percent|per\s+cent|%))?[\s-]+(?P<noun>cap|limit|threshold|ceiling|floor|rule|cutoff|cut-off|benchmark)s?\b",
    re.IGNORECASE,
)
_FOOTER = re.compile(r"\s*(?:[A-Z]\w*(?:[ .]\w{1,12}){0,4})\s{3,}\d{1,4}\s*")
_CHUNK = re.compile(r"\S+(?: \S+)*")
FEWEST_CELLS = 3


def why_no_count(document: Document, numeral: Numeral, before: str, behind: str) -> str | None:
    """Why a number may count nothing; None where its words do not show that."""
    return next(_reasons(document, numeral, before, behind), None)


def _reasons(document: Document, numeral: Numeral, before: str, behind: str) -> Iterator[str]:
    if _is_cell(document, numeral):
        yield "it is printed like a cell of a table: declare the table, or quote the words that say what it is"
    if _PART_OF_A_NAME.search(before):
        yield "letters are joined to it: it may be part of a name"
    if bound := _BOUND.match(behind):
        yield f"it may be the {bound['noun']} of a rule, which nothing was counted for"
    if numeral.statistic == "count" and numeral.unit is None:
        yield from _of_counts(document, numeral, before, behind)


def _of_counts(document: Document, numeral: Numeral, before: str, behind: str) -> Iterator[str]:
    """Reasons that a number has which its words may make a count, if only for want of other words."""
    if label := _LABELS.search(before):
        yield f"it may be the label of a thing: `{label['label']} {numeral.token}`"
    if joined := _SUSPENDED.match(behind):
        yield f"`{numeral.token}-{joined['noun']}` may say of what kind a thing is, and count nothing"
    if parameter := _PARAMETER.search(before):
        yield f"it may be the value of `{parameter['name']}`, and count nothing"
    if _TIMES.match(behind):
        yield "it may be a multiple of something, or how often something was done"
    line = document.line_around(Span(numeral.start, numeral.end))
    if _FOOTER.fullmatch(document.characters(line)) and _is_apart(document, line):
        yield "it ends a line of its own: it may be the number of a page"


def _is_cell(document: Document, numeral: Numeral) -> bool:
    """Whether a number is alone among pieces of a line that white space parts."""
    line = document.line_around(Span(numeral.start, numeral.end))
    pieces = list(_CHUNK.finditer(document.characters(line)))
    at = numeral.start - line.start
    own = next((piece[0] for piece in pieces if piece.start() <= at < piece.end()), "")
    return len(pieces) >= FEWEST_CELLS and own.strip("~<>≤≥±$()%*†‡") == numeral.token.strip("$%()")


def _is_apart(document: Document, line: Span) -> bool:
    """Whether no line is right above or below a line."""
    (passage,) = document.passages
    above = passage.text[: line.start].rstrip(" \t").endswith(("\n\n", "\n \n")) or not line.start
    below = passage.text[line.end :].lstrip(" \t\r")
    return above and (not below.strip() or below.startswith(("\n\n", "\n\f", "\r\n\r\n")))
