"""A site on this disk: written as a whole, or not at all; and served to this machine alone."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pipeline.site.pages import document_files, site_files
from pipeline.site.site_data import SiteInput

MARK = "static/site.css"
"""The file by which a folder is known as a site, which may be replaced."""


class NotASite(Exception):
    """A folder that is not a site of ours is in the place; the message says what to do."""


def write_site(given: SiteInput, folder: Path) -> int:
    """Write a site into a folder, in place of an earlier one; the number of its files.

    Raises `NotASite` where the folder holds anything else.
    """
    _refuse_others(folder)
    incoming = folder.with_name(f".incoming-{folder.name}")
    shutil.rmtree(incoming, ignore_errors=True)
    count = 0
    for path, content in site_files(given):
        place = incoming / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        count += 1
    shutil.rmtree(folder, ignore_errors=True)
    incoming.rename(folder)
    return count


def write_document(given: SiteInput, document: str, folder: Path) -> int:
    """Write the pages of one document into a site, which may be a new one; the number of files.

    All else in the folder stays as it is. Raises `NotASite` where the folder holds anything but a site.
    """
    _refuse_others(folder)
    count = 0
    for path, content in document_files(given, document):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        incoming = place.with_name(f".incoming-{place.name}")
        incoming.write_bytes(content)
        incoming.replace(place)
        count += 1
    return count


def _refuse_others(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not (folder / MARK).is_file()):
        raise NotASite(f"{folder} exists and is no site; name a folder that does not, with --out")


def served(folder: Path, say: Callable[[str], None]) -> None:
    """Serve a site on a free port of the loopback address until it is interrupted."""
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        say(f"http://127.0.0.1:{server.server_port}/ (Ctrl+C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("ended")
