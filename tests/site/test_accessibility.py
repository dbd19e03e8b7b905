"""axe-core finds nothing on any kind of page, in light and in dark, at a desk and on a telephone."""

from importlib.resources import files

import pytest
from walking import go, one_of_each_kind

from pipeline.site import addresses

pytestmark = [
    pytest.mark.slow,
    pytest.mark.system,
    pytest.mark.needs("chromium", "install Chromium (Debian: chromium)"),
]

AXE = files("axe_playwright_python").joinpath("axe.min.js")
RUN = """async only => (await axe.run(document, {resultTypes: ["violations"], preload: false, ...only})).violations.map(
    v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary])"""


OF_COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules that may find something in the dark which they do not find in the light."""


def violations(page, only=None):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(RUN, only or {})


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (1280, "light"),
        (390, "dark"),
        pytest.param(390, "light", marks=pytest.mark.full),
        pytest.param(1280, "dark", marks=pytest.mark.full),
    ],
)
def test_axe_finds_nothing(width, scheme, site, folder, open_page):
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 844})
    found = {}
    for path in one_of_each_kind(site.pages):
        go(page, folder.as_uri(), path)
        if faults := violations(page, OF_COLORS if scheme == "dark" else None):
            found[path] = faults
    assert found == {}


def test_axe_finds_nothing_among_results(folder, open_page):
    page = open_page()
    go(page, folder.as_uri(), f"{addresses.SEARCH}#q=detainers")
    page.locator("#search-results a").first.wait_for()
    assert violations(page) == []
