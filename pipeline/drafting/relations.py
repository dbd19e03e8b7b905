"""Proposals of relations that hold between numbers: sums, shares, changes, roundings, a number stated twice.

They are found by search among numbers that are near each other in the text. Each is judged as `oversight check` judges
a registered relation, with the interval of each number, and is ranked by how unlikely it would hold by chance:

    chance = combinations tried for the stated number × share of them that would meet its interval by accident

A share or a change is taken to fall anywhere in 100 or 400 percent alike; a sum or a number that is stated again
anywhere between the least and the greatest number of its unit, on a logarithmic scale, as numbers of many sizes are.
The combinations are those of numbers no farther apart than the members. A sum of three numbers of one sentence is a
better proposal than one of numbers pages apart, among which many sums hold by accident.
"""

import math
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

from pipeline.consistency.member_checks import Difference, differences
from pipeline.drafting.figure_drafts import FigureProposal
from pipeline.drafting.judged_relations import Roles, formula_of, relation_of
from pipeline.drafting.naming_words import naming_words
from pipeline.drafting.numbers_related import (
    Number,
    distance_of,
    have_one_period,
    meets,
    numbers_of,
    slack_of,
    spread_of,
    width_of,
)
from pipeline.sources.ids import local
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.transcription.figures import Figure
from pipeline.transcription.transcribe import Transcript

NEAREST = 16
"""Numbers before and behind a number that are tried with it."""
NEAREST_OF_ANY_UNIT = 8
"""How many of them are tried together although their units differ: the words for a unit may."""
MOST_PARTS = 4
MOST_TRIED = 400_000
"""Combinations that are tried in one document; the summary names the line where a search ends before the text."""
MOST_BEFORE = 100
"""Numbers of a measure before another one that may state it again: the nearest."""
MOST_PROPOSED = 200
MOST_OF_ONE_NUMBER = 3
LEAST_UNLIKELY = 0.2
"""Relations of which chance alone would make so many are not proposed."""
HARDLY_EVER = 0.001
"""Relations of which chance alone would make fewer are proposed of numbers that differ, or are far apart."""
FARTHEST = 1_000
"""Characters between numbers that are computed from each other: those of a paragraph, or two."""
WIDTHS = {"share": 100.0, "change": 400.0}
COMPUTED = ("sum", "share", "change")
"""Kinds of which the nearest numbers alone are proposed, where several numbers are printed alike."""
ADDED = ("count", "amount", "duration")


@dataclass(frozen=True)
class RelationProposal:
    """The fields of an entry, with the combinations that were tried and how many would hold by chance.

    `differs` is in what its members differ, which needs a reason. A member is the id of a figure, or the place of a cell.
    """

    id: str
    kind: str
    formula: str
    members: dict[str, tuple[Any, ...]]
    tried: int
    chance: float
    differs: Mapping[Difference, str]


class RelationDraft(NamedTuple):
    """Relations that hold, the most unlikely first, and the first number that was not tried, where there are too many."""

    proposals: tuple[RelationProposal, ...]
    first_not_tried: Figure | None


def draft_relations(
    transcript: Transcript,
    proposals: Sequence[FigureProposal],
    measures: Mapping[str, MeasureEntry],
) -> RelationDraft:
    """Relations that hold between a document's figures and the proposed ones."""
    figures = [*transcript.figures.values(), *(p.figure for p in proposals if p.figure is not None)]
    figures.sort(key=lambda figure: (figure.token, figure.id))
    registered = {frozenset(n for _, n in at.entry.members()) for at in transcript.source.relations}
    taken = {local(at.entry.id) for at in transcript.source.relations}
    new = frozenset(p.fields["measure"] for p in proposals if p.measure_is_new)
    search = _Search(numbers_of(figures), registered, taken, measures, new)
    stopped = search.run()
    return RelationDraft(tuple(search.proposals()), stopped.figure if stopped else None)


class _Search:
    """The search among the numbers of one document."""

    def __init__(
        self,
        numbers: Sequence[Number],
        registered: set[frozenset[str]],
        taken: set[str],
        measures: Mapping[str, MeasureEntry],
        new: frozenset[str],
    ) -> None:
        self.numbers, self.measures, self.new = list(numbers), measures, new
        self.registered, self.taken = registered, taken
        self.left = MOST_TRIED
        self.before: defaultdict[tuple[object, ...], deque[Number]]
        self.before = defaultdict(lambda: deque(maxlen=MOST_BEFORE))
        self.found: dict[tuple[str, frozenset[str]], RelationProposal] = {}
        self.spread = {group: spread_of(numbers, group) for group in {n.group for n in numbers}}

    def run(self) -> Number | None:
        """Try each number with those near it; the first one that is not tried to its end, if any."""
        for number in self.numbers:
            if number.figure.statistic == "share":
                self._shares(number)
            elif number.figure.statistic == "change":
                self._changes(number)
            elif number.figure.statistic in ADDED:
                self._sums(number)
            self._again(number)
            if self.left < 0:
                return number
        return None

    def proposals(self) -> list[RelationProposal]:
        """What was found, the most unlikely first, each id once."""
        ranked = sorted(self.found.values(), key=lambda one: (one.chance, one.id))
        once = {(one.kind, one.formula): one for one in reversed(ranked) if one.kind in COMPUTED}
        seen = Counter[tuple[str, ...]]()
        kept = []
        for one in ranked:
            stated = one.members.get("whole", ()) + one.members.get("stated", ())
            seen[stated] += 1 if stated else 0
            is_first = once.get((one.kind, one.formula), one) is one
            if is_first and seen[stated] <= MOST_OF_ONE_NUMBER:
                kept.append(one)
        return kept[:MOST_PROPOSED]

    def _near(self, number: Number) -> list[Number]:
        """The numbers near another one, the nearest first."""
        at = number.place
        near = self.numbers[max(0, at - NEAREST) : at] + self.numbers[at + 1 : at + 1 + NEAREST]
        return sorted(near, key=lambda other: abs(other.place - number.place))

    def _shares(self, stated: Number) -> None:
        for near in self._pools(stated, lambda number: number.figure.statistic in ADDED):
            for (nearer, farther), tried in self._pairs(near):
                part, whole = sorted((nearer, farther), key=lambda number: number.value)
                if part.value == whole.value:
                    continue
                low, high = part.low / whole.high, part.high / max(whole.low, 1e-9)
                if meets(stated, 100 * low, 100 * high):
                    roles = {"stated": (stated,), "whole": (whole,), "parts": (part,)}
                    loose = width_of(stated) + 100 * (high - low)
                    self._add("share", roles, tried, loose / WIDTHS["share"])

    def _changes(self, stated: Number) -> None:
        for near in self._pools(stated, lambda number: number.figure.statistic in ADDED):
            for pair, tried in self._pairs(near):
                start, to = sorted(pair, key=lambda number: number.place)
                if start.figure.entry.measure != to.figure.entry.measure:
                    continue
                low = 100 * to.low / start.high - 100
                high = 100 * to.high / max(start.low, 1e-9) - 100
                if meets(stated, low, high):
                    roles = {"stated": (stated,), "from": (start,), "to": (to,)}
                    loose = width_of(stated) + high - low
                    self._add("change", roles, tried, loose / WIDTHS["change"])

    def _pools(self, stated: Number, fits: Callable[[Number], bool]) -> Iterator[Sequence[Number]]:
        """The numbers near another one that may be members: those of each unit, then counts of any unit."""
        near = [n for n in self._near(stated) if fits(n) and n.value > 0]
        groups = {number.group: [n for n in near if n.group == number.group] for number in near}
        yield from groups.values()
        counts = [n for n in near[:NEAREST_OF_ANY_UNIT] if n.figure.statistic == "count"]
        if len({n.group for n in counts}) > 1:
            yield counts

    def _pairs(self, near: Sequence[Number]) -> Iterator[tuple[tuple[Number, Number], int]]:
        """Pairs of numbers, the nearest first, with how many pairs are no farther away."""
        for farther in range(1, len(near)):
            for nearer in range(farther):
                self.left -= 1
                if self.left < 0:
                    return
                yield (near[nearer], near[farther]), (farther + 1) * farther // 2

    def _sums(self, whole: Number) -> None:
        statistic = whole.figure.statistic
        for pool in self._pools(
            whole, lambda n: n.figure.statistic == statistic and n.value < whole.value
        ):
            once = {(n.value, n.figure.entry.measure): n for n in reversed(pool)}
            near = [n for n in pool if once[n.value, n.figure.entry.measure] is n]
            for number in range(2, MOST_PARTS + 1):
                for parts in combinations(range(len(near)), number):
                    self.left -= 1
                    if self.left < 0:
                        return
                    chosen = sorted((near[i] for i in parts), key=lambda n: n.place)
                    if not meets(whole, sum(n.low for n in chosen), sum(n.high for n in chosen)):
                        continue
                    loose = slack_of((whole, *chosen))
                    if min(n.value for n in chosen) > loose:
                        tried = sum(math.comb(parts[-1] + 1, k) for k in range(2, number + 1))
                        roles = {"whole": (whole,), "parts": tuple(chosen)}
                        self._add("sum", roles, tried, self._accident(whole, loose))

    def _again(self, number: Number) -> None:
        """The same number stated again, by those that state it before, or stated rounded."""
        before = self.before[*number.group, number.figure.entry.measure]
        others = [*before]
        before.append(number)
        self.left -= len(others)
        alike = [o for o in others if have_one_period(o.figure, number.figure)]
        if self.left < 0:
            return
        same = [o for o in alike if o.value == number.value and not self._are_words(o, number)]
        if same:
            accident = self._accident(number) ** len(same)
            if self._add("same_value", {"same": (*same, number)}, len(others), accident):
                self.found.pop(("same_value", frozenset(n.figure.id for n in same)), None)
        for other in alike:
            rounded, finer = sorted((other, number), key=width_of, reverse=True)
            if width_of(rounded) > width_of(finer) and meets(rounded, finer.low, finer.high):
                roles = {"stated": (rounded,), "exact": (finer,)}
                self._add("rounding", roles, len(others), self._accident(rounded))

    def _are_words(self, one: Number, other: Number) -> bool:
        """Whether both are printed as words, of a measure that is only proposed: "two" and "two" are often of two things."""
        are_words = "digits" not in (one.figure.numeral.kind, other.figure.numeral.kind)
        return are_words and other.figure.entry.measure in self.new

    def _has_like_measures(self, roles: Roles) -> bool:
        """Whether a share and its part, or its whole, are described with a word in common."""
        named = [
            {word.casefold() for word in self._words_of(number)}
            for role in ("stated", "parts", "whole")
            for number in roles[role]
        ]
        return any(named[0] & words for words in named[1:])

    def _words_of(self, number: Number) -> list[str]:
        entry = number.figure.entry
        measure = self.measures[entry.measure]
        described = (measure.name, measure.unit, entry.population, entry.denominator)
        return naming_words(" ".join(words for words in described if words))

    def _accident(self, number: Number, loose: float = 0) -> float:
        """The part of the logarithmic range of numbers of its unit that the values which meet it take up."""
        half = max(width_of(number), loose) / 2
        low, high = max(number.value - half, 1e-9), number.value + half
        return (
            min(1.0, math.log(high / low) / self.spread[number.group]) if number.value > 0 else 1.0
        )

    def _add(self, kind: str, roles: Roles, tried: int, accident: float) -> bool:
        """Judge a relation exactly, and keep it where it holds and chance would not make it; whether it is kept.

        Of numbers in other units or periods, of shares of unlike things, and of computed numbers that are far apart, only
        what chance would hardly ever make is kept; measures that are proposed are often two of one thing.
        """
        chance = tried * accident
        names = frozenset(n.figure.id for numbers in roles.values() for n in numbers)
        if chance >= LEAST_UNLIKELY or names in self.registered or (kind, names) in self.found:
            return False
        relation = relation_of(kind, roles)
        differing = differences(relation, self.measures)
        is_far = kind in COMPUTED and distance_of(roles) > FARTHEST
        is_odd = is_far or bool(differing.keys() - {"measure"})
        is_odd = is_odd or (kind == "share" and not self._has_like_measures(roles))
        if not relation.holds or (is_odd and chance >= HARDLY_EVER):
            return False
        members = {role: tuple(n.figure.id for n in numbers) for role, numbers in roles.items()}
        name = "-".join(
            [kind.replace("_", "-"), *(local(n) for role in members.values() for n in role)][:3]
        )
        known = self.taken | {one.id for one in self.found.values()}
        unique = next(
            n
            for i in range(1, len(known) + 3)
            if (n := name if i == 1 else f"{name}-{i}") not in known
        )
        self.found[kind, names] = RelationProposal(
            unique, kind, formula_of(kind, roles), members, tried, chance, differing
        )
        return True
