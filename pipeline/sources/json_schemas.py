"""The JSON Schemas of the hand-owned files, made from the models of their entries.

They are in `sources/schemas/`, so that an editor can complete and check an entry while it is
written. `python -m pipeline.sources.json_schemas` renews them.
"""

import json
from pathlib import Path

from pydantic import BaseModel

from pipeline.sources import (
    answer_entries,
    discrepancy_blocks,
    discrepancy_entries,
    figure_blocks,
    relation_entries,
    release_entries,
)
from pipeline.sources.figure_entries import FiguresFile
from pipeline.sources.measure_entries import MeasuresFile, PartiesFile
from pipeline.sources.source_entries import ExcerptsFile, SourceEntry
from pipeline.sources.table_entries import TableFile
from pipeline.sources.waiver_entries import WaiversFile

MODELS: dict[str, type[BaseModel]] = {
    "source": SourceEntry,
    "excerpts": ExcerptsFile,
    "measures": MeasuresFile,
    "parties": PartiesFile,
    "figures": FiguresFile,
    "table": TableFile,
    "relations": relation_entries.RelationsFile,
    "shared-relations": relation_entries.SharedRelationsFile,
    "answers": answer_entries.AnswersFile,
    "discrepancies": discrepancy_entries.DiscrepanciesFile,
    "emendations": discrepancy_entries.EmendationsFile,
    "restatements": discrepancy_entries.RestatementsFile,
    "waivers": WaiversFile,
    "release": release_entries.ReleaseFile,
}
BLOCKS = {
    FiguresFile: figure_blocks.BLOCKS,
    discrepancy_entries.DiscrepanciesFile: discrepancy_blocks.BLOCKS,
}
FOLDER = Path("sources/schemas")


def json_schemas() -> dict[str, str]:
    """Each schema by its path under the project's root."""
    return {
        f"{FOLDER}/{name}.schema.json": json.dumps(_schema(model), indent=2, ensure_ascii=False)
        + "\n"
        for name, model in MODELS.items()
    }


def _schema(model: type[BaseModel]) -> dict[str, object]:
    schema = model.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **(BLOCKS[model].schema(schema) if model in BLOCKS else schema),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, content in json_schemas().items():
        Path(path).write_text(content, encoding="utf-8")
