"""What a maintainer gets who registers between figures what is not so: place, found, expected, remedy."""

import re

import pytest

from pipeline.orchestration.checking import check_all
from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS
from pipeline.sources.printed_findings import printed

REPORT = "sources/oig-20-13"
RELATIONS = f"{REPORT}/relations.yaml"
DISCREPANCIES = f"{REPORT}/discrepancies.yaml"
SHARED = "sources/relations.yaml"
UNSHACKLED = "sources/unshackled-undated"
DECLINED_THEN = """    measure: detainers_declined
    population: detainers that law enforcement agencies declined to honor
    period: FY2015/FY2017
    availability: image_not_held
"""
MENTIONED_DECLINED = '    mentioned: "Figure 3 shows the number of declined detainers from FY 2014 through FY 2019."\n'

CASES = {
    "a discrepancy whose relation holds": (
        DISCREPANCIES,
        "relation: issued-change",
        "relation: declined-change",
        ["oig-20-13/issued-change", "is consistent: it proves no discrepancy"],
    ),
    "a discrepancy of a relation that is not there": (
        DISCREPANCIES,
        "relation: issued-change",
        "relation: issued-changes",
        ["there is no relation `oig-20-13/issued-changes`"],
    ),
    "a discrepancy of figures that take no part in its relation": (
        DISCREPANCIES,
        "{figure: in-custody-arrests-share-letter}",
        "{figure: cases-sufficient-share}",
        [
            "oig-20-13/in-custody-share",
            "oig-20-13/cases-sufficient-share takes no part in the relation",
        ],
    ),
    "a discrepancy of a figure that is not there": (
        DISCREPANCIES,
        "{figure: in-custody-arrests-share-letter}",
        "{figure: in-custody-arrests-share-litter}",
        [
            "oig-20-13/in-custody-share",
            "there is no figure `oig-20-13/in-custody-arrests-share-litter`",
        ],
    ),
    "two statements that say the same": (
        DISCREPANCIES,
        'quote: "to arrest all at-large aliens"\n        at: at-large',
        'quote: "Arresting violent offenders atlarge requires even more"\n        at: atlarge',
        ["oig-20-13/at-large-token", "both statements have the words `atlarge`"],
    ),
    "a quotation that is not in the document": (
        DISCREPANCIES,
        'at: "Williston, Vermont"',
        'at: "Winooski, Vermont"',
        ["oig-20-13/lesc-place", "`Winooski, Vermont`"],
    ),
    "one statement alone": (
        DISCREPANCIES,
        "[{figure: detainers-issued-change-fy2014-fy2019}, {figure: detainers-issued-fy2019}]",
        "[{figure: detainers-issued-change-fy2014-fy2019}]",
        ["oig-20-13/issued-change", "statements"],
    ),
    "a discrepancy that fails by more than is explained": (
        DISCREPANCIES,
        "gap: 0.222\n",
        "gap: 0.224\n",
        ["oig-20-13/issued-change", "lie 0.222364 apart, the gap typed is 0.224"],
    ),
    "a change that runs backward": (
        RELATIONS,
        "    from: detainers-issued-fy2014\n    to: detainers-issued-fy2019\n  - id: issued-change-cut-off",
        "    from: detainers-issued-fy2019\n    to: detainers-issued-fy2014\n  - id: issued-change-cut-off",
        ["oig-20-13/issued-change", "does not lie before `to`"],
    ),
    "a discrepancy that shows one figure twice": (
        DISCREPANCIES,
        "[{figure: in-custody-arrests-share}, {figure: in-custody-arrests-share-letter}]",
        "[{figure: in-custody-arrests-share}, {figure: in-custody-arrests-share}]",
        ["oig-20-13/in-custody-share", "both statements have the words `79`"],
    ),
    "two discrepancies of one relation": (
        DISCREPANCIES,
        "    relation: years-reviewed\n    gap: 1\n",
        "    relation: issued-change\n    gap: 0.222\n",
        [
            "oig-20-13/years-reviewed",
            "the relation oig-20-13/issued-change proves oig-20-13/issued-change already",
        ],
    ),
    "a discrepancy that names a relation as its figure": (
        DISCREPANCIES,
        "{figure: in-custody-arrests-share-letter}",
        "{figure: in-custody-share}",
        ["oig-20-13/in-custody-share", "there is no figure `oig-20-13/in-custody-share`"],
    ),
    "a reading of two discrepancies": (
        DISCREPANCIES,
        "      - id: one-detainer-an-alien\n",
        "      - id: as-dated\n",
        ["the discrepancy oig-20-13/issued-total-period has a reading `oig-20-13/as-dated` too"],
    ),
    "a relation that names another as its member": (
        RELATIONS,
        "    whole: in-custody-arrests\n    parts: [prison-inmates-arrested, local-jails-arrested]",
        "    whole: in-custody-arrests\n    parts: [prison-inmates-arrested, declined-total]",
        [
            "oig-20-13/in-custody-total",
            "there is no figure, quantity or fact `oig-20-13/declined-total`",
        ],
    ),
    "a number in two roles": (
        RELATIONS,
        "    parts: [areas-of-responsibility-observed]\n",
        "    parts: [areas-of-responsibility]\n",
        [
            "oig-20-13/areas-observed-within-areas",
            "oig-20-13/areas-of-responsibility occurs twice in it",
        ],
    ),
    "a multiple that no text states": (
        RELATIONS,
        "    multiples: [detainers-declined-fy2014]\n",
        "    multiples: [detainers-declined-fy2018]\n",
        ["oig-20-13/detainers-declined-fy2018 is a quantity that no text carries"],
    ),
    "a quantity that nothing binds": (
        RELATIONS,
        "    parts: [survey-respondents]\n    assumptions: A response is one officer's.",
        "    parts: [survey-recipients-appendix]\n    assumptions: A response is one officer's.",
        ["oig-20-13/survey-response", "compare each member with the document"],
    ),
    "a quantity that no relation is about": (
        RELATIONS,
        "relations:\n  # Detainers issued\n",
        "  - id: pelicans\n    measure: detainers_issued\n    population: detainers\n"
        "    period: FY2014\n    availability: not_stated\n"
        '    mentioned: "Figure 2 shows the number of detainers ICE issued from FY 2014 through FY 2019 by state."\n'
        "relations:\n  # Detainers issued\n",
        ["pelicans", "no relation is about it"],
    ),
    "relations that contradict each other only together": (
        RELATIONS,
        "    reading: as-dated\n    assumptions: The total of 732,100 counts the same detainers as the numbers printed for single years.\n  - id: issued-total-as-titled",
        "    assumptions: The total of 732,100 counts the same detainers as the numbers printed for single years.\n  - id: issued-total-as-titled",
        [
            "no number of detainers that ICE issued satisfies all of",
            "oig-20-13/issued-total-as-dated (relation)",
        ],
    ),
    "rows by a word that the column does not admit": (
        RELATIONS,
        "where: {series: declined, years: 1}",
        "where: {series: declned, years: 1}",
        ["oig-20-13/years-of-declined-detainers", "`declned` is not a term of the column `series`"],
    ),
    "rows by a cell of another type": (
        RELATIONS,
        "where: {concurred: true}",
        "where: {concurred: 1}",
        ["oig-20-13/recommendations-concurred-listed", "`1` is not a bool"],
    ),
    "a bound across reports without its assumption": (
        SHARED,
        "    comparability: oig-18-36-with-oig-20-13\n    assumptions: January 2014",
        "    assumptions: January 2014",
        ["shared/declined-through-may-2017-within-four-years", "oig-18-36, oig-20-13"],
    ),
    "a reading that no relation is given under": (
        DISCREPANCIES,
        "      - id: as-titled\n",
        "      - id: as-tilted\n",
        ["as-tilted", "the reading `oig-20-13/as-titled` is not registered"],
    ),
    "a relation that fails and is not registered": (
        DISCREPANCIES,
        "    relation: years-reviewed\n    gap: 1\n",
        "",
        ["oig-20-13/years-reviewed", "computed 6, stated 5", "register a discrepancy"],
    ),
    "a share whose stated number is none": (
        RELATIONS,
        "stated: cases-sufficient-share\n",
        "stated: cases-insufficient\n",
        [
            "oig-20-13/cases-sufficient-share",
            "the number stated, oig-20-13/cases-insufficient, is a count",
        ],
    ),
    "figures of different reports that meet without an assumption": (
        SHARED,
        "    comparability: california-with-oig-20-13\n  - id: declined-california-within-fy2015-fy2018",
        "  - id: declined-california-within-fy2015-fy2018",
        ["figures of different reports meet", "oig-18-36, oig-20-13", "comparability"],
    ),
    "a comparability that is not registered": (
        SHARED,
        "  - id: california-with-oig-20-13\n",
        "  - id: california-with-all\n",
        ["the comparability `shared/california-with-oig-20-13` is not registered"],
    ),
    "a bound without an assumption": (
        RELATIONS,
        "    parts: [survey-respondents]\n    assumptions: A response is one officer's.\n",
        "    parts: [survey-respondents]\n",
        ["oig-20-13/survey-response", "without an assumption"],
    ),
    "a quantity that the document does not speak of": (
        RELATIONS,
        'mentioned: "We achieved a 27.2 percent response rate."',
        'mentioned: "We achieved a splendid response rate."',
        ["oig-20-13/survey-respondents", "not in the document"],
    ),
    "rows of a table that is not published": (
        RELATIONS,
        "rows: {table: sites_visited}",
        "rows: {table: sites_vistied}",
        ["oig-20-13/locations-listed", "has no table `sites_vistied`"],
    ),
    "rows by a column that the table has not": (
        RELATIONS,
        "where: {concurred: true}",
        "where: {agreed: true}",
        ["oig-20-13/recommendations-concurred-listed", "has no column `agreed`"],
    ),
    "a fact that changes": (
        SHARED,
        "value: 100\n    statement: A whole is 100 percent",
        "value: 120\n    statement: A whole is 120 percent",
        ["oig-20-13/cases-shares", "computed [98.5, 101.5], stated 120"],
    ),
    "a fact that leaves nothing": (
        SHARED,
        "value: 50\n    statement: The United States has 50 states",
        "value: 37\n    statement: The United States has 37 states",
        ["oig-20-13/states-in-bands", "computed [38, ∞), stated 37"],
    ),
    "an expectation that is not met": (
        RELATIONS,
        "  - id: cases-remaining\n",
        "  - id: cases-remaining\n    expect: indeterminate\n",
        ["oig-20-13/cases-remaining", "it is verified, expected indeterminate"],
    ),
    "a step for a sum": (
        RELATIONS,
        "  - id: cases-by-finding\n",
        "  - id: cases-by-finding\n    step: 100\n",
        ["oig-20-13/cases-by-finding", "`step` belongs to a `integer_multiple`"],
    ),
    "one number that is the same": (
        RELATIONS,
        "same: [jails-observed, jails-visited]",
        "same: [jails-observed]",
        ["oig-20-13/jails-stated-twice", "two numbers or more"],
    ),
    "a figure of an article that is compared with nothing": (
        f"{UNSHACKLED}/restatements.yaml",
        "  - figure: immigrants-untracked-unshackled\n    reference: null\n",
        "",
        ["unshackled-undated/immigrants-untracked-unshackled", "has no entry for the figure"],
    ),
    "a restatement of a quantity": (
        f"{UNSHACKLED}/restatements.yaml",
        "reference: jeffrey-2018-01-26/detainers-declined-jeffrey",
        "reference: oig-20-13/detainers-declined-fy2018",
        [
            "unshackled-undated/detainers-declined-unshackled",
            "there is no figure `oig-20-13/detainers-declined-fy2018`",
        ],
    ),
    "a restatement of another source's own words": (
        f"{UNSHACKLED}/restatements.yaml",
        "reference: jeffrey-2018-01-26/jurisdictions-declining-quoted-jeffrey",
        "reference: jeffrey-2018-01-26/jurisdictions-declining-lead-jeffrey",
        ["unshackled-undated/jurisdictions-declining-unshackled", "own words, not in the report's"],
    ),
    "a restatement of another report": (
        f"{UNSHACKLED}/restatements.yaml",
        "reference: jeffrey-2018-01-26/detainers-declined-jeffrey",
        "reference: oig-20-13/detainers-declined-fy2014",
        [
            "unshackled-undated/detainers-declined-unshackled",
            "not of the report that the article covers",
        ],
    ),
    "a restatement that does not say what it counts": (
        f"{UNSHACKLED}/figures.yaml",
        "    counts: sanctuary cities\n",
        "",
        ["unshackled-undated/jurisdictions-declining-unshackled", "give `counts`"],
    ),
    "a sum over periods that do not follow each other": (
        RELATIONS,
        "    period: FY2015/FY2017\n",
        "    period: FY2016/FY2017\n",
        ["the periods of its parts do not join up to the period of its whole"],
    ),
    "a sum of two measures": (
        RELATIONS,
        f"{DECLINED_THEN}{MENTIONED_DECLINED}",
        DECLINED_THEN.replace("detainers_declined", "detainers_issued")
        + '    mentioned: "the number of detainers ICE issued from FY 2014 through FY 2019 by state"\n',
        ["its members are of detainers_declined (count), detainers_issued (count)"],
    ),
    "a quantity that is added to a share": (
        RELATIONS,
        "    parts: [detainers-declined-fy2014, detainers-declined-fy2015-fy2018, detainers-declined-fy2019]\n",
        "    parts: [cases-sufficient-share, detainers-declined-fy2015-fy2018, detainers-declined-fy2019]\n",
        ["a quantity is a count, oig-20-13/cases-sufficient-share is a share"],
    ),
    "a bound that has the id of another": (
        RELATIONS,
        "relations:\n  # Detainers issued\n",
        "  - id: detainers-issued-fy2014-fy2019-as-dated\n    measure: detainers_issued\n    population: detainers\n"
        "    period: FY2014\n    availability: not_stated\n"
        '    mentioned: "Figure 2 shows the number of detainers ICE issued from FY 2014 through FY 2019 by state."\n'
        "relations:\n  - id: pelicans\n    kind: same_value\n    formula: pelicans\n"
        "    same: [detainers-issued-fy2014-fy2019-as-dated, detainers-issued-fy2014]\n    assumptions: pelicans\n",
        ["its bound has the id oig-20-13/detainers-issued-fy2014-fy2019-as-dated"],
    ),
    "evidence that is no relation of the figure": (
        f"{REPORT}/emendations.yaml",
        "evidence: declined-change",
        "evidence: offenses-total",
        [
            "the evidence `oig-20-13/offenses-total` is not a relation of the figure oig-20-13/detainers-declined-fy2014"
        ],
    ),
    "a figure that is restated twice": (
        f"{UNSHACKLED}/restatements.yaml",
        "  - figure: immigrants-untracked-unshackled\n    reference: null\n",
        "  - {figure: immigrants-untracked-unshackled, reference: null}\n"
        "  - {figure: immigrants-untracked-unshackled, reference: null}\n",
        ["unshackled-undated/immigrants-untracked-unshackled", "the figure has another entry"],
    ),
    "a restatement of a figure of another article": (
        f"{UNSHACKLED}/restatements.yaml",
        "  - figure: immigrants-untracked-unshackled\n    reference: null\n",
        "  - {figure: immigrants-untracked-unshackled, reference: null}\n"
        "  - {figure: jeffrey-2018-01-26/detainers-declined-jeffrey, reference: null}\n",
        [
            "jeffrey-2018-01-26/detainers-declined-jeffrey",
            "the figure is one of jeffrey-2018-01-26",
        ],
    ),
    "words for what is counted that the article has not": (
        f"{UNSHACKLED}/figures.yaml",
        "counts: sanctuary cities",
        "counts: sanctuary towns",
        ["unshackled-undated/jurisdictions-declining-unshackled", "`sanctuary towns`"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrongly_registered_is_refused(case, project, edit):
    file, old, new, expected = CASES[case]
    edit(file, old, new)
    through = ("relations", "discrepancies", "bounds", "restatements")
    found = printed(run_steps(project, STEPS, through).findings, "text")
    for words in expected:
        assert words in " ".join(found.split()) or words in found
    assert re.search(r"^sources/\S*:\d+  ", found, re.MULTILINE)
    assert "→" in found


@pytest.mark.slow
def test_a_relation_that_only_a_vague_word_saves_is_undecided_until_somebody_says_so(project, edit):
    """About 6,100 officers cannot be shown to be fewer than 6,200; they cannot be shown not to be."""
    edit(
        RELATIONS,
        "    parts: [survey-recipients-footnote]\n    assumptions: The survey of September 2018",
        "    parts: [survey-recipients-footnote, officers-tasked-results]\n"
        "    differs_in: {period: One of them has none.}\n    assumptions: The survey of September 2018",
    )
    (finding,) = check_all(project).findings
    assert finding.subject == "oig-20-13/cap-officers-within-officers"
    assert "only a vague word separates the two sides" in finding.found
    edit(
        RELATIONS,
        "  - id: cap-officers-within-officers\n",
        "  - id: cap-officers-within-officers\n    expect: indeterminate\n",
    )
    assert [f.subject for f in check_all(project).findings] == ["out of date"]


def test_a_share_of_a_whole_that_can_only_be_zero_is_refused(project, edit):
    fact = "  - {id: none, value: 0, statement: There are 0 cases., authority: by definition}\n"
    edit(SHARED, "facts:\n", f"facts:\n{fact}")
    edit(
        RELATIONS,
        "    stated: cases-sufficient-share\n    whole: cases-reviewed\n",
        "    stated: cases-sufficient-share\n    whole: shared/none\n",
    )
    found = [
        f.found
        for f in check_all(project).findings
        if f.subject == "oig-20-13/cases-sufficient-share"
    ]
    assert any("the divisor can only be zero" in text for text in found)


def test_the_document_changed_in_one_number_is_named_by_every_relation_of_it(project, edit, repin):
    """Text, hash, figure and quotations all have 526,900 now, and the sum and the share notice."""
    for file in ("document.txt", "figures.yaml", "discrepancies.yaml", "waivers.yaml"):
        path = project / REPORT / file
        path.write_bytes(path.read_bytes().replace(b"516,900", b"526,900"))
    edit(f"{REPORT}/figures.yaml", "value: 516900", "value: 526900")
    repin()
    named = {finding.subject for finding in check_all(project).findings}
    assert named == {"oig-20-13/in-custody-total", "oig-20-13/in-custody-share"}


def test_a_discrepancy_that_was_corrected_in_the_text_is_no_longer_one(project, edit, repin):
    edit(f"{REPORT}/document.txt", "an increase of 20 percent", "an increase of 21 percent")
    repin()
    edit(
        f"{REPORT}/figures.yaml",
        'quote: "an increase of 20 percent"\n    at: "20"\n    value: 20',
        'quote: "an increase of 21 percent"\n    at: "21"\n    value: 21',
    )
    found = {finding.subject: finding.found for finding in check_all(project).findings}
    assert set(found) == {"oig-20-13/issued-change", "oig-20-13/issued-change-cut-off"}
    assert "proves no discrepancy" in found["oig-20-13/issued-change"]
