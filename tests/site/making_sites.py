"""Making the package of a project, and the site of a package, in memory."""

from dataclasses import dataclass
from functools import cached_property

from crawling import seen

from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS
from pipeline.package.published import published_in_project
from pipeline.site.pages import site_files
from pipeline.site.site_data import SiteInput, described_files


@dataclass(frozen=True, repr=False)
class Site:
    """A site: the bytes of its files by path, and its pages by path."""

    files: dict[str, bytes]

    @cached_property
    def pages(self):
        return {p: seen(p, content) for p, content in self.files.items() if p.endswith(".html")}


def site_of(published):
    return Site(dict(site_files(SiteInput(published, described_files(published)))))


def built(root):
    """The package of a project, built and written, without what Dagster keeps of it."""
    run = run_steps(root, STEPS)
    assert [str(finding) for finding in run.findings] == []
    for path, content in run.value("version").files.items():
        place = root / "datapackage" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return published_in_project(root)
