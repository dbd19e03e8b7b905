"""Numbers that belong together: the two ends of a range, and lists that share a unit or a magnitude.

"10 to 15 percent" is two numbers: at least 10 and at most 15, both in percent. Pairs that may be a range or
something else (a change, a vote, a name) are refused. Only what is between two neighboring numbers is looked
at, and the words around them where that can join them.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.text.numbers.lists import GREATEST_PERCENT, ends_of_lists, shared_in_list
from pipeline.text.numbers.number_pairs import Joined, Pair, Printed, size_of
from pipeline.text.numbers.range_words import (
    APART,
    BETWEEN,
    BY,
    CAPITALIZED,
    CHANGE,
    FALL_BEHIND,
    FALLING,
    FROM,
    GAP,
    LEADING_ZERO,
    NO_RANGE,
    NOT_A_RANGE_BEHIND,
    NOUN,
    RANGING,
    SENTENCE,
    UNPAIRED,
)
from pipeline.text.qualifiers.qualifiers import Qualifier, find_qualifier
from pipeline.text.units.units import Unit, other_unit

_LONGEST_GAP = 40


def find_joined(text: str, numerals: Sequence[Printed]) -> dict[int, Joined]:
    """What the numbers of a text take from their neighbors, by their index.

    Raises nothing; a pair that may be a range or something else has a qualifier that is refused.
    """
    joined: dict[int, Joined] = {}
    pairs: dict[int, Pair] = {}
    for index in range(len(numerals) - 1):
        first, second = numerals[index], numerals[index + 1]
        if not 0 < second.start - first.end <= _LONGEST_GAP:
            continue
        gap = GAP.fullmatch(text, first.end, second.start)
        if gap and _may_join(first, second):
            pairs[index] = Pair(text, first, second, gap)
    for index, pair in pairs.items():
        if index in joined:  # the second number of a range begins no other
            continue
        neighbors = (pairs.get(index - 1), pairs.get(index + 1))
        if pair.link in (",", "and", ", and", ", or") and not BETWEEN.search(pair.before):
            continue  # they join nothing but "between … and"; to see it here costs least
        if pair.first.counts_nothing or pair.second.counts_nothing:
            continue
        ends = _read_pair(pair, neighbors)
        if ends is not None:
            joined[index], joined[index + 1] = ends
    for index in ends_of_lists(pairs, joined):
        joined.update(shared_in_list(pairs, index))
    return joined


def unpaired_end(text: str, start: int, _: int) -> Qualifier | None:
    """A refusal where a number follows "between", or "between … and", and no other end is read."""
    if not text[max(0, start - 12) : start].rstrip(" $\\").endswith(_BEFORE_AN_END):
        return None
    found = UNPAIRED.search(text, max(0, start - 60), start)
    if found is None or not found.group().rstrip(" $\\").endswith(_BEFORE_AN_END):
        return None
    return Qualifier("between", None, "it may be one end of a range whose other end is not read")


_BEFORE_AN_END = ("between", "Between", " and", " a", " an", "about", "roughly", "nearly", "some")


def _may_join(first: Printed, second: Printed) -> bool:
    return all(
        numeral.kind in ("digits", "word", "fraction", "proportion", "vague_word")
        and numeral.token.lower() not in ("both", "twice", "double")
        and (numeral.value is not None or numeral.kind == "vague_word")
        for numeral in (first, second)
    )


_Ends = tuple[Joined, Joined]


def _refused(pair: Pair, why: str) -> _Ends:
    run = " ".join(pair.text[pair.first.start : pair.second.end].split())
    return (Joined(Qualifier(pair.printed_link, None, f"`{run}` {why}")),) * 2


def _read_pair(pair: Pair, neighbors: "_Neighbors") -> _Ends | None:
    """What two numbers take from each other; None where they have nothing to do with each other."""
    between = BETWEEN.search(pair.before)
    noun = _noun_between(pair)
    if noun and not re.match(rf"\s+{noun}", pair.text[pair.second.end :][:40], re.IGNORECASE):
        return _refused(pair, "may be a range") if between else None
    if between and pair.link != "through":
        if APART.search(pair.before):
            return _refused(pair, "may be a range, or two numbers that are compared or told apart")
        return _range(pair, between.group().strip())
    read = {"-": _hyphenated, "or": _alternatives, "to": _with_to, "through": _through}
    return read[pair.link](pair, neighbors) if pair.link in read else None


_Neighbors = tuple[Pair | None, Pair | None]


def _alternatives(pair: Pair, neighbors: _Neighbors) -> _Ends | None:
    """`2 or 3 million`: neither number is the one that is meant."""
    ends_list = neighbors[0] is not None and neighbors[0].link == ","
    alike = pair.first.unit in (None, pair.second.unit)
    return (
        _refused(pair, "states two numbers, of which one holds")
        if alike and not ends_list
        else None
    )


def _through(pair: Pair, _: _Neighbors) -> _Ends:
    return _refused(pair, "may be a range, or the names of things in order")


def _with_to(pair: Pair, _: _Neighbors) -> _Ends | None:
    """Two numbers with "to" between them: a range, a change, or numbers that only stand side by side."""
    is_from = FROM.search(pair.before) is not None
    if pair.first.unit == "percent" and pair.second.unit != "percent":
        return None  # "rose 12 percent to 400"
    if BY.search(pair.before) and CHANGE.search(_sentence_around(pair).lower()):
        alike = pair.first.unit is not None and pair.gap["sign"] is not None
        if alike or pair.gap["unit"]:
            return _refused(pair, "may be a range, or a change and what it led to")
    if is_from and RANGING.search(pair.before):
        return _range(pair, "from … to")
    if is_from:
        is_change = CHANGE.search(_sentence_around(pair).lower())
        return _change(pair) if is_change else _refused(pair, "may be a change or a range")
    if NOT_A_RANGE_BEHIND.match(pair.text, pair.second.end) or (
        NO_RANGE.search(pair.before) and pair.second.unit != "percent"
    ):
        return _refused(pair, "may be a range, a ratio, a vote, or two numbers")
    return _range(pair, pair.printed_link)


def _change(pair: Pair) -> _Ends | None:
    """A change from one number to another, of which the first may lack the unit: "rose from 30 to 40 percent"."""
    first, second = pair.first, pair.second
    if size_of(second.token) > 1 and size_of(first.token) == 1 and (first.value or 0) < 1000:
        return _refused(
            pair, "is a change whose first number may share the magnitude of the second"
        )
    if second.unit != "percent" or first.unit is not None:
        return None
    if first.value is None or first.value > GREATEST_PERCENT:
        return _refused(
            pair, "is a change whose first number may be in percent, or count something"
        )
    return Joined(unit="percent"), Joined()


def _hyphenated(pair: Pair, neighbors: _Neighbors) -> _Ends | None:
    """Two numbers with a hyphen between them: a range where they count something, otherwise perhaps a name."""
    text, first, second = pair.text, pair.first, pair.second
    spaces = pair.gap["link"].strip("-–‐‑")
    is_minus = pair.gap["link"][0].isspace() and not pair.gap["link"][-1].isspace()
    if "digits" not in (first.kind, second.kind):
        return None
    if is_minus:
        return _refused(pair, "may be a range, or have a minus sign")
    grouped = "," in first.token and "," in second.token
    is_plain = (
        first.kind == second.kind
        and not any(neighbor and neighbor.link == "-" for neighbor in neighbors)
        and "\n" not in spaces
        and (not spaces or (pair.gap["link"][0].isspace() and pair.gap["link"][-1].isspace()))
        and not re.search(r"[\w.-]$", _unsigned(text[: first.start][-4:]))
        and not re.match(r"[-–]\d", text[second.end : second.end + 2])
        and not any(LEADING_ZERO.match(numeral.token) for numeral in (first, second))
        and not NOT_A_RANGE_BEHIND.match(text, second.end)
        and (first.unit is not None or grouped or not CAPITALIZED.search(pair.before))
    )
    counts = (
        first.unit
        or second.unit
        or grouped
        or size_of(second.token) > 1
        or NOUN.match(text, second.end)
    )
    if not is_plain or not counts:
        return _refused(pair, "may be a range, or a name, a date or a telephone number")
    return _range(pair, pair.printed_link)


def _unsigned(before: str) -> str:
    return re.sub(r"\\?\$\s?$", "", before)


def _range(pair: Pair, words: str) -> _Ends:
    """The two ends of a range, with the unit and the magnitude that they share."""
    first, second = pair.first, pair.second
    factor, units = _factor(first, second), _units(pair)
    is_other = other_unit(pair.text, second.start, second.end) is not None
    if is_other or factor is None or units is None or first.value is None or second.value is None:
        return _refused(pair, "may be a range; its ends differ in unit or magnitude")
    if second.unit == "percent" and _is_fall(pair):
        return _refused(pair, "is a fall, whose ends are negative")
    if (
        factor == 1
        and second.token.endswith(",000")
        and first.value < 1000 < first.value * 1000 < second.value
    ):
        return _refused(pair, "may be a range whose first number is in thousands too")
    if first.value * factor >= second.value:
        return _refused(pair, "is no range that grows; it may be a ratio, a vote or two numbers")
    lead = find_qualifier(pair.text, first.start, first.end)
    tail = find_qualifier(pair.text, second.start, second.end)
    for beside in (lead, tail):
        if beside and beside.meaning != "vague":
            return _refused(pair, f"is a range that `{beside.words}` bounds once more")
    if lead:
        words = f"{words} {lead.words}" if words.lower() == "between" else f"{lead.words} … {words}"
    statistic = second.statistic if second.statistic in _SAID_ONCE else None
    return (
        Joined(Qualifier(words, "lower"), factor, units[0], statistic),
        Joined(Qualifier(words, "upper"), Decimal(1), units[1], statistic),
    )


_SAID_ONCE = ("duration", "rate", "ratio", "mean", "median", "measurement", "change")
"""Statistics that words behind the second number tell, and that its unit does not."""


def _is_fall(pair: Pair) -> bool:
    """Whether the range is of a fall, or its first end has a minus sign."""
    if pair.first.value is not None and pair.first.value < 0:
        return True
    falls = FALLING.search(BETWEEN.sub("", pair.before)) or FALL_BEHIND.match(
        pair.text, pair.second.end
    )
    return falls is not None


def _units(pair: Pair) -> tuple[Unit | None, Unit | None] | None:
    """The units of both numbers, of which each may be printed once; None where they differ."""
    first, second = pair.first.unit, pair.second.unit
    if first == second:
        return first, second
    if first is None and not pair.gap["sign"]:
        return second, second
    return (first, first) if first == "US dollars" and second is None else None


def _factor(first: Printed, second: Printed) -> Decimal | None:
    """The magnitude that a number takes from the one behind it, or None where that is not clear."""
    size = size_of(second.token)
    if size == 1 or size_of(first.token) > 1 or first.value is None or second.value is None:
        return Decimal(1)
    if first.value >= 1000:
        return Decimal(1)  # "500,000 to 2 million"
    return size if first.value * size < second.value else None


def _noun_between(pair: Pair) -> str | None:
    """The noun of the first number, where it is printed: `5 days to 10 days`."""
    unit = (pair.gap["unit"] or "").strip()
    return unit if unit.isalpha() and not unit.lower().startswith(("percent", "pct")) else None


def _sentence_around(pair: Pair) -> str:
    before = pair.text[max(0, pair.first.start - 160) : pair.first.start]
    behind = pair.text[pair.second.end : pair.second.end + 120]
    return SENTENCE.split(before)[-1] + " " + SENTENCE.split(behind)[0]
