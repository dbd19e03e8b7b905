"""Tables that reports declare, in Dagster: one asset for all of them, and its checks, whatever the reports have."""

import shutil

import dagster as dg
import pytest
import yaml
from dagster_runs import launch, package_bytes, refusal
from small_projects import COLUMNS, project_with

from pipeline.orchestration.definitions import definitions
from pipeline.orchestration.reporting import LISTED_TABLES, declared_metadata
from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import PUBLISHED_STEPS
from pipeline.package.paths import table_path
from pipeline.sources.table_catalog import tables_with_models
from pipeline.sources.table_entries import ShapeFile
from pipeline.text.documents import sha256_of
from schemas.column import frame_of
from schemas.declared import model_of

OWN = f"name: beds\n{COLUMNS}"
SHARED = "shape: beds\n"
ROW = {"facility": "Dallas", "beds": 120, "source_id": "a-report", "caution": None}
PROJECTS = {
    "no report": ({}, ()),
    "no table and no figure": ({"a": None}, ()),
    "a table of one report, and a report without": ({"a": OWN, "b": None}, ("a__beds",)),
    "a shape of two reports": ({"a": SHARED, "b": SHARED}, ("beds",)),
}


@pytest.mark.slow
@pytest.mark.parametrize(("reports", "tables"), PROJECTS.values(), ids=PROJECTS)
def test_a_small_project_is_built_also_from_stored_values_alone(
    tmp_path, instance, reports, tables
):
    root = project_with(tmp_path / "small", **reports)
    with launch(root, "build", instance) as result:
        assert result.success
    event = instance.get_latest_materialization_event(dg.AssetKey("declared_tables"))
    about = event.asset_materialization.metadata
    assert about["tables"].value == len(tables)
    published = run_steps(root, PUBLISHED_STEPS).value("version").files
    for table in tables:
        rows = 6 if table == "beds" else 3
        digest = sha256_of(published[table_path(table, "csv")])
        shown = f"**{table}**: Beds by facility; {rows} rows, sha256 of CSV {digest}"
        assert shown in about["tables listed"].value
    assert package_bytes(root) == published
    shutil.rmtree(root / "datapackage")
    with launch(root, "build", instance, ("datapackage",)) as result:
        assert result.success
    assert package_bytes(root) == published


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "old", "new", "check", "place"),
    [
        (
            OWN,
            "unit: beds}",
            "unit: beds, constraints: {maximum: 199}}",
            "declared_tables",
            "sources/a/document.txt:5 ",
        ),
        (
            SHARED,
            "whole: {row: Total}",
            "whole: {row: Total}, parts: [Denver]",
            "relations",
            "sources/a/document.txt:5 ",
        ),
    ],
)
def test_a_declared_table_that_is_wrong_fails_the_check_that_says_where(
    tmp_path, instance, head, old, new, check, place
):
    root = project_with(tmp_path / "small", a=head, b=None)
    (file,) = [path for path in root.rglob("beds.yaml") if old in path.read_text()]
    file.write_text(file.read_text().replace(old, new))
    with launch(root, "build", instance) as result:
        (failed,) = [one for one in result.get_asset_check_evaluations() if not one.passed]
    assert failed.asset_key == dg.AssetKey(check)
    assert failed.description.startswith(place)
    assert not (root / "datapackage").exists()


def test_of_many_declared_tables_the_first_are_listed_and_the_others_counted():
    shape = ShapeFile.model_validate(yaml.safe_load(COLUMNS))
    models = {
        f"a__beds{n}": model_of(shape, f"a__beds{n}", shared=False, traced={})
        for n in range(LISTED_TABLES + 3)
    }
    frames = {name: frame_of(model, [ROW]) for name, model in models.items()}
    about = declared_metadata(models, frames)
    assert (about["tables"], about["dagster/row_count"]) == (23, 23)
    listed = about["tables listed"].value
    assert listed.count("| Dallas | 120 | a-report |") == LISTED_TABLES
    assert listed.endswith("and 3 more tables")


def test_a_model_whose_name_is_taken_has_no_asset_and_leaves_the_others_as_they_are(tmp_path):
    root = project_with(tmp_path / "small", a="model: schemas.core.figures.Figures\n", b=None)
    assert tables_with_models(root).declared == {}
    keys = definitions(root).resolve_asset_graph().materializable_asset_keys
    shutil.rmtree(root / "sources/a/tables")
    assert keys == definitions(root).resolve_asset_graph().materializable_asset_keys


@pytest.mark.slow
def test_a_table_with_a_model_that_came_after_the_definitions_were_loaded_asks_to_load_them_again(
    project, instance
):
    file = project / "sources/oig-20-13/tables/arrest-offenses.yaml"
    content = file.read_bytes()
    file.unlink()
    loaded = definitions(project).resolve_job_def("build")
    file.write_bytes(content)
    before = package_bytes(project)
    result = loaded.execute_in_process(instance=instance, raise_on_error=False)
    assert refusal(result).endswith("for detainers_by_fiscal_year: reload the definitions")
    assert package_bytes(project) == before


@pytest.mark.slow
def test_a_model_that_is_misspelled_after_the_definitions_were_loaded_is_named(
    project, instance, edit
):
    loaded = definitions(project).resolve_job_def("build")
    file = "sources/oig-20-13/tables/arrest-offenses.yaml"
    edit(file, "arrest_offenses.ArrestOffenses", "arrest_offenses.Arrests")
    result = loaded.execute_in_process(instance=instance, raise_on_error=False)
    assert refusal(result).startswith(f"{file}:3 ")
