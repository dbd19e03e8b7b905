"""Releases: the versions and their standing, what changed in this one, and how to verify it."""

from collections import Counter
from collections.abc import Iterator

from pipeline.site import addresses
from pipeline.site.listing import parts
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData

CHANGES_A_PAGE = 200


def pages(data: SiteData) -> Iterator[Page]:
    """The page of releases; more pages where there are many changes."""
    changes = Counter(
        (change["version"], change["table_name"], change["kind"])
        for change in data.rows["changes"].values()
    )
    releases = data.given.releases
    known = any(one.standing for one in releases)
    for part in parts(addresses.RELEASES, sorted(changes.items(), reverse=True), CHANGES_A_PAGE):
        values = {"releases": releases, "standings_known": known, "part": part}
        after = "" if part.number == 1 else f", page {part.number}: values that changed"
        yield Page(part.path, "releases.html", f"Releases{after}", values)
