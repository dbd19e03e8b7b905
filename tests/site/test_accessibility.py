"""axe-core finds nothing in any kind of element, in light and in dark, at a desk and on a telephone.

The pages come from a server here; `open_page` fails where their policy refuses anything.
"""

import pytest
from axe_core import OF_COLORS, load, violations
from walking import go

from pipeline.site import addresses

pytestmark = [
    pytest.mark.slow,
    pytest.mark.system,
    pytest.mark.needs("chromium", "install Chromium (Debian: chromium)"),
]


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
        load(page)
        for width, scheme in views:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme)
            if faults := violations(page, OF_COLORS if scheme == "dark" else None):
                found[path, width, scheme] = faults
    assert found == {}


def test_axe_finds_nothing_among_results(folder, open_page):
    page = open_page()
    go(page, folder.as_uri(), f"{addresses.SEARCH}#q=detainers")
    page.locator("#search-results a").first.wait_for()
    load(page)
    assert violations(page) == []
