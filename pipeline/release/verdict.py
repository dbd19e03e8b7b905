"""What a verification found, for people and for machines: a line a promise, then the details."""

import json
from collections.abc import Sequence

from pipeline.release.standalone import findings_of
from pipeline.release.verification import Verification


def as_text(verified: Sequence[Verification]) -> str:
    """Each release with its standing, its signature, and a line for each promise."""
    return "\n\n".join("\n".join(_lines(one)) for one in verified) or "the store holds no release"


def _lines(one: Verification) -> list[str]:
    return [
        f"{one.name} {one.version}, {one.label}",
        "",
        f"{'standing':23}{one.standing}",
        f"{'signature':23}{one.signature}",
        *findings_of(one.results),
    ]


def as_json(verified: Sequence[Verification]) -> str:
    """The same for programs; `schema_version` grows where a program that reads it would break."""
    return json.dumps(
        {"schema_version": 1, "releases": [_release(one) for one in verified]},
        indent=2,
        ensure_ascii=False,
    )


def _release(one: Verification) -> dict[str, object]:
    return {
        "path": one.label,
        "name": one.name,
        "version": one.version,
        "standing": one.standing,
        "signature": one.signature,
        "holds": not one.problems,
        "parts": [
            {**result._asdict(), "problems": [problem._asdict() for problem in result.problems]}
            for result in one.results
        ],
    }
