"""The short form of `figures.yaml`: blocks of figures, and fields that the quotation tells."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from pipeline.sources.figure_blocks import LIST, with_blocks_spread
from pipeline.sources.figure_entries import FigureEntry, FiguresFile
from pipeline.sources.files import Reader
from pipeline.sources.json_schemas import json_schemas
from pipeline.sources.short_figures import in_blocks, shortened
from pipeline.sources.written_figures import lines_of
from pipeline.sources.yaml_lines import read_yaml

HEAD = "transcribed_by: software\nchecked_by: none\nfigures:\n"
BLOCK = """  - of: {measure: beds, population: beds of the agency,
         period: FY2019}
    figures:
      - id: beds-in-cities
        quote: "it had 817 beds in cities in fiscal year 2019"
        value: 817
      - {id: beds-in-towns, quote: "it had 466 beds in towns in fiscal year 2019", value: 466}
  - {id: shelters, measure: shelters, population: shelters, quote: "it had 4 shelters", value: 4}
"""


def read(tmp_path, text):
    (tmp_path / "figures.yaml").write_text(HEAD + text)
    reader = Reader(tmp_path, "a")
    return reader.entry("figures.yaml", FiguresFile, with_blocks_spread), reader.findings


def test_a_block_is_its_figures_with_the_fields_that_they_share(tmp_path):
    file, findings = read(tmp_path, BLOCK)
    assert findings == []
    cities, towns, shelters = file.entry.figures
    assert (cities.id, cities.measure, cities.period) == ("a/beds-in-cities", "beds", "FY2019")
    assert (towns.value, towns.population) == (466, "beds of the agency")
    assert shelters.period is None


def test_each_field_keeps_its_line(tmp_path):
    file, _ = read(tmp_path, BLOCK)
    cities, towns, shelters = file.items("figures", FigureEntry)
    assert (cities.line(), cities.line("value"), cities.line("period")) == (7, 9, 5)
    assert (towns.line(), towns.line("measure"), towns.line("at")) == (10, 4, 10)
    assert shelters.line("quote") == 11


@pytest.mark.parametrize(
    ("written", "instead", "line", "found"),
    [
        ("period: FY2019}", "when: FY2019}", 5, "`when` is not a field of figures"),
        ("period: FY2019}", "value: 3}", 5, "figures do not share `value`"),
        ("        value: 817", "        value: 817\n        measure: beds", 10, "`measure` is in `of` already"),
        ("    figures:\n      - id: b", "    also: 1\n    figures:\n      - id: b", 6, "`also` is not a known key"),
        ("of: {measure: beds, population: beds of the agency,\n         period: FY2019}", "of: beds", 4, "a block has `of`"),
        ("        value: 817\n", "", 7, "`value` is missing"),
        ("period: FY2019}", "period: lately}", 5, "`period`"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_block_is_told_at_its_line(tmp_path, written, instead, line, found):
    assert written in BLOCK
    file, findings = read(tmp_path, BLOCK.replace(written, instead))
    assert file is None
    assert {(one.line, found in one.found) for one in findings} == {(line, True)}


FIELDS = {"id": "a", "measure": "beds", "value": 1, "population": "beds"}


def entry(**fields: Any) -> FigureEntry:
    return FigureEntry.model_validate({**FIELDS, **fields})


def test_the_one_number_of_a_quotation_is_its_token():
    assert entry(quote="in March 2019 it had 1,200 beds").at == "1,200"


def test_of_several_numbers_one_is_named():
    with pytest.raises(ValueError, match="states 2 numbers: name the one that is meant as `at`"):
        entry(quote="it had 12 beds in 3 shelters")


@pytest.mark.parametrize(
    ("quote", "statistic"),
    [("it had 12 beds", "count"), ("it paid $12", "amount"), ("it waited 12 days", "duration")],
)
def test_the_statistic_is_what_the_words_suggest(quote, statistic):
    assert entry(quote=quote).statistic == statistic
    assert entry(quote=quote, statistic="mean").statistic == "mean"


@pytest.mark.parametrize(
    ("quote", "period", "words"),
    [
        ("in fiscal year 2019 it had 12 beds", "FY2019", "fiscal year 2019"),
        ("it had 12 beds from FY 2016 through FY 2018", "FY2016/FY2018", "from FY 2016 through FY 2018"),
        ("in fiscal year 2019 it had 12 beds", "FY2018", None),
        ("in 2018 it had 12 beds, and in 2018 none", "2018", None),
    ],
)  # fmt: skip
def test_the_words_for_a_period_are_those_that_are_read_as_it(quote, period, words):
    assert entry(quote=quote, period=period).period_printed == words


def test_figures_of_one_sentence_share_its_quotation(tmp_path):
    quote = "it had 817 beds in cities and 466 in towns"
    figures = [
        {
            "id": name,
            "quote": quote,
            "at": at,
            "value": value,
            "measure": "beds",
            "population": name,
        }
        for name, at, value in (("cities", "817", 817), ("towns", "466", 466))
    ]
    (block,) = in_blocks(figures)
    assert block["of"] == {"quote": quote, "measure": "beds"}
    file, findings = read(tmp_path, yaml.safe_dump([block]))
    assert findings == []
    assert [one.at for one in file.entry.figures] == ["817", "466"]


MEASURE_ALONE = [
    {"id": name, "measure": "beds", "quote": f"it had {value} beds", "value": value, **more}
    for name, value, more in (("a", 3, {}), ("b", 4, {}), ("c", 5, {"period": "FY2019"}))
]


def test_figures_of_one_measure_are_a_block_if_they_share_another_field():
    assert in_blocks(MEASURE_ALONE) == MEASURE_ALONE
    (block,) = in_blocks([{**figure, "ref_area": "US"} for figure in MEASURE_ALONE])
    assert block["of"] == {"measure": "beds", "ref_area": "US"}


def test_a_figure_is_written_as_what_it_counts_and_the_words_that_state_it():
    figure = {
        "id": "beds",
        "measure": "beds",
        "quote": "in 2019, it had 817 beds: all",
        "value": Decimal(817),
        "period": "2019",
        "context": {"population": "beds, of the agency"},
    }
    assert list(lines_of(figure, iter([["line 3"]]))) == [
        "  # line 3",
        "  - {id: beds, measure: beds, value: 817, period: 2019,",
        '     quote: "in 2019, it had 817 beds: all", context: {population: "beds, of the agency"}}',
    ]


def test_a_value_that_is_not_typed_is_read_as_none():
    lines = lines_of({"id": "a", "value": None, "at": "3"})
    assert read_yaml("\n".join(lines)).value == [{"id": "a", "at": "3", "value": None}]


@pytest.mark.parametrize(
    "document", ["oig-20-13", "freebeacon-2018-01-16", "western-journal-undated"]
)
def test_a_document_in_the_short_form_is_the_same_figures(
    repository: Path, tmp_path: Path, document
):
    """What is published is made from the entries: equal entries are equal bytes."""
    path = f"sources/{document}/figures.yaml"
    long = read_yaml((repository / path).read_text()).value[LIST]
    short = in_blocks([shortened(figure) for figure in long])
    written = [line for item in short for line in lines_of(item)]
    (tmp_path / "figures.yaml").write_text(HEAD + "\n".join(written))
    read = Reader(tmp_path, document).entry("figures.yaml", FiguresFile, with_blocks_spread)
    expected = Reader(repository, document).entry(path, FiguresFile, with_blocks_spread)
    assert read is not None
    assert read.entry.figures == expected.entry.figures
    assert len(written) < len((repository / path).read_text().splitlines()) / 2


def plain(value: Any) -> Any:
    """A value as YAML writes it: `Decimal` as a number."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value if isinstance(value, int | str | None) or hasattr(value, "year") else float(value)


@pytest.mark.parametrize(
    ("text", "fits"), [(BLOCK, True), (BLOCK.replace("of: {", "off: {"), False)]
)
def test_the_json_schema_knows_blocks(text, fits):
    import json

    schema = json.loads(json_schemas()["sources/schemas/figures.schema.json"])
    value = plain(read_yaml(HEAD + text).value)
    assert Draft202012Validator(schema).is_valid(value) is fits
