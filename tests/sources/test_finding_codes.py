"""Codes of findings: the page explains each, and its examples are what the checks print."""

import re

import pytest

from docs.findings import PAGE, SINCE_A_RELEASE, example, examples_in
from pipeline.sources.finding_codes import CODES
from pipeline.sources.findings import Finding, coded
from pipeline.sources.printed_findings import printed

EXPLAINED = PAGE.read_text("utf-8")


def test_the_page_explains_every_code_once_and_no_other():
    assert re.findall(r"^### `(.*)`$", EXPLAINED, re.MULTILINE) == list(CODES)
    assert list(examples_in(EXPLAINED)) == list(CODES)
    for code, title in CODES.items():
        assert f"### `{code}`\n\n{title}. " in EXPLAINED, code


@pytest.mark.slow
@pytest.mark.parametrize("code", [code for code in CODES if code not in SINCE_A_RELEASE])
def test_an_example_is_what_the_check_prints(code):
    assert example(code) == examples_in(EXPLAINED)[code]


def test_a_finding_keeps_the_code_of_the_innermost_check():
    @coded("period")
    def inner():
        yield Finding("a.yaml", 1, "x", "found", "remedy")

    @coded("value")
    def outer():
        yield from inner()
        yield Finding("a.yaml", 2, "x", "found", "remedy")

    assert [finding.code for finding in outer()] == ["period", "value"]


def test_a_code_that_is_not_listed_is_refused():
    with pytest.raises(AssertionError, match="perod is no code"):
        coded("perod")
    with pytest.raises(AssertionError, match="perod is no code"):
        Finding("a.yaml", 1, "x", "found", "remedy", "perod")


ALIKE = [
    Finding("a.txt", line, token, f"not accounted for: in {token} days", "waive it", "numeral")
    for line, token in ((12, "30"), (14, "2006-07"), (19, "90"))
]
TOGETHER = """\
a.txt  3 findings: not accounted for  [numeral]
  line 12  30  in 30 days
  line 14  2006-07  in 2006-07 days
  line 19  90  in 90 days
  → waive it
"""


def test_findings_with_the_same_remedy_are_printed_together_with_the_remedy_once():
    other = Finding("a.txt", 13, "x", "found", "correct it", "value")
    assert (
        printed([*ALIKE, other], "text")
        == f"{TOGETHER}\na.txt:13  x  [value]\n  found\n  → correct it\n"
    )
    assert printed(ALIKE[:2], "text").count("waive it") == 2


def test_findings_as_annotations_and_as_markdown_have_their_codes():
    one = Finding("a.yaml", 3, "a|b", "<b>`8.665`</b>", "read it", "value")
    assert printed([one], "github") == (
        "::error file=a.yaml,line=3,title=a|b  [value]::<b>`8.665`</b>%0A→ read it"
    )
    assert printed([one], "markdown") == "- `a.yaml:3` a\\|b `value`: \\<b>`8.665`\\</b> → read it"
    assert printed(ALIKE, "markdown").splitlines()[:2] == [
        "- `a.txt` 3 findings: not accounted for `numeral` → waive it",
        "  - line 12 30: in 30 days",
    ]
