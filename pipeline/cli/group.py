"""The `oversight` command itself, and the project that it works on."""

from pathlib import Path

import click

ROOT_MARK = "release.yaml"
HELP_WIDTH = 80


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


def found_upwards(name: str, outside: Path) -> Path | None:
    """A file of this name in the current folder or one above, never in `outside` or below it."""
    here, barred = Path.cwd(), outside.resolve()
    folders = (f for f in (here, *here.parents) if not f.is_relative_to(barred))
    return next((f / name for f in folders if (f / name).is_file()), None)


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
