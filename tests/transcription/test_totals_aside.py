"""Totals that are printed further right than the rows they add: no part of the last of them."""

import pytest
from grids import grid, refused

LEVELS = "header: [Item, A, B]\ncolumns: [item, a, b]\nlevels: {column: level, parent: parent}"
COLUMNS = "item: a b level parent:"
FLAT = "Item\tA\tB\nBeds\t10\t12\nVans\t5\t6\n        Total\t15\t18\n"
GROUPS = (
    "Item\tA\tB\nNorth\t3\t6\n  Beds\t1\t2\n  Vans\t2\t4\nSouth\t4\t8\n  Cars\t4\t8\n"
    "          Total\t7\t14\n"
)
HEADS = (
    "Item\tA\tB\nNorth\n  Beds\t1\t2\n  Vans\t2\t4\n      Subtotal, north\t3\t6\n"
    "South\n  Cars\t4\t8\n  Ships\t1\t1\n      Subtotal, south\t5\t9\n            Total\t8\t15\n"
)
HEADED = LEVELS + "\nskip: [North, South]"
GROUPED = (
    "[{kind: subtotal, columns: [a, b], groups: {'Subtotal, north': [Beds, Vans], 'Subtotal, south': "
    "[Cars, Ships], Total: ['Subtotal, north', 'Subtotal, south']}}]"
)


def total(parts="", whole="Total"):
    return f"[{{kind: column_total, columns: [a, b], whole: {{row: {whole}}}{parts}}}]"


def levels(read):
    assert [one.found for one in read.problems] == []
    return [(key, row.level, row.parent) for key, row in read.rows.items()]


@pytest.mark.parametrize("parts", ["", ", parts: [Beds, Vans]", ", rows: {level: 0}"])
def test_a_total_is_at_the_level_of_its_parts(parts):
    read = grid(FLAT, COLUMNS, LEVELS, rules=total(parts))
    assert levels(read) == [("Beds", 0, None), ("Vans", 0, None), ("Total", 0, None)]


def test_a_total_of_groups_is_no_part_of_the_last_one():
    read = grid(GROUPS, COLUMNS, LEVELS, rules=total(", rows: {level: 0}"))
    assert levels(read)[-2:] == [("Cars", 1, "South"), ("Total", 0, None)]
    assert "Total" not in read.parents


def test_subtotals_aside_are_parts_of_their_heads_and_their_total_is_not():
    assert levels(grid(HEADS, COLUMNS, HEADED, rules=GROUPED)) == [
        ("Beds", 1, "North"),
        ("Vans", 1, "North"),
        ("Subtotal, north", 1, "North"),
        ("Cars", 1, "South"),
        ("Ships", 1, "South"),
        ("Subtotal, south", 1, "South"),
        ("Total", 0, None),
    ]


def test_a_total_aside_needs_no_levels():
    read = grid(FLAT, "item: a b", "header: [Item, A, B]", rules=total())
    assert [one.found for one in read.problems] == []


def test_rows_behind_a_total_aside_are_not_compared_with_its_indentation():
    text = FLAT + "North\t2\t2\n  Ships\t2\t2\n"
    read = grid(text, COLUMNS, LEVELS, rules=total(", parts: [Beds, Vans]"))
    assert levels(read)[-2:] == [("North", 0, None), ("Ships", 1, "North")]


def test_a_total_with_parts_indented_under_it_keeps_them():
    text = "Item\tA\tB\nAll\n  Total\t15\t18\n    Beds\t10\t12\n    Vans\t5\t6\n"
    read = grid(text, COLUMNS, LEVELS + "\nskip: [All]", rules=total())
    assert levels(read) == [("Total", 1, "All"), ("Beds", 2, "Total"), ("Vans", 2, "Total")]


def test_a_total_that_nothing_names_is_not_taken_for_a_part():
    read = grid(FLAT, "item: a b", "header: [Item, A, B]")
    assert refused(read) == "the row `Total` reads like a total, and nothing says of what"


def test_a_total_without_parts_is_refused_where_levels_make_it_a_part():
    text = FLAT.replace("15\t18", "16\t19")
    read = grid(text, COLUMNS, LEVELS + "\nnot_totals: [Total]")
    assert "further right than `Vans`, so that `levels` makes it a part of that row" in refused(
        read
    )
    (problem,) = read.problems
    assert "the whole of a rule `column_total` or `subtotal`" in problem.remedy
    listed = LEVELS.replace("parent: parent", "parent: parent, parents: {Vans: [Total]}")
    assert levels(grid(text, COLUMNS, listed + "\nnot_totals: [Total]"))[-1] == ("Total", 1, "Vans")


def test_parts_that_read_like_totals_are_parts_where_a_rule_says_so():
    text = "Item\tA\tB\nBeds\t10\t12\n  Total, men\t4\t5\n  Total, women\t6\t7\n"
    rule = "[{kind: subtotal, columns: [a, b], whole: Beds, parts: ['Total, men', 'Total, women']}]"
    read = grid(text, COLUMNS, LEVELS, rules=rule)
    assert levels(read)[1:] == [("Total, men", 1, "Beds"), ("Total, women", 1, "Beds")]
