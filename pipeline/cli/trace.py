"""`oversight trace`: from a published value to the characters it was read from."""

import sys
from pathlib import Path

import click

from pipeline.cli.console import say, say_json
from pipeline.cli.group import IN_A_RELEASE, opened_package, oversight


@oversight.command()
@click.argument("table")
@click.argument("key")
@click.argument("column", required=False)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@IN_A_RELEASE
@click.pass_obj
def trace(
    root: Path | None, table: str, key: str, column: str | None, style: str, release: str | None
) -> None:
    """Show the characters a value was read from.

    KEY is the row's primary key, or one that it had in an earlier release; several
    columns are joined by single spaces. Without COLUMN, every traced cell of the
    row is shown. The document is read again: if its characters have changed, the
    command says so and shows no trace.

    \b
    Examples:
      oversight trace arrest_offenses "oig-20-13 Homicide" charges
      oversight trace figures oig-20-13/detainers-declined-fy2014 value
      oversight trace abbreviations CAP --release 0.1.0
      oversight trace detainers_by_fiscal_year "oig-20-13 declined-fy2016"
    """
    from pipeline.package.passages import Untraceable
    from pipeline.package.traces import trace_cells
    from pipeline.package.written_traces import as_json, as_text

    try:
        with opened_package(root, release) as published:
            traced = trace_cells(published, table, key, column)
    except Untraceable as problem:
        say(str(problem), err=True)
        sys.exit(1)
    if style == "json":
        say_json(as_json(traced))
    else:
        say(as_text(traced))
