"""`oversight get`: a release, unpacked into a folder."""

import sys
from pathlib import Path

import click

from pipeline.cli.console import say
from pipeline.cli.group import oversight, project_root


@oversight.command()
@click.argument("version", required=False)
@click.option(
    "--from", "store", help="A store: a folder or a URL. Default: the checkout's releases/."
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help="The new folder. Default: NAME-VERSION in the current folder.",
)
@click.option(
    "--project", is_flag=True, help="Also unpack what rebuilds the release, into project/."
)
@click.option("--site", is_flag=True, help="Also unpack its pages for people, into site/.")
@click.pass_obj
def get(
    root: Path | None,
    version: str | None,
    store: str | None,
    into: Path | None,
    project: bool,
    site: bool,
) -> None:
    """Unpack a release into a folder.

    Unpacks the latest release, or VERSION. Checks every byte against SHA256SUMS and
    the index of the store before a file is written; `oversight verify` then checks
    the content. Exit code 1 if the release is withdrawn, or nothing was unpacked.

    \b
    Examples:
      oversight get 0.1.0
      oversight get --from https://example.org/releases --into figures
    """
    from pipeline.cli.progress import bytes_moved, refusals
    from pipeline.releases.getting import get_release
    from pipeline.releases.released import STORE
    from pipeline.releases.standalone.release import PROJECT, SITE

    apart = [part for part, wanted in ((PROJECT, project), (SITE, site)) if wanted]
    place = store or str(project_root(root) / STORE)
    with refusals(), bytes_moved("fetching") as moved:
        got = get_release(place, version, into, apart, lambda done: moved(done, 0))
    say(f"{got.name} {got.version}: {got.files} files in {got.folder}; {got.standing}")
    sys.exit(1 if got.is_withdrawn else 0)
