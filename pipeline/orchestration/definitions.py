"""The definitions of a project: assets, checks, the jobs `build`, `check` and `site`, and where values are kept.

They serve `dagster dev`, a cluster and tests; `oversight build` runs the same job in memory (`building`).
The executor is an argument; each gives the same bytes (docs/dagster.md).
"""

import warnings
from pathlib import Path

import dagster as dg

from pipeline.orchestration.check_job import check
from pipeline.orchestration.reporting import OWNERS
from pipeline.orchestration.site_asset import SITE, site_asset
from pipeline.orchestration.stages import STAGES, Project, assets_of, stage_assets
from pipeline.orchestration.stored import ValueFolder
from pipeline.releases.released import STORE
from pipeline.sources.folders import ANSWERS, FILES, MEASURES, PARTIES, RELATIONS, RELEASE, SHAPES
from pipeline.sources.ids import RESERVED
from pipeline.sources.table_catalog import tables_with_models

ROOT_VARIABLE = "OVERSIGHT_ROOT"
EXECUTOR_VARIABLE = "OVERSIGHT_EXECUTOR"
VALUES = Path(".dagster", "values")
TABLES = "tables"

warnings.filterwarnings("ignore", category=dg.BetaWarning)  # data versions of outputs


def definitions(
    root: Path,
    *,
    executor: str = "in_process",
    io_manager: dg.IOManagerDefinition | None = None,
    logger: dg.LoggerDefinition | None = None,
    with_code: bool = False,
) -> dg.Definitions:
    """All assets, checks and jobs of the project under `root`.

    Values are kept in `.dagster/values` unless another `io_manager` is given. `executor` is `in_process`,
    `multiprocess`, or the address of a Dask scheduler (`tcp://host:port`). Raises
    `DagsterInvalidDefinitionError` where there is no project.
    """
    if not (root / RELEASE).is_file() or not (root / "sources").is_dir():
        raise dg.DagsterInvalidDefinitionError(
            f"there is no project under {root}: set {ROOT_VARIABLE} to the folder that holds sources/ and "
            f"{RELEASE}"
        )
    catalog = tables_with_models(root)
    external = list(_external_assets(root))
    keys = [spec.key for spec in external]
    stages = [
        stage_assets(
            stage,
            catalog,
            keys if stage == "documents" else (),
            links_in=root if with_code else None,
        )
        for stage in STAGES
    ]
    build = dg.define_asset_job(
        "build",
        selection=dg.AssetSelection.assets(
            *(name for stage in STAGES for name in assets_of(stage, catalog))
        ),
        description="From sources/ to datapackage/: materialize everything, check everything.",
    )
    pages = dg.define_asset_job(
        SITE,
        selection=dg.AssetSelection.assets(SITE),
        description="From datapackage/ to site/: pages for people.",
    )
    return dg.Definitions(
        assets=[*external, *stages, site_asset(with_code=with_code)],
        jobs=[build, check, pages],
        resources={
            "project": Project(root=str(root)),
            "io_manager": io_manager or ValueFolder(folder=str(root / VALUES)),
        },
        loggers={"console": logger} if logger else None,
        executor=executor_named(executor),
    )


def _external_assets(root: Path) -> list[dg.AssetSpec]:
    """What is read: files of documents, one asset for each file name; shared files; releases.

    Their number does not grow with the documents.
    """
    paths = (path for path in root.glob("sources/*/*") if path.parent.name not in RESERVED)
    names = sorted({path.name for path in paths})
    of_documents = {
        name: f"`sources/*/{name}`; documents that have it: {number}."
        for name in names
        if name in (*FILES, TABLES) and (number := len([*root.glob(f"sources/*/{name}")]))
    }
    others = {
        "measures.yaml": f"`{MEASURES}`: the measures that figures may have.",
        "parties.yaml": f"`{PARTIES}`: who may assert a number, each in one spelling.",
        "shapes": f"`{SHAPES}/`: columns and rules of tables that several documents have.",
        "shared_relations.yaml": f"`{RELATIONS}`: relations between documents.",
        "answers.yaml": f"`{ANSWERS}`: questions that figures answer, and columns with shares.",
        RELEASE: "`release.yaml`: the version, and the reasons for changed values.",
        STORE: "`releases/`: earlier versions, which the tables are compared with.",
    }
    return [
        dg.AssetSpec(
            ["files", name],
            group_name="sources",
            kinds={Path(name).suffix.strip(".") or "folder"},
            description=description,
            owners=OWNERS,
        )
        for name, description in {**of_documents, **others}.items()
    ]


def executor_named(name: str) -> dg.ExecutorDefinition:
    """The executor of that name; raises `DagsterInvalidDefinitionError` for an unknown one."""
    if name == "in_process":
        return dg.in_process_executor
    if name == "multiprocess":
        return dg.multiprocess_executor
    if name.startswith("tcp://"):
        from dagster_dask import dask_executor

        configured: dg.ExecutorDefinition = dask_executor.configured(
            {"cluster": {"existing": {"address": name}}}
        )
        return configured
    raise dg.DagsterInvalidDefinitionError(
        f"there is no executor `{name}`: set {EXECUTOR_VARIABLE} to in_process, multiprocess, or the "
        "tcp:// address of a Dask scheduler"
    )


def job_of(root: str, job: str, executor: str) -> dg.JobDefinition:
    """A job by name, which another process can make again (`dg.build_reconstructable_job`)."""
    return definitions(Path(root), executor=executor).resolve_job_def(job)
