"""The two tables with a model of their own: pandera refuses a changed cell, and a year that is not there."""

import pandas as pd
import pandera.errors
import pytest

from schemas.column import schema_of
from schemas.oig_20_13.arrest_offenses import ArrestOffenses
from schemas.oig_20_13.detainers_by_fiscal_year import DetainersByFiscalYear


@pytest.fixture(scope="module")
def tables(derived):
    return derived("transcribed_tables")


def refused(model, frame):
    with pytest.raises(pandera.errors.SchemaErrors) as errors:
        schema_of(model).validate(frame, lazy=True)
    return " ".join(errors.value.failure_cases["check"].astype(str))


def test_the_tables_as_read_satisfy_their_models(tables):
    for name, model in (
        ("arrest_offenses", ArrestOffenses),
        ("detainers_by_fiscal_year", DetainersByFiscalYear),
    ):
        schema_of(model).validate(tables[name], lazy=True)


@pytest.mark.parametrize("column", ["charges", "convictions", "total_offenses"])
def test_a_row_whose_cells_do_not_add_up_is_refused(tables, column):
    frame = tables["arrest_offenses"].copy()
    frame.loc[11, column] += 1
    assert "charges + convictions = total_offenses" in refused(ArrestOffenses, frame)


@pytest.mark.parametrize("row", range(12))
def test_a_series_without_one_of_its_six_years_is_refused(tables, row):
    frame = tables["detainers_by_fiscal_year"]
    single = frame.index[frame["years"] == 1][row]
    frame = frame.drop(index=single).reset_index(drop=True)
    assert "six consecutive fiscal years" in refused(DetainersByFiscalYear, frame)


def test_the_six_years_are_those_of_one_document(tables):
    """A second report with a year less is refused for itself, whatever the first one has."""
    frame = tables["detainers_by_fiscal_year"]
    other = frame.assign(source_id="another-report").iloc[1:]
    both = (
        pd.concat([other, frame]).sort_values(["source_id", "detainers_id"]).reset_index(drop=True)
    )
    failing = schema_of(DetainersByFiscalYear)
    with pytest.raises(pandera.errors.SchemaErrors) as errors:
        failing.validate(both, lazy=True)
    rows = errors.value.failure_cases["index"].dropna().astype(int).unique()
    assert set(both.loc[rows, "source_id"]) == {"another-report"}


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("fiscal_year", 2018, "a row of one year has its fiscal year"),
        ("quantity_id", None, "years together are empty"),
        ("detainers_id", "declined-fy2015-fy2019", "a missing year is part of a row"),
    ],
)
def test_a_row_of_years_together_is_whole(tables, column, value, rule):
    frame = tables["detainers_by_fiscal_year"].copy()
    frame.loc[frame["detainers_id"] == "declined-fy2015-fy2018", column] = value
    assert rule in refused(DetainersByFiscalYear, frame)


def test_a_single_year_has_no_bound(tables):
    frame = tables["detainers_by_fiscal_year"].copy()
    together = frame["detainers_id"] == "declined-fy2015-fy2018"
    bound = frame.loc[together, "bound_id"].item()
    frame.loc[frame["detainers_id"] == "declined-fy2016", "bound_id"] = bound
    assert "only they have a quantity and a bound" in refused(DetainersByFiscalYear, frame)


def test_a_year_that_is_filled_in_is_refused(tables):
    frame = tables["detainers_by_fiscal_year"].copy()
    missing = frame.index[frame["value"].isna()][0]
    frame.loc[missing, "value"] = 12000
    assert "exactly where the text held carries one" in refused(DetainersByFiscalYear, frame)
