"""`oversight draft`: proposals for the entries of a document."""

import sys
from pathlib import Path

import click

from pipeline.cli.console import say
from pipeline.cli.group import oversight, project_root


@oversight.command()
@click.argument("source")
@click.pass_obj
def draft(root: Path | None, source: str) -> None:
    """Propose the entries of a document.

    Reads every number that no figure, table or waiver accounts for, and writes
    figures, measures, waivers and relations for them to sources/SOURCE/proposals/,
    in the form of the folder's own files. Nothing there is published or checked. To confirm an
    entry, move it to the file of the folder and type its value. Run it again as
    often as you like: it replaces the proposals.

    \b
    Example:
      oversight draft oig-20-13
    """
    root = project_root(root)
    from pipeline.drafting.proposals import draft as made_for
    from pipeline.drafting.proposals import write_proposals
    from pipeline.sources.printed_findings import printed

    made = made_for(root, source)
    if isinstance(made, str):
        raise click.UsageError(made)
    if isinstance(made, list):
        say(printed(made, "text"))
        say("nothing is drafted beside entries with findings; correct these first", err=True)
        sys.exit(1)
    for path in write_proposals(root, made):
        say(path.relative_to(root).as_posix())
    say(made.summary())
