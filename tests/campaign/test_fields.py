"""Every field of every hand-owned file is changed by the campaign, or is free text by nature."""

import pytest

from campaign.edits import Files
from campaign.fields import fields
from campaign.kinds import FREE_TEXT, ID
from campaign.model_fields import model_fields
from campaign.names import Names


@pytest.fixture(scope="module")
def kinds_of(repository):
    return fields(Names(Files(repository)))


def test_every_field_of_a_model_is_changed_or_is_free_text(kinds_of):
    fields_of_models = set(model_fields())
    assert len(fields_of_models) > 300
    assert [field for field in sorted(fields_of_models) if not kinds_of(*field)] == []


def test_a_field_that_no_rule_names_is_a_gap(kinds_of):
    assert kinds_of("figures", "figures.#.color") == ()


@pytest.mark.parametrize(
    "field",
    [
        "figures.#.value",
        "figures.#.context.ref_area",
        "figures.#.period_basis",
        "figures.#.not_dated_by",
    ],
)
def test_a_field_that_a_document_states_is_not_free_text(field, kinds_of):
    assert kinds_of("figures", field) not in (FREE_TEXT, ID)


def test_the_models_have_the_fields_of_nested_entries():
    found = set(model_fields())
    assert ("figures", "figures.#.context.measure") in found
    assert ("table", "read.values.any.any.#") in found
    assert ("relations", "relations.#.differs_in.period") in found
    assert ("source", "pages.contents.#.heading") in found
