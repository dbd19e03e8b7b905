"""The real Dagster: instances in memory and on disk, the web server, the workspace file."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import dagster as dg
import pytest
from pipeline.orchestration.relation_asset_checks import relation_check_name

from pipeline.definitions import definitions
from pipeline.package.validation import names_of_checks
from pipeline.sources.folders import relation_ids
from schemas import TABLES

LINEAGE = {
    "documents": set(),
    "transcription": {"documents"},
    "figures": {"transcription"},
    "relations": {"transcription", "figures", "measures", "sources"},
    "changes": {"documents", "transcription", *TABLES} - {"changes"},
    "datapackage": {"documents", *TABLES},
}


@pytest.fixture(scope="module")
def loaded(repository):
    return definitions(repository)


def test_the_lineage_is_the_house(loaded):
    graph = loaded.resolve_asset_graph()
    for asset, parents in LINEAGE.items():
        found = graph.get(dg.AssetKey(asset)).parent_keys
        assert {key.to_user_string() for key in found} == parents
    groups = {graph.get(key).group_name for key in graph.get_all_asset_keys()}
    stages = {"documents", "transcription", "tables", "consistency", "history", "publication"}
    assert groups == stages


def test_every_asset_and_check_is_described(loaded):
    graph = loaded.resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        assert graph.get(key).description, key
    for key in graph.asset_check_keys:
        assert graph.get_check_spec(key).description, key


def test_every_rule_of_every_table_is_a_blocking_check(loaded):
    graph = loaded.resolve_asset_graph()
    specs = [graph.get_check_spec(key) for key in graph.asset_check_keys]
    assert all(spec.blocking for spec in specs)
    sentences = {(spec.asset_key.to_user_string(), spec.description) for spec in specs}
    assert {(name, rule) for name in TABLES for rule in names_of_checks(name)} <= sentences


def test_every_relation_is_a_check_and_a_registered_discrepancy_warns(project):
    defs = definitions(project, dg.mem_io_manager)
    with dg.DagsterInstance.ephemeral() as instance:
        ran = defs.resolve_job_def("build").execute_in_process(instance=instance)
    checks = {c.check_name: c for c in ran.get_asset_check_evaluations()}
    relations = {name for name in checks if name.startswith("relation_")}
    assert relations == {relation_check_name(name) for name in relation_ids(project)}
    failed = {name: checks[name] for name in relations if not checks[name].passed}
    assert set(failed) == {
        "relation_issued_change",
        "relation_years_reviewed",
        "relation_in_custody_share_in_the_letter",
        "relation_declined_fy2014_under_the_rule",
        "relation_survey_recipients_under_the_rule",
        "relation_appendix_c_under_the_rule",
    }
    assert {check.severity for check in failed.values()} == {dg.AssetCheckSeverity.WARN}
    shown = {name: entry.value for name, entry in failed["relation_issued_change"].metadata.items()}
    assert shown["computed"] == "[20.722364, 20.883535]"
    assert shown["stated"] == "[19.5, 20.5]"
    assert "“an increase of 20 percent”" in shown["quotations"]
    assert "document.txt:286" in shown["quotations"]
    assert ran.success


def test_a_relation_that_fails_unregistered_stops_publication(project, edit):
    edit("sources/oig-20-13/discrepancies.yaml", "    relation: years-reviewed\n    gap: 1\n", "")
    defs = definitions(project, dg.mem_io_manager)
    with dg.DagsterInstance.ephemeral() as instance:
        ran = defs.resolve_job_def("build").execute_in_process(
            instance=instance, raise_on_error=False
        )
    errors = [
        check.check_name
        for check in ran.get_asset_check_evaluations()
        if not check.passed and check.severity == dg.AssetCheckSeverity.ERROR
    ]
    assert errors == ["relation_years_reviewed"]
    made = {e.asset_key.to_user_string() for e in ran.get_asset_materialization_events()}
    assert "datapackage" not in made


def test_an_instance_on_disk_gives_the_same_bytes_and_runs_single_assets(project):
    before = package_bytes(project)
    defs = definitions(project)
    storage = project.parent / "dagster"
    storage.mkdir()
    with dg.DagsterInstance.local_temp(str(storage)) as instance:
        job = defs.resolve_job_def("build")
        io = {"io_manager": dg.FilesystemIOManager(base_dir=str(storage))}
        assert run(defs, job, instance, io).success
        assert package_bytes(project) == before

        made = instance.get_latest_materialization_event(dg.AssetKey("arrest_offenses"))
        about = made.asset_materialization.metadata
        assert about["dagster/row_count"].value == 30
        assert len(about["sha256_of_csv"].value) == 64
        assert about["preview"].value.splitlines()[2].startswith("| Assault | 19648 |")

        only = [dg.AssetKey("figures")]
        alone = job.get_subset(asset_selection=set(only), asset_check_selection=set())
        again = run(defs, alone, instance, io)
        assert [e.asset_key for e in again.get_asset_materialization_events()] == only

        checks = run(defs, defs.resolve_job_def("check"), instance, io)
        assert checks.success
        assert checks.get_asset_materialization_events() == []
        evaluated = {(c.asset_key, c.check_name) for c in checks.get_asset_check_evaluations()}
        graph = defs.resolve_asset_graph()
        assert evaluated == {(key.asset_key, key.name) for key in graph.asset_check_keys}
        failed = [c for c in checks.get_asset_check_evaluations() if not c.passed]
        assert {check.severity for check in failed} == {dg.AssetCheckSeverity.WARN}
    assert package_bytes(project) == before


def test_a_failing_check_stops_what_comes_behind_it(project, edit):
    edit("sources/oig-20-13/figures.yaml", "value: 17700", "value: 17800")
    defs = definitions(project, dg.mem_io_manager)
    with dg.DagsterInstance.ephemeral() as instance:
        ran = defs.resolve_job_def("build").execute_in_process(
            instance=instance, raise_on_error=False
        )
    failed = [c for c in ran.get_asset_check_evaluations() if not c.passed]
    assert [c.asset_key.to_user_string() for c in failed] == ["transcription"]
    assert "17800" in failed[0].metadata["findings"].value
    made = {e.asset_key.to_user_string() for e in ran.get_asset_materialization_events()}
    assert made == {"documents", "transcription"}


def test_the_web_server_serves_the_workspace(repository, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    binaries = Path(sys.executable).parent
    server = subprocess.Popen(
        [
            binaries / "dagster-webserver",
            "-w",
            "workspace.yaml",
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
        ],
        cwd=repository,
        env={**os.environ, "DAGSTER_HOME": str(tmp_path), "DAGSTER_DISABLE_TELEMETRY": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        nodes = ask(port, "{ assetNodes { assetKey { path } groupName jobNames } }")["assetNodes"]
    finally:
        server.terminate()
        server.wait(30)
    served = {node["assetKey"]["path"][0]: node for node in nodes}
    assert set(served) == {"documents", "transcription", *TABLES, "datapackage"}
    assert {"build"} <= set(served["datapackage"]["jobNames"])


def run(defs, job, instance, resources):
    return job.execute_in_process(instance=instance, resources=resources)


def ask(port, query):
    body = json.dumps({"query": query}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql", body, {"Content-Type": "application/json"}
    )
    for _ in range(120):
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return json.load(answer)["data"]
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the web server did not answer within a minute")


def package_bytes(project):
    package = project / "datapackage"
    return {p.relative_to(package): p.read_bytes() for p in package.rglob("*") if p.is_file()}
