"""What search engines of data sets read about a table: schema.org, as JSON-LD."""

from collections.abc import Mapping
from typing import Any

from pipeline.site import addresses
from pipeline.site.rendering import canonical
from pipeline.site.site_data import SiteData


def json_ld(data: SiteData, name: str) -> dict[str, Any]:
    """A table as a data set of schema.org; addresses are relative to its page where nobody knows that of the site."""
    resource, package = data.resources[name], data.descriptor
    page = addresses.table(name)
    days = _days(data, name)
    found = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": resource["title"],
        "description": resource["description"],
        "url": canonical(data, page),
        "identifier": f"{package['name']} {package['version']} {name}",
        "version": package["version"],
        "datePublished": package["created"],
        "keywords": package.get("keywords"),
        "isAccessibleForFree": True,
        "license": [license["path"] for license in resource["licenses"]],
        "creator": [{"@type": "Organization", "name": c["title"]} for c in package["contributors"]],
        "isPartOf": {"@type": "Dataset", "name": package["title"], "version": package["version"]},
        "temporalCoverage": f"{days[0]}/{days[-1]}" if days else None,
        "variableMeasured": [_variable(column) for column in resource["schema"]["fields"]],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": one["mediatype"],
                "contentUrl": canonical(data, addresses.download(one["path"]))
                or addresses.relative(page, addresses.download(one["path"])),
                "sha256": one["hash"].removeprefix("sha256:"),
            }
            for one in package["resources"]
            if one["name"] in (name, f"{name}-{one['format']}")
        ],
    }
    return {key: value for key, value in found.items() if value is not None}


def _days(data: SiteData, name: str) -> list[str]:
    """The first and the last days of the periods that the rows of a table have, in order."""
    columns = [one for one in ("period_start", "period_end") if one in data.fields[name]]
    return sorted({row[one] for row in data.rows[name].values() for one in columns if row[one]})


def _variable(column: Mapping[str, Any]) -> dict[str, Any]:
    variable = {
        "@type": "PropertyValue",
        "name": column["name"],
        "description": column["description"],
    }
    return variable | ({"unitText": column["unit"]} if "unit" in column else {})
