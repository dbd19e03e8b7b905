"""Files are where the pages of the documentation say they are."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent.parent
PAGES = ["CONTRIBUTING.md", "sources/README.md", *(str(p.relative_to(REPOSITORY)) for p in REPOSITORY.glob("docs/**/*.md"))]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_the_files_that_a_page_names_are_there(page):
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:pipeline|schemas|tests|benchmarks|docs|sources)/(?!a-report|arrests-2009)[a-z0-9_/.-]*)`",
        text,
    )
    folders = (REPOSITORY, (REPOSITORY / page).parent)
    assert [name for name in named if not any((f / name).exists() for f in folders)] == []


def test_the_paths_that_notice_names_are_there():
    text = (REPOSITORY / "NOTICE").read_text(encoding="utf-8")
    named = re.findall(
        r"\b(?:pipeline|schemas|tests|benchmarks|sources|datapackage)/[\w/.*-]*\w", text
    )
    assert len(named) >= 5
    assert [name for name in named if not any(REPOSITORY.glob(name))] == []
