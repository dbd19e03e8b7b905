"""A unit of measure beside a number against the statistic and the unit of its measure."""

import pytest
from entries_of_figures import entered, found, measure

from pipeline.transcription.unit_checks import unit_of_measure_findings

SAMPLES = measure("samples", "samples")
PFOA = measure("pfoa", "pg/L")


def about(text, token, measured, statistic, **fields):
    entry = entered(text, token, statistic=statistic, **fields)
    return found(unit_of_measure_findings(entry.at, entry.printed, measured))


RIGHT = [
    ("Samples had 910 pg/L", "910", PFOA, "measurement", {}),
    ("It was 37.5 °C", "37.5", measure("heat", "degrees Celsius"), "measurement", {}),
    ("a 12-mile road", "12", measure("length", "miles"), "measurement", {}),
    ("They scored 3.4 points", "3.4", measure("score", "points"), "measurement", {}),
    ("(p < 0.05)", "0.05", measure("p_values", "pure number"), "measurement", {}),
    ("Levels: 910", "910", PFOA, "measurement", {"context": {"unit": "pg/L, as measured"}}),
    ("10 mg per day", "10", measure("dose", "mg"), "rate", {"per": "day"}),
    ("a mean of 3 mg/L", "3", measure("level", "mg/L"), "mean", {}),
    ("a dose of 0.078 mg/kg bw/d", "0.078", measure("d", "mg/kg bw/d"), "measurement", {}),
    ("a dose of 20 □g/kg bw/d", "20", measure("d", "□g/kg bw/d"), "measurement", {}),
    ("They had 500 meters", "500", measure("meters", "meters"), "count", {}),
    ("They took 41 samples", "41", SAMPLES, "count", {}),
    ("41 percent of samples", "41", SAMPLES, "share", {"denominator": "all samples"}),
]


@pytest.mark.parametrize(("text", "token", "measured", "statistic", "fields"), RIGHT)
def test_a_unit_of_measure_that_the_words_have(text, token, measured, statistic, fields):
    assert about(text, token, measured, statistic, **fields) == []


WRONG = [
    ("Samples had 910 pg/L", "910", SAMPLES, "count", {}, "with the unit of measure `pg/L`, the statistic is `count` → write `statistic: measurement`"),
    ("Samples had 910", "910", PFOA, "count", {}, "`count`, the measure `pfoa` is in pg/L → write `statistic: measurement`"),
    ("Samples had 910 pg/L", "910", measure("l", "ng/L"), "measurement", {}, "printed beside `pg/L`, the measure `l` is in ng/L"),
    ("Samples had 910", "910", PFOA, "measurement", {}, "printed without the unit `pg/L` behind it"),
    ("Samples had 910", "910", PFOA, "measurement", {"context": {"unit": "ng/L"}}, "beside `ng/L`"),
    ("a score of 12 miles", "12", measure("s", "pure number"), "measurement", {}, "beside `miles`"),
    ("a dose of 0.078 mg/kg bw/d", "0.078", measure("d", "mg/kg"), "measurement", {}, "beside `mg/kg bw/d`, the measure `d` is in mg/kg"),
    ("a dose of 0.5 mg/kg-day", "0.5", measure("d", "mg/kg"), "measurement", {}, "beside `mg/kg-day`"),
    ("0.156 kg/kg/d of fish", "0.156", measure("d", "kg/kg"), "measurement", {}, "beside `kg/kg/d`"),
    ("a dose of 20 □g/kg bw/d", "20", measure("d", "□g/kg"), "measurement", {}, "without the unit `□g/kg`"),
    ("a mean of 3 mg/L", "3", SAMPLES, "mean", {}, "beside `mg/L`, the measure `samples`"),
    ("10 mg per day", "10", SAMPLES, "rate", {"per": "day"}, "beside `mg`, the measure `samples`"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "token", "measured", "statistic", "fields", "expected"), WRONG)
def test_a_unit_of_measure_that_the_words_contradict(
    text, token, measured, statistic, fields, expected
):
    (finding,) = about(text, token, measured, statistic, **fields)
    assert expected in finding
