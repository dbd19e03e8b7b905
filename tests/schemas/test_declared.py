"""A declaration in YAML becomes a pandera model; its rules become single rules with names."""

import pandera.errors
import pytest
import yaml
from pydantic import ValidationError

from schemas.column import columns_of, frame_of, primary_key_of, schema_of
from schemas.declared import Shape, model_of, rule_problems
from schemas.single_rules import single_rules

SHAPE = """
title: Beds
description: Beds by place.
columns:
  - {name: place, type: string, title: Place, description: The place.}
  - {name: beds, type: integer, title: Beds, description: Number., unit: beds, constraints: {required: true, minimum: 0, maximum: 500}}
  - {name: share, type: number, title: Share, description: In percent., unit: percent}
  - name: status
    type: string
    title: Status
    description: The status.
    constraints: {enum: [open, closed]}
    categories: [{value: open, label: it is open}, {value: closed, label: it is not}]
primaryKey: [place]
"""
ROW = {
    "source_id": "a",
    "place": "Austin",
    "beds": 3,
    "share": None,
    "status": "open",
    "caution": None,
}


def shape(rules="[]", text=SHAPE):
    return Shape.model_validate(yaml.safe_load(f"{text}rules: {rules}"))


@pytest.mark.parametrize(
    ("shared", "key", "last"),
    [(True, ["source_id", "place"], "status"), (False, ["place"], "source_id")],
)
def test_a_shared_table_has_the_document_first_in_its_key(shared, key, last):
    model = model_of(shape(), "beds", shared=shared, traced={"beds": "number"})
    assert primary_key_of(model) == key
    columns = {column.name: column for column in columns_of(model)}
    assert list(columns)[-2:] == [last, "caution"]
    assert (columns["beds"].traced, columns["place"].traced) == ("number", None)
    assert (columns["beds"].rounding, columns["share"].rounding) == ("exact", "printed")
    assert columns["status"].vocabulary == {"open": "it is open", "closed": "it is not"}
    assert not columns["share"].required and columns["place"].required


def test_a_column_with_a_name_that_sql_reserves_is_refused():
    with pytest.raises(ValidationError, match="`order` is a word of SQL"):
        shape(text=SHAPE.replace("name: share", "name: order"))


@pytest.mark.parametrize(
    ("cell", "check"),
    [
        ({"beds": 501}, "less_than_or_equal_to"),
        ({"beds": -1}, "greater_than_or_equal_to"),
        ({"beds": None}, "not_nullable"),
        ({"status": "shut"}, "isin"),
    ],
)
def test_the_model_refuses_what_the_declaration_forbids(cell, check):
    model = model_of(shape(), "beds", shared=False, traced={})
    schema_of(model).validate(frame_of(model, [ROW]))
    with pytest.raises(pandera.errors.SchemaErrors, match=check):
        schema_of(model).validate(frame_of(model, [ROW | cell]), lazy=True)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("primaryKey: [place]", "primaryKey: [town]", "`primaryKey` names `town`"),
        ("name: share", "name: beds", "two columns are named `beds`"),
        ("name: share", "name: source_id", "`source_id` is added to every table"),
        ("unit: percent", "unit: percent, constraints: {enum: [a]}", "of columns of type string"),
        ("title: Place,", "title: Place, unit: places,", "has no `unit`"),
        ("{value: open, label: it is open}, ", "", "a meaning to each term of `enum`"),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(old, new, says):
    assert SHAPE.count(old) == 1
    with pytest.raises(ValidationError, match=says):
        shape(text=SHAPE.replace(old, new))


def test_rules_are_named_and_published_one_column_each():
    rules = shape("[{kind: column_total, columns: [beds, share], whole: {row: All}}, {kind: unique, columns: [place]}]").rules  # fmt: skip
    published = [single.published() for single in single_rules(rules, "a-report")]
    whole = {"row": "All"}
    assert published == [
        {
            "kind": "column_total",
            "name": f"column-total-{column}",
            "source_id": "a-report",
            "whole": whole,
            "column": column,
            "except": ["All"],
        }
        for column in ("beds", "share")
    ] + [{"kind": "unique", "name": "unique-place", "source_id": "a-report", "columns": ["place"]}]


def test_a_total_does_not_add_parts_of_subtotals_again():
    rules = shape("[{kind: subtotal, columns: [beds], whole: West, parts: [Reno, Tahoe]}, {kind: column_total, columns: [beds], whole: {row: All}}]").rules  # fmt: skip
    (total,) = [single for single in single_rules(rules) if single.rule.kind == "column_total"]
    assert total.left_out == ("All", "Reno", "Tahoe")


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (
            "{kind: row_sum, total: beds, parts: [place, share]}",
            "`place` is not a column of numbers",
        ),
        ("{kind: at_most, column: bedz, limit: 3}", "the table has no column `bedz`"),
        ("{kind: consecutive, column: share}", "`share` is not a column of whole numbers"),
    ],
)
def test_a_rule_needs_columns_of_its_table(rule, says):
    sound = shape(f"[{rule}]")
    model = model_of(sound, "beds", shared=False, traced={})
    ((_, found, remedy),) = rule_problems(model, sound.rules)
    assert found.startswith(says)
    assert remedy


def test_two_rules_of_one_name_are_refused():
    rule = "{kind: unique, columns: [place]}"
    sound = shape(f"[{rule}, {rule}]")
    model = model_of(sound, "beds", shared=False, traced={})
    ((_, found, _),) = rule_problems(model, sound.rules)
    assert found == "two rules are named `unique-place`"
