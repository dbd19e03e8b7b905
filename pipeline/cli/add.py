"""`oversight add`: a document from its original file into sources/."""

import os
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.added_report import report, say_candidates, say_doubts
from pipeline.cli.console import say
from pipeline.cli.group import oversight, project_root
from pipeline.cli.progress import files_moved

if TYPE_CHECKING:
    from pipeline.intake.source_files import Intake


@oversight.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "source_id", required=True, help="The document's id, such as oig-20-13.")
@click.option(
    "--us-government-work",
    "redistributable",
    flag_value="yes",
    help="A work of the United States Government: its text is committed.",
)
@click.option(
    "--not-redistributable",
    "redistributable",
    flag_value="no",
    help="Its text goes into the folder OVERSIGHT_FULLTEXT, and is not committed.",
)
@click.option("--title", help="As the document prints it.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="The date that it prints.")
@click.option("--report-number", help="As the document prints it.")
@click.option("--publisher", help="Who publishes it.")
@click.option("--licence", help="The terms of its text.")
@click.option("--official-url", help="The publisher's page of it.")
@click.option("--edition", help="Which edition or part it is.")
@click.option("--supersedes", help="The id of the document that it replaces.")
@click.option("--language", help="Two letters, such as en.")
@click.option("--encoding", help="Of a text or an HTML page that is not UTF-8.")
@click.option(
    "--page-line",
    help="The line that prints a page's number, with {page} for the number, and {chapter} for a "
    "chapter before it that changes.",
)
@click.option("--replace", is_flag=True, help="Write the text of another file of a held document.")
@click.pass_obj
def add(root: Path | None, /, file: Path, source_id: str, **given: Any) -> None:
    """Add a document from its PDF, HTML page or plain text.

    Writes sources/ID/: the text with its pages, where each character is in the
    PDF, and what the document says of itself. Columns of tables are parted by two
    spaces or more, footnote marks are superscripts. The original is not kept; its
    sha256 is. Options give what the document does not state.

    For an ID that is held, writes what is missing and what options give. Prints what
    is different in another file, and writes that with --replace.

    \b
    Example:
      oversight add ~/downloads/report.pdf --id oig-20-13 --us-government-work
    """
    root = project_root(root)
    from pipeline.intake.refusals import Refused

    try:
        _add(root, file, source_id, given)
    except Refused as refusal:
        say(f"{file}\n  {refusal.found}\n  → {refusal.remedy}\nnothing is written", err=True)
        sys.exit(1)


def _add(root: Path, file: Path, source_id: str, given: dict[str, Any]) -> None:
    from pipeline.intake import refusals
    from pipeline.sources.ids import LOCAL, RESERVED

    if not re.fullmatch(LOCAL, source_id) or source_id in RESERVED:
        raise click.UsageError(f"--id {source_id!r}: use lower case, digits and single hyphens.")
    if file.stat().st_size > refusals.LARGEST_FILE:
        raise refusals.too_large(file.stat().st_size)
    folder = root / "sources" / source_id
    is_held = (folder / "source.yaml").is_file()
    if not is_held and folder.exists():
        raise click.ClickException(f"sources/{source_id}/ has no source.yaml; rename it first")
    replace, encoding = given.pop("replace"), given.pop("encoding")
    given["redistributable"] = _redistributable(given["redistributable"], folder, is_held)
    if given["published"] is not None:
        given["published"] = given["published"].date()
    intake = _intake(root, file, source_id, given, encoding)
    if is_held:
        _renew(root, intake, replace)
    else:
        _write_new(root, intake)
        _say_what_is_next(intake, file)


def _redistributable(answer: str | None, folder: Path, is_held: bool) -> bool:
    if is_held:
        from pipeline.intake.held import held_source

        return held_source(folder).redistributable
    if answer is None:
        raise click.UsageError(
            "may the text be redistributed? Give --us-government-work for a work of the United States "
            "Government,\nor else --not-redistributable."
        )
    return answer == "yes"


def _intake(
    root: Path, file: Path, source_id: str, given: dict[str, Any], encoding: str | None
) -> "Intake":
    from pipeline.intake.extra import lacking
    from pipeline.intake.held import known_publishers
    from pipeline.intake.originals import needs, read_original
    from pipeline.intake.own_words import stated_in
    from pipeline.intake.running_lines import named_pages, printed_pages
    from pipeline.intake.source_files import Intake

    content = file.read_bytes()
    if missing := lacking(needs(content)):
        say(missing, err=True)
        sys.exit(2)
    with files_moved(f"reading {file.name}", "pages") as moved:
        rendition = read_original(content, file.name, encoding, moved)
    named = given["page_line"]
    pages = named_pages(rendition.lines, named) if named else printed_pages(rendition.lines)
    stated = stated_in(rendition, known_publishers(root))
    return Intake(source_id, content, rendition, pages, stated, given)


def _write_new(root: Path, intake: "Intake") -> None:
    from pipeline.intake.held import alike, check_entry, check_words
    from pipeline.intake.source_files import OPTIONS, REQUIRED
    from pipeline.package.durable_files import put_in_place, remove, write_folder

    if lacking := [name for name in intake.missing if name in REQUIRED]:
        options = " and ".join(OPTIONS[name] for name in lacking)
        say(
            f"nothing is written: the document does not state its {' and '.join(lacking)} clearly; give {options}",
            err=True,
        )
        for name in lacking:
            say_candidates(intake, name, err=True)
        sys.exit(1)
    check_entry(intake.about())
    check_words(intake)
    outside = None if intake.redistributable else _fulltext_file(root, intake.source_id)
    new = root / f".adding-{intake.source_id}-{os.getpid()}"
    try:
        write_folder(new, intake.files())
        if outside is not None:
            _write_outside(outside, intake.text)
        put_in_place(new, root / "sources" / intake.source_id)
    finally:
        remove(new)
    report(intake)
    for line in alike(root, intake):
        say(f"  {line}")
    if outside is not None:
        from pipeline.transcription.ledgers import Refused, renew_ledger

        try:
            say(f"ledger: {renew_ledger(root, intake.source_id, intake.text)}")
        except Refused as refusal:
            say(f"the ledger is not written: {refusal}", err=True)
            sys.exit(1)


def _fulltext_file(root: Path, source_id: str) -> Path:
    """Where a text is written that may not be committed; the program ends where there is no such place."""
    from pipeline.transcription.ledgers import FULLTEXT_VARIABLE

    named = os.environ.get(FULLTEXT_VARIABLE)
    if not named or not Path(named).is_dir():
        raise click.ClickException(
            f"nothing is written: set {FULLTEXT_VARIABLE} to a folder outside the project, for texts "
            "that are not committed"
        )
    if Path(named).resolve().is_relative_to(root.resolve()):
        raise click.ClickException(
            f"nothing is written: {FULLTEXT_VARIABLE} names a folder inside the project, where texts "
            "may be committed"
        )
    return Path(named) / f"{source_id}.txt"


def _write_outside(file: Path, text: bytes) -> None:
    from pipeline.package.durable_files import put_in_place, write_file

    beside = file.with_name(f".{file.name}-{os.getpid()}")
    write_file(beside, [text])
    put_in_place(beside, file)


def _renew(root: Path, intake: "Intake", replace: bool) -> None:
    """Write what a held document lacks, and what options give; another original only where that is asked for."""
    from pipeline.intake.held import differences, renewed_files
    from pipeline.package.durable_files import put_in_place, write_file

    folder = root / "sources" / intake.source_id
    outside = None if intake.redistributable else _fulltext_file(root, intake.source_id)
    said = differences(folder, intake, outside)
    for line in said:
        say(line)
    if said and not replace:
        say("nothing is written; give --replace to write it", err=True)
        say(
            "a corrected edition that is a publication of its own gets another id, with --edition and "
            f"--supersedes {intake.source_id}",
            err=True,
        )
        sys.exit(1)
    files = renewed_files(folder, intake, is_other=bool(said))
    if outside is not None and said:
        _write_outside(outside, intake.text)
    for name, content in files.items():
        beside = root / f".adding-{intake.source_id}-{os.getpid()}"
        write_file(beside, [content])
        put_in_place(beside, folder / name)
    if not files:
        say(f"sources/{intake.source_id}/ is what this file gives; nothing is written")
        return
    if said:
        say_doubts(intake.rendition)
    remedy = (
        "read its figures and tables again: `oversight check`"
        if said
        else "next: `oversight check`"
    )
    say(f"{', '.join(files)} written to sources/{intake.source_id}/; {remedy}")


def _say_what_is_next(intake: "Intake", file: Path) -> None:
    say(f"next: `oversight check {intake.source_id}` lists the numerals that are not accounted for")
    if intake.redistributable:
        pdf = ["--pdf", str(file)] if intake.rendition.pages else []
        draft = shlex.join(["oversight", "draft", intake.source_id, *pdf])
        say(f"      `{draft}` proposes entries for them")
