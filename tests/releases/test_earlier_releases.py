"""Releases that were made before a check existed: they hold, and what the check cannot show of them is listed."""

import json
import shutil

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight

pytestmark = pytest.mark.slow


@pytest.fixture
def first(repository, tmp_path):
    """The archive of release 0.1.0 away from its store."""
    name = "oversight-figures-0.1.0.zip"
    return shutil.copy(repository / "releases/0.1.0" / name, tmp_path / name)


def test_the_first_release_holds_and_its_views_are_listed_as_unproved(first):
    ran = CliRunner().invoke(oversight, ["verify", str(first), "--format", "json"])
    assert ran.exit_code == 0, ran.output
    (told,) = json.loads(ran.stdout)["releases"]
    assert told["holds"]
    database = "oversight-figures.sqlite: what the"
    for name in (
        f"{database} view figures_with_sources shows",
        f"{database} view cells_with_quotations shows",
        f"{database} table figure_citations holds",
    ):
        assert name in told["unproved"]
    assert any(
        "annotations.jsonld" in one and "figures_readable.csv" in one for one in told["unproved"]
    )
    figures = next(one for one in told["unproved"] if one.startswith("csv/figures.csv"))
    # Without kinds of intervals they are not computed.
    assert "lower, lower_closed, upper" in figures
