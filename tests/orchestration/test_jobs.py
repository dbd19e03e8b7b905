"""The jobs `build` and `check` with Dagster's instance on disk: nothing stored can fool them."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import dagster as dg
import pytest
from dagster_runs import REPOSITORY, launch, package_bytes, refusal

from pipeline.orchestration.definitions import VALUES, definitions
from pipeline.orchestration.relation_reporting import REGISTERED
from pipeline.orchestration.reporting import dagster_name
from pipeline.orchestration.step_functions import VERSION
from pipeline.package.exclusive import exclusive_writer
from pipeline.releases.index import read_index_file

pytestmark = pytest.mark.slow
FIGURES = "sources/oig-20-13/figures.yaml"


def touch(root):
    """Another generation whose tables are the same."""
    with (root / FIGURES).open("a") as file:
        file.write("# looked at again\n")


def failed_checks(result):
    return [check for check in result.get_asset_check_evaluations() if not check.passed]


def logged_errors(instance, run_id):
    return [entry.user_message for entry in instance.all_logs(run_id) if entry.level == 40]


def test_a_source_broken_after_a_green_build_makes_check_red_until_it_is_repaired(
    built, instance, edit
):
    with launch(built, "check", instance) as green:
        assert green.success
    edit(FIGURES, "value: 17700", "value: 17800")
    with launch(built, "check", instance) as red:
        assert not red.success
    (failed,) = failed_checks(red)
    line = (built / FIGURES).read_text().split("value: 17800")[0].count("\n") + 1
    place = f"{FIGURES}:{line} oig-20-13/released-aliens-at-large: "
    assert failed.asset_key == dg.AssetKey("documents")
    assert failed.description.startswith(place)
    assert "the value typed is 17800 → enter the value again" in failed.description
    assert failed.description in logged_errors(instance, red.run_id)
    assert refusal(red) == failed.description
    edit(FIGURES, "value: 17800", "value: 17700")
    again = dg.ReexecutionOptions.from_failure(red.run_id, instance)
    with launch(built, "check", instance, again=again) as green:
        assert green.success
    assert not [path for path in built.rglob(".dagster/*") if path.name != "values"]


def test_the_job_check_finds_what_only_the_command_compares(built, instance):
    (built / "datapackage" / "VERDICTS.md").write_text("none\n")
    with launch(built, "check", instance) as result:
        assert "VERDICTS.md differs from line 1 on" in refusal(result)


def test_check_and_build_report_every_check_that_is_shown(built, instance, build, defs):
    shown = {(key.asset_key, key.name) for key in defs.resolve_asset_graph().asset_check_keys}
    with launch(built, "check", instance) as check:
        pass
    for result, missing in ((check, 1), (build.result, 0)):
        reported = {(c.asset_key, c.check_name) for c in result.get_asset_check_evaluations()}
        assert reported <= shown
        assert len(shown - reported) == missing, shown - reported
        (warning,) = failed_checks(result)
        assert (warning.check_name, warning.severity) == (REGISTERED, dg.AssetCheckSeverity.WARN)
        assert warning.description.startswith("7 relations cannot hold: ")
        assert "computed [20.722364, 20.883535], stated [19.5, 20.5]" in str(warning.metadata)


def test_a_check_of_a_kind_lists_its_relations_with_their_verdicts(build):
    checks = {check.check_name: check for check in build.result.get_asset_check_evaluations()}
    listed = checks["every_sum_holds_or_is_a_registered_discrepancy"].metadata["relations"].value
    assert listed.splitlines()
    assert all(
        ": verified; " in line or ": consistent; " in line or ": in" in line
        for line in listed.splitlines()
    )


BROKEN_TABLES = {
    "a printed total": (
        "sources/oig-20-13/document.txt",
        "TOTAL\t168,903\t320,160\t489,063",
        "TOTAL\t168,903\t320,160\t489,064",
        "every_quotation_is_in_its_document_and_every_value_agrees_with_its_token",
        "the quotation is not in the document",
    ),
    "a row that misses its printed total": (
        "sources/oig-20-13/document.txt",
        "Homicide\t374\t1,549\t1,923",
        "Homicide\t375\t1,549\t1,924",
        "every_rule_column_total_of_a_table_holds_or_is_a_registered_discrepancy",
        "column-total-charges",
    ),
    "a cell": (
        "sources/oig-20-13/document.txt",
        "Homicide\t374\t1,549\t1,923",
        "Homicide\t375\t1,549\t1,923",
        "every_rule_row_sum_of_a_table_holds_or_is_a_registered_discrepancy",
        "arrest_offenses: Homicide",
    ),
    "a year": (
        "sources/oig-20-13/tables/detainers-by-fiscal-year.yaml",
        "    - row: {detainers_id: issued-fy2019, fiscal_year: 2019, series: issued}\n"
        "      figure: detainers-issued-fy2019\n",
        "",
        "every_rule_consecutive_of_a_table_holds_or_is_a_registered_discrepancy",
        "fiscal_year of issued has 2014, 2015, 2016, 2017, 2018",
    ),
}


@pytest.mark.parametrize("case", BROKEN_TABLES.values(), ids=BROKEN_TABLES)
def test_a_broken_table_fails_the_check_that_names_it(case, built, instance, edit, repin):
    file, old, new, check, says = case
    edit(file, old, new)
    if file.endswith(".txt"):
        repin()
    with launch(built, "check", instance) as result:
        failed = {one.check_name: one.description for one in failed_checks(result)}
    assert says in failed[check]


def test_a_failed_check_stops_what_follows_and_leaves_the_package(built, instance, edit):
    before = package_bytes(built)
    edit("sources/oig-20-13/discrepancies.yaml", "    relation: years-reviewed\n    gap: 1\n", "")
    with launch(built, "build", instance) as result:
        assert not result.success
    errors = [c for c in failed_checks(result) if c.severity == dg.AssetCheckSeverity.ERROR]
    assert {check.asset_key.to_user_string() for check in errors} == {"relations"}
    assert "oig-20-13/years-reviewed" in errors[0].description
    made = {e.asset_key.to_user_string() for e in result.get_asset_materialization_events()}
    assert "cells" in made
    assert not made & {"figures", "relations", "changes", "datapackage"}
    assert package_bytes(built) == before


def test_a_run_takes_nothing_from_an_earlier_run_in_the_same_process(built, instance):
    newest = read_index_file(built / "releases").releases[0]
    archive = built / "releases" / newest.version / newest.data.name
    content = archive.read_bytes()
    archive.write_bytes(b"")
    with launch(built, "build", instance) as result:
        assert f"releases/{newest.version} is not what was released" in refusal(result)
    archive.write_bytes(content)
    with launch(built, "build", instance) as result:
        assert result.success


def test_values_are_parquet_and_json_and_nothing_is_pickled(build, with_assets):
    values = [path for path in (build.root / VALUES).rglob("*") if path.is_file()]
    assert {path.name for path in values} == {
        "documents.json",
        "datapackage.json",
        "declared_tables.zip",
        *(f"{name}.parquet" for name in with_assets.tables),
    }
    with zipfile.ZipFile(build.root / VALUES / "declared_tables.zip") as archive:
        assert {Path(name).suffix for name in archive.namelist()} == {".json", ".parquet"}
    for path in (p for folder in (build.root / VALUES, build.home) for p in folder.rglob("*")):
        assert not path.is_file() or path.read_bytes()[:1] != b"\x80", path


def test_a_table_shows_its_rows_and_where_its_value_is(build):
    made = build.instance.get_latest_materialization_event(dg.AssetKey("arrest_offenses"))
    about = made.asset_materialization.metadata
    assert about["dagster/row_count"].value == 30
    assert about["preview"].value.splitlines()[2].startswith("| oig-20-13 | Assault | 19648 |")
    assert about["stored in"].value == str(build.root / VALUES / "arrest_offenses.parquet")


def test_the_package_alone_is_published_from_sound_values_of_these_sources(select, built):
    before = package_bytes(built)
    shutil.rmtree(built / "datapackage")
    assert select("datapackage").success
    assert package_bytes(built) == before


SELECTIONS = {
    "the sources changed": (
        ("datapackage",),
        "the sources changed since `documents` was materialized",
    ),
    "a table is made of older documents": (
        ("cells",),
        "the sources changed since `documents` was materialized",
    ),
    "only documents are new": (("documents", "datapackage"), "not all made from the same sources"),
    "one table is older": (
        ("documents", "cells", "datapackage"),
        "not all made from the same sources",
    ),
}


@pytest.mark.parametrize(("selections", "message"), SELECTIONS.values(), ids=SELECTIONS)
def test_values_of_other_sources_are_not_published(select, built, selections, message):
    before = package_bytes(built)
    touch(built)
    *earlier, last = selections
    assert all(select(asset).success for asset in earlier)
    refused = refusal(select(last))
    assert message in refused
    assert "materialize `documents` first" in refused
    assert package_bytes(built) == before


def test_values_that_other_code_made_are_not_published(select, built):
    path = built / VALUES / "documents.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "code_version": "0" * 64}))
    before = package_bytes(built)
    assert "by this code: materialize `documents` first" in refusal(select("datapackage"))
    assert package_bytes(built) == before


@pytest.mark.parametrize(
    ("name", "size"),
    [*(("figures.parquet", size) for size in (None, 0, 300)), ("declared_tables.zip", 300)],
)
def test_a_missing_or_truncated_value_is_not_published(select, built, name, size):
    path = built / VALUES / name
    path.unlink() if size is None else path.write_bytes(path.read_bytes()[:size])
    before = package_bytes(built)
    assert refusal(select("datapackage")).endswith(f"materialize {path.stem} first")
    assert package_bytes(built) == before


def test_a_partial_selection_does_not_pass_the_version_gate(select, built, with_assets):
    """A released version with another title: equal versions must have equal bytes."""
    released = json.loads((built / "releases" / "index.json").read_text())["releases"][0]["version"]
    head = (built / "release.yaml").read_text()
    head = re.sub(r"(?m)^version: .*", f"version: {released}", head)
    (built / "release.yaml").write_text(re.sub(r"(?m)^title: .*", "title: Another", head))
    before = package_bytes(built)
    assert select("documents", "declared_tables", *with_assets.tables).success
    refused = select("datapackage")
    assert [check.check_name for check in failed_checks(refused)] == [
        dagster_name(VERSION.sentence)
    ]
    assert released in refusal(refused)
    assert package_bytes(built) == before


def test_checks_alone_write_nothing(built, instance):
    shutil.rmtree(built / "datapackage")
    job = definitions(built).resolve_job_def("build")
    keys = {
        key
        for key in job.asset_layer.asset_graph.asset_check_keys
        if key.asset_key == dg.AssetKey("datapackage")
    }
    checks = job.get_subset(asset_selection=set(), asset_check_selection=keys)
    result = checks.execute_in_process(instance=instance)
    assert {c.check_name for c in result.get_asset_check_evaluations()} == {k.name for k in keys}
    assert not (built / "datapackage").exists()


def building(root):
    command = [sys.executable, "-m", "pipeline.cli", "--root", str(root), "build"]
    return subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE, text=True)


def read_until_it_waits(build):
    for line in build.stderr:
        if "waiting until it has ended" in line:
            return
    raise AssertionError("the build ended without waiting")


def test_builds_at_once_wait_for_each_other_and_all_end_well(built):
    before = package_bytes(built)
    with exclusive_writer(built, waiting=print):
        builds = [building(built), building(built)]
        for build in builds:
            read_until_it_waits(build)
    for build in builds:
        assert build.wait(60) == 0
    assert package_bytes(built) == before


def test_a_build_that_waited_publishes_nothing_if_the_sources_changed_meanwhile(built):
    before = package_bytes(built)
    with exclusive_writer(built, waiting=print):
        build = building(built)
        read_until_it_waits(build)
        touch(built)
    assert "the sources changed since `documents` was materialized" in build.communicate()[1]
    assert build.returncode == 1
    assert package_bytes(built) == before
