"""`oversight new`: a corpus of one's own begins without a finding and without a document."""

import json
import re

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight


def run(*arguments):
    return CliRunner().invoke(oversight, [str(one) for one in arguments])


def test_a_new_corpus_lacks_nothing_but_its_package(tmp_path, repository, monkeypatch):
    ran = run("new", tmp_path / "arrests-2009", "--title", 'Arrests: "2009"')
    assert ran.exit_code == 0, ran.output
    monkeypatch.chdir(tmp_path / "arrests-2009/sources")
    findings = json.loads(run("check", "--format", "json").stdout)["findings"]
    assert [one["code"] for one in findings] == ["package-differs"]
    for schema in (repository / "sources/schemas").iterdir():
        assert (tmp_path / "arrests-2009/sources/schemas" / schema.name).read_bytes() == schema.read_bytes()  # fmt: skip


@pytest.mark.parametrize(("folder", "found"), [("there", "exists"), ("My Arrests", "lower case")])
def test_a_folder_that_cannot_be_one_is_refused(tmp_path, folder, found):
    (tmp_path / "there").mkdir()
    ran = run("new", tmp_path / folder, "--title", "Arrests")
    assert ran.exit_code != 0 and re.search(found, ran.output)
    assert [one.name for one in tmp_path.iterdir()] == ["there"]
