"""axe-core finds nothing in any kind of element, in light and in dark, at a desk and on a telephone.

The pages come from a server here; `open_page` fails where their policy refuses anything.
"""

from importlib.resources import files

import pytest
from walking import go

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


@pytest.mark.parametrize(
    "views",
    [
        [(1280, "light"), (390, "dark")],
        pytest.param([(390, "light"), (1280, "dark")], marks=pytest.mark.full),
    ],
    ids=["desk in light, telephone in dark", "desk in dark, telephone in light"],
)
def test_axe_finds_nothing(views, every_element, served, open_page):
    page = open_page()
    found = {}
    for path in every_element:
        go(page, served, path)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for width, scheme in views:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme)
            if faults := page.evaluate(RUN, OF_COLORS if scheme == "dark" else {}):
                found[path, width, scheme] = faults
    assert found == {}


def test_axe_finds_nothing_among_results(folder, open_page):
    page = open_page()
    go(page, folder.as_uri(), f"{addresses.SEARCH}#q=detainers")
    page.locator("#search-results a").first.wait_for()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN, {}) == []
