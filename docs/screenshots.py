"""Makes the pictures of pages in docs/, which the README shows, from the package as it is now.

Run it from the root of the project, with the extra `test` and Debian's Chromium: `.venv/bin/python docs/screenshots.py`.
"""

import os
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from pipeline.package.published import published_in_project
from pipeline.releases.site_input import site_input
from pipeline.site import addresses
from pipeline.site.site_folder import write_site

ROOT = Path(__file__).parent.parent
PICTURES = {
    "site-figure.webp": addresses.figure("oig-20-13/detainers-declined-fy2014"),
    "site-consistency.webp": addresses.CONSISTENCY,
}
SIZE = {"width": 1100, "height": 760}
LARGEST = 150_000
"""Bytes of a picture, which the README loads."""


def main() -> None:
    """Write the pictures beside this file."""
    # Chromium's sandbox needs a user other than root; what it opens here is this project's own.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with TemporaryDirectory() as folder, sync_playwright() as play:
        site = Path(folder) / "site"
        write_site(site_input(published_in_project(ROOT), ROOT / "releases"), site)
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=sandbox)
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        for name, address in PICTURES.items():
            page.goto((site / address).as_uri())
            shot = page.context.new_cdp_session(page).send(
                "Page.captureScreenshot", {"format": "webp", "quality": 80}
            )
            content = b64decode(shot["data"])
            assert len(content) < LARGEST, f"{name} has {len(content)} bytes"
            (ROOT / "docs" / name).write_bytes(content)
        browser.close()


if __name__ == "__main__":
    main()
