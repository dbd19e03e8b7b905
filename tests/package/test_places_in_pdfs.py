"""The page of the PDF and the box of each quotation: from `oversight add` to the published table, its proof and its page."""

import csv
import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.releases.standalone.boxes import PLACE_IN_PDF, boxes
from pipeline.releases.standalone.joining import joined
from pipeline.releases.standalone.release import open_release
from pipeline.releases.standalone.unproved import columns_unproved
from pipeline.sources.character_boxes import BoxLine, CharacterBoxes
from pipeline.sources.new_corpus import new_corpus
from pipeline.text.documents import Span
from schemas.core.provenance import PLACE

sys.path.append(str(Path(__file__).parents[1] / "intake"))
import made_pdfs

pytestmark = pytest.mark.slow

RELEASE = new_corpus("small", "Small", date(2026, 11, 26))["release.yaml"]
MEASURES = """measures:
  - {id: beds, name: Beds, unit: beds, words: ["# beds"], definition: Beds of the department.}
"""
SENTENCES = {
    "over-lines": ("1,204", "On June 30, 2018, the department had 1,204 beds in Dallas and in Fort Worth"),
    "over-pages": ("980", "On June 30, 2018, the department had 980 beds in Denver"),
    "turned": ("42", "On June 30, 2018, the department had 42 beds in Boise"),
}  # fmt: skip
"""The figures of the report, each with its token and its sentence."""


def draw(canvas):
    """Three pages: a title, sentences over two lines and over two pages, and one that runs up the page."""
    made_pdfs.title_page(canvas, 720)
    canvas.showPage()
    canvas.setFont("Times-Roman", 11)
    canvas.drawString(72, 700, "On June 30, 2018, the department had 1,204 beds")
    canvas.drawString(72, 687, "in Dallas and in Fort Worth.")
    canvas.drawString(72, 80, "On June 30, 2018, the department had 980 beds")
    canvas.showPage()
    canvas.setFont("Times-Roman", 11)
    canvas.drawString(72, 720, "in Denver.")
    canvas.translate(300, 200)
    canvas.rotate(90)
    canvas.drawString(0, 0, "On June 30, 2018, the department had 42 beds in Boise.")
    canvas.showPage()


def figures():
    yield "transcribed_by: software\nchecked_by: none\nfigures:\n"
    for name, (token, quote) in SENTENCES.items():
        yield (
            f'  - {{id: {name}, measure: beds, quote: "{quote}", at: "{token}", '
            f"value: {token.replace(',', '')}, period: 2018-06-30, "
            'period_printed: "On June 30, 2018", population: the department}\n'
        )


def run(root, *arguments):
    ran = CliRunner().invoke(oversight, ["--root", str(root), *arguments])
    assert ran.exit_code == 0, ran.output
    return ran.output


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A project with one report, from its PDF to its package."""
    root = tmp_path_factory.mktemp("places")
    (root / "sources").mkdir()
    (root / "release.yaml").write_text(RELEASE)
    (root / "sources/measures.yaml").write_text(MEASURES)
    (root / "beds.pdf").write_bytes(made_pdfs.pdf_of(draw))
    address = ["--official-url", "https://example.org/beds.pdf"]
    run(root, "add", str(root / "beds.pdf"), "--id", "beds", "--us-government-work", *address)
    folder = root / "sources/beds"
    with (folder / "source.yaml").open("a") as about:
        about.write("transcription: partial\n")
    (folder / "figures.yaml").write_text("".join(figures()))
    run(root, "build")
    return root


def rows_of(package):
    with (package / "csv/provenance.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def published(built):
    """The place of each token and quotation, by figure and column: page, box and degrees."""
    return {
        (row["row_key"].removeprefix("beds/"), row["column_name"]): (
            int(row["page_pdf"]),
            [float(row[name]) for name in PLACE[1:-1]],
            int(row["box_turned"]),
        )
        for row in rows_of(built / "datapackage")
    }


def printed(root, page, words):
    """Where another reader of PDFs finds words: left, top, right and bottom of their characters."""
    with pdfplumber.open(root / "beds.pdf") as pdf:
        found = pdf.pages[page - 1].chars
    text = "".join(one["text"] for one in found)
    assert text.count(words) == 1
    run_of = found[text.index(words) : text.index(words) + len(words)]
    ends = [[one[name] for one in run_of] for name in ("x0", "top", "x1", "bottom")]
    return [min(ends[0]), min(ends[1]), max(ends[2]), max(ends[3])], pdf.pages[page - 1].height


def is_near(box, other):
    """Whether two boxes have the same sides, and heights that differ by less than a third of a line."""
    across = [abs(box[side] - other[side]) < 0.3 for side in (0, 2)]
    return all(across) and all(abs(box[side] - other[side]) < 4 for side in (1, 3))


@pytest.mark.parametrize(("name", "page"), [("over-lines", 2), ("over-pages", 2)])
def test_a_token_is_published_where_another_reader_of_pdfs_finds_it(built, published, name, page):
    token = SENTENCES[name][0]
    assert published[name, "value"] == published[name, "verbatim"]
    place = published[name, "value"]
    assert (place[0], place[2]) == (page, 0)
    assert is_near(place[1], printed(built, page, token)[0])


def test_a_quotation_over_lines_has_one_box_and_one_over_pages_the_part_on_its_first(
    built, published
):
    first, _ = printed(built, 2, SENTENCES["over-lines"][1].partition(" in ")[0])
    second, _ = printed(built, 2, "in Dallas and in Fort Worth")
    around = [first[0], first[1], max(first[2], second[2]), second[3]]
    page, box, _ = published["over-lines", "quote"]
    assert page == 2 and is_near(box, around)
    page, box, _ = published["over-pages", "quote"]
    assert page == 2 and is_near(box, printed(built, 2, SENTENCES["over-pages"][1][:45])[0])


def test_words_that_run_up_the_page_have_their_box_on_the_page_turned_back(built, published):
    (left, top, right, bottom), high = printed(built, 3, "42")
    page, box, turned = published["turned", "value"]
    assert (page, turned) == (3, 270)
    assert is_near(box, [high - bottom, left, high - top, right])


def test_the_other_formats_have_the_same_places(built):
    with (built / "datapackage/figures.jsonl").open() as file:
        records = [json.loads(line) for line in file]
    places = {
        (record["figure"]["figure_id"], place["column_name"], place["part"]): [
            place[name] for name in PLACE
        ]
        for record in records
        for place in record["provenance"]
    }
    for row in rows_of(built / "datapackage"):
        cell = (row["row_key"], row["column_name"], int(row["part"]))
        assert places[cell] == [float(row[name]) for name in PLACE]


def test_trace_prints_the_page_of_the_pdf_and_the_box(built, published):
    shown = " ".join(run(built, "trace", "figures", "beds/over-lines", "value").split())
    left, top, right, bottom = (f"{side:g}" for side in published["over-lines", "value"][1])
    place = f"page 2 of the PDF, {left} to {right} points from the left, {top} to {bottom} from the"
    assert place in shown
    shown = run(built, "trace", "figures", "beds/turned", "value", "--format", "json")
    (trace,) = json.loads(shown)["traces"]
    assert trace["page_pdf"] == 3
    assert trace["box"]["turned"] == 270
    shown = " ".join(run(built, "trace", "figures", "beds/turned", "value").split())
    assert "on the page turned back by 270 degrees" in shown


def test_the_page_of_a_figure_links_to_the_page_of_the_pdf(built, tmp_path):
    run(built, "site", "--out", str(tmp_path / "site"))
    page = (tmp_path / "site/figures/beds/over-lines/index.html").read_text()
    address = "https://example.org/beds.pdf#page=2"
    assert f'<a href="{address}" rel="external noreferrer">page 2 of the PDF</a>' in page


@pytest.fixture
def release(built, tmp_path):
    """The parts of a release that its places are proved with: package, text and project."""
    folder = tmp_path / "release"
    shutil.copytree(built / "datapackage", folder)
    shutil.copytree(built / "sources", folder / "project/sources")
    (folder / "documents").mkdir()
    shutil.copy(built / "sources/beds/document.txt", folder / "documents/beds.txt")
    return folder


def problems(folder):
    with open_release(folder) as opened:
        return boxes(opened)


def test_the_places_are_proved_where_the_project_is_at_hand_and_listed_where_not(release):
    result = problems(release)
    assert (result.looked_at, result.problems) == (f"{len(rows_of(release))} places in PDFs", [])
    with open_release(release) as opened:
        assert not any("page_pdf" in line for line in columns_unproved(opened))
    shutil.rmtree(release / "project")
    assert problems(release).looked_at == ""
    with open_release(release) as opened:
        (line,) = [line for line in columns_unproved(opened) if "provenance" in line]
    assert all(name in line for name in PLACE_IN_PDF)


@pytest.mark.parametrize("column", [*PLACE, "all"])
def test_a_forged_place_is_refused(release, column):
    path = release / "csv/provenance.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name in PLACE if column == "all" else [column]:
        rows[3][name] = "" if column == "all" else f"{float(rows[3][name] or 0) + 1:g}"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    (problem,) = problems(release).problems
    assert "its place in the PDF is" in problem.found and rows[3]["row_key"] in problem.place


def test_boxes_of_other_lines_than_those_of_the_text_are_refused(release):
    path = release / "project/sources/beds/boxes.jsonl"
    first, *others = path.read_text().splitlines()
    line = json.loads(first)
    path.write_text("\n".join([json.dumps({**line, "edges": line["edges"][1:]}), *others, ""]))
    assert "the text has no line of" in problems(release).problems[0].found


def test_the_verifier_that_travels_with_a_release_proves_places_too(release):
    (release / "verify.py").write_text(joined())
    (release / "SHA256SUMS").write_text("")
    command = [sys.executable, "-I", "-S", str(release / "verify.py"), "--format", "json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    (part,) = [one for one in json.loads(ran.stdout)["parts"] if one["part"] == "boxes"]
    assert (part["looked_at"], part["problems"]) == (f"{len(rows_of(release))} places in PDFs", [])


def test_a_place_in_a_long_document_is_found_without_reading_all_of_it():
    class Counted(tuple):
        reads = 0

        def __getitem__(self, number):
            Counted.reads += 1
            return super().__getitem__(number)

    lines = Counted(BoxLine(n * 11, 1 + n // 50, 0, 0, 10, range(11)) for n in range(50_000))
    place = CharacterBoxes(lines).place(Span(400_000 * 1 + 3, 400_000 + 15))
    assert place.page == 1 + 400_003 // 11 // 50
    assert Counted.reads < 60
