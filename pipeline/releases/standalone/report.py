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
from pipeline.releases.standalone.cells import repeated_cells
from pipeline.releases.standalone.checksums import archive, checksums, layout
from pipeline.releases.standalone.honesty import missing_values
from pipeline.releases.standalone.quotations import quotations
from pipeline.releases.standalone.relations import relations
from pipeline.releases.standalone.release import Release, many, open_release
from pipeline.releases.standalone.results import PROMISES, Result
from pipeline.releases.standalone.table_rules import table_rules
from pipeline.releases.standalone.tables import tables

NOT_CHECKED = (
    "who made the release: whoever writes one can make its checksums agree. Compare SHA256SUMS with the "
    "index of the store that it came from, or its signature (SHA256SUMS.sig) with signers you know",
    "what people decided: populations, periods, units, pages, qualifiers, wording, discrepancies",
    "whether Parquet, SQLite, Excel and JSON Lines hold the cells of the CSV files (`oversight verify`)",
    "what follows from the tables (bounds, restatements), and every text and metadata file "
    "(`oversight verify --rebuild` makes all of it again)",
    "whether the release was superseded or withdrawn since (`oversight verify`, with its store)",
    "whether excerpts are in the full texts, which may not be passed on; `sources` has their SHA-256",
)
PARTS = (
    *(layout, checksums, archive, tables, accounts, quotations),
    *(repeated_cells, table_rules, relations, missing_values),
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
    said += ["", "Not checked here:"]
    for what in NOT_CHECKED:
        said += textwrap.wrap(f"- {what}", 96, subsequent_indent="  ")
    return said


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
    told = {"path": str(release.path), "holds": holds, "parts": parts, "not_checked": NOT_CHECKED}
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
        print(error, file=sys.stderr)
        return 2
    try:
        for line in (as_json if chosen.format == "json" else report)(release, results):
            encoding = sys.stdout.encoding or "ascii"
            shown = printable(line).encode(encoding, "backslashreplace").decode(encoding)
            print(shown, flush=True)
    except BrokenPipeError:  # whoever read this has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(any(result.problems for result in results))
