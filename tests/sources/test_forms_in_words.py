"""Messages about the form of a value are in words: no reader is shown a regular expression."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.sources.form_problems import FORMS_IN_WORDS, form_problems
from pipeline.sources.source_entries import MeasureEntry

SCHEMAS = Path(__file__).parents[2] / "sources/schemas"
MEASURE = {"id": "beds", "name": "Beds", "definition": "Beds.", "unit": "beds", "words": ["# beds"]}


def patterns_in(schema):
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for part in schema.values():
            yield from patterns_in(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from patterns_in(part)


def test_each_pattern_of_a_field_has_words():
    schemas = [json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")]
    patterns = {pattern for schema in schemas for pattern in patterns_in(schema)}
    assert len(patterns) > 10
    assert patterns - set(FORMS_IN_WORDS) == set()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": ["#"]}, "entry 1 of `words` must be text with a letter or a digit; found `#`"),
        (
            {"definition": None},
            "`definition`: a person writes it, in one or two neutral sentences; found nothing",
        ),
        (
            {"definition": ""},
            "`definition`: a person writes it, in one or two neutral sentences; found ``",
        ),
    ],
)
def test_the_form_of_a_measure_is_said_in_words(fields, said):
    value = MEASURE | fields
    with pytest.raises(ValidationError) as refused:
        MeasureEntry.model_validate(value)
    assert [one.found for one in form_problems(refused.value, value, MeasureEntry)] == [said]
