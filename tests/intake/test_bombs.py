"""PDFs of a few kilobytes that unpack to gigabytes: each is refused or read in time, within the limits of memory."""

import resource
import time

import bombs
import pytest

from pipeline.intake import refusals
from pipeline.intake.reading_apart import read_pdf
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


@pytest.mark.slow
def test_a_picture_of_60000_pixels_a_side_is_drawn_and_costs_the_text_nothing():
    content = bombs.image(60_000)
    began = time.monotonic()
    assert read(content).text == "Beds 12\n"
    assert draw(content).png.startswith(b"\x89PNG")
    assert time.monotonic() - began < 30
