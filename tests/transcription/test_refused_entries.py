"""Entries that are not true of their document, each refused at its place.

The mistakes that people make most are in `sources/test_bad_input`; here are the others, so that no refusal is
unproved. Several replacements are made where text and entries must change together.
"""

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.orchestration.checking import check_all

REPORT = "sources/oig-20-13"
DOCUMENT = f"{REPORT}/document.txt"
FIGURES = f"{REPORT}/figures.yaml"
EMENDATIONS = f"{REPORT}/emendations.yaml"
RELATIONS = f"{REPORT}/relations.yaml"
SERIES = f"{REPORT}/tables/detainers-by-fiscal-year.yaml"
PRIOR_REPORTS = f"{REPORT}/tables/prior-reports.yaml"
APPENDIX_C = f"{REPORT}/tables/arrest-offenses.yaml"
CASES = "sources/oig-20-13/tables/case-reviews.yaml"
CASES_ROW = """    - within: "inconsistent case narrative across systems in 11 cases (16 percent)"
      finding: inconsistent case narrative across systems
      cases: {figure: cases-inconsistent}
      share: {figure: cases-inconsistent-share}
"""
PRIOR = "sources/oig-20-13/tables/prior-reports.yaml"
BANDS = "sources/oig-20-13/tables/detainers-by-state-band.yaml"
RECOMMENDATIONS = f"{REPORT}/tables/recommendations.yaml"
FREEBEACON = "sources/freebeacon-2018-01-16"
JEFFREY = "sources/jeffrey-2018-01-26"

MISSING_ROW = """detainers_id: declined-fy2018, fiscal_year: 2018, series: declined}
      availability: image_not_held
      quantity: detainers-declined-fy2015-fy2018
      mentioned: "Figure 3 shows the number of declined detainers from FY 2014 through FY 2019."
"""
SECOND_FIGURE = """  - id: gang-members-again
    measure: gang_members_to_be_arrested
    quote: "ICE reported sending more than 20 officers to arrest three MS-13 gang members"
    at: three
    value: 3
    population: MS-13 gang members
    attributed_to: ICE
  - id: gang-members-to-be-arrested
"""

LOCAL_JAILS = """    rounding: document
    period: 2013-10-01/2019-09-30
    period_printed: "between October 1, 2013 and September 30, 2019"
    population: aliens from local jails whom ICE arrested
    context:
      period: "inmates from Federal and state prisons between October 1, 2013 and September 30, 2019"
"""
GANG = """officers to arrest three MS-13 gang members"
    at: three
    value: 3
"""
CASES = [
    # figures
    (FIGURES, "the sentence says `the same time period`, but the entry has no period",
        (FIGURES, LOCAL_JAILS, "    rounding: document\n    population: aliens from local jails whom ICE arrested\n"),
        (FIGURES, '"ICE, which arrested 321,400 aliens from local jails in the same time period"',
            '"ICE, which arrested 321,400 aliens from local jails"')),
    (FIGURES, "is in the table arrest_offenses, the location is `prose`",
        (FIGURES, "- id: charges-fy2019\n    measure: charges\n    location: table\n",
            "- id: charges-fy2019\n    measure: charges\n")),
    (f"{FREEBEACON}/numerals.csv", "characters 149 to 151 have 3 digits, expected 2 at the most",
        (f"{FREEBEACON}/numerals.csv", "149,151,2,", "149,151,3,")),
    (FIGURES, "the reading is `emended`, but no emendation names the figure",
        (FIGURES, "    value: 17700\n", "    value: 17700\n    reading: emended\n")),
    (FIGURES, "reads `17,700`, no value is typed",
        (FIGURES, "    value: 17700\n    rounding: document\n", "    value: null\n")),
    (FIGURES, "whose reading is `as_printed`", (FIGURES, "    reading: emended\n", "")),
    (FIGURES, "has a `period` but not the document's words for it",
        (FIGURES, '    period: 2019-09-30\n    period_printed: "As of September 30, 2019"\n', "    period: 2019-09-29\n")),
    (FIGURES, "the quotation has no numeral `three`; its numerals are",
        (DOCUMENT, "to arrest three MS-13", "to arrest three hundred MS-13"),
        (FIGURES, GANG, GANG.replace("three", "three hundred", 1))),
    (FIGURES, "reads `17,700` (the sign before it says below zero: -17700), the value typed is 17700",
        (DOCUMENT, "the remaining 17,700 remained", "the remaining -17,700 remained"),
        (FIGURES, "the remaining 17,700 remained", "the remaining -17,700 remained")),
    (FIGURES, "reads `million`, no value is typed",
        (DOCUMENT, "to arrest three MS-13", "to arrest a million MS-13"),
        (FIGURES, GANG, GANG.replace("three MS-13", "a million MS-13").replace("three", "million").replace("3\n", "null\n"))),
    (f"{FREEBEACON}/figures.yaml", "the document states no rule of rounding",
        (f"{FREEBEACON}/figures.yaml", "    value: 40\n    population: reviewed files", "    value: 40\n    rounding: document\n    population: reviewed files")),
    (f"{FREEBEACON}/figures.yaml", "the quotation is not in the document",
        (f"{FREEBEACON}/figures.yaml", 'denominator: "Of the 40 cases', 'denominator: "Of the 50 cases')),
    # emendations
    (EMENDATIONS, "there is no figure `oig-20-13/detainers-declined-fy1914`",
        (EMENDATIONS, "figure: detainers-declined-fy2014", "figure: detainers-declined-fy1914"),
        (FIGURES, "    reading: emended\n", "")),
    # tables
    (PRIOR_REPORTS, "`figures` is computed, not read from a document",
        (PRIOR_REPORTS, "table: prior_reports", "table: figures")),
    (DOCUMENT, "the row has 3 cells, expected 4",
        (DOCUMENT, "Homicide\t374\t1,549\t1,923", "Homicide\t374\t1,923")),
    (APPENDIX_C, "there is no figure `oig-20-13/charges-fy1919`",
        (APPENDIX_C, "charges: charges-fy2019", "charges: charges-fy1919")),
    (SERIES, "a row needs either a `figure` or an `availability`",
        (SERIES, "figure: detainers-issued-fy2014\n", "figure: detainers-issued-fy2014\n      availability: not_stated\n")),
    (SERIES, "there is no figure `oig-20-13/detainers-issued-fy1914`",
        (SERIES, "figure: detainers-issued-fy2014\n", "figure: detainers-issued-fy1914\n")),
    (SERIES, "`18` is not a year", (SERIES, "fiscal_year: 2018, series: declined", "fiscal_year: 18, series: declined")),
    (SERIES, "`denied` is not a series of the specification",
        (SERIES, "fiscal_year: 2018, series: declined", "fiscal_year: 2018, series: denied")),
    (SERIES, "the row of declined in 2018 has the id `declined-fy2081`",
        (SERIES, "declined-fy2018, fiscal_year", "declined-fy2081, fiscal_year")),
    (SERIES, "the row has no words of the document that mention it",
        (SERIES, MISSING_ROW, "\n".join(MISSING_ROW.split("\n")[:3]) + "\n")),
    (SERIES, "the row is mentioned as “Figure 3 shows",
        (SERIES, MISSING_ROW, MISSING_ROW.replace("FY 2019.", "FY 2018."))),
    (PRIOR, "`context` does not have `Fragmentation, Overlap, and Duplication Guide`, which the row is about",
        (PRIOR, "        context: \"Government Accountability Office Fragmentation, Overlap, and Duplication Guide*, April 2015\"\n        at: April 2015",
                "        context: \"In December 2016, an alien was released.\"\n        at: December 2016")),
    (PRIOR, "`2015` of `context` is in no cell of the row",
        (PRIOR, "        at: April 2015\n", "        at: April\n")),
    (PRIOR, "`report_number` names the row",
        (PRIOR, "      report_number: GAO 15-49SP\n", "      report_number: {context: \"Government Accountability Office Fragmentation, Overlap, and Duplication Guide*, April 2015\", at: April 2015}\n")),
    (PRIOR, "a cell with `context` says with `at`",
        (PRIOR, "Guide*, April 2015\"\n        at: April 2015\n", "Guide*, April 2015\"\n")),
    (PRIOR, "`April 2016`",
        (PRIOR, "        at: April 2015\n", "        at: April 2016\n")),
    (PRIOR, "the quotation is not in the document",
        (PRIOR, "Guide*, April 2015\"", "Guide*, April 2016\"")),
    (PRIOR, "`July 2009` is in the row's region",
        (PRIOR, "      published_printed: July 2009", "      published_printed: {context: \"Assessing the Reliability of Computer-Processed Data, issued by the U.S. Government Accountability Office (GAO-09-680G, July 2009)\", at: July 2009}")),
    (BANDS, "there is no answer `shared/states-in-the-lowest-band`",
        (BANDS, "shared/states-in-the-highest-band\n", "shared/states-in-the-lowest-band\n")),
    (BANDS, "`answers` names `answer`, which is no column of text",
        (BANDS, "answers: [answer_id]", "answers: [answer]")),
    (SERIES, "a row of one year names a `bound`",
        (SERIES, MISSING_ROW, MISSING_ROW.replace("      mentioned", "      bound: detainers-declined-fy2015-fy2018\n      mentioned"))),
    (SERIES, "no `fiscal_year`, and no quantity of whole fiscal years",
        (SERIES, "{detainers_id: declined-fy2015-fy2018, series: declined}\n      availability: image_not_held\n      quantity: detainers-declined-fy2015-fy2018",
                 "{detainers_id: declined-fy2015-fy2018, series: declined}\n      availability: image_not_held\n      quantity: survey-respondents")),
    (SERIES, "the row of declined from 2015 to 2018 has the id `declined-fy2015-fy2017`",
        (SERIES, "declined-fy2015-fy2018, series", "declined-fy2015-fy2017, series")),
    (SERIES, "names the bound None; its bound under every reading is oig-20-13/detainers-declined-fy2015-fy2018",
        (SERIES, "      bound: detainers-declined-fy2015-fy2018\n", "")),
    (SERIES, "names the bound oig-20-13/detainers-issued-fy2015-fy2018; it has no bound under every reading",
        (SERIES, "series: issued}\n      availability: not_stated\n      quantity: detainers-issued-fy2015-fy2018\n      mentioned: \"Figure 2 shows the number of detainers ICE issued from FY 2014 through FY 2019 by state.\"\n    - row: {detainers_id: issued-fy2019",
                 "series: issued}\n      availability: not_stated\n      quantity: detainers-issued-fy2015-fy2018\n      bound: detainers-issued-fy2015-fy2018\n      mentioned: \"Figure 2 shows the number of detainers ICE issued from FY 2014 through FY 2019 by state.\"\n    - row: {detainers_id: issued-fy2019")),
    (SERIES, "there is no quantity `oig-20-13/pelicans`",
        (SERIES, MISSING_ROW, MISSING_ROW.replace("detainers-declined-fy2015-fy2018", "pelicans"))),
    (SERIES, "others that the same words mention are of oig-20-13/detainers-declined-fy2015-fy2018",
        (SERIES, "fiscal_year: 2016, series: declined}\n      availability: image_not_held\n      quantity: detainers-declined-fy2015-fy2018",
                 "fiscal_year: 2016, series: declined}\n      availability: image_not_held\n      quantity: detainers-declined-fy2014-fy2017")),
    (DOCUMENT, "the rule column-total-cases fails",
        (CASES, CASES_ROW, "")),
    (BANDS, "`5,000` leaves out `<` beside `5,000`",
        (BANDS, 'band: "< 5,000"', 'band: "5,000"')),
    (RECOMMENDATIONS, "`completion date` is not a date, the value typed is 2020-09-30",
        (RECOMMENDATIONS, 'at: "September 30, 2020", value', 'at: "completion date", value')),
    # statements
    (RELATIONS, "the quotation is not in the document",
        (RELATIONS, 'mentioned: "We achieved a 27.2 percent', 'mentioned: "We achieved a 27.3 percent')),
    # numerals
    (DOCUMENT, "by the figure oig-20-13/gang-members-again and by the figure oig-20-13/gang-members-to-be-arrested",
        (FIGURES, "  - id: gang-members-to-be-arrested\n", SECOND_FIGURE)),
    # excerpts
    (f"{JEFFREY}/excerpts.yaml", "these `report_words` are not in the excerpt",
        (f"{JEFFREY}/excerpts.yaml", 'report_words: ["we determined', 'report_words: ["we have determined')),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case[1] for case in CASES])
def test_an_entry_is_refused_at_its_place(case, project, edit, repin):
    file, words, *replacements = case
    for replacement in replacements:
        edit(*replacement)
    if any(edited == DOCUMENT for edited, _, _ in replacements):
        repin()
    findings = check_all(project).findings
    matching = [f for f in findings if f.file == file and words in f.found]
    assert len(matching) == 1, findings
    assert matching[0].line >= 1
    assert matching[0].remedy


def test_a_figure_has_one_emendation(project, edit):
    text = (project / EMENDATIONS).read_text()
    again = text.partition("emendations:\n")[2].replace("declined-fy2014-separator", "again")
    (project / EMENDATIONS).write_text(text + again)
    (finding,) = check_all(project).findings
    assert "the figure oig-20-13/detainers-declined-fy2014 has another emendation" in finding.found


def test_a_grid_is_read_from_a_text_held_whole_only(project):
    folder = project / JEFFREY / "tables"
    folder.mkdir()
    (folder / "arrest-offenses.yaml").write_text((project / APPENDIX_C).read_text())
    (finding,) = check_all(project).findings
    assert "a grid needs a document held whole" in finding.found


NOT_HELD = {
    "relations.yaml": """quantities:
  - {id: pelicans, measure: detainers_issued, population: x, availability: not_stated, mentioned: pelicans}
""",
    "discrepancies.yaml": """discrepancies:
  - id: pelicans
    kind: term
    statements: [{figure: total-arrests}, {quote: two pelicans, at: two}]
    defect_origin: unknown
    explanation: x
""",
    "tables/prior-reports.yaml": """table: prior_reports
read:
  kind: rows
  rows:
    - {report_number: {quote: OIG-11-81}, title: {figure: total-arrests}}
""",
}


@pytest.mark.parametrize("name", NOT_HELD)
def test_nothing_is_quoted_from_a_text_that_is_not_held(name, project):
    file = project / "sources/oig-18-36" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(NOT_HELD[name])
    findings = check_all(project).findings
    assert any("the document's text is not held" in finding.found for finding in findings)
    assert {finding.file for finding in findings} == {f"sources/oig-18-36/{name}"}


def test_word_runs_that_were_emptied_are_named(project, monkeypatch):
    monkeypatch.delenv("OVERSIGHT_FULLTEXT", raising=False)
    (project / JEFFREY / "word-runs.txt").write_text("")
    (finding,) = check_all(project).findings
    assert "it is empty" in finding.found


def test_a_folder_of_full_texts_that_is_not_there_is_named(project, monkeypatch):
    monkeypatch.setenv("OVERSIGHT_FULLTEXT", str(project / "nowhere"))
    findings = check_all(project).findings
    assert len(findings) == 4
    assert all("has the sha256 that is pinned" in finding.found for finding in findings)


def test_completeness_of_a_document_that_is_not_held_is_refused(project):
    run = ["--root", str(project), "completeness", "oig-18-36"]
    shown = CliRunner().invoke(oversight, run)
    assert shown.exit_code == 2
    assert "no text of a document `oig-18-36` is held" in " ".join(shown.output.split())
