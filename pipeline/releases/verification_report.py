"""The outcome of a verification, for people and for programs: a line for each promise, then the problems."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from pipeline.releases.standalone.report import findings_of, printable, unproved_lines
from pipeline.releases.verification import StoreVerification, Verification
from pipeline.sources.printed_findings import printed


def as_text(store: StoreVerification | None, verified: Sequence[Verification]) -> str:
    """The store, where one was named; then each release with standing, signature, and a line a promise."""
    sections = [*([_store_lines(store)] if store else []), *map(_lines, verified)]
    return "\n\n".join("\n".join(map(printable, lines)) for lines in sections)


def _store_lines(store: StoreVerification) -> list[str]:
    count = len(store.versions)
    holds = f"{count} release{'' if count == 1 else 's'}, the latest {store.latest or 'none'}"
    wrong = printed(store.findings, "text").splitlines() if store.findings else []
    return [f"store {store.label}: {holds}", *wrong, *(f"  note: {note}" for note in store.notes)]


def _lines(one: Verification) -> list[str]:
    return [
        f"{one.name} {one.version}, {one.label}",
        "",
        f"{'standing':23}{one.standing}",
        f"{'signature':23}{one.signature}",
        *findings_of(one.results),
        *unproved_lines(one.unproved),
    ]


def as_json(store: StoreVerification | None, verified: Sequence[Verification]) -> str:
    """The same for programs; `schema_version` changes where a program that reads it would break."""
    document: dict[str, object] = {"schema_version": 1}
    if store:
        document["store"] = asdict(store)
    document["releases"] = [_release(one) for one in verified]
    return json.dumps(document, indent=2, ensure_ascii=False)


def _release(one: Verification) -> dict[str, object]:
    return {
        "path": one.label,
        "name": one.name,
        "version": one.version,
        "standing": one.standing,
        "signature": one.signature,
        "holds": not one.problems,
        "unproved": list(one.unproved),
        "parts": [
            {**result._asdict(), "problems": [problem._asdict() for problem in result.problems]}
            for result in one.results
        ],
    }
