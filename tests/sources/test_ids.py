"""Ids: unique in their document, qualified once read, and followed from one document to another."""

import json
import re
from pathlib import Path

import pytest

from pipeline.orchestration.checking import check_all
from pipeline.sources.folders import read_corpus
from pipeline.sources.references import reference_findings
from pipeline.text.documents import sha256_of

FIGURE = """
  - id: {0}
    measure: arrests
    quote: "{1} arrests"
    at: "{1}"
    value: {1}
    population: arrests
"""
MEASURES = """
measures:
  - {id: arrests, name: Arrests, definition: Arrests made., unit: arrests, words: ["arrests", "arrested"]}
"""


def document(root: Path, folder: str, figures=("arrests",), name=None, **files: str) -> None:
    """A report of which no text is held, with figures and other files."""
    path = root / "sources" / folder
    path.mkdir(parents=True)
    (path / "source.yaml").write_text(
        f"id: {name or folder}\nkind: report\ntitle: A report\nlicence: public domain\n"
        "redistributable: true\ntext: none\n"
    )
    entries = "".join(FIGURE.format(figure, 40 + n) for n, figure in enumerate(figures))
    (path / "figures.yaml").write_text(
        f"transcribed_by: person\nchecked_by: none\nfigures:{entries}"
    )
    for file, text in files.items():
        (path / f"{file}.yaml").write_text(text)


def same(name: str, *members: str) -> str:
    return (
        f"relations:\n  - id: {name}\n    kind: same_value\n    formula: equal\n"
        f"    same: [{', '.join(members)}]\n"
    )


@pytest.fixture
def root(tmp_path, repository) -> Path:
    """A project without documents."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "release.yaml").write_bytes((repository / "release.yaml").read_bytes())
    (tmp_path / "sources/measures.yaml").write_text(MEASURES)
    return tmp_path


def findings_of(root: Path) -> list[str]:
    corpus, findings = read_corpus(root)
    return [
        f"{item.file}:{item.line} {item.subject}: {item.found} → {item.remedy}"
        for item in (*findings, *reference_findings(corpus))
    ]


def test_two_documents_may_use_one_id(root):
    document(root, "a", ["arrests", "more"], relations=same("equal", "arrests", "more"))
    document(root, "b", ["arrests", "more"], relations=same("equal", "b/arrests", "a/arrests"))
    (root / "sources/relations.yaml").write_text(same("equal", "a/arrests", "b/arrests"))
    assert findings_of(root) == []
    corpus, _ = read_corpus(root)
    assert [item.entry.id for source in corpus.sources for item in source.figures] == [
        "a/arrests",
        "a/more",
        "b/arrests",
        "b/more",
    ]
    assert {at.entry.id: at.entry.same for _, at in corpus.relations()} == {
        "a/equal": ("a/arrests", "a/more"),
        "b/equal": ("b/arrests", "a/arrests"),
        "shared/equal": ("a/arrests", "b/arrests"),
    }


def test_an_id_is_unique_in_its_document(root):
    document(root, "a", ["arrests", "arrests"])
    (found,) = findings_of(root)
    assert found.startswith("sources/a/figures.yaml:11 a/arrests:")
    assert "sources/a/figures.yaml:4 has the same id" in found


def test_an_entrys_own_id_is_never_written_qualified(root):
    document(root, "a", ["a/arrests"])
    assert any("`id` must be lower case with hyphens" in found for found in findings_of(root))


def test_a_number_written_in_both_ways_is_one_number(root):
    document(root, "a", relations=same("equal", "arrests", "a/arrests"))
    (found,) = findings_of(root)
    assert "a/arrests occurs twice in it" in found


@pytest.mark.parametrize(
    "member, expected",
    [
        ("arests", "add it to sources/b/figures.yaml, or name a defined one: arrests"),
        ("elsewhere", "add it to sources/b/figures.yaml, or name a defined one: a/elsewhere"),
        ("a/elsewere", "add it to sources/a/figures.yaml, or name a defined one: a/elsewhere"),
        ("c/arrests", "add it to sources/c/figures.yaml, or name a defined one: a/arrests, arrests"),
        ("shared/arrests", "add it to the facts of sources/relations.yaml, or name its document"),
    ],
)  # fmt: skip
def test_an_unknown_id_is_answered_with_what_a_person_would_type(root, member, expected):
    document(root, "a", ["arrests", "elsewhere"])
    document(root, "b", relations=same("equal", "arrests", member))
    (found,) = findings_of(root)
    assert expected in found


def test_a_relation_of_several_documents_names_the_document_of_each_member(root):
    document(root, "a")
    document(root, "b")
    (root / "sources/relations.yaml").write_text(same("equal", "arrests", "b/arrests"))
    (found,) = findings_of(root)
    assert found.startswith("sources/relations.yaml:2 shared/equal: there is no figure")
    assert "`shared/arrests`" in found
    assert (
        "or name its document: <document>/arrests, or name a defined one: b/arrests, a/arrests"
        in found
    )


def test_two_folders_may_not_state_one_id(root):
    document(root, "a")
    document(root, "copy-of-a", name="a")
    (found,) = findings_of(root)
    assert found.startswith("sources/copy-of-a/source.yaml:1 a:")
    assert "the document in sources/a/ has the same id" in found
    assert "write `id: copy-of-a`" in found


@pytest.mark.parametrize("name", ["shared", "shapes", "schemas"])
def test_no_document_has_the_name_of_something_else(root, name):
    document(root, name)
    document(root, "a", name=name)
    folder, entry = findings_of(root)
    assert folder.startswith(
        f"sources/{name}/source.yaml:0 {name}: a document is not named shared,"
    )
    assert entry.startswith("sources/a/source.yaml:1 ")
    assert "a document is not named shared, shapes, schemas: choose another `id`" in entry


def test_published_schemas_admit_both_ways_to_write_a_reference(repository):
    schema = json.loads((repository / "sources/schemas/emendations.schema.json").read_text())
    fields = schema["$defs"]["EmendationEntry"]["properties"]
    own, other = fields["id"]["pattern"], fields["figure"]["anyOf"][0]["pattern"]
    assert [bool(re.search(own, name)) for name in ("x-1", "a/x")] == [True, False]
    assert [bool(re.search(other, name)) for name in ("x-1", "a/x", "a/b/x")] == [
        True,
        True,
        False,
    ]


def test_an_abbreviation_may_be_listed_by_two_reports(project):
    """The key of a table that every report has begins with the document."""
    text = "A report\n\nThis report uses CAP (Criminal Alien Program).\n"
    path = project / "sources/a-report"
    (path / "tables").mkdir(parents=True)
    (path / "document.txt").write_text(text)
    pin = sha256_of(text.encode())
    (path / "source.yaml").write_text(
        "id: a-report\nkind: report\ntitle: A report\nlicence: public domain\nredistributable: true\n"
        f"text: whole\ntext_sha256: {pin}\n"
    )
    (path / "figures.yaml").write_text("transcribed_by: person\nchecked_by: none\nfigures: []\n")
    row = "    - within: CAP (Criminal Alien Program)\n      abbreviation: CAP\n      expansion: Criminal Alien Program\n"
    table = path / "tables/abbreviations.yaml"
    table.write_text(f"table: abbreviations\nread:\n  kind: rows\n  rows:\n{row}")
    assert [
        item for item in check_all(project).findings if item.subject.startswith("abbreviations")
    ] == []
    table.write_text(f"table: abbreviations\nread:\n  kind: rows\n  rows:\n{row}{row}")
    found = [
        item for item in check_all(project).findings if item.subject.startswith("abbreviations")
    ]
    assert [(item.file, item.line) for item in found] == [
        ("sources/a-report/tables/abbreviations.yaml", 8)
    ]
    assert "CAP" in found[0].found
