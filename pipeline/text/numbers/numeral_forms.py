"""What a number in a text is: a number that states something, or a date, a page, a citation, a name.

The form is told from the words beside the number alone. It decides which reasons of a waiver fit the number,
and which numbers count nothing and are refused as figures. Values are read in `numerals`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.text.numbers.digit_runs import is_decimal_with_magnitude
from pipeline.text.numbers.forms import Form
from pipeline.text.numbers.identifiers import (
    is_bill,
    is_coordinate,
    is_dialed,
    is_event,
    is_exponent,
    is_footnote_mark,
    is_heading_number,
    is_identifier,
    is_in_register,
    is_in_volume,
    is_lettered_year,
    is_number_of_pages,
    is_short_year,
    is_subscript,
    is_unit_with_exponent,
)
from pipeline.text.numbers.item_numbers import ends_line_before
from pipeline.text.numbers.number_words import CARDINALS
from pipeline.text.numbers.words_before import LINE_START, LONGEST_WORD, MONTH, named_by
from pipeline.text.word_patterns import pattern_of

_PERIOD_BEFORE = re.compile(
    r"\b(?:first|second|third|fourth|last|this|next|previous|prior|each|every|per|fiscal|calendar|latter|earlier|same)\s+$",
    re.IGNORECASE,
)
_PLACE_IN_PERIOD = re.compile(r"\b(?:first|last|final|latter|other)\s+$", re.IGNORECASE)
_PERIOD_BEHIND = re.compile(
    rf"\s+of\s+(?:(?:early|late|mid)[\s-])?(?:FYs?|CYs?|fiscal|calendar|school|{MONTH}|(?:the|that|this|each|every)\s+"
    r"(?:fiscal\s+|calendar\s+)?(?:years?|century|decade|month|period)|(?:the\s+)?(?:19|20)\d\d)(?![a-z])|\s+(?:FY\s?)?\d",
    re.IGNORECASE,
)
_DAY_AND_YEAR = re.compile(r"\d{1,2},(?:19|20)\d\d")
_MONTH_BEFORE = re.compile(rf"\b{MONTH}\s+$")
_CLOCK_BEFORE = re.compile(r"\b(?:[Aa]t|[Uu]ntil|[Bb]efore|[Aa]fter|[Bb]etween|[Aa]round)\s+$")
_CLOCK_BEHIND = re.compile(r"\s*(?:noon|midnight|hours|hrs|[ECMP][SD]?T|local\s+time)\b")
_DATE_BEHIND = re.compile(
    rf"(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?![a-z])(?:,?\s+\d{{4}})?|/\d{{1,2}}/\d{{2,4}}\b|-\d{{2}}-\d{{2}}\b|:\d\d\s?[apAP]\.?[mM]\b|\s?(?:[ap]\.m\.|[AP]\.?M\b|o['’]clock)|[ap]m\b"
)
_AFTER_WORD = re.compile(r"(?:[a-z]|[%)]|[A-Z]{2}|&[A-Z])[.,;]['\"”’]?$|[A-Za-z]{2}[?)]$")
_ABBREVIATED = re.compile(r"\b(?:approx|ca|est)\.$", re.IGNORECASE)
_OPEN_LIST = re.compile(r"(?:[,;:]\s+|[,;]\s+(?:and|or)\s+)$")
_WHOLE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}/\d{1,2}/\d{1,2}")
_YEARS_JOINED = re.compile(r"(?<![\d,.$#-])(?P<first>(?:1[6-9]|20)\d\d)\s?[-–]\s?$")
_LONGEST_SPAN = 15
"""Years of a span whose end is printed with two digits: in `1998-20` the 20 is hardly a year."""
_OF_A_SERIES = re.compile(
    r"\b(?:[Pp]apers?|[Rr]eports?|[Ss]eries|[Nn]os?\.|[Nn]umbers?)\s+\S{1,6}\s?$"
)
_TERM_BEFORE = re.compile(r"(?<![\w)])[A-Za-z]\($")
_TERM_BEHIND = re.compile(r"\s?[-–−+]\s?[A-Za-z]\)")
_CITED_BEHIND = re.compile(
    r"\s+(?:U\.?\s?S\.?\s?C\b|C\.?\s?F\.?\s?R\b|United\s+States\s+Code|Code\s+of\s+Federal|Stat\.|Fed\.\s*Reg|F\.[23]d|U\.S\.\s+\d)"
    r"|\([a-z]\)(?!\w)|\([a-z]\)s\b"
)
_IN_CITATION = re.compile(r"[\w)]\($")
_STREET = re.compile(
    r"(?:st|nd|rd|th)?(?:\s+(?:[A-Z]\.?|[A-Z][a-z]+|\d+(?:st|nd|rd|th)?)){0,3}\s+"
    r"(?:Street|St\.|Avenue|Ave\.?|Drive|Dr\.|Road|Rd\.|Boulevard|Blvd\.?|Lane|Way|Place|Court|Highway)(?!\w)"
)
_TELEPHONE = re.compile(
    r"(?<![\w-])(?:\+?1[-. ])?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}\b|\b1-8\d\d-[\dA-Z-]{7,8}|\b\d{3}-\d{4}\b(?!-)"
)
_WEB = re.compile(r"://|www\.|@\w|\w\.(?:gov|com|org|mil|edu|net|pdf|html?)\b")
_DURATION = re.compile(
    r"[\s-]+(?:(?:fiscal|calendar|business|working|consecutive|full)\s+)?(?:second|minute|hour|day|week|month|year|decade)s?\b",
    re.IGNORECASE,
)
_ITEM_BEHIND = re.compile(r"[.)]\s+\S|[.)]$")
_STATES = "|".join(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND "
    "OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY".split()
)
_REPEATED = re.compile(rf"\b{pattern_of(CARDINALS)}\s\($", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"[\s,;:]\($")
_STATE_BEFORE = re.compile(rf"\b(?:{_STATES}|D\.C\.),?\s+(?:\d{{5}}-)?$")
_PART_END = re.compile(r"[/=+$(),:;]|\d[\d.,]*-(?=[a-z])|(?<=-)to-(?=\d)")
_JOINED_LETTERS = re.compile(r"[A-Za-z]-?\d|\d-?[A-Z]")
_ALONE_BEHIND = re.compile(r"[ \d]*(?:\n|\t|$)|\s+[A-Z]{2,5}-\d\d-\d")
_ALONE_BEFORE = re.compile(r"(?:^|[\n\t]l?|\.\s?|\.(?:gov|org|com|mil)\s)[ \d]*$")
_CHUNK_LENGTH = 80
_NEAR = 90


class _Near(NamedTuple):
    """A number with the characters before and behind it, and those up to the nearest white space."""

    before: str
    token: str
    behind: str
    chunk: str
    named: Form | None
    place: tuple[str, int]


def form_of(text: str, start: int, end: int, kind: str, unit: str | None) -> Form:
    """The form of the number at these characters of a text, told from the words beside it.

    `kind` and `unit` are those of the numeral.

    >>> form_of("the Act of 1952", 11, 15, "digits", None), form_of("Figure 1 shows", 7, 8, "digits", None)
    ('year', 'exhibit')
    """
    if kind == "mark":
        return _form_of_mark(text, start, end)
    if kind == "vague_word" and is_part_of_year(text, start, end):
        return "date"
    if kind == "fraction" and _are_quarters_of_year(text, start, end):
        return "date"
    if kind in ("fraction", "proportion", "vague_word"):
        return "name" if is_event(text, start, end) else "number"
    if unit is not None:
        return "money" if unit == "US dollars" else "percent"
    before, token = text[max(0, start - _NEAR) : start], text[start:end]
    behind = text[end : end + _NEAR]
    chunk, named = _chunk(text, start, end), named_by(before, token, behind)
    near = _Near(before, token, behind, chunk, named, (text, start))
    form = _first(_FORMS, near, kind) or named or _first(_FORMS_OF_NUMBERS, near, kind)
    return form or "number"


def _form_of_mark(text: str, start: int, end: int) -> Form:
    if is_subscript(text, start, end):
        return "name"
    return "exponent" if is_exponent(text, start, end) else "mark"


def _first(forms: "_Forms", near: _Near, kind: str) -> Form | None:
    return next((form for form, holds in forms if holds(near, kind)), None)


def is_part_of_year(text: str, start: int, end: int) -> bool:
    """Whether a half or a quarter is one of a year or another period: "the first quarter", "Quarter 2"."""
    if text[start:end].lower() not in ("half", "quarter"):
        return False
    before = _PERIOD_BEFORE.search(text, max(0, start - LONGEST_WORD), start)
    return bool(before or _PERIOD_BEHIND.match(text, end))


def _are_quarters_of_year(text: str, start: int, end: int) -> bool:
    """Whether several quarters are named by their place in a year: "the first three quarters of 2009"."""
    if not text[start:end].lower().endswith("quarters"):
        return False
    before = _PLACE_IN_PERIOD.search(text, max(0, start - LONGEST_WORD), start)
    return before is not None and _PERIOD_BEHIND.match(text, end) is not None


def _chunk(text: str, start: int, end: int) -> str:
    """The characters around a number up to the nearest white space."""
    before, behind = text[max(0, start - _CHUNK_LENGTH) : start], text[end : end + _CHUNK_LENGTH]
    left = len(before)
    while left and not before[left - 1].isspace():
        left -= 1
    right = 0
    while right < len(behind) and not behind[right].isspace():
        right += 1
    return before[left:] + text[start:end] + behind[:right]


def _is_web(near: _Near, _: str) -> bool:
    return _WEB.search(near.chunk) is not None


def _is_telephone(near: _Near, _: str) -> bool:
    token = near.token
    if is_dialed(near.before, token, near.behind, near.chunk):
        return True
    if not token.isdecimal() or len(token) > 4:
        return False
    before = near.before[-14:]
    start, end = len(before), len(before) + len(token)
    matches = _TELEPHONE.finditer(before + token + near.behind[:13])
    return any(match.start() <= start and end <= match.end() for match in matches)


def _is_date(near: _Near, _: str) -> bool:
    if _WHOLE_DATE.fullmatch(near.chunk.strip("()[],.;:\"'“”")):
        return True
    if _is_clock_time(near) or _is_run_together(near):
        return True
    if len(near.token) > 4:
        return False
    behind = _DATE_BEHIND.match(near.behind)
    if behind and "\n" in behind[0] and not near.before.rpartition("\n")[2].strip():
        return False  # a number of a scale, above the names of months
    return near.named == "date" or behind is not None


def _is_run_together(near: _Near) -> bool:
    """Whether it is a day and a year without a space between: the end of `June 25,2002`."""
    return _DAY_AND_YEAR.fullmatch(near.token) is not None and bool(
        _MONTH_BEFORE.search(near.before)
    )


def _is_clock_time(near: _Near) -> bool:
    """Whether it is a time that is shown by the words beside it: `at 14:05`, `12:00 noon`, `0800 hours`."""
    if re.fullmatch(r"0\d{3}", near.token):
        return re.match(r"\s+(?:hours|hrs)\b", near.behind) is not None
    if not re.fullmatch(r"(?:[01]?\d|2[0-3]):[0-5]\d", near.token):
        return False
    return bool(_CLOCK_BEFORE.search(near.before) or _CLOCK_BEHIND.match(near.behind))


def _is_address(near: _Near, _: str) -> bool:
    if not near.token.isdecimal():
        return False
    zip_code = len(near.token) in (4, 5) and _STATE_BEFORE.search(
        near.before, len(near.before) - 12 if len(near.before) > 12 else 0
    )
    return bool(zip_code or _STREET.match(near.behind))


def _is_coordinate(near: _Near, _: str) -> bool:
    return is_coordinate(near.before, near.token, near.behind)


def _is_exponent(near: _Near, _: str) -> bool:
    return is_unit_with_exponent(near.before, near.token)


def _is_ordinal(_: _Near, kind: str) -> bool:
    return kind in ("ordinal", "ordinal_word")


def _is_decade(near: _Near, _: str) -> bool:
    return re.fullmatch(r"['’]?\d+s", near.token) is not None


def is_term(before: str, behind: str) -> bool:
    """Whether a number with these characters before and behind it is a term beside a variable: the 1 of `n(1-p)`."""
    return bool(_TERM_BEFORE.search(before) and _TERM_BEHIND.match(behind))


def _is_cited(near: _Near, _: str) -> bool:
    if is_term(near.before, near.behind):
        return False
    cites = (near.before, near.token, near.behind)
    if is_bill(*cites) or is_in_register(*cites) or is_in_volume(*cites):
        return True
    cited = _CITED_BEHIND.match(near.behind) or _IN_CITATION.search(near.before)
    return near.token[0].isdigit() and bool(cited)


def _is_list_number(near: _Near, _: str) -> bool:
    if not near.token.isdecimal() or len(near.token) > 2:
        return is_heading_number(near.before, near.token, near.behind)
    if _REPEATED.search(near.before):
        return False  # "thirty (30) days"
    in_list = (
        _IN_PARENTHESES.search(near.before) and near.behind[:1] == ")" and len(near.behind) > 1
    )
    half_closed = (
        _OPEN_LIST.search(near.before)
        and re.match(r"\)\s+[a-z]", near.behind)
        and near.before.count("(") <= near.before.count(")")
    )
    in_list = in_list or half_closed or is_heading_number(near.before, near.token, near.behind)
    begins = LINE_START.search(near.before) and _ITEM_BEHIND.match(near.behind)
    return bool(in_list or (begins and not ends_line_before(near.token, *near.place)))


def _is_mark(near: _Near, _: str) -> bool:
    """Whether it is joined to the end of a sentence or clause, or is `1/` or `[1]`: `the whole.40 More`."""
    if is_footnote_mark(near.before, near.token, near.behind):
        return True
    joined = _AFTER_WORD.search(near.before) and not _ABBREVIATED.search(near.before)
    return near.token.isdecimal() and len(near.token) <= 2 and bool(joined)


def _is_name(near: _Near, kind: str) -> bool:
    """Whether letters are joined to it: `OIG-20-13`, `MS-13`, `T8`, `15-49SP`."""
    if kind != "digits" or is_term(near.before, near.behind):
        return False
    parts = _PART_END.split(near.chunk.removesuffix("'s"))
    part = next((part for part in parts if near.token in part), near.token)
    if is_decimal_with_magnitude(part.strip("“”\"'.?!")):
        return False
    return _JOINED_LETTERS.search(part) is not None


def _is_year(near: _Near, _: str) -> bool:
    """Whether it is a year of four digits, or the end of a span of years: the 94 of `1988-94`."""
    if is_short_year(near.before, near.token, near.behind):
        return True
    joined = _YEARS_JOINED.search(near.before)
    if joined and re.fullmatch(r"\d\d", near.token) and not _OF_A_SERIES.search(near.before):
        return 0 < (int(near.token) - int(joined["first"])) % 100 <= _LONGEST_SPAN
    return re.fullmatch(r"1[6-9]\d\d|2[01]\d\d", near.token) is not None


def _is_identifier(near: _Near, _: str) -> bool:
    if is_lettered_year(near.token):
        return True
    return is_identifier(near.before, near.token, near.behind, near.chunk)


def _is_page_count(near: _Near, _: str) -> bool:
    return is_number_of_pages(near.before, near.token, near.behind)


def _is_duration(near: _Near, _: str) -> bool:
    return _DURATION.match(near.behind) is not None


def _is_bare(near: _Near, _: str) -> bool:
    alone = _ALONE_BEHIND.match(near.behind) and _ALONE_BEFORE.search(near.before)
    return near.token.isdecimal() and len(near.token) <= 4 and bool(alone)


_Forms = tuple[tuple[Form, Callable[[_Near, str], bool]], ...]
_FORMS: _Forms = (
    ("web", _is_web),
    ("name", _is_identifier),
    ("page", _is_page_count),
    ("telephone", _is_telephone),
    ("date", _is_date),
    ("address", _is_address),
    ("address", _is_coordinate),
    ("exponent", _is_exponent),
    ("ordinal", _is_ordinal),
)
_FORMS_OF_NUMBERS: _Forms = (
    ("decade", _is_decade),
    ("citation", _is_cited),
    ("list_number", _is_list_number),
    ("mark", _is_mark),
    ("name", _is_name),
    ("year", _is_year),
    ("duration", _is_duration),
    ("bare", _is_bare),
)
"""Each form and how it is told, the surer ones first."""
