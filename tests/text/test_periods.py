"""Periods: what words for them read as, and the words that are refused because they leave the days open."""

import csv
from pathlib import Path

import pytest

from pipeline.text.periods.period_days import read_period
from pipeline.text.periods.periods import (
    names_a_period,
    read_period_words,
    words_agree,
    words_cut_off,
)
from pipeline.text.periods.periods_by_hand import may_be_entered

CASES = Path(__file__).parent / "cases"


def rows(name):
    with (CASES / name).open(encoding="utf-8") as file:
        return [pytest.param(row, id=row["words"] or "nothing") for row in csv.DictReader(file)]


REFUSED_THOUGH_RIGHT = {"the State's fiscal year 2019"}
"""Words whose days their document does not state beside them."""


@pytest.mark.parametrize("row", rows("periods.csv"))
def test_reported_words_are_read_right_or_refused(row):
    read = read_period_words(row["words"])
    if row["right"] and row["words"] not in REFUSED_THOUGH_RIGHT:
        assert words_agree(row["right"], row["words"])
    else:
        assert read.refused
    for wrong in filter(None, row["must_be_refused"].split(" ; ")):
        assert not words_agree(wrong, row["words"])
        assert not may_be_entered(wrong, row["words"])


@pytest.mark.parametrize("row", rows("periods_more.csv"))
def test_words_of_our_own_are_read_right_or_refused(row):
    read = read_period_words(row["words"])
    if row["right"]:
        assert words_agree(row["right"], row["words"]), read
    else:
        assert read.refused


OTHER_REFUSED_THOUGH_RIGHT = {
    "state fiscal year 2019",
    "Texas' fiscal year 2019",
    "New York State FY 2019",
    "California's fiscal year 2018-19",
    "the county's FY 2019",
    "its fiscal year 2019",
    "they may in 2017 file",
    "the five-year period from FY 2014 through FY 2018",
}
"""Years of others than the US Government, and words beside a period that are not read."""


@pytest.mark.parametrize("row", rows("periods_other.csv"))
def test_other_words_are_read_right_or_refused_by_hand_as_well(row):
    read = read_period_words(row["words"])
    if row["right"] and row["words"] not in OTHER_REFUSED_THOUGH_RIGHT:
        assert words_agree(row["right"], row["words"]), read
    else:
        assert read.refused
    for wrong in filter(None, row["must_be_refused"].split(" ; ")):
        assert not words_agree(wrong, row["words"])
        assert not may_be_entered(wrong, row["words"])


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ("2019-06/2019-08", "summer 2019"),
        ("2018-09/2019-08", "Texas' fiscal year 2019"),
        ("2018-09/2019-06", "the 2018-2019 school year"),
        ("2019-03-04", "03/04/2019"),
        ("2019-04-03", "03/04/2019"),
        ("2019-06-03/2019-06-09", "the week of June 3, 2019"),
    ],
)
def test_what_a_person_can_tell_may_be_entered(entered, words):
    assert may_be_entered(entered, words)


@pytest.mark.parametrize("words", ["last year", "each year", "during our review", "summer"])
def test_nothing_is_entered_by_hand_for_words_without_a_year(words):
    assert not may_be_entered("2019-06/2019-08", words)


MOVING = (
    "before until by after since-before through early mid late around about approximately nearly prior-to "
    "no-later-than not excluding except without summer spring autumn fall winter school academic state "
    "the-end-of the-beginning-of the-middle-of most-of part-of half-of a-quarter-of the-week-of the-rest-of "
    "up-to following following-the next last previous nor versus more-than the-State's California's"
).split()


@pytest.mark.parametrize("word", [word.replace("-", " ") for word in MOVING])
@pytest.mark.parametrize("date", ["2019", "FY 2019", "September 2019", "September 30, 2019"])
def test_a_word_that_moves_the_days_is_refused(word, date):
    assert read_period_words(f"{word} {date}").refused
    assert read_period_words(f"files {word} {date}, in all").refused


@pytest.mark.parametrize("number", range(1, 13))
def test_months_are_read_in_full_and_abbreviated(number):
    full = read_period(f"2019-{number:02}").start.strftime("%B")
    for name in (full, full[:3], f"{full[:3]}.", full.upper()):
        assert words_agree(f"2019-{number:02}", f"{name} 2019")
        assert words_agree(f"2019-{number:02}-07", f"{name} 7, 2019")


@pytest.mark.parametrize(
    ("number", "word"), [(1, "first"), (2, "second"), (3, "third"), (4, "fourth")]
)
def test_each_quarter_has_its_three_months(number, word):
    calendar = f"2019-{3 * number - 2:02}/2019-{3 * number:02}"
    for words in (f"{word} quarter of 2019", f"Q{number} 2019", f"quarter {number}, 2019"):
        assert words_agree(calendar, words)
    fiscal = {
        1: "2018-10/2018-12",
        2: "2019-01/2019-03",
        3: "2019-04/2019-06",
        4: "2019-07/2019-09",
    }
    assert words_agree(fiscal[number], f"the {word} quarter of fiscal year 2019")


def test_a_day_is_an_instant_and_a_month_is_one_only_behind_as_of():
    assert read_period_words("September 30, 2019").kind == "instant"
    assert read_period_words("as of June 2017").kind == "instant"
    assert read_period_words("June 2017").kind == "duration"


def test_days_entered_by_hand_keep_to_the_years_of_the_words():
    assert may_be_entered("2018-07/2019-06", "the State's fiscal year 2019")
    assert not may_be_entered("2017-07/2018-06", "the State's fiscal year 2019")
    assert not may_be_entered("FY2019", "the State's fiscal year 2019")
    assert not may_be_entered("2018", "FY 2018")  # the words are read


@pytest.mark.parametrize(
    ("before", "behind", "cut"),
    [
        ("in custody as of ", ", just", "as of"),
        ("declined since ", ", and", "since"),
        ("offered before ", ".", "before"),
        ("in mid-", " were", "mid"),
        ("the State's ", " budget", "State's"),
        ("from ", " to May 2017", "to"),
        ("FY 2014-", " data", None),
        ("from January 2014 to ", ",", "to"),
        ("8,665 in ", " to 16,400 in FY 2019", None),
        ("increased from ", " (137,000) to 2019", None),
        ("in ", ", officers", None),
    ],
)
def test_words_that_belong_to_a_period_are_not_cut_off(before, behind, cut):
    assert words_cut_off(before, behind) == cut


@pytest.mark.parametrize(
    "text",
    [
        "in 2015, DHS estimated", "FY14 data", "of FYs 2014 and 2016", "As of June", "each year",
        "During onsite visits", "a 6-month period", "since January", "on 9/30/2019",
    ],
)  # fmt: skip
def test_words_for_a_period_are_noticed(text):
    assert names_a_period(text)


@pytest.mark.parametrize(
    "text",
    ["2,015 files", "OIG-20-2015", "all 40 files", "section 287", "$2015", "365 days a year"],
)
def test_other_numbers_name_no_period(text):
    assert not names_a_period(text)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("FY2014", "duration", "2013-10-01", "2014-09-30"),
        ("FY1976", "duration", "1975-07-01", "1976-06-30"),
        ("FY2014/FY2019", "duration", "2013-10-01", "2019-09-30"),
        ("2014-01/2017-05", "duration", "2014-01-01", "2017-05-31"),
        ("2013/2015", "duration", "2013-01-01", "2015-12-31"),
        ("2016-02", "duration", "2016-02-01", "2016-02-29"),
        ("2014-10-01/2019-09-30", "duration", "2014-10-01", "2019-09-30"),
        ("2019-09-30", "instant", "2019-09-30", "2019-09-30"),
    ],
)
def test_a_period_spans_its_days(text, kind, start, end):
    period = read_period(text)
    assert (period.type, str(period.start), str(period.end)) == (kind, start, end)


@pytest.mark.parametrize(
    "text", ["", "2014-13", "2014-02-30", "FY2014-01", "2019/2014", "last year"]
)
def test_what_is_no_period_is_none(text):
    assert read_period(text) is None
