"""Commands about figures: build and check them, trace and explain them, account for their numerals."""

import csv
import sys
from pathlib import Path

import click

from pipeline.cli.group import oversight, project_root

FORMATS = click.Choice(["text", "json", "github"])


@oversight.command()
@click.pass_obj
def build(root: Path | None) -> None:
    """Make datapackage/ from sources/.

    Through Dagster, and only if everything holds. The package is written beside the last good one and swapped in; where anything is wrong, nothing
    is written, every finding is printed, and the exit code is 1.

    \b
    Example:
      oversight build
    """
    root = project_root(root)
    from pipeline.orchestration.building import build_package
    from pipeline.sources.findings import printed

    click.echo("building datapackage/ …", err=True)
    build = build_package(root, progress=lambda does: click.echo(f"  {does}", err=True))
    if not build.success:
        click.echo(printed(build.findings, "text"))
        for line in build.not_run:
            click.echo(f"not run: {line}", err=True)
        click.echo(f"{_summary(len(build.findings))} datapackage/ is as it was.", err=True)
        if build.errors:
            click.echo("\n".join(["The build could not be finished:", *build.errors]), err=True)
        sys.exit(1)
    rows, files = _size(root)
    click.echo(f"datapackage/ holds {rows} rows in {files} files")


@oversight.command()
@click.option(
    "--format", "style", type=FORMATS, default="text", help="For people, machines, or CI."
)
@click.pass_obj
def check(root: Path | None, style: str) -> None:
    """Check everything and write nothing.

    Reads every quotation again, recomputes every relation, validates every table, and compares
    datapackage/ with what the sources give. Prints what is wrong, or else what the figures say
    together. Exit code 0 where all holds, 1 where not.

    \b
    Examples:
      oversight check
      oversight check --format json
    """
    root = project_root(root)
    from pipeline.consistency.explanations import report_json, report_text
    from pipeline.orchestration.checking import check_all
    from pipeline.sources.findings import printed

    outcome = check_all(root)
    if style == "json":
        click.echo(report_json(outcome.consistency, outcome.findings))
    elif style == "github":
        click.echo(printed(outcome.findings, "github"))
    elif outcome.findings:
        click.echo(printed(outcome.findings, "text"))
        for line in outcome.not_run:
            click.echo(f"not run: {line}")
        click.echo(_summary(len(outcome.findings)))
    elif outcome.consistency is not None:
        click.echo(f"{report_text(outcome.consistency)}\n\n{outcome.summary}")
    sys.exit(1 if outcome.findings else 0)


@oversight.command()
@click.argument("table")
@click.argument("key")
@click.argument("column", required=False)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def trace(root: Path | None, table: str, key: str, column: str | None, style: str) -> None:
    """Show the characters behind a published value.

    KEY is the row's primary key; without COLUMN every traced cell of the row is shown. The document
    is read again, so that a value whose characters have changed is not traced but reported.

    \b
    Examples:
      oversight trace arrest_offenses Homicide charges
      oversight trace figures detainers-declined-fy2014 value
      oversight trace detainers_by_fiscal_year declined-fy2016
    """
    root = project_root(root)
    from pipeline.package.traces import Untraceable, as_json, as_text, trace_cells

    try:
        traces = trace_cells(root, table, key, column)
    except Untraceable as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
    if style == "json":
        click.echo(as_json(traces))
    else:
        marked = click.style if sys.stdout.isatty() else None
        click.echo(as_text(traces, marked))


@oversight.command()
@click.argument("name")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def explain(root: Path | None, name: str, style: str) -> None:
    """Write out the argument behind a number.

    NAME is an id from the tables relations, discrepancies or bounds. What it rests on is shown with its
    quotations, what the numbers stand for, and how they combine.

    \b
    Examples:
      oversight explain issued-change
      oversight explain detainers-declined-fy2015-fy2018
      oversight explain lesc-place
    """
    root = project_root(root)
    from pipeline.consistency.explanations import (
        Unexplained,
        explanation_json,
        explanation_text,
    )
    from pipeline.orchestration.checking import explanations

    try:
        found = explanations(root, name)
    except Unexplained as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
    click.echo(explanation_json(found) if style == "json" else explanation_text(found))


@oversight.command()
@click.argument("source", required=False)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def completeness(root: Path | None, source: str | None, style: str) -> None:
    """Show what became of every numeral.

    An unaccounted numeral is listed with its line and context, and with a stub to paste into
    waivers.yaml. Exit code 0 where every numeral is accounted for, 1 where not.

    \b
    Examples:
      oversight completeness
      oversight completeness oig-20-13
    """
    root = project_root(root)
    from pipeline.orchestration.checking import accounts
    from pipeline.transcription.completeness_report import as_json, as_text

    accounting = accounts(root, source)
    if isinstance(accounting, str):
        raise click.UsageError(accounting)
    click.echo(as_json(accounting) if style == "json" else as_text(accounting))
    sys.exit(1 if accounting.findings else 0)


@oversight.command()
@click.argument("source")
@click.argument("fulltext", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def ledger(root: Path | None, source: str, fulltext: Path) -> None:
    """Renew the ledger of a text that is not held.

    Writes its numerals.csv and word-runs.txt. What was decided about a numeral is kept; a new numeral is marked `todo` and stops the build
    until somebody decides. Neither file holds a word of the text.

    \b
    Example:
      oversight ledger jeffrey-2018-01-26 ~/texts/jeffrey.txt
    """
    root = project_root(root)
    from pipeline.transcription.ledgers import Refused, renew_ledger

    try:
        click.echo(renew_ledger(root, source, fulltext.read_bytes()))
    except Refused as refusal:
        click.echo(f"nothing is written: {refusal}", err=True)
        sys.exit(1)


def _summary(count: int) -> str:
    return f"{count} finding{'' if count == 1 else 's'}."


def _size(root: Path) -> tuple[int, int]:
    """Rows of all tables, and files, of the package on disk."""
    files = [path for path in (root / "datapackage").rglob("*") if path.is_file()]
    rows = 0
    for path in files:
        if path.parent.name == "csv":
            with path.open(encoding="utf-8", newline="") as file:
                rows += sum(1 for _ in csv.reader(file)) - 1
    return rows, len(files)
