"""How long a comparison of two large packages takes, as a ratio to reading both with pyarrow.

Two packages of 1,000,000 figure rows that differ in ten cells, made once in a temporary folder; the
comparison and the reading run in turn (A B A B …), in one process each. Run with `make benchmark`.

The claim: `oversight diff` takes less than twice the time of reading both tables with pyarrow.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow
import pyarrow.compute as pc
from pyarrow import csv

ROOT = Path(__file__).parent.parent
OVERSIGHT = str(Path(sys.executable).parent / "oversight")
ROWS = 1_000_000
PAIRS = 5
CLAIM = 2.0

READ_BOTH = """
import sys
from pyarrow import csv
for path in sys.argv[1:]:
    csv.read_csv(f"{path}/csv/figures.csv", parse_options=csv.ParseOptions(newlines_in_values=True))
"""


def large_package(folder: Path, corrected: int) -> Path:
    """The real package's figures, repeated under new ids; `corrected` values are other ones."""
    package = ROOT / "datapackage"
    descriptor = json.loads((package / "datapackage.json").read_text())
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] == "figures"]
    read = csv.read_csv(
        package / "csv/figures.csv",
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types={
                field["name"]: pyarrow.string()
                for field in descriptor["resources"][0]["schema"]["fields"]
            },
            strings_can_be_null=False,
        ),
    )
    rows = read.take(pyarrow.array([n % len(read) for n in range(ROWS)]))
    ids = pyarrow.array([f"{n:07}" for n in range(ROWS)])
    rows = rows.set_column(0, "figure_id", pc.binary_join_element_wise(rows["figure_id"], ids, "-"))
    place = rows.column_names.index("value")
    wrong = pyarrow.array([n < corrected * 1000 and n % 1000 == 0 for n in range(ROWS)])
    rows = rows.set_column(place, "value", pc.if_else(wrong, "1", rows["value"]))
    (folder / "csv").mkdir(parents=True)
    csv.write_csv(rows, folder / "csv/figures.csv")
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return folder


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        old = large_package(Path(scratch) / "old", 0)
        new = large_package(Path(scratch) / "new", 10)
        diff = [OVERSIGHT, "diff", str(old), str(new), "--format", "json"]
        found = json.loads(subprocess.run(diff, check=False, capture_output=True).stdout)
        assert len(found["differences"]) == 10, "the packages differ in ten cells"
        read = [sys.executable, "-c", READ_BOTH, str(old), str(new)]
        pairs = [(seconds(diff), seconds(read)) for _ in range(PAIRS)]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{'oversight diff':18}{ours:7.2f}   {'reading both':26}{theirs:7.2f}{ratio:8.2f}")
    if ratio > CLAIM:
        print(f"  more than {CLAIM}")


if __name__ == "__main__":
    main()
