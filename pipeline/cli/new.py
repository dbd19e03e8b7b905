"""`oversight new`: a corpus of one's own, in a new folder."""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from pipeline.cli.console import say
from pipeline.cli.group import oversight


@oversight.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="What the data package is called.")
def new(folder: Path, title: str) -> None:
    """Begin a corpus of your own in a new folder.

    Writes release.yaml, which says what is published, and sources/ without a
    document. The name of the data package is that of the folder. In the folder,
    every command works on this corpus.

    \b
    Example:
      oversight new ~/arrests-2009 --title "Arrests in the United States, 2009"
    """
    from pipeline.package.durable_files import put_in_place, remove, write_folder
    from pipeline.sources.new_corpus import new_corpus

    folder = folder.absolute()
    if not re.fullmatch(r"[a-z0-9-]+", folder.name):
        raise click.UsageError(
            "the name of the folder is that of the data package: use lower case, digits and hyphens."
        )
    if folder.exists():
        raise click.ClickException("the folder exists; name one that does not")
    files = new_corpus(folder.name, title, datetime.now(UTC).date())
    beside = folder.with_name(f".new-{folder.name}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        remove(beside)
        write_folder(beside, {path: text.encode() for path, text in files.items()})
        put_in_place(beside, folder)
    except OSError as error:
        say(f"the folder is not written: {error}", err=True)
        sys.exit(1)
    say(f"{len(files)} files in {folder}; change into it, then `oversight add FILE --id ID`")
