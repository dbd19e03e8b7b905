"""The fields that a figure may have, as its model tells them, and the measures there are: what a form offers."""

from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from pipeline.review.deciders import WHO
from pipeline.sources.figure_entries import FigureContext, FigureEntry
from pipeline.sources.files import Reader
from pipeline.sources.measure_entries import MeasuresFile


def form_for(root: Path) -> dict[str, Any]:
    """The fields of a figure in the order of the model, and the ids of the measures."""
    fields = [_field(name, info) for name, info in FigureEntry.model_fields.items()]
    context = [_field(f"context.{name}", info) for name, info in FigureContext.model_fields.items()]
    own = [field for field in fields if field["name"] not in (*WHO, "context")]
    return {"figure": [*own, *context], "measures": _measures(root)}


def _field(name: str, info: FieldInfo) -> dict[str, Any]:
    return {"name": name, "description": info.description or "", "choices": _choices(info)}


def _choices(info: FieldInfo) -> list[str]:
    """The words that a field may have, where these are few."""
    of = info.annotation
    for one in (of, *get_args(of)):
        if get_origin(one) is Literal:
            return [str(choice) for choice in get_args(one)]
    return []


def _measures(root: Path) -> list[str]:
    read = Reader(root).optional_entry("sources/measures.yaml", MeasuresFile)
    return [measure.id for measure in read.entry.measures] if read is not None else []
