"""What a campaign found, counted by kind of change, and written as docs/campaign.md."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from campaign.edits import Change
from campaign.kinds import FREE, IDS
from campaign.reasons import reason_of
from campaign.trial import Result

FREE_KINDS = (FREE, IDS)
NOT_QUOTED = "|\n"


@dataclass(frozen=True)
class Tried:
    """A change and what became of it."""

    change: Change
    result: Result

    @property
    def outcome(self) -> str:
        """One of refused, equal, quotation, free, missed, crashed."""
        if self.result.crash:
            return "crashed"
        if self.result.refused:
            return "refused"
        if not self.result.differences:
            return "equal"
        if all(one.is_quotation for one in self.result.differences):
            return "quotation"
        return "free" if self.change.kind in FREE_KINDS else "missed"

    def as_item(self) -> str:
        """One line of a list."""
        change = self.change
        return f"`{change.file}:{change.line}` {change.subject}: {_code(change.was)} → {_code(change.now)}"


@dataclass
class Row:
    """The outcomes of a kind of change."""

    kind: str
    outcomes: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)

    @property
    def tries(self) -> int:
        """How many changes were tried."""
        return self.outcomes.total()

    @property
    def equivalent(self) -> int:
        """How many left every published cell as it was, or moved only the ends of a quotation."""
        return self.outcomes["equal"] + self.outcomes["quotation"]

    @property
    def percent(self) -> str:
        """Refused of those that are wrong."""
        wrong = self.tries - self.equivalent - self.outcomes["free"]
        return f"{100 * self.outcomes['refused'] / wrong:.1f}" if wrong else ""


def rows_of(tried: Iterable[Tried]) -> list[Row]:
    """A row for each kind, in the order of their names."""
    rows: dict[str, Row] = {}
    for one in tried:
        row = rows.setdefault(one.change.kind, Row(one.change.kind))
        row.outcomes[one.outcome] += 1
        if one.result.check:
            row.refusals[general(one.result.found)] += 1
    return [rows[kind] for kind in sorted(rows)]


def general(found: str) -> str:
    """A finding without what is special to the case: names, quoted words, numbers."""
    first = found.splitlines()[0] if found else ""
    text = re.sub(r"`[^`]*`|\"[^\"]*\"|“[^”]*”", "…", first)
    text = re.sub(r"\b[\w.]*[/_][\w/.-]*|\b\w+(?:-\w+){2,}|[-−]?\d[\d,.:-]*", "…", text)
    return re.sub(r"(?:…[\s,;]*)+…", "…", text)[:110].strip()


def document(tried: Sequence[Tried], planned: int) -> str:
    """docs/campaign.md, of what was tried of the changes that were planned."""
    rows = rows_of(tried)
    return "\n".join(
        (*_head(rows, planned), *_table(rows), *_free(tried), *_misses(tried), *_equal(tried), "")
    )


def summary(tried: Sequence[Tried]) -> str:
    """Counts for the terminal."""
    counts = Counter(one.outcome for one in tried)
    return ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))


def _head(rows: Sequence[Row], planned: int) -> Iterator[str]:
    tries = sum(row.tries for row in rows)
    limited = (
        f" (of {planned:,} changes, each kind as often as the others)" if tries < planned else ""
    )
    yield "# What a wrong entry meets"
    yield ""
    yield (
        f"`make campaign` writes this page. It changes the real corpus {tries:,} times{limited}, one field or one numeral at a "
        "time, and runs the steps of `oversight check` from the hand-owned files to the published tables."
    )
    yield (
        "A change is *refused* where `oversight check` ends with a finding; it is *equivalent* where no cell of a "
        "published table differs, or only the words of a quotation around the same number. Everything else is *missed*."
    )
    yield (
        "The comparisons with `datapackage/` and with the release before do not count: they refuse right entries too. "
        "The full texts of the articles are not used; with them (`OVERSIGHT_FULLTEXT`) ledgers and excerpts are proved."
    )
    yield ""


def _table(rows: Sequence[Row]) -> Iterator[str]:
    yield "| change | tries | refused | equivalent | free | missed | refused of wrong, percent | what refuses it most often |"
    yield "|---|--:|--:|--:|--:|--:|--:|---|"
    for row in rows:
        missed = row.outcomes["missed"] + row.outcomes["crashed"]
        usual = row.refusals.most_common(1)
        most = f"{usual[0][0]} ({usual[0][1]})" if usual else ""
        yield (
            f"| {row.kind} | {row.tries} | {row.outcomes['refused']} | {row.equivalent} | {row.outcomes['free']} | "
            f"{missed} | {row.percent} | {_plain(most)} |"
        )
    yield ""


def _free(tried: Sequence[Tried]) -> Iterator[str]:
    free = Counter(
        re.sub(
            r"\b\d+\b",
            "#",
            f"{one.change.file.rsplit('/', 1)[-1]}: {one.change.subject.split(' ')[-1]}",
        )
        for one in tried
        if one.outcome == "free"
    )
    yield "## Free text by nature"
    yield ""
    yield "Fields in our own words, and ids: no document has words that they could be compared with."
    yield ""
    yield ", ".join(f"{name} ({number})" for name, number in sorted(free.items())) + "."
    yield ""


def _misses(tried: Sequence[Tried]) -> Iterator[str]:
    missed = [one for one in tried if one.outcome in ("missed", "crashed")]
    yield f"## Missed ({len(missed)})"
    for kind in sorted({one.change.kind for one in missed}):
        some = [one for one in missed if one.change.kind == kind]
        yield ""
        yield f"### {kind} ({len(some)})"
        yield ""
        if reason_of(kind):
            yield reason_of(kind)
            yield ""
        for one in some:
            crash = (
                f" **traceback**: `{one.result.crash.splitlines()[-1]}`" if one.result.crash else ""
            )
            tables = ", ".join(
                sorted({f"{d.table}.{d.column}" for d in one.result.differences})[:3]
            )
            yield f"- {one.as_item()}{crash}" + (f" (differs: {tables})" if tables else "")
    yield ""


def _equal(tried: Sequence[Tried]) -> Iterator[str]:
    equal = [one for one in tried if one.outcome in ("equal", "quotation")]
    yield f"## Equivalent ({len(equal)})"
    yield ""
    yield "No cell of a published table differs, or only the words of a quotation around the same number."
    for kind in sorted({one.change.kind for one in equal}):
        some = [one for one in equal if one.change.kind == kind]
        yield ""
        yield f"### {kind} ({len(some)})"
        yield ""
        for one in some:
            yield f"- {one.as_item()}"


def _code(text: str) -> str:
    plain = _plain(text).replace("`", "'")
    return f"`{plain}`" if plain.strip() else "(nothing)"


def _plain(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
