"""Releases: the versions and their standing, what changed in this one, and how to verify it."""

from collections import Counter
from collections.abc import Iterator

from pipeline.site import addresses
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData


def pages(data: SiteData) -> Iterator[Page]:
    """The page of releases."""
    changes = Counter(
        (change["version"], change["table_name"], change["kind"])
        for change in data.rows["changes"].values()
    )
    releases = data.given.releases
    values = {
        "releases": releases,
        "standings_known": any(one.standing for one in releases),
        "changes": sorted(changes.items(), reverse=True),
    }
    yield Page(addresses.RELEASES, "releases.html", "Releases", values)
