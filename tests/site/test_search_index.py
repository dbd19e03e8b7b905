"""What can be found: every figure, measure, discrepancy, answer and document, by words that are in the package."""

import json
from itertools import chain

import pytest
from crawling import target

from pipeline.site import addresses, search_index


@pytest.fixture(scope="module")
def records(data):
    return list(search_index.records_of(data))


def test_everything_that_can_be_named_can_be_found(records, data):
    tables = {"Figure": "figures", "Answer": "answers", "Discrepancy": "discrepancies"}
    tables |= {"Measure": "measures", "Document": "sources"}
    found = {kind: [r["words"].split()[0] for r in records if r["kind"] == kind] for kind in tables}
    assert found == {kind: list(data.rows[table]) for kind, table in tables.items()}


def test_a_figure_is_found_by_its_number_as_printed_and_as_read(records, data):
    figures = [record for record in records if record["kind"] == "Figure"]
    for record, figure in zip(figures, data.rows["figures"].values(), strict=True):
        assert figure["verbatim"] in record["title"]
        assert figure["value"] in record["words"]
        assert record["detail"] == figure["quote"]
        assert target(addresses.SEARCH, record["href"]) == (
            addresses.figure(figure["figure_id"]),
            "",
        )


def test_shards_have_every_record_once_and_are_small(records, data, monkeypatch):
    monkeypatch.setattr(search_index, "SHARD_SIZE", 5_000)
    shards = list(search_index.shard_files(data))
    assert len(shards) > 10
    parts = [content.decode("ascii") for _, content in shards]
    read = [json.loads(part.removeprefix("addToSearch(").removesuffix(");\n")) for part in parts]
    assert list(chain(*read)) == records
    assert max(map(len, parts)) < 5_000 + max(len(json.dumps(record)) for record in records) + 100
    (page,) = search_index.pages(data)
    assert page.values["shards"] == len(shards)
    assert [path for path, _ in shards] == [addresses.shard(n) for n in range(1, len(shards) + 1)]
