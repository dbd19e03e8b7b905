"""PDFs by LibreOffice and Chromium: every number is in the text, at its page."""

import re
import shutil
import subprocess

import pytest

from pipeline.intake.reading_apart import read_pdf
from pipeline.intake.running_lines import printed_pages

PAGES = 3
ROWS = [
    ("Dallas", "1,204", "", "75.0"),
    ("Denver", "980", "1,017.5", "–"),
    ("Total", "2,184", "1,017.5", "81.3"),
]


def page_in_html(number):
    rows = "".join(
        "<tr>" + "".join(f"<td align=right>{cell}</td>" for cell in row) + "</tr>" for row in ROWS
    )
    return (
        f"<h1>Part {number} of the fine office's first flight</h1>"
        f"<p>In all, 143,100<sup>4</sup> beds were counted on day {number + 300}, in 8,{number}21 rooms of 1,000 "
        "houses, and “24/7” in Dallas–Fort Worth since February 18, 2020.</p>"
        f"<table width=500><tr><th>City<th>Beds<th>In use<th>Percent</tr>{rows}</table>"
    )


def html(break_before):
    pages = "".join(
        f"<div style='{break_before if number else ''}'>{page_in_html(number + 1)}</div>"
        for number in range(PAGES)
    )
    return f"<!doctype html><html><head><meta charset=utf-8><title>Beds</title></head><body>{pages}</body></html>"


def assert_every_number_is_at_its_page(content):
    rendition = read_pdf(content, lambda done, total: None)
    assert rendition.pages == PAGES
    for number in range(1, PAGES + 1):
        lines = [line.text for line in rendition.lines if line.page == number]
        text = " ".join(" ".join(lines).split())
        assert f"Part {number} of the fine office's first flight" in text
        assert "143,100⁴ beds" in text and f"day {number + 300}" in text
        assert f"8,{number}21 rooms of 1,000 houses" in text and "February 18, 2020" in text
        rows = [line for line in lines if re.match(r" *(Dallas|Denver|Total)  ", line)]
        cells = [re.split(r" {2,}", row.strip()) for row in rows]
        assert cells == [[cell for cell in row if cell] for row in ROWS]
    return rendition


@pytest.mark.system
@pytest.mark.slow
@pytest.mark.needs("chromium", "install Debian's chromium")
def test_a_page_printed_by_chromium(tmp_path):
    (tmp_path / "page.html").write_text(html("break-before: page"), encoding="utf-8")
    subprocess.run(
        [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
            f"--print-to-pdf={tmp_path / 'page.pdf'}", "--no-pdf-header-footer", str(tmp_path / "page.html"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    assert_every_number_is_at_its_page((tmp_path / "page.pdf").read_bytes())


@pytest.mark.full
@pytest.mark.needs("lowriter", "install Debian's libreoffice-writer")
def test_a_document_exported_by_libreoffice(tmp_path):
    document = document_with_footer()
    (tmp_path / "page.fodt").write_text(document, encoding="utf-8")
    subprocess.run(
        [
            shutil.which("soffice"), f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless",
            "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "page.fodt"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )  # fmt: skip
    rendition = assert_every_number_is_at_its_page((tmp_path / "page.pdf").read_bytes())
    pages = printed_pages(rendition.lines)
    assert pages.entry == {"footer": "Beds of Texas {page}"}
    assert pages.numbers == {1: 7, 2: 8, 3: 9}


def document_with_footer():
    """A flat OpenDocument text of three pages that are numbered from 7."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document '
        + " ".join(
            f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
            for name, space in (
                ("office", "office"),
                ("style", "style"),
                ("text", "text"),
                ("table", "table"),
                ("fo", "xsl-fo-compatible"),
            )
        )
        + ' office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
    )
    styles = (
        '<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties '
        'fo:page-width="8.5in" fo:page-height="11in" fo:margin="1in"/><style:footer-style/></style:page-layout>'
        '<style:style style:name="B" style:family="paragraph" style:master-page-name="M">'
        '<style:paragraph-properties fo:break-before="page" style:page-number="7"/></style:style>'
        '<style:style style:name="N" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/>'
        '</style:style><style:style style:name="S" style:family="text"><style:text-properties '
        'style:text-position="super 58%"/></style:style><style:style style:name="R" style:family="paragraph">'
        '<style:paragraph-properties fo:text-align="end"/></style:style></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="M" style:page-layout-name="L"><style:footer><text:p>'
        "Beds of Texas <text:page-number/></text:p></style:footer></style:master-page></office:master-styles>"
    )
    return f"{head}{styles}<office:body><office:text>{''.join(map(_part, range(1, PAGES + 1)))}</office:text></office:body></office:document>"


def _part(number):
    rows = [("City", "Beds", "In use", "Percent"), *ROWS]
    table = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell><text:p text:style-name="R">{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return (
        f'<text:p text:style-name="{"B" if number == 1 else "N"}">Part {number} of the fine office\'s first flight</text:p>'
        f'<text:p>In all, 143,100<text:span text:style-name="S">4</text:span> beds were counted on day {number + 300}, '
        f"in 8,{number}21 rooms of 1,000 houses, and “24/7” in Dallas–Fort Worth since February 18, 2020.</text:p>"
        f'<table:table table:name="T{number}"><table:table-column table:number-columns-repeated="4"/>{table}</table:table>'
    )
