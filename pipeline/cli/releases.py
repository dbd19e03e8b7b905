"""Commands about releases: compare, make, publish, withdraw and verify them."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from pipeline.cli.group import found_upwards, oversight, project_root


@oversight.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "style", type=click.Choice(["text", "json", "markdown"]), default="text")
@click.pass_obj
def diff(root: Path | None, old: str, new: str, style: str) -> None:
    """Say what differs between two packages.

    And how large a step of the version each difference asks for. OLD and NEW are folders of packages, zip archives of them, or versions in the store of the
    checkout that you stand in. Rows are matched by primary key.
    Exit code 0 where nothing differs, 1 where something does, 2 where they could not be compared.

    \b
    Examples:
      oversight diff 0.1.0 datapackage
      oversight diff ~/downloads/oversight-figures-0.1.0.zip ~/downloads/oversight-figures-0.2.0.zip
    """
    from pipeline.releases.comparison import compare
    from pipeline.releases.comparison_report import report_json, report_markdown, report_text
    from pipeline.releases.packages import Unreadable
    from pipeline.releases.released import package_named
    from pipeline.releases.standalone import printable

    try:
        where = None if Path(old).exists() and Path(new).exists() else project_root(root)
        packages = package_named(old, where), package_named(new, where)
        differences = compare(*packages)
    except Unreadable as problem:
        click.echo(f"could not compare: {problem}", err=True)
        sys.exit(2)
    report = {"text": report_text, "json": report_json, "markdown": report_markdown}[style]
    for line in report(*packages, differences).split("\n"):
        click.echo(printable(line))
    sys.exit(1 if differences else 0)


@oversight.command()
@click.option(
    "--sign",
    "key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An SSH key to sign with; without it the release is unsigned.",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help="Write the files there, to be looked at; nothing is released.",
)
@click.pass_obj
def release(root: Path | None, key: Path | None, into: Path | None) -> None:
    """Release what datapackage/ holds.

    Into releases/, once and for ever. Checks everything, writes the release complete beside its place, reads it back, puts it in place in
    one step, and names it in releases/index.json last. A version is released once. What a release is
    called, and why values changed, stands in release.yaml.

    \b
    Examples:
      oversight release --into /tmp/look
      oversight release --sign ~/.ssh/id_ed25519
    """
    root = project_root(root)
    from pipeline.cli.progress import bytes_moved, refusals
    from pipeline.releases.filesystems import open_store
    from pipeline.releases.making import made_release, write_files
    from pipeline.releases.released import STORE
    from pipeline.releases.store import add_release

    with refusals():
        click.echo("checking everything …", err=True)
        if into is not None:
            click.echo(f"{write_files(root, into)} files in {into}; nothing is released")
            return
        with made_release(root, key) as made, bytes_moved("writing and reading back") as moved:
            outcome = add_release(
                open_store(root / STORE), made.name, made.files, made.entry, moved
            )
    version, signed = made.entry.version, "signed" if made.entry.signed else "unsigned"
    if not outcome.files_written and not outcome.index_written:
        click.echo(f"{version} is released already, with these very bytes; nothing to do", err=True)
        sys.exit(1)
    click.echo(f"{STORE}/{version}: {len(made.files)} files, {signed}")


@oversight.command()
@click.argument("version", required=False)
@click.option("--to", "url", required=True, help="A folder or URL that fsspec opens.")
@click.pass_obj
def publish(root: Path | None, version: str | None, url: str) -> None:
    """Copy a release to another store.

    With the same guarantees as here. The latest release, where no VERSION is named. Published again, only its standing is brought in line.
    sftp:// asks for a host key that you have accepted before; s3:// reads the usual AWS settings, and
    needs the package s3fs.

    \b
    Examples:
      oversight publish --to sftp://me@example.org/srv/releases
      oversight publish 0.1.0 --to s3://bucket/releases
    """
    root = project_root(root)
    from pipeline.cli.progress import bytes_moved, refusals
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
        with bytes_moved("uploading and reading back") as moved:
            outcome = copy_release(here, open_store(url), version, moved)
    if outcome.files_written:
        click.echo(f"{version} is published at {url}")
    else:
        said = "its standing is brought in line" if outcome.index_written else "nothing to do"
        click.echo(f"{version} was published at {url} before; {said}")


@oversight.command()
@click.argument("version")
@click.option("--reason", required=True, help="Why nobody should use it, in a sentence.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the withdrawal; by default today (UTC).",
)
@click.pass_obj
def withdraw(root: Path | None, version: str, reason: str, on: datetime | None) -> None:
    """Say that a release must not be used.

    Its bytes stay. The index says it, with day and reason, and `oversight verify` reports it. Publish the release again
    to say it elsewhere too.

    \b
    Example:
      oversight withdraw 0.1.0 --reason "The charges for homicide are those of another row."
    """
    root = project_root(root)
    from pipeline.cli.progress import refusals
    from pipeline.releases.filesystems import open_store
    from pipeline.releases.released import STORE
    from pipeline.releases.store import withdraw as withdraw_release

    day = (on or datetime.now(UTC)).date()
    with refusals():
        index = withdraw_release(open_store(root / STORE), version, reason, day)
    click.echo(
        f"{version} is withdrawn since {day}; the latest release is {index.latest or 'none'}"
    )


@oversight.command()
@click.argument("target")
@click.option(
    "--signers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Who may sign (ssh-keygen's allowed_signers); by default that of the checkout you stand in.",
)
@click.option(
    "--rebuild", is_flag=True, help="Make the release again, by its own code, and compare."
)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
def verify(target: str, signers: Path | None, rebuild: bool, style: str) -> None:
    """Verify a release that you hold.

    Its bytes, its tables, its quotations, its arithmetic. TARGET is a release's folder, its zip archive, a URL of either, a version in the store of your
    checkout, or a store (every release in it). Nothing but the release is needed, and no network but for
    a URL. --rebuild runs the code that the release holds: use it on releases whose maker you know. Exit code 0 where every promise holds, 1 where not
    or where the release is withdrawn, 2 where there is nothing to verify.

    \b
    Examples:
      oversight verify releases/0.1.0
      oversight verify ~/downloads/oversight-figures-0.1.0.zip --format json
      oversight verify https://example.org/releases/0.1.0
    """
    from pipeline.cli.progress import bytes_moved, step_named
    from pipeline.releases.fetching import fetch
    from pipeline.releases.filesystems import Unreachable
    from pipeline.releases.packages import Unreadable
    from pipeline.releases.released import STORE
    from pipeline.releases.signatures import SIGNERS_FILE
    from pipeline.releases.verification import verify_release, verify_store
    from pipeline.releases.verification_report import as_json, as_text

    if re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", target) and not Path(target).exists():
        target = str(project_root(None) / STORE / target)
    signers = signers or found_upwards(SIGNERS_FILE, outside=Path(target))
    try:
        with bytes_moved("fetching") as moved, fetch(target, lambda n: moved(n, 0)) as found:
            store = verify_store(found) if found.store else None
            verified = [verify_release(one, signers, rebuild, step_named) for one in found.releases]
    except (Unreadable, Unreachable, OSError) as problem:
        click.echo(f"nothing to verify: {problem}", err=True)
        sys.exit(2)
    click.echo((as_json if style == "json" else as_text)(store, verified))
    wrong = any(one.problems for one in verified) or (store is not None and store.findings)
    withdrawn = store is None and any(one.is_withdrawn for one in verified)
    sys.exit(1 if wrong or withdrawn else 0)
