"""The site of a release: pages made from the very package that is released, and the list of their checksums.

It shows nothing that the release does not hold, so that a release made again gives the same bytes. The standing of a
release changes, and the hash of its own SHA256SUMS follows from its pages: both are in the index of the store, and the
page of releases lists the versions that the changelog names.
"""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.package.package_files import checksums
from pipeline.package.published import Published, Row
from pipeline.releases import changelog
from pipeline.releases.bundle import CheckedProject, documents
from pipeline.releases.site_input import input_of
from pipeline.releases.standalone.quotations import EXCERPTS
from pipeline.releases.standalone.release import DESCRIPTOR, SITE, SITE_CHECKSUMS, text_file
from pipeline.site.site_data import Standing

REMEDY = "Run `oversight check`; it names what is wrong."


def made_site(project: CheckedProject) -> dict[str, bytes]:
    """The files of the site below `site/`, and their list, by path in the release.

    Needs the extra `site`. Raises `Unreadable` where the package lacks tables that pages show.
    """
    from pipeline.site.pages import site_files

    sections = changelog.sections(project.package[changelog.FILE].decode("utf-8"))
    releases = tuple(Standing(version, day) for version, day in sections)
    given = input_of(_published(project), releases)
    files = {f"{SITE}{path}": content for path, content in site_files(given)}
    return files | {SITE_CHECKSUMS: checksums(files)}


def listed_site(listed: Path) -> dict[str, bytes]:
    """The list alone of a site that is not made, out of the file at hand."""
    return {SITE_CHECKSUMS: listed.read_bytes()}


def _published(project: CheckedProject) -> Published:
    """The package of a project and its texts, as they will be in the release."""
    package, texts = project.package, documents(project)
    descriptor = json.loads(package[DESCRIPTOR])
    paths = {r["name"]: r["path"] for r in descriptor["resources"] if r["format"] == "csv"}

    def rows(table: str) -> Iterator[Row]:
        text = package[paths[table]].decode("utf-8")
        yield from csv.DictReader(io.StringIO(text, newline=""))

    def excerpts(source: str) -> list[tuple[int, str]]:
        every = map(json.loads, texts[EXCERPTS].splitlines())
        return [(one["start"], one["text"]) for one in every if one["source_id"] == source]

    return Published(
        descriptor,
        lambda path: package[path],
        rows,
        lambda source: texts[text_file(source)],
        excerpts,
        REMEDY,
    )
