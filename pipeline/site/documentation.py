"""The documentation of a project as part of a site: what Sphinx makes of `docs/`, below `docs/` of the site.

Sphinx runs in a process of its own, since it changes what a process has loaded. A release's site has none of this: it
shows data, and follows from the package alone.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

LIBRARIES = {"sphinx": "sphinx", "myst_parser": "myst-parser", "sphinx_click": "sphinx-click"}
"""The package that has each module."""
SOURCE = "docs"
LEFT_OUT = {"objects.inv"}
"""What Sphinx writes for other projects, and no page of this one reads."""

TITLES = f"{SOURCE}/searchindex.js"
"""What Sphinx's own search is given: a call of one function with an object in JSON."""


class Heading(NamedTuple):
    """A heading of the documentation: its address, its words, and the title of its page."""

    address: str
    words: str
    page: str


class NoDocumentation(Exception):
    """The pages cannot be made; the message says why, and what to do."""


def documentation_files(root: Path) -> dict[str, bytes]:
    """Each file of the documentation by its path in the site. Raises `NoDocumentation`."""
    missing = [package for module, package in LIBRARIES.items() if find_spec(module) is None]
    if missing:
        raise NoDocumentation(
            f"documentation is made with {' and '.join(missing)}, not installed here: install "
            "oversight-figures[docs], or run `make docs` in a checkout"
        )
    if not (root / SOURCE / "conf.py").is_file():
        raise NoDocumentation(
            f"{root} has no {SOURCE}/conf.py: documentation is made in a checkout"
        )
    with TemporaryDirectory() as folder:
        made = Path(folder) / "html"
        _run_sphinx(root, Path(folder) / "read", made)
        paths = (path for path in sorted(made.rglob("*")) if path.is_file())
        files = {path.relative_to(made).as_posix(): path.read_bytes() for path in paths}
    return {f"{SOURCE}/{path}": files[path] for path in files.keys() - LEFT_OUT}


def headings_of(documentation: Mapping[str, bytes]) -> Iterator[Heading]:
    """The title of each page and the headings below it, page by page; none where nothing was made."""
    if TITLES not in documentation:
        return
    call = documentation[TITLES].decode("utf-8")
    index = json.loads(call[call.index("(") + 1 : call.rindex(")")])
    found = []
    for words, places in index["alltitles"].items():
        for number, anchor in places:
            page = f"{SOURCE}/{index['docnames'][number]}.html"
            address = page if anchor is None else f"{page}#{anchor}"
            found.append(Heading(address, words, index["titles"][number]))
    yield from sorted(found)


def _run_sphinx(root: Path, read: Path, made: Path) -> None:
    """Make the pages; a warning, such as of a dead link, is an error."""
    command = [sys.executable, "-m", "sphinx", "--builder", "html", "--quiet", "--fail-on-warning"]
    command += ["--keep-going", "-A", "in_site=1", "--doctree-dir", str(read), SOURCE, str(made)]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise NoDocumentation(f"Sphinx makes no documentation:\n{ran.stderr.strip()}")
