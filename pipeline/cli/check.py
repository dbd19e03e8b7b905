"""`oversight check`: everything checked, nothing written."""

import sys
from pathlib import Path

import click

from pipeline.cli.console import say, say_json
from pipeline.cli.group import oversight, project_root
from pipeline.cli.progress import counted, name_steps_not_run


@oversight.command()
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="For people, for programs, or for the log of a workflow on GitHub.",
)
@click.pass_obj
def check(root: Path | None, style: str) -> None:
    """Check everything; write nothing.

    Finds every quotation in its document again, computes every relation, validates
    every table, and compares datapackage/ with what the sources give. Prints the
    findings; if there are none, prints what the figures say together.

    \b
    Examples:
      oversight check
      oversight check --format json
    """
    root = project_root(root)
    from pipeline.consistency.consistency_report import report_json, report_text
    from pipeline.orchestration.checking import check_all
    from pipeline.sources.findings import printed

    outcome = check_all(root)
    if style == "json":
        say_json(report_json(outcome.consistency, outcome.findings))
    elif style == "github":
        say(printed(outcome.findings, "github"))
    elif outcome.findings:
        say(printed(outcome.findings, "text"))
        name_steps_not_run(outcome.not_run)
        say(f"{counted(len(outcome.findings), 'finding')}.")
    elif outcome.consistency is not None:
        say(f"{report_text(outcome.consistency)}\n\n{outcome.summary}")
    sys.exit(1 if outcome.findings else 0)
