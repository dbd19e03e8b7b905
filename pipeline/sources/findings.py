"""Findings: what is wrong, where, and what to do about it; a value, never an exception.

Every check returns findings, so that a person sees all of them at once. This module defines a finding and
its printed forms.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Literal

Format = Literal["text", "json", "github"]


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that stops publication.

    `file` is relative to the project's root and `line` counts from 1 (0: the file as a whole).
    `subject` is an id or a name, `found` what was found and what was expected, `remedy` what to do next.
    """

    file: str
    line: int
    subject: str
    found: str
    remedy: str


def printed(findings: Iterable[Finding], style: Format) -> str:
    """Findings in the order of file and line, as text for people, JSON, or GitHub annotations."""
    ordered = sorted(set(findings))
    if style == "json":
        return json.dumps(
            {"schema_version": 1, "findings": [asdict(f) for f in ordered]},
            indent=2,
            ensure_ascii=False,
        )
    return "\n".join(_annotation(f) if style == "github" else _paragraph(f) for f in ordered)


def _paragraph(finding: Finding) -> str:
    location = f"{finding.file}:{finding.line}" if finding.line else finding.file
    heading = _one_line(f"{location}  {finding.subject}")
    found = "\n".join(f"  {line}" for line in finding.found.splitlines())
    remedy = "\n    ".join(finding.remedy.splitlines())
    return f"{heading}\n{found}\n  → {remedy}\n"


def _annotation(finding: Finding) -> str:
    """A workflow command of GitHub Actions ("Workflow commands", section on error messages)."""
    line = f",line={finding.line}" if finding.line else ""
    message = _escaped(f"{finding.found}\n→ {finding.remedy}")
    title = _escaped(finding.subject).replace(":", "%3A").replace(",", "%2C")
    file = _escaped(finding.file).replace(":", "%3A").replace(",", "%2C")
    return f"::error file={file}{line},title={title}::{message}"


def _one_line(text: str) -> str:
    """A file may be called anything, also what looks like a line of its own."""
    return text.replace("\n", "\\n")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def or_one_like(name: str, known: Iterable[str]) -> str:
    """The end of a remedy that names the known ids nearest to an unknown one; empty where none is near."""
    near = get_close_matches(name, known, n=3)
    return f", or name a defined one: {', '.join(near)}" if near else ""
