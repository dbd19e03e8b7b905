"""`oversight publish`: a release, copied to another store."""

from pathlib import Path

import click

from pipeline.cli.console import say
from pipeline.cli.group import oversight, project_root


@oversight.command()
@click.argument("version", required=False)
@click.option("--to", "url", required=True, help="A folder, or an sftp:// address.")
@click.pass_obj
def publish(root: Path | None, version: str | None, url: str) -> None:
    """Copy a release to a folder or an SFTP server.

    Copies the latest release, or VERSION. Files go first and are read back; the
    index goes last. A release that is there already gets its present standing.
    For sftp://, the server's host key must be in ~/.ssh/known_hosts.

    \b
    Examples:
      oversight publish --to /srv/releases
      oversight publish 0.1.0 --to sftp://me@example.org/srv/releases
    """
    root = project_root(root)
    from pipeline.cli.progress import files_moved, other_writer, refusals
    from pipeline.releases.filesystems import open_store
    from pipeline.releases.released import STORE
    from pipeline.releases.store import copy_release, read_index

    with refusals():
        here = open_store(root / STORE)
        version = version or read_index(here).latest
        if version is None:
            raise click.UsageError(
                "there is no release to publish; make one with `oversight release`"
            )
        with files_moved("uploading and reading back") as moved:
            outcome = copy_release(here, open_store(url), version, moved, other_writer)
    if outcome.files_written:
        say(f"{version} is published at {url}")
    else:
        did = "its standing is updated" if outcome.index_written else "nothing to do"
        say(f"{version} was published at {url} before; {did}")
