"""The asset `site`: pages for people, made from the package on disk. Its job is not a part of `build`."""

from pathlib import Path

import dagster as dg

from pipeline.orchestration.derivations import refuse_other_sources
from pipeline.orchestration.generation import code_version
from pipeline.orchestration.reporting import asset_out, code_references
from pipeline.orchestration.stages import Project
from pipeline.orchestration.stored import Refused, Stored
from pipeline.package.paths import CHECKSUMS, PACKAGE
from pipeline.text.documents import sha256_of

SITE = "site"
DESCRIPTION = "`site/`: a page for every number, with its place in its document."


def site_asset(*, with_code: bool) -> dg.AssetsDefinition:
    """The asset; `with_code` gives it a link to the function that makes it."""
    code = code_references(write_pages) if with_code else {}

    @dg.multi_asset(
        name="write_site",  # the job has the name of the asset, and no op may have it too
        outs={SITE: asset_out(DESCRIPTION, SITE, "html", code)},
        ins={"datapackage": dg.AssetIn("datapackage")},
    )
    def site(
        context: dg.AssetExecutionContext, project: Project, datapackage: Stored
    ) -> dg.Output[Stored]:
        refuse_other_sources(project.folder, datapackage.generation)
        refuse_another_package(project.folder, datapackage.value)
        version, count = write_pages(project.folder)
        place = project.folder / SITE
        context.log.info(f"{count} files in {place}")
        return dg.Output(
            Stored(count, datapackage.generation, code_version()),
            metadata={
                "version": version,
                "files": count,
                "front page": dg.MetadataValue.path(str(place / "index.html")),
            },
            data_version=dg.DataVersion(datapackage.generation),
        )

    return site


def write_pages(root: Path) -> tuple[str, int]:
    """Write the pages of datapackage/ into site/; their version, and the number of files.

    Raises `Refused` where they cannot be written.
    """
    from pipeline.package.published import published_in_project
    from pipeline.releases.packages import Unreadable
    from pipeline.releases.released import STORE
    from pipeline.releases.site_input import site_input
    from pipeline.site import extra

    if lacking := extra.lacking("site"):
        raise Refused(lacking)
    from pipeline.site.site_folder import NotASite, write_site

    try:
        published = published_in_project(root)
        count = write_site(site_input(published, root / STORE), root / SITE)
    except (NotASite, Unreadable) as problem:
        raise Refused(str(problem)) from None
    return published.descriptor["version"], count


def refuse_another_package(root: Path, digest: str) -> None:
    """Raise `Refused` where datapackage/ is not the one materialized; `digest` is of its SHA256SUMS."""
    checksums = root / PACKAGE / CHECKSUMS
    if not checksums.is_file() or sha256_of(checksums.read_bytes()) != digest:
        raise Refused(
            "datapackage/ is not the one that was materialized: materialize datapackage first"
        )
