"""Edits of hand-owned files: what is written means what was read, with the edit and nothing else."""

from decimal import Decimal

import pytest

from campaign.edits import Append, Drop, Files, Put, Splice, as_yaml, edited
from campaign.entries import files_of
from pipeline.sources.yaml_lines import read_yaml
from pipeline.text.documents import sha256_of

FIGURES = "sources/oig-20-13/figures.yaml"
TEXT = "sources/oig-20-13/document.txt"


@pytest.fixture(scope="module")
def files(repository):
    return Files(repository)


def test_every_file_that_is_written_again_reads_the_same(files):
    for file in files_of(files):
        value = files.value(file)
        written = read_yaml(as_yaml(value))
        assert (written.value, written.problems) == (value, []), file


def test_an_edit_changes_its_place_and_no_other(files):
    before = files.value(FIGURES)
    contents = edited(files, [Put(FIGURES, ("figures", 1, "value"), Decimal("4.5"))])
    after = read_yaml(contents.pop(FIGURES)).value
    assert contents == {}
    assert after["figures"][1].pop("value") == Decimal("4.5")
    assert after == {
        **before,
        "figures": [
            {k: v for k, v in entry.items() if number != 1 or k != "value"}
            for number, entry in enumerate(before["figures"])
        ],
    }


def test_entries_are_dropped_and_appended(files):
    first, *others = files.value(FIGURES, ("figures",))
    edits = [Drop(FIGURES, ("figures", 0)), Append(FIGURES, ("figures",), first)]
    assert read_yaml(edited(files, edits)[FIGURES]).value["figures"] == [*others, first]


def test_a_changed_text_has_its_hash_pinned_again(files):
    contents = edited(files, [Splice(TEXT, 10, 12, "?")])
    text = files.text(TEXT)
    assert contents[TEXT] == f"{text[:10]}?{text[12:]}"
    about = read_yaml(contents["sources/oig-20-13/source.yaml"]).value
    assert about["text_sha256"] == sha256_of(contents[TEXT].encode())
