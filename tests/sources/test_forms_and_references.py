"""Forms of files and references between entries that are refused, each at its place.

The mistakes that people make most are in `test_bad_input`; here are the others, so that no refusal is unproved.
"""

import pytest

from pipeline.orchestration.checking import check_all

pytestmark = pytest.mark.slow

REPORT = "sources/oig-20-13"
ABOUT = f"{REPORT}/source.yaml"
FIGURES = f"{REPORT}/figures.yaml"
RELATIONS = f"{REPORT}/relations.yaml"
DISCREPANCIES = f"{REPORT}/discrepancies.yaml"
WAIVERS = f"{REPORT}/waivers.yaml"
CASE_REVIEWS = f"{REPORT}/tables/case-reviews.yaml"
APPENDIX_C = f"{REPORT}/tables/arrest-offenses.yaml"
ABBREVIATIONS = f"{REPORT}/tables/abbreviations.yaml"
JEFFREY = "sources/jeffrey-2018-01-26"

CASES = [
    # source.yaml
    (ABOUT, "dhs.gov {page} OIG", "dhs.gov 3 OIG", "`footer` has `{page}` once"),
    (ABOUT, "text_sha256: 6435f6b6", "# 6435f6b6", "a text that was received has its `text_sha256`"),
    (ABOUT, "redistributable: true", "redistributable: false", "is held as `excerpts`, never `whole`"),
    (ABOUT, "supersedes: null", "supersedes: oig-20-13", "neither covers nor supersedes itself"),
    (ABOUT, "supersedes: null", "supersedes: oig-19-99", "`supersedes` names oig-19-99, which has no folder"),
    (ABOUT, "\nkind: report", "\nkind: article", "an article has no `report_number`"),
    (f"{JEFFREY}/source.yaml", "\nkind: article", "\nkind: report", "`covers` names the report that an article is about"),
    (ABOUT, "\nid: oig-20-13", "\nid: oig-20-31", "the folder is named oig-20-13, the id is oig-20-31"),
    # the other files of a document
    (WAIVERS, "\nwaivers:\n", "\nwaivers: {a: 1}\nx:\n", "`waivers` must be a list; found keys with values"),
    (FIGURES, "- id: released-aliens-at-large\n", "- released\n  - id: released-aliens-at-large\n", "must be keys with values; found `released`"),
    (CASE_REVIEWS, "cases: {figure: cases-sufficient}", "cases: {figure: cases-sufficient, quote: x}", "a cell has one of"),
    (WAIVERS, 'reason: date, quote: "DEC 2 3 2019"', "reason: date", "either a `quote` or a `pattern`"),
    (WAIVERS, "pattern: 'OIG-20-13', matches: 4", "pattern: 'OIG-20-13'", "goes with the number of its `matches`"),
    (DISCREPANCIES, "{figure: in-custody-arrests-share-letter}", "{figure: in-custody-arrests-share-letter, quote: x, at: x}", "one of `figure`, `cell` and `quote`"),
    (DISCREPANCIES, '        at: "Williston, Vermont"\n', "", "a `quote` goes with `at`"),
    (DISCREPANCIES, "    gap: 0.222\n", "", "goes with the `gap` between its two sides"),
    (RELATIONS, "    parts: [charges-fy2019, convictions-fy2019]\n", "    parts: [charges-fy2019, convictions-fy2019]\n    cut_off: true\n", "`cut_off` applies to a `stated` number, under a `reading`"),
    (f"{JEFFREY}/numerals.csv", "start,end,digits", "start,stop,digits", "expected `start,end,digits,"),
    (f"{JEFFREY}/numerals.csv", "1950,1956,5,figure,", "1950,1956,5,fig\rure,", "not CSV: new-line character"),
    # pictures of tables
    (APPENDIX_C, "  values: [charges, convictions]", "  values: [charges, pelicans]", "the table has no column `pelicans`"),
    (APPENDIX_C, "  sort: total_offenses", "  sort: violation_category", "`violation_category` is not a column of numbers, which `sort` needs"),
    (APPENDIX_C, "  kind: bars", "  kind: pie", "`kind` must be one of bars, series; found `pie`"),
    (ABBREVIATIONS, "read:\n", "picture: {kind: bars, label: abbreviation, values: [x], sort: x}\nread:\n", "a core table has no picture of its own"),
    # references
    (RELATIONS, "    measure: survey_responses\n", "    measure: survey_replies\n", "the measure `survey_replies` is not defined"),
    (FIGURES, "    rounding: document\n    period: 2019-09-30\n", "    not_rounded: pelicans\n    period: 2019-09-30\n", "`not_rounded` goes with `rounding: none`"),
    (FIGURES, "\nfigures:\n", "\nretired:\n  - {id: total-arrests, retired_in: 0.0.9, reason: pelicans}\nfigures:\n", "has the same id"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "words"), CASES, ids=[case[3] for case in CASES])
def test_a_form_or_a_reference_is_refused_at_its_place(file, old, new, words, project, edit):
    edit(file, old, new)
    findings = check_all(project).findings
    matching = [f for f in findings if f.file == file and words in f.found]
    assert len(matching) == 1, findings
    assert matching[0].line >= 1
    assert matching[0].remedy


FIGURES_OF_A_TEXT_NOT_HELD = """transcribed_by: software
checked_by: none
figures:
  - {id: pelicans, measure: years_covered, quote: 17 pelicans, at: "17", value: 17, population: x}
"""


@pytest.mark.parametrize("name", ["document.txt", "excerpts.yaml", "figures.yaml"])
def test_a_file_that_does_not_go_with_what_is_held_is_named(name, project):
    """OIG-18-36 is not held: nothing would read a text or excerpts of it."""
    file = f"sources/oig-18-36/{name}"
    content = FIGURES_OF_A_TEXT_NOT_HELD if name == "figures.yaml" else "17 pelicans"
    (project / file).write_text(content)
    findings = check_all(project).findings
    assert findings
    assert {finding.file for finding in findings} == {file}


def test_a_text_of_an_article_is_never_left_beside_its_excerpts(project):
    (project / JEFFREY / "document.txt").write_text("The whole article.")
    (finding,) = check_all(project).findings
    assert finding.file == f"{JEFFREY}/document.txt"


def test_a_text_that_is_not_utf_8_is_named(project, repin):
    with (project / REPORT / "document.txt").open("ab") as file:
        file.write(b"\xff")
    repin()
    (finding,) = check_all(project).findings
    assert "not UTF-8" in finding.found


def test_a_folder_in_the_place_of_a_file_is_named(project):
    (project / WAIVERS).unlink()
    (project / WAIVERS).mkdir()
    (finding,) = check_all(project).findings
    assert (finding.file, finding.subject) == (WAIVERS, "unreadable")
