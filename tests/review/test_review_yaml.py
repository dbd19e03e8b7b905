"""Lines of YAML edited: everything but the entry stays byte for byte."""

import pytest
from small_reviews import ID, SOFTWARE, item, review, tried

from pipeline.review.contract import Decision, decide
from pipeline.review.entry_lists import change_figure, take_figure_out
from pipeline.review.figure_writing import add_figure
from pipeline.review.working_files import WorkingFiles
from pipeline.review.yaml_lists import inserted, list_text, removed

PATH = "sources/beds/figures.yaml"
FILE = """# By hand
transcribed_by: person
checked_by: none
figures:
  # Beds
  - of: {measure: beds, period: FY2019}  # both
    figures:
      - {id: a, quote: 'it had 817 beds', value: 817, population: beds}
      - id: b
        quote: "it had 466 beds"  # towns
        value: 466
        population: beds

  # Cells
  - id: c
    measure: cells
    quote: >-
      it had 5 cells
    value: 5
    population: cells
retired: []
"""


@pytest.fixture
def files(tmp_path):
    path = tmp_path / PATH
    path.parent.mkdir(parents=True)
    path.write_text(FILE)
    return WorkingFiles(tmp_path, "beds")


def test_a_field_of_its_own_is_changed_on_its_line(files):
    change_figure(files, PATH, 1, {"population": "beds in towns"})
    new = "        population: beds in towns\n\n"
    assert files.text(PATH) == FILE.replace("        population: beds\n\n", new)


def test_a_field_that_a_block_shares_is_then_written_in_each_figure(files):
    change_figure(files, PATH, 0, {"period": "FY2018"})
    assert "  - of: {measure: beds}                  # both\n" in files.text(PATH)
    assert "value: 817, period: FY2018, population: beds}" in files.text(PATH)
    assert "        value: 466\n        period: FY2019\n" in files.text(PATH)
    assert files.text(PATH).endswith(FILE.partition("  # Cells\n")[2])


def test_a_figure_leaves_a_block(files):
    take_figure_out(files, PATH, 0)
    line = "      - {id: a, quote: 'it had 817 beds', value: 817, population: beds}\n"
    assert files.text(PATH) == FILE.replace(line, "")


def test_a_figure_joins_a_block_that_has_its_fields(files):
    fields = {"id": "d", "measure": "beds", "quote": "it had 9 beds", "value": 9}
    add_figure(files, PATH, {**fields, "period": "FY2019", "population": "beds"}, 7, [5, 10, 20])
    lines = '      - {id: d, value: 9,\n         quote: "it had 9 beds", population: beds}\n'
    assert files.text(PATH) == FILE.replace("      - id: b\n", f"{lines}      - id: b\n")


def test_a_figure_of_another_measure_stays_alone(files):
    fields = {"id": "d", "measure": "cots", "quote": "it had 9 cots", "value": None}
    add_figure(files, PATH, {**fields, "population": "cots"}, 15, [5, 10, 20])
    entry = (
        '  - {id: d, measure: cots, value: null,\n     quote: "it had 9 cots", population: cots}\n'
    )
    assert files.text(PATH) == FILE.replace("\n  # Cells\n", f"{entry}\n  # Cells\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("waivers: []\n", "waivers:\n  - new\n"),
        ("waivers: []  # none yet\n", "waivers:  # none yet\n  - new\n"),
        ("waivers:\n", "waivers:\n  - new\n"),
        ("other: 1", "other: 1\nwaivers:\n  - new\n"),
        ("", "waivers:\n  - new\n"),
        ("waivers:\n- {a: 1}", "waivers:\n- {a: 1}\n- new\n"),
        ("waivers:\r\n  - {a: 1}\r\n", "waivers:\r\n  - {a: 1}\r\n  - new\r\n"),
    ],
)
def test_an_entry_is_put_into_a_list_however_it_is_written(text, expected):
    assert inserted(list_text(text, "waivers"), 9, ["- new"]) == expected


def test_the_last_entry_leaves_an_empty_list():
    text = "# head\nwaivers:\n  # its comment\n  - {a: 1}\n# end\n"
    at = list_text(text, "waivers")
    assert removed(at, at.items[0], True) == "# head\nwaivers: []\n# end\n"


def test_a_list_on_one_line_is_refused_with_what_to_do(root):
    path = root / f"sources/{ID}/waivers.yaml"
    path.write_text('waivers: [{reason: date, quote: "January 2017"}]\n')
    outcome = tried(root, "waive", "0101")
    assert outcome.message.startswith(f"sources/{ID}/waivers.yaml: the list `waivers` has several")
    assert path.read_text().count("\n") == 1


def test_an_unknown_action_or_field_is_a_message(root):
    name = item(root, "900").id
    assert "decisions are" in decide(root, ID, Decision("publish", (name,)), SOFTWARE).message
    for fields in ({"context": "words"}, {"population": {"of": "beds"}}, {"colour": "red"}):
        assert decide(root, ID, Decision("correct", (name,), fields), SOFTWARE).message
    assert review(root).decisions == 0
