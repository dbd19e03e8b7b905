"""Files made to exhaust a machine or to deceive a reader: each ends with a clear message, or with a right text."""

import random
import time

import made_pdfs
import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.intake import refusals
from pipeline.intake.html_text import read_html
from pipeline.intake.originals import read_original
from pipeline.intake.plain_text import read_plain
from pipeline.intake.reading_apart import read_pdf
from pipeline.intake.refusals import Refused


def text_of(content):
    return read_pdf(content, lambda done, total: None).text


def scattered(number):
    """A page with single digits at random places."""
    places = random.Random(1)
    one = b"BT /F %d Tf %d.%d %d.%d Td (%d) Tj ET\n"
    return made_pdfs.by_hand(
        b"".join(
            one % (places.choice((9, 9, 6)), places.randrange(600), places.randrange(10),
                   places.randrange(10, 780), places.randrange(10), places.randrange(10))
            for _ in range(number)
        )
    )  # fmt: skip


def deep(levels):
    """A PDF whose only page is so many levels down in the tree of pages."""
    page = made_pdfs.by_hand(made_pdfs.text_at("Beds 12"))
    inner = b"".join(
        b"%d 0 obj\n<< /Type /Pages /Kids [%d 0 R] /Count 1 >>\nendobj\n"
        % (number, number + 1 if number < levels + 9 else 3)
        for number in range(10, levels + 10)
    )
    return page.replace(b"/Kids [3 0 R ]", b"/Kids [10 0 R]").replace(b"xref\n", inner + b"xref\n")


@pytest.mark.parametrize("name", ["report.txt", "report.html", "report.pdf"])
def test_200_megabytes_are_not_even_read(name, tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / "release.yaml").touch()
    with (tmp_path / name).open("wb") as file:
        file.truncate(200_000_000)
    arguments = ["--root", str(tmp_path), "add", str(tmp_path / name), "--id", "beds"]
    ran = CliRunner().invoke(oversight, [*arguments, "--us-government-work"])
    assert ran.exit_code == 1 and "the file has 200.0 MB; at most 50 MB" in ran.output


def test_null_bytes_are_no_text():
    with pytest.raises(Refused, match="NUL characters"):
        read_original(bytes(1_000_000), "file", None, lambda done, total: None)


@pytest.mark.parametrize("marks", ["\u202e{}\u202c", "\u202d{}", "beds \u202e of {} \n"])
@pytest.mark.parametrize("read", [read_plain, read_html])
def test_numbers_that_are_shown_in_another_order_are_refused(marks, read):
    with pytest.raises(Refused, match=r"U\+202[DE], a mark that sets the order") as refused:
        read(f"<p>It has {marks.format('321')} beds.".encode(), None)
    assert "compare the line with the published document" in refused.value.remedy


@pytest.mark.parametrize("mark", "\u061c\u200e\u200f\u202a\u202b\u2066\u2067\u2068\u202e")
def test_other_marks_of_direction_are_dropped_and_named(mark):
    rendition = read_plain(f"It has {mark}beds\u2069.\nAnd 7 rooms.\n".encode(), None)
    assert rendition.text == "It has beds.\nAnd 7 rooms.\n"
    assert "marks of the direction of text dropped: 2" in rendition.in_words()


def test_markup_stays_words_and_scripts_print_nothing():
    page = (
        b"<p>7 &lt;script>alert(1)&lt;/script><script>alert(2)</script><img src=x onerror=alert(3)>"
    )
    assert read_html(page, None).text == "7 <script>alert(1)</script>\n"


@pytest.mark.parametrize(
    "page",
    [b"<p>" + b"<" * 2_000_000, b"<p>" + b"<!--" * 500_000, b"<table>" + b"<tr><td>" * 500_000],
)
def test_a_page_made_to_take_long_is_stopped(page, monkeypatch):
    monkeypatch.setattr(refusals, "SECONDS_OF_PAGE", 0.3)
    began = time.process_time()
    with pytest.raises(Refused, match="takes more than 0.3 seconds"):
        read_html(page, None)
    assert time.process_time() - began < 5


def test_a_page_of_scattered_characters_is_read_in_time():
    content = scattered(6_000)
    began = time.monotonic()
    text = text_of(content)
    assert time.monotonic() - began < 8
    assert sum(map(text.count, "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")) > 5_500


def test_a_page_with_too_many_characters_is_refused():
    content = made_pdfs.by_hand(
        b"BT /F 1 Tf 1 700 Td " + b"(0123456789) Tj 0 -1 Td " * 11_000 + b"ET"
    )
    with pytest.raises(Refused, match="1[0-9]{2},[0-9]* characters on page 1; at most 100,000"):
        text_of(content)


@pytest.mark.parametrize("size", [b"9e9 9e9", b"0 0", b"-612 -792"])
def test_a_page_of_any_size_is_read_or_refused(size):
    content = made_pdfs.by_hand(made_pdfs.text_at("Beds 12"))
    try:
        assert text_of(content.replace(b"0 0 612 792", b"0 0 " + size)) == "Beds 12\n"
    except Refused as refused:
        assert refused.remedy


@pytest.mark.parametrize("content", [deep(2_000), deep(30)])
def test_a_deep_tree_of_pages_is_read_or_refused(content):
    try:
        assert text_of(content) == "Beds 12\n"
    except Refused as refused:
        assert "is broken" in refused.found


def test_a_tree_of_pages_that_leads_to_itself_is_refused():
    content = made_pdfs.by_hand(made_pdfs.text_at("Beds 12"))
    with pytest.raises(Refused, match="is broken"):
        text_of(content.replace(b"/Kids [3 0 R ]", b"/Kids [2 0 R ]"))


@pytest.mark.full
def test_a_page_of_30000_scattered_characters_is_read_in_time():
    began = time.monotonic()
    text_of(scattered(30_000))
    assert time.monotonic() - began < 60
