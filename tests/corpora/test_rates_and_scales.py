"""Rates, ratios, means and scales of figures: what is published of them, and what is refused."""

import pytest
from reports import Report

TEXT = """
    There were 12.3 visits per 100,000 residents.
    We made 3.5 visits on average.
    Visits were 2.5 times as high as before.
    Costs (dollars in thousands) came to 4,512 in all.
    Costs were then lower. We paid $17 for parking.
    Water had 910 pg/L of lead, in a median of 12 visits.
"""
ENTRIES = """
    transcribed_by: person
    checked_by: none
    figures:
      - id: rate
        measure: visits
        statistic: rate
        quote: "There were 12.3 visits per 100,000 residents"
        at: "12.3"
        value: 12.3
        per: 100,000 residents
        population: residents
      - id: mean
        measure: visits
        statistic: mean
        quote: "We made 3.5 visits on average"
        at: "3.5"
        value: 3.5
        population: visits
      - id: ratio
        measure: visits
        statistic: ratio
        quote: "Visits were 2.5 times as high as before"
        at: "2.5"
        value: 2.5
        denominator: visits before
        population: visits
      - id: costs
        measure: costs
        statistic: amount
        quote: "Costs (dollars in thousands) came to 4,512 in all"
        at: "4,512"
        value: 4512000
        scale: dollars in thousands
        population: costs
      - id: parking
        measure: costs
        statistic: amount
        quote: "We paid $17 for parking"
        at: "17"
        value: 17
        population: costs of parking
      - id: lead
        measure: lead
        statistic: measurement
        quote: "Water had 910 pg/L of lead"
        at: "910"
        value: 910
        population: lead in water
      - id: median
        measure: visits
        statistic: median
        quote: "in a median of 12 visits"
        at: "12"
        value: 12
        population: visits
"""
REPORT = Report("rates", TEXT, {"figures.yaml": ENTRIES})


@pytest.fixture
def report():
    return REPORT


def of_figures(findings):
    """The findings about entries of figures: not those about numerals that nothing reads."""
    return [found for found in findings if found.file.endswith("figures.yaml")]


def test_a_rate_a_mean_a_ratio_and_an_amount_in_thousands_are_published_with_their_units(check):
    rows = check(REPORT).value("transcription").figures
    found = {
        name.removeprefix("rates/"): (str(one.value), one.unit, one.intervals.kind)
        for name, one in rows.items()
    }
    assert found == {
        "rate": ("12.3", "visits per 100,000 residents", "rounded"),
        "mean": ("3.5", "visits", "rounded"),
        "ratio": ("2.5", "times", "rounded"),
        "costs": ("4512000", "US dollars", "rounded"),
        "parking": ("17", "US dollars", "rounded"),
        "lead": ("910", "pg/L", "rounded"),
        "median": ("12", "visits", "rounded"),
    }
    costs = rows["rates/costs"].interval
    assert (int(costs.lower), int(costs.upper)) == (4511500, 4512500)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("        scale: dollars in thousands\n", "", "`4,512`, the entry has no `scale`"),
        ("value: 4512000", "value: 4512", "reads `4,512` times 1,000, the value typed is 4512"),
        ("scale: dollars in thousands", "scale: dollars in millions", "must occur exactly once"),
        ("scale: dollars in thousands", "scale: came to", "`came to` states no scale"),
        ("statistic: mean", "statistic: count", "state a mean, the statistic is `count`"),
        ("statistic: ratio", "statistic: count", "state a ratio, the statistic is `count`"),
        ("statistic: measurement", "statistic: count", "with the unit of measure `pg/L`"),
        (
            "statistic: median",
            "statistic: mean",
            "the quotation does not say that it is an average",
        ),
        ("        per: 100,000 residents\n", "", "a rate has `per`"),
        ("per: 100,000 residents", "per: residents", "no `per` or `for each` is before"),
        ("        denominator: visits before\n", "", "a ratio has a `denominator`"),
        (
            "        value: 17\n",
            "        value: 17\n        per: parking\n",
            "`per` belongs to a rate",
        ),
        ("        value: 17\n", "        value: 17\n        scale: $17\n", "`$17` states no scale"),
    ],
    ids=lambda text: text.strip()[:40],
)
def test_what_does_not_fit_the_words_is_refused(old, new, found, findings, report):
    shown = [str(one) for one in of_figures(findings(report.edited(old, new)))]
    assert any(found in one for one in shown), shown


@pytest.mark.parametrize("statistic", ["share", "change", "ratio", "rate", "count", "duration"])
def test_an_amount_in_dollars_has_no_other_statistic(statistic, findings, report):
    changed = ENTRIES.replace(
        'statistic: amount\n        quote: "We paid',
        f'statistic: {statistic}\n        quote: "We paid',
    )
    assert of_figures(findings(Report("rates", TEXT, {"figures.yaml": changed})))


def test_words_for_a_scale_in_another_sentence_are_not_about_a_number(findings, report):
    assert [one.subject for one in of_figures(findings(report))] == []
    joined = report.edited("Costs were then lower. We paid", "Costs (in thousands) were; we paid")
    joined = joined.edited('quote: "We paid', 'quote: "we paid')
    (found,) = of_figures(findings(joined))
    assert "`in thousands` are beside `17`, the entry has no `scale`" in str(found)
    none = joined.edited("        value: 17\n", "        value: 17\n        scale: none\n")
    assert of_figures(findings(none)) == []


def test_the_words_for_a_scale_may_be_quoted_from_elsewhere(findings, report):
    entries = ENTRIES.replace("Costs (dollars in thousands) came", "Costs came")
    text = TEXT.replace("(dollars in thousands) came", "came")
    text += "    All costs are dollars in thousands.\n"
    apart = Report("rates", text, {"figures.yaml": entries})
    assert of_figures(findings(apart))
    quoted = (
        "scale: dollars in thousands\n        context: {scale: All costs are dollars in thousands}"
    )
    assert of_figures(findings(apart.edited("scale: dollars in thousands", quoted))) == []


def test_the_numbers_in_what_a_rate_is_per_need_no_waiver(check, report):
    assert [str(finding) for finding in check(report).findings] == []
