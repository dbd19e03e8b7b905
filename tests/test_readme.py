"""The README's snippets run as they stand, and its numbers are the data's."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

REPOSITORY = Path(__file__).parent.parent
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def readme(repository):
    return (repository / "README.md").read_text(encoding="utf-8")


def snippets(text, language):
    return [code for tongue, code in FENCE.findall(text) if tongue == language]


def test_every_python_snippet_runs(readme, repository):
    codes = snippets(readme, "python")
    assert len(codes) == 5
    printed = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True
        ).stdout
        for code in codes
    ]
    assert re.search(r"detainers-declined-fy2014 +8665\.0", printed[0])
    assert "Traffic Offenses - DUI" in printed[1]
    assert "489063" in printed[2]
    assert "165500.0" in printed[4] and "as transcribed by Oversight Figures" in printed[4]


@pytest.mark.needs("Rscript", "install R (Debian: r-base-core)")
def test_the_r_snippet_runs_with_the_right_types(readme, repository):
    (code,) = snippets(readme, "r")
    types = "cat(class(figures$value), class(figures$page), class(figures$period_end), class(figures$figure_id))"
    ran = subprocess.run(
        ["Rscript", "-e", code + types], cwd=repository, capture_output=True, text=True, check=True
    )
    assert "in-custody-arrests-share" in ran.stdout
    assert ran.stdout.endswith("numeric integer Date character")


def test_the_console_example_is_what_the_command_prints(readme, repository):
    (example,) = snippets(readme, "console")
    command, *expected = example.splitlines()
    ran = subprocess.run(
        [f"{sys.prefix}/bin/oversight", *command.split()[2:]],
        cwd=repository, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.splitlines()[: len(expected)] == expected


@pytest.mark.needs("sha256sum", "install coreutils")
def test_the_checksums_check(repository):
    subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"],
        cwd=repository / "datapackage",
        check=True,
    )


def test_the_table_of_detainers_is_the_datas(readme, repository):
    series = pd.read_parquet(repository / "datapackage/parquet/detainers_by_fiscal_year.parquet")
    bounds = pd.read_parquet(repository / "datapackage/parquet/bounds.parquet")
    for value in series["value"].dropna():
        assert f"{value:,.0f}" in readme
    declined = bounds[bounds.quantity_id == "detainers-declined-fy2015-fy2018"].iloc[0]
    assert f"{declined.lower:,.0f} to {declined.upper:,.0f} together" in readme


def consumer_commands():
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    blocks = [code for code in snippets(text, "sh") if not code.startswith("make")]
    return [line for code in blocks for line in code.splitlines()]


@pytest.mark.parametrize("command", consumer_commands())
def test_every_command_for_consumers_runs(command, repository):
    program, *arguments = command.split()
    program = {
        "python3": sys.executable,
        ".venv/bin/oversight": f"{sys.prefix}/bin/oversight",
    }[program]
    ran = subprocess.run(
        [program, *arguments], cwd=repository, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout


def test_the_consumer_commands_verify_compare_and_cite():
    said = " ".join(consumer_commands())
    assert all(word in said for word in ("verify.py", "oversight verify", "diff", "trace"))


def test_the_two_commands_are_targets_of_make(readme, repository):
    (commands,) = [code for code in snippets(readme, "sh") if code.startswith("make")]
    assert [line.split()[:2] for line in commands.splitlines()] == [
        ["make", "build"],
        ["make", "test"],
    ]
    make = shutil.which("make")
    subprocess.run([make, "-n", "build", "test"], cwd=repository, check=True, capture_output=True)
