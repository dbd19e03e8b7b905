"""Checks of a figure's unit and scale, and of what a rate is per, against the words beside its token.

A share is printed in percent and an amount in dollars; a rate is per something, a mean is on average, a ratio so many
times; a number printed "in thousands" is entered in full, with these words. One function a check; each returns
findings. Other checks of entries are in `figure_checks`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.text.documents import Document, Span
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.units.scales import Scale, find_scale, read_scale
from pipeline.text.units.units import Statistic
from pipeline.transcription.sentences import sentence_around

PRINTED_UNITS: Mapping[Statistic, tuple[str | None, ...]] = {
    "count": (None,),
    "share": ("percent",),
    "change": ("percent", "percentage points"),
    "amount": ("US dollars",),
    "duration": (None,),
    "rate": (None, "percent", "US dollars"),
    "ratio": (None,),
    "mean": (None, "percent", "US dollars"),
    "median": (None, "percent", "US dollars"),
    "measurement": (None,),
}
"""The units that may be printed beside a number of each statistic."""
UNITS: Mapping[Statistic, str] = {"share": "percent", "amount": "US dollars", "ratio": "times"}
"""Units that follow from the statistic; others are printed beside the number, or are those of the measure."""
UNSCALED: tuple[Statistic, ...] = ("share", "change", "duration", "rate", "ratio", "mean", "median")
"""Statistics that words such as "in thousands" are not about unless the entry says so."""
NO_SCALE = "none"
_PER = re.compile(r"(?:\bper|\bfor (?:each|every)|\bfor|\beach|\bevery|\ban?|/)\s*$", re.IGNORECASE)
_FITTING_WORDS: Mapping[Statistic, re.Pattern[str]] = {
    "mean": re.compile(r"\baverag(?:e|es|ed|ing)\b|\bmean\b", re.IGNORECASE),
    "median": re.compile(r"\bmedians?\b", re.IGNORECASE),
    "ratio": re.compile(
        r"\btimes\b|fold\b|\b(?:twice|thrice|doubl|tripl|quadrupl)|\bratio\b|\bas (?:many|much|high|large)\b",
        re.IGNORECASE,
    ),
}
"""Words of which the quotation of a mean, a median or a ratio has one."""
_SAYS: Mapping[Statistic, str] = {
    "mean": "that it is an average",
    "median": "that it is a median",
    "ratio": "how many times",
}
_REACH_OF_A_TABLE = 3000
"""Characters before a printed total within which its table begins."""


def unit_of(entry: FigureEntry, printed: str | None, measured: str) -> str:
    """The unit of a figure: that of its statistic, that printed beside it, or that of its measure."""
    unit = UNITS.get(entry.statistic) or printed or measured
    return f"{unit} per {entry.per}" if entry.per else unit


@coded("unit")
def unit_findings(
    at: Located[FigureEntry], printed: Numeral, scale: Scale | None
) -> Iterator[Finding]:
    """A unit beside the token, or words of the quotation, that the statistic does not have."""
    entry = at.entry
    unit = printed.unit or (scale.unit if scale else None)
    if unit not in PRINTED_UNITS[entry.statistic]:
        beside = f"is printed beside `{unit}`" if unit else "has no unit beside it"
        yield at.finding(
            entry.id,
            f"the token `{printed.token}` {beside}, the statistic is `{entry.statistic}`",
            "a share or a change is printed in percent, an amount in dollars; correct `statistic` or `at`",
            "statistic",
        )
    words = _FITTING_WORDS.get(entry.statistic)
    if words is not None and entry.per is None and not words.search(entry.quote):
        says = _SAYS[entry.statistic]
        yield at.finding(
            entry.id,
            f"the quotation does not say {says}, the statistic is `{entry.statistic}`",
            "make the quotation longer, or correct `statistic`",
            "statistic",
        )


@coded("unit")
def per_findings(
    at: Located[FigureEntry], document: Document, per: Span | None
) -> Iterator[Finding]:
    """Words for what a rate is per that follow no "per"."""
    if per is None:
        return
    before, _ = document.context(per, 16)
    if not _PER.search(before):
        yield at.finding(
            at.entry.id,
            f"no `per` or `for each` is before the words `{at.entry.per}`",
            "write as `per` the words that follow it, such as `100,000 residents`",
            "per",
        )


@dataclass(frozen=True)
class Scaling:
    """The scale of a figure: its words in the document, and the factor; none where the number is full."""

    scale: Scale | None
    findings: tuple[Finding, ...] = ()

    @property
    def factor(self) -> Decimal:
        """What the printed number is multiplied by."""
        return self.scale.factor if self.scale else Decimal(1)


def scaling_of(
    at: Located[FigureEntry], document: Document, printed: Numeral, span: Span | None
) -> Scaling:
    """The scale that an entry gives, and where it is none, or is left out although the sentence states one.

    `span` has the words in the document; whoever looked for them reports where they are not there.
    """
    entry = at.entry
    if entry.scale == NO_SCALE:
        return Scaling(None)
    if entry.scale is None:
        return Scaling(None, tuple(_left_out(at, document, printed)))
    scale = read_scale(entry.scale)
    if scale is None:
        found = f"`{entry.scale}` states no scale"
        remedy = "write the document's words for it, such as `in thousands`"
        return Scaling(None, (at.finding(entry.id, found, remedy, "scale", code="scale"),))
    return Scaling(None) if span is None else Scaling(scale)


@coded("scale")
def _left_out(at: Located[FigureEntry], document: Document, printed: Numeral) -> Iterator[Finding]:
    """A count or an amount whose sentence, or whose table above it, states a scale that the entry does not."""
    entry = at.entry
    if entry.statistic in UNSCALED or printed.unit not in (None, "US dollars"):
        return
    scale = find_scale(_words_around(document, printed, entry.location == "table"))
    if scale is not None:
        yield at.finding(
            entry.id,
            f"the words `{' '.join(scale.words.split())}` are beside `{printed.token}`, the entry has no `scale`",
            "write `scale:` with these words and the full number as `value`; if they are not about this number, "
            f"write `scale: {NO_SCALE}`",
        )


def _words_around(document: Document, printed: Numeral, in_a_table: bool) -> str:
    """The sentence of a token; of one in a table, everything above it back to a line that ends a sentence."""
    span = Span(printed.start, printed.end)
    if in_a_table:
        return document.context(span, _REACH_OF_A_TABLE)[0]
    return sentence_around(document, span)
