"""Findings as text for people, JSON for programs, annotations of a change on GitHub, or Markdown for a comment."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Literal

from pipeline.sources.finding_codes import CODES
from pipeline.sources.findings import Finding
from pipeline.text.markdown import code, sentence, words

Format = Literal["text", "json", "github", "markdown"]
FEWEST_TOGETHER = 3
"""How many findings of one file are printed together where their code and their remedy are the same."""
MOST_IN_A_COMMENT, MOST_ALIKE = 100, 20
"""How many findings a comment lists, and how many that are printed together."""


def printed(findings: Iterable[Finding], style: Format) -> str:
    """Findings in the order of file and line."""
    ordered = sorted(set(findings))
    if style == "json":
        listed = [asdict(finding) for finding in ordered]
        report = {"schema_version": 1, "findings": listed}
        return json.dumps(report, indent=2, ensure_ascii=False)
    if style == "github":
        return "\n".join(map(_annotation, ordered))
    return "\n".join(_comment(ordered) if style == "markdown" else map(_paragraph, _alike(ordered)))


def _alike(ordered: Sequence[Finding]) -> list[list[Finding]]:
    """The findings to be printed together, each group where its first one is."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in ordered:
        groups.setdefault((finding.file, finding.code, finding.remedy), []).append(finding)
    together = [group for group in groups.values() if len(group) >= FEWEST_TOGETHER]
    apart = [[one] for group in groups.values() if len(group) < FEWEST_TOGETHER for one in group]
    return sorted([*together, *apart])


def _paragraph(alike: Sequence[Finding]) -> str:
    first = alike[0]
    if len(alike) == 1:
        heading, found = f"{_place(first)}  {first.subject}", first.found
    else:
        shared = _shared_words(alike)
        heading = f"{first.file}  {_title(alike)}"
        found = "\n".join(
            f"line {one.line}  {one.subject}  {one.found[len(shared) :]}" for one in alike
        )
    lines = "\n".join(f"  {line}" for line in found.splitlines())
    remedy = "\n    ".join(first.remedy.splitlines())
    return f"{_one_line(heading)}{_code(first)}\n{lines}\n  → {remedy}\n"


def _title(alike: Sequence[Finding]) -> str:
    """How many findings are printed together, and what they share."""
    shared = _shared_words(alike).removesuffix(": ")
    return f"{len(alike)} findings: {shared or CODES.get(alike[0].code, '')}"


def _shared_words(alike: Sequence[Finding]) -> str:
    """The words with which all of the findings begin, up to a colon."""
    start, colon, _ = alike[0].found.partition(": ")
    shared = f"{start}{colon}" if colon else ""
    return shared if all(one.found.startswith(shared) for one in alike) else ""


def _code(finding: Finding) -> str:
    return f"  [{finding.code}]" if finding.code else ""


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}" if finding.line else finding.file


def _annotation(finding: Finding) -> str:
    """A workflow command of GitHub Actions ("Workflow commands", section on error messages)."""
    line = f",line={finding.line}" if finding.line else ""
    message = _escaped(f"{finding.found}\n→ {finding.remedy}")
    title = _escaped(f"{finding.subject}{_code(finding)}").replace(":", "%3A").replace(",", "%2C")
    file = _escaped(finding.file).replace(":", "%3A").replace(",", "%2C")
    return f"::error file={file}{line},title={title}::{message}"


def _comment(ordered: Sequence[Finding]) -> Iterator[str]:
    """Findings as a list of Markdown, those that are alike in a list of their own."""
    groups = _alike(ordered)
    for alike in groups[:MOST_IN_A_COMMENT]:
        first, shared = alike[0], _shared_words(alike)
        remedy = f"→ {sentence(first.remedy)}"
        if len(alike) == 1:
            what = " ".join((code(_place(first)), words(first.subject), code(first.code)))
            yield f"- {what}: {sentence(first.found)} {remedy}"
        else:
            yield f"- {code(first.file)} {_title(alike)} {code(first.code)} {remedy}"
            for one in alike[:MOST_ALIKE]:
                found = sentence(one.found[len(shared) :])
                yield f"  - line {one.line} {words(one.subject)}: {found}"
            if len(alike) > MOST_ALIKE:
                yield f"  - … and {len(alike) - MOST_ALIKE} more"
    if len(groups) > MOST_IN_A_COMMENT:
        yield f"- … and {sum(map(len, groups[MOST_IN_A_COMMENT:]))} more findings"


def _one_line(text: str) -> str:
    """A file may be called anything, also what looks like a line of its own."""
    return text.replace("\n", "\\n")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
