"""The front page: what this is, who has checked it, the answers, what is contradicted."""

from collections.abc import Iterator

from pipeline.site import addresses
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData


def pages(data: SiteData) -> Iterator[Page]:
    """The front page."""
    figures = data.rows["figures"].values()
    checked = sum(figure["checked_by"] == "person" for figure in figures)
    values = {"figures": len(figures), "checked": checked}
    yield Page(addresses.FRONT, "front.html", str(data.descriptor["title"]), values)
