"""The verifier of a release, which shares no code with the build, accepts every number that the build reads."""

import csv
from pathlib import Path

import pytest

from pipeline.package.table_formats import _csv_cell
from pipeline.releases.standalone.derived import _cut_of_figure
from pipeline.releases.standalone.figure_numbers import Passage, fault_of_number, part_of_whole
from pipeline.releases.standalone.intervals import fault_of_interval
from pipeline.releases.standalone.printed_intervals import fault_of_ends
from pipeline.text.intervals import interval_of_statistic
from pipeline.text.numbers.numerals import find_numerals
from pipeline.transcription.table_results import published_intervals

CASES = Path(__file__).parents[1] / "text/cases"
WORDS_A_TEMPLATE = 2


def phrases():
    for name in ("phrases", "numbers", "qualifiers"):
        with (CASES / f"{name}.csv").open(encoding="utf-8") as file:
            yield from (row["phrase"] for row in csv.DictReader(file))
    with (CASES / "words.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split("|")[:WORDS_A_TEMPLATE]:
                yield row["template"].replace("_", word)


def published(phrase, numeral):
    """The number as a row of the table of figures; a difference in percentage points is a change."""
    points = numeral.unit == "percentage points"
    statistic = "change" if points else numeral.statistic
    printed = interval_of_statistic(numeral.value, numeral, statistic)
    ends = {name: _csv_cell(end) for name, end in published_intervals(printed).items()}
    return None if printed.working.empty else {
        **ends,
        "value": _csv_cell(numeral.value),
        "statistic": statistic,
        "verbatim": phrase[numeral.start : numeral.end],
        "qualifier": numeral.qualifier or "",
        "interval_basis": printed.basis,
        "reading": "as_printed",
        "quote": phrase,
        "scale": "",
        "start_offset": str(numeral.start),
        "end_offset": str(numeral.end),
    }  # fmt: skip


def faults(row):
    yield fault_of_interval(row)
    yield fault_of_ends(row, row["verbatim"], [_cut_of_figure(row)], None)
    yield fault_of_number(row, [Passage(0, row["quote"])])


def rows_of(phrase):
    read = (one for one in find_numerals(phrase) if not one.refused and one.statistic is not None)
    return filter(None, (published(phrase, numeral) for numeral in read))


def test_every_reviewed_number_is_proved_as_it_is_published():
    found = {
        (phrase, row["verbatim"]): fault
        for phrase in sorted(set(phrases()))
        for row in rows_of(phrase)
        for fault in faults(row)
        if fault is not None
    }
    assert found == {}


@pytest.mark.parametrize(
    ("phrase", "wrong"),
    [
        ("Files rose by 12 percent", {"value": "-12"}),
        ("It opened 12 files", {"value": "-12"}),
        ("It spent $2 to $3 billion", {"value": "2000000"}),
        ("About two-thirds of the files", {"value": "66.66"}),
        ("About one-fifth of the files", {"working_upper": "21"}),
        ("One-third of the files", {"upper": "33.4"}),
        ("It cost 4,512 in all", {"value": "4512000"}),
        ("It cost 4,512 in all", {"value": "4512000", "scale": "in millions"}),
        ("Losses did not exceed 250 records", {"upper_closed": "false"}),
    ],
)
def test_a_number_that_is_not_the_one_printed_is_found(phrase, wrong):
    row, *_ = rows_of(phrase)
    assert not any(faults(row))
    assert any(faults(row | wrong))


def test_a_number_in_thousands_is_multiplied_by_its_scale():
    row, *_ = rows_of("It cost 4,512 in all")
    assert fault_of_number(row | {"value": "4512000", "scale": "in thousands"}, []) is None


def test_parts_of_a_whole_are_read_in_words_and_signs():
    read = [part_of_whole(words) for words in ("One-fifth", "2 in 5", "¾", "3/4", "one in a dozen")]
    assert [round(float(part), 3) for part in read] == [20, 40, 75, 75, 8.333]
    assert part_of_whole("12") is None
