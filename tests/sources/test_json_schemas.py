"""The JSON Schemas of the source files: an editor that reads them knows what the models know."""

from pipeline.sources.json_schemas import json_schemas


def test_the_published_json_schemas_are_those_of_the_models(repository):
    for path, content in json_schemas().items():
        assert (repository / path).read_text(encoding="utf-8") == content, "run `make schemas`"


def test_every_source_file_names_its_json_schema(repository):
    for path in [*repository.glob("sources/*/*.yaml"), *repository.glob("sources/*/tables/*.yaml")]:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        relative = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / relative).resolve().exists(), path
