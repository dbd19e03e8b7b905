"""`oversight add`: what it writes, that `check` then asks for numerals only, and a second file of one id."""

import json
import re
import shlex
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.sources.folders import read_corpus, read_source
from pipeline.transcription.ledgers import fulltexts_at_hand, proof_findings

sys.path.append(str(Path(__file__).parents[1] / "intake"))
import made_pdfs


@pytest.fixture
def root(tmp_path, repository, monkeypatch):
    """A project without a document."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/measures.yaml").write_text("measures: []\n")
    release = (repository / "release.yaml").read_text()
    (tmp_path / "release.yaml").write_text(release.partition("renames:\n")[0])
    monkeypatch.delenv("OVERSIGHT_FULLTEXT", raising=False)
    return tmp_path


def run(root, *arguments):
    return CliRunner().invoke(oversight, ["--root", str(root), *arguments])


def add(root, content, *options, name="report.pdf", source_id="beds"):
    (root / name).write_bytes(content)
    return run(root, "add", str(root / name), "--id", source_id, *options)


def files_of(root):
    return {path.name: path.read_bytes() for path in (root / "sources/beds").iterdir()}


PUBLIC = "--us-government-work"


def test_a_report_states_its_title_date_number_publisher_and_pages_itself(root):
    ran = add(root, made_pdfs.report(), PUBLIC)
    assert ran.exit_code == 0, ran.output
    source, findings = read_source(root, "beds", {})
    assert findings == []
    entry = source.entry
    assert entry.title == "Beds Are Counted Twice in Three Cities"
    assert (str(entry.published), entry.report_number) == ("2020-02-18", "DOB-20-13")
    assert entry.publisher == "Department of Beds"
    assert entry.pages.footer == "Beds of Texas {page}"
    assert (
        "pypdfium2" in entry.rendition
        and "raised marks written as superscripts: 4" in entry.rendition
    )
    about = (root / "sources/beds/source.yaml").read_text()
    assert "published: 2020-02-18  # line 6: “February 18, 2020”" in about
    assert "official_url" in ran.output and "--official-url" in ran.output
    offset = source.document.passages[0].text.index("day 303")
    assert source.document.page(offset) == 13


def a_letter(canvas):
    """A first page that does not tell its title from other lines, nor which date is that of publication."""
    canvas.setFont("Times-Roman", 11)
    lines = (
        "Department of Beds", "Revised March 4, 2021", "Beds are counted twice in three cities",
        "As of February 1, 2021, printed on March 9, 2021: DOB-20-13 and DOB-20-14",
    )  # fmt: skip
    for index, words in enumerate(lines):
        canvas.drawString(72, 720 - 20 * index, words)


def test_what_may_be_title_date_and_number_is_named_with_its_line(root):
    content = made_pdfs.pdf_of(a_letter)
    refused = add(root, content, PUBLIC)
    assert refused.exit_code == 1 and "give --title" in refused.output
    assert (
        "line 3 prints “Beds are counted twice in three cities” (largest letters)" in refused.output
    )
    assert not list((root / "sources").glob("beds"))
    ran = add(root, content, PUBLIC, "--title", "Beds are counted twice in three cities")
    assert ran.exit_code == 0, ran.output
    assert "line 2 prints “Revised March 4, 2021” (2021-03-04)" in ran.output
    for date in ("2021-02-01", "2021-03-09"):
        assert f"DOB-20-13 and DOB-20-14” ({date})" in ran.output
    assert "--report-number" in ran.output and "DOB-20-14” (DOB-20-14)" in ran.output
    assert "published: null" in (root / "sources/beds/source.yaml").read_text()
    assert "nothing is written" in add(root, content, PUBLIC).output


def test_a_document_with_the_number_or_the_file_of_another_is_named(root):
    add(root, made_pdfs.report(), PUBLIC)
    assert "beds has the report number" not in add(root, made_pdfs.report(), PUBLIC).output
    other = made_pdfs.report(first_number=21)
    again = add(root, other, PUBLIC, "--supersedes", "bads", source_id="beds-2")
    assert "beds has the report number DOB-20-13 too: name the edition" in again.output
    assert "no document has the id bads" in again.output
    part = add(root, other, PUBLIC, "--edition", "part 2", source_id="beds-3")
    assert "the same file is the original of beds-2" in part.output
    assert "beds has the report number" not in part.output


def test_a_date_of_revision_is_not_that_of_publication(root):
    def draw(canvas):
        a_letter(canvas)
        canvas.drawString(72, 600, "January 7, 2021")

    ran = add(root, made_pdfs.pdf_of(draw), PUBLIC, "--title", "Beds are counted twice")
    assert "published: 2021-01-07 (line 6: “January 7, 2021”)" in ran.output, ran.output


def test_check_then_asks_for_numerals_only(root):
    add(root, made_pdfs.report(), PUBLIC)
    findings = json.loads(run(root, "check", "--format", "json").output)["findings"]
    assert findings
    assert {f["found"].partition(":")[0] for f in findings} == {"this numeral is not accounted for"}
    assert not any(f["subject"] in ("11", "14") for f in findings)  # the pages


@pytest.mark.slow
def test_what_to_do_next_can_be_pasted(root):
    ran = add(root, made_pdfs.report(pages=1), PUBLIC, name="the report.pdf")
    commands = re.findall("`oversight (.*)`", ran.output.rpartition("next: ")[2])
    assert [shlex.split(one) for one in commands] == [
        ["check", "beds"],
        ["draft", "beds", "--pdf", str(root / "the report.pdf")],
    ]
    assert run(root, *shlex.split(commands[1])).exit_code == 0
    assert (root / "sources/beds/proposals/figures.yaml").is_file()


def test_of_a_plain_text_there_is_no_pdf_to_draft_from(root):
    options = ("--title", "Beds", "--publisher", "Department of Beds")
    ran = add(root, b"Beds\n\nThere were 12 beds.\n", PUBLIC, *options, name="beds.txt")
    assert "`oversight draft beds`" in ran.output


def test_its_table_is_read_by_position(root):
    add(root, made_pdfs.report(pages=1), PUBLIC)
    table = root / "table.yaml"
    table.write_text(
        """\
name: beds
title: Beds by city
description: Beds by city.
columns:
  - {name: city, type: string, title: City, description: City.}
  - {name: beds, type: integer, title: Beds, description: Beds., unit: beds}
  - {name: in_use, type: number, title: In use, description: Beds in use., unit: beds}
  - {name: share, type: number, title: Percent, description: Percent., unit: percent}
primaryKey: [city]
rules:
  - {kind: column_total, columns: [beds, in_use], whole: {row: Total}}
read:
  kind: grid
  columns_by: position
  header: [City, Beds, In use, Percent]
  columns: [city, beds, in_use, share]
  ends_before: "In all, 143,100⁴ beds were counted on day 301."
  marks: {"–": zero, "(X)": not_applicable}
"""
    )
    ran = run(
        root, "read", "--table", str(table), "--text", str(root / "sources/beds/document.txt")
    )
    assert ran.exit_code == 0, ran.output
    assert "1,204" in ran.output and "1,020.5" in ran.output


def test_a_person_decides_whether_the_text_may_be_committed(root):
    ran = add(root, made_pdfs.report())
    assert ran.exit_code == 2 and "--not-redistributable" in ran.output
    assert not (root / "sources/beds").exists()


def test_a_text_that_may_not_be_committed_is_written_outside_only(
    root, tmp_path_factory, monkeypatch
):
    options = ["--not-redistributable", "--licence", "All rights reserved"]
    assert "OVERSIGHT_FULLTEXT" in add(root, made_pdfs.report(), *options).output
    monkeypatch.setenv("OVERSIGHT_FULLTEXT", str(root / "sources"))
    assert "inside the project" in add(root, made_pdfs.report(), *options).output
    assert not (root / "sources/beds").exists()
    outside = tmp_path_factory.mktemp("texts")
    monkeypatch.setenv("OVERSIGHT_FULLTEXT", str(outside))
    ran = add(root, made_pdfs.report(), *options)
    assert ran.exit_code == 0, ran.output
    assert "143,100⁴ beds" in (outside / "beds.txt").read_text()
    assert set(files_of(root)) == {
        "boxes.jsonl", "excerpts.yaml", "figures.yaml", "numerals.csv", "source.yaml", "word-runs.txt",
    }  # fmt: skip
    written = b"".join(content for name, content in files_of(root).items() if name != "source.yaml")
    assert b"beds were counted" not in written
    _, findings = read_source(root, "beds", {})
    assert findings and all(",todo," in finding.found for finding in findings)


def test_boxes_of_a_text_that_is_not_here_are_read_and_proved_with_the_full_text(
    root, tmp_path_factory, monkeypatch
):
    monkeypatch.setenv("OVERSIGHT_FULLTEXT", str(tmp_path_factory.mktemp("texts")))
    add(root, made_pdfs.report(), "--not-redistributable", "--licence", "All rights reserved")
    boxes = root / "sources/beds/boxes.jsonl"

    def about_boxes():
        source, _ = read_source(root, "beds", {})
        assert len(source.boxes.lines) == len(boxes.read_text().splitlines())
        corpus = replace(read_corpus(root)[0], sources=(source,))
        return [f.found for f in proof_findings(corpus, fulltexts_at_hand()) if "box" in f.file]

    assert about_boxes() == []
    first, *others = boxes.read_text().splitlines()
    line = json.loads(first)
    boxes.write_text("\n".join([json.dumps({**line, "edges": line["edges"][1:]}), *others, ""]))
    assert about_boxes() == ["the boxes are not those of the lines of the full text"]


def test_what_the_document_does_not_state_is_asked_for(root):
    ran = add(root, b"Beds: 5\n", PUBLIC, name="beds.txt")
    assert ran.exit_code == 1 and "--title" in ran.output
    assert not (root / "sources/beds").exists()
    ran = add(root, b"Beds: 5\n", PUBLIC, "--title", "Beds", name="beds.txt")
    assert ran.exit_code == 0, ran.output
    assert (root / "sources/beds/document.txt").read_text() == "Beds: 5\n"


def test_an_option_that_is_no_entry_is_refused_before_anything_is_written(root):
    ran = add(root, made_pdfs.report(), PUBLIC, "--official-url", "beds")
    assert ran.exit_code == 1 and "source.yaml would have findings" in ran.output
    assert not (root / "sources/beds").exists() and not list(root.glob(".adding*"))


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--title", "Beds Are Counted Once"),
        ("--report-number", "DOB-20-14"),
        ("--published", "2020-02-19"),
    ],
)
def test_what_the_document_does_not_print_is_refused(root, option, value):
    ran = add(root, made_pdfs.report(), PUBLIC, option, value)
    assert ran.exit_code == 1, ran.output
    assert f"the document does not print the {option} `" in ran.output
    assert "as the document prints it" in ran.output and not (root / "sources/beds").exists()


def test_an_option_of_a_held_document_is_written_if_the_document_prints_it(root):
    title = ["--title", "Beds Are Counted Twice in Three Cities"]
    assert add(root, made_pdfs.report(), PUBLIC, *title).exit_code == 0
    before = files_of(root)
    ran = add(root, made_pdfs.report(), PUBLIC, "--title", "Beds of Utah")
    assert ran.exit_code == 1
    assert "does not print the --title `Beds of Utah`" in ran.output
    assert files_of(root) == before
    assert add(root, made_pdfs.report(), PUBLIC, "--edition", "Second").exit_code == 0
    assert "edition: Second\n" in (root / "sources/beds/source.yaml").read_text()


@pytest.mark.slow
def test_a_second_file_says_what_changed_and_is_written_with_replace_only(root):
    add(root, made_pdfs.report(), PUBLIC)
    about = root / "sources/beds/source.yaml"
    about.write_text(about.read_text().replace("kind: report\n", "kind: report  # mine\n"))
    before = files_of(root)
    same = add(root, made_pdfs.report(), PUBLIC)
    assert same.exit_code == 0 and "nothing is written" in same.output
    newer = made_pdfs.report(first_number=21, body=["A line that is new."])
    ran = add(root, newer)
    assert ran.exit_code == 1 and "--replace" in ran.output
    assert re.search(r"\+ now line \d+: A line that is new", ran.output), ran.output
    assert "original_sha256" in ran.output and "--supersedes beds" in ran.output
    assert files_of(root) == before
    assert add(root, newer, "--replace").exit_code == 0
    after = files_of(root)
    assert {name for name in after if after[name] != before[name]} == {
        "boxes.jsonl", "document.txt", "source.yaml",
    }  # fmt: skip
    assert "# mine" in about.read_text()
    _, findings = read_source(root, "beds", {})
    assert findings == []


def test_a_text_that_is_missing_is_made_again_from_its_original(root):
    add(root, made_pdfs.report(), PUBLIC)
    before = files_of(root)
    for name in ("document.txt", "boxes.jsonl"):
        (root / "sources/beds" / name).unlink()
    ran = add(root, made_pdfs.report())
    assert ran.exit_code == 0, ran.output
    assert files_of(root) == before
    (root / "sources/beds/document.txt").unlink()
    assert add(root, made_pdfs.report(first_number=21)).exit_code == 1
    assert not (root / "sources/beds/document.txt").exists()


def test_options_of_a_held_document_are_written_into_its_entry(root):
    add(root, made_pdfs.report(pages=1), PUBLIC)
    before = files_of(root)
    page_line = ("--page-line", "Beds of Texas {page}")
    ran = add(root, made_pdfs.report(pages=1), "--edition", "the first", *page_line)
    assert ran.exit_code == 0, ran.output
    assert {name for name, content in files_of(root).items() if content != before[name]} == {
        "source.yaml"
    }
    source, findings = read_source(root, "beds", {})
    assert findings == []
    assert (source.entry.edition, source.entry.pages.footer) == ("the first", page_line[1])
    ran = add(root, made_pdfs.report(pages=1), "--official-url", "beds")
    assert ran.exit_code == 1 and "source.yaml would have findings" in ran.output


def test_boxes_of_another_text_are_a_finding(root):
    add(root, made_pdfs.report(), PUBLIC)
    boxes = root / "sources/beds/boxes.jsonl"
    lines = boxes.read_text().splitlines(keepends=True)
    boxes.write_text("".join([lines[0], lines[1].replace('"start":', '"start":1'), *lines[2:]]))
    (finding,) = read_source(root, "beds", {})[1]
    assert (finding.file, finding.line) == ("sources/beds/boxes.jsonl", 2)
