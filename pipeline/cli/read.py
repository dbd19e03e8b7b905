"""`oversight read`: how the numbers, periods and tables of a text are read, without a project."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from pipeline.cli.console import say, say_json
from pipeline.cli.group import oversight


@oversight.command()
@click.argument("text", required=False)
@click.option("--period", is_flag=True, help="Read TEXT as the words for a period.")
@click.option(
    "--table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file like those in sources/*/tables: read the table that it declares from --text.",
)
@click.option(
    "--text",
    "document",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The text that has the table.",
)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
def read(
    text: str | None, period: bool, table: Path | None, document: Path | None, style: str
) -> None:
    """Show how each number of a text is read, or why it is not.

    Reads TEXT, or each line of standard input. For each number: the token, its
    value, unit, qualifier and interval, or the reason why it is refused. With
    --format json, one object a line. It is the reader that `build` uses.

    With --table and --text, reads the printed table that a file declares with
    `columns` or a `shape`, and says which of its rules about sums and shares hold.

    \b
    Examples:
      oversight read "no more than 400 files"
      oversight read --period "the third quarter of FY 2019"
    """
    if (table is None) != (document is None):
        raise click.UsageError("--table FILE.yaml goes with --text FILE.")
    if table is not None and document is not None:
        if period or text is not None:
            raise click.UsageError("--table goes with --text only.")
        _read_table(table, document, style)
        return
    for line in [text] if text is not None else _lines_of_input():
        if period:
            _read_period(line, style)
        else:
            _read_line(line, style)


def _lines_of_input() -> Iterable[str]:
    if sys.stdin.isatty():
        say("Reading standard input; end with Ctrl-D.", err=True)
    return (line.rstrip("\r\n") for line in sys.stdin)


def _read_line(line: str, style: str) -> None:
    from pipeline.text.line_readings import lines_for_people, lines_for_programs, read_numbers

    numbers = read_numbers(line)
    if style == "json":
        say_json(lines_for_programs(line, numbers))
        return
    for shown in lines_for_people(numbers):
        say(shown)
    if not numbers:
        say("no number")


def _read_period(line: str, style: str) -> None:
    from pipeline.text.line_readings import period_for_people, period_for_programs
    from pipeline.text.periods.periods import read_period_words

    read = read_period_words(line)
    say_json(period_for_programs(line, read)) if style == "json" else say(period_for_people(read))


def _read_table(table: Path, document: Path, style: str) -> None:
    from pipeline.consistency.lone_rules import with_outcomes
    from pipeline.sources.printed_findings import printed
    from pipeline.transcription.lone_tables import read_lone_table

    read = with_outcomes(read_lone_table(table, document))
    if style == "json":
        say_json(read.for_programs())
    else:
        for shown in read.for_people():
            say(shown)
        if read.findings:
            say(printed(read.findings, "text"))
    if read.findings:
        sys.exit(1)
