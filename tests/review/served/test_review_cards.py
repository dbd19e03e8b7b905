"""What the cards of the review page do in Chromium: tables, merges, corrections, measures, rejections, words, patterns.

One server, one page and one small report for all; each test decides about numbers of its own.
"""

import json
from pathlib import Path

import pytest
from axe_core import load, violations
from keyboard import Person
from running import Running
from shown_reports import shown_report
from small_reviews import ID, own

pytestmark = [
    pytest.mark.slow,
    pytest.mark.system,
    pytest.mark.needs("chromium", "install Chromium (Debian: chromium)"),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return shown_report(tmp_path_factory.mktemp("shown"))


@pytest.fixture(scope="module")
def served(root):
    with Running(root, ID, "--person", "A Reader") as running:
        yield running


@pytest.fixture(scope="module")
def page(chromium):
    """One page for all; errors of its scripts and what its console complains of fail the tests."""
    complaints = []
    shown = chromium.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    shown.set_default_timeout(15_000)
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("console", lambda one: complaints.append(one.text))
    yield shown
    shown.close()
    assert complaints == []


@pytest.fixture
def person(served, page):
    return Person(page).open(served.address)


@pytest.fixture
def hold(person):
    """Take a number in hand, by its token, or a table, by its id."""

    def held(name):
        is_id = name.startswith("table:")
        here = f'#items [data-id="{name}"] .head' if is_id else f'#text button:text-is("{name}")'
        person.page.locator(here).first.click()
        return person.page.locator("#items .here")

    return held


def axe_finds(page):
    load(page)
    return violations(page)


def test_a_table_that_its_sums_prove_is_accepted(root, person, hold):
    """The card has columns, rows, rules and their verdicts; Enter accepts the table."""
    card = hold("table:proved")
    shown = card.inner_text()
    assert "3 columns, 3 rows, 6 numbers" in shown
    cells = card.locator(".columns-of tbody tr").all_inner_texts()
    assert cells == ["place\t\tstring", "beds\tbeds\tinteger", "cots\tcots\tinteger"]
    assert card.locator(".rules li").all_inner_texts() == [
        "Total = North + South (beds) holds",
        "Total = North + South (cots) holds",
    ]
    assert card.locator(".proof").inner_text() == "Its sums prove every number."
    assert axe_finds(person.page) == []
    person.press("Enter")
    assert person.message.startswith("Table accepted.")
    assert own(root, "tables/proved.yaml")


def test_the_fields_of_a_table_let_the_keys_go(person, hold):
    hold("table:typed")
    focused = "document.activeElement.name || document.activeElement.className"
    assert person.page.evaluate(focused) == "*|tents"
    person.press("n")
    assert person.place != "table:typed"
    hold("table:typed")
    person.press("ArrowUp")
    assert person.place != "table:typed"
    hold("table:typed")
    person.press("f")
    assert person.page.evaluate(focused) == "title"
    person.press("Escape")
    assert person.page.evaluate(focused) == "head"


def test_the_total_of_a_table_that_nothing_proves_is_typed(root, person, hold):
    card = hold("table:typed")
    assert card.locator(".proof").inner_text().startswith("Sums prove 0 of 4 numbers.")
    assert person.page.evaluate("document.activeElement.name") == "*|tents"
    person.type("34")
    person.press("Enter")
    assert person.page.evaluate("document.activeElement.name") == "title"
    assert person.findings[0].startswith("A table needs its title")
    person.type("Tents in each place")
    person.press("Enter")
    assert "the number typed is not the one that is read" in person.message
    person.page.keyboard.press("Control+a")
    person.type("35")
    person.press("Enter")
    assert person.message.startswith("Table accepted.")
    accepted = own(root, "tables/typed.yaml")
    assert "\ntitle: Tents in each place\ndescription: Tents in each place\n" in accepted


def test_words_of_a_table_and_its_columns_are_changed_once_it_is_accepted(root, person, hold):
    card = hold("table:typed")
    person.press("f")
    assert person.page.evaluate("document.activeElement.name") == "title"
    card.locator("summary", has_text="Change titles").press("Enter")
    assert axe_finds(person.page) == []
    for field, words in (("title", "Tents, pitched"), ("unit", "large tents"), ("name", "pitched")):
        card.locator(f'[name="columns.tents|{field}"]').fill(words)
    card.locator('[name="name"]').fill("tents_in_places")
    person.press("Enter")
    assert person.message.startswith("Corrected."), person.findings
    table = own(root, "tables/typed.yaml")
    assert '{name: pitched, type: integer, title: "Tents, pitched", ' in table
    assert "unit: large tents}" in table
    assert "columns: [place, pitched]" in table
    assert hold("table:typed").locator(".token").inner_text() == "tents_in_places"


def test_a_block_is_split_and_merged_and_the_merge_is_shown_before(root, person, hold):
    before = own(root, "proposals/figures.yaml")
    hold("817")
    person.press("s")
    assert person.message.startswith("Split.")
    apart = own(root, "proposals/figures.yaml")
    assert apart.count("- of:") == before.count("- of:") - 1
    hold("817")
    person.press("x", "x", "g")
    dialog = person.page.locator("#merging")
    dialog.wait_for()
    shared = dialog.locator("#merging-shared").inner_text()
    assert "measure" in shared
    assert "period" in shared
    kept = dialog.locator("#merging-own li").all_inner_texts()
    assert [one.split()[0] for one in kept] == ["817", "466"]
    assert all("quote:" in one for one in kept)
    assert axe_finds(person.page) == []
    person.page.keyboard.press("Escape")
    assert own(root, "proposals/figures.yaml") == apart
    person.press("g")
    dialog.wait_for()
    person.press("Enter")
    person.page.get_by_text("Merged.").wait_for()
    assert own(root, "proposals/figures.yaml").count("- of:") == before.count("- of:")


def test_a_confirmed_entry_is_corrected_and_reopened(root, person, hold):
    hold("301")
    person.type("301")
    person.press("Enter")
    assert person.message.startswith("Confirmed.")
    hold("301")
    person.page.locator("#field-population").fill("beds in the ports")
    person.press("Enter")
    assert person.message.startswith("Corrected.")
    assert "population: beds in the ports" in own(root, "figures.yaml")
    hold("301")
    person.press("o")
    assert person.message.startswith("Reopened.")
    assert "beds in the ports" not in own(root, "figures.yaml")
    assert "value: 301" not in own(root, "proposals/figures.yaml")
    assert person.page.locator("#value-typed").input_value() == ""


def test_a_new_measure_is_named_and_defined_and_taken(root, person, hold):
    """Behind the measure come the fields that it needs; nothing is sent without them."""
    page = person.page
    hold("40")
    page.locator("#field-measure").fill("hired_officers")
    page.keyboard.press("Tab")
    definition = "document.activeElement.name == 'new_measure.definition'"
    assert page.evaluate(definition)
    page.locator("[name='new_measure.name']").fill("Officers hired")
    page.locator("#value-typed").fill("40")
    person.press("Enter")
    assert page.evaluate(definition)
    shown = page.locator("[id='found-new_measure.definition']").inner_text()
    assert shown.startswith("A new measure needs its definition")
    person.type("Officers that an agency hired.")
    person.press("Enter")
    assert person.message.startswith("Confirmed."), person.findings
    vocabulary = (root / "sources/measures.yaml").read_text()
    assert "id: hired_officers" in vocabulary
    assert "name: Officers hired" in vocabulary
    assert "measure: hired_officers" in own(root, "figures.yaml")


def test_a_known_measure_leads_to_the_value(person, hold):
    hold("466")
    person.page.locator("#field-measure").fill("inmates")
    person.page.keyboard.press("Tab")
    assert person.page.evaluate("document.activeElement.id") == "value-typed"


def test_a_rejected_proposal_is_not_offered_again_and_comes_back_by_undo(root, person, hold):
    hold("25")
    place, before = person.place, own(root, "proposals/figures.yaml")
    person.press("d")
    assert person.message.startswith("Rejected: nothing is proposed for it now.")
    card = person.page.locator(f'[data-id="{place}"]')
    assert "unaccounted" in card.get_attribute("class")
    assert "drivers" not in own(root, "proposals/figures.yaml")
    person.page.reload()
    assert "unaccounted" in card.get_attribute("class")
    person.press("u")
    assert own(root, "proposals/figures.yaml") == before
    assert "proposed" in card.get_attribute("class")


def test_a_waived_date_is_reopened_from_the_figure_that_it_dates(root, person, hold):
    person.page.locator('#text button:text-is("2018")').nth(1).click()
    date = person.place
    person.press("w", "Enter")
    assert person.message.startswith("Waived."), person.findings
    hold("25")
    person.type("25")
    person.press("Enter")
    (found,) = person.findings
    assert f"the waiver at sources/{ID}/waivers.yaml:3 (date) is not needed" in found
    assert "`2018` on line 5" in found
    person.press("o")
    assert person.page.locator("#value-typed").input_value() == "25"
    assert date not in own(root, "waivers.yaml")
    person.press("Enter")
    assert person.message.startswith("Confirmed."), person.findings


def test_words_that_state_no_number_are_confirmed_as_such(root, person, hold):
    """Enter alone does not confirm them; a share in words is typed as a share."""
    hold("majority")
    person.press("Enter")
    assert person.findings == ["Press i if it is printed in words that state no number."]
    assert axe_finds(person.page) == []
    person.press("i", "Enter")
    assert person.message.startswith("Confirmed."), person.findings
    assert "value: null" in own(root, "figures.yaml")
    hold("two-thirds")
    person.type("2/3")
    person.press("Enter")
    assert person.message.startswith("Confirmed."), person.findings
    assert "value: 66.667" in own(root, "figures.yaml")


def test_a_number_that_no_rule_waives_is_waived_with_a_reason_in_words(root, person, hold):
    card = hold("5")
    if card.locator('[name="why"]').count() == 0:
        person.press("w")
    card = hold("5")
    card.locator('[name="why"]').fill("no")
    person.press("Enter")
    assert "3 words" in person.findings[0]
    card.locator('[name="why"]').fill("the number of a satellite")
    person.press("Enter")
    assert person.message.startswith("Waived."), person.findings
    assert "why: the number of a satellite" in own(root, "waivers.yaml")


def test_a_pattern_shows_each_place_that_it_waives(root, person, hold):
    card = hold("124")
    places = card.locator(".places li").all_inner_texts()
    assert len(places) == 3
    assert places[1].endswith("in March 2019 (GAO-19-123). See GAO-19-124 and GAO-19-125.")
    assert card.locator("strong").all_inner_texts()[1:] == ["19-123", "19-124", "19-125"]
    assert card.locator(".place-here").inner_text() == places[1]
    shown = []
    for _ in range(4):
        shown.append(person.page.locator(".place-here strong").inner_text())
        person.press("j")
    assert shown == ["19-124", "19-125", "19-123", "19-124"]
    assert axe_finds(person.page) == []
    person.press("Enter")
    assert person.message.startswith("Confirmed.")
    assert person.page.locator('#text .confirmed:text-is("19")').count() == 3


def test_lines_of_the_text_are_not_wrapped(person, hold):
    hold("817")
    highest = "all => Math.max(...all.map(one => one.getBoundingClientRect().height))"
    person.page.set_viewport_size({"width": 900, "height": 800})
    assert person.page.locator("#text > div").evaluate_all(highest) < 40
    assert person.page.evaluate("document.querySelector('#text').scrollWidth") > 400


def test_the_documentation_lists_the_keys_of_the_page(repository):
    script = Path(repository / "pipeline/review/static/key_list.js").read_text()
    keys = json.loads(script.partition("KEYS =")[2].rstrip().rstrip(";"))
    page = (repository / "docs/review.md").read_text()
    table = page.partition("## Keys\n")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")][2:]
    assert rows == [f"| {_written(names)} | {_marked(does)} |" for names, does in keys]


def _written(names):
    """Keys of one sign in code, others as words."""
    short = all(len(name) == 1 for name in names)
    return " ".join(f"`{name}`" for name in names) if short else ", ".join(names)


def _marked(does):
    return does.replace("← →", "`←` `→`")
