"""A decision tried before anything is written: the document in a folder of its own, with the files as they would be."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline.sources.folders import SHAPES


@contextmanager
def scratch_project(root: Path, source_id: str, texts: Mapping[str, str | None]) -> Iterator[Path]:
    """A folder with what `oversight check ID` reads, some files with other texts; it is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="oversight-review-") as name:
        scratch = Path(name)
        for path in files_read(root, source_id):
            file = path.relative_to(root).as_posix()
            if file not in texts:
                _link(path, scratch / file)
        for file, text in texts.items():
            if text is not None:
                (scratch / file).parent.mkdir(parents=True, exist_ok=True)
                (scratch / file).write_bytes(text.encode())
        yield scratch


def files_read(root: Path, source_id: str) -> Iterator[Path]:
    """The files that a document is read from, some of which may not be there."""
    sources = root / "sources"
    yield root / "release.yaml"
    yield from sources.glob("*.yaml")
    for folder in (root / SHAPES, sources / source_id):
        yield from (path for path in folder.rglob("*") if path.is_file())


def _link(path: Path, to: Path) -> None:
    if not path.is_file():
        return
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        to.symlink_to(path.resolve())
    except OSError:  # where a person may make no links
        shutil.copyfile(path, to)
