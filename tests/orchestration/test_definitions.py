"""What Dagster shows before anything runs: assets, checks, lineage, and what loading refuses."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from pipeline.consistency.rule_checks import KINDS
from pipeline.orchestration.definitions import definitions, executor_named
from pipeline.orchestration.relation_reporting import LISTED, REGISTERED, kind_metadata
from pipeline.orchestration.reporting import table_metadata
from pipeline.orchestration.run import run_steps
from pipeline.orchestration.step_functions import rule_check
from pipeline.orchestration.steps import STEPS
from pipeline.package.declared_checks import NAMES
from pipeline.package.validation import names_of_checks
from schemas.catalog import CORE, core_tables

FILES = {
    "files/source.yaml",
    "files/document.txt",
    "files/tables",
    "files/shapes",
    "files/measures.yaml",
    "files/release.yaml",
    "files/releases",
}


@pytest.fixture(scope="session")
def graph(defs):
    return defs.resolve_asset_graph()


def parents(graph, name):
    return {key.to_user_string() for key in graph.get(dg.AssetKey(name)).parent_keys}


def transcribed(catalog):
    return {*catalog.names("gathered", "report", "declared"), "declared_tables"}


def test_the_lineage_leads_from_the_files_that_are_read_to_the_package(graph, with_assets):
    assert parents(graph, "documents") >= FILES
    assert parents(graph, "cells") == {"documents"}
    assert parents(graph, "figures") == {"documents", *transcribed(with_assets)}
    assert parents(graph, "relations") == {"documents", *transcribed(with_assets)}
    assert parents(graph, "changes") == {
        "documents",
        *transcribed(with_assets),
        *core_tables("consistency"),
    }
    assert parents(graph, "datapackage") == {"documents", *with_assets.tables, "declared_tables"}


def test_every_table_is_an_asset_in_the_group_of_its_stage(graph, with_assets):
    assert {"arrest_offenses", "detainers_by_fiscal_year"} <= with_assets.tables.keys()
    names = (*with_assets.tables, "declared_tables")
    groups = {name: graph.get(dg.AssetKey(name)).group_name for name in names}
    assert groups == {
        **dict.fromkeys(transcribed(with_assets), "transcription"),
        **dict.fromkeys(core_tables("consistency"), "consistency"),
        **dict.fromkeys(core_tables("history"), "history"),
    }


def test_every_asset_has_a_description_an_owner_a_kind_and_every_check_a_description(graph):
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description, key
        assert node.owners == ["team:maintainers"], key
        assert node.kinds, key
    assert all(graph.get_check_spec(key).description for key in graph.asset_check_keys)


def test_every_asset_that_is_made_leads_to_its_code(graph):
    for key in graph.materializable_asset_keys:
        references = graph.get(key).metadata["dagster/code_references"].code_references
        assert references, key
        for reference in references:
            lines = Path(reference.file_path).read_text(encoding="utf-8").splitlines()
            if reference.file_path.endswith(".py"):
                definition = lines[reference.line_number - 1].lstrip()
                assert definition.startswith(("def ", "class ", "@"))


def test_declared_tables_lead_to_the_files_that_declare_their_columns(graph):
    references = graph.get(dg.AssetKey("declared_tables")).metadata["dagster/code_references"]
    assert [reference.label for reference in references.code_references] == [
        "sources/oig-20-13/tables/case-reviews.yaml",
        "sources/oig-20-13/tables/centers-visited.yaml",
        "sources/oig-20-13/tables/detainers-by-state-band.yaml",
    ]


def test_every_rule_of_every_table_is_a_check_that_stops_what_follows(graph, with_assets):
    sentences = {}
    for key in graph.asset_check_keys:
        spec = graph.get_check_spec(key)
        assert spec.blocking is (key.name != REGISTERED)
        sentences.setdefault(key.asset_key.to_user_string(), set()).add(spec.description.lower())
    for name, model in with_assets.tables.items():
        assert {f"{rule}.".lower() for rule in names_of_checks(model)} <= sentences[name]
    assert {f"{rule}." for rule in NAMES} == sentences["declared_tables"]
    rules = {f"{rule_check(kind).sentence}." for kind in KINDS}
    assert rules <= sentences["relations"]


def test_a_corpus_without_tables_and_figures_has_the_assets_of_every_corpus(project):
    shutil.rmtree(project / "sources/oig-20-13/tables")
    graph = definitions(project).resolve_asset_graph()
    made = {key.to_user_string() for key in graph.materializable_asset_keys}
    assert made == {"documents", *CORE, "declared_tables", "datapackage", "site"}


def test_the_number_of_assets_and_checks_does_not_grow_with_documents_and_relations(project, graph):
    for name in ("oig-18-36", "unshackled-undated"):
        for path in sorted((project / "sources" / name).rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        (project / "sources" / name).rmdir()
    fewer = definitions(project).resolve_asset_graph()
    assert fewer.get_all_asset_keys() == graph.get_all_asset_keys()
    assert fewer.asset_check_keys == graph.asset_check_keys


def test_an_executor_is_named_or_refused_with_the_names_there_are():
    assert executor_named("in_process") is dg.in_process_executor
    assert executor_named("multiprocess") is dg.multiprocess_executor
    assert executor_named("tcp://127.0.0.1:8786").name == "dask"
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="OVERSIGHT_EXECUTOR to in_process"):
        executor_named("threads")


def test_without_a_project_loading_fails_and_names_the_variable(tmp_path):
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match=f"{tmp_path}: set OVERSIGHT_ROOT to"
    ):
        definitions(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("root", "code"), [("project", 0), ("nothing", 1)])
def test_dagster_validates_the_workspace(repository, project, tmp_path, root, code):
    ran = subprocess.run(
        [
            Path(sys.executable).parent / "dagster",
            *("definitions", "validate", "-w", "workspace.yaml"),
        ],
        cwd=repository,
        env={
            **os.environ,
            "PYTHONPATH": str(repository),
            "OVERSIGHT_ROOT": str(tmp_path / root),
            "DAGSTER_HOME": str(tmp_path),
            "DAGSTER_DISABLE_TELEMETRY": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == code, ran.stderr
    if code:
        assert (
            "set OVERSIGHT_ROOT to the folder that holds sources/ and release.yaml"
            in ran.stdout + ran.stderr
        )


def test_a_preview_fits_a_screen(repository):
    run = run_steps(repository, STEPS, ["consistency_tables"])
    for name, frame in {
        **run.value("transcribed_tables"),
        **run.value("consistency_tables"),
    }.items():
        preview = table_metadata(frame)["preview"].value
        assert max(map(len, preview.splitlines())) <= 100, name
        header = preview.splitlines()[0].strip("| ").split(" | ")
        assert header == list(frame.columns)[: len(header)]
        hidden = len(frame.columns) - len(header)
        assert not hidden or preview.endswith(f"\n\nand {hidden} more columns")


def test_of_many_relations_those_that_fail_are_listed_first_and_the_others_counted(consistency):
    many = [*consistency.relations, *consistency.rules] * LISTED
    lines = kind_metadata(many)["relations"].value.splitlines()
    assert len(lines) == LISTED + 1
    failing = sum(relation.verdict == "inconsistent" for relation in many)
    assert sum(": inconsistent" in line for line in lines) == min(failing, LISTED)
    assert lines[-1] == f"- and {len(many) - LISTED} more"
