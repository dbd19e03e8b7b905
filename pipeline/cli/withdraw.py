"""`oversight withdraw`: a release marked as not to be used."""

from datetime import UTC, datetime
from pathlib import Path

import click

from pipeline.cli.console import say
from pipeline.cli.group import oversight, project_root


@oversight.command()
@click.argument("version")
@click.option("--reason", required=True, help="Why nobody should use it, in a sentence.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the withdrawal. Default: today (UTC).",
)
@click.pass_obj
def withdraw(root: Path | None, version: str, reason: str, on: datetime | None) -> None:
    """Mark a release as not to be used.

    Its bytes stay. releases/index.json names the day and the reason, and
    `oversight verify` reports them. Publish the release again to update other
    stores.

    \b
    Example:
      oversight withdraw 0.1.0 --reason "The charges for homicide are wrong."
    """
    root = project_root(root)
    from pipeline.cli.progress import other_writer, refusals
    from pipeline.releases.filesystems import open_store
    from pipeline.releases.released import STORE
    from pipeline.releases.store import withdraw as withdraw_release

    today = datetime.now(UTC).date()
    day = on.date() if on else today
    if day > today:
        raise click.BadParameter(f"{day} is after today, {today} (UTC)", param_hint="--on")
    with refusals():
        index = withdraw_release(open_store(root / STORE), version, reason, day, other_writer)
    say(f"{version} is withdrawn since {day}; the latest release is {index.latest or 'none'}")
