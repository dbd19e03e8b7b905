"""An archive of a release, unpacked into a folder.

Every member is looked at before one is written: a name that leads elsewhere, a link, a device, an archive that grows
beyond measure is refused (`standalone.release`), and nothing is left half-written.
"""

import tempfile
from pathlib import Path

from pipeline.releases.packages import Unreadable
from pipeline.releases.standalone.release import chunks, listed_archive


def unpack(archive: Path, target: Path, below: str = "") -> int:
    """Unpack an archive, or the files in its folder `below`, into a new folder; the number of files.

    Raises `Unreadable` where a member may not be in the archive of a release, and `OSError`.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as scratch:
        written = Path(scratch) / "unpacked"
        number = _unpacked(archive, written, below)
        written.replace(target)
    return number


def _unpacked(archive: Path, folder: Path, below: str) -> int:
    folder.mkdir()
    with listed_archive(archive) as release:
        if release.problems:
            faults = "; ".join(f"{name} {fault}" for name, fault in release.problems[:5])
            raise Unreadable(f"{archive}: {faults}; get the archive again")
        names = [name for name in release.files if name.startswith(below)]
        for name in names:
            place = folder / name.removeprefix(below)
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as file:
                file.writelines(chunks(release, name))
        return len(names)
