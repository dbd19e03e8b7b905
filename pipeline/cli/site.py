"""`oversight site`: pages for people, in a folder."""

from pathlib import Path

import click

from pipeline.cli.console import say
from pipeline.cli.group import (
    IN_A_RELEASE,
    named_release,
    needs_extra_site,
    opened_package,
    oversight,
    project_root,
)


@oversight.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The new folder. Default: site/ in the project.",
)
@click.option("--serve", is_flag=True, help="Then serve it on this machine alone, until Ctrl+C.")
@IN_A_RELEASE
@click.pass_obj
def site(root: Path | None, out: Path | None, serve: bool, release: str | None) -> None:
    """Write the pages of the data package.

    Makes a static site from datapackage/ and its documents, or from a release. It
    opens from the folder, needs no server, and has an address for every number.

    \b
    Examples:
      oversight site
      oversight site --release 0.2.0 --out /tmp/site
    """
    needs_extra_site("site")
    from pipeline.releases.packages import Unreadable
    from pipeline.releases.released import STORE
    from pipeline.releases.site_input import site_input
    from pipeline.site.site_folder import NotASite, served, write_site

    out = out or project_root(root) / "site"
    store = named_release(root, release).parent if release else project_root(root) / STORE
    with opened_package(root, release) as published:
        try:
            count = write_site(site_input(published, store), out)
        except (NotASite, Unreadable) as problem:
            raise click.ClickException(str(problem)) from None
    say(f"{count} files in {out}; open {out / 'index.html'}")
    if serve:
        served(out, say)
