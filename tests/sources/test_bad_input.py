"""What bad input gets: file, line, what was found, what was expected, what to do; never a traceback.

Each case breaks the real sources in one place, by hand as a person would.
"""

import json
import re
import shutil

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.orchestration.building import build_package
from pipeline.orchestration.checking import check_all
from pipeline.package.package_folder import differences
from pipeline.sources.findings import Finding
from pipeline.sources.printed_findings import printed

pytestmark = pytest.mark.slow

REPORT = "sources/oig-20-13"
FIGURES = f"{REPORT}/figures.yaml"
DOCUMENT = f"{REPORT}/document.txt"
DISCREPANCIES = f"{REPORT}/discrepancies.yaml"
JEFFREY = "sources/jeffrey-2018-01-26"

CASES = {
    "a quotation that is not in the document": (
        FIGURES,
        'quote: "We achieved a 27.2 percent response rate."',
        'quote: "Pelicans achieved a splendid sunset."',
        ["oig-20-13/survey-response-share-footnote", "not in sources/oig-20-13/document.txt"],
    ),
    "a quotation that is there twice": (
        FIGURES,
        'quote: "We achieved a 27.2 percent response rate."',
        'quote: "We achieved a 27.2 percent"',
        ["oig-20-13/survey-response-share-footnote", "occurs 2 times", "lines 254, 422", "`line:`"],
    ),
    "a quotation that reads another number": (
        FIGURES,
        'quote: "As of September 30, 2019, the remaining 17,700 remained at-large."',
        'quote: "As of September 30, 2019, the remaining 17,800 remained at-large."',
        [
            "oig-20-13/released-aliens-at-large",
            "remaining 17,700 remained",
            "a number or a negation differs",
        ],
    ),
    "a value that disagrees with its token": (
        FIGURES,
        "value: 17700",
        "value: 17070",
        ["oig-20-13/released-aliens-at-large", "`17,700`", "17070", "emendation"],
    ),
    "a token that the quotation does not hold": (
        FIGURES,
        'at: "17,700"',
        'at: "7,700"',
        [
            "oig-20-13/released-aliens-at-large",
            "the quotation has no numeral `7,700`; its numerals are `30`, `2019`, `17,700`",
            "`17,700`",
        ],
    ),
    "a value with separators": (
        FIGURES,
        "value: 17700",
        "value: 17,700",
        ["oig-20-13/released-aliens-at-large", "without separators"],
    ),
    "an unknown measure": (
        FIGURES,
        "measure: released_aliens_at_large",
        "measure: aliens_in_orbit",
        [
            "oig-20-13/released-aliens-at-large",
            "`aliens_in_orbit` is not defined",
            "sources/measures.yaml",
        ],
    ),
    "a duplicate id": (
        FIGURES,
        "- id: released-aliens-at-large",
        "- id: total-arrests",
        ["oig-20-13/total-arrests", "sources/oig-20-13/figures.yaml:", "has the same id"],
    ),
    "an unknown field": (
        FIGURES,
        "value: 17700",
        "valeu: 17700",
        ["oig-20-13/released-aliens-at-large", "valeu"],
    ),
    "malformed YAML": (
        FIGURES,
        "transcribed_by: software",
        "transcribed_by: [software",
        ["not well-formed YAML"],
    ),
    "a duplicate key": (
        FIGURES,
        "value: 17700",
        "value: 17700\n    value: 17700",
        ["duplicate key `value`"],
    ),
    "a period of no known form": (
        FIGURES,
        "period: 2019-09-30\n",
        "period: autumn\n",
        ["oig-20-13/released-aliens-at-large", "FY2014", "autumn"],
    ),
    "words for the period that the quotation does not hold": (
        FIGURES,
        'period_printed: "As of September 30, 2019"',
        'period_printed: "As of September 30, 2018"',
        ["oig-20-13/released-aliens-at-large", "As of September 30, 2018"],
    ),
    "a rule of rounding that is left unsaid": (
        FIGURES,
        "value: 17700\n    rounding: document",
        "value: 17700",
        ["oig-20-13/released-aliens-at-large", "rounding: none"],
    ),
    "a rule of rounding that cannot apply": (
        FIGURES,
        "value: 6127\n    population: ICE CAP officers",
        "value: 6127\n    rounding: document\n    population: ICE CAP officers",
        ["oig-20-13/survey-recipients-footnote", "not a multiple of 100"],
    ),
    "a row that does not add up": (
        DOCUMENT,
        "Homicide\t374\t1,549\t1,923",
        "Homicide\t374\t1,549\t1,932",
        ["Homicide", "charges + convictions = total_offenses", "document.txt:612", "1,932"],
    ),
    "a hash that does not match": (
        DOCUMENT,
        "Flight / Escape",
        "Flight or Escape",
        ["sha256", "source.yaml:", "6435f6b61ade0f38"],
    ),
    "a cell that is not a number": (
        DOCUMENT,
        "Homicide\t374\t",
        "Homicide\tl74\t",
        ["document.txt:612", "`l74` under charges is no whole number"],
    ),
    "a table that is not where it is said to be": (
        f"{REPORT}/tables/arrest-offenses.yaml",
        "header: [Violation Category, ",
        "header: [Violation, ",
        ["arrest_offenses", "the header occurs 0 times"],
    ),
    "a table whose end is not where it is said to be": (
        f"{REPORT}/tables/arrest-offenses.yaml",
        'ends_before: "Source: Fiscal Year 2019',
        'ends_before: "Source: Fiscal Year 1919',
        ["arrest_offenses", "the line behind the table 0"],
    ),
    "columns that stand under another header": (
        f"{REPORT}/tables/arrest-offenses.yaml",
        "columns: [violation_category, charges, convictions, total_offenses]",
        "columns: [violation_category, convictions, charges, total_offenses]",
        ["arrest_offenses", "which by its name and title is `Convictions`"],
    ),
    "a total of another column": (
        f"{REPORT}/tables/arrest-offenses.yaml",
        "charges: charges-fy2019\n        convictions: convictions-fy2019",
        "charges: convictions-fy2019\n        convictions: charges-fy2019",
        ["arrest_offenses", "the figure convictions-fy2019, which reads another cell"],
    ),
    "a table that has no title but the number of its draft": (
        f"{REPORT}/tables/case-reviews.yaml",
        "title: Cases that the OIG observed and reviewed, by documentation finding",
        "title: table_2",
        ["case-reviews.yaml:3", "`table_2` does not say", "the words that are printed above"],
    ),
    "a cell with a fraction": (
        DOCUMENT,
        "Homicide\t374\t1,549\t1,923",
        "Homicide\t374.5\t1,549\t1,923.5",
        ["document.txt:612", "`374.5` under charges is no whole number"],
    ),
    "a bound that nobody can know": (
        f"{REPORT}/tables/detainers-by-fiscal-year.yaml",
        "{detainers_id: declined-fy2015, fiscal_year: 2015, series: declined}",
        "{detainers_id: declined-fy2015, fiscal_year: 2015, series: declined, lower: 8000}",
        ["declined-fy2015", "expected `detainers_id`, `fiscal_year`, `series`"],
    ),
    "a missing row of another quantity": (
        f"{REPORT}/relations.yaml",
        "period: FY2015/FY2018\n    availability: image_not_held",
        "period: FY2016/FY2018\n    availability: image_not_held",
        ["declined-fy2015", "FY2016/FY2018", "name the quantity that the row is part of"],
    ),
    "a name taken for a number": (
        FIGURES,
        'to arrest three MS-13 gang members"\n    at: three\n    value: 3',
        'to arrest three MS-13 gang members"\n    at: "13"\n    value: 13',
        ["oig-20-13/gang-members-to-be-arrested", "`13` is not read: it is part of a name"],
    ),
    "a footnote mark taken for a number": (
        FIGURES,
        'quote: "In fiscal year 2019, ICE arrested 143,100⁴ aliens"\n    at: "143,100"\n    value: 143100\n    rounding: document',
        'quote: "In fiscal year 2019, ICE arrested 143,100⁴ aliens"\n    at: "⁴"\n    value: 4',
        ["oig-20-13/aliens-arrested-fy2019", "`⁴` is not read: it is a mark and counts nothing"],
    ),
    "a rule of rounding that the document does not state": (
        f"{REPORT}/source.yaml",
        "rounded to the nearest hundred.",
        "rounded to the nearest thousand.",
        ["source.yaml:", "rounded to the nearest thousand"],
    ),
    "pages that do not follow each other": (
        f"{REPORT}/source.yaml",
        'at: "24", heading',
        'at: "25", heading',
        ["source.yaml:", "pages begin between these lines, expected"],
    ),
    "an emendation of a digit": (
        f"{REPORT}/emendations.yaml",
        'read_as: "8,665"',
        'read_as: "8,700"',
        ["oig-20-13/declined-fy2014-separator", "other digits than `8.665`"],
    ),
    "an anchor that does not help": (
        FIGURES,
        'quote: "We achieved a 27.2 percent response rate."',
        'quote: "We achieved a 27.2 percent"\n    line: 300',
        [
            "oig-20-13/survey-response-share-footnote",
            "not exactly once where it is expected",
            "lines 254, 422",
        ],
    ),
    "aliases of aliases": (
        "sources/measures.yaml",
        "measures:\n",
        "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 9)}]" for n in range(9))
        + "\nmeasures:\n",
        ["measures.yaml:1", "aliases make more values than it has characters"],
    ),
    "a number in words": (
        f"{REPORT}/tables/recommendations.yaml",
        'number: {quote: "Recommendation 1: We", at: "1", value: 1}',
        "number: three",
        ["recommendations.yaml:24", "`three` under number is not read from the document"],
    ),
    "a date in words": (
        f"{REPORT}/tables/recommendations.yaml",
        '      estimated_completion: {quote: "ICE estimates a completion date of June 30, 2021."',
        '      status: "February"\n      estimated_completion: {quote: "ICE estimates a completion date of June 30, 2021."',
        ["recommendations.yaml:", "only columns of the table"],
    ),
    "an id that is a number": (
        f"{REPORT}/tables/sites-visited.yaml",
        "site_id: washington-us-dc",
        "site_id: 5",
        ["sites-visited.yaml:", "`5` under site_id is not read from the document"],
    ),
    "a text that refers to itself": (
        f"{REPORT}/emendations.yaml",
        "emendations:",
        "emendations: &x [*x]\nmore:",
        ["refers to itself"],
    ),
    "a number beyond reason": (
        FIGURES,
        "value: 17700",
        "value: 177000000000000000000000000",
        ["oig-20-13/released-aliens-at-large", "18 digits"],
    ),
    "an emptied guard of an article": (
        f"{JEFFREY}/numerals.csv",
        "1950,1956,5,figure,",
        "1956,1950,5,figure,",
        ["do not follow the row before"],
    ),
    "an emendation of another token": (
        f"{REPORT}/emendations.yaml",
        'token: "8.665"',
        'token: "8.655"',
        ["oig-20-13/declined-fy2014-separator", "the document reads `8.665`"],
    ),
    "an emendation that reads another number": (
        f"{REPORT}/emendations.yaml",
        'read_as: "8,665"',
        'read_as: "8,666"',
        ["oig-20-13/detainers-declined-fy2014", "`8,666`", "8665"],
    ),
    "an emendation that is no longer needed": (
        DOCUMENT,
        "from 8.665 to",
        "from 8,665 to",
        ["8,665"],
    ),
    "an emendation whose evidence does not tell the readings apart": (
        f"{REPORT}/emendations.yaml",
        "evidence: declined-change",
        "evidence: declined-total",
        ["oig-20-13/declined-fy2014-separator", "also holds with the token as printed"],
    ),
    "a relation between figures that are not there": (
        f"{REPORT}/relations.yaml",
        "exact: offenses-fy2019\n  - id: offenses-rounding-background",
        "exact: offenses-fy1919\n  - id: offenses-rounding-background",
        [
            "oig-20-13/offenses-rounding-highlights",
            "there is no figure, quantity or fact `oig-20-13/offenses-fy1919`",
        ],
    ),
    "a relation that cannot hold": (
        f"{REPORT}/relations.yaml",
        "parts: [charges-fy2019, convictions-fy2019]",
        "parts: [charges-fy2019, offenses-fy2019-highlights]",
        ["oig-20-13/offenses-total", "658,053", "489,063"],
    ),
    "a relation without its members": (
        f"{REPORT}/relations.yaml",
        "    whole: in-custody-arrests\n",
        "",
        ["oig-20-13/in-custody-total", "a `sum` has parts, whole; found parts"],
    ),
    "an excerpt that is longer than may be quoted": (
        f"{JEFFREY}/excerpts.yaml",
        'text: "approximately 675 jurisdictions',
        'text: "' + "word " * 40 + "approximately 675 jurisdictions",
        ["at most 40", "jeffrey-2018-01-26"],
    ),
    "a ledger that leaves a figure out": (
        f"{JEFFREY}/numerals.csv",
        "1950,1956,5,figure,",
        "1950,1956,5,waived,pronoun",
        [
            "jeffrey-2018-01-26/detainers-declined-jeffrey",
            "the ledger does not mark them as `figure`",
        ],
    ),
    "a ledger that cannot be read": (
        f"{JEFFREY}/numerals.csv",
        "1950,1956,5,figure,",
        "1950,5,figure,",
        ["numerals.csv:", "cannot read"],
    ),
    "a period that its words do not name": (
        FIGURES,
        'period: FY2018\n    period_printed: "FY 2018"',
        'period: FY2017\n    period_printed: "FY 2018"',
        ["oig-20-13/officers-employed-fy2018", "the words `FY 2018` do not name FY2017"],
    ),
    "a fiscal year taken for a calendar year": (
        FIGURES,
        "period: FY2009\n",
        'period: "2009"\n',
        ["oig-20-13/eligible-identified-share-fy2009", "do not name 2009"],
    ),
    "a share that is said to be a count": (
        FIGURES,
        'statistic: share\n    quote: "about 54 percent',
        'statistic: count\n    quote: "about 54 percent',
        [
            "oig-20-13/matches-biometric-share",
            "`54` is printed beside `percent`, the statistic is `count`",
        ],
    ),
    "a share of nothing": (
        FIGURES,
        "    denominator: responding ICE officers\n",
        "",
        ["oig-20-13/survey-effective-share", "has a `denominator`"],
    ),
    "a row of another year": (
        f"{REPORT}/tables/detainers-by-fiscal-year.yaml",
        "      figure: detainers-issued-fy2014",
        "      figure: detainers-issued-fy2019",
        ["issued-fy2014", "in fiscal year 2014", "detainers_issued, FY2019"],
    ),
    "a row of another series": (
        f"{REPORT}/tables/detainers-by-fiscal-year.yaml",
        "      figure: detainers-issued-fy2014",
        "      figure: detainers-declined-fy2014",
        ["issued-fy2014", "a count of detainers_declined, FY2014"],
    ),
    "a misspelt key": (
        FIGURES,
        "value: 17700\n    rounding: document",
        "value: 17700\n    roundng: document",
        [
            "oig-20-13/released-aliens-at-large",
            "`roundng` is not a known key; did you mean `rounding`?",
        ],
    ),
    "a release without a version": (
        "release.yaml",
        "\nversion: ",
        "\nversion: soon after ",
        ["release.yaml:", "version", "soon"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_refused_with_its_place_and_a_remedy(case, project, edit, repin):
    file, old, new, expected = CASES[case]
    edit(file, old, new)
    if file == DOCUMENT and case != "a hash that does not match":
        repin()
    outcome = CliRunner().invoke(oversight, ["--root", str(project), "check"])
    assert outcome.exit_code == 1, outcome.output
    assert isinstance(outcome.exception, SystemExit)
    for words in expected:
        assert words in outcome.output
    assert re.search(r"^(sources/|release\.yaml)\S*(:\d+)?  ", outcome.output, re.MULTILINE)
    assert "→" in outcome.output


def test_the_untouched_project_is_accepted(project, repository):
    shutil.copy(repository / "release.yaml", project)
    shutil.copytree(repository / "releases", project / "releases")
    outcome = CliRunner().invoke(oversight, ["--root", str(project), "check"])
    assert outcome.exit_code == 0
    assert outcome.output.endswith("\ndatapackage/ is what the sources give\n")


def test_an_emendation_that_is_no_longer_needed_is_named_when_the_text_is_renewed(
    project, edit, repin
):
    edit(DOCUMENT, "from 8.665 to", "from 8,665 to")
    repin()
    text = (project / FIGURES).read_text().replace("8.665", "8,665")
    (project / FIGURES).write_text(text)
    text = (project / DISCREPANCIES).read_text().replace("8.665", "8,665")
    (project / DISCREPANCIES).write_text(text)
    edit(f"{REPORT}/emendations.yaml", 'token: "8.665"', 'token: "8,665"')
    (finding,) = check_all(project).findings
    assert finding.subject == "oig-20-13/declined-fy2014-separator"
    assert "no longer needed" in finding.found


@pytest.mark.parametrize("renewed", [False, True], ids=["hash left", "hash renewed"])
@pytest.mark.parametrize(
    ("row", "changed"),
    [
        ("Traffic Offenses - DUI\t25,417\t", "Traffic Offenses - DUI\t25,471\t"),
        ("Kidnapping\t723\t1,110\t1,833", "Kidnapping\t723\t1,100\t1,833"),
        ("Other Crimes\t876\t1,590\t2,466", "Other Crimes\t876\t1,590\t2,467"),
        ("TOTAL\t168,903\t", "TOTAL\t168,908\t"),
    ],
)
def test_a_changed_number_of_appendix_c_is_found_by_its_hash_and_by_its_row(
    row, changed, renewed, project, edit, repin
):
    edit(DOCUMENT, row, changed)
    if renewed:
        repin()
        found = check_all(project).findings
        assert any(row.split("\t")[0] in f.subject + f.found for f in found), found
        assert not any("sha256" in finding.found for finding in found)
    else:
        (finding,) = check_all(project).findings
        assert (finding.subject, "its sha256 is" in finding.found) == (DOCUMENT, True)


def test_all_findings_come_at_once(project, edit):
    for case in (
        "an unknown measure",
        "a ledger that cannot be read",
        "an emendation that reads another number",
        "a release without a version",
    ):
        edit(*CASES[case][:3])
    edit("sources/unshackled-undated/source.yaml", "covers: oig-18-36", "coverz: oig-18-36")
    assert {(f.file, f.subject) for f in check_all(project).findings} == {
        (FIGURES, "oig-20-13/released-aliens-at-large"),
        (FIGURES, "oig-20-13/detainers-declined-fy2014"),
        (f"{REPORT}/emendations.yaml", "oig-20-13/declined-fy2014-separator"),
        (f"{JEFFREY}/numerals.csv", "ledger"),
        ("release.yaml", "version"),
        ("sources/unshackled-undated/source.yaml", "coverz"),
    }


def test_a_document_with_findings_goes_no_further_and_the_others_go_on(project, edit):
    edit(FIGURES, "value: 17700", "value: 17,700")  # the form of the file
    edit(FIGURES, "value: 195500", "value: 195501")  # an entry of it, which is not reached
    edit(f"{JEFFREY}/figures.yaml", "value: 29269", "value: 29296")
    report = check_all(project)
    assert [(f.file, f.subject) for f in report.findings] == [
        (FIGURES, "oig-20-13/released-aliens-at-large"),
        (f"{JEFFREY}/figures.yaml", "jeffrey-2018-01-26/detainers-declined-jeffrey"),
    ]
    (stopped,) = (line for line in report.not_run if "evaluate relations" in line)
    assert "findings of: read the hand-owned files, compare every entry with" in stopped
    assert not any(line.startswith("compare releases/") for line in report.not_run)


def test_a_wrong_value_is_one_finding_and_brings_no_advice_to_waive_the_rounding(project, edit):
    edit(FIGURES, "value: 17700", "value: 17070")
    (finding,) = check_all(project).findings
    assert "enter the value again" in finding.remedy


def test_one_bad_entry_does_not_bring_findings_about_others(project, edit):
    edit(FIGURES, "value: 165500", "value: 165,500")
    (finding,) = check_all(project).findings
    assert finding.subject == "oig-20-13/detainers-issued-fy2019"


@pytest.mark.parametrize(
    "file",
    [
        DOCUMENT,
        FIGURES,
        f"{REPORT}/source.yaml",
        f"{JEFFREY}/source.yaml",
        f"{JEFFREY}/numerals.csv",
        f"{JEFFREY}/word-runs.txt",
        f"{JEFFREY}/excerpts.yaml",
        "sources/measures.yaml",
        "release.yaml",
    ],
)
def test_a_missing_file_is_one_finding(file, project):
    (project / file).unlink()
    findings = check_all(project).findings
    assert [f.file for f in findings if f.subject == "missing"] == [file]
    assert len(findings) == 1, findings


def test_a_file_that_nothing_reads_is_named(project):
    (project / FIGURES).rename(project / f"{REPORT}/figure.yaml")
    findings = {f.file: f for f in check_all(project).findings}
    assert "rename it to figures.yaml" in findings[f"{REPORT}/figure.yaml"].remedy
    assert findings[FIGURES].subject == "missing"
    assert len(findings) == 2


def test_malformed_yaml_is_the_only_finding(project, edit):
    edit(*CASES["malformed YAML"][:3])
    (finding,) = check_all(project).findings
    assert (finding.file, finding.subject) == (FIGURES, "YAML")


def test_a_file_that_is_not_utf_8_is_named(project):
    with (project / FIGURES).open("ab") as file:
        file.write(b"# \xff\n")
    (finding,) = [f for f in check_all(project).findings if f.file == FIGURES]
    assert "not UTF-8" in finding.found


def test_findings_for_machines(project, edit):
    edit(*CASES["an unknown measure"][:3])
    run = CliRunner()
    as_json = run.invoke(oversight, ["--root", str(project), "check", "--format", "json"])
    (finding,) = json.loads(as_json.output)["findings"]
    assert (finding["file"], finding["subject"]) == (FIGURES, "oig-20-13/released-aliens-at-large")
    assert finding["line"] > 1
    github = run.invoke(oversight, ["--root", str(project), "check", "--format", "github"]).output
    assert github.startswith(
        f"::error file={FIGURES},line={finding['line']},title=oig-20-13/released"
    )
    assert "%0A" in github


def test_a_build_that_fails_leaves_the_last_good_package_as_it_was(project, edit, repin):
    before = bytes_under(project / "datapackage")
    edit(*CASES["a row that does not add up"][:3])
    repin()
    outcome = CliRunner().invoke(oversight, ["--root", str(project), "build"])
    assert outcome.exit_code == 1
    assert "Homicide" in outcome.output
    assert bytes_under(project / "datapackage") == before
    assert sorted(path.name for path in project.iterdir()) == [
        ".zenodo.json", "CHANGELOG.md", "CITATION.cff", "datapackage", "release.yaml", "sources",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "case",
    [
        "malformed YAML",
        "a duplicate id",
        "a relation that cannot hold",
        "a release without a version",
    ],
)
def test_what_check_refuses_build_refuses(case, project, edit):
    before = bytes_under(project / "datapackage")
    edit(*CASES[case][:3])
    assert not build_package(project, progress=lambda _: None).success
    assert bytes_under(project / "datapackage") == before


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("csv/figures.csv", "csv/figures.csv differs from line 2 on"),
        ("parquet/figures.parquet", "parquet/figures.parquet has other bytes"),
        ("DICTIONARY.md", "DICTIONARY.md differs from line"),
    ],
)
def test_a_package_that_is_not_what_the_sources_give_is_refused(file, says, project, derived):
    path = project / "datapackage" / file
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
    (finding,) = differences(project, derived("version").files)
    assert finding.file == "datapackage"
    assert says in " ".join(finding.found.split())
    assert "make build" in finding.remedy


def test_a_stray_or_missing_file_in_the_package_is_refused(project):
    (project / "datapackage" / "notes.txt").write_text("x")
    (project / "datapackage" / "SHA256SUMS").unlink()
    (finding,) = check_all(project).findings
    found = " ".join(finding.found.split())
    assert "notes.txt is none of the files that the sources give" in found
    assert "SHA256SUMS is missing" in found


def test_a_store_that_is_a_file_is_a_finding(project):
    (project / "releases").write_text("x")
    found = {finding.subject: finding.found for finding in check_all(project).findings}
    assert "Not a directory" in found["the store of releases"]


def test_outside_a_project_the_command_says_where_to_go(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = CliRunner().invoke(oversight, ["check"])
    assert outcome.exit_code == 2
    assert "--root" in outcome.output


def bytes_under(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_file_that_is_called_like_a_line_of_the_output_has_no_line_of_its_own():
    finding = Finding("sources/a\n::error::b:c,d.yaml", 1, "x\nok", "found", "remedy")
    assert printed([finding], "text").splitlines() == [
        "sources/a\\n::error::b:c,d.yaml:1  x\\nok",
        "  found",
        "  → remedy",
    ]
    assert printed([finding], "github") == (
        "::error file=sources/a%0A%3A%3Aerror%3A%3Ab%3Ac%2Cd.yaml,line=1,title=x%0Aok::found%0A→ remedy"
    )
