"""HTML pages and plain texts: what is visible, in lines."""

import pytest

from pipeline.intake.html_text import read_html
from pipeline.intake.plain_text import read_plain
from pipeline.intake.refusals import Refused


def lines_of(page, encoding=None):
    return [line.text for line in read_html(page.encode(), encoding).lines]


def test_what_is_visible_is_text_and_what_is_not_is_none():
    page = """<!doctype html><html lang="en"><head><title>No 1</title><style>b{}</style></head><body>
    <script>document.write("2")</script><h1>Beds &amp; rooms</h1><p>In&nbsp;2019, <b>143,100</b><sup>4</sup>
    beds<br>on the 1<sup>st</sup> day.<p hidden>3</p><div style="display: none">5</div>
    <noscript>6</noscript><template>7</template><textarea>8</textarea></body></html>"""
    text = [line for line in lines_of(page) if line]
    assert text == ["Beds & rooms", "In\u00a02019, 143,100⁴ beds", "on the 1st day."]
    assert read_html(page.encode(), None).language == "en"


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><th>City</th><th>Beds</th></tr><tr><td>Dallas</td><td> 1,204 </td></tr><tr><td></td><td>3</td></tr></table>",
        "<table><tr><th>City<th>Beds<tr><td>Dallas<td><p>1,204</p><tr><td><td>3</table>",
        "<table><thead><tr><th>City</th><th>Beds</th></tr></thead><tbody><tr><td><b>Dallas</b></td><td>1,204</td></tr>"
        "<tr hidden><td>4</td><td>5</td></tr><tr><td></td><td>3</td></tr></tbody></table>",
    ],
)
def test_a_row_of_a_table_is_a_line_with_tabs(table):
    text = [line for line in lines_of(f"<html><body>Before{table}behind</body></html>") if line]
    assert text == ["Before", "City\tBeds", "Dallas\t1,204", "\t3", "behind"]


def test_a_page_tells_its_encoding():
    page = '<html><head><meta charset="windows-1252"></head><body>5 caf\xe9s</body></html>'
    assert [line.text for line in read_html(page.encode("cp1252"), None).lines] == ["5 cafés"]
    with pytest.raises(Refused, match="utf-8"):
        read_html(b"<html><body>caf\xe9", None)


def test_elements_without_end_take_no_time_and_no_stack():
    with pytest.raises(Refused, match="nested more than"):
        lines_of("<html><body>" + "<div>" * 200_000 + "5")


def test_a_page_of_scripts_has_no_text():
    with pytest.raises(Refused, match="no text"):
        lines_of("<html><body><script>let beds = 5</script></body></html>")


def test_plain_text_loses_control_characters_only_and_says_so():
    rendition = read_plain("\ufeffBeds:\t5\r\nrooms\x07: \u20676\x1b[2J \n\n".encode(), None)
    assert rendition.text == "Beds:\t5\nrooms: 6[2J\n"
    assert rendition.repairs["control characters dropped"] == 2
    assert rendition.repairs["marks of the direction of text dropped"] == 1
    assert "marks of the direction of text dropped: 1" in rendition.in_words()
    assert list(rendition.boxes()) == []


def test_plain_text_in_a_named_encoding():
    assert read_plain("5 cafés".encode("utf-16"), "utf-16").text == "5 cafés\n"
    with pytest.raises(Refused, match="no encoding is named"):
        read_plain(b"5", "utf-99")
