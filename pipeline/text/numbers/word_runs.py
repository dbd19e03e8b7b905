"""Numbers in words as texts join them: "two hundred and fifty", "two-thirds", "one and a half million".

A run is one or more number words with nothing but spaces, hyphens, "and", "of" and "a" between them. It is read
whole or refused whole: a part of a number is never a number. The words are in `number_words`, and where runs begin
is in `numerals`.
"""

import re
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile
from typing import Any, NamedTuple

from pipeline.text.numbers.number_words import (
    CARDINALS,
    FIRST_WORDS,
    MAGNITUDES,
    MULTIPLIERS,
    ORDINALS,
    OTHERS,
    PARTS,
    PLURALS,
    SHARE_WORDS,
    TENS,
    cardinal,
)
from pipeline.text.numbers.readings import Kind, Reading, exact_number, share_of_whole, step_of
from pipeline.text.numbers.shares import is_of_whole, part_of_number, read_proportion

_ANY = "|".join(sorted({*FIRST_WORDS, *PARTS}, key=len, reverse=True))
_FIRST = re.compile(rf"({_ANY})\b", re.IGNORECASE)
_NEXT = re.compile(
    rf"(?P<link>\s*[-‐‑–]\s*|\s+and\s+an?\s+|\s+and\s+|\s+of\s+|\s+)"
    rf"(?P<word>{_ANY})\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:several|few|many|multiple|countless|couple(?:\s+of)?)\s+$", re.IGNORECASE
)
_ARTICLE = re.compile(r"\ban?\s+$", re.IGNORECASE)
_PAIR = re.compile(r"\b(?:between|both|either|neither|from)\s+(?:[\w$]+\s+)?$", re.IGNORECASE)
_SCORED = re.compile(r"\w\s+$")
_HYPHENED = re.compile(r"[-‐‑][A-Za-z]")
_LINK_HYPHEN = re.compile(r"\s*[-‐‑–]\s*")
_LONGEST = 40
_MOST_WORDS = 32


class _Word(NamedTuple):
    """A number word of a run; `link` is what joins it to the word before: a space, a hyphen, "and", "of a"."""

    word: str
    link: str
    end: int

    @property
    def is_plural(self) -> bool:
        """Whether it is the denominator of several parts: "thirds"."""
        return self.word == "halves" or (self.word in PARTS and self.word[:-1] in PARTS)


_BREAKS = (" ", "-")
_SIZES = (*MAGNITUDES, *MULTIPLIERS)
_HUNDREDS = ("hundred", *MAGNITUDES)
_ONE_OR_TWO = "it may be one number or two"


def read_words(text: str, start: int) -> Reading | None:
    """What the number words from `start` on read as, or None where the word counts nothing here.

    Raises `ValueError` where no number word is there.

    >>> read_words("two hundred and fifty offices", 0).value
    Decimal('250')
    >>> read_words("One and a half million offices", 0).value
    Decimal('1500000')
    """
    run = _Run(text, start)
    first = run.words[0].word
    if first in PLURALS:
        return run.multitude()
    if first in SHARE_WORDS:
        return run.share()
    if first in ORDINALS:
        return run.rank_or_part()
    if first not in CARDINALS:
        return run.other()
    reading = run.cardinal()
    if reading.kind != "word" or reading.value is None:
        return reading
    return read_proportion(text, start, reading.end, reading.value) or reading


class _Run:
    """The number words from an offset on, as far as links join them, being read."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.before = text[max(0, start - _LONGEST) : start]
        self.words = _words_from(text, start)

    def _read(self, last: int, kind: Kind, value: int | None = None, **more: Any) -> Reading:
        """A reading up to the end of the word `last`."""
        number = None if value is None else Decimal(value)
        return Reading(self.start, self.words[last].end, kind, number, **more)

    def multitude(self) -> Reading | None:
        """A multitude ("hundreds", "tens of thousands"): at least two of it."""
        if self.words[0].word == "scores" and _SCORED.search(self.before):
            return None
        least, last = 2 * PLURALS[self.words[0].word], 0
        while (word := self._after(last)) and word.word in PLURALS and word.link == "of":
            least, last = least * PLURALS[word.word], last + 1
        return self._read(last, "vague_word", least=Decimal(least))

    def share(self) -> Reading:
        """A share alone ("half"), or the number that it makes: "half a million", "half of one percent"."""
        word = self.words[0]
        if word.word in PARTS:
            part = Fraction(1, PARTS[word.word])
            number = part_of_number(self.text, self.start, word.end, part)
            if number is not None:
                return number
        return self._read(0, "vague_word")

    def rank_or_part(self) -> Reading:
        """A rank ("third"), or a share ("a third of")."""
        word = self.words[0]
        if word.word in PARTS and _ARTICLE.search(self.before):
            part = Fraction(1, PARTS[word.word])
            number = part_of_number(self.text, self.start, word.end, part)
            if number is not None:
                return number
            if is_of_whole(self.text, word.end):
                return share_of_whole(self.start, word.end, "fraction", part)
        return self._read(0, "ordinal_word", ORDINALS[word.word])

    def other(self) -> Reading | None:
        """A word that enters into no longer number: "twice", "none of", "a couple of", "doubled"."""
        word = self.words[0]
        if word.word == "none" and not _OF.match(self.text, word.end):
            return None
        if word.word in OTHERS:
            return self._read(0, "word", OTHERS[word.word])
        if word.word != "couple":
            why = "it does not say of what, or whether it counts the change or the whole"
            return self._read(0, "word", refused=why)
        if not (_ARTICLE.search(self.before) and _OF.match(self.text, word.end)):
            return None  # two people
        behind = self._after(0)
        if behind and behind.link == "of" and behind.word in _SIZES:
            return self._read(1, "vague_word", least=Decimal(2 * CARDINALS[behind.word]))
        return self._read(0, "word", refused="it may be two, or a few")

    def cardinal(self) -> Reading:
        """What a run that begins with a cardinal reads as; refused as far as words follow without a break."""
        last = self._last_of_piece(0)
        words = [word.word for word in self.words[: last + 1]]
        value = cardinal(words)
        if value and words[0] in _SIZES and _SEVERAL.search(self.before):
            return self._read(last, "vague_word", least=Decimal(2 * value))
        if value is None:
            why = "these words are no number together; they may be two numbers, or a year"
            return self._read(last, "word", refused=why)
        return (
            self._with_part(last, value) or self._with_and(last, value) or self._whole(last, value)
        )

    def _after(self, last: int) -> _Word | None:
        return self.words[last + 1] if last + 1 < len(self.words) else None

    def _last_of_piece(self, first: int) -> int:
        """Index of the last cardinal that spaces or hyphens join to the one at `first`."""
        last = first
        while (word := self._after(last)) and word.link in _BREAKS and word.word in CARDINALS:
            last += 1
        return last

    def _whole(self, last: int, value: int) -> Reading:
        """The cardinal, unless its last word may belong to the next: "thirty one-day passes"."""
        word = self.words[last]
        if last and word.link == " " and _HYPHENED.match(self.text, word.end):
            return self._read(
                last, "word", refused=f"`{word.word}` may belong to the word behind it"
            )
        unit = Decimal(CARDINALS[word.word]) if word.word in MAGNITUDES else Decimal(1)
        return self._read(last, "word", value, last_digit_unit=unit)

    def _with_part(self, last: int, value: int) -> Reading | None:
        """The cardinal with a fraction or a rank behind it: "two-thirds", "twenty-first"."""
        word = self._after(last)
        if word is None or word.link not in _BREAKS:
            return None
        is_rank = self.words[last].word in TENS or (word.link == "-" and value >= 100)
        if is_rank and 0 < ORDINALS.get(word.word, 0) < 10:
            return self._read(last + 1, "ordinal_word", value + ORDINALS[word.word])
        if word.word not in PARTS or value >= 100:
            return None
        if word.link == " " and value > 1 and not word.is_plural:
            return None  # "two third-party contractors"
        return self._fraction(last + 1, value)

    def _fraction(self, last: int, numerator: int) -> Reading:
        word = self.words[last]
        part = Fraction(numerator, PARTS[word.word])
        if word.is_plural != (numerator > 1) or not 0 < part < 1:
            return self._read(last, "fraction", refused="it is no fraction of a whole")
        number = part_of_number(self.text, self.start, word.end, part)
        if number is not None:
            return number
        if is_of_whole(self.text, word.end) or (
            word.link == "-" and not _OF.match(self.text, word.end)
        ):
            return share_of_whole(self.start, word.end, "fraction", part)
        return self._read(last, "fraction", refused="it may be a share, a rank or parts of a year")

    def _with_and(self, last: int, value: int) -> Reading | None:
        """The cardinal with more behind "and": "two hundred and fifty", "one and a half million"."""
        behind = self._after(last)
        if behind is None:
            return None
        if behind.link == "and a" and behind.word in PARTS and not behind.is_plural:
            return self._mixed(last + 1, value, Fraction(1, PARTS[behind.word]))
        return self._and_number(last, value, behind) if behind.link == "and" else None

    def _and_number(self, last: int, value: int, behind: _Word) -> Reading | None:
        is_hundreds = self.words[last].word in _HUNDREDS
        if is_hundreds and behind.word in ORDINALS:
            return self._read(last + 1, "ordinal_word", value + ORDINALS[behind.word])
        if behind.word not in CARDINALS:
            return None
        end = self._last_of_piece(last + 1)
        part = self._after(end)
        if part and part.link in _BREAKS and part.word in (*PARTS, *ORDINALS):
            return self._and_part(last, end, value)
        return self._and_more(last, end, value) if is_hundreds else None

    def _and_part(self, last: int, end: int, value: int) -> Reading | None:
        """A mixed number ("two and three-quarters") or a rank ("one hundred and twenty-first")."""
        part = self.words[end + 1]
        added = cardinal([word.word for word in self.words[last + 1 : end + 1]])
        if added is None or added >= 100:
            return None
        if self.words[end].word in TENS and part.word in ORDINALS:
            return self._read(end + 1, "ordinal_word", value + added + ORDINALS[part.word])
        if (
            part.word not in PARTS
            or part.is_plural != (added > 1)
            or not 0 < added < PARTS[part.word]
        ):
            return None
        return self._mixed(end + 1, value, Fraction(added, PARTS[part.word]))

    def _mixed(self, last: int, value: int, part: Fraction) -> Reading:
        times, step, behind = 1, step_of(part), self._after(last)
        if behind and behind.link in _BREAKS and behind.word in _SIZES:
            times, last = CARDINALS[behind.word], last + 1
            step = step * times if behind.word in MAGNITUDES else Decimal(1)
        if _PAIR.search(self.before):
            return self._read(last, "word", refused=_ONE_OR_TWO)
        return exact_number(self.start, self.words[last].end, "word", (value + part) * times, step)

    def _and_more(self, last: int, end: int, value: int) -> Reading | None:
        """A whole number ("two hundred and fifty"); None where two numbers follow each other."""
        words = [word.word for word in self.words[: end + 1]]
        whole = cardinal(words)
        if whole is None or whole <= value:
            return None
        added = list(takewhile(lambda word: word not in MAGNITUDES, words[last + 1 :]))
        if "hundred" in added or _PAIR.search(self.before):  # "one thousand and two hundred"
            return self._read(end, "word", refused=_ONE_OR_TWO)
        return self._with_and(end, whole) or self._whole(end, whole)


def _words_from(text: str, start: int) -> list[_Word]:
    first = _FIRST.match(text, start)
    if first is None:
        raise ValueError(f"no number word at offset {start}")
    words = [_Word(first[1].lower(), "", first.end())]
    while len(words) < _MOST_WORDS and (match := _NEXT.match(text, words[-1].end)):
        link = _LINK_HYPHEN.sub("-", " ".join(match["link"].lower().split())) or " "
        link = f"{link[:-2]}a" if link.endswith("an") else link
        words.append(_Word(match["word"].lower(), link, match.end()))
    return words
