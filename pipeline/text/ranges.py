"""Numbers that belong together: the two ends of a range, and lists that share a unit or a magnitude.

"10 to 15 percent" is two numbers: at least 10 and at most 15, both in percent. Pairs that may be a range or
something else (a change, a vote, a name) are refused. Only what is between two neighboring numbers is looked
at, and the words around them where that can join them.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, Protocol

from pipeline.text.qualifiers import Qualifier, find_qualifier

Unit = Literal["percent", "US dollars"]
_LONGEST_GAP = 40


class Printed(Protocol):
    """A number in a text, as far as ranges need it."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def token(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> Decimal | None: ...  # noqa: D102
    @property
    def last_digit_unit(self) -> Decimal: ...  # noqa: D102
    @property
    def unit(self) -> Unit | None: ...  # noqa: D102
    @property
    def counts_nothing(self) -> bool: ...  # noqa: D102


class Joined(NamedTuple):
    """What a number takes from its neighbor: its end of a range, a factor (10⁶) and a unit; None where nothing."""

    qualifier: Qualifier | None = None
    factor: Decimal = Decimal(1)
    unit: Unit | None = None


class _Pair(NamedTuple):
    """Two neighboring numbers and what is between them."""

    text: str
    first: Printed
    second: Printed
    gap: re.Match[str]

    @property
    def before(self) -> str:
        """The text before the first number, without its sign and without a vague word."""
        before = self.text[max(0, self.first.start - 100) : self.first.start]
        return _INNER_BEFORE.sub("", before)

    @property
    def link(self) -> str:
        """The word or sign that joins them."""
        words = self.gap["link"].strip(" \t\n\r\u00a0-").lower()
        return words or "-"

    @property
    def printed_link(self) -> str:
        """The link as printed."""
        return self.gap["link"].strip(" \t\n\r\u00a0,")


_VAGUE = r"(?:about|approximately|roughly|around|some|an\s+estimated|nearly|almost)"
_INNER_BEFORE = re.compile(rf"\s*(?:\b{_VAGUE}\s+)?\\?\$?\s*$", re.IGNORECASE)
_GAP = re.compile(
    r"(?P<unit>\s*(?:%|percent\b|pct\b\.?|per\s+cent\b|percentage\s+points?\b|percentage-points?\b)|\s+[a-z]{3,}(?<!\bto)(?<!\band))?"
    r"(?P<link>\s*[-–‐‑]\s*|[\s-]+to[\s-]+|\s+through\s+|,?\s+and\s+|,?\s+or\s+|,\s+)"
    rf"(?:{_VAGUE}\s+)?(?P<sign>\\?\$\s?)?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!?]\s+(?=[A-Z])|\n\s*\n")
_CHANGE = re.compile(
    r"\b(?:r(?:o|i)s(?:e|es|en|ing)|fell|falls?|fallen|falling|gr(?:e|o)w(?:s|n|th|ing)?|went|go(?:es|ne|ing)?|"
    r"(?:increas|declin|decreas|chang|mov|reduc|rais|improv|doubl|expand|climb|drop|jump|surg|shift|cut|lower|slipp?|"
    r"shrank|shrunk|shrink|plung|soar|dipp?|edg|revis|updat|correct|worsen)(?:e|es|ed|ing|s|ped|ping)?)\b",
    re.IGNORECASE,
)
_RANGING = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|var(?:y|ies|ied|ying)|anywhere|spann?(?:s|ed|ing)?|somewhere|of)\s+(?:widely\s+)?from\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom(?:\s+[\w',-]+){0,5}$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:differences?|differ(?:s|ed)?|gap|distance|discrepanc(?:y|ies)|relationship|relation|comparisons?|contrast|"
    r"distinguish(?:es|ed)?|choose|chose|choice|split|divided|shared|distributed|alternat\w+|agreements?|increases?|"
    r"decreases?|change|growth|conflict|meetings?)\s+(?:\w+\s+)?between\s*$",
    re.IGNORECASE,
)
_NO_RANGE = re.compile(
    r"\b(?:ratio|odds|votes?|voted|score|scored|scale|outnumber\w*|compar\w+|sent|gave|given|give|assign\w*|transferr\w*|"
    r"referr\w*|mov\w+|add\w*|distribut\w*|allocat\w*|deliver\w*|provid\w*|sold|paid|pay|pays|forward\w*|direct\w*|dispatch\w*|"
    r"devot\w*|award\w*|grant\w*|issued|loan\w*|lent|owed|due|report\w*|rais\w+|increas\w+|rose|fell|reduc\w+|lower\w*|cut)"
    r"(?:\s+(?:of|a|an|the|by|at|was|were))*\s*$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:\s+|-)(?!(?:and|or|of|in|to|was|were|is|are|on|at|by|for|vote|votes|decision|ratio|score|record|split|margin)\b)[a-z]{3,}"
)
_NOT_A_RANGE_BEHIND = re.compile(
    r"[\s-]*(?:votes?|decisions?|ratios?|scores?|odds|margin)\b", re.IGNORECASE
)
_CAPITALIZED = re.compile(r"(?:[^.!?\s]|\w\.)\s+[A-Z][\w.]*\s*$")
_LEADING_ZERO = re.compile(r"0\d")


def find_joined(text: str, numerals: Sequence[Printed]) -> dict[int, Joined]:
    """What the numbers of a text take from their neighbors, by their index.

    Raises nothing; a pair that may be a range or something else has a qualifier that is refused.
    """
    joined: dict[int, Joined] = {}
    pairs: dict[int, _Pair] = {}
    for index in range(len(numerals) - 1):
        first, second = numerals[index], numerals[index + 1]
        if not 0 < second.start - first.end <= _LONGEST_GAP:
            continue
        gap = _GAP.fullmatch(text, first.end, second.start)
        if gap and _may_join(first, second):
            pairs[index] = _Pair(text, first, second, gap)
    for index, pair in pairs.items():
        if index in joined:  # the second number of a range begins no other
            continue
        neighbors = (pairs.get(index - 1), pairs.get(index + 1))
        if pair.link in (",", "and", ", and", ", or") and not _BETWEEN.search(pair.before):
            continue
        ends = _read_pair(pair, neighbors)
        if ends is not None:
            joined[index], joined[index + 1] = ends
    for index in _ends_of_lists(pairs, joined):
        joined.update(_shared_in_list(pairs, index))
    return joined


def _may_join(first: Printed, second: Printed) -> bool:
    return all(
        numeral.kind in ("digits", "word")
        and numeral.token.lower() not in ("both", "twice", "double")
        and numeral.value is not None
        and not numeral.counts_nothing
        for numeral in (first, second)
    )


_Ends = tuple[Joined, Joined]


def _refused(pair: _Pair, why: str) -> _Ends:
    run = " ".join(pair.text[pair.first.start : pair.second.end].split())
    return (Joined(Qualifier(pair.printed_link, None, f"`{run}` {why}")),) * 2


def _read_pair(pair: _Pair, neighbors: "_Neighbors") -> _Ends | None:
    """What two numbers take from each other; None where they have nothing to do with each other."""
    between = _BETWEEN.search(pair.before)
    noun = _noun_between(pair)
    if noun and not re.match(rf"\s+{noun}", pair.text[pair.second.end :][:40], re.IGNORECASE):
        return _refused(pair, "may be a range") if between else None
    if between and pair.link != "through":
        if _APART.search(pair.before):
            return _refused(pair, "may be a range, or two numbers that are compared or told apart")
        return _range(pair, between.group().strip())
    read = {"-": _hyphenated, "or": _alternatives, "to": _with_to, "through": _through}
    return read[pair.link](pair, neighbors) if pair.link in read else None


_Neighbors = tuple[_Pair | None, _Pair | None]


def _alternatives(pair: _Pair, neighbors: _Neighbors) -> _Ends | None:
    """`2 or 3 million`: neither number is the one that is meant."""
    ends_list = neighbors[0] is not None and neighbors[0].link == ","
    alike = pair.first.unit in (None, pair.second.unit)
    return (
        _refused(pair, "states two numbers, of which one holds")
        if alike and not ends_list
        else None
    )


def _through(pair: _Pair, _: _Neighbors) -> _Ends:
    return _refused(pair, "may be a range, or the names of things in order")


def _with_to(pair: _Pair, _: _Neighbors) -> _Ends | None:
    """Two numbers with "to" between them: a range, a change, or numbers that only stand side by side."""
    is_from = _FROM.search(pair.before) is not None
    if pair.first.unit == "percent" and pair.second.unit != "percent":
        return None  # "rose 12 percent to 400"
    if is_from and _RANGING.search(pair.before):
        return _range(pair, "from … to")
    if is_from:
        is_change = _CHANGE.search(_sentence_around(pair))
        return None if is_change else _refused(pair, "may be a change or a range")
    if _NOT_A_RANGE_BEHIND.match(pair.text, pair.second.end) or (
        _NO_RANGE.search(pair.before) and pair.second.unit != "percent"
    ):
        return _refused(pair, "may be a range, a ratio, a vote, or two numbers")
    return _range(pair, pair.printed_link)


def _hyphenated(pair: _Pair, neighbors: _Neighbors) -> _Ends | None:
    """Two numbers with a hyphen between them: a range where they count something, otherwise perhaps a name."""
    text, first, second = pair.text, pair.first, pair.second
    spaces = pair.gap["link"].strip("-–‐‑")
    is_minus = pair.gap["link"][0].isspace() and not pair.gap["link"][-1].isspace()
    if "digits" not in (first.kind, second.kind) or is_minus:
        return None
    grouped = "," in first.token and "," in second.token
    is_plain = (
        first.kind == second.kind
        and not any(neighbor and neighbor.link == "-" for neighbor in neighbors)
        and "\n" not in spaces
        and (not spaces or (pair.gap["link"][0].isspace() and pair.gap["link"][-1].isspace()))
        and not re.search(r"[\w.-]$", _unsigned(text[: first.start][-4:]))
        and not re.match(r"[-–]\d|[\w]", text[second.end : second.end + 2])
        and not any(_LEADING_ZERO.match(numeral.token) for numeral in (first, second))
        and not _NOT_A_RANGE_BEHIND.match(text, second.end)
        and (first.unit is not None or grouped or not _CAPITALIZED.search(pair.before))
    )
    counts = (
        first.unit
        or second.unit
        or grouped
        or _size(second.token) > 1
        or _NOUN.match(text, second.end)
    )
    if not is_plain or not counts:
        return _refused(pair, "may be a range, or a name, a date or a telephone number")
    return _range(pair, pair.printed_link)


def _unsigned(before: str) -> str:
    return re.sub(r"\\?\$\s?$", "", before)


def _range(pair: _Pair, words: str) -> _Ends:
    """The two ends of a range, with the unit and the magnitude that they share."""
    first, second = pair.first, pair.second
    factor, units = _factor(first, second), _units(pair)
    if factor is None or units is None or first.value is None or second.value is None:
        return _refused(pair, "may be a range; its ends differ in unit or magnitude")
    if first.value * factor >= second.value:
        return _refused(pair, "is no range that grows; it may be a ratio, a vote or two numbers")
    lead = find_qualifier(pair.text, first.start, first.end)
    tail = find_qualifier(pair.text, second.start, second.end)
    for beside in (lead, tail):
        if beside and beside.meaning != "vague":
            return _refused(pair, f"is a range that `{beside.words}` bounds once more")
    if lead:
        words = f"{words} {lead.words}" if words.lower() == "between" else f"{lead.words} … {words}"
    return (
        Joined(Qualifier(words, "lower"), factor, units[0]),
        Joined(Qualifier(words, "upper"), Decimal(1), units[1]),
    )


def _units(pair: _Pair) -> tuple[Unit | None, Unit | None] | None:
    """The units of both numbers, of which each may be printed once; None where they differ."""
    first, second = pair.first.unit, pair.second.unit
    if first == second:
        return first, second
    if first is None and not pair.gap["sign"]:
        return second, second
    return (first, first) if first == "US dollars" and second is None else None


_SIZES = {
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "k": 3,
    "m": 6,
    "b": 9,
    "bn": 9,
    "mn": 6,
    "t": 12,
}
_SIZE = re.compile(
    r"(?:(thousand|million|billion|trillion)s?|(?<=\d)\s?(bn|mn|[kmbt]))$", re.IGNORECASE
)


def _size(token: str) -> Decimal:
    """The factor of a magnitude at the end of a number: 10⁶ for `2.37 million`."""
    match = _SIZE.search(token)
    return Decimal(10) ** _SIZES[(match[1] or match[2]).lower()] if match else Decimal(1)


def _factor(first: Printed, second: Printed) -> Decimal | None:
    """The magnitude that a number takes from the one behind it, or None where that is not clear."""
    size = _size(second.token)
    if size == 1 or _size(first.token) > 1 or first.value is None or second.value is None:
        return Decimal(1)
    if first.value >= 1000:
        return Decimal(1)  # "500,000 to 2 million"
    return size if first.value * size < second.value else None


def _noun_between(pair: _Pair) -> str | None:
    """The noun of the first number, where it is printed: `5 days to 10 days`."""
    unit = (pair.gap["unit"] or "").strip()
    return unit if unit.isalpha() and not unit.lower().startswith(("percent", "pct")) else None


def _sentence_around(pair: _Pair) -> str:
    before = pair.text[max(0, pair.first.start - 160) : pair.first.start]
    behind = pair.text[pair.second.end : pair.second.end + 120]
    return _SENTENCE.split(before)[-1] + " " + _SENTENCE.split(behind)[0]


def _ends_of_lists(pairs: dict[int, _Pair], joined: dict[int, Joined]) -> list[int]:
    """The pairs that end a list whose last number has a magnitude or is in percent."""
    return [
        index
        for index, pair in pairs.items()
        if pair.link in ("and", "or", ", and", ", or")
        and index not in joined
        and index + 1 not in joined
        and pair.gap["unit"] is None
        and (_size(pair.second.token) > 1 or pair.second.unit == "percent")
    ]


def _shared_in_list(pairs: dict[int, _Pair], last: int) -> dict[int, Joined]:
    """The unit and magnitude of the last number of a list, for the ones before: `5, 10 and 15 million`."""
    start = last
    while (
        start - 1 in pairs and pairs[start - 1].link == "," and pairs[start - 1].gap["unit"] is None
    ):
        start -= 1
    end = pairs[last].second
    members = [pairs[index].first for index in range(start, last + 1)]
    if any(_size(member.token) > 1 for member in members):
        return {}
    if len(members) == 1 and pairs[last].link.startswith(","):
        return {}  # "60,000, or 33 percent"
    if end.unit == "percent":
        bare = all(member.unit is None for member in members)
        return {index: Joined(unit="percent") for index in range(start, last + 1)} if bare else {}
    clear = len(members) > 1 and all(
        member.unit == end.unit and member.value is not None and member.value < 1000
        for member in members
    )
    if clear:
        return {index: Joined(factor=_size(end.token)) for index in range(start, last + 1)}
    why = f"it may share the magnitude of `{end.token}`"
    return {last: Joined(Qualifier(pairs[last].printed_link, None, why))}
