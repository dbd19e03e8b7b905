"""The parts of a project that its release holds: sources, code, locks, words for people; and where each is.

A corpus may be a checkout of its own, with code. It may also be a folder with `sources/` and `release.yaml` alone: then
all else is that of the checkout whose code runs.
"""

from pathlib import Path

import pipeline
from pipeline.sources.findings import Finding

CHECKOUT = Path(pipeline.__file__).parent.parent
"""The folder that holds the code that runs."""
CODE = ("pipeline", "schemas")
LOCKS = ("requirements.lock", "requirements-install.lock", "requirements-site.lock")
OWN_FILE, OWN_FOLDER = "release.yaml", "sources"
"""What every project has itself."""
PROJECT_FILES = (
    "CONTRIBUTING.md",
    "LICENSE",
    "LICENSE-DATA",
    "Makefile",
    "NOTICE",
    "README.md",
    "pyproject.toml",
    OWN_FILE,
    "workspace.yaml",
    *LOCKS,
)
PROJECT_FOLDERS = (OWN_FOLDER, *CODE)


def part(root: Path, name: str, checkout: Path = CHECKOUT) -> Path:
    """A file or folder of the project: its own, or else that of the checkout whose code runs."""
    own = root / name
    return own if name in (OWN_FILE, OWN_FOLDER) or own.exists() else checkout / name


def missing_parts(root: Path, checkout: Path = CHECKOUT) -> list[Finding]:
    """Files and folders that a release holds and that are neither in the project nor beside the code."""
    names = (*PROJECT_FILES, *PROJECT_FOLDERS)
    missing = [name for name in names if not part(root, name, checkout).exists()]
    if not missing:
        return []
    found = f"a release holds the whole project; not there: {', '.join(missing)}"
    remedy = (
        "release with the `oversight` of a clone of this project, which has its code and its locks"
    )
    return [Finding(missing[0], 0, "missing", found, remedy, "project")]


def foreign_code(root: Path) -> list[Finding]:
    """A finding where the code that runs is not the project's: the release states that the project made it."""
    for folder in CODE:
        for path in sorted((root / folder).rglob("*.py")):
            name = path.relative_to(root)
            there = CHECKOUT / name
            if not there.is_file() or there.read_bytes() != path.read_bytes():
                found = f"the code that runs is in {CHECKOUT}, and this file is another one there"
                remedy = "run the project's own `.venv/bin/oversight`"
                return [Finding(name.as_posix(), 0, "code", found, remedy, "project")]
    return []
