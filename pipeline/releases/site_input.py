"""What a site is made from: a package, and the releases that its page of releases lists."""

from pathlib import Path

from pipeline.package.published import Published
from pipeline.releases.index import read_index_file
from pipeline.releases.packages import Unreadable
from pipeline.releases.standings import standing_in_words
from pipeline.site.site_data import SiteInput, Standing, described_files


def site_input(published: Published, store: Path) -> SiteInput:
    """The package with its files, and the releases of a store with their standings, of which there may be none.

    Raises `Unreadable` where the package lacks tables that pages show, or the index of the store cannot be read.
    """
    releases = tuple(
        Standing(one.version, one.day.isoformat(), standing_in_words(one), one.sha256sums)
        for one in read_index_file(store).releases
    )
    return input_of(published, releases)


def input_of(published: Published, releases: tuple[Standing, ...]) -> SiteInput:
    """The package with its files, and these releases; raises `Unreadable` where it lacks tables that pages show."""
    lacking = sorted({"cells", "figures_readable", "renamed"} - published.primary_keys.keys())
    if lacking:
        raise Unreadable(
            f"{published.descriptor['version']} has no table {', '.join(lacking)}: pages are made from releases "
            "since 0.2.0"
        )
    return SiteInput(
        published, described_files(published), releases, published.descriptor.get("homepage")
    )
