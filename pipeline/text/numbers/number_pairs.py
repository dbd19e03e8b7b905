"""Two neighboring numbers of a text, what is between them, and what one takes from the other."""

import re
from decimal import Decimal
from typing import NamedTuple, Protocol

from pipeline.text.numbers.range_words import INNER_BEFORE
from pipeline.text.qualifiers.qualifiers import Qualifier
from pipeline.text.units.units import Statistic, Unit


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
    def statistic(self) -> Statistic | None: ...  # noqa: D102
    @property
    def counts_nothing(self) -> bool: ...  # noqa: D102


class Joined(NamedTuple):
    """What a number takes from its neighbor: its end of a range, a factor (10⁶), a unit, a statistic; None where nothing."""

    qualifier: Qualifier | None = None
    factor: Decimal = Decimal(1)
    unit: Unit | None = None
    statistic: Statistic | None = None


class Pair(NamedTuple):
    """Two neighboring numbers and what is between them."""

    text: str
    first: Printed
    second: Printed
    gap: re.Match[str]

    @property
    def before(self) -> str:
        """The text before the first number, without its sign and without a vague word."""
        before = self.text[max(0, self.first.start - 100) : self.first.start]
        return INNER_BEFORE.sub("", before)

    @property
    def link(self) -> str:
        """The word or sign that joins them."""
        words = self.gap["link"].strip(" \t\n\r\u00a0-–‐‑").lower()
        return words or "-"

    @property
    def printed_link(self) -> str:
        """The link as printed."""
        return self.gap["link"].strip(" \t\n\r\u00a0,")


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
    "tn": 12,
    "mil": 6,
}
_SIZE = re.compile(
    r"(?:(thousand|million|billion|trillion)s?|(?<=\d)\s?(bn|mn|tn|mil|[kmbt]))$", re.IGNORECASE
)


def size_of(token: str) -> Decimal:
    """The factor of a magnitude at the end of a number: 10⁶ for `2.37 million`."""
    match = _SIZE.search(token)
    return Decimal(10) ** _SIZES[(match[1] or match[2]).lower()] if match else Decimal(1)
