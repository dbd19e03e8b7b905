"""Steps of a reader in a browser, to an address or along a link; and the pages that show what all pages show."""

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


def tab_to(page, selector):
    """Press Tab until what a selector selects has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{page.url}: Tab does not reach {selector}")


def choose(page, name):
    """Choose a section in the head of the page."""
    page.get_by_role("navigation", name="Sections").get_by_role(
        "link", name=name, exact=True
    ).click()


def text(page):
    return page.locator("main").inner_text()


def kind_of(path, page):
    """What pages that are made alike have in common: the folders above ids, and what is there and not elsewhere."""
    folders = path.split("/")[:-1]
    fixed = folders[:2] if folders[:1] == ["consistency"] else folders[:1]
    listed = any(re.fullmatch(r"(page\.|line-)\d+", folder) for folder in folders)
    parts = [name for name, tags in PARTS.items() if page.all(tags[0], class_=tags[1])]
    alone = ["alone"] if "/alone/" in path else ["one file"] if "index.html" not in path else []
    below = "/…" if len(folders) > len(fixed) and not listed else ""
    return " ".join(["/".join(fixed) + below, *(["page 2"] if listed else []), *alone, *parts])


PARTS = {
    "a figure": ("article", "figure"),
    "a text": ("div", "document"),
    "quotations": ("div", "quotations"),
    "a picture": ("figure", "picture"),
    "a contradiction": ("p", "contradiction"),
    "a total": ("tr", "total"),
    "a missing cell": ("a", "missing"),
}


def one_of_each_kind(pages):
    """The largest page of each kind: what can be too wide or too long is so there first."""
    kinds = {path: kind_of(path, page) for path, page in pages.items()}
    ordered = sorted(pages, key=lambda path: (kinds[path], -len(pages[path].tags), path))
    return [next(group) for _, group in groupby(ordered, key=kinds.get)]


def smallest_with_every_element(pages):
    """Small pages that have together each kind of page, and each kind of element inside each other."""
    shown = {path: {kind_of(path, page)} | set(elements(page)) for path, page in pages.items()}
    by_size = sorted(pages, key=lambda path: (len(pages[path].tags), path))
    covered, chosen = set(), []
    for path in by_size:
        if shown[path] - covered:
            chosen.append(path)
            covered |= shown[path]
    for path in chosen.copy():
        if set().union(*(shown[other] for other in chosen if other != path)) == covered:
            chosen.remove(path)
    return chosen


def elements(page):
    """Each element inside another, by their names and its classes; those that number a mark aside."""
    for outer in page.tags:
        for inner in outer.parts:
            if not isinstance(inner, str):
                classes = (inner.get("class") or "").split()
                kept = sorted(name for name in classes if not re.fullmatch(r"n\d+", name))
                yield outer.name, inner.name, *kept
