"""Small reports as folders of sources, written so that a test shows text and YAML on one screen."""

import re
from hashlib import sha256
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
SOURCE = """\
id: {id}
kind: report
title: The report {id}
publisher: An inspector general
published: 2020-01-01
licence: Public domain
redistributable: true
text: whole
text_sha256: {hash}
"""
FIGURES = "transcribed_by: software\nchecked_by: none\nfigures:{entries}\n"
MEASURES = "measures:{entries}\n"
VISITS = """
  - {id: visits, name: Visits, definition: Visits of inspectors., unit: visits}"""


def corpus(root: Path, *, measures: str = VISITS) -> Path:
    """A project without documents: the head of the release and the measures."""
    (root / "sources").mkdir(parents=True)
    head = (REPOSITORY / "release.yaml").read_text(encoding="utf-8")
    (root / "release.yaml").write_text(head.partition("renames:\n")[0])
    (root / "sources/measures.yaml").write_text(MEASURES.format(entries=measures or " []"))
    return root


def report(root: Path, name: str, text: str, *, figures: str = "", **files: str) -> Path:
    """Add a report to a project; `files` are its other files, `tables_beds` being `tables/beds.yaml`."""
    folder = root / "sources" / name
    (folder / "tables").mkdir(parents=True)
    (folder / "document.txt").write_text(text, encoding="utf-8")
    pinned = sha256(text.encode()).hexdigest()
    (folder / "source.yaml").write_text(SOURCE.format(id=name, hash=pinned))
    (folder / "figures.yaml").write_text(FIGURES.format(entries=figures or " []"))
    for file, content in files.items():
        path = folder / f"{file.replace('tables_', 'tables/')}.yaml"
        path.write_text(content, encoding="utf-8")
    return folder


def shape(root: Path, name: str, content: str) -> None:
    """Add a shape that reports of a project share."""
    (root / "sources/shapes").mkdir(exist_ok=True)
    (root / f"sources/shapes/{name}.yaml").write_text(content, encoding="utf-8")


def reprint(folder: Path, old: str, new: str) -> None:
    """Change a document that is there once more or less, and pin it again."""
    path = folder / "document.txt"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    changed = text.replace(old, new)
    path.write_text(changed, encoding="utf-8")
    about = folder / "source.yaml"
    pinned = f"text_sha256: {sha256(changed.encode()).hexdigest()}"
    about.write_text(re.sub("text_sha256: .*", pinned, about.read_text()))


def number(name: str, more: str = "") -> str:
    """A column of whole numbers that may be empty unless `more` says otherwise."""
    limits = "constraints: {minimum: 0}"
    return f"  - {{name: {name}, type: integer, title: {name.title()}, description: Number., unit: visits, {more or limits}}}\n"


def table(name: str, columns: str, rules: str, read: str) -> str:
    """A table of one report, with the column `place` as its key."""
    return declared(columns, rules, head=f"name: {name}\n") + f"read:\n{read}"


def declared(columns: str, rules: str, head: str = "") -> str:
    """What a table or a shape declares."""
    return (
        f"{head}title: A table\ndescription: Made for a test.\ncolumns:\n"
        "  - {name: place, type: string, title: Place, description: The place.}\n"
        f"{columns}primaryKey: [place]\nrules:{rules or ' []'}\n"
    )


def grid(header: str, columns: str, end: str, more: str = "") -> str:
    """How a table is read whose cells are separated by tabs."""
    return (
        f"  kind: grid\n  header: [{header}]\n  columns: [{columns}]\n  ends_before: {end}\n{more}"
    )
