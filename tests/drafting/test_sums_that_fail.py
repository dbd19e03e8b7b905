"""A column that is headed as a total is proposed as a sum where it holds in most rows; another one is not."""

from decimal import Decimal

from pipeline.drafting.sums import sums_of_columns

ROWS = [(30, 10, 20), (50, 25, 25), (70, 30, 40), (91, 40, 50), (113, 50, 60)]


def table():
    columns = zip(*ROWS, strict=True)
    return {
        name: {f"row {n}": (Decimal(value), Decimal(0)) for n, value in enumerate(values)}
        for name, values in zip(("total", "men", "women"), columns, strict=True)
    }


def test_the_rows_in_which_a_total_fails_are_named():
    (found,) = sums_of_columns(table(), ["total"])
    assert (found.total, found.parts, found.fails) == (
        "total",
        ("men", "women"),
        ("row 3", "row 4"),
    )


def test_a_column_that_is_not_headed_as_a_total_is_a_sum_only_where_nearly_all_rows_add_up():
    assert list(sums_of_columns(table())) == []


def test_a_total_that_fails_in_most_rows_is_no_sum():
    most = {**table(), "women": {row: (n + 1, half) for row, (n, half) in table()["women"].items()}}
    assert list(sums_of_columns(most, ["total"])) == []
