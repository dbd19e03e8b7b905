"""`oversight ledger`: the ledger of a text that is not committed."""

import sys
from pathlib import Path

import click

from pipeline.cli.console import say
from pipeline.cli.group import oversight, project_root


@oversight.command()
@click.argument("source")
@click.argument("fulltext", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def ledger(root: Path | None, source: str, fulltext: Path) -> None:
    """Update the ledger of an article from its full text.

    Writes numerals.csv and word-runs.txt; neither holds a word of the text. Earlier
    decisions are kept. A new numeral is marked `todo`, and `oversight check` fails
    until somebody decides about it.

    \b
    Example:
      oversight ledger jeffrey-2018-01-26 ~/texts/jeffrey.txt
    """
    root = project_root(root)
    from pipeline.transcription.ledgers import Refused, renew_ledger

    try:
        say(renew_ledger(root, source, fulltext.read_bytes()))
    except Refused as refusal:
        say(f"nothing is written: {refusal}", err=True)
        sys.exit(1)
