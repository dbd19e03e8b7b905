"""Numbers in digits as texts print them: separators, decimals, magnitudes, mixed numbers, damaged characters.

A run is read whole or refused whole, with every character that touches its digits: a part of a number is never a
number. Signs, units and whether the number counts anything are told from the words beside it, elsewhere.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from unicodedata import numeric

from pipeline.text.numbers.number_words import MAGNITUDES, MULTIPLIERS
from pipeline.text.numbers.readings import Kind, Reading, exact_number, step_of
from pipeline.text.numbers.separators import JOINERS, PLAIN, read_separated
from pipeline.text.numbers.shares import read_part, read_proportion

VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
CONFUSED: Mapping[str, str] = {"l": "1", "I": "1", "|": "1", "O": "0", "o": "0", "S": "5", "B": "8"}
"""Characters that a conversion confuses with digits."""
LETTER_MAGNITUDES: Mapping[str, int] = {
    "k": 3, "K": 3, "m": 6, "M": 6, "mil": 6, "mn": 6, "b": 9, "B": 9, "bn": 9, "T": 12, "tn": 12,
}  # fmt: skip
"""Magnitudes in letters, read beside a dollar sign; `mn` and `bn` anywhere."""

_WORDS = "|".join((*MAGNITUDES, *MULTIPLIERS))
_BEHIND = re.compile(
    rf"""
      (?P<magnitude> (?:\s+|\s*-\s*) (?:(?:{_WORDS})s?\s+)?(?:{_WORDS})s?\b
          (?P<more> \s+(?:and\s+)?\d[\d,.]*\s+(?:{_WORDS})s?\b )? )
    | (?P<letters> (?-i: \ ? (?:mn|bn|tn|mil)\b | \ [KkMmBbT](?![\w-])) )
    | (?P<groups> (?:[\u00a0\u2009\u202f\u2007'’]\d{{3}})+ (?![\d'’]) (?:\.\d+)? )
    | (?P<spaced> (?:\ \d{{3}})+(?:,\d{{3}})*(?!\d)(?:\.\d+)? | \ \d{{1,3}}(?:,\d{{3}})+(?!\d) )
    | (?P<lines> \n\d{{1,3}}(?:,\d{{3}})*(?![\d,]\d?)(?=\s+[a-z]) )
    | (?P<broken> ,\ ?\n\s*\d{{3}}(?!\d) | (?<=,\d)-\s*\n\s*\d+ | (?<=,\d\d)-\s*\n\s*\d+ )
    | (?P<mixed> [ -]?(?P<vulgar>[{VULGAR}])(?P<tail>(?:\w|[.,]\d)*) | [ -](?P<over>\d{{1,2}})[/⁄](?P<under>\d{{1,2}})(?![\d/]) )
    | (?P<and_part> \s+and\s+(?:an?|one)[\s-]+(?P<part>half|quarter)\b )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAGNITUDE_BEHIND = re.compile(rf"[\s-]+({'|'.join(MAGNITUDES)})s?\b", re.IGNORECASE)
_CLOSED_MAGNITUDE = re.compile(rf"\)\s+(?:{_WORDS})s?\b", re.IGNORECASE)
_WORD_ON_LINE = re.compile(r"[A-Za-z][^\n]*$")
_TAIL = r"(?P<tail>(?:\w|[.,]\d)*)"
_SLASH = re.compile(rf"[/⁄](?P<under>\d{{1,3}}){_TAIL}(?!\w|[/⁄]\d)")
_COLON = re.compile(rf":\d{{1,3}}(?!\d|\s?[ap]\.?m\b)(?::\d\d)?{_TAIL}", re.IGNORECASE)
_DAMAGED_BEHIND = re.compile(r"[.,](?=[lIOo|SB\d]*\d|[lIOo|SB]{3}(?!\w))[lIOo|SB\d]+(?!\w)")
_DIGITS_BEHIND = re.compile(r"\d|[.,]\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD_CHARACTERS = re.compile(r"(?:\w|[.,]\d)+")
_JOINED = re.compile(rf"[^\W_]*(?:[{JOINERS}]+[^\W_]*\d[^\W_]*)*")
PREFIX = re.compile(r"(?:FYs?|CYs?|SYs?|US)$")
PERCENT_JOINED = ("percent", "pct")
"""Words that a number may be joined to, where a text has lost the space between them: `79percent`."""
_KINDS_OF_SUFFIXES: Mapping[str, Kind] = {
    **dict.fromkeys(("am", "pm", *PERCENT_JOINED), "digits"),
    **dict.fromkeys(("st", "nd", "rd", "th"), "ordinal"),
}
_DECIMAL_WITH_MAGNITUDE = re.compile(r"\d[\d,]*\.\d+[KMB]")
_DOLLAR = re.compile(r"\$\s?$")


def read_digits(text: str, start: int, end: int, floor: int) -> Reading:
    """The number whose digits are at `start` to `end` of a text, with whatever touches them.

    `floor` is the offset behind the number before it, which this one never reaches into.

    >>> read_digits("2.37 million matches", 0, 4, 0).value
    Decimal('2370000')
    >>> read_digits("l,234 files", 2, 5, 0).refused
    '`l,234` has a letter among its digits; it may be 1,234'
    """
    before = text[start - 1] if start > floor else " "
    behind = text[end : end + 1]
    if before not in _QUIET and (joined := _start_of_joined(text, start, floor)) != start:
        if text[joined] != "." and text[joined] not in "'’":
            return _with_letters(text, joined, start)
        start = joined
    if behind in _SILENT or (
        behind in _ENDING and text[end + 1 : end + 2] in _NOTHING_MORE[behind]
    ):
        return _closed(text, start, end) if behind == ")" else _plain(text, start, end)
    return _touched(text, start, end, before)


_QUIET = frozenset(' \n\t($-–—"“:/')
_ENDING = frozenset(" \n.,")
_NO_DIGIT = frozenset(("", " ", "\n", "\t"))
_OTHER_LETTERS = frozenset("cefgjlnpqrsuvwxyzCEFGJLNPQRSUVWXYZ(")
_NOTHING_MORE = {" ": _OTHER_LETTERS, "\n": _OTHER_LETTERS, ".": _NO_DIGIT, ",": _NO_DIGIT - {"\n"}}
"""Characters behind a space, a line end, a point or a comma that cannot begin more of a number, or a proportion."""
_SILENT = frozenset(("", "\n\n", ")", "%", ";", "\t", "]", '"', "”", "?", "!", "*", "⁴"))


def _closed(text: str, start: int, end: int) -> Reading:
    """A number at the end of parentheses; refused with a magnitude behind them: `$(1.2) million`."""
    size = _CLOSED_MAGNITUDE.match(text, end)
    if size is None:
        return _plain(text, start, end)
    return Reading(start, size.end(), "digits", refused="its magnitude is outside the parentheses")


def _touched(text: str, start: int, end: int, before: str) -> Reading:
    """A number with a space, a letter or a sign behind its digits."""
    more = _BEHIND.match(text, end)
    if more:
        return _with_more(text, start, end, more)
    behind = text[end]
    if behind.isalpha():
        return _suffixed(text, start, end)
    if behind in "/⁄:.,":
        return _punctuated(text, start, end, before) or _plain(text, start, end)
    reading = _plain(text, start, end)
    if reading.value is not None and behind in " \n-\u00a0":
        return read_proportion(text, start, end, reading.value) or reading
    return reading


def _punctuated(text: str, start: int, end: int, before: str) -> Reading | None:
    """Digits with more digits behind a slash, a colon, or a damaged character: `3/4`, `1:5`, `12,O00`."""
    is_short = text[start:end].isdecimal() and end - start <= 3
    slash = _SLASH.match(text, end) if is_short and before not in "/⁄" else None
    if slash and (slash["tail"] or not int(slash["under"])):
        return Reading(start, slash.end(), "fraction", refused="it is no fraction")
    if slash:
        part = Fraction(int(text[start:end]), int(slash["under"]))
        return read_part(text, start, slash.end(), part)
    colon = _COLON.match(text, end) if is_short and before != ":" else None
    if colon:
        why = "it may be a ratio, a time or a citation"
        return Reading(start, colon.end(), "digits", refused=why)
    damaged = _DAMAGED_BEHIND.match(text, end)
    return _with_letters(text, start, damaged.end()) if damaged else None


def _start_of_joined(text: str, start: int, floor: int) -> int:
    """Where the characters begin that touch the digits from before: a letter, a point, an apostrophe."""
    before = text[start - 1]
    outer = text[start - 2] if start - 2 >= floor else " "
    lone = start - 3 < floor or not text[start - 3].isalnum()
    if before == ".":
        if outer in CONFUSED and lone:
            return start - 2
        return start if outer.isalnum() or outer in ".)" else start - 1
    if before in "'’":
        return start - 1 if re.match(r"\d0s\b", text[start : start + 4]) else start
    if before == ",":
        return start - 2 if outer in CONFUSED and lone else start
    if not before.isalpha():
        return start
    first = start
    while first > floor and text[first - 1].isalpha():
        first -= 1
    prefix = PREFIX.match(text[first:start])
    return start if prefix else first


def _with_letters(text: str, start: int, digits: int) -> Reading:
    """A run with letters before its digits, or among them: a name, or a damaged number."""
    match = _JOINED.match(text, digits)
    end = max(digits, match.end() if match else digits)
    run = text[start:end]
    read = "".join(CONFUSED.get(character, character) for character in run)
    if PLAIN.fullmatch(read):
        return Reading(
            start, end, "digits", refused=f"`{run}` has a letter among its digits; it may be {read}"
        )
    why = f"`{run}` has letters joined to its digits: it may be a name, a number with a mark, or damaged"
    return Reading(start, end, "digits", refused=why)


def _suffixed(text: str, start: int, end: int) -> Reading:
    """Digits with letters directly behind: `12th`, `1980s`, `79percent`, `250K`, `374a`."""
    letters = _LETTERS.match(text, end)
    suffix = letters[0] if letters else ""
    whole = end + len(suffix)
    if _DIGITS_BEHIND.match(text, whole):
        return _with_letters(text, start, end)
    if suffix.lower() in _KINDS_OF_SUFFIXES:
        return _plain(text, start, end)._replace(kind=_KINDS_OF_SUFFIXES[suffix.lower()])
    if suffix == "s":
        return _plural(text, start, end)
    if suffix in LETTER_MAGNITUDES:
        return _with_letter_magnitude(text, start, end, whole, suffix)
    if suffix.lower() in ("x", "fold"):
        return Reading(start, whole, "digits", refused="it may be a ratio, or a change by so much")
    return _with_letters(text, start, end)


def _plural(text: str, start: int, end: int) -> Reading:
    """`1,000s` is at least two thousand; `1980s` is a decade."""
    digits = text[start:end].replace(",", "")
    if re.fullmatch(r"10+", digits) and len(digits) > 2:
        return Reading(start, end + 1, "vague_word", least=Decimal(2 * int(digits)))
    why = "it is a decade, an age or a plural"
    return Reading(start, end + 1, "digits", refused=why)


def _with_letter_magnitude(text: str, start: int, end: int, whole: int, letters: str) -> Reading:
    run = text[start:whole]
    plain = _plain(text, start, end)
    money = _DOLLAR.search(text[max(0, start - 3) : start]) is not None
    if plain.value is None:
        return Reading(start, whole, "digits", refused=plain.refused)
    if not (money or letters in ("mn", "bn", "tn") or is_decimal_with_magnitude(run)):
        why = f"`{run}` may be a number with a magnitude, a unit or a mark, or a name"
        return Reading(start, whole, "digits", refused=why)
    size = Decimal(10) ** LETTER_MAGNITUDES[letters]
    value = plain.value * size
    exact = value.to_integral_value() if not value % 1 else value
    return Reading(start, whole, "digits", exact, plain.last_digit_unit * size)


def is_decimal_with_magnitude(run: str) -> bool:
    """Whether characters are a decimal with a letter for its magnitude, and nothing else.

    >>> is_decimal_with_magnitude("5.5M"), is_decimal_with_magnitude("5M"), is_decimal_with_magnitude("5.5m")
    (True, False, False)
    """
    return _DECIMAL_WITH_MAGNITUDE.fullmatch(run) is not None


def _with_more(text: str, start: int, end: int, more: re.Match[str]) -> Reading:
    """A number with more of it behind its first digits."""
    if more["magnitude"]:
        return _with_magnitude(text, start, end, more)
    if more["letters"]:
        return _with_letter_magnitude(text, start, end, more.end(), more["letters"].strip())
    if more["mixed"] or more["and_part"]:
        return _mixed(text, start, end, more)
    return _grouped_by_spaces(text, start, end, more)


def _grouped_by_spaces(text: str, start: int, end: int, more: re.Match[str]) -> Reading:
    """Groups of digits with spaces or apostrophes between them, or broken over two lines."""
    run, first = text[start : more.end()], text[start:end]
    if more["broken"] and "-" in more["broken"]:
        return Reading(start, more.end(), "digits", refused="it is broken over two lines")
    if not first.isdecimal() or len(first) > 3:
        return _plain(text, start, end)  # "2019 123 files" are two numbers
    if more["lines"] and not _is_oneread_separated(text, start, first, more["lines"]):
        return _plain(text, start, end)
    digits = re.sub(r"[\s'’]", "", run)
    if more["groups"] and first[0] != "0":
        return read_separated(start, more.end(), digits)
    shown = " ".join(run.split())
    why = f"`{shown}` may be one number, {_grouped(digits)}, or two"
    return Reading(start, more.end(), "digits", refused=why)


def _is_oneread_separated(text: str, start: int, first: str, second: str) -> bool:
    """Whether two numbers, in prose at the end of a line and on the next, may be one that was broken."""
    in_prose = _WORD_ON_LINE.search(text, max(0, start - 60), start) is not None
    return in_prose and first[0] != "0" and ("," in second or len(second.strip()) == 3)


def _grouped(digits: str) -> str:
    whole, point, decimals = digits.replace(",", "").partition(".")
    return f"{int(whole):,}{point}{decimals}"


def _with_magnitude(text: str, start: int, end: int, more: re.Match[str]) -> Reading:
    plain = _plain(text, start, end)
    words = re.findall(r"[a-z]+", more["magnitude"][: -len(more["more"] or "") or None].lower())
    if plain.value is None or more["more"]:
        why = plain.refused or "these may be one number or two"
        return Reading(start, more.end(), "digits", refused=why)
    size, unit = Decimal(1), plain.last_digit_unit
    for word in (word.removesuffix("s") for word in words):
        times = (
            Decimal(10) ** MAGNITUDES[word] if word in MAGNITUDES else Decimal(MULTIPLIERS[word])
        )
        size, unit = size * times, unit * times
    if len(words) > 1 and words[0] not in MULTIPLIERS:
        return Reading(start, more.end(), "digits", refused="it has two magnitudes")
    value = plain.value * size
    whole = value.to_integral_value()
    return Reading(start, more.end(), "digits", whole if value == whole else value, unit)


def _mixed(text: str, start: int, end: int, more: re.Match[str]) -> Reading:
    """A mixed number: `2½`, `1 1/2`, `2 and a half`, each with its magnitude."""
    plain, last = _plain(text, start, end), more.end()
    if more["vulgar"]:
        part = _fraction_of(more["vulgar"])
    elif more["part"]:
        part = Fraction(1, 2 if more["part"].lower() == "half" else 4)
    else:
        part = Fraction(int(more["over"]), int(more["under"]) or 1)
    size = _MAGNITUDE_BEHIND.match(text, last)
    times = 10 ** MAGNITUDES[size[1].lower()] if size else 1
    last = size.end() if size else last
    if plain.value is None or plain.value % 1 or part >= 1 or more["tail"]:
        return Reading(
            start, last, "digits", refused="it is no mixed number; it may be two numbers"
        )
    return exact_number(
        start, last, "digits", (Fraction(plain.value) + part) * times, step_of(part) * times
    )


def _fraction_of(character: str) -> Fraction:
    return Fraction(numeric(character)).limit_denominator(10)


def read_vulgar(text: str, start: int, floor: int) -> Reading:
    """The fraction that is one character: `½ of the officers`."""
    tails = (_WORD_CHARACTERS.match(text, start + 1), _JOINED.match(text, start + 1))
    end = max(tail.end() if tail else start + 1 for tail in tails)
    first = start
    while first > floor and text[first - 1].isalpha():
        first -= 1
    if end > start + 1 or first < start:
        return Reading(first, end, "fraction", refused="digits or letters are joined to it")
    return read_part(text, start, end, _fraction_of(text[start]))


def _plain(text: str, start: int, end: int) -> Reading:
    return read_separated(start, end, text[start:end])
