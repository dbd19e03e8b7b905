"""The three measures of tables read out of a PDF, on tables small enough to count by hand."""

from pathlib import Path

import pytest

from benchmarks.table_scores import Counts, gold_tables, scores, table_of_grid

PRINTED = [["", "Beds", "In use"], ["Dallas", "120", "90"], ["Denver", "80", "-"]]


def scored(found, gold=PRINTED):
    return scores([table_of_grid(1, found)], [table_of_grid(1, gold)])


def test_a_table_read_as_printed_has_everything():
    # across: 1 + 2 + 2, down: 1 + 2 + 2
    assert scored(PRINTED) == (Counts(10, 10, 10), Counts(8, 8, 8), Counts(8, 8, 8))


def test_columns_that_are_joined_lose_their_cells_and_neighbors():
    joined = [["", "Beds In use"], ["Dallas", "120 90"], ["Denver", "80 -"]]
    found = scored(joined)
    assert found.texts == Counts(2, 5, 8)
    assert found.adjacency == Counts(1, 5, 10)  # Dallas above Denver


def test_a_blank_column_and_a_line_of_prose_move_no_cell():
    wider = [["Table 2", "", "", ""], *[[row[0], "", *row[1:]] for row in PRINTED]]
    assert scored(wider).in_place == Counts(8, 9, 8)


def test_swapped_cells_are_found_but_not_in_place():
    swapped = [["", "Beds", "In use"], ["Dallas", "90", "120"], ["Denver", "80", "-"]]
    found = scored(swapped)
    assert found.texts == Counts(8, 8, 8)
    assert found.in_place == Counts(6, 8, 8)


def test_a_table_on_another_page_is_not_in_place():
    found = scores([table_of_grid(2, PRINTED)], [table_of_grid(1, PRINTED)])
    assert found.in_place.right == 0


def test_capitals_count_in_texts_and_not_in_adjacency():
    found = scored([["", "BEDS", "In use"], *PRINTED[1:]])
    assert found.adjacency.right == 10
    assert found.texts.right == 7


@pytest.fixture
def gold(tmp_path) -> Path:
    file = tmp_path / "report-str.xml"
    file.write_text(
        """<document filename='report.pdf'><table id='1'>
        <region id='1' page='3' row-increment='-1' col-increment='0'>
          <cell id='1' start-row='1' start-col='0' end-col='1'><content>Beds</content></cell>
          <cell id='2' start-row='2' start-col='0'><content>120</content></cell>
          <cell id='3' start-row='2' start-col='1'><content>90</content></cell>
          <cell id='4' start-row='3' start-col='1'><content> </content></cell>
        </region></table></document>""",
        encoding="utf-8",
    )
    return file


def test_a_head_that_spans_two_columns_is_above_both(gold):
    [table] = gold_tables(gold)
    assert table.page == 3
    assert table.cells[0][:4] == (0, 0, 0, 1)
    assert scores([table], [table]).adjacency == Counts(3, 3, 3)
