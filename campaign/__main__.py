"""`python -m campaign`: try the changes on both cores, show progress, write docs/campaign.md."""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from campaign.changes import all_changes, chosen_changes, sampled, spread
from campaign.edits import Change, Files
from campaign.outcomes import Tried, document, rows_of, summary
from campaign.trial import Result, Trials

ROOT = Path(__file__).parent.parent
PAGE = "docs/campaign.md"
_CHANGES: list[Change] = []
_TRIALS: list[Trials] = []


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a campaign."""
    options = _options(arguments)
    os.environ.pop("OVERSIGHT_FULLTEXT", None)
    files = Files(ROOT)
    _CHANGES[:] = chosen_changes(all_changes(files), options.kind, options.file)
    if options.sample:
        _CHANGES[:] = sampled(_CHANGES, options.sample)
    if options.list:
        for change in _CHANGES:
            print(
                f"{change.kind}\t{change.file}:{change.line}\t{change.subject}\t{change.was} → {change.now}"
            )
        return
    places = {id(change): place for place, change in enumerate(_CHANGES)}
    _CHANGES[:] = spread(_CHANGES)
    tried = list(_shown(tried_in_processes(files, options.processes), 60 * options.minutes))
    tried.sort(key=lambda one: places[id(one.change)])
    for row in rows_of(tried):
        print(f"{row.kind:48} {row.tries:5} {dict(row.outcomes)} {row.percent}")
    print(summary(tried))
    whole = not (options.kind or options.file or options.sample)
    page = options.into or (ROOT / PAGE if whole else None)
    if page is not None:
        Path(page).write_text(document(tried, len(_CHANGES)))
        print(f"written: {page}")


def tried_in_processes(files: Files, processes: int) -> Iterator[Tried]:
    """The changes in `_CHANGES`, tried in as many processes."""
    with tempfile.TemporaryDirectory(prefix="campaign-") as folder:
        fork = multiprocessing.get_context("fork")
        with fork.Pool(processes, _begin, (files, folder)) as pool:
            results = pool.imap(_attempt, range(len(_CHANGES)), chunksize=8)
            for change, result in zip(_CHANGES, results, strict=True):
                yield Tried(change, result)


def _begin(files: Files, folder: str) -> None:
    root = Path(tempfile.mkdtemp(dir=folder))
    _TRIALS[:] = [Trials(files, root)]


def _attempt(index: int) -> Result:
    return _TRIALS[0].attempt(_CHANGES[index])


def _shown(tried: Iterator[Tried], seconds: float) -> Iterator[Tried]:
    """Pass on what was tried, for so many seconds; say how far it is every two seconds."""
    start, last = time.monotonic(), 0.0
    for number, one in enumerate(tried, 1):
        if time.monotonic() - last > 2 or number == len(_CHANGES):
            last = time.monotonic()
            print(
                f"\r{number} of {len(_CHANGES)} in {last - start:.0f} s  {one.change.kind:50.50}",
                end="",
                file=sys.stderr,
            )
        yield one
        if seconds and time.monotonic() - start > seconds:
            break
    print(file=sys.stderr)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m campaign", description=__doc__)
    parser.add_argument("--kind", action="append", default=[], help="only kinds with these words")
    parser.add_argument("--file", action="append", default=[], help="only files with these words")
    parser.add_argument("--sample", type=int, default=0, help="so many changes of each kind")
    parser.add_argument(
        "--minutes", type=float, default=0, help="stop after so long; each kind is tried as often"
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--into", help=f"where the page is written; {PAGE} for a whole campaign")
    parser.add_argument("--list", action="store_true", help="name the changes, try none")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
