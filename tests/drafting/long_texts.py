"""Texts of any number of numerals: prose, lists and tables, as reports have them."""

import random
from collections.abc import Iterator

THINGS = (
    "detainees",
    "arrests",
    "cases",
    "beds",
    "interviews",
    "grants",
    "officers",
    "vehicles",
    "claims",
    "contracts",
)
TOWNS = (
    "Dallas",
    "Denver",
    "Chicago",
    "Boston",
    "Phoenix",
    "Seattle",
    "Atlanta",
    "Newark",
    "Miami",
    "Tucson",
)
VERBS = ("had", "reported", "reviewed", "closed", "counted")


def long_text(numerals: int) -> str:
    """About so many numerals, the same each time."""
    chance, lines, made, part = random.Random(7), ["Report on Beds", ""], 0, 0
    while made < numerals:
        part += 1
        lines += [f"Part {part}: what the offices counted", ""]
        made += 1
        for piece in (_prose, _list, _table, _prose):
            new, number = piece(chance, part)
            lines += [*new, ""]
            made += number
    return "\n".join(lines) + "\n"


def _prose(chance: random.Random, part: int) -> tuple[list[str], int]:
    lines: list[str] = []
    made = 0
    for sentence, number in (one for _ in range(6) for one in _sentences(chance)):
        lines += _wrapped(sentence)
        made += number
    return lines, made


def _sentences(chance: random.Random) -> Iterator[tuple[str, int]]:
    year, thing, town = chance.randrange(2012, 2022), chance.choice(THINGS), chance.choice(TOWNS)
    first, other = chance.randrange(50, 90_000), chance.randrange(50, 90_000)
    share = 100 * first / (first + other)
    yield (
        f"In fiscal year {year}, the office in {town} {chance.choice(VERBS)} {first + other:,} {thing}, of which "
        f"{first:,} {thing}, or {share:.0f} percent, were new and {other:,} were open.",
        5,
    )
    yield (
        f"From {year} to {year + 1}, {thing} rose from {first:,} to {2 * first:,}, or 100 percent.",
        5,
    )
    yield (
        f"The office spent ${chance.randrange(10, 900) / 10} million on {chance.randrange(3, 40)} contracts.",
        2,
    )
    yield (
        f"See GAO-{chance.randrange(10, 22)}-{chance.randrange(100, 999)}, page {chance.randrange(1, 90)}.",
        2,
    )


def _list(chance: random.Random, part: int) -> tuple[list[str], int]:
    lines = []
    for item in range(1, 6):
        lines.append(
            f"{item}. {chance.choice(TOWNS)}: {chance.randrange(1, 9_000):,} {chance.choice(THINGS)}"
        )
    return lines, 10


def _table(chance: random.Random, part: int) -> tuple[list[str], int]:
    lines = [
        f"Table {part}. Beds by city",
        f"{'City':<14}{'Beds':>10}{'In use':>10}{'Percent':>10}",
    ]
    for town in TOWNS[:6]:
        beds = chance.randrange(100, 9_000)
        used = chance.randrange(1, beds)
        lines.append(f"{town:<14}{beds:>10,}{used:>10,}{100 * used / beds:>10.1f}")
    return lines, 19


def _wrapped(sentence: str) -> list[str]:
    lines, line = [], ""
    for word in sentence.split():
        if len(line) + len(word) > 100:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]
