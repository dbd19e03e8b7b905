"""`oversight build`: the package from the sources."""

import csv
import sys
from pathlib import Path

import click

from pipeline.cli.console import say
from pipeline.cli.group import oversight, project_root
from pipeline.cli.progress import counted, name_steps_not_run, step_named


@oversight.command()
@click.pass_obj
def build(root: Path | None) -> None:
    """Make datapackage/ from sources/.

    Runs every step through Dagster. The new package replaces the old one only if
    nothing is wrong; otherwise every finding is printed and datapackage/ is
    unchanged.

    \b
    Example:
      oversight build
    """
    root = project_root(root)
    from pipeline.orchestration.building import build_package
    from pipeline.sources.printed_findings import printed

    say("building datapackage/ …", err=True)
    build = build_package(root, progress=step_named)
    if not build.success:
        say(printed(build.findings, "text"))
        name_steps_not_run(build.not_run)
        if build.findings:
            say(f"{counted(len(build.findings), 'finding')}. datapackage/ is unchanged.", err=True)
        for error in build.errors:
            say(f"the build did not finish: {error}", err=True)
        sys.exit(1)
    rows, files = _size(root)
    say(f"datapackage/ holds {rows} rows in {files} files")


def _size(root: Path) -> tuple[int, int]:
    """Rows of all tables, and files, of the package on disk."""
    files = [path for path in (root / "datapackage").rglob("*") if path.is_file()]
    rows = 0
    for path in files:
        if path.parent.name == "csv":
            with path.open(encoding="utf-8", newline="") as file:
                rows += sum(1 for _ in csv.reader(file)) - 1
    return rows, len(files)
