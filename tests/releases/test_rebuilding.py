"""`oversight verify --rebuild`: a release is made again from its own project, and compared."""

import json
import shutil

import pytest
from forgeries import list_files, seal
from test_site_archive import DATA, MISSING, members, run, words
from test_verify import unpacked

pytestmark = pytest.mark.slow


def test_it_is_made_again_and_compared(packed):
    ran = run("verify", "--rebuild", packed)
    assert ran.exit_code == 0, ran.output
    count = len(members(packed / DATA)) + sum(len(members(p)) for p in packed.glob("*-*-*-*.zip"))
    assert f"rebuilt from its project: {count:,} files byte for byte" in words(ran)
    assert "site/" not in ran.output.partition("Not proved")[2]


def test_what_the_project_does_not_give_is_found(packed, tmp_path):
    release = unpacked(packed, tmp_path / "release")
    path = release / "DICTIONARY.md"
    path.write_text(path.read_text().replace("as printed", "as read", 1))
    path = release / "environment.json"
    stated = json.loads(path.read_text())
    path.write_text(json.dumps({**stated, "code_sha256": "0" * 64}, indent=2) + "\n")
    seal(release)
    assert run("verify", release).exit_code == 0
    ran = run("verify", "--rebuild", release)
    assert ran.exit_code == 1
    assert "DICTIONARY.md: has other bytes than what the project gives" in words(ran)
    assert "environment.json: has other bytes" in words(ran)


def test_without_its_site_the_list_is_compared_and_another_machine_is_no_difference(
    packed, tmp_path
):
    release = unpacked(packed, tmp_path / "release")
    path = release / "environment.json"
    stated = json.loads(path.read_text())
    path.write_text(json.dumps({**stated, "python": "3.99.0"}, indent=2) + "\n")
    list_files(release)
    shutil.rmtree(release / "site")
    ran = run("verify", "--rebuild", release)
    assert ran.exit_code == 0, ran.output
    said = "its site is not at hand; the list of its files is the one made again"
    assert said in words(ran)


@pytest.mark.usefixtures("without_the_extra")
def test_where_pages_cannot_be_made_all_else_is_made_again_and_the_site_is_not_proved(packed):
    ran = run("verify", "--rebuild", packed)
    assert ran.exit_code == 0, ran.output
    proved, _, unproved = words(ran).partition("Not proved")
    assert f"its site was not made again: {MISSING}" in proved.replace("- ", "-")
    assert "- site/: that these pages show what the tables and the documents say." in unproved
    assert "run `make site` in a checkout" in unproved
