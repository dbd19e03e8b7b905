"""The statistic of an entry against the words beside its number and the unit of its measure."""

import pytest
from entries_of_figures import entered, found, measure

from pipeline.transcription.statistic_checks import STATED_ELSEWHERE, statistic_findings

FILES = measure("files", "files")
COSTS = measure("costs", "US dollars")
OF = {"denominator": "all files"}


def about(text, token, measured, statistic, emendation=None, **fields):
    entry = entered(text, token, statistic=statistic, **fields)
    return found(statistic_findings(entry.at, entry.printed, measured, emendation, None))


RIGHT = [
    ("lost 400 files", "400", FILES, "count", {}),
    ("12 percent of files", "12", FILES, "share", OF),
    ("an increase of 12 percent", "12", FILES, "change", OF),
    ("an increase of 12 percentage points", "12", FILES, "change", OF),
    ("files rose by 12 percent", "12", FILES, "change", OF),
    ("it cost $400", "400", COSTS, "amount", {}),
    ("12 percent of costs", "12", COSTS, "share", OF),
    ("held for 48 hours", "48", measure("hold", "hours"), "duration", {}),
    ("a 12-month period", "12", measure("period", "months"), "duration", {}),
    ("for 3 fiscal years", "3", measure("period", "years"), "duration", {}),
    ("held for 48", "48", measure("h", "hours"), "duration", {"context": {"unit": "hours held"}}),
    ("on average, 400 files", "400", FILES, "mean", {}),
    ("400 files per office", "400", FILES, "mean", {"per": "office"}),
]


@pytest.mark.parametrize(("text", "token", "measured", "statistic", "fields"), RIGHT)
def test_a_statistic_that_the_words_state(text, token, measured, statistic, fields):
    assert about(text, token, measured, statistic, **fields) == []


WRONG = [
    ("lost 400 files", "400", FILES, "share", OF, "state a count, the statistic is `share`"),
    ("12 percent of files", "12", FILES, "count", {}, "state a share, the statistic is `count`"),
    ("a rise of 12 percentage points", "12", FILES, "count", {}, "the statistic is `count`"),
    ("12 percent of files", "12", FILES, "change", OF, "no words of the quotation state a change"),
    ("it cost $400", "400", FILES, "count", {}, "state a amount"),
    ("lost 400 files", "400", FILES, "amount", {}, "an amount has a measure in US dollars"),
    ("it cost $400", "400", COSTS, "count", {}, "write `statistic: amount`"),
    ("held for 48 hours", "48", measure("hold", "hours"), "count", {}, "write `statistic: duration`"),
    ("held for 48 hours", "48", FILES, "duration", {}, "a duration has a measure in seconds, minutes"),
    ("held for 48 hours", "48", measure("hold", "days"), "duration", {}, "printed beside `hours`, the measure `hold` is in days"),
    ("held for 48", "48", measure("hold", "hours"), "duration", {}, "printed without a unit of time beside it"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "token", "measured", "statistic", "fields", "expected"), WRONG)
def test_a_statistic_that_the_words_contradict(text, token, measured, statistic, fields, expected):
    (finding,) = about(text, token, measured, statistic, **fields)
    assert expected in finding


def test_a_share_is_a_change_only_where_words_of_change_are_in_the_quotation():
    assert "share" in STATED_ELSEWHERE["change"]
    words = "Files were 12 percent of all, "
    assert about(f"{words}and more than before", "12", FILES, "change", **OF) == []
    assert about(f"{words}and many", "12", FILES, "change", **OF)


def test_a_token_read_otherwise_is_not_judged_by_the_words_beside_it():
    assert about("8.665 files", "8.665", FILES, "share", emendation=object(), **OF) == []
