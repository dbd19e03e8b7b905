"""Every field that a hand-owned file may have, by the models of its entries.

A path names a field as `campaign.fields` does: `figures.#.value`, with `#` for any item of a list; keys that are
chosen by who writes the file are `any`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.sources.json_schemas import MODELS

FILE_OF_MODEL = {"shared-relations": "relations"}
"""Models whose files have another name than the model."""
_Schema = Mapping[str, Any]


def model_fields() -> Iterator[tuple[str, str]]:
    """The name of each file, and the path of each field of it that has a value of its own."""
    found = {
        (FILE_OF_MODEL.get(name, name), path)
        for name, model in MODELS.items()
        for schema in [model.model_json_schema(by_alias=True)]
        for path in _leaves(schema, schema.get("$defs", {}), "")
    }
    yield from sorted(found)


def _leaves(schema: _Schema, definitions: Mapping[str, _Schema], path: str) -> Iterator[str]:
    """The paths below a part of a schema at which text, numbers and truth values are written."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    forms = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    fields = schema.get("properties", {})
    for form in forms:
        yield from _leaves(form, definitions, path)
    for name, inner in fields.items():
        yield from _leaves(inner, definitions, f"{path}.{name}" if path else name)
    for others in (
        schema.get("additionalProperties"),
        *schema.get("patternProperties", {}).values(),
    ):
        if isinstance(others, Mapping):
            yield from _leaves(others, definitions, f"{path}.any")
    if "items" in schema:
        yield from _leaves(schema["items"], definitions, f"{path}.#")
    if not forms and schema.get("type") not in ("object", "array", "null"):
        yield path
