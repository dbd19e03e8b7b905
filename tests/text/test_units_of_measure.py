"""The units of measure that are read behind a number, by their one name."""

import pytest

from pipeline.text.numbers.numerals import find_numerals
from pipeline.text.units.units_of_measure import unit_named, unit_of_measure

UNITS = [
    ("0.5 ppm", "ppm"),
    ("5 parts per million", "ppm"),
    ("910 pg/L of it", "picogram/liter"),
    ("30 mg/kg", "milligram/kilogram"),
    ("5 μg/m³", "microgram/cubic meter"),
    ("37.5 °C", "°C"),
    ("98.6°F", "°F"),
    ("12 degrees Celsius", "°C"),
    ("a 12-mile road", "mile"),
    ("12 Kilometres", "kilometer"),
    ("55 miles per hour", "mph"),
    ("1,200 acres", "acre"),
    ("3 acre-feet", "acre-foot"),
    ("450 MWh", "megawatt-hour"),
    ("10 to 15 mg/L", "milligram/liter"),
    ("10 by 12 ft.", "foot"),
    ("12 cases", None),
    ("5 milestones", None),
    ("5 in all", None),
    ("14, 10 acres", None),
    ("0.078 mg/kg bw/d for birds", "milligram/kilogram bw/d"),
    ("0.156 kg/kg/d of fish", "kilogram/kilogram/d"),
    ("3 mg/kg body weight per day", "milligram/kilogram body weight/day"),
    ("0.5 mg/kg-day in", "milligram/kg-day"),
    ("12 lbs/person were", "pound/person"),
    ("5 kg dry weight of it", "kilogram dry weight"),
    ("9 mg/L, per day", "milligram/liter"),
]


@pytest.mark.parametrize(("text", "name"), UNITS)
def test_a_unit_of_measure_has_one_name_in_all_its_forms(text, name):
    unit = unit_of_measure(text, find_numerals(text)[0].end)
    assert (unit and unit.name) == name


def test_words_that_are_also_things_do_not_decide():
    assert unit_of_measure("500 meters were installed", 3).decides is False
    assert unit_of_measure("500 g/L", 3).decides is True
    assert unit_named("square miles").decides is True


STATISTICS = [
    ("It had 910 pg/L of it", ["measurement"]),
    ("It had 10, 20 and 30 mg/L", ["measurement", "measurement", "measurement"]),
    ("It had 10 to 15 mg/L", ["measurement", "measurement"]),
    ("A speed of 55 miles per hour", ["measurement"]),
    ("A dose of 10 mg per day", ["rate"]),
    ("The median age was 34", ["median"]),
    ("A mean of 3 mg/L", ["mean"]),
    ("They installed 500 meters", ["count"]),
    ("A correlation of 0.64", [None]),
]


@pytest.mark.parametrize(("text", "statistics"), STATISTICS)
def test_a_unit_of_measure_makes_a_number_a_measurement(text, statistics):
    assert [numeral.statistic for numeral in find_numerals(text)] == statistics
