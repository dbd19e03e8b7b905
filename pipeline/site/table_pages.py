"""A page for each table, and the list of tables."""

from collections.abc import Iterator

from pipeline.site import addresses
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData


def pages(data: SiteData) -> Iterator[Page]:
    """The list of tables, then each table."""
    yield Page(addresses.TABLES, "tables.html", "Tables", {})
    for name, resource in data.resources.items():
        values = {"name": name, "resource": resource, "rows": data.rows[name]}
        scripts = (addresses.TABLES_SCRIPT,)
        yield Page(addresses.table(name), "table.html", str(resource["title"]), values, scripts)
