"""Patterns that a numeral may have in common with others which are waived for the same reason.

A pattern is only a candidate: `waivers` keeps it where every match is a numeral of that reason. Its gaps are spaces: none
runs over the end of a line.
"""

import re
from collections.abc import Iterator

from pipeline.text.numbers.numerals import Numeral

_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
OF_FORMS: dict[str, tuple[str, ...]] = {
    "mark": (
        "[¹²³⁴⁵⁶⁷⁸⁹⁰]+",
        r"[a-z)][.,;:](?P<waived>\d{1,3})(?:\s|$)",
        r"(?m)^(?P<waived>\d{1,3}) ?[A-Z]",
    ),
    "telephone": (
        r"\(\d{3}\) \d{3}-\d{4}",
        r"\b\d{3}-\d{3}-\d{4}\b",
        r"\b\d{3}\.\d{3}\.\d{4}\b",
    ),
    "list_number": (r"(?m)^[ \t]*(?P<waived>\d{1,3})\. ", r"(?P<waived>\(\d{1,2}\)) [a-zA-Z]"),
    "date": (
        rf"\b{_MONTHS}[ ]+\d{{1,2}},?[ ]+\d{{4}}\b",
        rf"\b{_MONTHS}[ ]+\d{{1,2}}\b",
        rf"\b{_SHORT}[ ]+\d{{1,2}},?[ ]+\d{{4}}\b",
        r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
        r"\b\d{1,2}:\d{2}\b",
    ),
    "year": (
        r"\b(?:19|20)\d{2}\b",
        r"\b(?P<waived>(?:19|20)\d{2})(?:[\s,;:)]|\.\s|$)",
        r"[a-z][ ]+(?P<waived>(?:19|20)\d{2})(?:[\s,;:)]|\.\s|$)",
        rf"\b(?:{_MONTHS}|{_SHORT})[ ]+\d{{1,2}},?[ ]+\d{{4}}\b",
        rf"\b{_MONTHS}[ ]+(?P<waived>\d{{4}})\b",
        r"\b[Ff]iscal[ ]+[Yy]ears?[ ]+(?P<waived>\d{4})\b",
        r"\bFYs?[ ]*(?P<waived>\d{4})\b",
        r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Tt]o)[ ]+(?P<waived>\d{4})\b",
        r"\((?:\w+[ ]+)?(?P<waived>\d{4})\)",
    ),
    "ordinal": (
        r"\b(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth)\b",
        r"\b[Ff]irst\b",
        r"\b\d+(?:st|nd|rd|th)\b",
    ),
    "exhibit": (r"\b(?:Figure|Table|Exhibit|Appendix|Chart)[ ]+(?P<waived>\d+)\b",),
    "page": (r"\b[Pp]age[ ]+(?P<waived>\d+)\b",),
    "number": (r"\b[Oo]ne\b", r"\b[Bb]oth\b", r"\b[Oo]ne of\b"),
    "citation": (r"\d+ U\.S\.C\. § ?\d+\w*", r"\d+ C\.F\.R\. § ?[\d.]+"),
}
"""Patterns that are tried first, by the form of the numeral: the most general first."""


def patterns_of(numeral: Numeral) -> Iterator[str]:
    """Patterns for numerals that are printed as this one, the most general first."""
    text, start, end = numeral.context
    token, line_start = numeral.token, text.rfind("\n", 0, start) + 1
    before, behind = text[line_start:start], text[end : end + 20].partition("\n")[0]
    shape = _shape(token)
    for pattern in OF_FORMS.get(numeral.form, ()):
        if _is_at(pattern, text, start, end):
            yield pattern
    if numeral.form == "mark":
        return
    marker = re.fullmatch(r"[\s(•*-]*", before)
    following = re.match(r"[.)]*\s?", behind)
    if marker is not None and following and following[0].strip():
        opening = _escaped(before.lstrip("\t \n")) if before.strip() else ""
        yield f"(?m)^{opening}(?P<waived>{shape}){_escaped(following[0].rstrip())}"
    front, tail = re.search(r"\S*$", before), re.match(r"\S*", behind)
    if front is not None and tail is not None and (front[0] or tail[0]):
        word = (front[0] + token + tail[0]).strip("()[].,;:")
        if re.match(r"[A-Z]{2,}[-/]", word):
            yield _bounded(_any_digits(_escaped(word)))
        if re.search(r"[A-Za-z]", word):
            yield _bounded(_escaped(word))
    name = re.search(r"(\S*\w\S*)(\s*)$", before)
    if name is not None and re.search(r"[A-Za-z]", name[1]):
        gap = "[ ]+" if name[2] else ""
        yield rf"{_escaped(name[1])}{gap}(?P<waived>{shape})\b"


def _bounded(pattern: str) -> str:
    """A pattern that matches whole words only."""
    front = r"\b" if re.match(r"\w", pattern) else ""
    return front + pattern + (r"\b" if re.search(r"[\w+]$", pattern) else "")


def _is_at(pattern: str, text: str, start: int, end: int) -> bool:
    """Whether the pattern matches characters around a numeral."""
    first = max(0, text.rfind("\n", 0, max(0, start - 24)) + 1)
    found = re.finditer(pattern, text[first : end + 24])
    return any(m.start() + first < end and start < m.end() + first for m in found)


def _shape(token: str) -> str:
    """A token with any digits in place of its own."""
    escaped = _escaped(token)
    return _any_digits(escaped) if token[:1].isdigit() else escaped


def _escaped(text: str) -> str:
    """Text as a regular expression matches it, with no more marks than it needs."""
    return re.sub(r"([.\\^$*+?{}\[\]|()])", r"\\\1", text)


def _any_digits(pattern: str) -> str:
    """A pattern with any digits in place of its own."""
    return re.sub("[0-9]+", r"\\d+", pattern)
