"""Numbers of standard schemes, which identify and count nothing: `ISBN 978-0-16-082091-3`, `CO₂`, `9/11`, `S. 22`.

Each is told from the characters beside it. What a word before a number makes of it, as in `Form 2`, is in `numeral_forms`.
"""

import re

_SCHEME = re.compile(
    r"\b(?:(?:ISBN|ISSN|OCLC|LCCN|ISO|ASTM|CAS|CUSIP|CFDA|NAICS|SIC|DUNS)(?:-1[03])?"
    r"(?:\s+(?:[Nn]o\.?|[Nn]umbers?|[Cc]odes?))?:?\s*|(?:DOI|doi):\s?)[\dA-Z./–-]*$"
)
_NOUN_BEHIND = re.compile(r"[ ]+(?:[a-z][\w-]*[ ]+)?[a-z][\w-]*s\b")
_HANDLE = re.compile(r"\W*(?:(?:https?://)?(?:dx\.)?doi(?:\.org/|:)\s?)?10\.\d{4,9}/\S+")
_PARTICLES = re.compile(r"\bPM\s$")
_REGISTER = re.compile(r"\b\d+\s+(?:F\.?\s?R\.?|Fed\.\s*Reg\.)\s+$")
_REGISTER_BEHIND = re.compile(r"\s+(?:FR|F\.R\.)\s+\d")
_IN_VOLUME = re.compile(
    r"(?:;\s?\d{1,4}\s?(?:\(\d{1,4}\))?|\d\(\d{1,4}(?:[-–]\d{1,4})?\)):\s?(?:\d+[-–])?$"
)
_VOLUME = re.compile(r"\b(?:1[89]|20)\d\d;\s?$")
_PART_OF_YEAR = re.compile(r"[A-Za-z]\s\($")
_YEAR_BEHIND = re.compile(r":(?:19|20)\d\d\)")
_VOLUME_BEHIND = re.compile(r"\s?(?:\(\d{1,4}\))?:\s?\d")
_DEGREES = re.compile(
    r"\d{1,3}(?:\.\d+)?\s?°\s?(?:\d{1,2}(?:\.\d+)?\s?['′’]\s?(?:\d{1,2}(?:\.\d+)?\s?[\"″”]\s?)?)?[NSEW]\b"
)
_NEAR = 24
_SERIES = re.compile(
    r"\b(?:Report|Reports|Circular|Fact\s+Sheet|Bulletin|Paper|Series|Publication|Map|NUREG|NCHS|Release|Notice|Memorandum)"
    r"\s+(?:[Nn]o\.\s*)?(?:[A-Z]{1,4}[-–])?(?:\d{2,4}[-–])?$"
)
_SERIAL = re.compile(r"\W*(?:[A-Z]{1,4}[-–])?\d{2,4}[-–]\d{2,5}[A-Z]?\W*")
_EVENTS = ("9/11", "24/7", "365/24/7")
_HALF_OF_A_WORD = re.compile(
    r"-(?:way|life|lives|time|mast|brothers?|sisters?|siblings?|hearted)\b"
)
_BILL = re.compile(
    r"(?<![A-Z]\. )(?<![\w.])(?:S|H\.\s?R|(?:S|H)\.\s?(?:J\.|Con\.)?\s?Res)\.\s{1,2}$"
)
_BILL_BEHIND = re.compile(r"(?![\d,.]*\d)(?!\s+[a-z]+s\b(?!\s+(?:a|the)\b))")
_LETTERED_YEAR = re.compile(r"(?:1[89]\d|20[0-3])\d[a-f]")
_APOSTROPHE = re.compile(r"(?:^|[\s(–-])(?P<mark>['’])$")
_CLOSED_BEHIND = re.compile(r"[^'\n]*[\w.,]'(?!\w)")
_CALLED = re.compile(r"\b(?:[Cc]all|[Dd]ial|[Pp]hone)(?:s|ed|ing)?\s+(?:or\s+text\s+)?$")
_DIALED = ("211", "311", "411", "511", "711", "811", "911", "988")
_ANSWERED = re.compile(
    r"\s+(?:emergency|dispatch\w*|operators?|systems?|call\s?-?(?:centers?|takers?)|centers?|services?|surcharges?)\b"
)
_TOLL_FREE = re.compile(r"1?8(?:00|88|77|66|55|44|33)\d{7}")
_EXTENSION = re.compile(r"\d{3}[-. ]\d{4},?\s+\(?(?:[Ee]xt(?:ension|\.)?|x)\s*$")
_PAGES_BEHIND = re.compile(r"\s?pp?\.(?=\s|$|[,;)])")
_HEADING = re.compile(r"(?:^|\n)[ \t]*$")
_HEADING_BEHIND = re.compile(r"\.?[ \t]+[A-Z(]|\.?[ \t]*(?:\n|$)")
_DEEP_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,4}")
_LETTERED_ITEM = re.compile(r"(?:^|\n)[ \t]*[A-Za-z]\.$")
_ITEM_BEHIND = re.compile(r"[.)]?[ \t]+\S")
SUBSCRIPTS = frozenset("₀₁₂₃₄₅₆₇₈₉")
_SQUARED = re.compile(r"(?<![A-Za-z])(?:[mckµ]?m|ft|mi|yd)\.?$|[\d/]\s?(?:in|s|sec|yr)\.?$")
_UNIT_WITH_EXPONENT = re.compile(r"(?:[mckµ]?m|ft|mi|yd|in)[23]")
_MEASURED = re.compile(r"(?:\d|[/(]|\bper)\s?$")
_MARK_BEHIND = re.compile(r"/(?=[\s.,;)]|$)")


def is_subscript(text: str, start: int, end: int) -> bool:
    """Whether it is a lowered digit of a formula: the ₂ of `CO₂`."""
    return text[start:end][:1] in SUBSCRIPTS and text[start - 1 : start].isalnum()


def is_exponent(text: str, start: int, end: int) -> bool:
    """Whether it is the raised digit of a unit: the ² of `12 km²`."""
    return (
        text[start:end] in ("²", "³")
        and _SQUARED.search(text[max(0, start - 5) : start]) is not None
    )


def is_event(text: str, start: int, end: int) -> bool:
    """Whether it is a name that is printed as a fraction, or part of a word: `9/11`, `24/7`, `half-way`."""
    if text[start:end].lower() == "half":
        return _HALF_OF_A_WORD.match(text, end) is not None
    return text[start:end] in _EVENTS


def is_identifier(before: str, token: str, behind: str, chunk: str) -> bool:
    """Whether a scheme is named before it, or a series in which documents are numbered: `Circular 2007-5111`."""
    if _SCHEME.search(before) and not _NOUN_BEHIND.match(behind):
        return True
    if _HANDLE.fullmatch(chunk) or (token in ("2.5", "10") and _PARTICLES.search(before)):
        return True
    return _is_serial(before, chunk)


def is_in_series(before: str) -> bool:
    """Whether the words before it name a series in which documents are numbered: `Fact Sheet 2007-`."""
    return _SERIES.search(before) is not None


def _is_serial(before: str, chunk: str) -> bool:
    return is_in_series(before) and _SERIAL.fullmatch(chunk) is not None


def is_in_register(before: str, token: str, behind: str) -> bool:
    """Whether it cites the Federal Register: `77 FR 12345`."""
    is_whole = token.replace(",", "").isdecimal()
    return is_whole and bool(_REGISTER.search(before) or _REGISTER_BEHIND.match(behind))


def is_in_volume(before: str, token: str, behind: str) -> bool:
    """Whether it cites a volume of a journal: `2003; 12: 45-67`, `55(3):12`, `(1:1999)`."""
    if not token.isdecimal():
        return False
    volume = _VOLUME.search(before) and _VOLUME_BEHIND.match(behind)
    part = _PART_OF_YEAR.search(before) and _YEAR_BEHIND.match(behind)
    return bool(volume or part or _IN_VOLUME.search(before))


def is_coordinate(before: str, token: str, behind: str) -> bool:
    """Whether it is a degree, minute or second of a place on the earth: `38°53′52″ N`."""
    before = before[-_NEAR:]
    text, start = before + token + behind[:_NEAR], len(before)
    matches = _DEGREES.finditer(text)
    return any(m.start() <= start and start + len(token) <= m.end() for m in matches)


def is_unit_with_exponent(before: str, token: str) -> bool:
    """Whether it is a unit whose exponent is not raised: the m2 of `30 m2`."""
    return _UNIT_WITH_EXPONENT.fullmatch(token) is not None and bool(_MEASURED.search(before))


def is_footnote_mark(before: str, token: str, behind: str) -> bool:
    """Whether it marks a footnote by a slash or in brackets: `beds 1/`, `beds[1]`."""
    if not token.isdecimal() or len(token) > 2:
        return False
    in_brackets = before.endswith("[") and behind.startswith("]")
    return in_brackets or (before[-1:].isspace() and _MARK_BEHIND.match(behind) is not None)


def is_bill(before: str, token: str, behind: str) -> bool:
    """Whether it is the number of a bill of Congress: `S. 22`."""
    named = token.isdecimal() and len(token) <= 4 and _BILL.search(before)
    return bool(named and _BILL_BEHIND.match(behind))


def is_lettered_year(token: str) -> bool:
    """Whether a letter tells it from another of the year: `1995a`, in citations."""
    return _LETTERED_YEAR.fullmatch(token) is not None


def is_short_year(before: str, token: str, behind: str) -> bool:
    """Whether it is a year without its century: `’08`; `'50 beds'` is quoted."""
    mark = _APOSTROPHE.search(before)
    if mark is None or not re.fullmatch(r"\d\d", token) or _NOUN_BEHIND.match(behind):
        return False
    return mark["mark"] == "’" or _CLOSED_BEHIND.match(behind) is None


def is_dialed(before: str, token: str, behind: str, chunk: str) -> bool:
    """Whether it is a number that is dialed, or an extension: `Call 911`, `9-1-1`, `ext. 12`."""
    if (
        "9-1-1" in chunk
        or _TOLL_FREE.fullmatch(token)
        or (token.isdecimal() and _EXTENSION.search(before))
    ):
        return True
    called = token in _DIALED and _CALLED.search(before) is not None
    return called or (token == "911" and _ANSWERED.match(behind) is not None)


def is_number_of_pages(before: str, token: str, behind: str) -> bool:
    """Whether it says how long a cited work is: `, 96 p.` behind its name."""
    return token.isdecimal() and before.endswith(", ") and _PAGES_BEHIND.match(behind) is not None


def is_heading_number(before: str, token: str, behind: str) -> bool:
    """Whether it is the number of a heading, three or more deep, or of an item below a letter: `5.4.8`, `a.2`."""
    if _LETTERED_ITEM.search(before):
        return token.isdecimal() and len(token) <= 2 and _ITEM_BEHIND.match(behind) is not None
    deep = _DEEP_HEADING.fullmatch(token) is not None
    return deep and bool(_HEADING.search(before) and _HEADING_BEHIND.match(behind))
