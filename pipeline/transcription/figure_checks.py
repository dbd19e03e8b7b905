"""Checks of a figure's entry against its token, one function a check; each returns findings.

Value and token are two entries of one number; the token is a number, not a name, mark or rank; the document's rule of
rounding is applied or declined (docs/method.md). The statistic and the scale are checked in `scale_checks`, the period in
`period_checks`; how the token is found is in `figures`.
"""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.sources.discrepancy_entries import EmendationEntry
from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded
from pipeline.sources.source_entries import Rounding
from pipeline.text.documents import Document
from pipeline.text.intervals import FRACTIONS
from pipeline.text.normal_form import normal_form
from pipeline.text.numbers.numerals import Numeral, read_numeral
from pipeline.text.units.changes import change_by


def same_token(token: str, at: str) -> bool:
    """Whether two tokens are the same apart from spaces and typographic marks."""
    return normal_form(token).text == normal_form(at).text


@coded("value")
def value_findings(
    at: Located[FigureEntry],
    document: Document,
    printed: Numeral,
    emendation: Located[EmendationEntry] | None,
    factor: Decimal = Decimal(1),
) -> Iterator[Finding]:
    """Where value and token disagree without an emendation, or with one that does not fit.

    `factor` is that of the figure's scale.
    """
    entry = at.entry
    full = None if printed.value is None else printed.value * factor
    agree = full == entry.value
    times = f" times {factor:,}" if factor != 1 else ""
    line = f"{document.file}:{document.line(printed.start)}"
    if emendation is None and entry.reading == "emended":
        yield at.finding(
            entry.id,
            "the reading is `emended`, but no emendation names the figure",
            "register it in emendations.yaml, or drop `reading:`",
            "reading",
        )
    elif entry.value is None and printed.kind != "vague_word":
        yield at.finding(
            entry.id,
            f"the token at {line} reads `{printed.token}`, no value is typed",
            "enter the value",
            "value",
        )
    elif emendation is None and not agree:
        again = "enter the value again; "
        if printed.kind in FRACTIONS:
            again = "enter a fraction of a whole in percent, with three decimals where it does not end (2/3: 66.667); "
        yield at.finding(
            entry.id,
            f"the token at {line} reads `{printed.token}`{times}{_below_zero(printed, factor)}, the value typed is "
            f"{entry.value}",
            f"{again}if the text is damaged or in error, register an emendation (sources/README.md, Emendations)",
            "value",
        )
    elif emendation is not None:
        yield from _emendation_findings(at, printed, emendation, factor)


def _below_zero(printed: Numeral, factor: Decimal) -> str:
    """What makes a number one below zero, with its value; nothing where its token has the sign, or it has none."""
    if printed.value is None or printed.value >= 0:
        return ""
    falls = change_by(*printed.context) == "fall"
    why = "the words say a decrease" if falls else "the sign before it says below zero"
    return f" ({why}: {printed.value * factor:f})"


@coded("emendation")
def _emendation_findings(
    at: Located[FigureEntry],
    printed: Numeral,
    emendation: Located[EmendationEntry],
    factor: Decimal,
) -> Iterator[Finding]:
    entry, emended = at.entry, emendation.entry
    read_as = read_numeral(emended.read_as)
    if entry.reading != "emended":
        yield at.finding(
            entry.id,
            f"the emendation {emended.id} names the figure, whose reading is `as_printed`",
            "write `reading: emended`, or take the emendation out",
            "reading",
        )
    if not same_token(emended.token, printed.token):
        yield emendation.finding(
            emended.id,
            f"the document reads `{printed.token}`, the emendation is of `{emended.token}`",
            "compare the emendation with the document",
            "token",
        )
    elif printed.value is not None and printed.value * factor == entry.value:
        yield emendation.finding(
            emended.id,
            f"the token `{printed.token}` reads {entry.value} without it: the emendation is no longer needed",
            "take it out",
            "token",
        )
    if printed.value is None or digits_of(emended.token) != digits_of(emended.read_as):
        yield emendation.finding(
            emended.id,
            f"`{emended.read_as}` has other digits than `{emended.token}`",
            "an emendation may read a separator otherwise, never a digit; without it the figure is a word with "
            "bounds, or is waived as unreadable",
            "read_as",
        )
    if read_as is None or read_as.value is None or read_as.value * factor != entry.value:
        yield at.finding(
            entry.id,
            f"the emendation {emended.id} reads the token as `{emended.read_as}`, the value typed is {entry.value}",
            "enter the value again, or correct the emendation",
            "value",
        )


def digits_of(token: str) -> str:
    """The digits of a token, without separators.

    >>> digits_of("8.665") == digits_of("8,665")
    True
    """
    return "".join(character for character in token if character.isdecimal())


@coded("number")
def no_count_findings(
    at: Located[FigureEntry], printed: Numeral, emendation: Located[EmendationEntry] | None
) -> Iterator[Finding]:
    """A number that is refused, unless an emendation says what its characters are."""
    if printed.refused is None or (emendation is not None and printed.may_be_damaged):
        return
    remedy = (
        "quote a number that is read, or waive it; if the text is damaged, register an emendation"
    )
    yield at.finding(at.entry.id, printed.refused, remedy, "at")


@coded("rounding")
def rounding_findings(
    at: Located[FigureEntry], printed: Numeral, rule: Rounding | None
) -> Iterator[Finding]:
    """Where the document's rule of rounding is claimed and cannot apply, or may apply and is not named."""
    entry = at.entry
    if entry.rounding == "document":
        if rule is None:
            yield at.finding(
                entry.id, "the document states no rule of rounding", "drop `rounding:`", "rounding"
            )
        elif entry.value is None or entry.value % rule.step:
            yield at.finding(
                entry.id,
                f"{entry.value} is not a multiple of {rule.step}, the step of the document's rule",
                "write `rounding: none`, or enter the value again",
                "rounding",
            )
    elif rule is not None and _may_be_under(rule, entry, printed):
        yield from _declined(at, printed, rule)
    elif entry.not_rounded is not None:
        yield at.finding(
            entry.id,
            "`not_rounded` gives a reason for a number to which no rule of rounding could apply",
            "take `not_rounded` out",
            "not_rounded",
        )


def _declined(at: Located[FigureEntry], printed: Numeral, rule: Rounding) -> Iterator[Finding]:
    """A count that fits the document's rule of rounding, and is not under it for no reason that shows."""
    entry = at.entry
    may_apply = (
        f"{entry.value} is a multiple of {rule.step}: the document's rule of rounding may apply"
    )
    shows = printed.qualifier is not None or printed.has_magnitude
    if entry.rounding is None:
        yield at.finding(entry.id, may_apply, "write `rounding: document` or `rounding: none`")
    elif shows == (entry.not_rounded is not None):
        beside = f"`{printed.qualifier or printed.token}` shows that it does not"
        yield at.finding(
            entry.id,
            f"{may_apply}; {beside}"
            if shows
            else f"{may_apply}, and nothing beside it shows otherwise",
            "take `not_rounded` out"
            if shows
            else "write `rounding: document`; if the number is exact all the same, say why as `not_rounded`",
            "not_rounded" if shows else "rounding",
        )


def _may_be_under(rule: Rounding, entry: FigureEntry, printed: Numeral) -> bool:
    counted = entry.statistic == "count" and printed.kind == "digits"
    return counted and bool(entry.value) and entry.value % rule.step == 0  # type: ignore[operator]
