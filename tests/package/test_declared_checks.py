"""Cells of declared tables: a cell that breaks its column is found, with table, row, column and place."""

from decimal import Decimal

import pandera.pandas as pa
import pytest

from pipeline.package.declared_checks import (
    COMPLETE,
    DECLARED,
    IN_VOCABULARY,
    LIKE_PATTERN,
    NAMES,
    ONE_KEY,
    REFERRING,
    WITHIN_LIMITS,
)
from pipeline.package.validation import validate_declared
from schemas.catalog import Catalog, Declared
from schemas.column import PublishedTable, column, frame_of
from schemas.declared import Shape, model_of

COSTS = {
    "title": "Costs",
    "description": "What a visit cost.",
    "columns": [
        {
            "name": "site",
            "type": "string",
            "title": "Site",
            "description": "The site.",
            "constraints": {"pattern": "[A-Z][a-z]+"},
        },
        {
            "name": "share",
            "type": "number",
            "title": "Share",
            "description": "Its share of the costs.",
            "unit": "percent",
            "constraints": {"required": True, "minimum": 0, "maximum": "99.5"},
        },
        {
            "name": "kind",
            "type": "string",
            "title": "Kind",
            "description": "Which kind of site it is.",
            "constraints": {"enum": ["jail", "field office"]},
        },
        {"name": "open", "type": "boolean", "title": "Open", "description": "Whether it is open."},
    ],
    "primaryKey": ["site"],
}
DOCUMENTS = ("oig-1", "oig-2", "oig-3")
SOUND = {"site": "Boston", "share": Decimal("12.5"), "kind": "jail", "open": True, "caution": None}


class Sources(PublishedTable):
    """Documents."""

    source_id: str = column("Source", "The document.", key=True)


def costs(shared=False):
    return model_of(Shape.model_validate(COSTS), "costs", shared=shared, traced={})


def checked(rows, *, shared=False, name="oig_1__costs"):
    """The findings about one table of many by check; the others are sound."""
    models = {f"oig_{number}__costs": costs() for number in (1, 2, 3)} | {name: costs(shared)}
    catalog = Catalog({name: Declared(model) for name, model in models.items()})
    sound = [{**SOUND, "source_id": "oig-2"}]
    frames = {other: frame_of(model, sound) for other, model in models.items()}
    frames[name] = frame_of(models[name], [{**SOUND, "source_id": "oig-1", **row} for row in rows])
    frames["sources"] = frame_of(Sources, [{"source_id": document} for document in DOCUMENTS])
    places = {(name, "Boston"): ("sources/oig-1/tables/costs.yaml", 7)}
    checks = validate_declared(frames, places, catalog)
    assert [(check.table, check.name) for check in checks] == [(DECLARED, name) for name in NAMES]
    return {check.name: check.findings for check in checks if check.findings}


def test_sound_tables_have_no_finding():
    assert checked([{}, {"site": "Miami", "share": Decimal(0), "kind": None, "open": None}]) == {}
    assert checked([{}, {"source_id": "oig-2"}], shared=True, name="costs") == {}
    assert checked([{"share": Decimal("99.5")}]) == {}


def test_a_corpus_without_declared_tables_has_the_same_checks():
    checks = validate_declared({}, {}, Catalog())
    assert [(check.name, check.findings) for check in checks] == [(name, ()) for name in NAMES]


@pytest.mark.parametrize(
    ("check", "cell", "found"),
    [
        (COMPLETE, {"share": None}, "`share` is missing"),
        (WITHIN_LIMITS, {"share": Decimal("-0.5")}, "`share` must be at least 0; found `-0.5`"),
        (WITHIN_LIMITS, {"share": Decimal(100)}, "`share` must be at most 99.5; found `100`"),
        (IN_VOCABULARY, {"kind": "office"}, "`kind` must be one of jail, field office; found `office`"),
        (REFERRING, {"source_id": "oig-9"}, "`source_id` is `oig-9`, which is not in sources.source_id"),
    ],
)  # fmt: skip
def test_a_cell_that_breaks_its_column_is_found_by_name(check, cell, found):
    ((name, (finding,)),) = checked([cell]).items()
    assert name == check
    assert (finding.file, finding.line) == ("sources/oig-1/tables/costs.yaml", 7)
    assert finding.subject == "oig_1__costs: Boston"
    assert finding.found.startswith(found)


def test_a_pattern_is_of_the_whole_cell():
    ((name, (finding,)),) = checked([{"site": "Boston 2"}]).items()
    assert (name, finding.subject) == (LIKE_PATTERN, "oig_1__costs: Boston 2")
    assert "must match [A-Z][a-z]+; found `Boston 2`" in finding.found


def test_a_key_names_one_row_of_a_document():
    ((name, findings),) = checked([{}, {"open": False}]).items()
    assert name == ONE_KEY
    assert {finding.found.partition("\n")[0] for finding in findings} == {
        "`Boston` is a duplicate primary key"
    }
    ((name, findings),) = checked([{}, {}], shared=True, name="costs").items()
    assert (name, findings[0].subject) == (ONE_KEY, "costs: oig-1 Boston")


def test_pandera_is_called_as_often_for_many_tables_as_for_one(monkeypatch):
    calls = []
    validate = pa.DataFrameSchema.validate
    monkeypatch.setattr(
        pa.DataFrameSchema, "validate", lambda *a, **k: calls.append(1) or validate(*a, **k)
    )
    validate_declared({}, {}, Catalog())
    for_none = len(calls)
    assert checked([{}]) == {}
    assert len(calls) == 2 * for_none
