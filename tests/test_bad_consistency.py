"""What a maintainer gets who registers between figures what is not so: place, found, expected, remedy."""

import re

import pytest
from click.testing import CliRunner

from pipeline.checking import check_all
from pipeline.cli import oversight
from pipeline.definitions import build_package

REPORT = "sources/oig-20-13"
RELATIONS = f"{REPORT}/relations.yaml"
DISCREPANCIES = f"{REPORT}/discrepancies.yaml"
SHARED = "sources/relations.yaml"
UNSHACKLED = "sources/unshackled-undated"

CASES = {
    "a discrepancy whose relation holds": (
        DISCREPANCIES,
        "relation: issued-change",
        "relation: declined-change",
        ["issued-change", "is consistent: it proves no discrepancy"],
    ),
    "a discrepancy of a relation that is not there": (
        DISCREPANCIES,
        "relation: issued-change",
        "relation: issued-changes",
        ["there is no relation `issued-changes`"],
    ),
    "a discrepancy of figures that take no part in its relation": (
        DISCREPANCIES,
        "{figure: in-custody-arrests-share-letter}",
        "{figure: cases-sufficient-share}",
        ["in-custody-share", "cases-sufficient-share takes no part in the relation"],
    ),
    "a discrepancy of a figure that is not there": (
        DISCREPANCIES,
        "{figure: in-custody-arrests-share-letter}",
        "{figure: in-custody-arrests-share-litter}",
        ["in-custody-share", "there is no figure `in-custody-arrests-share-litter`"],
    ),
    "two statements that say the same": (
        DISCREPANCIES,
        'quote: "to arrest all at-large aliens"\n        at: at-large',
        'quote: "Arresting violent offenders atlarge requires even more"\n        at: atlarge',
        ["at-large-token", "both statements say `atlarge`"],
    ),
    "a quotation that is not in the document": (
        DISCREPANCIES,
        'at: "Williston, Vermont"',
        'at: "Winooski, Vermont"',
        ["lesc-place", "`Winooski, Vermont`"],
    ),
    "one statement alone": (
        DISCREPANCIES,
        "[{figure: detainers-issued-change-fy2014-fy2019}, {figure: detainers-issued-fy2019}]",
        "[{figure: detainers-issued-change-fy2014-fy2019}]",
        ["issued-change", "statements"],
    ),
    "a reading that no relation is given under": (
        DISCREPANCIES,
        "      - id: as-titled\n",
        "      - id: as-tilted\n",
        ["as-tilted", "the reading `as-titled` is not registered"],
    ),
    "a relation that fails and is not registered": (
        DISCREPANCIES,
        "    relation: years-reviewed\n",
        "",
        ["years-reviewed", "computed 6, stated 5", "register a discrepancy"],
    ),
    "a share whose stated number is none": (
        RELATIONS,
        "stated: cases-sufficient-share\n",
        "stated: cases-insufficient\n",
        ["cases-sufficient-share", "the number stated, cases-insufficient, is a count"],
    ),
    "figures of different reports that meet without an assumption": (
        SHARED,
        "    parts: [detainers-declined-california-western-journal]\n"
        "    comparability: california-with-oig-20-13\n",
        "    parts: [detainers-declined-california-western-journal]\n",
        ["figures of different reports meet", "oig-18-36, oig-20-13", "comparability"],
    ),
    "a comparability that is not registered": (
        SHARED,
        "  - id: california-with-oig-20-13\n",
        "  - id: california-with-all\n",
        ["the comparability `california-with-oig-20-13` is not registered"],
    ),
    "a bound without an assumption": (
        RELATIONS,
        "    parts: [survey-respondents]\n    assumptions: A response is one officer's.\n",
        "    parts: [survey-respondents]\n",
        ["survey-response", "without an assumption"],
    ),
    "a quantity that the document does not speak of": (
        RELATIONS,
        'mentioned: "We achieved a 27.2 percent response rate."',
        'mentioned: "We achieved a splendid response rate."',
        ["survey-respondents", "not in the document"],
    ),
    "rows of a table that is not published": (
        RELATIONS,
        "rows: {table: sites_visited}",
        "rows: {table: sites_vistied}",
        ["locations-listed", "there is no table `sites_vistied`"],
    ),
    "rows by a column that the table has not": (
        RELATIONS,
        "where: {concurred: true}",
        "where: {agreed: true}",
        ["recommendations-concurred-listed", "has no column `agreed`"],
    ),
    "a fact that changes": (
        SHARED,
        "value: 100\n",
        "value: 120\n",
        ["cases-shares", "computed [98.5, 101.5], stated 120"],
    ),
    "relations that contradict each other only together": (
        SHARED,
        "value: 50\n",
        "value: 37\n",
        ["states-in-bands", "computed [38, ∞), stated 37"],
    ),
    "an expectation that is not met": (
        RELATIONS,
        "  - id: cases-remaining\n",
        "  - id: cases-remaining\n    expect: indeterminate\n",
        ["cases-remaining", "it is verified, expected indeterminate"],
    ),
    "a step for a sum": (
        RELATIONS,
        "  - id: cases-by-finding\n",
        "  - id: cases-by-finding\n    step: 100\n",
        ["cases-by-finding", "`step` belongs to a `integer_multiple`"],
    ),
    "one number that is the same": (
        RELATIONS,
        "same: [jails-observed, jails-visited]",
        "same: [jails-observed]",
        ["jails-stated-twice", "two numbers or more"],
    ),
    "a restatement of another source's own words": (
        f"{UNSHACKLED}/restatements.yaml",
        "reference: jurisdictions-declining-quoted-jeffrey",
        "reference: jurisdictions-declining-lead-jeffrey",
        ["jurisdictions-declining-unshackled", "own words, not in the report's"],
    ),
    "a restatement of another report": (
        f"{UNSHACKLED}/restatements.yaml",
        "reference: detainers-declined-jeffrey",
        "reference: detainers-declined-fy2014",
        ["detainers-declined-unshackled", "not of the report that the article covers"],
    ),
    "a restatement that does not say what it counts": (
        f"{UNSHACKLED}/figures.yaml",
        "    counts: sanctuary cities\n",
        "",
        ["jurisdictions-declining-unshackled", "give `counts`"],
    ),
    "words for what is counted that the article has not": (
        f"{UNSHACKLED}/figures.yaml",
        "counts: sanctuary cities",
        "counts: sanctuary towns",
        ["jurisdictions-declining-unshackled", "`sanctuary towns`"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrongly_registered_is_refused(case, project, edit):
    file, old, new, expected = CASES[case]
    edit(file, old, new)
    outcome = CliRunner().invoke(oversight, ["--root", str(project), "check"])
    assert outcome.exit_code == 1, outcome.output
    assert isinstance(outcome.exception, SystemExit)
    found = outcome.output.partition("of the others no text held carries these")[2]
    for words in expected:
        assert words in " ".join(found.split()) or words in found
    assert re.search(r"^sources/\S*:\d+  ", found, re.MULTILINE)
    assert "→" in found


def test_a_relation_that_only_a_vague_word_saves_is_undecided_until_somebody_says_so(project, edit):
    """About 6,100 officers cannot be shown to be fewer than 6,200; they cannot be shown not to be."""
    edit(
        RELATIONS,
        "    parts: [survey-recipients-footnote]\n    assumptions: The survey of September 2018",
        "    parts: [survey-recipients-footnote, officers-tasked-results]\n    assumptions: The survey of September 2018",
    )
    (finding,) = check_all(project).findings
    assert finding.subject == "cap-officers-within-officers"
    assert "only a vague word separates the two sides" in finding.found
    edit(
        RELATIONS,
        "  - id: cap-officers-within-officers\n",
        "  - id: cap-officers-within-officers\n    expect: indeterminate\n",
    )
    assert [f.subject for f in check_all(project).findings] == ["out of date"]


def test_the_document_changed_in_one_number_is_named_by_every_relation_of_it(project, edit):
    """Through the whole build: text, hash, figure and quotation all say 17,800 now, and the share notices."""
    from pipeline.documents import sha256_of

    document = project / f"{REPORT}/document.txt"
    before = sha256_of(document.read_bytes())
    for file in ("document.txt", "figures.yaml", "discrepancies.yaml", "waivers.yaml"):
        path = project / REPORT / file
        path.write_bytes(path.read_bytes().replace(b"516,900", b"526,900"))
    edit(f"{REPORT}/figures.yaml", "value: 516900", "value: 526900")
    edit(f"{REPORT}/source.yaml", before, sha256_of(document.read_bytes()))
    assert not build_package(project, lambda step: None).success
    named = {finding.subject for finding in check_all(project).findings}
    assert named == {"in-custody-total", "in-custody-share"}


def test_a_discrepancy_that_was_mended_in_the_text_is_no_longer_one(project, edit):
    from pipeline.documents import sha256_of

    document = project / f"{REPORT}/document.txt"
    before = sha256_of(document.read_bytes())
    edit(f"{REPORT}/document.txt", "an increase of 20 percent", "an increase of 21 percent")
    edit(f"{REPORT}/source.yaml", before, sha256_of(document.read_bytes()))
    edit(
        f"{REPORT}/figures.yaml",
        'quote: "an increase of 20 percent"\n    at: "20"\n    value: 20',
        'quote: "an increase of 21 percent"\n    at: "21"\n    value: 21',
    )
    (finding,) = check_all(project).findings
    assert finding.subject == "issued-change"
    assert "proves no discrepancy" in finding.found
