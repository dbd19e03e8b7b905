"""`oversight diff`: what differs between two packages."""

import sys
from pathlib import Path

import click

from pipeline.cli.console import say, say_json
from pipeline.cli.group import oversight, project_root


@oversight.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "style", type=click.Choice(["text", "json", "markdown"]), default="text")
@click.pass_obj
def diff(root: Path | None, old: str, new: str, style: str) -> None:
    """List the differences between two packages.

    OLD and NEW are folders, zip archives, or versions in the checkout's releases/.
    Rows are matched by primary key. Each difference names the version step that it
    asks for: major, minor or patch. Exit code 1 if anything differs.

    \b
    Examples:
      oversight diff 0.1.0 datapackage
      oversight diff ~/downloads/oversight-figures-0.1.0.zip datapackage
    """
    from pipeline.releases.comparison import compare
    from pipeline.releases.comparison_report import report_json, report_markdown, report_text
    from pipeline.releases.packages import Unreadable
    from pipeline.releases.released import package_named

    try:
        where = None if Path(old).exists() and Path(new).exists() else project_root(root)
        packages = package_named(old, where), package_named(new, where)
        differences = compare(*packages)
    except Unreadable as problem:
        say(f"could not compare: {problem}", err=True)
        sys.exit(2)
    if style == "json":
        say_json(report_json(*packages, differences))
    else:
        report = report_markdown if style == "markdown" else report_text
        say(report(*packages, differences))
    sys.exit(1 if differences else 0)
