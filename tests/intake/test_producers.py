"""PDFs by Chromium, LibreOffice and groff: every number is in the text, at its page, and no other one is."""

import json
import re
import shutil
import subprocess

import numbered_report
import pytest
from click.testing import CliRunner

from pipeline.cli import oversight


def pages_added(content, folder):
    """Number of page in the PDF → its lines, as `oversight add` writes them; and the folder's `source.yaml`."""
    (folder / "project" / "sources").mkdir(parents=True)
    (folder / "project" / "release.yaml").touch()
    (folder / "report.pdf").write_bytes(content)
    words = {
        "--title": numbered_report.heading(1),
        "--published": "2021-02-01",
        "--publisher": "Beds of Texas",
    }
    ran = CliRunner().invoke(
        oversight,
        ["--root", str(folder / "project"), "add", str(folder / "report.pdf"), "--id", "beds",
         "--us-government-work", *(word for option in words.items() for word in option)],
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    written = folder / "project" / "sources" / "beds"
    text = (written / "document.txt").read_text(encoding="utf-8")
    pages = {}
    for line in (written / "boxes.jsonl").read_text().splitlines():
        box = json.loads(line)
        pages.setdefault(box["page"], []).append(text[box["start"] :].partition("\n")[0])
    assert sum(len(line.strip()) for line in text.splitlines()) == sum(
        len(line.strip()) for lines in pages.values() for line in lines
    )
    return pages, (written / "source.yaml").read_text(encoding="utf-8")


def assert_every_number_is_at_its_page(content, folder, notes_are_raised=True):
    pages, source = pages_added(content, folder)
    assert [*pages] == [*range(1, numbered_report.PAGES + 1)]
    for page, lines in pages.items():
        text = "\n".join(lines)
        assert numbered_report.numerals(text) == numbered_report.known(page, notes_are_raised)
        assert numbered_report.heading(page) in " ".join(text.split())
        assert len(re.findall(r"[a-z]-\n[a-z]", text)) >= 2, "no word is cut at the end of a line"
        whole = " ".join(re.sub(r"-\n", "", text).split())
        assert whole.count("administrative classification efficiently") == 14
        assert "affiliated with Dallas–Fort Worth had “24/7” care" in whole
        rows = [line for line in lines if re.match(r" *(Dallas|Denver|Total)  ", line)]
        cells = [tuple(re.split(r" {2,}", row.strip())) for row in rows]
        assert cells == [tuple(filter(None, row)) for row in numbered_report.rows(page)]
    assert f'pages:\n  footer: "{numbered_report.FOOTER} {{page}}"' in source


def printed_by(command, **options):
    return subprocess.run(command, check=True, capture_output=True, timeout=180, **options).stdout


@pytest.mark.system
@pytest.mark.slow
@pytest.mark.needs("chromium", "install Debian's chromium")
def test_a_page_printed_by_chromium(tmp_path):
    (tmp_path / "page.html").write_text(numbered_report.as_html(), encoding="utf-8")
    printed_by([
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
        f"--print-to-pdf={tmp_path / 'page.pdf'}", "--no-pdf-header-footer", str(tmp_path / "page.html"),
    ])  # fmt: skip
    assert_every_number_is_at_its_page((tmp_path / "page.pdf").read_bytes(), tmp_path)


@pytest.mark.system
@pytest.mark.needs("gropdf", "install Debian's groff")
def test_a_document_typeset_by_groff(tmp_path):
    command = ["groff", "-t", "-k", "-Kutf8", "-ms", "-Tpdf"]
    content = printed_by(command, input=numbered_report.as_ms().encode())
    assert_every_number_is_at_its_page(content, tmp_path)


@pytest.mark.full
@pytest.mark.needs("lowriter", "install Debian's libreoffice-writer")
def test_a_document_exported_by_libreoffice(tmp_path):
    (tmp_path / "page.fodt").write_text(numbered_report.as_opendocument(), encoding="utf-8")
    printed_by([
        shutil.which("soffice"), f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless",
        "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "page.fodt"),
    ])  # fmt: skip
    content = (tmp_path / "page.pdf").read_bytes()
    # It prints the number of a note at the note itself as `1`, not raised.
    assert_every_number_is_at_its_page(content, tmp_path, notes_are_raised=False)
