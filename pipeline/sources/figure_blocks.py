"""Blocks of `figures.yaml`: figures that share fields, which are written once.

    - of: {measure: beds, population: beds of the agency, period: FY2019}
      figures:
        - {id: beds-in-cities, quote: "it had 817 beds in cities in fiscal year 2019", value: 817}

A block is spread into its figures as soon as the YAML is read, so that nothing behind this module knows of blocks. Each
field keeps the line on which it is written.
"""

from collections.abc import Sequence
from typing import Any

from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.yaml_lines import LocatedYaml, Path, Problem

OWN = ("id", "at", "value")
"""Fields that no two figures share."""
SHARED = tuple(name for name in FigureEntry.model_fields if name not in OWN)
LIST = "figures"


def with_blocks_spread(yaml: LocatedYaml) -> LocatedYaml:
    """The YAML of `figures.yaml` with each block replaced by its figures; what is wrong with a block is a problem."""
    entries = yaml.value.get(LIST) if isinstance(yaml.value, dict) else None
    if not isinstance(entries, list) or not any(_is_block(entry) for entry in entries):
        return yaml
    spread = LocatedYaml(problems=list(yaml.problems), most=yaml.most)
    spread.lines = {path: line for path, line in yaml.lines.items() if path[:1] != (LIST,)}
    spread.lines[LIST,] = yaml.lines[LIST,]
    lines = _lines_by_index(yaml)
    figures: list[Any] = []
    for index, entry in enumerate(entries):
        of_entry = lines.get(index, {})
        found = _figures_of(entry, of_entry, spread.problems)
        below = _below(of_entry, [place for place, _, _ in found])
        of_block = _below(of_entry, [("of",)])["of",]
        for place, figure, shared in found:
            start = (LIST, len(figures))
            spread.lines |= {(*start, *p): n for p, n in below[place].items()}
            spread.lines |= {(*start, *p): n for p, n in of_block.items() if p and p[0] in shared}
            figures.append(figure)
    spread.value = None if spread.problems else {**yaml.value, LIST: figures}
    return spread


def _is_block(entry: Any) -> bool:
    return isinstance(entry, dict) and ("of" in entry or LIST in entry)


def _figures_of(
    entry: Any, lines: dict[Path, int], problems: list[Problem]
) -> list[tuple[Path, Any, frozenset[str]]]:
    """The figures of an item of the list, each with its path in the item and the fields it takes from `of`."""
    if not _is_block(entry):
        return [((), entry, frozenset())]
    shared, figures = entry.get("of"), entry.get(LIST)
    found = [
        Problem(
            lines.get((key,), lines[()]),
            f"`{key}` is not a known key of a block: it has `of` and `figures`",
        )
        for key in entry
        if key not in ("of", LIST)
    ]
    if not isinstance(shared, dict) or not isinstance(figures, list) or not figures:
        found.append(
            Problem(
                lines[()],
                "a block has `of`, the fields that its figures share, and `figures`, a list of them",
            )
        )
        problems += found
        return []
    found += [
        Problem(
            lines.get(("of", key), lines[()]),
            f"figures do not share `{key}`: write it in each of them",
        )
        if key in OWN
        else Problem(lines.get(("of", key), lines[()]), f"`{key}` is not a field of figures")
        for key in shared
        if key not in SHARED
    ]
    for index, figure in enumerate(figures):
        twice = (
            [key for key in figure if key in shared and key in SHARED]
            if isinstance(figure, dict)
            else []
        )
        found += [
            Problem(
                lines.get((LIST, index, key), lines[()]),
                f"`{key}` is in `of` already: take it out of one of them",
            )
            for key in twice
        ]
    problems += found
    fields = frozenset(shared)
    return [
        ((LIST, index), {**shared, **figure} if isinstance(figure, dict) else figure, fields)
        for index, figure in enumerate(figures)
    ]


def _lines_by_index(yaml: LocatedYaml) -> dict[int, dict[Path, int]]:
    """The lines below each item of the list, by the path in the item."""
    lines: dict[int, dict[Path, int]] = {}
    for path, line in yaml.lines.items():
        if path[:1] == (LIST,) and len(path) > 1 and isinstance(path[1], int):
            lines.setdefault(path[1], {})[path[2:]] = line
    return lines


def _below(lines: dict[Path, int], places: Sequence[Path]) -> dict[Path, dict[Path, int]]:
    """The lines at and below each of some places, none of which is in another, by the path from it."""
    below: dict[Path, dict[Path, int]] = {place: {} for place in places}
    lengths = {len(place) for place in places}
    for path, line in lines.items():
        for length in lengths:
            if path[:length] in below:
                below[path[:length]][path[length:]] = line
    return below


def schema_with_blocks(schema: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of `figures.yaml` in which an item is a figure or a block."""
    figure = schema["$defs"]["FigureEntry"]
    fields: dict[str, Any] = figure["properties"]
    closed = {"type": "object", "additionalProperties": False}
    block = {
        **closed,
        "description": "Figures that share fields, which are written once.",
        "required": ["of", LIST],
        "properties": {
            "of": {**closed, "properties": {name: fields[name] for name in SHARED}},
            LIST: {
                "type": "array",
                "minItems": 1,
                "items": {**closed, "required": ["id", "value"], "properties": fields},
            },
        },
    }
    item = {"anyOf": [{"$ref": "#/$defs/FigureEntry"}, {"$ref": "#/$defs/FigureBlock"}]}
    listed = {**schema["properties"][LIST], "items": item}
    return {
        **schema,
        "$defs": {**schema["$defs"], "FigureBlock": block},
        "properties": {**schema["properties"], LIST: listed},
    }
