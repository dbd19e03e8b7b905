"""What follows about quantities that the documents mention and the held text does not carry.

A quantity that is the only missing part of a sum lies between what the whole and the other parts
leave it. Nothing is estimated, and no single year is told apart where only a sum is bound.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import portion

from pipeline.periods import Period, read_period
from pipeline.relations import NOT_NEGATIVE, Relation, difference_of, is_vague, total_of
from pipeline.sources.entries import QuantityEntry
from pipeline.transcription import Transcription


@dataclass(frozen=True)
class Bound:
    """The whole numbers that the figures leave open for a quantity, under one reading."""

    id: str
    quantity: QuantityEntry
    period: Period
    lower: Decimal
    upper: Decimal
    rests_on: tuple[str, ...]
    assumptions: str
    source_id: str


def bounds_of(transcription: Transcription, relations: list[Relation]) -> list[Bound]:
    """Bounds of every quantity that is the one unknown part of a sum which can hold."""
    owners: Mapping[str, tuple[str, QuantityEntry]] = {
        item.entry.id: (source.id, item.entry)
        for source in transcription.corpus.sources
        for item in source.quantities
    }
    bounds = []
    for relation in relations:
        unknown = [m.id for m in relation.members if m.figure is None and m.role == "part"]
        if relation.at.entry.kind == "sum" and len(unknown) == 1 and _binds(relation):
            bounds.append(_bound(relation, *owners[unknown[0]]))
    return bounds


def _binds(relation: Relation) -> bool:
    """Whether every known member is bounded on both sides, without a vague qualifier, and can hold."""
    known = [member for member in relation.members if member.figure is not None]
    vague = any(is_vague(member) for member in known)
    ends = [end for member in known for end in (member.interval.lower, member.interval.upper)]
    return (
        relation.verdict != "inconsistent"
        and not vague
        and all(isinstance(e, Fraction) for e in ends)
    )


def _bound(relation: Relation, source_id: str, quantity: QuantityEntry) -> Bound:
    known = [m.interval for m in relation.members if m.role == "part" and m.figure is not None]
    left = difference_of(relation.stated, total_of(known)) & NOT_NEGATIVE
    lower, upper = _whole_numbers(left)
    period = read_period(quantity.period)
    assert period is not None, f"the period of {quantity.id} is checked when the corpus is read"
    reading = relation.at.entry.reading
    return Bound(
        id=f"{quantity.id}-{reading}" if reading else quantity.id,
        quantity=quantity,
        period=period,
        lower=Decimal(lower),
        upper=Decimal(upper),
        rests_on=tuple(sorted(m.id for m in relation.members if m.figure is not None)),
        assumptions=" ".join(_assumptions(relation)),
        source_id=source_id,
    )


def _assumptions(relation: Relation) -> Iterator[str]:
    yield relation.at.entry.assumptions or "None but that the sum is of the same things."
    for member in relation.members:
        if member.figure is not None and member.figure.at.entry.reading == "emended":
            token = member.figure.numeral.token
            yield f"The token `{token}` of {member.id} is read as {member.figure.at.entry.value:,}."


def _whole_numbers(interval: portion.Interval) -> tuple[int, int]:
    """Least and greatest whole number in a bounded interval."""
    lower, upper = ceil(interval.lower), floor(interval.upper)
    lower += interval.left == portion.OPEN and lower == interval.lower
    upper -= interval.right == portion.OPEN and upper == interval.upper
    return lower, upper
