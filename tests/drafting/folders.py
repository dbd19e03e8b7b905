"""A project with one document of a few sentences, for tests of drafts."""

from hashlib import sha256
from pathlib import Path

TEXT = """Report on Beds

As of June 30, 2018, the agency had 1,200 beds in 4 shelters. Of these, 300 beds, or 25 percent, were empty.
The agency spent $2.5 million on shelters in fiscal year 2018. In the same period, it hired 40 officers.
Audits were made in January 2017 and in March 2019 (GAO-19-123). See GAO-19-124 and GAO-19-125.
The number of beds is 1.200 by another count.
Page 7
"""
SOURCE = """id: beds
kind: report
title: Report on Beds
publisher: An office of audit
official_url: https://example.org
language: en
licence: Work of the United States Government
redistributable: true
text: whole
text_sha256: {sha256}
original_sha256: null
rendition: plain text
"""
MEASURES = """measures:
  - id: beds
    name: Beds
    definition: Beds of the agency.
    unit: beds
    words: ["# beds"]
  - id: inmates
    name: Inmates
    definition: Inmates of the agency.
    unit: inmates
    words: ["# inmates"]
"""
FIGURES = "transcribed_by: software\nchecked_by: none\nfigures: {}\n"


def project_with(root: Path, text: str = TEXT, figures: str = "[]", **files: str) -> Path:
    """A project under `root` with one document, `beds`; `files` are further ones of its folder, without `.yaml`."""
    folder = root / "sources" / "beds"
    folder.mkdir(parents=True)
    (root / "sources/measures.yaml").write_text(MEASURES)
    (folder / "document.txt").write_text(text)
    digest = sha256(text.encode()).hexdigest()
    (folder / "source.yaml").write_text(SOURCE.format(sha256=digest))
    (folder / "figures.yaml").write_text(FIGURES.format(figures))
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content)
    return root
