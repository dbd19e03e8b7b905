"""One report with known numbers for three producers of PDFs: HTML, flat OpenDocument, and groff's ms.

A page has a heading, a paragraph of long words that are cut at line ends, marks of footnotes, the footnotes, a table with
blanks and dashes, and a footer. All numbers are different from page to page, so that one at another page is seen.
"""

import re
from html import escape

PAGES, FIRST_NUMBER, NOTES = 4, 9, 3
FOOTER = "Beds of Texas"
HEAD = ("City", "Beds", "In use", "Percent")
MARK, SOFT = "⟦{}⟧", "\u00ad"
"""How a mark of a footnote, and a place where a word may be cut, are written in the paragraph."""
_CUT = f"ad{SOFT}min{SOFT}is{SOFT}tra{SOFT}tive clas{SOFT}si{SOFT}fi{SOFT}ca{SOFT}tion ef{SOFT}fi{SOFT}cient{SOFT}ly"


def heading(page):
    return f"Part {page} of the fine office’s first flight"


def paragraph(page):
    """A paragraph with its marks, which count through the report."""
    words = []
    for sentence in range(14):
        base = 1000 * page + 37 * sentence
        mark = (
            MARK.format(NOTES * (page - 1) + sentence // 4 + 1)
            if sentence % 4 == 1 and sentence < 12
            else ""
        )
        words += [
            f"In 20{10 + sentence}–20{11 + sentence}, {base:,}{mark} of {143_100 + base:,} beds were used {_CUT},",
            f"or {base / 70:.1f} percent; {sentence + page} of those affiliated with Dallas–Fort Worth had “24/7” care.",
        ]
    return " ".join(words)


def note(number):
    return f"Note {100 + number} is in 8 U.S.C. § 1{number:03d}, of February {number}, 20{20 + number}."


def rows(page):
    return [
        ("Dallas", f"{page},204", "", "75.0"),
        ("Denver", f"98{page}", "1,017.5", "–"),
        ("Total", f"{page + 1},184", f"{1000 + page:,}.5", f"81.{page}"),
    ]


def notes_of(page):
    return range(NOTES * (page - 1) + 1, NOTES * page + 1)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMERAL = re.compile(r"[0-9]+(?:[,.][0-9]+)*|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def numerals(text):
    return _NUMERAL.findall(text)


def known(page, notes_are_raised=True):
    """The numerals of a page in reading order; the notes are behind the table, and the footer is last."""
    prose = re.sub("⟦([0-9]+)⟧", lambda mark: mark[1].translate(_RAISED), paragraph(page))
    marks = _RAISED if notes_are_raised else {}
    notes = "".join(f" {str(n).translate(marks)} {note(n)}" for n in notes_of(page))
    table = " ".join(cell for row in rows(page) for cell in row)
    return numerals(f"{heading(page)} {prose} {table} {notes} {page + FIRST_NUMBER - 1}")


def as_html():
    """Pages for a browser, with the footer in the margin of the page."""
    style = (
        f'@page {{ size: letter; margin: 1in; @bottom-center {{ content: "{FOOTER} " counter(page) }} }}'
        f"html {{ counter-reset: page {FIRST_NUMBER - 1} }} body {{ font: 11pt serif; text-align: justify }}"
        "div + div { break-before: page } td, th { text-align: right }"
    )
    pages = "".join(
        f"<div><h1>{heading(page)}</h1><p>{_marked(escape(paragraph(page)), '<sup>', '</sup>')}</p><table width=500>"
        + "".join(
            f"<tr>{''.join(f'<td>{cell}' for cell in row)}</tr>" for row in (HEAD, *rows(page))
        )
        + "</table>"
        + "".join(f"<p><sup>{n}</sup> {escape(note(n))}</p>" for n in notes_of(page))
        + "</div>"
        for page in range(1, PAGES + 1)
    )
    return f"<!doctype html><html lang=en><meta charset=utf-8><title>Beds</title><style>{style}</style>{pages}</html>"


def _marked(text, before, behind):
    return text.replace("⟦", before).replace("⟧", behind)


def as_ms():
    """Input of groff's macros ms, with the table for tbl."""
    lines = [f".ds CF {FOOTER} \\\\n%", ".ds CH", ".nr PS 11", ".nr LL 6.5i", f".pn {FIRST_NUMBER}"]
    for page in range(1, PAGES + 1):
        lines += [".bp"] if page > 1 else []
        lines += [".SH", heading(page), ".LP"]
        for piece in re.split("(⟦[0-9]+⟧)", paragraph(page).replace(SOFT, r"\%")):
            if number := re.fullmatch("⟦([0-9]+)⟧", piece):
                lines[-1] += r"\**"
                lines += [".FS", note(int(number[1])), ".FE"]
            else:
                lines.append(piece.strip())
        lines += [
            ".TS",
            "tab(;);",
            "r r r r.",
            *(";".join(row) for row in (HEAD, *rows(page))),
            ".TE",
        ]
    return "\n".join(lines) + "\n"


_SPACES = {
    "office": "office", "style": "style", "text": "text", "table": "table", "fo": "xsl-fo-compatible",
}  # fmt: skip


def as_opendocument():
    """A flat OpenDocument text with footnotes of its own."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in _SPACES.items()
    )
    styles = (
        '<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties '
        'fo:page-width="8.5in" fo:page-height="11in" fo:margin="1in"/><style:footer-style/></style:page-layout>'
        '<style:style style:name="B" style:family="paragraph" style:master-page-name="M">'
        f'<style:paragraph-properties fo:break-before="page" style:page-number="{FIRST_NUMBER}"/></style:style>'
        '<style:style style:name="N" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/>'
        '</style:style><style:style style:name="J" style:family="paragraph"><style:paragraph-properties '
        'fo:text-align="justify"/></style:style><style:style style:name="R" style:family="paragraph">'
        '<style:paragraph-properties fo:text-align="end"/></style:style></office:automatic-styles>'
        f'<office:master-styles><style:master-page style:name="M" style:page-layout-name="L"><style:footer><text:p>{FOOTER} '
        "<text:page-number/></text:p></style:footer></style:master-page></office:master-styles>"
    )
    pages = "".join(map(_opendocument_page, range(1, PAGES + 1)))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.text">{styles}'
        f"<office:body><office:text>{pages}</office:text></office:body></office:document>"
    )


def _opendocument_page(page):
    table = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell><text:p text:style-name="R">{cell}</text:p></table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in (HEAD, *rows(page))
    )  # fmt: skip
    prose = re.sub("⟦([0-9]+)⟧", lambda mark: _opendocument_note(int(mark[1])), paragraph(page))
    return (
        f'<text:p text:style-name="{"B" if page == 1 else "N"}">{heading(page)}</text:p>'
        f'<text:p text:style-name="J">{prose}</text:p><table:table table:name="T{page}">'
        f'<table:table-column table:number-columns-repeated="{len(HEAD)}"/>{table}</table:table>'
    )


def _opendocument_note(number):
    return (
        f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body><text:p>{note(number)}</text:p></text:note-body></text:note>"
    )
