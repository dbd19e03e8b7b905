"""Messages about the form of a value are in words: no reader is shown a regular expression."""

import json
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from pydantic import ValidationError

import pipeline.sources
from pipeline.sources.entries import Entry
from pipeline.sources.form_problems import FORMS_IN_WORDS, form_problems
from pipeline.sources.measure_entries import MeasureEntry

for module in iter_modules(pipeline.sources.__path__):
    import_module(f"pipeline.sources.{module.name}")
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


def entries(base=Entry):
    for model in base.__subclasses__():
        yield model
        yield from entries(model)


WRONG = [
    "",
    "x y!",
    "é",
    "a" * 10_000,
    -1,
    0,
    10**12,
    Decimal("1.1234567"),
    Decimal("1e30"),
    Decimal("NaN"),
]
WRONG += [True, None, [], ["", 1], {}, {"a": 1}, date(2020, 1, 1)]


def test_each_pattern_of_a_model_has_words():
    patterns = {p for model in entries() for p in patterns_in(model.model_json_schema())}
    assert patterns - set(FORMS_IN_WORDS) == set()


@pytest.mark.parametrize("model", sorted(set(entries()), key=lambda model: model.__name__))
def test_no_message_of_pydantic_reaches_a_person(model):
    for name in model.model_fields:
        for wrong in WRONG:
            try:
                model.model_validate({name: wrong}, context={"document": "a-report"})
            except ValidationError as error:
                found = [one.found for one in form_problems(error, {name: wrong}, model)]
                said = " ".join(one.partition("; found")[0] for one in found)
                for words in ("should", "input", "of the form", "Datetimes", "^"):
                    assert words not in said, (name, wrong)
