"""Wordings: words by which documents name a thing, and whether a text holds them.

A wording is words in normal form, in any case. Parts joined by ` … ` occur in this order with any words
between them; `#` is the number that is stated. Which texts are searched is decided by who asks.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pipeline.text.normal_form import normal_form
from pipeline.text.numbers.numerals import SUPERSCRIPTS

NUMBER = "#"
_BETWEEN = "…"
_MARKS = re.compile(f"[{SUPERSCRIPTS}]+")


def with_number(text: str, start: int, end: int) -> str:
    """A text with `#` in place of the number at `start` to `end`, and without superscript marks.

    >>> with_number("arrested 143,100⁴ aliens", 9, 16)
    'arrested # aliens'
    """
    before, behind = text[:start].replace(NUMBER, " "), text[end:].replace(NUMBER, " ")
    return _MARKS.sub("", f"{before}{NUMBER}{behind}")


def holds(text: str, wordings: Iterable[str]) -> bool:
    """Whether a text has one of several wordings.

    >>> holds("ICE issued # detainers", ["issued # detainers"])
    True
    >>> holds("officers declined # of the detainers", ["detainers … declined", "detain"])
    False
    """
    form = _form(text)
    return any(_pattern(wording, NUMBER).search(form) for wording in wordings)


def mentions(text: str, wordings: Iterable[str]) -> bool:
    """Whether a text that states no number has one of several wordings; their `#` is any words.

    >>> mentions("the number of detainers ICE issued", ["detainers … issued #"])
    True
    """
    form = _form(text)
    return any(_pattern(wording, _BETWEEN).search(form) for wording in wordings)


@lru_cache(maxsize=64)
def _form(text: str) -> str:
    """Its normal form, which is asked for again and again while one text is compared with a vocabulary."""
    return normal_form(text).text


@cache
def _pattern(wording: str, number: str) -> re.Pattern[str]:
    """A wording as a regular expression; `number` is what its `#` is read as."""
    form = " ".join(normal_form(wording).text.replace(NUMBER, number).split())
    parts = [re.escape(part.strip()) for part in form.split(_BETWEEN) if part.strip()]
    between = r"(?!\w).*?(?<!\w)"
    return re.compile(rf"(?<!\w){between.join(parts)}(?!\w)", re.IGNORECASE | re.DOTALL)
