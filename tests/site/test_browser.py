"""What people do with the site, done in Chromium: from a folder and from a server, with scripts and without."""

import csv
import io
import re

import pytest
from walking import choose, follow, go, one_of_each_kind, tab_to, text

from pipeline.site import addresses

pytestmark = [
    pytest.mark.slow,
    pytest.mark.system,
    pytest.mark.needs("chromium", "install Chromium (Debian: chromium)"),
]

DOCUMENT = "oig-20-13"
FIGURE = "oig-20-13/detainers-declined-fy2014-fy2019"
BY_YEAR = "detainers_by_fiscal_year"
MISSING_YEARS = "consistency/bounds/oig-20-13/detainers-declined-fy2014-fy2017"
TELEPHONE = {"width": 390, "height": 844}

IN_SIGHT = """() => {
    const target = document.querySelector(":target"), box = target.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && getComputedStyle(target).backgroundColor;
}"""
WIDER_THAN_THE_WINDOW = """() => [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(e => e.outerHTML.slice(0, 80))"""
CELLS = """rows => rows.map(row => [...row.cells].map(
    cell => cell.classList.contains("none") ? "" : cell.firstChild?.textContent.trim() ?? ""))"""
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
MANY = 40
"""How many stops of the keyboard are counted on a page; those behind them are links of the same list."""
REACHABLE = """() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
        .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0);
    all.forEach((e, place) => e.dataset.place = place);
    window.reached = [];
    document.addEventListener("focusin", event => window.reached.push(event.target.dataset.place));
    return all.map(e => e.dataset.place);
}"""


@pytest.fixture(params=["a folder", "a server"])
def base(request, folder):
    return folder.as_uri() if request.param == "a folder" else request.getfixturevalue("served")


BOTH_WAYS = pytest.mark.parametrize(
    ("base", "scripts"),
    [("a folder", True), ("a server", False)],
    indirect=["base"],
    ids=["folder, scripts", "server, no scripts"],
)


def search(page, base, query):
    go(page, base, addresses.SEARCH)
    page.get_by_role("searchbox").fill(query)
    page.locator("#search-results a").first.wait_for()
    return page.locator("#search-results a").evaluate_all("links => links.map(a => a.href)")


@BOTH_WAYS
def test_the_way_of_a_number(scripts, base, data, open_page):
    """From search or the list to a figure, its place, a relation, the missing years and the table's CSV file."""
    page = open_page(java_script_enabled=scripts)
    figure = data.rows["figures"][FIGURE]
    if scripts:
        search(page, base, "58,900")
    else:
        go(page, base, addresses.FRONT)
        choose(page, "Figures")
        for _ in range(len(data.rows["figures"])):
            if page.locator(f"main a[href$='{FIGURE.partition('/')[2]}/index.html']").count():
                break
            page.get_by_role("link", name="Next").click()
    follow(page, base, addresses.figure(FIGURE))
    assert figure["verbatim"] in text(page)

    follow(page, base, addresses.mark(DOCUMENT, figure["start_offset"]))
    assert page.evaluate(IN_SIGHT) not in (False, "rgba(0, 0, 0, 0)")
    assert figure["verbatim"] in page.locator(":target").inner_text()
    follow(page, base, addresses.figure(FIGURE))
    page.go_back()
    assert page.url.endswith(f"#at-{figure['start_offset']}")
    page.go_forward()
    assert page.url == f"{base}/{addresses.figure(FIGURE)}"

    relation = next(
        r for r in data.relations_of[FIGURE] if r["relation_id"].endswith("declined-total")
    )
    follow(page, base, addresses.relation(relation["relation_id"]))
    assert data.label("relations", "verdict", relation["verdict"]) in text(page)
    follow(page, base, MISSING_YEARS)
    assert "42,600" in text(page)

    choose(page, "Tables")
    follow(page, base, addresses.table(BY_YEAR))
    file = data.resources[BY_YEAR]["path"]
    with page.expect_download() as download:
        page.locator(f"main a[href$='{file}']").first.click()
    content = download.value.path().read_bytes()
    assert content == data.given.files[file]
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    cells = page.locator("#rows tbody tr").evaluate_all(CELLS)
    assert [[row["detainers_id"], row["availability"]] for row in rows] == [
        [row[1], row[10]] for row in cells
    ]
    assert [row[7].replace(",", "") for row in cells] == [row["value"] for row in rows]


def test_from_a_marked_numeral_to_its_figure_and_back(base, data, open_page):
    page = open_page()
    figure = data.rows["figures"][FIGURE]
    go(page, base, addresses.document(DOCUMENT))
    follow(page, base, addresses.figure(FIGURE))
    follow(page, base, addresses.mark(DOCUMENT, figure["start_offset"]))
    page.go_back()
    page.go_back()
    assert page.url.startswith(f"{base}/{addresses.document(DOCUMENT)}")


def test_a_number_is_found_with_commas_and_without_and_by_its_words(base, open_page):
    page = open_page()
    with_commas = search(page, base, "58,900")
    assert with_commas[0] == f"{base}/{addresses.figure(FIGURE)}"
    assert search(page, base, "58900") == with_commas
    assert with_commas[0] in search(page, base, "declined detainers")


def test_a_search_can_be_linked_to_and_is_there_after_going_back(base, open_page):
    page = open_page()
    go(page, base, f"{addresses.SEARCH}#q=homicide+convictions")
    page.locator("#search-status", has_text="result").wait_for()
    assert page.get_by_role("searchbox").input_value() == "homicide convictions"
    search(page, base, "58,900")
    go(page, base, addresses.TABLES)
    page.go_back()
    page.locator("#search-results a").first.wait_for()
    assert page.get_by_role("searchbox").input_value() == "58,900"


def test_search_says_what_to_do_without_scripts(base, open_page):
    page = open_page(java_script_enabled=False)
    go(page, base, addresses.SEARCH)
    assert not page.get_by_role("searchbox").is_visible()
    assert "Search needs JavaScript" in text(page)
    choose(page, "Search")


def test_a_table_is_sorted_by_value_filtered_and_put_back(base, data, open_page):
    page = open_page()
    go(page, base, addresses.table("arrest_offenses"))
    column = page.locator("th", has_text="Charges")
    place = column.evaluate("th => th.cellIndex")
    charges = [int(row["charges"]) for row in data.rows["arrest_offenses"].values()]

    def shown():
        cells = page.locator(f"tbody tr:visible td:nth-child({place + 1})").all_inner_texts()
        return [int(cell.replace(",", "")) for cell in cells]

    assert shown() == charges
    for order, expected in [
        ("ascending", sorted(charges)),
        ("descending", sorted(charges, reverse=True)),
        ("none", charges),
    ]:
        column.get_by_role("button").click()
        assert (column.get_attribute("aria-sort"), shown()) == (order, expected)
    page.get_by_label("Filter").fill("homicide")
    assert shown() == [int(data.rows["arrest_offenses"]["oig-20-13 Homicide"]["charges"])]


@BOTH_WAYS
def test_no_kind_of_page_and_no_table_scrolls_sideways_on_a_telephone(
    scripts, base, site, data, open_page
):
    """`open_page` fails where the policy of a page refused anything, or a script ended in an error."""
    page = open_page(viewport=TELEPHONE, java_script_enabled=scripts)
    tables = [addresses.table(name) for name in data.resources]
    wide = {}
    for path in dict.fromkeys([*one_of_each_kind(site.pages), *tables]):
        go(page, base, path)
        if page.evaluate(SCROLLS_SIDEWAYS):
            wide[path] = page.evaluate(WIDER_THAN_THE_WINDOW)[:3]
    assert wide == {}


def test_the_keyboard_reaches_everything(every_element, folder, open_page):
    """What it passes over are links of pictures, which are in a table too (`test_marks.py`)."""
    page = open_page()
    for path in every_element:
        go(page, folder.as_uri(), path)
        wanted = page.evaluate(REACHABLE)[:MANY]
        for _ in range(len(wanted) + 2):
            page.keyboard.press("Tab")
        assert wanted and set(wanted) <= set(page.evaluate("window.reached")), path


def test_the_keyboard_alone_finds_a_number_and_goes_to_its_place_and_back(base, data, open_page):
    page = open_page()
    figure = data.rows["figures"][FIGURE]
    go(page, base, addresses.SEARCH)
    tab_to(page, "#query")
    page.keyboard.type("58,900")
    page.locator("#search-results a").first.wait_for()
    tab_to(page, "#search-results a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/{addresses.figure(FIGURE)}")
    tab_to(page, f"main a[href$='#at-{figure['start_offset']}']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"#at-{figure['start_offset']}$"))
    for key in ("Tab", "Shift+Tab"):  # the browser goes on from the place it has come to
        page.keyboard.press(key)
        if page.evaluate("document.activeElement.id") == f"at-{figure['start_offset']}":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/{addresses.figure(FIGURE)}")
    page.go_back()
    assert page.url.endswith(f"#at-{figure['start_offset']}")


def test_the_keyboard_sorts_a_table(base, open_page):
    page = open_page()
    go(page, base, addresses.table("arrest_offenses"))
    tab_to(page, "thead button")
    page.keyboard.press("Enter")
    page.locator("th[aria-sort=ascending]").wait_for()


@BOTH_WAYS
def test_from_a_bar_to_its_figure_and_back(scripts, base, data, open_page):
    page = open_page(java_script_enabled=scripts)
    bar = data.rows["detainers_by_fiscal_year"]["oig-20-13 declined-fy2014"]["figure_id"]
    go(page, base, addresses.table(BY_YEAR))
    page.locator(f"svg a[data-id='{bar}'] > *").first.click()
    page.wait_for_url(f"{base}/{addresses.figure(bar)}")
    assert data.rows["figures"][bar]["verbatim"] in text(page)
    page.go_back()
    assert page.url == f"{base}/{addresses.table(BY_YEAR)}"


@BOTH_WAYS
@pytest.mark.parametrize("viewport", [None, TELEPHONE], ids=["desk", "telephone"])
def test_the_details_of_a_mark_show_where_it_is_in_focus(viewport, scripts, base, data, open_page):
    page = open_page(java_script_enabled=scripts, **({"viewport": viewport} if viewport else {}))
    figure = data.rows["figures"][FIGURE]
    go(page, base, addresses.document(DOCUMENT))
    assert page.locator(".note:visible").count() == 0
    page.locator(f"#at-{figure['start_offset']}").focus()
    (shown,) = page.locator(".note:visible").all_inner_texts()
    assert f"{figure['verbatim']} {figure['unit']}" in shown
    assert page.locator(".note:visible").evaluate(
        "e => e.getBoundingClientRect().top < innerHeight && e.getBoundingClientRect().bottom > 0"
    )


@BOTH_WAYS
def test_numerals_that_state_no_figure_are_marked_when_asked_for(scripts, base, open_page):
    page = open_page(java_script_enabled=scripts)
    go(page, base, addresses.document(DOCUMENT))
    waived = page.locator(".waived").first

    def reason():
        return waived.evaluate("e => getComputedStyle(e, '::after').content")

    assert reason() == "none"
    page.get_by_role("checkbox").check()
    assert waived.get_attribute("data-reason") in reason()
