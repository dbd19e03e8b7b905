"""What is held of documents already: the publishers that are known, and how a held one differs from a new file."""

from pathlib import Path

from pydantic import ValidationError

from pipeline.intake import refusals
from pipeline.intake.changed_lines import changed_lines
from pipeline.intake.source_files import (
    ABOUT,
    ANSWERS,
    BOXES,
    OPTIONS,
    TEXT,
    Intake,
    scalar,
    with_fields,
)
from pipeline.sources.files import Reader
from pipeline.sources.form_problems import form_problems
from pipeline.sources.measure_entries import PartiesFile
from pipeline.sources.source_entries import SourceEntry
from pipeline.sources.yaml_lines import read_yaml
from pipeline.text.documents import sha256_of
from pipeline.text.normal_form import normal_form
from pipeline.text.stated_words import not_printed


def known_publishers(root: Path) -> list[str]:
    """The publishers of documents and parties, the longest first."""
    reader = Reader(root)
    parties = reader.optional_entry("sources/parties.yaml", PartiesFile)
    names = {party.publisher for party in parties.entry.parties} if parties else set()
    for file in sorted(root.glob("sources/*/source.yaml")):
        about = reader.entry(file.relative_to(root).as_posix(), SourceEntry)
        names.add(about.entry.publisher if about else None)
    return sorted(filter(None, names), key=lambda name: (-len(name), name))


def held_source(folder: Path) -> SourceEntry:
    """`source.yaml` of a document that is held; raises `Refused` where it has findings."""
    reader = Reader(folder.parent.parent)
    about = reader.entry(f"sources/{folder.name}/{ABOUT}", SourceEntry)
    if about is None:
        raise refusals.Refused(
            f"sources/{folder.name}/{ABOUT} has findings", "run `oversight check` and correct them"
        )
    return about.entry


def not_the_original(folder: Path, file: Path) -> str | None:
    """Why a file is not proved to be the original of a held document, and what to do; None where it is the original."""
    size, name = file.stat().st_size, folder.name
    if size > refusals.LARGEST_FILE:
        return f"{file}: {refusals.too_large(size).found}"
    expected, found = held_source(folder).original_sha256, sha256_of(file.read_bytes())
    if expected is None:
        return (
            f"sources/{name}/{ABOUT} has no original_sha256, so that no PDF can be proved to be its original; add the "
            "document from its PDF with `oversight add`, or leave --pdf out"
        )
    if found == expected:
        return None
    return (
        f"{file} is not the original of {name}: its sha256 is {found}, and {ABOUT} has {expected}; give the file "
        "that was added"
    )


def alike(root: Path, intake: Intake) -> list[str]:
    """What other documents of the corpus have in common with a new one, and what to do, a line each."""
    reader, said = Reader(root), []
    ids = {file.parent.name for file in root.glob("sources/*/source.yaml")}
    number, original = intake.value("report_number"), sha256_of(intake.original)
    for name in sorted(ids - {intake.source_id}):
        about = reader.entry(f"sources/{name}/{ABOUT}", SourceEntry)
        if about is None:
            continue
        if about.entry.original_sha256 == original:
            said.append(f"the same file is the original of {name}: one of the two is to be removed")
        elif number and about.entry.report_number == number and not intake.given.get("edition"):
            said.append(
                f"{name} has the report number {number} too: name the edition or the part with --edition, and what it "
                f"replaces with --supersedes {name}"
            )
    replaced = intake.given.get("supersedes")
    if replaced and replaced not in ids:
        said.append(
            f"no document has the id {replaced}, given with --supersedes: correct it in source.yaml"
        )
    return said


def check_words(intake: Intake) -> None:
    """Raise `Refused` where a text that is held whole does not print its title, number or date, as `check` would."""
    if not intake.redistributable:
        return
    forms = [normal_form(intake.rendition.text).text]
    fields = {name: intake.value(name) for name in ("title", "report_number", "published")}
    for field, wording in not_printed(forms, **fields):
        raise refusals.not_the_documents(OPTIONS[field], wording)


def differences(folder: Path, intake: Intake, outside: Path | None) -> list[str]:
    """What another file of a held document changes, a line each; none where it changes nothing."""
    held = held_source(folder)
    said = []
    original, text = sha256_of(intake.original), sha256_of(intake.text)
    if held.original_sha256 != original:
        said.append(f"original_sha256: {held.original_sha256} is now {original}")
    if held.text_sha256 != text:
        file = folder / TEXT if outside is None else outside
        before = file.read_text("utf-8", errors="replace") if file.is_file() else ""
        said.append(f"text_sha256: {held.text_sha256} is now {text}")
        said += changed_lines(before, intake.rendition.text)
    for name, new in (("title", None), ("published", None), ("report_number", None)):
        stated = intake.stated.get(name, new)
        if stated is not None and getattr(held, name) not in (None, stated.value):
            said.append(
                f"{name}: source.yaml has `{getattr(held, name)}`, the file states `{stated.value}` on line "
                f"{stated.line}; it is not changed: correct it, or add the file under another id with "
                f"--supersedes {held.id}"
            )
    return said if held.text_sha256 != text or held.original_sha256 != original else []


def renewed_files(folder: Path, intake: Intake, is_other: bool) -> dict[str, bytes]:
    """The files to write for a held document, in this order: those of another original, or those that are missing.

    With them what options give of the document, where source.yaml has something else.
    """
    made = {name: content for name, content in intake.files().items() if name in (TEXT, BOXES)}
    files = {n: content for n, content in made.items() if is_other or not (folder / n).is_file()}
    before = (folder / ABOUT).read_text("utf-8")
    about = with_fields(before, intake.originals() if is_other else {})
    about = with_fields(about, _answered(held_source(folder), intake))
    check_words(intake)
    check_entry(about)
    return files | ({ABOUT: about.encode()} if about != before else {})


def _answered(held: SourceEntry, intake: Intake) -> dict[str, str]:
    """The fields that options give and of which source.yaml has another value, each as its lines."""
    given = {name: intake.given.get(name) for name in ANSWERS}
    lines = {
        name: f"{name}: {scalar(value)}\n"
        for name, value in given.items()
        if value is not None and getattr(held, name) != value
    }
    return lines | ({"pages": intake.pages_lines} if intake.given.get("page_line") else {})


def check_entry(about: str) -> None:
    """Raise `Refused` where a source.yaml that was composed is not one."""
    read = read_yaml(about)
    found = [problem.found for problem in read.problems]
    try:
        SourceEntry.model_validate(read.value)
    except ValidationError as error:
        found += [problem.found for problem in form_problems(error, read.value, SourceEntry)]
    if found:
        raise refusals.Refused(
            f"source.yaml would have findings: {'; '.join(found)}", "correct the options"
        )
