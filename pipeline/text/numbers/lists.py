"""Lists whose numbers share the unit or the magnitude of the last: "$5, $10 and $15 million"."""

from pipeline.text.numbers.number_pairs import Joined, Pair, size_of
from pipeline.text.qualifiers.qualifiers import Qualifier

SHARES = ("fraction", "proportion", "vague_word")
"""Kinds of numbers that are in percent without the word, which the numbers before them do not share."""
GREATEST_PERCENT = 100
"""A number above it is not read as sharing `percent`: "400 and 12 percent"."""


def ends_of_lists(pairs: dict[int, Pair], joined: dict[int, Joined]) -> list[int]:
    """The pairs that end a list whose last number has a magnitude or is in percent."""
    return [
        index
        for index, pair in pairs.items()
        if pair.link in ("and", "or", ", and", ", or")
        and index not in joined
        and index + 1 not in joined
        and pair.gap["unit"] is None
        and pair.second.kind not in SHARES
        and (size_of(pair.second.token) > 1 or pair.second.unit == "percent")
    ]


def shared_in_list(pairs: dict[int, Pair], last: int) -> dict[int, Joined]:
    """The unit and magnitude of the last number of a list, for the ones before: `5, 10 and 15 million`."""
    start = last
    while (
        start - 1 in pairs
        and pairs[start - 1].link == ","
        and pairs[start - 1].gap["unit"] is None
        and not pairs[start - 1].first.counts_nothing
    ):
        start -= 1
    end = pairs[last].second
    members = [pairs[index].first for index in range(start, last + 1)]
    if members[-1].counts_nothing or any(size_of(member.token) > 1 for member in members):
        return {}
    if len(members) == 1 and pairs[last].link.startswith(","):
        return {}  # "60,000, or 33 percent"
    if end.unit == "percent":
        return _shared_percent(pairs, start, last)
    clear = len(members) > 1 and all(
        member.unit == end.unit and member.value is not None and member.value < 1000
        for member in members
    )
    if clear:
        return {index: Joined(factor=size_of(end.token)) for index in range(start, last + 1)}
    why = f"it may share the magnitude of `{end.token}`"
    return {last: Joined(Qualifier(pairs[last].printed_link, None, why))}


def _shared_percent(pairs: dict[int, Pair], start: int, last: int) -> dict[int, Joined]:
    members = [pairs[index].first for index in range(start, last + 1)]
    if any(member.unit is not None for member in members):
        return {}
    if any(member.value is None or member.value > GREATEST_PERCENT for member in members):
        why = "it may be in percent as the number behind it, or count something"
        return {last: Joined(Qualifier(pairs[last].printed_link, None, why))}
    return {index: Joined(unit="percent") for index in range(start, last + 1)}
