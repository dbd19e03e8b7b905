"""How long the site takes, how it grows with the number of reports, and how long the pages of one document take.

`oversight site` as a whole process for the corpus as it is: wall seconds and CPU seconds, imports and writing
included. Then the pages of 1, 10 and 100 copies of a rich report, made in this process and not written: CPU seconds,
files, and the largest page. Run with `make benchmark`. The package of 100 reports alone takes minutes to build:
`python benchmarks/site.py 1 10` leaves it out.

The claims: the site of the corpus takes less than 3 s; a report among many costs at most 1.2 times one among few; no
page has 300 kB, but for a document in one file; the pages of one document take less than those of all.
"""

import gc
import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from growth import RICH_REPORT, project_of

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS
from pipeline.package.published import Published, published_in_project
from pipeline.site.pages import document_files, site_files
from pipeline.site.site_data import METADATA, SiteInput, described_files

ROOT = Path(__file__).parent.parent
NUMBERS_OF_REPORTS = (1, 10, 100)
ROUNDS = 5
SECONDS_CLAIM = 3.0
GROWTH_CLAIM = 1.2
SIZE_CLAIM = 300_000


class Made(NamedTuple):
    """CPU seconds, files, bytes, and the size of the largest page that is no document in one file."""

    seconds: float
    files: int
    bytes: int
    largest: int


def package_of(reports: int, folder: Path) -> Published:
    """The package of the sources with the rich report so many times."""
    folder.mkdir()
    root = project_of(reports, folder)
    run = run_steps(root, STEPS, ("package",))
    assert not run.findings, "findings would stop steps"
    for path, content in {**dict.fromkeys(METADATA, b"{}\n"), **run.value("package")}.items():
        place = root / "datapackage" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return published_in_project(root)


def made(files) -> Made:
    start = time.process_time()
    sizes = {path: len(content) for path, content in files}
    pages = [
        size
        for path, size in sizes.items()
        if path.endswith(".html") and not path.endswith("-marked.html")
    ]
    return Made(time.process_time() - start, len(sizes), sum(sizes.values()), max(pages))


def seconds_of_command() -> tuple[float, float]:
    """Wall and CPU seconds of the command, into a new folder."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "pipeline.cli", "site", "--out", f"{scratch}/site"]
        before, start = os.times(), time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        wall, after = time.perf_counter() - start, os.times()
    user = after.children_user - before.children_user
    return wall, user + after.children_system - before.children_system


def claim(name: str, value: float, most: float) -> None:
    print(f"{name:44}{value:9.2f}  below {most}: {'yes' if value < most else 'NO'}")


def main() -> None:
    gc.set_threshold(1_000_000, 20, 20)  # as the command sets it
    numbers = [int(word) for word in sys.argv[1:]] or list(NUMBERS_OF_REPORTS)
    seconds_of_command()  # files are read from the disk's cache from now on
    wall, cpu = (
        min(times) for times in zip(*(seconds_of_command() for _ in range(ROUNDS)), strict=True)
    )
    print(f"oversight site: {wall:.2f} s, of which CPU {cpu:.2f} s")
    whole: dict[int, Made] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for reports in numbers:
            published = package_of(reports, Path(scratch) / str(reports))
            given = SiteInput(published, described_files(published))
            if not whole:
                made(site_files(given))  # all is imported from now on
            found = whole[reports] = made(site_files(given))
            alone = made(document_files(given, RICH_REPORT))
            print(
                f"{reports:3} reports{found.seconds:8.2f} s{found.seconds / reports:8.3f} s each"
                f"{found.files:8} files{found.bytes / 1e6:7.0f} MB, largest page {found.largest / 1e3:.0f} kB;"
                f" one document alone{alone.seconds:6.2f} s, {alone.files} files"
            )
    claim("oversight site, seconds", wall, SECONDS_CLAIM)
    for few, many in pairwise(numbers):
        ratio = whole[many].seconds / many / (whole[few].seconds / few)
        claim(f"a report among {many}, among {few}", ratio, GROWTH_CLAIM)
    claim("largest page, bytes", max(one.largest for one in whole.values()), SIZE_CLAIM)


if __name__ == "__main__":
    main()
