"""`oversight completeness`: what became of every numeral."""

import sys
from pathlib import Path

import click

from pipeline.cli.console import say, say_json
from pipeline.cli.group import oversight, project_root


@oversight.command()
@click.argument("source", required=False)
@click.option("--format", "style", type=click.Choice(["text", "json", "markdown"]), default="text")
@click.pass_obj
def completeness(root: Path | None, source: str | None, style: str) -> None:
    """Account for every numeral of the documents.

    Counts the numerals of each document by what became of them. A numeral that is
    not accounted for is listed with its line and the words around it, and with a
    stub to paste into waivers.yaml. What `oversight draft` proposed counts for
    nothing, and is counted apart.

    \b
    Examples:
      oversight completeness
      oversight completeness oig-20-13
    """
    root = project_root(root)
    from pipeline.drafting.waiting import waiting
    from pipeline.orchestration.checking import accounts
    from pipeline.transcription.completeness_report import as_json, as_markdown, as_text

    accounting = accounts(root, source)
    if isinstance(accounting, str):
        raise click.UsageError(accounting)
    if style == "json":
        say_json(as_json(accounting))
    else:
        say(as_markdown(accounting) if style == "markdown" else as_text(accounting))
    if style == "text":
        for name in [source] if source else sorted(p.name for p in (root / "sources").iterdir()):
            if (proposed := waiting(root, name)) is not None:
                say(proposed)
    sys.exit(1 if accounting.findings else 0)
