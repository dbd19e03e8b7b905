"""Answers to questions: what follows from the real figures, and what is refused of a wrong question."""

from dataclasses import replace
from decimal import Decimal
from textwrap import dedent

import pytest

from pipeline.consistency.answer_checks import answer_findings
from pipeline.consistency.answers import answers_of
from pipeline.consistency.cell_shares import cell_shares_of
from pipeline.package.answer_rows import answer_row
from pipeline.sources.answer_entries import AnswerEntry, AnswersFile, CellSharesEntry
from pipeline.sources.files import Reader
from pipeline.sources.ids import SHARED
from pipeline.sources.references import reference_findings

FILE = "sources/answers.yaml"


@pytest.fixture(scope="module")
def rows(derived):
    return derived("consistency_tables")["answers"].set_index("answer_id")


@pytest.fixture(scope="module")
def shares(derived):
    return derived("consistency_tables")["cell_shares"]


@pytest.fixture
def ask(tmp_path, derived, consistency):
    """Answers and findings of the real figures for an `answers.yaml` of a test."""

    def ask(content):
        reader = Reader(tmp_path, SHARED)
        (tmp_path / "sources").mkdir(exist_ok=True)
        (tmp_path / FILE).write_text(dedent(content).lstrip("\n"))
        file = reader.entry(FILE, AnswersFile)
        if file is None:
            return [], reader.findings
        transcription = derived("transcription")
        shared = replace(
            transcription.corpus.shared,
            answers=file.items("answers", AnswerEntry),
            cell_shares=file.items("cell_shares", CellSharesEntry),
        )
        corpus = replace(transcription.corpus, shared=shared)
        found = list(reference_findings(corpus))
        if found:
            return [], found
        asked = replace(transcription, corpus=corpus)
        measures = {item.entry.id: item.entry for item in corpus.measures}
        answers, found = answers_of(asked, consistency.bounds)
        found += [one for answer in answers for one in answer_findings(answer, measures)]
        return answers, found + cell_shares_of(asked)[1]

    return ask


def answer(**fields):
    """An answers file with one question: by default that of FY 2014, which has no findings."""
    entry = {
        "question": "How many detainers were declined in FY 2014, in percent of those issued?",
        "kind": "share",
        "parts": "[oig-20-13/detainers-declined-fy2014]",
        "whole": "[oig-20-13/detainers-issued-fy2014]",
    } | fields
    return "answers:\n  - id: asked\n" + "".join(
        f"    {name}: {value}\n" for name, value in entry.items() if value is not None
    )


def ends(row):
    return row["lower"], row["upper"]


def test_declined_in_percent_of_issued_is_the_quotient_of_the_intervals(rows):
    """8,665 of 136,950 to 137,050; 16,350 to 16,450 of 165,450 to 165,550. Rounded outward."""
    first = rows.loc["shared/declined-in-percent-of-issued-fy2014"]
    assert ends(first) == (Decimal("6.322510"), Decimal("6.327127"))
    last = rows.loc["shared/declined-in-percent-of-issued-fy2019"]
    assert ends(last) == (Decimal("9.876170"), Decimal("9.942581"))
    for row in (first, last):
        assert row["unit"] == "percent"
        assert row["caution"].startswith("Not a share of the same detainers")


def test_the_caution_of_an_answer_has_those_of_its_figures(rows):
    row = rows.loc["shared/declined-in-percent-of-issued-fy2014"]
    assert "The text held prints “8.665”, read as 8,665." in row["caution"]
    assert "oig-20-13/declined-fy2014-token" in row["discrepancy_ids"].split()
    assert row["rests_on"].split() == [
        "oig-20-13/detainers-declined-fy2014",
        "oig-20-13/detainers-issued-fy2014",
    ]


def test_offenses_for_each_alien_arrested(rows):
    row = rows.loc["shared/offenses-per-alien-arrested-fy2019"]
    lower, upper = ends(row)
    assert lower <= Decimal(489063) / 143150 and Decimal(489063) / 143050 <= upper
    assert upper - lower < Decimal("0.0024")
    assert row["unit"] == "offenses per alien arrested"


def test_each_reading_of_a_total_has_an_answer_of_its_own(rows):
    dated = rows.loc["shared/declined-in-percent-of-issued-fy2014-fy2019-as-dated"]
    titled = rows.loc["shared/declined-in-percent-of-issued-fy2014-fy2019-as-titled"]
    assert dated["upper"] < titled["lower"]
    assert (dated["reading"], titled["reading"]) == ("oig-20-13/as-dated", "oig-20-13/as-titled")
    assert "October 1, 2014" in dated["assumptions"]


def test_only_the_2_states_can_be_in_the_highest_band(rows, derived):
    """It follows, and is not read: the table of bands has no number."""
    row = rows.loc["shared/states-in-the-highest-band"]
    assert (row["value"], *ends(row)) == (2, 2, 2)
    assert "oig-20-13/detainers-issued-october-2014-september-2019" in row["rests_on"].split()
    bands = derived("transcribed_tables")["oig_20_13__detainers_by_state_band"]
    assert bands["states"].isna().all()
    named = bands.set_index("band")["answer_id"].dropna()
    assert named.to_dict() == {"150,000 - 200,000": "shared/states-in-the-highest-band"}


def test_appendix_c_in_long_form_has_its_order_its_year_and_shares(shares):
    assert len(shares) == 90
    first = shares.query("printed_order == 1 and column_name == 'total_offenses'").iloc[0]
    assert (first["row_key"], first["value"]) == ("Traffic Offenses - DUI", 74523)
    assert first["share_lower"] <= Decimal(7452300) / 489063 <= first["share_upper"]
    last = shares.query("printed_order == 30 and column_name == 'charges'").iloc[0]
    assert (last["row_key"], last["total_figure_id"]) == (
        "Other Crimes",
        "oig-20-13/charges-fy2019",
    )
    assert set(shares["period_printed"]) == {"FY 2019"}
    for _, column in shares.groupby("column_name"):
        assert abs(column["share"].sum() - 100) < Decimal("0.00002")


def test_an_answer_may_be_computed_from_cells_and_from_the_sum_of_a_column(ask, consistency):
    cell = "{document: oig-20-13, table: arrest_offenses, row: Homicide, column: charges}"
    column = "{document: oig-20-13, table: arrest_offenses, column: charges}"
    (answered,), findings = ask(answer(question="Which share?", parts=f"[{cell}]", whole=f"[{column}]"))  # fmt: skip
    assert findings == []
    row = answer_row(answered, consistency, {}, {})
    assert row["lower"] <= Decimal(37400) / 168903 <= row["upper"]
    assert row["cells"] == "oig-20-13, arrest_offenses, row Homicide, charges; oig-20-13, arrest_offenses, all rows, charges"  # fmt: skip
    assert row["rests_on"] is None


DECLINED_2019 = "[oig-20-13/detainers-declined-fy2019]"
ISSUED_TOTAL = "[oig-20-13/detainers-issued-october-2014-september-2019]"
CASES = {
    "a figure that is not there": (answer(parts="[oig-20-13/declined]"), 2, "there is no figure, quantity or fact `oig-20-13/declined`"),
    "a figure without its document": (answer(parts="[detainers-declined-fy2014]"), 2, "there is no figure, quantity or fact `shared/detainers-declined-fy2014`"),
    "a cell without its document": (answer(parts="[{table: arrest_offenses, column: charges}]"), 2, "needs its `document`"),
    "a row that is not there": (answer(parts="[{document: oig-20-13, table: arrest_offenses, row: Arson, column: charges}]"), 2, "has no row `Arson`"),
    "a reading that is not there": (answer(reading="oig-20-13/as-printed"), 7, "the reading `oig-20-13/as-printed` is not registered"),
    "a number that is approximate": (answer(whole="[oig-20-13/officers-employed-fy2018]"), 2, "is approximate: nothing follows from it"),
    "a number that is stated nowhere": (answer(whole="[oig-20-13/detainers-issued-fy2015-fy2018]"), 2, "is stated in no document: nothing follows from it"),
    "a fact": (answer(whole="[shared/whole-in-percent]"), 2, "is stated in no document"),
    "a number of another measure": (answer(parts="[oig-20-13/local-jails-arrested]"), 3, "the question lacks"),
    "a number of another year": (answer(parts=DECLINED_2019), 3, "the question does not name 2019"),
    "a number of more years": (answer(whole=ISSUED_TOTAL), 3, "the question does not name 2015, 2019"),
    "a number of another report": (answer(whole="[western-journal-undated/detainers-declined-california-western-journal]", question="How many detainers were declined in FY 2014, and how many in 2015 to 2017?"), 2, "figures of different reports meet in it: oig-18-36, oig-20-13"),
    "a year of no number": (answer(question="How many detainers were declined in FY 2014, in percent of those issued in 2013?"), 3, "names 2013; none of its figures"),
    "a question that is none": (answer(question="Detainers declined in FY 2014 and issued."), 3, "a question, with a question mark at its end"),
    "parts and whole exchanged": (answer(parts="[oig-20-13/detainers-issued-fy2014]", whole="[oig-20-13/detainers-declined-fy2014]"), 5, "oig-20-13/detainers-issued-fy2014 in percent of oig-20-13/detainers-declined-fy2014 is [1,580.4"),
    "two units": (answer(parts="[oig-20-13/charges-fy2019]", question="How many charges were there in FY 2019 of 2014, per detainers issued?"), 2, "its members are in charges, detainers"),
    "two periods": (answer(whole="[oig-20-13/detainers-issued-fy2019]", question="How many detainers were declined in FY 2014, in percent of those issued in FY 2019?"), 2, "are not one"),
    "a reason that is not needed": (answer(differs_in="{unit: They are both detainers.}"), 7, "do not differ in unit"),
    "a field of another kind": (answer(per="detainer"), 2, "a `share` has parts, whole; found parts, per, whole"),
    "a member twice": (answer(whole="[oig-20-13/detainers-declined-fy2014]"), 2, "occurs twice"),
    "another unit after per": (answer(kind="quotient", per="officer"), 7, "the whole is in detainers"),
    "a sum of one number": (answer(kind="sum", whole=None), 2, "two numbers or more"),
    "a quantity that leaves several candidates": (
        answer(kind="only_candidate", parts=None, whole=None, quantity="oig-20-13/states-in-the-highest-band", candidates="[oig-20-13/states-in-a-band-2, oig-20-13/gang-members-to-be-arrested]"),
        2,
        "admit oig-20-13/states-in-a-band-2, oig-20-13/gang-members-to-be-arrested",
    ),
    "a quantity that leaves no candidate": (
        answer(kind="only_candidate", parts=None, whole=None, quantity="oig-20-13/states-in-the-highest-band", candidates="[oig-20-13/states-in-a-band-13, oig-20-13/states-in-a-band-23]"),
        2,
        "admit none of its candidates",
    ),
    "a number that needs no candidates": (
        answer(kind="only_candidate", parts=None, whole=None, quantity="oig-20-13/states-in-a-band-2", candidates="[oig-20-13/states-in-a-band-13, oig-20-13/states-in-a-band-23]"),
        5,
        "is stated: it needs no candidates",
    ),
    "an id twice": (answer() + answer().removeprefix("answers:\n"), 7, "has the same id"),
    "a total that is no figure": ("cell_shares:\n  - {document: oig-20-13, table: arrest_offenses, totals: {charges: oig-20-13/charges}}\n", 2, "there is no figure `oig-20-13/charges`"),
    "a column that is not there": ("cell_shares:\n  - {document: oig-20-13, table: arrest_offenses, totals: {arrests: oig-20-13/charges-fy2019}}\n", 2, "has no column `arrests`"),
    "a total in another unit": ("cell_shares:\n  - {document: oig-20-13, table: arrest_offenses, totals: {charges: oig-20-13/convictions-fy2019}}\n", 2, "its total oig-20-13/convictions-fy2019 in convictions"),
    "a table that is not there": ("cell_shares:\n  - {document: oig-20-13, table: sites, totals: {charges: oig-20-13/charges-fy2019}}\n", 2, "has no table `sites`"),
    "a column twice": (
        "cell_shares:\n" + 2 * "  - {document: oig-20-13, table: arrest_offenses, totals: {charges: oig-20-13/charges-fy2019}}\n",
        3,
        "sources/answers.yaml:2 has the column `charges` too",
    ),
}  # fmt: skip


def test_the_question_of_the_cases_has_no_finding(ask):
    assert ask(answer())[1] == []


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_question_is_a_finding_at_its_line(case, ask):
    content, line, words = CASES[case]
    found = [finding for finding in ask(content)[1] if words in finding.found]
    assert [(finding.file, finding.line) for finding in found[:1]] == [(FILE, line)]
    assert found[0].remedy
