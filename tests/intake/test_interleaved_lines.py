"""Where prose is printed beside a table, `oversight add` names the page and the lines, and nothing else."""

import re
import sys
from pathlib import Path

import made_layouts
import made_pdfs
import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.intake.interleaved_lines import interleaved_lines
from pipeline.intake.reading_apart import read_pdf
from pipeline.intake.rendition import lines_with_boxes
from pipeline.review.contract import Review, review_of
from pipeline.review.parts import part_json, parts_of
from pipeline.sources.character_boxes import read_boxes

sys.path.append(str(Path(__file__).parents[1] / "review"))
from small_reviews import RELEASE

WORDS = "incidents took place in halls of the campus"


def beside(shift, words=WORDS, rows=5):
    """Prose across the page, then a few lines of it beside a table whose lines are `shift` points lower.

    They are too few to tell prose from a column of the table.
    """

    def draw(canvas):
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(72, 720, "January 1, 2020")
        for line in range(5):
            canvas.drawString(72, 700 - 14 * line, f"{WORDS}, and {WORDS}, of {line + 20} places")
        for line in range(5):
            canvas.drawString(72, 630 - 14 * line, words)
        canvas.setFont("Helvetica", 10)
        for row in range(rows):
            y = 616 - 14 * row - shift
            canvas.drawString(330, y, f"Hall {row + 1}")
            canvas.drawRightString(500, y, f"{row + 60}")

    return made_pdfs.pdf_of(draw)


def places(content):
    rendition = read_pdf(content, lambda done, total: None)
    lines = [line.text for line in rendition.lines]
    return [
        (one.page, lines[one.first - 1 : one.last]) for one in interleaved_lines(rendition.lines)
    ]


@pytest.mark.parametrize("shift", [6, 0])
def test_lines_of_a_table_between_lines_of_prose_are_named(shift):
    ((page, named),) = places(beside(shift))
    assert page == 1
    halls = [match[1] for line in named if (match := re.search(r"Hall (\d)", line))]
    assert halls[:4] == [*"1234"]
    assert not any("places" in line for line in named)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(beside(6, "Dallas"), id="labels beside numbers"),
        pytest.param(beside(6, rows=1), id="a single line"),
        pytest.param(made_pdfs.report(), id="tables and prose below each other"),
        pytest.param(made_pdfs.columns(), id="prose in two columns"),
        pytest.param(made_layouts.below_columns(), id="prose below two columns"),
        pytest.param(made_layouts.beside(12), id="a table beside prose that is parted from it"),
    ],
)
def test_other_pages_are_not_named(content):
    assert places(content) == []


def test_the_command_names_the_lines(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "release.yaml").touch()
    (tmp_path / "report.pdf").write_bytes(beside(6))
    words = (
        "--title",
        "incidents took place",
        "--publisher",
        "An office",
        "--published",
        "2020-01-01",
    )
    arguments = ["--root", str(tmp_path), "add", str(tmp_path / "report.pdf"), "--id", "beds"]
    ran = CliRunner().invoke(oversight, [*arguments, "--us-government-work", *words])
    assert "page 1 of the PDF: text beside a table" in ran.output, ran.output
    source = (tmp_path / "sources" / "beds" / "source.yaml").read_text()
    assert re.search(r"to be read beside the PDF: \d+ to \d+ \(page 1 of the PDF\)", source)
    folder = tmp_path / "sources" / "beds"
    boxes, problems = read_boxes(
        (folder / "boxes.jsonl").read_text(), (folder / "document.txt").read_text()
    )
    assert problems == ()
    again = lines_with_boxes((folder / "document.txt").read_text(), boxes)
    assert (
        interleaved_lines(again)
        == interleaved_lines(read_pdf(beside(6), lambda *_: None).lines)
        != []
    )


def test_a_review_marks_the_lines(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/measures.yaml").write_text("measures: []\n")
    (tmp_path / "release.yaml").write_text(RELEASE)
    (tmp_path / "report.pdf").write_bytes(beside(6))
    added = CliRunner().invoke(
        oversight,
        ["--root", str(tmp_path), "add", str(tmp_path / "report.pdf"), "--id", "beds",
         "--us-government-work", "--title", "incidents took place", "--publisher", "An office"],
    )  # fmt: skip
    assert added.exit_code == 0, added.output
    review = review_of(tmp_path, "beds")
    assert isinstance(review, Review), review
    lines = [line for part in parts_of(review) for line in part_json(review, part)["lines"]]
    marked = [line["number"] for line in lines if line.get("doubtful")]
    ((first, last),) = re.findall(r"read lines (\d+) to (\d+) beside", added.output)
    assert marked == [*range(int(first), int(last) + 1)]
