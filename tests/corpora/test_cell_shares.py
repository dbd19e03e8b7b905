"""Shares of cells in a corpus that knows nothing of OIG-20-13."""

import pytest
from reports import BEDS, write

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS

FIGURES = """
    transcribed_by: software
    checked_by: none
    figures:
      - {{id: beds, measure: beds, quote: "All facilities have {number} beds.", at: "{number}", value: {number}, population: all facilities}}
"""
SHARES = """
    cell_shares:
      - {document: beds, table: beds, totals: {beds: beds/beds}}
"""


@pytest.fixture
def shared(check):
    """The run for beds whose total is stated as a number."""

    def run(number):
        end = "Source: records of the facilities.\n"
        stated = f"{end}    All facilities have {number} beds.\n"
        report = BEDS.edited(end, stated).having(figures=FIGURES.format(number=number))
        root = check(report).root
        write(root / "sources/answers.yaml", SHARES)
        return run_steps(root, STEPS, ["consistency_tables"])

    return run


def test_a_cell_is_published_in_percent_of_the_total_in_the_order_printed(shared):
    run = shared(360)
    assert [str(finding) for finding in run.findings] == []
    table = run.value("consistency_tables")["cell_shares"].sort_values("printed_order")
    assert list(table["row_key"])[:3] == ["Boise", "Dallas", "Denver"]
    assert [float(share) for share in table["share"]][:3] == [33.333333] * 3
    assert (float(table["share_lower"][0]), float(table["share_upper"][0])) == (
        33.333333,
        33.333334,
    )


def test_a_total_that_is_less_than_one_of_its_cells_is_refused(shared):
    (finding,) = shared(100).findings
    assert (finding.file, finding.line) == ("sources/answers.yaml", 2)
    assert finding.found == "beds__beds, row Boise, beds is more than its total beds/beds"
