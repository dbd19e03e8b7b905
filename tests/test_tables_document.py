"""The examples in docs/tables.md, taken from the page as a reader takes them."""

import re
from textwrap import dedent

import pytest
from reports import Report, new_corpus

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import CHECKED_STEPS


@pytest.fixture(scope="module")
def blocks(repository):
    """The code blocks of the page, each by its first words."""
    page = (repository / "docs/tables.md").read_text(encoding="utf-8")
    found = [dedent(block) for block in re.findall(r"```\w+\n(.*?)```", page, re.DOTALL)]
    return lambda start: next(block for block in found if block.startswith(start))


@pytest.fixture
def found(blocks, tmp_path):
    """What `oversight check` finds where the report of the page is all there is."""

    def check(old="", new="", text="", **files):
        printed = blocks("Table 2. Beds by facility").replace(old, new) + text
        example = Report("a-report", printed, {"tables/beds.yaml": blocks("name: beds")})
        root = new_corpus(tmp_path, example.having(waivers=blocks("waivers:"), **files))
        return run_steps(root, CHECKED_STEPS).findings

    return check


def only_the_package_is_missing(findings):
    return [finding.found for finding in findings] == ["there is no datapackage/ yet"]


def test_the_table_has_no_finding(found):
    assert only_the_package_is_missing(found())


@pytest.mark.parametrize(
    ("old", "new", "line", "fails"),
    [
        ("Total\t200", "Total\t201", 5, "column-total-beds"),
        ("75.0%", "76.0%", 3, "share-share"),
        ("120\t90\t", "120\t121\t", 3, "at-most-in-use"),
    ],
)
def test_its_rules_are_checked(old, new, line, fails, found):
    of_rules = {f.line for f in found(old, new) if f.found.startswith(f"the rule {fails} fails")}
    assert of_rules == {line}


def test_the_discrepancy_covers_the_share_that_its_words_name(found, blocks):
    printed = blocks("discrepancies:")
    assert "the table prints 76" in printed
    assert only_the_package_is_missing(found("75.0%", "76.0%", discrepancies=printed))


def test_the_number_in_the_text_is_that_in_the_table(found, blocks):
    figures = """
        transcribed_by: person
        checked_by: none
        figures:
          - {id: beds-in-the-text, measure: beds, quote: In all NUMBER beds, at: "NUMBER", value: NUMBER, population: beds}
    """
    relations = "relations:\n" + blocks("- id: beds-in-text-and-table")
    more = {"figures": figures.replace("NUMBER", "200"), "relations": relations}
    assert only_the_package_is_missing(found(text="In all 200 beds.\n", **more))
    more["figures"] = figures.replace("NUMBER", "210")
    (finding,) = found(text="In all 210 beds.\n", **more)
    assert finding.subject == "a-report/beds-in-text-and-table"


def test_the_abbreviation_is_read(blocks, tmp_path):
    text = "The General Accounting Office (GAO) helped.\n"
    report = Report("a-report", text, {"tables/abbreviations.yaml": blocks("table: abbreviations")})
    findings = run_steps(new_corpus(tmp_path, report), CHECKED_STEPS).findings
    assert only_the_package_is_missing(findings)
