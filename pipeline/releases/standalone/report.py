"""The command `verify.py`: every part of the verification, and what they found, for people and programs."""

from __future__ import annotations

import argparse
import json
import os
import sys
import textwrap
import threading
from collections.abc import Iterable
from pathlib import Path

from pipeline.releases.standalone.accounting import accounts
from pipeline.releases.standalone.answers import answers
from pipeline.releases.standalone.boxes import boxes
from pipeline.releases.standalone.cells import repeated_cells
from pipeline.releases.standalone.checksums import archive, checksums, layout
from pipeline.releases.standalone.derived import derived_cells
from pipeline.releases.standalone.honesty import missing_values
from pipeline.releases.standalone.quotations import quotations
from pipeline.releases.standalone.relations import relations
from pipeline.releases.standalone.release import Release, many, open_release
from pipeline.releases.standalone.results import PROMISES, Result
from pipeline.releases.standalone.table_rules import table_rules
from pipeline.releases.standalone.tables import tables
from pipeline.releases.standalone.unproved import unproved

PARTS = (
    *(layout, checksums, archive, tables, accounts, quotations, boxes),
    *(repeated_cells, table_rules, relations, derived_cells, answers, missing_values),
)
MOST_SHOWN = 20
HELP = """examples:
  python3 verify.py                                   the release that this file is part of
  python3 verify.py oversight-figures-1.0.0.zip       an archive; it need not be unpacked
  python3 verify.py --format json FOLDER              for programs

exit code: 0 all that was checked holds, 1 something does not, 2 there is no release to read"""


def verify(release: Release) -> list[Result]:
    """Every part of the verification; on a terminal, the name of a part that takes long is printed."""
    results = []
    for look in PARTS:
        slow = threading.Timer(2, print, (f"{look.__name__} …",), {"file": sys.stderr})
        if sys.stderr.isatty():
            slow.start()
        try:
            results.append(look(release))
        finally:
            slow.cancel()
    return results


def report(release: Release, results: list[Result]) -> list[str]:
    """For people: what was verified, a line for each promise, then what was found."""
    said = [f"{release.name} {release.version}, {release.path}", "", *findings_of(results)]
    return [*said, *unproved_lines(unproved_of(release, results))]


def unproved_of(release: Release, results: Iterable[Result]) -> list[str]:
    """What remains unproved; a release in which something is wrong proves nothing."""
    return [] if any(result.problems for result in results) else unproved(release)


def unproved_lines(what: Iterable[str]) -> list[str]:
    """What remains unproved, for people; nothing where it is not known."""
    said = []
    for one in what:
        said += textwrap.wrap(f"- {one}", 96, subsequent_indent="  ")
    return ["", "Not proved:", *said] if said else []


def findings_of(results: Iterable[Result]) -> list[str]:
    """A line for each promise, then what was found."""
    said, results = [], list(results)
    found = {
        promise: [p for r in results for p in r.problems if p.promise == promise]
        for promise in PROMISES
    }
    for promise, problems in found.items():
        of_promise = [result.looked_at for result in results if result.promise == promise]
        looked_at = "; ".join(filter(None, of_promise))
        outcome = "FAILED" if problems else "ok" if looked_at else "?"
        line = f"{outcome:8}{promise:15}{looked_at or 'not checked, because the files are not those listed'}"
        said += textwrap.wrap(line, 96, subsequent_indent=" " * 23)
    for promise, problems in found.items():
        said += ["", f"{promise}: {many(len(problems), 'problem')}"] if problems else []
        said += [f"  {problem.place}: {problem.found}" for problem in problems[:MOST_SHOWN]]
        said += [f"  … and {len(problems) - MOST_SHOWN:,} more"] if problems[MOST_SHOWN:] else []
    return said


def as_json(release: Release, results: list[Result]) -> list[str]:
    """For programs: the same as JSON, whose `schema_version` changes where they would break."""
    about = {"schema_version": 1, "name": release.name, "version": release.version}
    parts = [{**r._asdict(), "problems": [p._asdict() for p in r.problems]} for r in results]
    holds = not any(result.problems for result in results)
    left = unproved_of(release, results)
    told = {"path": str(release.path), "holds": holds, "parts": parts, "unproved": left}
    return json.dumps({**about, **told}, indent=2).split("\n")


def printable(line: str) -> str:
    """A line in which control characters are escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)


def main(arguments: list[str] | None = None) -> int:
    """The command; its exit code is 0 where all holds, 1 where not, 2 where nothing can be read."""
    parser = argparse.ArgumentParser(
        description="Verify a release of Oversight Figures. Nothing is installed, written or sent.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    here = Path(__file__).parent
    parser.add_argument(
        "path", nargs="?", type=Path, default=here, help="a folder or a zip archive"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    chosen = parser.parse_args(arguments)
    try:
        with open_release(chosen.path) as release:
            results = verify(release)
    except OSError as error:
        print(printable(str(error)), file=sys.stderr)
        return 2
    try:
        for line in (as_json if chosen.format == "json" else report)(release, results):
            encoding = sys.stdout.encoding or "ascii"
            shown = printable(line).encode(encoding, "backslashreplace").decode(encoding)
            print(shown, flush=True)
    except BrokenPipeError:  # whoever read this has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(any(result.problems for result in results))
