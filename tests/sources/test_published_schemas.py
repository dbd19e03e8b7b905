"""The published JSON Schemas accept what the reader accepts: an editor marks no right entry as wrong."""

import json
import sys

import jsonschema_rs
import pytest

from pipeline.sources.json_schemas import MODELS, json_schemas


@pytest.fixture(scope="module")
def files_of(repository):
    """The content of each hand-owned file of a schema, by its path."""
    sys.path.append(str(repository / "docs"))
    from extensions import entry_examples

    def contents(name):
        patterns = entry_examples.FILES[name]
        paths = [path for pattern in patterns for path in sorted(repository.glob(pattern))]
        return {path: entry_examples.read(path.read_text(encoding="utf-8")) for path in paths}

    return contents


@pytest.mark.parametrize("name", MODELS)
def test_each_file_fits_its_schema(name, files_of):
    schema = json.loads(json_schemas()[f"sources/schemas/{name}.schema.json"])
    wrong = {
        str(path): [error.message[:200] for error in jsonschema_rs.iter_errors(schema, content)]
        for path, content in files_of(name).items()
    }
    assert {path: errors for path, errors in wrong.items() if errors} == {}
    assert wrong
