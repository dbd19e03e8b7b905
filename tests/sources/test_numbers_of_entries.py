"""Numbers, units and words of an entry that another of its own fields must state."""

import pytest
from pydantic import ValidationError

from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.relation_entries import FactEntry, RelationEntry

RATIO = {"id": "r", "kind": "ratio", "numerator": "a", "denominator": "b"}
MULTIPLE = {"id": "r", "kind": "integer_multiple", "multiples": ["a"]}
CHANGE = {"id": "r", "kind": "change", "stated": "a", "from": "b", "to": "c", "reading": "d"}


def refused(entry, **fields):
    try:
        entry.model_validate(fields)
    except ValidationError as error:
        return str(error)
    return None


def test_a_fact_states_its_number():
    fact = {"id": "f", "authority": "law", "statement": "There are 50 states."}
    assert refused(FactEntry, **fact, value=50) is None
    assert "does not state the number 51" in refused(FactEntry, **fact, value=51)


@pytest.mark.parametrize("number", ["one", "1"])
def test_the_formula_of_a_ratio_states_its_least_value(number):
    formula = f"jails / areas, each of which has at least {number}"
    assert refused(RelationEntry, **RATIO, formula=formula, at_least=1) is None
    assert "does not state `at_least`, 2" in refused(RelationEntry, **RATIO, formula=formula, at_least=2)  # fmt: skip


def test_the_formula_of_a_multiple_states_its_step():
    formula = "the numbers are multiples of a hundred"
    assert refused(RelationEntry, **MULTIPLE, formula=formula, step=100) is None
    assert "does not state `step`, 10" in refused(RelationEntry, **MULTIPLE, formula=formula, step=10)  # fmt: skip


@pytest.mark.parametrize("cut", [True, False])
@pytest.mark.parametrize("formula", ["b / a = c, were it cut off", "b / a = c"])
def test_a_number_taken_as_cut_off_is_called_so(cut, formula):
    problem = refused(RelationEntry, **CHANGE, formula=formula, cut_off=cut)
    assert (problem is None) == (cut == ("cut off" in formula))


@pytest.mark.parametrize(
    ("unit", "named"),
    [
        ("jails", True),
        ("jail", True),
        ("US dollars", True),
        ("persons", False),
        ("prisons", False),
        ("percent", False),
    ],
)
def test_a_measure_names_what_it_counts(unit, named):
    measure = {
        "id": "m",
        "name": "Jails",
        "definition": "Places.",
        "words": ["# seen"],
        "unit": unit,
    }
    assert (refused(MeasureEntry, **measure) is None) == named
