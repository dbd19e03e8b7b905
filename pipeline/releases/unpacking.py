"""An archive of a release, unpacked into a folder.

Every member is looked at before one is written: a name that leads elsewhere, a link, a device, an archive that grows
beyond measure is refused (`standalone.release`), and nothing is left half-written.
"""

import shutil
from pathlib import Path

from pipeline.releases.packages import Unreadable
from pipeline.releases.standalone.release import Release, chunks, listed_archive


def unpack(archive: Path, target: Path, below: str = "") -> int:
    """Unpack an archive, or the files in its folder `below`, into a new folder; the number of files.

    Raises `Unreadable` where a member may not be in the archive of a release, and `OSError`.
    """
    with listed_archive(archive) as release:
        if release.problems:
            faults = "; ".join(f"{name} {fault}" for name, fault in release.problems[:5])
            raise Unreadable(f"{archive}: {faults}; get the archive again")
        target.mkdir(parents=True)
        try:
            return _write(release, target, below)
        except BaseException:
            shutil.rmtree(target)
            raise


def _write(release: Release, target: Path, below: str) -> int:
    names = [name for name in release.files if name.startswith(below)]
    for name in names:
        place = target / name.removeprefix(below)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.writelines(chunks(release, name))
    return len(names)
