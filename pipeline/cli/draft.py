"""`oversight draft`: proposals for the entries of a document."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import say
from pipeline.cli.group import document_and_pdf, oversight, project_root

if TYPE_CHECKING:
    from pipeline.drafting.table_proposals import TableProposal


@oversight.command()
@document_and_pdf("propose its tables too")
@click.pass_obj
def draft(root: Path | None, source: str, pdf: Path | None) -> None:
    """Propose the entries of a document.

    Reads every number that no figure, table or waiver accounts for, and writes
    figures, measures, waivers and relations for them to sources/SOURCE/proposals/,
    in the form of the folder's own files. Nothing there is published or checked. To confirm an
    entry, move it to the file of the folder and type its value. Run it again as
    often as you like: it replaces the proposals.

    With --pdf, also writes the tables of the PDF to proposals/tables/. Numbers in
    their lines are not proposed as figures, also where a table is to be corrected.

    \b
    Example:
      oversight draft oig-20-13
    """
    root = project_root(root)
    from pipeline.drafting.proposals import draft as made_for
    from pipeline.drafting.proposals import write_proposals
    from pipeline.sources.printed_findings import printed

    tables = _tables(root, source, pdf) if pdf is not None else ()
    files = {f"{table.name}.yaml": table.file for table in tables if table.file is not None}
    spans = [span for table in tables for span in table.spans]
    made = made_for(root, source, spans, files if pdf is not None else None)
    if isinstance(made, str):
        raise click.UsageError(made)
    if isinstance(made, list):
        say(printed(made, "text"))
        say("nothing is drafted beside entries with findings; correct these first", err=True)
        sys.exit(1)
    for path in write_proposals(root, made):
        say(path.relative_to(root).as_posix())
    say(made.summary())
    if pdf is not None:
        from pipeline.drafting.table_proposals import not_yet_read, summary, write_tables

        assert made.source.document is not None
        tables = not_yet_read(tables, made.source.document, made.unaccounted)
        for path in write_tables(root, source, tables):
            say(path.relative_to(root).as_posix())
        say(summary(tables))


def _tables(root: Path, source: str, pdf: Path) -> "Sequence[TableProposal]":
    from pipeline.drafting.table_proposals import tables_for
    from pipeline.intake.extra import lacking
    from pipeline.intake.refusals import Refused

    if missing := lacking(("pdfplumber", "camelot", "img2table")):
        raise click.UsageError(missing)
    try:
        found = tables_for(root, source, pdf)
    except Refused as refusal:
        say(f"{pdf}\n  tables not read: {refusal.found}\n  → {refusal.remedy}", err=True)
        say("nothing is written; without --pdf, figures and waivers are drafted", err=True)
        sys.exit(1)
    if isinstance(found, str):
        raise click.UsageError(found)
    return found
