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
LONGEST = 90
Schema = Mapping[str, Any]
Field = tuple[str, str]
"""A model and the name of a field of it; the file itself is the model `""`."""


def examples_of(root: Path, name: str, schema: Schema) -> dict[Field, str]:
    """An example of each field of a schema that has one, as YAML on one line."""
    files = (path for pattern in FILES[name] for path in sorted(root.glob(pattern)))
    contents = [_read(path.read_text(encoding="utf-8")) for path in files]
    found: dict[Field, str] = {}
    for content in [*contents, *_blocks(root, schema)]:
        for field, value in _values(content, schema, schema, ""):
            shown = _on_one_line(value)
            if value not in (None, [], "") and len(shown) <= LONGEST:
                found[field] = min(found.get(field, shown), shown, key=len)
    return found


def _read(text: str) -> Any:
    """The content of a file, with dates as they are written."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def _blocks(root: Path, schema: Schema) -> Iterator[Any]:
    """The blocks of YAML in pages whose keys are those of the file."""
    for pattern in PAGES:
        for page in sorted(root.glob(pattern)):
            for block in re.findall(r"^ *```yaml\n(.*?)^ *```$", page.read_text("utf-8"), re.M | re.S):
                try:
                    content = _read(block)
                except yaml.YAMLError:
                    continue
                if isinstance(content, dict) and content.keys() <= schema["properties"].keys():
                    yield content


def _values(value: Any, schema: Schema, whole: Schema, model: str) -> Iterator[tuple[Field, Any]]:
    """Each value inside a value, with the field that it is of."""
    if "$ref" in schema:
        model = schema["$ref"].rpartition("/")[2]
        schema = whole["$defs"][model]
    for branch in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        if jsonschema_rs.is_valid({**branch, "$defs": whole["$defs"]}, value):
            yield from _values(value, branch, whole, model)
    if isinstance(value, list) and "items" in schema:
        for item in value:
            yield from _values(item, schema["items"], whole, model)
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in schema.get("properties", {}):
                yield (model, key), inner
                yield from _values(inner, schema["properties"][key], whole, model)


def _on_one_line(value: Any) -> str:
    dumped = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False
    )
    return dumped.removesuffix("\n").removesuffix("\n...")
