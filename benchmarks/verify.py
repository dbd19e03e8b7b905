"""How long it takes to verify a large release, as a ratio to `frictionless validate` of the same tables.

A release of 1,000,000 figure rows in CSV and Parquet, made once in a temporary folder out of the latest
one. `oversight verify` looks at all that it looks at in any release; frictionless at the CSV and the
Parquet. It would take most of an hour, so it is stopped where the claim is proved.
Run with `make benchmark`.

The claim: verifying is at least 20 times faster, in less than 1 GiB of memory.
"""

import csv
import hashlib
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow
import pyarrow.compute as pc
import pyarrow.parquet

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
ROWS = 1_000_000
RUNS = 3
CLAIM = 20
GIBIBYTE = 1 << 30
LEFT_OUT = ("*.zip", "*.sqlite", "*.xlsx", "figures.jsonl", "SHA256SUMS*")
TABLE = "figures"


def large_release(folder: Path) -> Path:
    """The latest release, its figures repeated under new ids, its hashes made anew."""
    latest = json.loads((ROOT / "releases/index.json").read_text())["latest"]
    shutil.copytree(ROOT / "releases" / latest, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    repeat_csv(folder / f"csv/{TABLE}.csv")
    repeat_parquet(folder / f"parquet/{TABLE}.parquet")
    described = folder / "datapackage.json"
    descriptor = json.loads(described.read_text())
    for one in descriptor["resources"]:
        if one["name"] in (TABLE, f"{TABLE}-parquet"):
            one["hash"] = f"sha256:{digest(folder / one['path'])}"
            if "bytes" in one:
                one["bytes"] = (folder / one["path"]).stat().st_size
    described.write_text(json.dumps(descriptor))
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    lines = [f"{digest(files[name])}  {name}\n" for name in sorted(files)]
    (folder / "SHA256SUMS").write_text("".join(lines))
    return folder


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def repeat_csv(path: Path) -> None:
    with path.open(newline="", encoding="utf-8") as file:
        header, *body = csv.reader(file)
    again = [row for row in body if row[header.index("reading")] == "as_printed"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(body)
        for number in range(ROWS - len(body)):
            row = again[number % len(again)]
            writer.writerow([f"{row[0]}-{number}", *row[1:]])


def repeat_parquet(path: Path) -> None:
    table = pyarrow.parquet.read_table(path)
    again = table.filter(pc.equal(table["reading"], "as_printed"))
    added = range(ROWS - len(table))
    rows = again.take(pyarrow.array([number % len(again) for number in added]))
    numbers = pyarrow.array([f"-{number}" for number in added])
    ids = pc.binary_join_element_wise(rows[0].combine_chunks(), numbers, "")
    rows = pyarrow.concat_tables([table, rows.set_column(0, rows.schema.field(0), ids)])
    pyarrow.parquet.write_table(rows, path, compression="zstd")


def seconds(command: list[str], limit: float | None = None) -> float | None:
    """How long a command takes; None where it was stopped at the limit."""
    start = time.perf_counter()
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        release = large_release(Path(scratch) / "release")
        runs = [seconds([str(BIN / "oversight"), "verify", str(release)]) for _ in range(RUNS)]
        ours = statistics.median(time for time in runs if time is not None)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        limit = 1.05 * CLAIM * ours
        theirs = seconds(
            [str(BIN / "frictionless"), "validate", str(release / "datapackage.json")], limit
        )
    ratio = f"{theirs / ours:.1f}" if theirs else f"more than {limit / ours:.0f} (stopped)"
    print(f"{'oversight verify':18}{ours:7.2f} s   frictionless {ratio} times as long")
    print(f"{'memory':18}{memory / GIBIBYTE:7.2f} GiB")
    if memory > GIBIBYTE or (theirs is not None and theirs < CLAIM * ours):
        print(f"  the claim ({CLAIM} times, less than 1 GiB) does not hold")


if __name__ == "__main__":
    main()
