"""A report of three pages whose numbers are known, taken in from its PDF and drafted, ready to be reviewed."""

import io
import subprocess
import sys
from pathlib import Path

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

ID = "beds"
MEASURES = """measures:
  # what is counted in jails
  - id: beds
    name: Beds
    definition: Beds of the agency.
    unit: beds
    words: ["# beds", "beds were"]
  - {id: costs, name: Costs, unit: US dollars, words: [spent, cost], definition: Costs of the agency.}
"""
RELEASE = """name: small-figures
id: small-figures
title: Small Figures
description: Figures of a small report.
version: 0.1.0
created: "2026-01-01T00:00:00Z"
keywords: [audit]
contributors: [{title: Somebody, roles: [creator]}]
licenses: [{name: CC0-1.0, title: Creative Commons Zero, path: https://creativecommons.org/publicdomain/zero/1.0/}]
rights: No words of others are quoted.
"""
PAGES = (
    (
        "Beds in Jails Are Hard to Count",
        "Report BED-20-07 of March 3, 2020",
        "",
        "As of June 30, 2018, the agency had 1,200 beds in its shelters.",
        "Of these 1,200 beds, 25 percent were empty.",
        "The agency spent $2.5 million on shelters in fiscal year 2018.",
    ),
    (
        "In fiscal year 2019, the agency had 817 beds in cities.",
        "In fiscal year 2019, the agency had 466 beds in towns.",
        "In fiscal year 2019, the agency had 1,283 beds in all.",
        "See GAO-19-124 and GAO-19-125, and 14 CFR 1204.5.",
        "The agency must answer within 90 days.",
    ),
    (
        "In fiscal year 2017, the agency had 940 beds in cities.",
        "In fiscal year 2017, the agency spent $1.9 million on shelters.",
        "Call (202) 555-0143 or (202) 555-0199.",
    ),
)
VALUES = {
    "1,200": "1200",
    "25": "25",
    "2.5 million": "2500000",
    "817": "817",
    "466": "466",
    "1,283": "1283",
    "940": "940",
    "1.9 million": "1900000",
}
"""What a person types for a number who reads the page."""


def report_pdf(pages=PAGES) -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=LETTER, invariant=1)
    for number, lines in enumerate(pages, 1):
        for index, line in enumerate(lines):
            canvas.setFont("Times-Roman", 20 if number == 1 and index == 0 else 12)
            canvas.drawString(72, LETTER[1] - 90 - 18 * index, line)
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(300, 40, f"Beds and Towns {number}")
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def oversight(root: Path, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "pipeline.cli", "--root", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def drafted_report(root: Path, pages=PAGES) -> Path:
    """A project with the report, its proposals, and its PDF beside it; the PDF."""
    (root / "sources").mkdir(parents=True)
    (root / "sources/measures.yaml").write_text(MEASURES)
    (root / "release.yaml").write_text(RELEASE)
    pdf = root / "beds.pdf"
    pdf.write_bytes(report_pdf(pages))
    stated = ["--publisher", "Department of Beds", "--official-url", "https://example.org"]
    for arguments in (
        ["add", str(pdf), "--id", ID, "--us-government-work", *stated],
        ["draft", ID],
    ):
        ended = oversight(root, *arguments)
        assert ended.returncode == 0, ended.stdout + ended.stderr
    proposed = root / "sources" / ID / "proposals/measures.yaml"
    if proposed.is_file():  # none has a definition: a person writes it
        text = proposed.read_text().replace("definition: }", "definition: Things counted.}")
        proposed.write_text(text)
    return pdf
