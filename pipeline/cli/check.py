"""`oversight check`: everything checked, or some documents; nothing written."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import say, say_json
from pipeline.cli.group import oversight, project_root
from pipeline.cli.progress import counted, name_steps_not_run

if TYPE_CHECKING:
    from pipeline.orchestration.checking import Report


@oversight.command()
@click.argument("sources", nargs=-1, metavar="[ID]...")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "markdown"]),
    default="text",
    help="For people, for programs, for the log of a workflow on GitHub, or for a comment.",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes; Ctrl+C ends it.")
@click.pass_obj
def check(root: Path | None, sources: tuple[str, ...], style: str, watch: bool) -> None:
    """Check everything, or single documents; write nothing.

    Finds every quotation in its document again, computes every relation, validates
    every table, and compares datapackage/ with what the sources give. Prints the
    findings; if there are none, prints what the figures say together.

    With the ID of a document, or a path in its folder, checks what can be checked
    without the other documents. docs/findings.md explains the codes of findings.

    \b
    Examples:
      oversight check
      oversight check oig-20-13
      oversight check --format json
    """
    root = project_root(root)
    from pipeline.orchestration.checking import check_all, check_own, documents_named

    try:
        documents = documents_named(root, sources)
    except ValueError as unknown:
        raise click.UsageError(str(unknown)) from None
    if watch:
        if style != "text":
            raise click.UsageError("--watch prints text for people; leave --format out.")
        _watch(root, documents)
    outcome = check_own(root, documents) if documents else check_all(root)
    _show(outcome, style)
    sys.exit(1 if outcome.findings else 0)


def _show(outcome: "Report", style: str) -> None:
    from pipeline.consistency.consistency_report import report_json, report_text
    from pipeline.sources.printed_findings import printed

    if style == "json":
        say_json(report_json(outcome.consistency, outcome.findings))
    elif style == "github":
        say(printed(outcome.findings, "github"))
    elif style == "markdown":
        say(printed(outcome.findings, "markdown") or "no findings")
    elif outcome.findings:
        say(printed(outcome.findings, "text"))
        name_steps_not_run(outcome.not_run)
        say(f"{counted(len(outcome.findings), 'finding')}.")
    elif outcome.consistency is not None:
        say(f"{report_text(outcome.consistency)}\n\n{outcome.summary}")
    else:
        say(outcome.summary)


def _watch(root: Path, documents: list[str]) -> None:
    """Check again at each change until the person ends it; the exit code is that of the last check."""
    from pipeline.orchestration.checking import check_entries, check_own
    from pipeline.orchestration.watching import changes

    found = False
    try:
        for _ in changes(root):
            begun = time.monotonic()
            outcome = check_own(root, documents) if documents else check_entries(root)
            found = bool(outcome.findings)
            if sys.stdout.isatty():
                click.clear()
            _show(outcome, "text")
            taken = time.monotonic() - begun
            say(f"checked in {taken:.1f} s; waiting for a change (Ctrl+C ends)", err=True)
    except KeyboardInterrupt:
        say("", err=True)
    sys.exit(1 if found else 0)
