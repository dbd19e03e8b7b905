"""An example of each field of an entry: the shortest that a hand-owned file or a page of these docs has.

Nothing is made up: a field that nobody has used yet gets its example from `examples=` of its model.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

FILES: Mapping[str, tuple[str, ...]] = {
    "source": ("sources/*/source.yaml",),
    "excerpts": ("sources/*/excerpts.yaml",),
    "measures": ("sources/measures.yaml",),
    "parties": ("sources/parties.yaml",),
    "figures": ("sources/*/figures.yaml",),
    "table": ("sources/*/tables/*.yaml", "sources/shapes/*.yaml"),
    "relations": ("sources/*/relations.yaml",),
    "shared-relations": ("sources/relations.yaml",),
    "answers": ("sources/answers.yaml",),
    "discrepancies": ("sources/*/discrepancies.yaml",),
    "emendations": ("sources/*/emendations.yaml",),
    "restatements": ("sources/*/restatements.yaml",),
    "waivers": ("sources/*/waivers.yaml",),
    "release": ("release.yaml",),
}
"""Where the files of each schema are, under the project's root."""
PAGES = ("docs/*.md", "docs/howto/*.md")
LONGEST = 200
Schema = Mapping[str, Any]
Field = tuple[str, str]
"""A model and the name of a field of it; the model of a whole file is the name of its schema."""


def examples_of(root: Path, schemas: Mapping[str, Schema]) -> dict[Field, str]:
    """An example of each field that has one, as YAML on one line; a model is the same in all schemas."""
    found: dict[Field, str] = {}
    for field, value in _used(root, schemas):
        shown = _on_one_line(value)
        if value not in (None, [], {}, "") and len(shown) <= LONGEST:
            found[field] = min(found.get(field, shown), shown, key=len)
    return found


def _used(root: Path, schemas: Mapping[str, Schema]) -> Iterator[tuple[Field, Any]]:
    blocks = list(_blocks(root))
    for name, schema in schemas.items():
        for path in (path for pattern in FILES[name] for path in sorted(root.glob(pattern))):
            yield from _values(read(path.read_text(encoding="utf-8")), schema, schema, name)
        for block in blocks:
            for model, inner in {name: schema, **schema.get("$defs", {})}.items():
                if block.keys() <= inner.get("properties", {}).keys():
                    yield from _values(block, inner, schema, model)


def read(text: str) -> Any:
    """The content of a file, with dates as they are written."""
    return json.loads(json.dumps(yaml.load(text, Loader=yaml.CSafeLoader), default=str))


def _blocks(root: Path) -> Iterator[Mapping[str, Any]]:
    """The entries that pages show: each block of YAML, or each item of one."""
    for page in (page for pattern in PAGES for page in sorted(root.glob(pattern))):
        for block in re.findall(r"^ *```yaml\n(.*?)^ *```$", page.read_text("utf-8"), re.M | re.S):
            try:
                content = read(block)
            except (yaml.YAMLError, ValueError):
                continue  # several files in one block, or a form that is described
            yield from (one for one in [content, *_items(content)] if isinstance(one, dict) and one)


def _items(content: Any) -> list[Any]:
    return content if isinstance(content, list) else []


def _values(value: Any, schema: Schema, whole: Schema, model: str) -> Iterator[tuple[Field, Any]]:
    """Each value inside a value, with the field that it is of."""
    if "$ref" in schema:
        model = schema["$ref"].rpartition("/")[2]
        schema = whole["$defs"][model]
    for branch in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        if _accepts(branch, whole, value):
            yield from _values(value, branch, whole, model)
    if isinstance(value, list) and "items" in schema:
        for item in value:
            yield from _values(item, schema["items"], whole, model)
    if isinstance(value, dict):
        fields, others = schema.get("properties", {}), schema.get("additionalProperties")
        for key, inner in value.items():
            if key in fields:
                yield (model, key), inner
            if isinstance(of := fields.get(key, others), dict):
                yield from _values(inner, of, whole, model)


_VALIDATORS: dict[int, Any] = {}
"""The validator of each branch of a schema that was met, by the branch's identity."""


def _accepts(branch: Schema, whole: Schema, value: Any) -> bool:
    if id(branch) not in _VALIDATORS:
        named = {**branch, "$defs": whole.get("$defs", {})}
        _VALIDATORS[id(branch)] = jsonschema_rs.validator_for(named)
    return bool(_VALIDATORS[id(branch)].is_valid(value))


def _on_one_line(value: Any) -> str:
    dumped = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False
    )
    return dumped.removesuffix("\n").removesuffix("\n...")
