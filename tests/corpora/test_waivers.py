"""Waivers: which reasons fit which numerals, stubs that can be pasted, periods that need no waiver."""

from dataclasses import replace
from datetime import date

import pytest
import yaml
from reports import TALKS, Report, new_corpus

from pipeline.sources.folders import read_corpus
from pipeline.text.numbers.numerals import find_numerals
from pipeline.transcription.completeness import completeness_of
from pipeline.transcription.transcribe import transcribe
from pipeline.transcription.waiver_reasons import fits, fitting_reasons
from pipeline.transcription.waiver_stubs import stub

NOTES = Report(
    "notes",
    """
    Notes on visits
    See page 7. Inspectors began on May 3, 2019.
    Rates: 5 to 5 and 5 of 5 and 5, 5.
    Call "us" at (202) 555-0100 or write to C:\\visits\u00a09.
    """,
)


@pytest.fixture
def numerals_of(tmp_path):
    """The numerals of a report that are not accounted for."""

    def run(report):
        corpus, findings = read_corpus(new_corpus(tmp_path / "numerals", report))
        measures = {item.entry.id: item.entry for item in corpus.measures}
        transcript, more = transcribe(corpus.sources[0], measures, corpus.catalog)
        assert (findings, more) == ((), ())
        return completeness_of(transcript).unaccounted

    return run


@pytest.mark.parametrize(
    "text",
    [
        "inspectors visited [30] jails", "a rise of [33] percent", "it cost $[400] last year",
        "in 11 of the [19] areas we observed", "more than [20] officers", "[Twenty] offices were visited",
        "Visited [35] ICE locations", "nearly [half] of the officers", "honor detainers for up to [48] hours",
        "sentenced to [35] years in prison", "during these [6] years", "paid [$1.6 billion] for it",
        "Texas [1,200]", "Total\t[168,903]\t320,160", "we found [three] beds", "closed 90 percent, about [60,000], of them",
    ],
)  # fmt: skip
def test_what_a_text_states_has_no_reason(text):
    before, _, rest = text.partition("[")
    token, _, behind = rest.partition("]")
    found = next(n for n in find_numerals(before + token + behind) if n.start >= len(before))
    assert fitting_reasons(found, None) == ()


@pytest.mark.parametrize(
    ("reason", "fitting", "unfit"),
    [
        ("date", "since May 3, [2019]", "a rise of [2019] percent"),
        ("date of the document", "May 3, [2019]", "May 3, [2018]"),
        ("deadline", "within [90] days", "took [90] days"),
        ("elapsed time", "[Three] years later", "[three] years in prison"),
        ("legal threshold", "prison of [one] year or more", "prison of [one] year"),
        ("label or category bound", "aged [18]-24", "visited [18] jails"),
        ("label or category bound", "beds: < [5,000]", "beds: [5,000] in all"),
        ("citation", "Justice Quarterly, vol. [12]", "a volume of [12] liters"),
        ("exhibit", "0 [50] 100", "Beds [50] of 100"),
        ("layout debris", "l [1]", "all [1] of them"),
        ("page number", "see page [7]", "see [7] jails"),
        ("list number", "[2]. Officers arrest", "of [2] officers"),
        ("title", "under the Act of [1952], we", "grew to [1952] beds"),
        ("title", "see *Top [10] Challenges*", "see the [10] challenges"),
        ("name", "a Boeing [737], twice", "in [737], twice"),
        ("pronoun", "from [one] to another", "from [three] to another"),
        ("report number", "see OIG-[20]-13", "see MS13 and [20]"),
        ("period of a figure", "in Quarter [2] of it", "in [2] of it"),
        ("ordinal", "for the [third] time", "for [three] times"),
    ],
)  # fmt: skip
def test_a_reason_fits_a_form_and_its_words(reason, fitting, unfit):
    for text, expected in ((fitting, True), (unfit, False)):
        before, _, rest = text.partition("[")
        token, _, behind = rest.partition("]")
        (found,) = [n for n in find_numerals(before + token + behind) if n.start == len(before)]
        assert fits(reason, found, date(2019, 5, 3)) is expected, text


def test_stubs_are_pasted_as_they_are(findings, numerals_of):
    stubs = [stub(item) for item in numerals_of(NOTES)]
    assert [entry["reason"] for entry in yaml.safe_load("\n".join(stubs))] == [None] * len(stubs)
    pasted = "waivers:\n" + "\n".join(stubs).replace("reason:  #", "reason: telephone  #") + "\n"
    refused = [f for f in findings(NOTES.having(waivers=pasted)) if "does not fit" not in f.found]
    assert refused == []
    assert len(set(stubs)) == 13


def test_a_stub_names_the_reasons_that_fit(numerals_of):
    shown = [stub(item).splitlines()[0] for item in numerals_of(NOTES)]
    assert shown[0] == "  - reason:  # citation, page number"
    assert "# no rule shows one: enter it as a figure" in shown[3]


DATED = replace(TALKS, text=TALKS.text.replace("30 jails", "30 jails in 2019"))
PERIOD = """
    transcribed_by: person
    checked_by: none
    figures:
      - {id: jails, measure: visits, quote: Inspectors visited 30 jails in 2019, at: "30", value: 30, population: visits, period: "2019", period_printed: in 2019}
      - {id: prisons, measure: visits, quote: Inspectors visited 12 prisons, at: "12", value: 12, population: visits}
      - {id: total, measure: visits, quote: They made 42 visits, at: "42", value: 42, population: visits}
"""


def test_the_year_of_a_figure_needs_no_waiver(findings):
    report = DATED.having(figures=PERIOD, relations="relations: []\n")
    assert findings(report) == []
    waived = report.having(waivers="waivers:\n  - {reason: period of a figure, quote: in 2019}\n")
    (finding,) = findings(waived)
    assert "waivers.yaml:2 (period of a figure) is not needed: its numerals are in" in finding.found
    assert finding.found.endswith(": `2019` on line 2")
    assert finding.remedy == "take the waiver out"


def test_an_unfit_reason_is_refused_with_those_that_fit(findings):
    waivers = "waivers:\n  - {reason: page number, quote: in 2019}\n"
    (finding,) = findings(DATED.having(waivers=waivers))
    assert (
        "`2019` on line 2 is a year, which does not fit the reason `page number`" in finding.found
    )
    assert finding.remedy.startswith("reasons that fit it: date")
    assert finding.line == 2


def test_a_figure_cannot_be_deleted_and_waived(findings):
    figures = "".join(line for line in PERIOD.splitlines(True) if "id: jails" not in line)
    report = TALKS.having(relations="relations: []\n", figures=figures)
    for reason in ("list number", "exhibit", "layout debris", "name", "label or category bound"):
        waivers = f'waivers:\n  - {{reason: {reason}, quote: "visited 30 jails"}}\n'
        (finding,) = findings(report.having(waivers=waivers))
        assert finding.remedy == "make it a figure or a cell of a table"


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        (r"(?<=visited )\d+", "invalid perl operator"),
        (r"(a+)+$", "write its groups as `(?:…)`"),
        (r"(?:[a-z ]*)*!", "matches 0 times, expected 1"),
        (r"x*", "matches 0 times, expected 1"),
    ],
)
def test_a_pattern_never_hangs(pattern, says, findings):
    waivers = f"waivers:\n  - {{reason: date, pattern: '{pattern}', matches: 1}}\n"
    report = replace(TALKS, text=TALKS.text + "a b " * 20_000)
    (finding,) = findings(report.having(waivers=waivers))
    assert says in finding.found


def test_no_figure_of_the_report_can_be_waived(transcription, report):
    figures = [one for one in transcription.figures.values() if one.source.id == report.id]
    assert len(figures) > 90
    waivable = [one.id for one in figures if fitting_reasons(one.numeral, report.entry.published)]
    assert waivable == []


ROUNDED = Report(
    "rounded", "Notes on tons\nIn all, rounded to the nearest 5,000 tons for 12 firms.\n"
)


def test_the_step_of_the_rule_of_rounding_needs_no_waiver(tmp_path):
    root = new_corpus(tmp_path, ROUNDED)
    with (root / "sources/rounded/source.yaml").open("a") as source:
        source.write(
            'rounding: {step: 5000, quote: "rounded to the nearest 5,000 tons for 12 firms"}\n'
        )
    corpus, findings = read_corpus(root)
    transcript, more = transcribe(corpus.sources[0], {}, corpus.catalog)
    assert (findings, more) == ((), ())
    accounted = completeness_of(transcript)
    assert [one.reason for one in accounted.accounts] == ["rule of rounding"]
    assert [one.numeral.token for one in accounted.unaccounted] == ["12"]


SATELLITES = Report("satellites", "Notes on satellites\nThe data of Landsat 7 show 30 jails.\n")
STATED = "waivers:\n  - {{reason: stated, why: {}, {}}}\n"


@pytest.mark.parametrize(
    ("why", "place", "found", "remedy"),
    [
        ("a satellite", "quote: Landsat 7", "a `why` of 3 words or more", ""),
        ("the number of jails", "quote: show 30", "which does not fit the reason `stated`", "make it a figure"),
        ("the number of a satellite", 'pattern: "7", matches: 1', "has a `quote`", ""),
        ("two numbers of it", "quote: Landsat 7 show 30", "in words for 2 numerals at once", "name one numeral"),
    ],
)  # fmt: skip
def test_a_reason_in_words_is_for_one_number_that_counts_nothing(
    why, place, found, remedy, findings
):
    one = replace(
        SATELLITES, text=SATELLITES.text.replace("show 30", "show 30" if "30" in place else "show")
    )
    first = findings(one.having(waivers=STATED.format(why, place)))[0]
    assert found in first.found and remedy in first.remedy


def test_a_reason_in_words_is_published_in_these_words(tmp_path):
    report = replace(SATELLITES, text="Notes on satellites\nThe data of Landsat 7 show it.\n")
    waivers = STATED.format("the number of a satellite", "quote: Landsat 7")
    corpus, found = read_corpus(new_corpus(tmp_path / "stated", report.having(waivers=waivers)))
    transcript, more = transcribe(corpus.sources[0], {}, corpus.catalog)
    complete = completeness_of(transcript)
    assert (found, more, complete.findings) == ((), (), ())
    reasons = [(one.disposition, one.reason) for one in complete.accounts]
    assert reasons == [("waived", "stated: the number of a satellite")]
