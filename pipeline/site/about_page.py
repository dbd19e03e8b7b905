"""About: the five promises with the numbers of this package, its terms, and how to report an error."""

from collections import Counter
from collections.abc import Iterator

from pipeline.site import addresses
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData


def pages(data: SiteData) -> Iterator[Page]:
    """The page."""
    figures = data.rows["figures"].values()
    values = {
        "numerals": sum(int(one["numerals"]) for one in data.rows["completeness"].values()),
        "quotations": len(data.rows["provenance"]),
        "verdicts": Counter(one["verdict"] for one in data.rows["relations"].values()),
        "missing": sum(
            row["availability"] not in ("", "in_text")
            for name, rows in data.rows.items()
            if "availability" in data.fields[name] and name != "cells"
            for row in rows.values()
        ),
        "figures": len(figures),
        "checked": sum(figure["checked_by"] == "person" for figure in figures),
    }
    yield Page(addresses.ABOUT, "about.html", "About", values)
