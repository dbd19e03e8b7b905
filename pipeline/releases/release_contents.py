"""The package and the texts that a release holds, for `trace` and `explain`; folder and archive are read alike."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.package.published import Published, Row
from pipeline.releases.packages import Unreadable, data_archive_in
from pipeline.releases.standalone.quotations import EXCERPTS, NAMES_BEFORE
from pipeline.releases.standalone.release import (
    DESCRIPTOR,
    content,
    lines,
    open_release,
    records,
    text_file,
)

REMEDY = "This release is damaged or forged: run `oversight verify` on it, and get it again."


@contextmanager
def published_in_release(path: Path) -> Iterator[Published]:
    """What a release publishes, by the names that columns have today; raises `Unreadable`."""
    try:
        opened = open_release(data_archive_in(path) or path)
    except OSError as error:
        raise Unreadable(f"{error}; name the folder of a release, or its data archive") from None
    with opened as release:
        if DESCRIPTOR not in release.files or "title" not in release.descriptor:
            found = "; ".join(f"{name} {fault}" for name, fault in release.problems) or "is missing"
            raise Unreadable(f"{path}: {DESCRIPTOR} cannot be read: {found}")

        def rows(table: str) -> Iterator[Row]:
            renamed = NAMES_BEFORE if table in ("figures", "provenance") else {}
            for row in records(release, table):
                yield {renamed.get(name, name): cell for name, cell in row.items()}

        def excerpts(source: str) -> list[tuple[int, str]]:
            every = map(json.loads, lines(release, EXCERPTS))
            return [(one["start"], one["text"]) for one in every if one["source_id"] == source]

        yield Published(
            release.descriptor,
            lambda path: content(release, path),
            rows,
            lambda source: content(release, text_file(source)),
            excerpts,
            REMEDY,
        )
