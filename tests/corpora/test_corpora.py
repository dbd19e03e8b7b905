"""A second report moves in, and any report lives alone: from its sources to a release that verifies itself."""

import shutil
import subprocess
import sys

import pytest
import yaml
from click.testing import CliRunner
from reports import (
    BEDS,
    COSTS,
    EVERY_REPORT,
    MEASURES,
    SHAPES,
    TALKS,
    WORDS,
    add_report,
    new_corpus,
    write,
)

from pipeline.cli import oversight
from pipeline.package.paths import table_path
from pipeline.releases.index import index_bytes, index_of, read_index_file
from pipeline.releases.project_parts import PROJECT_FILES, PROJECT_FOLDERS, missing_parts, part
from pipeline.releases.standings import standings_of

CORPORA = {
    "one report": [BEDS],
    "a report without tables": [TALKS],
    "a report without figures": [WORDS],
}


def unrelease(folder, version):
    """Take a version out of a store, as if it were to be released next."""
    index = read_index_file(folder)
    others = standings_of(one for one in index.releases if one.version != version)
    (folder / "index.json").write_bytes(index_bytes(index_of(index.name, others)))
    shutil.rmtree(folder / version, ignore_errors=True)


def run(root, *arguments):
    return CliRunner().invoke(oversight, ["--root", str(root), *arguments])


def release_and_verify(root, into):
    """Release a project; the release's own verifier and that of the command must accept it."""
    outcome = run(root, "release", "--into", str(into))
    assert outcome.exit_code == 0, outcome.output
    command = [sys.executable, "-I", "-S", str(into / "verify.py")]
    verified = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, ""), verified.stdout
    verified = run(root, "verify", str(into))
    assert verified.exit_code == 0, verified.output


def test_a_corpus_without_reports_has_every_table_empty(check):
    checked = check()
    assert checked.value("transcribed_tables")["cells"].empty
    assert checked.value("consistency_tables")["figures"].empty


def test_two_reports_of_one_shape_fill_one_table_with_the_document_in_its_key(check):
    checked = check(*EVERY_REPORT)
    assert checked.findings == ()
    rows = checked.value("transcribed_tables")["staff"]
    assert rows.groupby("source_id").size().to_dict() == {"staff-north": 4, "staff-south": 2}
    assert list(rows.columns)[:3] == ["source_id", "office", "year"]


def test_verdicts_follow_from_what_is_printed(verdicts):
    found = verdicts(BEDS, COSTS)
    assert found["beds/beds-column-total-share"] == "consistent"
    assert found["beds/beds-share-share"] == "verified"
    assert found["costs/costs-column-total-planned"] == "verified"
    assert found["costs/costs-subtotal-detention-spent"] == "indeterminate"


def test_a_corpus_without_code_is_released_with_that_of_the_checkout(tmp_path, repository):
    root = new_corpus(tmp_path / "corpus", TALKS)
    assert missing_parts(root) == []
    assert part(root, "sources") == root / "sources"
    assert part(root, "NOTICE") == repository / "NOTICE"
    (root / "NOTICE").write_text("Talks\n")
    assert part(root, "NOTICE") == root / "NOTICE"


def test_a_release_without_code_is_refused_with_what_is_missing(tmp_path):
    root = new_corpus(tmp_path / "corpus", TALKS)
    (finding,) = missing_parts(root, checkout=tmp_path)
    names = {*PROJECT_FILES, *PROJECT_FOLDERS} - {"sources", "release.yaml"}
    assert all(name in finding.found for name in names)


@pytest.mark.slow
@pytest.mark.parametrize("reports", CORPORA.values(), ids=CORPORA)
def test_a_corpus_is_checked_built_released_and_verified(reports, tmp_path):
    root = new_corpus(tmp_path / "corpus", *reports, shapes=SHAPES)
    assert "datapackage/ holds" in run(root, "build").output
    assert run(root, "check").exit_code == 0
    release_and_verify(root, tmp_path / "released")


@pytest.mark.slow
def test_reports_move_in_beside_the_real_ones_and_change_nothing_of_theirs(
    project, repository, tmp_path
):
    shutil.copytree(repository / "releases", project / "releases")
    head = yaml.safe_load((repository / "release.yaml").read_text())
    unrelease(project / "releases", head["version"])
    head["description"] = "Figures of more reports, put together for a test."
    head["created"] = "2099-01-01T00:00:00Z"
    (project / "release.yaml").write_text(yaml.safe_dump(head, sort_keys=False))
    measures = project / "sources/measures.yaml"
    measures.write_text(
        measures.read_text() + MEASURES.partition("measures:\n")[2].replace("      -", "  -")
    )
    write(project / "sources/shapes/staff.yaml", SHAPES["staff"])
    for report in EVERY_REPORT:
        add_report(project, report)
    outcome = run(project, "build")
    assert outcome.exit_code == 0, outcome.output
    assert run(project, "check").exit_code == 0
    for name in ("arrest_offenses", "bounds", "discrepancies", "oig_20_13__case_reviews"):
        path = f"datapackage/{table_path(name, 'csv')}"
        assert (project / path).read_bytes() == (repository / path).read_bytes()
    cells = (project / "datapackage/csv/cells.csv").read_text()
    assert all(name in cells for name in ("beds__beds", ",staff,", "arrest_offenses"))
    release_and_verify(project, tmp_path / "released")
