"""The kinds `rounding` and `arithmetic` of a discrepancy fit the relation that proves it."""

from dataclasses import replace

import pytest

from pipeline.consistency.discrepancies import discrepancy_findings


@pytest.fixture
def called(consistency):
    def run(name, kind):
        (item,) = (d for d in consistency.discrepancies if d.id == f"oig-20-13/{name}")
        entry = item.entry.model_copy(update={"kind": kind})
        changed = replace(item, at=replace(item.at, entry=entry))
        return [finding.found for finding in discrepancy_findings([changed])]

    return run


@pytest.mark.parametrize(
    ("name", "kind", "fits"),
    [
        ("issued-change", "arithmetic", True),  # a change
        ("issued-change", "population", True),
        ("issued-change", "rounding", False),
        ("appendix-c-not-rounded", "rounding", True),  # an integer_multiple
        ("appendix-c-not-rounded", "arithmetic", False),
        ("appendix-c-not-rounded", "period", False),
        ("years-reviewed", "period", True),  # a same_value
        ("years-reviewed", "arithmetic", False),
        ("years-reviewed", "rounding", False),
        ("lesc-place", "place", True),  # words
        ("lesc-place", "term", True),
        ("lesc-place", "arithmetic", False),
        ("lesc-place", "rounding", False),
    ],
)
def test_a_kind_of_numbers_has_its_relation(name, kind, fits, called):
    found = called(name, kind)
    assert len(found) == (not fits)
    assert fits or f"its kind is `{kind}`" in found[0]
