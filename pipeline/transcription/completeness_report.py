"""What `oversight completeness` prints: numerals by disposition, and those not accounted for."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.sources.findings import Finding
from pipeline.sources.printed_findings import printed
from pipeline.text.markdown import code
from pipeline.transcription.completeness import Completeness, rows_of
from pipeline.transcription.waiver_stubs import stub

DISPOSITIONS = ("figure", "table", "outside_scope", "waived", "unaccounted")
"""What may become of a numeral; `unaccounted` only in a document that is transcribed in part."""
IN_WORDS = {"outside_scope": "outside scope", "unaccounted": "not yet transcribed"}


@dataclass(frozen=True)
class Accounting:
    """The accounts of the chosen documents, with their findings.

    `proved` are the documents whose full text was read: committed, or in OVERSIGHT_FULLTEXT.
    """

    completeness: Completeness
    findings: tuple[Finding, ...]
    proved: frozenset[str]


def account(
    completeness: Mapping[str, Completeness],
    findings: Iterable[Finding],
    proved: frozenset[str],
    chosen: str | None,
) -> Accounting | str:
    """The accounts of one document, or of all; a message where nothing of the chosen document is held.

    `completeness` is by document, `findings` are those of all steps, `proved` the documents whose whole text
    was read.
    """
    if chosen is not None and chosen not in completeness:
        held = ", ".join(completeness)
        return f"no text of a document `{chosen}` is held, or it has findings; documents: {held}"
    names = [chosen] if chosen else list(completeness)
    return Accounting(
        Completeness(
            tuple(item for name in names for item in completeness[name].accounts),
            tuple(item for name in names for item in completeness[name].unaccounted),
            (),
        ),
        tuple(f for f in findings if any(f.file.startswith(f"sources/{name}/") for name in names)),
        proved,
    )


def as_json(accounting: Accounting) -> str:
    """The accounting for machines."""
    whole = accounting.completeness
    return json.dumps(
        {
            "schema_version": 1,
            "accounts": rows_of(whole.accounts),
            "unaccounted": [
                {
                    "source_id": item.document.source_id,
                    "line": item.line,
                    "start": item.numeral.start,
                    "end": item.numeral.end,
                    "token": item.numeral.token,
                }
                for item in whole.unaccounted
            ],
            "findings": [vars(finding) for finding in accounting.findings],
        },
        indent=2,
        ensure_ascii=False,
    )


def as_text(accounting: Accounting) -> str:
    """The accounting for people: a table for each document, then findings, then stubs to paste."""
    return "\n".join([*_tables(accounting), *_problems(accounting)])


def as_markdown(accounting: Accounting) -> str:
    """A line for each document: its numerals by what became of them, and how many are not accounted for."""
    rows = rows_of(accounting.completeness.accounts)
    missing = Counter(item.document.source_id for item in accounting.completeness.unaccounted)
    numbers: Counter[tuple[str, str]] = Counter()
    for row in rows:
        numbers[str(row["source_id"]), str(row["disposition"])] += _number(row)
    dispositions = [IN_WORDS.get(name, name) for name in DISPOSITIONS]
    headings = ["document", *dispositions, "not accounted for"]
    lines = [f"| {' | '.join(headings)} |", f"|---{'|--:' * (len(headings) - 1)}|"]
    for name in dict.fromkeys([*(source for source, _ in numbers), *missing]):
        counts = [numbers[name, disposition] for disposition in DISPOSITIONS]
        lines.append(f"| {' | '.join([code(name), *map(str, [*counts, missing[name]])])} |")
    return "\n".join(lines)


def _tables(accounting: Accounting) -> Iterator[str]:
    rows = rows_of(accounting.completeness.accounts)
    for name in dict.fromkeys(str(row["source_id"]) for row in rows):
        mine = [row for row in rows if row["source_id"] == name]
        basis = (
            "full text read"
            if name in accounting.proved
            else "from its ledger; full text not available"
        )
        yield f"{name}  ({basis})"
        for row in sorted(mine, key=_order):
            yield f"  {row['numerals']:>5}  {row['disposition']:<14} {row['reason']}"
        missing = [u for u in accounting.completeness.unaccounted if u.document.source_id == name]
        yield f"  {sum(_number(row) for row in mine) + len(missing):>5}  numerals, {len(missing)} not accounted for"
        yield ""


def _order(row: dict[str, Any]) -> tuple[int, str, int]:
    return DISPOSITIONS.index(row["disposition"]), "", -_number(row)


def _number(row: dict[str, Any]) -> int:
    return int(row["numerals"])


def _problems(accounting: Accounting) -> Iterator[str]:
    if accounting.findings:
        yield printed(accounting.findings, "text")
    if accounting.completeness.unaccounted:
        yield "Stubs for waivers.yaml; enter a statistic as a figure instead:\n"
        for item in accounting.completeness.unaccounted:
            yield stub(item)
