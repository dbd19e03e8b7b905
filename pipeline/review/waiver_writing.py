"""Waivers written, and cut: an entry for each numeral, or a pattern that several have in common."""

from collections.abc import Collection, Sequence
from typing import Any

from pipeline.drafting.waiver_patterns import patterns_of
from pipeline.review.decision_context import Deciding
from pipeline.review.entry_lists import entry_with, is_proposed, lines_of, list_of
from pipeline.review.proposed import numerals_waived
from pipeline.review.yaml_lists import removed, replaced
from pipeline.text.numbers.numerals import Numeral
from pipeline.transcription.completeness import Unaccounted
from pipeline.transcription.waiver_reasons import fitting_reasons
from pipeline.transcription.waiver_stubs import place_of

Fields = dict[str, Any]
MOST_MATCHES = 1000


def single_waiver(deciding: Deciding, numeral: Numeral, reason: str) -> Fields:
    """The fields that waive one numeral, without the line where its words are unique."""
    published = deciding.state.source.entry.published
    item = Unaccounted(deciding.document, numeral, fitting_reasons(numeral, published))
    fields: Fields = {"reason": reason, **place_of(item)}
    shorter = {name: value for name, value in fields.items() if name != "line"}
    alone = numerals_waived(deciding.document, shorter)
    return shorter if [n.start for n in alone] == [numeral.start] else fields


def without_numerals(deciding: Deciding, start: int, leaving: Collection[int]) -> None:
    """Cut the waiver of a numeral into an entry for each of its numerals, but for those that leave it."""
    own = deciding.waivers.get(start)
    kind = "waivers"
    if own is not None:
        path, index, fields = deciding.files.own(kind), own.index, own.fields
        starts: Sequence[int] = own.numerals
    else:
        one = deciding.proposed_waivers[start]
        path, index, fields = deciding.files.proposed(kind), one.index, one.fields
        starts = [numeral.start for numeral in one.numerals]
    accounted = {
        i.start for i in deciding.items.values() if i.automatic or i.kind not in ("waiver", "none")
    }
    left = [s for s in starts if s not in leaving and s not in accounted]
    at = list_of(deciding.files, path)
    item = at.items[index]
    if not left:
        deciding.files.write(path, removed(at, item, is_proposed(path)))
        return
    singles = [single_waiver(deciding, deciding.numerals[s], str(fields["reason"])) for s in left]
    lines = [line for one in singles for line in lines_of(kind, entry_with(kind, one), item.column)]
    deciding.files.write(path, replaced(at, item, lines))


def common_pattern(deciding: Deciding, starts: Collection[int]) -> tuple[str, int] | None:
    """A pattern that waives exactly some numerals, with the number of its matches; None where none is found."""
    first = deciding.numerals[min(starts)]
    for pattern in patterns_of(first):
        matches = matches_of(deciding, pattern, starts)
        if matches:
            return pattern, matches
    return None


def matches_of(deciding: Deciding, pattern: str, starts: Collection[int]) -> int | None:
    """How often a pattern matches, where its matches have exactly some numerals."""
    from pipeline.text.patterns import find_pattern

    (passage,) = deciding.document.passages
    matches = len(list(find_pattern(passage.text, pattern, MOST_MATCHES)))
    fields = {"reason": "date", "pattern": pattern, "matches": matches}
    found = {n.start for n in numerals_waived(deciding.document, fields)}
    return matches if found == set(starts) else None
