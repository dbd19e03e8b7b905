"""The asset and the job `site`: pages of the very package that was materialized, and of no other."""

import sys

import dagster as dg
import pytest
from dagster_runs import launch, refusal

from pipeline.package.published import published_in_project
from pipeline.releases.released import STORE
from pipeline.releases.site_input import site_input
from pipeline.site.pages import site_files

pytestmark = pytest.mark.slow


def test_the_job_site_writes_the_pages_of_the_package_that_build_made(built, instance):
    with launch(built, "site", instance) as result:
        assert result.success
        (event,) = result.get_asset_materialization_events()
    files = {
        path.relative_to(built / "site").as_posix(): path.read_bytes()
        for path in (built / "site").rglob("*")
        if path.is_file()
    }
    assert files == dict(site_files(site_input(published_in_project(built), built / STORE)))
    assert event.asset_key == dg.AssetKey("site")
    assert event.materialization.metadata["files"].value == len(files) > 500


def test_build_makes_no_site(build):
    assert not (build.root / "site").exists()


def test_no_pages_are_made_of_a_package_that_was_changed(built, instance):
    checksums = built / "datapackage" / "SHA256SUMS"
    checksums.write_text(checksums.read_text().replace("0", "1", 1))
    with launch(built, "site", instance) as result:
        assert refusal(result).endswith("materialize datapackage first")
    assert not (built / "site").exists()


def test_no_pages_are_made_after_the_sources_changed(built, instance):
    with (built / "release.yaml").open("a") as file:
        file.write("# looked at again\n")
    with launch(built, "site", instance) as result:
        assert refusal(result).startswith("the sources changed")
    assert not (built / "site").exists()


def test_a_folder_of_something_else_is_kept(built, instance):
    (built / "site").mkdir()
    (built / "site" / "notes.txt").write_text("mine")
    with launch(built, "site", instance) as result:
        assert "is no site" in refusal(result)
    assert (built / "site" / "notes.txt").read_text() == "mine"


def test_where_pages_cannot_be_made_the_remedy_is_named(built, instance, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)  # as where it is not installed
    with launch(built, "site", instance) as result:
        assert refusal(result).endswith("or run `make site` in a checkout")
    assert not (built / "site").exists()
