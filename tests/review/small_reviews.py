"""A project with one small report, taken in by `oversight add` and drafted, for tests of reviews."""

from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.review.contract import Decider, Decision, Item, Review, decide, review_of

TEXT = """Beds in Shelters
June 30, 2020

As of June 30, 2018, the agency had 1,200 beds in shelters. Of these, 300 beds were empty.
In fiscal year 2018, the agency hired 40 officers. In fiscal year 2018, the agency hired 25 drivers.
The agency had 900 beds in other places.
Audits were made in January 2017 and in March 2019 (GAO-19-123). See GAO-19-124 and GAO-19-125.
Call (202) 555-0101 or (202) 555-0102.
"""
MEASURES = """measures:
  # what the reports count
  - id: beds
    name: Beds
    unit: beds
    words: ["# beds"]
    definition: Beds of the agency.
  - id: inmates
    name: Inmates
    unit: inmates
    words: ["# inmates"]  # as printed
    definition: Inmates of the agency.
"""
RELEASE = """name: small-figures
id: small-figures
title: Small Figures
description: Figures of small reports.
version: 0.1.0
created: "2026-01-01T00:00:00Z"
keywords: [audit]
contributors: [{title: Somebody, roles: [creator]}]
licenses: [{name: CC0-1.0, title: Creative Commons Zero, path: https://creativecommons.org/publicdomain/zero/1.0/}]
rights: No words of others are quoted.
"""
ID = "beds"
SOFTWARE = Decider()
PERSON = Decider("person", "A Reader")


def run(root: Path, *arguments: str) -> str:
    """Run a command of `oversight` that must succeed."""
    result = CliRunner().invoke(oversight, ["--root", str(root), *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def small_review(folder: Path, text: str = TEXT) -> Path:
    """A project in which the report is taken in and drafted; its root."""
    root = folder / "project"
    (root / "sources").mkdir(parents=True)
    (root / "release.yaml").write_text(RELEASE)
    (root / "sources/measures.yaml").write_text(MEASURES)
    original = folder / "report.txt"
    original.write_text(text)
    stated = ("--title", "Beds in Shelters", "--publisher", "An office of audit")
    address = ("--official-url", "https://example.org/beds", "--published", "2020-06-30")
    run(root, "add", str(original), "--id", ID, "--us-government-work", *stated, *address)
    run(root, "draft", ID)
    define_measures(root)
    return root


def define_measures(root: Path) -> None:
    """Write the definitions of the proposed measures, as a person does: none is proposed."""
    path = root / "sources" / ID / "proposals/measures.yaml"
    if path.is_file():
        path.write_text(path.read_text().replace("definition: }", "definition: Things counted.}"))


def review(root: Path) -> Review:
    """The review, which must be one."""
    found = review_of(root, ID)
    assert isinstance(found, Review), found
    return found


def item(root: Path, token: str, which: int = 0) -> Item:
    """The item with a token, the first of several unless told otherwise."""
    return [one for one in review(root).items if one.token == token][which]


def decided(root: Path, action: str, *tokens: str, by: Decider = SOFTWARE, **fields) -> Review:
    """A decision about the items with some tokens, which must be made; the review after it."""
    outcome = tried(root, action, *tokens, by=by, **fields)
    assert not outcome.refused, (outcome.message, [f.found for f in outcome.findings])
    assert outcome.review is not None
    return outcome.review


def tried(root: Path, action: str, *tokens: str, by: Decider = SOFTWARE, **fields):
    """A decision that may be refused."""
    names = tuple(t if ":" in t else item(root, t).id for t in tokens)
    return decide(root, ID, Decision(action, names, fields), by)  # type: ignore[arg-type]


def own(root: Path, name: str) -> str:
    """The text of a file of the report's folder; empty where there is none."""
    path = root / "sources" / ID / name
    return path.read_text() if path.is_file() else ""


def all_bytes(root: Path) -> dict[str, bytes]:
    """Every file of the sources but the journal of the review."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "sources").rglob("*"))
        if path.is_file() and path.name != "decisions.jsonl"
    }
