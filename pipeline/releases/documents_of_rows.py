"""Which document a published row is of, as its primary key tells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.releases.packages import Package

SOURCES = "sources"


@dataclass(frozen=True)
class Documents:
    """Documents: id → what people call it, a report's number or else the id."""

    names: Mapping[str, str] = field(default_factory=dict)

    def of_row(self, key: str) -> str | None:
        """What the document is called whose id a primary key holds first; None where it holds none.

        >>> documents = Documents({"abc-1": "ABC-1"})
        >>> [documents.of_row(key) for key in ("abc-1/cases", "figures abc-1 North value 1", "charges")]
        ['ABC-1', 'ABC-1', None]
        """
        found = self._ids.search(key) if self.names else None
        return self.names[found[1]] if found else None

    @cached_property
    def _ids(self) -> re.Pattern[str]:
        longest_first = sorted(self.names, key=lambda name: (-len(name), name))
        return re.compile(rf"(?:^|[ :])({'|'.join(map(re.escape, longest_first))})(?=[/ ]|$)")


def documents_in(*packages: Package | None) -> Documents:
    """The documents that packages list; of one that several list, the last one counts."""
    names = {}
    for package in packages:
        if package is not None and SOURCES in package.tables:
            for row in package.tables[SOURCES].cells().to_pylist():
                names[row["source_id"]] = row.get("report_number") or row["source_id"]
    return Documents(names)
