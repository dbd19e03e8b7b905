"""Steps of a reader in a browser: to an address, along a link, and the pages that are one of each kind."""

import re
from itertools import groupby

LINK_TO = """address => [...document.querySelectorAll("main a[href]")].find(
    a => typeof a.href === "string" && (a.href === address || a.href.startsWith(address)) && a.checkVisibility())"""


def go(page, base, address):
    page.goto(f"{base}/{address}")


def follow(page, base, address):
    """Click the first visible link in the content to an address, or to one that begins so."""
    link = page.evaluate_handle(LINK_TO, f"{base}/{address}").as_element()
    assert link is not None, f"{page.url} has no link to {address}"
    link.click()
    page.wait_for_url(re.compile(re.escape(f"{base}/{address}")))


def choose(page, name):
    """Choose a section in the head of the page."""
    page.get_by_role("navigation", name="Sections").get_by_role(
        "link", name=name, exact=True
    ).click()


def text(page):
    return page.locator("main").inner_text()


def kind_of(path):
    """What pages that are made alike have in common: the folders above ids, and how many parts an id has."""
    folders = path.split("/")[:-1]
    fixed = folders[:2] if folders[:1] in (["consistency"], ["tables"]) else folders[:1]
    return "/".join(fixed) + ("/…" if len(folders) > len(fixed) else "")


def one_of_each_kind(pages):
    """The largest page of each kind: what can be too wide or too long is so there first."""
    ordered = sorted(pages, key=lambda path: (kind_of(path), -len(pages[path].tags), path))
    return [next(group) for _, group in groupby(ordered, key=kind_of)]
