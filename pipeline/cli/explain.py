"""`oversight explain`: the argument behind a relation, a discrepancy or a bound."""

import sys
from pathlib import Path

import click

from pipeline.cli.console import say, say_json
from pipeline.cli.group import oversight, project_root


@oversight.command()
@click.argument("name")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def explain(root: Path | None, name: str, style: str) -> None:
    """Write out the argument behind a number.

    NAME is an id of the tables relations, discrepancies or bounds, or one that a
    row of them had in an earlier release. Shows the quotations it rests on, the
    interval of each number, and the arithmetic.

    \b
    Examples:
      oversight explain oig-20-13/issued-change
      oversight explain oig-20-13/detainers-declined-fy2015-fy2018
      oversight explain oig-20-13/lesc-place
    """
    root = project_root(root)
    from pipeline.consistency.explanations import (
        Unexplained,
        explanation_json,
        explanation_text,
    )
    from pipeline.orchestration.checking import explanations

    try:
        found, renamed = explanations(root, name)
    except Unexplained as problem:
        say(str(problem), err=True)
        sys.exit(1)
    if style == "json":
        say_json(explanation_json(found, [one._asdict() for one in renamed]))
    else:
        for one in renamed:
            say(one.sentence)
        say(explanation_text(found))
