"""Comments that a person wrote into an entry in braces stay where they are when a field of it changes."""

import pytest
from small_reviews import ID, decided, own

from pipeline.review.entry_lists import change_figure, spread_block
from pipeline.review.figure_writing import add_figure
from pipeline.review.working_files import WorkingFiles
from pipeline.review.yaml_entries import GONE
from pipeline.sources.yaml_lines import read_yaml

PATH = "sources/beds/figures.yaml"
HEAD = "transcribed_by: person\nchecked_by: none\nfigures:\n"
ALONE = """  # Beds
  - {id: a, measure: beds, value: 817, # read twice, by hand
     # the words of page 3
     quote: "it had 817 beds # in all",
     context: {denominator: "of all"}, # from page 2
     population: beds} # the end
  - {id: b, measure: cells, value: 5, quote: "it had 5 cells"}
"""
BLOCK = """  - of: {measure: beds, period: FY2019} # both
    figures:
      - {id: a, value: 817, # cities
         quote: "it had 817 beds"}
      # towns
      - {id: b, value: 466, quote: "it had 466 beds"}
"""


@pytest.fixture
def changed(tmp_path):
    """What becomes of a file of figures whose figure of an index changes."""

    def made(text, index, fields):
        path = tmp_path / PATH
        path.parent.mkdir(parents=True)
        path.write_text(HEAD + text)
        files = WorkingFiles(tmp_path, "beds")
        change_figure(files, PATH, index, fields)
        after = files.text(PATH)
        assert not read_yaml(after).problems
        assert after.startswith(HEAD)
        return after.removeprefix(HEAD)

    return made


@pytest.mark.parametrize(
    ("fields", "old", "new"),
    [
        ({"population": "beds in towns"}, "population: beds}", "population: beds in towns}"),
        ({"value": 818}, "value: 817, #", "value: 818, #"),
        ({"period": "FY2019"}, "# in all\",", "# in all\", period: FY2019,"),
        ({"value": GONE}, "beds, value: 817, # read", "beds, # read"),
        ({"population": GONE}, ', # from page 2\n     population: beds}', ' # from page 2\n     }'),
        ({"context": {"denominator": "of 9"}}, '"of all"', "of 9"),
        ({"quote": 'it had "817" beds'}, '"it had 817 beds # in all"', '"it had \\"817\\" beds"'),
    ],
)  # fmt: skip
def test_only_the_field_changes(changed, fields, old, new):
    assert ALONE.count(old) == 1
    assert changed(ALONE, 0, fields) == ALONE.replace(old, new)


def test_the_other_figures_of_a_block_stay_as_they_are(changed):
    assert changed(BLOCK, 0, {"value": 818}) == BLOCK.replace("817,", "818,")


def test_a_shared_field_is_written_in_each_figure_beside_its_comments(changed):
    assert changed(BLOCK, 1, {"period": "FY2018"}) == (
        BLOCK.replace(", period: FY2019}", "}")
        .replace('817 beds"', '817 beds", period: FY2019')
        .replace('466 beds"', '466 beds", period: FY2018')
    )


def test_a_comment_stays_where_no_field_does(changed):
    text = "  - {id: a, # alone\n     value: 3}\n"
    gone = {"id": GONE, "value": GONE, "measure": "beds"}
    assert changed(text, 0, gone) == "  - { # alone\n     measure: beds}\n"


def test_a_block_that_is_spread_keeps_its_comments_above(tmp_path):
    files = WorkingFiles(tmp_path, "beds", {PATH: HEAD + BLOCK})
    spread_block(files, PATH, 0)
    assert files.text(PATH) == HEAD + (
        "  # both\n  # cities\n  # towns\n"
        '  - {id: a, measure: beds, value: 817, period: FY2019,\n     quote: "it had 817 beds"}\n'
        '  - {id: b, measure: beds, value: 466, period: FY2019,\n     quote: "it had 466 beds"}\n'
    )


def test_a_figure_with_comments_stays_alone(tmp_path):
    files = WorkingFiles(tmp_path, "beds", {PATH: HEAD + ALONE})
    fields = {"id": "c", "measure": "beds", "quote": "it had 817 beds # in all", "value": 1}
    add_figure(files, PATH, fields, 6, [5, 90])
    first, second = ALONE.split("  - {id: b")
    new = '  - {id: c, measure: beds, value: 1,\n     quote: "it had 817 beds # in all"}\n'
    assert files.text(PATH) == f"{HEAD}{first}{new}  - {{id: b{second}"


def test_merged_and_reopened_figures_keep_their_comments_above(root):
    for token in ("40", "25"):
        decided(root, "confirm", token, value=token)
    path = root / f"sources/{ID}/figures.yaml"
    path.write_text(
        own(root, "figures.yaml")
        .replace('40 officers."', '40 officers.", # read twice\n     ')
        .replace("\n     , ", "\n     ")
    )
    decided(root, "merge", "40", "25", population="officers and drivers")
    assert "  # read twice\n  - of: {period: FY2018, pop" in own(root, "figures.yaml")
    path.write_text(own(root, "figures.yaml").replace("value: 25,\n", "value: 25, # by hand\n"))
    decided(root, "reopen", "25")
    assert "  # by hand\n  - {id: drivers" in own(root, "proposals/figures.yaml")
