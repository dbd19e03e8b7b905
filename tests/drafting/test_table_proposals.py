"""Proposals of tables are files of the form of tables/*.yaml, with what is left to do as comments."""

import pytest
import yaml

from tests.drafting.small_pdfs import document_of, spaced, write_pdf
from tests.drafting.test_declarations import ARRESTS, LEFTS, NOTE, TITLE

pytest.importorskip("pdfplumber", reason="needs the extra `add`")

from pipeline.drafting.table_proposals import summary, table_proposals


def proposed(tmp_path, rows, *above):
    texts = [*above, TITLE, *spaced(rows, LEFTS), NOTE]
    text, boxes = document_of(texts)
    return text, table_proposals(write_pdf(tmp_path / "page.pdf", texts), text, boxes)


def test_a_proposal_says_that_it_is_one_and_accounts_for_its_cells(tmp_path):
    text, [one] = proposed(tmp_path, ARRESTS)
    assert one.file.startswith("# Proposals of software: not published, not checked")
    assert yaml.safe_load(one.file)["read"]["kind"] == "grid"
    assert {"1,120", "Dallas", "1,683"} <= {text[span.start : span.end] for span in one.spans}
    assert summary([one]) == "1 tables are proposed, 1 are read without an edit"


def test_what_is_left_to_do_is_in_the_file(tmp_path):
    rows = [row.copy() for row in ARRESTS]
    rows[2][2] = "29"
    text, [one] = proposed(tmp_path, rows)
    assert "# still to do, line" in one.file
    assert "fails in the row `Total`" in one.file
    lines = [text[span.start : span.end] for span in one.spans]
    assert not one.is_read
    assert [line.split()[0] for line in lines if line] == [
        "Facility",
        "Dallas",
        "Denver",
        "El",
        "Total",
    ]
    assert summary([one]).endswith("to be corrected: table_1 (page 1)")


def test_drafting_with_the_pdf_writes_its_tables_and_no_figures_for_them(tmp_path):
    from hashlib import sha256

    from click.testing import CliRunner

    from pipeline.cli.group import oversight
    from tests.drafting.folders import project_with

    texts = [(72, 30, "Report on Beds"), TITLE, *spaced(ARRESTS, LEFTS), NOTE]
    pdf = write_pdf(tmp_path / "page.pdf", texts)
    text, boxes = document_of(texts)
    root = project_with(tmp_path / "project", text)
    folder = root / "sources/beds"
    (folder / "boxes.jsonl").write_text(boxes)
    about = folder / "source.yaml"
    digest = sha256(pdf.read_bytes()).hexdigest()
    other = ["--root", str(root), "draft", "beds", "--pdf", str(pdf)]
    refused = CliRunner().invoke(oversight, other)
    assert "has no original_sha256" in refused.output and refused.exit_code != 0
    before = about.read_text()
    about.write_text(before.replace("original_sha256: null", f"original_sha256: {'f' * 64}"))
    refused = CliRunner().invoke(oversight, other)
    assert f"is not the original of beds: its sha256 is {digest}" in refused.output
    assert refused.exit_code != 0 and not (folder / "proposals").exists()
    about.write_text(before.replace("original_sha256: null", f"original_sha256: {digest}"))
    done = CliRunner().invoke(oversight, other)
    assert done.exit_code == 0, done.output
    assert (folder / "proposals/tables/table_1.yaml").is_file()
    assert "1 tables are proposed, 1 are read without an edit" in done.output
    assert "1,120" not in figures_of(folder)


def figures_of(folder):
    figures = folder / "proposals/figures.yaml"
    return figures.read_text() if figures.exists() else ""


def test_the_numbers_of_a_table_that_is_to_be_corrected_are_not_proposed_as_figures(tmp_path):
    from pipeline.drafting.proposals import draft, write_proposals
    from pipeline.drafting.table_proposals import write_tables
    from tests.drafting.folders import project_with

    rows = [row.copy() for row in ARRESTS]
    rows[2][2] = "29"
    text, tables = proposed(tmp_path, rows, (72, 30, "Report on Beds"))
    more = "\nIn all it had 1,120 beds in Dallas.\n"
    root = project_with(tmp_path / "project", text + more)
    folder = root / "sources/beds"
    for drafted in ([span for one in tables for span in one.spans], []):
        made = draft(root, "beds", drafted)
        assert [one.numeral.token for one in made.figures.proposals] == ["1,120"]
        write_proposals(root, made)
        write_tables(root, "beds", tables)
    assert figures_of(folder).count("value: ") == 1
