"""Parts of pages that programs can say: in Markdown, in place of a comment such as `<!-- fields of figures -->`.

The fields of a file under `sources/` come from the JSON Schema that its model gives, and from `entry_examples`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from extensions.entry_examples import Schema, examples_of
from pipeline.sources.json_schemas import MODELS, json_schemas
from pipeline.text.markdown import cell

ROOT = Path(__file__).parents[2]
FIELDS = re.compile(r"<!-- fields of ([a-z-]+) -->")
SEVERAL = ("anyOf", "oneOf")
SHORT = 80
"""The length of an example that is shown of what has fields of its own."""
TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    "null": "`null`",
    "object": "keys and values",
}


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this."""
    app.connect("source-read", _replace)
    return {"parallel_read_safe": True}


def _replace(_: Sphinx, __: str, source: list[str]) -> None:
    source[0] = FIELDS.sub(lambda found: fields_of(found[1]), source[0])


@cache
def schemas() -> Mapping[str, Schema]:
    """The JSON Schema of each file, by its name."""
    made = json_schemas()
    return {name: json.loads(made[f"sources/schemas/{name}.schema.json"]) for name in MODELS}


@cache
def _examples() -> Mapping[tuple[str, str], str]:
    return examples_of(ROOT, schemas())


def fields_of(name: str) -> str:
    """The fields of a file, and of each kind of entry in it, as Markdown."""
    schema = schemas()[name]
    parts = ["## The file", _table(name, name, schema)]
    for model, inner in schema.get("$defs", {}).items():
        parts += [f"## {in_words(model)}", _sentence(inner), _table(name, model, inner)]
    return "\n\n".join(part for part in parts if part)


def in_words(model: str) -> str:
    """What readers call a model.

    >>> in_words("FigureEntry"), in_words("PresentWhere")
    ('Figure', 'Present where')
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.removesuffix("Entry"))
    return words[0] + words[1:].lower()


def _sentence(schema: Schema) -> str:
    described = " ".join(schema.get("description", "").split())
    more = schema.get("additionalProperties")
    return f"{described} Other keys: {type_of(more)}." if isinstance(more, dict) else described


def _table(file: str, model: str, schema: Schema) -> str:
    rows = list(_rows(file, model, schema))
    return "\n".join(["| field | type | what it is |", "|---|---|---|", *rows]) if rows else ""


def _rows(file: str, model: str, schema: Schema) -> Iterator[str]:
    for name, field in schema.get("properties", {}).items():
        described = [" ".join(field.get("description", "").split())]
        example = example_of(model, name, field)
        if example and ("$ref" not in json.dumps(field) or len(example) < SHORT):
            described.append(f"Example: `{name}: {example}`".replace("|", r"\|"))
        needed = "**needed**" if name in schema.get("required", ()) else _default(field)
        kind = "<br>".join(part for part in (type_of(field), needed) if part)
        words = "<br>".join(part for part in described if part)
        yield f"| [`{name}`]{{#{anchor(file, model, name)}}} | {kind} | {words} |"


def anchor(file: str, model: str, name: str) -> str:
    """The fragment of a field in the page of its file.

    >>> anchor("figures", "FigureEntry", "ref_area")
    'figures-figureentry-ref-area'
    """
    return f"{file}-{model}-{name}".lower().replace("_", "-")


def example_of(model: str, name: str, field: Schema) -> str | None:
    """An example of a field: that of its model, or one that is used."""
    if "examples" in field:
        return json.dumps(field["examples"][0], ensure_ascii=False)
    return _examples().get((model, name))


def _default(field: Schema) -> str:
    default = field.get("default")
    if default in (None, [], "") or isinstance(default, dict):
        return ""
    return f"default: `{json.dumps(default, ensure_ascii=False)}`"


def type_of(field: Schema) -> str:
    """What may be written for a field, in words.

    >>> type_of({"anyOf": [{"type": "string"}, {"type": "null"}]}), type_of({"enum": ["a", "b"]})
    ('text', '`a`, `b`')
    """
    if "$ref" in field:
        words = in_words(field["$ref"].rpartition("/")[2])
        return f"[{words}](#{words.lower().replace(' ', '-')})"
    if several := [one for key in SEVERAL for one in field.get(key, ())]:
        kinds = dict.fromkeys(type_of(one) for one in several if one.get("type") != "null")
        return ", or ".join(kinds)
    if terms := field.get("enum", [field["const"]] if "const" in field else []):
        return ", ".join(f"`{term}`" for term in terms)
    return _of_several_values(field) or _of_one_value(field)


def _of_several_values(field: Schema) -> str:
    others = field.get("additionalProperties")
    if field.get("type") == "array":
        return f"list of: {type_of(field.get('items', {}))}"
    if isinstance(others, dict) and "properties" not in field:
        return f"keys and values; a value is {type_of(others)}"
    return ""


def _of_one_value(field: Mapping[str, Any]) -> str:
    kind = TYPES.get(field.get("type", ""), "anything")
    if field.get("format") == "date":
        kind = "date"
    low = field.get("minimum")
    kind += f" from {low}" if low is not None else ""
    pattern = field.get("pattern")
    return f"{kind} like `{cell(pattern)}`" if pattern and len(pattern) < 40 else kind
