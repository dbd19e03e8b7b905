"""The `oversight` command itself, and the project that it works on."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.console import say

if TYPE_CHECKING:
    from pipeline.package.published import Published

ROOT_MARK = "release.yaml"
HELP_WIDTH = 80
Command = Callable[..., Any]


def project_root(named: Path | None) -> Path:
    """The project named with --root, or the checkout that the command is run in."""
    if named is not None:
        return named
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / ROOT_MARK).exists() and (folder / "sources").is_dir():
            return folder
    raise click.UsageError(
        f"no project here: neither {here} nor a folder above it holds {ROOT_MARK} and sources/.\n"
        "Change into a checkout, or name one with --root."
    )


IN_A_RELEASE = click.option(
    "--release",
    help="Look into a release instead: its folder, its archive, or a version in the checkout's releases/.",
)


@contextmanager
def opened_package(root: Path | None, release: str | None) -> "Iterator[Published]":
    """The package of a release, or else of the project; the program ends where there is none to be read."""
    if release is None:
        from pipeline.package.published import published_in_project

        try:
            published = published_in_project(project_root(root))
        except FileNotFoundError:
            raise click.ClickException(
                "there is no datapackage/ yet; run `oversight build`"
            ) from None
        except (OSError, ValueError) as error:
            raise click.ClickException(
                f"datapackage/datapackage.json cannot be read ({error}); run `oversight build`"
            ) from None
        yield published
        return
    from pipeline.releases.packages import Unreadable
    from pipeline.releases.release_contents import published_in_release

    try:
        with published_in_release(named_release(root, release)) as published:
            yield published
    except Unreadable as problem:
        raise click.ClickException(str(problem)) from None


def named_release(root: Path | None, name: str) -> Path:
    """The folder or archive of that name, or else the version of that name in the project's releases/."""
    is_version = re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", name) is not None
    here = Path(name)
    return project_root(root) / "releases" / name if is_version and not here.exists() else here


def needs_extra_site(target: str) -> None:
    """End the program with the remedy where the libraries that make pages are not installed."""
    from pipeline.site import extra

    if lacking := extra.lacking(target):
        say(lacking, err=True)
        sys.exit(2)


def found_upwards(name: str, outside: Path) -> Path | None:
    """A file of this name in the current folder or one above, never in `outside` or below it."""
    here, barred = Path.cwd(), outside.resolve()
    folders = (f for f in (here, *here.parents) if not f.is_relative_to(barred))
    return next((f / name for f in folders if (f / name).is_file()), None)


def document_and_pdf(use: str) -> Callable[[Command], Command]:
    """The argument SOURCE and the option --pdf of a command; `use` is what the PDF is for."""
    argument = click.argument("source")
    option = click.option(
        "--pdf",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=f"The PDF that the document was made from: {use}.",
    )
    return lambda command: argument(option(command))


@click.group(
    context_settings={"max_content_width": HELP_WIDTH, "help_option_names": ["-h", "--help"]}
)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project. Default: the checkout that holds the current folder.",
)
@click.version_option(package_name="oversight-figures")
@click.pass_context
def oversight(context: click.Context, root: Path | None) -> None:
    """Build, check, trace and release figures of audit reports.

    Exit code 0: nothing wrong. 1: something found. 2: used wrongly.

    \b
    Example:
      oversight trace arrest_offenses "oig-20-13 Homicide" charges
    """
    context.obj = root
