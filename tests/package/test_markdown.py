"""What is published as Markdown shows the words of documents, and obeys none of them."""

import pytest
from markdown_it import MarkdownIt

from pipeline.orchestration.relation_reporting import registered_result
from pipeline.orchestration.reporting import findings_metadata, table_metadata
from pipeline.package.dictionary import dictionary
from pipeline.package.verdicts import verdicts
from pipeline.releases.changelog import changelog
from pipeline.releases.comparison_report import report_markdown
from pipeline.releases.differences import Difference
from pipeline.releases.documents_of_rows import Documents
from pipeline.releases.packages import Package
from pipeline.sources.findings import Finding
from pipeline.text.markdown import cell, code, sentence, words

HOSTILE = (
    "[a](javascript:alert(1)) ![b](data:x) <img src=x onerror=y> <!-- &lt; `c` *d* _e_ ~~f~~ | g \\[h] "
    "\u202ehidden \x1b[2J\n\n# i\n\n[j]: javascript:k\n"
)
VISIBLE = (
    "[a](javascript:alert(1)) ![b](data:x) <img src=x onerror=y> <!-- &lt; `c` *d* _e_ ~~f~~ | g \\[h] "
    "\\u202ehidden \\x1b[2J # i [j]: javascript:k"
)
"""What a reader sees."""


def shown(markdown):
    """The text that readers see, and the addresses and pieces of HTML that a browser obeys."""
    text, obeyed = "", []
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for block in parser.parse(markdown):
        obeyed += [block.content] if block.type == "html_block" else []
        for token in block.children or ():
            text += token.content if token.type in ("text", "code_inline", "text_special") else ""
            if token.type in ("link_open", "image") or token.type.startswith("html"):
                obeyed.append(token.content or str(token.attrs))
        text += "\n"
    return text, obeyed


@pytest.mark.parametrize("place", ["before {} after", "| a | b |\n|---|---|\n| {} | c |", "- {}"])
def test_words_are_shown_as_they_are(place):
    text, obeyed = shown(place.format(words(HOSTILE)))
    assert VISIBLE in text
    assert obeyed == []
    assert "c" in text.replace(VISIBLE, "") or place != "| a | b |\n|---|---|\n| {} | c |"


@pytest.mark.parametrize("place", ["before {} after", "| a | b |\n|---|---|\n| {} | c |", "- {}"])
def test_a_key_is_shown_as_it_is(place):
    text, obeyed = shown(place.format(cell(code(HOSTILE)) if "|" in place else code(HOSTILE)))
    assert VISIBLE in text
    assert obeyed == []


def test_sentences_of_maintainers_have_code_and_emphasis_and_neither_links_nor_html():
    text, obeyed = shown(sentence(f"`a|b` **{HOSTILE}**"))
    assert "a|b" in text
    assert obeyed == []


@pytest.fixture
def hostile_tables(tables):
    figures, relations, members = (
        tables[name].copy() for name in ("figures", "relations", "relation_members")
    )
    figures["quote"] = figures["verbatim"] = relations["formula"] = HOSTILE
    members.loc[members["given_as"].notna(), "given_as"] = HOSTILE
    return {**tables, "figures": figures, "relations": relations, "relation_members": members}


def test_pages_about_verdicts_and_tables(release, catalog, hostile_tables):
    head = release.model_copy(update={"title": HOSTILE})
    text, obeyed = shown(verdicts(head, hostile_tables))
    assert text.count(VISIBLE) > 8
    assert all("#" in address for address in obeyed)
    text, obeyed = shown(dictionary(head, catalog, hostile_tables))
    assert text.count(VISIBLE) == 1
    assert all(
        "#" in address or "VERDICTS.md" in address or address == "<br>" for address in obeyed
    )


def test_the_changelog_and_the_report_of_differences(release):
    old, new = (Package(name, {"version": name}, {}) for name in ("0.1.0", "0.2.0"))
    rules = ("a published value was corrected", "a row was added", "a column was added", "x")
    changes = [
        Difference("minor", rule, "figures", column, f"a-1/{HOSTILE}", HOSTILE, f"new {HOSTILE}")
        for rule in rules
        for column in ("quote", None)
    ]
    documents = Documents({"a-1": HOSTILE})
    head = release.model_copy(update={"larger_step": HOSTILE})
    for page in (changelog(head, old, changes, documents), report_markdown(old, new, changes)):
        text, obeyed = shown(page)
        assert "<img src=x" in text
        assert obeyed == []
        assert "\u202e" not in page
        assert "\x1b" not in page


def test_pages_of_dagster(tables, consistency, repository):
    figures = tables["figures"].copy()
    figures.iloc[:, 0] = HOSTILE
    findings = [Finding("a.yaml", 1, HOSTILE, HOSTILE, HOSTILE)]
    for metadata in (table_metadata(figures)["preview"], findings_metadata(findings)["findings"]):
        text, obeyed = shown(metadata.value)
        assert "[a](javascript:alert" in text
        assert obeyed == []
    listed = registered_result(consistency, repository).metadata["discrepancies"].value
    _, obeyed = shown(listed)
    assert all("vscode://file/" in address for address in obeyed)
