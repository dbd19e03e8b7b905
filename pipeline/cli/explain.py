"""`oversight explain`: the argument behind a relation, a discrepancy or a bound."""

import sys
from pathlib import Path

import click

from pipeline.cli.console import say, say_json
from pipeline.cli.group import IN_A_RELEASE, opened_package, oversight, project_root


@oversight.command()
@click.argument("name")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@IN_A_RELEASE
@click.pass_obj
def explain(root: Path | None, name: str, style: str, release: str | None) -> None:
    """Write out the argument behind a number.

    NAME is an id of the tables relations, discrepancies or bounds, or one that a
    row of them had in an earlier release. Shows the quotations it rests on, the
    interval of each number, and the arithmetic. Of a release it shows what its
    tables state.

    \b
    Examples:
      oversight explain oig-20-13/issued-change
      oversight explain oig-20-13/detainers-declined-fy2015-fy2018
      oversight explain oig-20-13/lesc-place
    """
    if release is not None:
        _explain_published(root, name, style, release)
        return
    root = project_root(root)
    from pipeline.consistency.explanation_report import explanation_json, explanation_text
    from pipeline.consistency.explanations import Unexplained
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


def _explain_published(root: Path | None, name: str, style: str, release: str) -> None:
    from pipeline.consistency.explanation_report import explanation_json, explanation_text
    from pipeline.package.published_arguments import NoArgument, published_arguments

    try:
        with opened_package(root, release) as published:
            found = published_arguments(published, name)
    except NoArgument as problem:
        say(str(problem), err=True)
        sys.exit(1)
    if style == "json":
        say_json(explanation_json(found))
    else:
        say(explanation_text(found))
