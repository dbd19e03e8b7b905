"""The words of a description that carry its content, and which of them other texts have.

A description is in our own words, so it is compared word by word and not as a quotation: words of grammar ("of",
"which", "were") do not count, and two words are alike where their first five letters are ("declined", "declining").
"""

import re
from collections.abc import Iterable

from pipeline.text.normal_form import normal_form

WORDS_OF_GRAMMAR = frozenset(
    "a about all an and any are as at be been by did do does each for from had has have how in into is it its many "
    "much no not of on one or other out over own per than that the their them these they this those to under up was "
    "were when where which who whom whose with".split()
)
_WORD = re.compile(r"[^\W_]+(?:'s\b)?")
_COMPARED = 5


def content_words(text: str) -> list[str]:
    """The words of a text, without words of grammar, each once.

    >>> content_words("officers whom ICE employed, and the officers' cases")
    ['officers', 'ICE', 'employed', 'cases']
    """
    words: dict[str, str] = {}
    for word in _WORD.findall(normal_form(text).text):
        words.setdefault(_beginning(word), word)
    return [word for beginning, word in words.items() if beginning not in WORDS_OF_GRAMMAR]


def words_not_in(description: str, texts: Iterable[str]) -> list[str]:
    """The content words of a description that none of several texts has.

    >>> words_not_in("declined detainers of offices", ["law enforcement is declining a detainer"])
    ['offices']
    """
    there = {_beginning(word) for text in texts for word in content_words(text)}
    return [word for word in content_words(description) if _beginning(word) not in there]


def _beginning(word: str) -> str:
    """What two words have in common that are alike: without a possessive and a plural's s, five letters."""
    plain = word.casefold().removesuffix("'s")
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss"):
        plain = plain[:-1]
    return plain if plain in WORDS_OF_GRAMMAR else plain[:_COMPARED]
