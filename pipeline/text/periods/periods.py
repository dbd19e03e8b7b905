"""The period that the words of a document name: its days, or the reason why the words state none.

One reader does both. Pieces (`period_pieces`) are joined by closed lists of words; what is left over must be
no date, and no word that moves the days ("before", "early", "the State's"). It refuses more than it must.
How an entry writes a period is in `period_days`.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from pipeline.text.normal_form import normal_form
from pipeline.text.periods.period_days import Days, Period, read_period
from pipeline.text.periods.period_pieces import Piece, pieces_of

_JOINERS = frozenset({"to", "through", "thru", "-", "to the", "through the", "/"})
_OPEN_END = re.compile(
    r"(?:to|through|-|until) (?:the )?(?:present|date|today|now)|onwards?|on", re.IGNORECASE
)
_AS_OF = re.compile(r"(?:as of|as recently as)$")
_IN_NUMBERS = re.compile(
    r"\bfrom (?P<a>[$]?[0-9][0-9.,]*(?: percent)? in )|\bto (?P<b>[$]?[0-9][0-9.,]*(?: percent)? in )"
)
"""`from 137,000 in FY 2014 to 165,500 in FY 2019`."""
_STOPS = frozenset("in on during for throughout".split())
_NEUTRAL = frozenset("the of all entire full whole month year period census dated".split())
_MODAL = re.compile(r"\b(?:they|it|he|she|we|you|who|which|that|there|this|these|those) may$")
_AFTER = frozenset("data figures numbers census be is was were are had has have there and".split())
_MOVING = frozenset(
    "as sometime point before until till by through thru to after from since between prior following earlier later previous "
    "preceding next last past ago early mid late middle midyear end ends ended ending start started starting "
    "began begins begin beginning close closing remainder rest most half halves portion part parts spring summer "
    "autumn fall winter easter christmas thanksgiving holiday holidays season seasons semester semesters trimester "
    "term week weeks weekend weekly day days daily month months monthly quarter quarters quarterly year years "
    "yearly annual annually period periods decade decades century eve night except excluding without not no "
    "neither nor than about around circa approximately roughly nearly almost over under some several within "
    "fiscal fy fys cy calendar first second third fourth final session cycle versus vs or "
    "compared against every each twice former latter same present today now date onward onwards school academic "
    "monday mondays tuesday tuesdays wednesday "
    "wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays weekday weekdays state states county city district university college company pre post sfy sy ay".split()
)
"""Words that move or divide the days of a period beside them, or are one themselves."""
_YEAR_OF_ITS_OWN = re.compile(
    r"(?:fiscal|school|academic|program|contract|grant|reporting|award|model|crop|tax) years?\b|\b[sa]?fy|\b[sa]y\b"
)
_OWNER = re.compile(r"(?:state|county|city|\S+'s|\S+s')$", re.IGNORECASE)
"""Whose year it is, which its last day need not say."""
_DATED = re.compile(
    r"(?i:\bFYs?\s?'?[0-9]{2}|\bfiscal\s(?:year|20|19)|\bcalendar\syear\s|\bschool\syear|\bas\s(?:of|recently\sas)\s"
    r"|\bsince\s(?=[A-Z0-9])|\b(?:each|every)\s(?:year|month|week|day)\b|\b[a-z0-9]+-(?:day|week|month|year)\speriod\b)"
    r"|\b[Dd]uring\s(?!the\scourse)|(?<![\w,.$§/-])(?:19|20)[0-9]{2}(?:-(?:19|20)[0-9]{2})?(?![\w%]|[,.][0-9]|-[0-9]{3}|\s(?:[A-Z]\.){2})"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}"
)
"""Words that name a period: a year, a fiscal year, "as of", "each year", "during our visits"."""
_THAT_OF_ANOTHER = re.compile(
    r"\b(?:the|that|this) same (?:(?:time|fiscal|calendar) )?(?:period|year|quarter|month)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PeriodRead:
    """What words read as: a period, or the reason why they name no days.

    `looks_like` has the days that a hurried reader would take the refused words for; they are refused by hand
    as well.
    """

    period: Period | None = None
    refused: str | None = None
    looks_like: tuple[Days, ...] = ()

    @property
    def kind(self) -> str | None:
        """`instant` or `duration`."""
        return self.period.type if self.period else None


class _RefusedError(Exception):
    """Words that name no days; the message says why."""


def read_period_words(words: str) -> PeriodRead:
    """Read the period that the words of a document name.

    >>> read_period_words("the third quarter of FY 2019").period
    Period(type='duration', start=datetime.date(2019, 4, 1), end=datetime.date(2019, 6, 30))
    >>> read_period_words("before 2015").refused
    '`before` leaves the days open'
    """
    text = " ".join(normal_form(words).text.split()).strip(" .,;:")
    pieces = list(pieces_of(text))
    try:
        return PeriodRead(_with_days_of_its_own(text) or _period(text, pieces))
    except _RefusedError as refused:
        return PeriodRead(None, str(refused), _looks_like(pieces))


def words_agree(entered: str, words: str) -> bool:
    """Whether an entered period has exactly the days that the words read as.

    >>> words_agree("FY2014/FY2019", "from FY 2014 through FY 2019")
    True
    >>> words_agree("FY2018", "fiscal year 2019")
    False
    """
    named, read = read_period(entered), read_period_words(words).period
    return named is not None and read is not None and _days(named) == _days(read)


def names_a_period(text: str) -> list[tuple[int, int]]:
    """Where a text has words for a period, by one cheap scan; what they name is not read.

    >>> names_a_period("in 2015, DHS estimated that number to be 12 million"), names_a_period("the 1900-2008 file")
    ([(3, 7)], [(4, 13)])
    """
    return [match.span() for match in _DATED.finditer(text)]


def names_the_same_period(text: str) -> str | None:
    """The words that give a number the period of another sentence, if a text has them.

    >>> names_the_same_period("In the same time period, the number also increased")
    'the same time period'
    """
    found = _THAT_OF_ANOTHER.search(normal_form(text).text)
    return None if found is None else found[0]


def words_cut_off(before: str, behind: str) -> str | None:
    """The words beside the quoted words for a period that belong to it: "as of" before "June 2017".

    >>> words_cut_off("in custody as of ", ", just 33,701")
    'as of'
    """
    before, behind = normal_form(before).text, normal_form(behind).text
    found = _MOVES_WHAT_FOLLOWS.search(before)
    if found is not None:
        return found[1]
    joined = _JOINS_WHAT_FOLLOWS.match(behind)
    if joined is not None and _first_piece_start(behind[joined.end() :]) == 0:
        return joined[0].strip()
    joined = _JOINS_WHAT_PRECEDES.search(before)
    if joined is not None:
        ends = [piece.end for piece in pieces_of(before[: joined.start()])]
        if ends and not before[ends[-1] : joined.start()].strip(" ,"):
            return joined[0].strip()
    return None


def _first_piece_start(text: str) -> int | None:
    return next((piece.start for piece in pieces_of(text)), None)


_MOVES_WHAT_FOLLOWS = re.compile(
    r"(?:^|[\s(\"])(as of|as recently as|as(?: recently)?|since|before|until|till|through|by|after|prior to|early|mid|late|state|school"
    r"|fiscal(?: years?)?|fys?|calendar years?|(?:end|beginning|start|middle) of|\S+(?:'s|s'))[ -](?:in )?(?:the )?$",
    re.IGNORECASE,
)
_JOINS_WHAT_FOLLOWS = re.compile(r",? ?(?:to|through|thru|-) ?", re.IGNORECASE)
_JOINS_WHAT_PRECEDES = re.compile(r" (?:to|-) $", re.IGNORECASE)


def _with_days_of_its_own(text: str) -> Period | None:
    """`State fiscal year 2019 (July 1, 2018 to June 30, 2019)`: the days are those in parentheses."""
    found = re.fullmatch(r"([^()]+) \(([^()]+[0-9][^()]+)\)", text)
    if found is None or re.fullmatch(r"[A-Za-z]+", found[2]):
        return None
    inner = _period(found[2], list(pieces_of(found[2])))
    try:
        outer: Period | None = _period(found[1], list(pieces_of(found[1])))
    except _RefusedError:
        outer = None
        if not _YEAR_OF_ITS_OWN.search(found[1].lower()):
            raise
    if outer is not None and _days(outer) != _days(inner):
        raise _RefusedError(f"`{found[1]}` is not `{found[2]}`")
    return inner


def _period(text: str, pieces: list[Piece]) -> Period:
    """The period of a text; raises `_RefusedError`."""
    text = _without_numbers(text)
    pieces = list(pieces_of(text))
    if not pieces:
        raise _RefusedError("the words name no year, month or day")
    gaps = _gaps(text, pieces)
    refused = next((piece.refused for piece in pieces if piece.refused), None)
    if refused:
        raise _RefusedError(refused)
    pieces = _with_kind_of_year(pieces, gaps)
    pieces = _with_year_behind(text, pieces)
    first, last = pieces[0], pieces[-1]
    if first.days is None or last.days is None:
        raise _RefusedError(f"the year of `{text[first.start : first.end]}` is not stated")
    if len(pieces) == 1:
        return _of_one(first, gaps[0], gaps[1])
    if len(pieces) == 2:
        return _of_two(text, pieces, gaps)
    raise _RefusedError("the words name more than two dates")


def _without_numbers(text: str) -> str:
    found = list(_IN_NUMBERS.finditer(text))
    if len(found) == 2 and found[0]["a"] and found[1]["b"]:
        for match in reversed(found):
            text = text[: match.start("a" if match["a"] else "b")] + text[match.end() :]
    return text


def _gaps(text: str, pieces: list[Piece]) -> list[str]:
    """The characters before, between and behind pieces."""
    starts = [0, *(piece.end for piece in pieces)]
    ends = [*(piece.start for piece in pieces), len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _with_kind_of_year(pieces: list[Piece], gaps: list[str]) -> list[Piece]:
    """`FYs 2014 and 2016`: a year behind a fiscal year is a fiscal year too."""
    kept = pieces[:1]
    for piece, gap in zip(pieces[1:], gaps[1:], strict=False):
        before = kept[-1].grain
        listed = gap.lower() in _JOINERS | {"and", "or", ","}
        inherits = piece.grain == "year" and before == "fiscal year" and listed
        kept.append(_fiscal(piece) if inherits else piece)
        if {kept[-1].grain, before} in ({"year", "fiscal year"}, {"calendar year", "fiscal year"}):
            raise _RefusedError("a fiscal year and a calendar year are named")
    return kept


def _fiscal(piece: Piece) -> Piece:
    year = read_period(f"FY{piece.year[-4:]}")
    assert year is not None
    assert year.end is not None
    return replace(piece, grain="fiscal year", days=(year.start, year.end))


def _with_year_behind(text: str, pieces: list[Piece]) -> list[Piece]:
    """`January to May 2017`: the month before takes the year of the piece behind it."""
    if len(pieces) != 2 or not pieces[0].lacks_its_year or pieces[0].grain != pieces[1].grain:
        return pieces
    part, behind = pieces
    assert part.part is not None
    named = behind.year or text[behind.start : behind.end]
    return [replace(part, days=part.part.days_in(named)), behind]


def _of_one(piece: Piece, before: str, behind: str) -> Period:
    assert piece.days is not None
    start, end = piece.days
    lead, trail = before.lower(), behind.lower()
    begins = lead.split(" ")[-1] in ("from", "since")
    if _OPEN_END.fullmatch(trail) and (begins or trail.endswith("present")):
        _check_far(lead.removesuffix("from").removesuffix("since"))
        return Period("duration", start, None)
    if _OPEN_END.fullmatch(trail):
        raise _RefusedError(f"`{behind}` leaves the days open")
    if lead == "since" or lead.endswith(" since"):
        _check_far(lead.removesuffix("since"))
        _check_behind(behind)
        return Period("duration", start, None)
    _check_behind(behind)
    if _AS_OF.search(lead):
        if piece.grain not in ("month", "day"):
            raise _RefusedError(f"`{before}` a whole year or quarter names no day")
        _check_far(_AS_OF.sub("", lead))
        return Period("instant", start, end)
    _check_before(_OWNER.sub("", before) if piece.grain == "ended" else before)
    return Period("instant" if piece.grain == "day" else "duration", start, end)


def _of_two(text: str, pieces: list[Piece], gaps: list[str]) -> Period:
    first, last = pieces
    before, between, behind = gaps
    assert first.days is not None
    assert last.days is not None
    _check_behind(behind)
    words = before.lower().split()
    opener = words[-1] if words and words[-1] in ("from", "between") else None
    _check_before(" ".join(words[:-1]) if opener else before)
    joiner = between.lower().strip(" ,") or between
    if opener is None and first.days == last.days and joiner in ("", "census", ",", "and"):
        return Period("duration", *first.days)
    joined = joiner in _JOINERS or (opener == "between" and joiner == "and")
    if not joined:
        why = (
            "no span is named" if joiner in ("and", "or", ",", "&") else f"`{between}` is not read"
        )
        raise _RefusedError(f"two dates are named, and {why}")
    if _size(first) < _size(last):
        raise _RefusedError(
            f"`{text[first.start : first.end]}` is finer than `{text[last.start : last.end]}`"
        )
    if last.days[0] <= first.days[0]:
        raise _RefusedError("the period ends before it begins")
    return Period("duration", first.days[0], last.days[1])


def _size(piece: Piece) -> int:
    return {"day": 0, "month": 1, "part": 2}.get(piece.grain, 3)


def _check_before(gap: str) -> None:
    """Refuse words before a piece that are not known to leave its days alone."""
    words = _words(gap)
    while words:
        word = words.pop()
        lower = word.lower()
        if (
            lower in _STOPS
            or lower in ",;:"
            or (word == "may" and _MODAL.search(" ".join([*words, word])))
        ):
            break
        if lower not in _NEUTRAL and lower not in '"(':
            raise _RefusedError(_unread(word))
    _check_far(" ".join(words))


def _check_behind(gap: str) -> None:
    words = _words(gap)
    while words:
        word = words.pop(0)
        if word in ",;:)." or word.lower() in _STOPS:
            break
        if word.lower() not in _AFTER and word != '"':
            raise _RefusedError(_unread(word))
    _check_far(" ".join(words))


def _check_far(gap: str) -> None:
    """Refuse dates, numbers that may be days, and words that move days, anywhere."""
    words = _words(gap)
    for index, word in enumerate(words):
        if word in ("may", "march") and not _MODAL.search(" ".join(words[: index + 1])):
            raise _RefusedError(f"`{word}` may be a month or a verb")
        for part in word.lower().replace("'", "-").split("-"):
            if part in _MOVING or re.fullmatch(
                r"[0-9]{1,2}(?:st|nd|rd|th)?|(?:18|19|20)[0-9]{2}s?", part
            ):
                raise _RefusedError(_unread(word))


def _words(gap: str) -> list[str]:
    return re.findall(r"(?:[^\s,;:()\"]|(?<=[0-9]),(?=[0-9]))+|[,;:()\"]", gap)


def _unread(word: str) -> str:
    bare = word.strip("-")
    if bare.lower() in _MOVING:
        return f"`{bare}` leaves the days open"
    return f"`{bare}` beside the date is not read; quote the words for the period alone"


def _looks_like(pieces: list[Piece]) -> tuple[Days, ...]:
    alike = [_fiscal(piece) if piece.grain == "year" else piece for piece in pieces]
    groups = [[one.days for one in group if one.days] for group in (pieces, alike)]
    spans = [(group[0][0], group[-1][1]) for group in groups if group]
    return (*groups[0], *groups[1], *spans)


def _days(period: Period) -> tuple[date, date | None]:
    return period.start, period.end
