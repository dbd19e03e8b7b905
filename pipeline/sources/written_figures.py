"""Figures as `figures.yaml` has them: about three lines each, which a person reads as a sentence and what it states.

    - {id: beds-in-cities, measure: beds, value: 817, period: FY2019,
       quote: "it had 817 beds in cities in fiscal year 2019"}

First what names and counts, then the quotation on a line of its own, then what describes the number. A block begins
with the quotation that its figures share. Which fields are left out is in `short_figures`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.sources.figure_blocks import LIST
from pipeline.sources.yaml_text import field_text, wrapped

FIRST = (
    "id", "measure", "statistic", "location", "at", "value", "reading", "rounding", "period", "ref_area",
)  # fmt: skip
"""Fields before the quotation, in this order; the others are behind it, in the order in which they come."""


def written(name: str, value: Any) -> str:
    """A field inside braces."""
    return f"{name}: {field_text(name, value)}"


def lines_of(
    item: Mapping[str, Any],
    notes: Iterable[Sequence[str]] = (),
    *,
    column: int = 2,
    field: Callable[[str, Any], str] = written,
) -> Iterator[str]:
    """The lines of a figure, or of a block; above each figure the next of the `notes`, as comments.

    `column` is that of the dash; `field` writes a field inside braces.
    """
    remaining, margin = iter(notes), " " * column
    if "of" not in item:
        yield from (f"{margin}# {note}" for note in next(remaining, ()))
        yield from wrapped(f"{margin}- ", _figure(item, field))
        return
    yield from wrapped(f"{margin}- of: ", _shared(item["of"], field))
    yield f"{margin}  {LIST}:"
    for figure in item[LIST]:
        yield from lines_of(figure, [next(remaining, ())], column=column + 4, field=field)


def _figure(fields: Mapping[str, Any], field: Callable[[str, Any], str]) -> list[list[str]]:
    """The fields of a figure as YAML, in runs that begin on a line of their own."""
    before = [name for name in FIRST if name in fields]
    behind = [name for name in fields if name not in FIRST]
    behind.sort(key=lambda name: name != "quote")
    runs = [before, behind] if "quote" in fields else [before + behind]
    return [[field(name, fields[name]) for name in run] for run in runs if run]


def _shared(fields: Mapping[str, Any], field: Callable[[str, Any], str]) -> list[list[str]]:
    names = sorted(fields, key=lambda name: name != "quote")
    return [[field(name, fields[name]) for name in names]]
