"""axe-core, run in a page of a browser."""

from importlib.resources import files

AXE = files("axe_playwright_python").joinpath("axe.min.js")
RUN = """async only => (await axe.run(document, {resultTypes: ["violations"], preload: false, ...only})).violations.map(
    v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary])"""
OF_COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules that may find something in the dark which they do not find in the light."""


def load(page):
    """Bring axe-core into a page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))


def violations(page, only=None):
    """What axe-core finds in a page that it was loaded into; with `only`, by some rules."""
    return page.evaluate(RUN, only or {})
