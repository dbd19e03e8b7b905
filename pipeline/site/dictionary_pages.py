"""The dictionary: what each table and each column means, in the words of the descriptor."""

from collections.abc import Iterator

from pipeline.site import addresses
from pipeline.site.listing import parts
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData


def pages(data: SiteData) -> Iterator[Page]:
    """The list of tables, then the columns of each."""
    for part in parts(addresses.DICTIONARY, list(data.resources.items())):
        title = "Dictionary" if part.number == 1 else f"Dictionary, page {part.number}"
        yield Page(part.path, "dictionary.html", title, {"part": part})
    for name, resource in data.resources.items():
        title = f"Columns of {name}"
        values = {
            "name": name,
            "resource": resource,
            "keys": data.primary_keys[name],
            "refers": data.foreign_keys[name],
        }
        yield Page(addresses.dictionary(name), "columns.html", title, values)
