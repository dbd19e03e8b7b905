"""`oversight release`: a version, added to the store in the repository."""

import sys
from pathlib import Path

import click

from pipeline.cli.console import say
from pipeline.cli.group import needs_extra_site, oversight, project_root


@oversight.command()
@click.option(
    "--sign",
    "key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An SSH key to sign with. Default: unsigned.",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help="Write the files into this folder to look at; release nothing.",
)
@click.option(
    "--without-site",
    "listed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    hidden=True,  # what `verify --rebuild` asks for where the extra `site` is not installed
    help="With --into: do not make the site, and take this file as the list of its files.",
)
@click.pass_obj
def release(root: Path | None, key: Path | None, into: Path | None, listed: Path | None) -> None:
    """Release datapackage/ as a version, for good.

    Checks everything, packs the release into three archives (data, project, and
    site: pages for people), verifies them as a stranger will, writes them beside their place in releases/,
    reads them back, moves them into place, and adds them to releases/index.json. A
    version is released once and never changes. release.yaml holds the version and
    the reasons for changed values.

    \b
    Examples:
      oversight release --into /tmp/look
      oversight release --sign ~/.ssh/id_ed25519
    """
    if listed is not None and into is None:
        raise click.UsageError("a release has a site: --without-site needs --into")
    if listed is None:
        needs_extra_site("release")
    root = project_root(root)
    from pipeline.cli.progress import (
        counted,
        files_moved,
        name_steps_not_run,
        other_writer,
        refusals,
        step_named,
    )
    from pipeline.orchestration.releasing import NotReleased, checked_project
    from pipeline.releases.filesystems import open_store
    from pipeline.releases.making import (
        made_release,
        refuse_existing,
        refuse_unverified,
        write_files,
    )
    from pipeline.releases.release_site import listed_site, made_site
    from pipeline.releases.released import STORE
    from pipeline.releases.store import add_release
    from pipeline.sources.printed_findings import printed

    if into is not None:
        with refusals():
            refuse_existing(into)
    say("checking everything …", err=True)
    try:
        project = checked_project(root, committed=into is None)
    except NotReleased as stopped:
        say(printed(stopped.findings, "text"))
        name_steps_not_run(stopped.not_run)
        say(f"{counted(len(stopped.findings), 'finding')}; nothing is released.", err=True)
        sys.exit(1)
    with refusals():
        site = made_site(project) if listed is None else listed_site(listed)
        if into is not None:
            say(f"{write_files(project, site, into)} files in {into}; nothing is released")
            return
        made = made_release(project, site, key)
        say("verifying the release …", err=True)
        refuse_unverified(made, step_named)
        with (
            files_moved("writing and reading back") as moved,
        ):
            outcome = add_release(
                open_store(root / STORE), made.name, made.files, made.entry, moved, other_writer
            )
    version, signed = made.entry.version, "signed" if made.entry.signed else "unsigned"
    if not outcome.files_written and not outcome.index_written:
        say(f"{version} is released already, with the same bytes; nothing to do", err=True)
        sys.exit(1)
    say(f"{STORE}/{version}: {len(made.files)} files, {signed}")
