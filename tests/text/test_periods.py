import pytest

from pipeline.text.periods import read_period


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("FY2014", "duration", "2013-10-01", "2014-09-30"),
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
