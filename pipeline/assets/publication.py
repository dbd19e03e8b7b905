"""The data package on disk."""

import json
from pathlib import Path

import dagster as dg
import pandas as pd

from pipeline.assets.reporting import check_result, check_spec
from pipeline.publish.package import (
    CHECKSUMS,
    DESCRIPTOR,
    PACKAGE,
    package_files,
    profile_findings,
    write_package,
)
from pipeline.documents import sha256_of
from pipeline.sources.corpus import Corpus
from schemas import TABLES

PROFILE_HOLDS = "the_descriptor_satisfies_the_data_package_v2_profile"


@dg.asset(
    group_name="publication",
    kinds={"frictionless"},
    ins={name: dg.AssetIn() for name in ("documents", *TABLES)},
)
def datapackage(
    root: dg.ResourceParam[Path], documents: Corpus, **frames: pd.DataFrame
) -> dg.MaterializeResult[None]:
    """`datapackage/`: every table as CSV and Parquet, with descriptor, dictionary and checksums."""
    if documents.release is None:
        raise dg.Failure("release.yaml could not be read; see the checks of `documents`")
    files = package_files(documents.release, frames)
    write_package(root, files)
    return dg.MaterializeResult(
        metadata={
            "version": documents.release.version,
            "files": len(files),
            "sha256_of_checksums": sha256_of(files[CHECKSUMS]),
            "path": dg.MetadataValue.path(PACKAGE),
        }
    )


@dg.multi_asset_check(
    name="package_holds",
    specs=[
        check_spec(
            PROFILE_HOLDS,
            "`datapackage.json` satisfies the official Data Package v2 profile.",
            "datapackage",
        )
    ],
)
def package_holds(root: dg.ResourceParam[Path]) -> dg.AssetCheckResult:
    """Whether the descriptor that was written is a valid one."""
    described = json.loads((root / PACKAGE / DESCRIPTOR).read_text(encoding="utf-8"))
    return check_result(PROFILE_HOLDS, "datapackage", profile_findings(described))
