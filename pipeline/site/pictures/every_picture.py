"""All pictures of a package, by name: those that tables declare, and those that every package has."""

from collections.abc import Iterator

from pipeline.site.pictures import bars, relations, series
from pipeline.site.pictures.picture import Picture
from pipeline.site.site_data import SiteData

KINDS = {"bars": bars.declared, "series": series.declared}


def every_picture(data: SiteData) -> dict[str, Picture]:
    """All pictures by name, in the order in which they are listed."""
    found = [*declared(data), *bars.completeness(data), *relations.pictures(data)]
    return {picture.name: picture for picture in found}


def declared(data: SiteData) -> Iterator[Picture]:
    """The pictures that tables declare, each of the rows of one document."""
    for table, resource in data.resources.items():
        for picture in resource.get("pictures", ()):
            rows = [
                (key, row)
                for key, row in data.rows[table].items()
                if row["source_id"] == picture["source_id"]
            ]
            if rows and data.only in (None, picture["source_id"]):
                yield KINDS[picture["kind"]](data, table, picture, rows)
