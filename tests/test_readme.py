"""The README's snippets and commands run as written, and its numbers are those of the data."""

import json
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parent.parent
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
GUIDE = (REPOSITORY / "docs/howto/data.md").read_text(encoding="utf-8")
"""The page with the snippets for each program."""
PAGES = ["README.md", "CONTRIBUTING.md", "sources/README.md", *(str(p.relative_to(REPOSITORY)) for p in sorted(REPOSITORY.glob("docs/**/*.md")))]  # fmt: skip


def snippets(language, page=README):
    return [code for tongue, code in FENCE.findall(page) if tongue == language]


def lines_of(*command, cwd=REPOSITORY):
    ran = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


def published(table):
    return pd.read_parquet(REPOSITORY / f"datapackage/parquet/{table}.parquet")


@pytest.mark.parametrize(
    ("code", "printed"),
    list(
        zip(
            [*snippets("python"), *snippets("python", GUIDE)],
            [
                r"detainers-declined-fy2014 +8665\.0",
                r"cases-sufficient-share +66\.0 +65\.5 +66\.5",
                r"'Traffic Offenses - DUI', 74523, ",
                r"convictions +┆ 1549 ",
            ],
            strict=True,
        )
    ),
    ids=["pandas", "pandas in the guide", "duckdb", "polars"],
)
def test_the_python_snippets_run(code, printed):
    assert re.search(printed, "\n".join(lines_of(sys.executable, "-c", code)))


@pytest.mark.needs("Rscript", "install R (Debian: r-base-core)")
def test_the_r_snippet_runs_and_reads_numbers_as_numbers():
    (code,) = snippets("r", GUIDE)
    types = "cat(class(figures$value), class(figures$page), class(figures$figure_id))"
    printed = lines_of("Rscript", "-e", code + types)
    assert any("oig-20-13/in-custody-arrests-share" in line for line in printed)
    assert printed[-1] == "numeric integer character"


def test_the_newest_release_has_the_workbook():
    store = REPOSITORY / "releases"
    version = json.loads((store / "index.json").read_text())["latest"]
    with zipfile.ZipFile(store / version / f"oversight-figures-{version}.zip") as archive:
        names = {Path(name).name for name in archive.namelist()}
    assert "Open `oversight-figures.xlsx` of the newest release" in GUIDE
    assert "oversight-figures.xlsx" in names


def test_the_trace_is_what_the_command_prints():
    (example,) = snippets("console")
    command, *expected = example.splitlines()
    arguments = shlex.split(command)[2:]
    printed = lines_of(sys.executable, "-m", "pipeline.cli", *arguments)
    assert printed[: len(expected)] == expected


def test_the_commands_that_verify_and_compare_run(project, repository, monkeypatch):
    (project / "releases").symlink_to(repository / "releases")
    monkeypatch.setenv("PYTHONPATH", str(repository))
    for command in snippets("sh")[0].splitlines():
        program, *arguments = command.split()
        own = [] if program == "python3" else ["-m", "pipeline.cli"]
        assert lines_of(sys.executable, *own, *arguments, cwd=project)


def test_the_commands_to_build_are_targets_of_make():
    commands = [line.split()[:2] for line in snippets("sh")[1].splitlines()]
    assert commands == [["make", name] for name in ("build", "site", "docs", "test")]
    lines_of(shutil.which("make"), "-n", "build", "site", "docs", "test", "release")


def test_the_table_of_detainers_has_the_published_numbers():
    for value in published("detainers_by_fiscal_year")["value"].dropna():
        assert f" {value:,.0f} " in README
    bounds = published("bounds").set_index("bound_id")
    issued = "oig-20-13/detainers-issued-fy2015-fy2018"
    for name, more in (
        ("oig-20-13/detainers-declined-fy2015-fy2018", " together"),
        (f"{issued}-as-dated", " together"),
        (f"{issued}-as-titled", ""),
    ):
        low, high = bounds.loc[name, ["lower", "upper"]]
        assert f"{low:,.0f} to {high:,.0f}{more}" in README


def test_the_counts_are_those_of_the_tables():
    text = " ".join(README.split())
    tables = len(list((REPOSITORY / "datapackage/parquet").iterdir()))
    assert f"has {len(published('figures'))} figures" in text
    assert f"the {len(published('arrest_offenses'))} crime categories" in text
    assert f"and {tables - 2} other tables" in text
    assert f"in {len(published('relations'))} relations" in text
    assert f"{len(published('discrepancies'))} discrepancies are listed" in text


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page):
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", text)
    assert [t for t in targets if not (REPOSITORY / page).parent.joinpath(t).exists()] == []
