"""PDFs of a few kilobytes that unpack to gigabytes: each is refused or read in time, within the limits of memory."""

import resource
import time

import bombs
import made_pdfs
import pytest

from pipeline.drafting.table_process import MEMORY
from pipeline.drafting.tables_apart import MODULE, tables_apart
from pipeline.intake import refusals
from pipeline.intake.reading_apart import bounded_reader, read_pdf, why_ended
from pipeline.intake.refusals import Refused
from pipeline.review.page_images import PageImages

BOMBS = {
    "2 GB of content": lambda: bombs.content_of_zeros(2_000_000_000),
    "streams of objects of 2 GB": lambda: bombs.object_streams(2_000_000_000, 8),
    "forms that draw each other": lambda: bombs.forms(10, 10),
}


def read(content):
    return read_pdf(content, lambda done, total: None)


def draw(content):
    return PageImages(content).page(1)


@pytest.mark.slow
@pytest.mark.parametrize("use", [read, draw])
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_ends_its_own_process_only(bomb, use):
    content = BOMBS[bomb]()
    assert len(content) < 100_000
    began = time.monotonic()
    with pytest.raises(Refused, match="memory") as refused:
        use(content)
    assert time.monotonic() - began < 60
    assert "viewer that you trust" in refused.value.remedy
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert most < refusals.MEMORY + 100 * refusals.MEGABYTE


@pytest.mark.full
@pytest.mark.parametrize("bomb", ["300 MB of zeros", *BOMBS])
def test_a_bomb_ends_the_reader_of_tables_only(bomb, tmp_path):
    pdf = tmp_path / "bomb.pdf"
    pdf.write_bytes(BOMBS.get(bomb, lambda: bombs.content_of_zeros(300_000_000))())
    began = time.monotonic()
    with pytest.raises(Refused):
        tables_apart(pdf, 1)
    assert time.monotonic() - began < 60


def test_the_reader_of_tables_ends_when_its_time_is_up(tmp_path):
    pdf = tmp_path / "bomb.pdf"
    pdf.write_bytes(bombs.content_of_zeros(50_000_000))
    began = time.monotonic()
    with bounded_reader(MODULE, ["60", str(pdf)], b"", 2) as (written, process):
        assert [*written] == []
        assert "more than 2 seconds" in why_ended(process.wait(), 2, MEMORY)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "content", [made_pdfs.report()[:1500], made_pdfs.report().replace(b"xref", b"none")]
)
def test_a_broken_file_is_refused_by_the_reader_of_tables(content, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(content)
    with pytest.raises(Refused, match=r"broken|stop at this PDF"):
        tables_apart(tmp_path / "broken.pdf", 1)


@pytest.mark.slow
def test_a_picture_of_60000_pixels_a_side_is_drawn_and_costs_the_text_nothing():
    content = bombs.image(60_000)
    began = time.monotonic()
    assert read(content).text == "Beds 12\n"
    assert draw(content).png.startswith(b"\x89PNG")
    assert time.monotonic() - began < 30
