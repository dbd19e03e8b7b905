"""Blocks of entries that share fields, which are written once.

    - of: {measure: beds, population: beds of the agency, period: FY2019}
      figures:
        - {id: beds-in-cities, quote: "it had 817 beds in cities in fiscal year 2019", value: 817}

A block is spread into its entries as soon as the YAML is read, so that nothing behind this module knows of blocks. Each
field keeps the line on which it is written. Which files have blocks is in `figure_blocks` and `discrepancy_blocks`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.sources.yaml_lines import LocatedYaml, Path, Problem


@dataclass(frozen=True)
class Blocks:
    """The blocks of a file: the name of its list, the fields that entries may share, and those of each alone.

    `model` is the name of the entry in the JSON Schema, `required` are the fields that an entry in a block has.
    """

    entries: str
    model: str
    shared: tuple[str, ...]
    own: tuple[str, ...]
    required: tuple[str, ...]

    def spread(self, yaml: LocatedYaml) -> LocatedYaml:
        """The YAML of the file with each block replaced by its entries; what is wrong with a block is a problem."""
        items = yaml.value.get(self.entries) if isinstance(yaml.value, dict) else None
        if not isinstance(items, list) or not any(map(self._is_block, items)):
            return yaml
        spread = LocatedYaml(problems=[*yaml.problems], most=yaml.most)
        spread.lines = {
            path: line for path, line in yaml.lines.items() if path[:1] != (self.entries,)
        }
        spread.lines[self.entries,] = yaml.lines[self.entries,]
        lines = _lines_by_index(yaml, self.entries)
        every: list[Any] = []
        for index, item in enumerate(items):
            of_entry = lines.get(index, {})
            found = self._entries_of(item, of_entry, spread.problems)
            below = _below(of_entry, [place for place, _, _ in found])
            of_block = _below(of_entry, [("of",)])["of",]
            for place, one, shared in found:
                start = (self.entries, len(every))
                spread.lines |= {(*start, *p): n for p, n in below[place].items()}
                spread.lines |= {
                    (*start, *p): n for p, n in of_block.items() if p and p[0] in shared
                }
                every.append(one)
        spread.value = None if spread.problems else {**yaml.value, self.entries: every}
        return spread

    def _is_block(self, item: Any) -> bool:
        return isinstance(item, dict) and ("of" in item or self.entries in item)

    def _entries_of(
        self, item: Any, lines: dict[Path, int], problems: list[Problem]
    ) -> list[tuple[Path, Any, Collection[str]]]:
        """The entries of an item of the list, each with its path in the item and the fields it takes from `of`."""
        if not self._is_block(item):
            return [((), item, frozenset())]
        shared, entries = item.get("of"), item.get(self.entries)
        problems += [
            Problem(
                lines.get((key,), lines[()]),
                f"`{key}` is not a known key of a block: it has `of` and `{self.entries}`",
            )
            for key in item
            if key not in ("of", self.entries)
        ]
        if not isinstance(shared, dict) or not isinstance(entries, list) or not entries:
            found = f"a block has `of`, the fields that its {self.entries} share, and `{self.entries}`, a list of them"
            problems.append(Problem(lines[()], found))
            return []
        problems += self._wrong_fields(shared, entries, lines)
        return [
            (
                (self.entries, index),
                {**shared, **one} if isinstance(one, dict) else one,
                shared.keys(),
            )
            for index, one in enumerate(entries)
        ]

    def _wrong_fields(
        self, shared: dict[str, Any], entries: list[Any], lines: dict[Path, int]
    ) -> list[Problem]:
        """Fields of `of` that no entry can take from it, and fields that are written twice."""
        found = [
            Problem(
                lines.get(("of", key), lines[()]),
                f"{self.entries} do not share `{key}`: write it in each of them",
            )
            if key in self.own
            else Problem(
                lines.get(("of", key), lines[()]), f"`{key}` is not a field of {self.entries}"
            )
            for key in shared
            if key not in self.shared
        ]
        for index, one in enumerate(entries):
            twice = (
                [k for k in one if k in shared and k in self.shared]
                if isinstance(one, dict)
                else []
            )
            found += [
                Problem(
                    lines.get((self.entries, index, key), lines[()]),
                    f"`{key}` is in `of` already: take it out of one of them",
                )
                for key in twice
            ]
        return found

    def schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The JSON Schema of the file in which an item is an entry or a block."""
        name = f"{self.model.removesuffix('Entry')}Block"
        fields: dict[str, Any] = schema["$defs"][self.model]["properties"]
        closed = {"type": "object", "additionalProperties": False}
        block = {
            **closed,
            "description": f"{self.entries.capitalize()} that share fields, which are written once.",
            "required": ["of", self.entries],
            "properties": {
                "of": {
                    **closed,
                    "description": "The fields that they share.",
                    "properties": {one: fields[one] for one in self.shared},
                },
                self.entries: {
                    "description": f"The {self.entries}, each without the fields in `of`.",
                    "type": "array",
                    "minItems": 1,
                    "items": {**closed, "required": [*self.required], "properties": fields},
                },
            },
        }
        item = {"anyOf": [{"$ref": f"#/$defs/{self.model}"}, {"$ref": f"#/$defs/{name}"}]}
        listed = {**schema["properties"][self.entries], "items": item}
        return {
            **schema,
            "$defs": {**schema["$defs"], name: block},
            "properties": {**schema["properties"], self.entries: listed},
        }


def _lines_by_index(yaml: LocatedYaml, name: str) -> dict[int, dict[Path, int]]:
    """The lines below each item of the list, by the path in the item."""
    lines: dict[int, dict[Path, int]] = {}
    for path, line in yaml.lines.items():
        if path[:1] == (name,) and len(path) > 1 and isinstance(path[1], int):
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
