"""A whole report reviewed in Chromium, by keyboard; what the page looks like to those who do not see it."""

import json

import pytest
from axe_core import load, violations
from keyboard import Person
from reviewed_reports import ID, oversight
from running import Running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.system,
    pytest.mark.needs("chromium", "install Chromium (Debian: chromium)"),
]

STOPPED = "The server has stopped. Decisions that were answered are saved. Run `oversight review beds` again."
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
DESK, TELEPHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


def axe_finds(page):
    load(page)
    return violations(page)


def test_a_report_is_reviewed_by_keyboard(report_drafted, new_page):
    """Every number, a wrong value, undo, the relations; then the check of the document is green."""
    with Running(report_drafted, ID, "--pdf", str(report_drafted / "beds.pdf")) as running:
        page = new_page(viewport=DESK)
        person = Person(page).open(running.address)
        page.locator("#sheet .hit").wait_for()
        total = person.done[1]
        for _ in range(5):
            if not page.locator("#value-typed").count():
                person.decide_once()
        place, confirmed = person.place, person.done
        person.type("1300")
        person.press("Enter")
        assert (person.place, person.done) == (place, confirmed)
        assert "the value typed is 1300" in page.locator("#found-value").inner_text()
        page.keyboard.press("Control+a")
        person.decide_once()
        assert person.place != place
        person.press("u")
        assert person.message.startswith("Undone.")
        assert person.done == confirmed
        person.decide_all()
        assert person.done == (total, total)
        assert page.locator("#items .unaccounted, #items .proposed").count() == 0
        assert person.message.startswith("Everything is accounted for")
        person.press("r", "Enter")
        assert "beds/beds-2 has no period" in page.locator("#relations .found").inner_text()
        person.press("r", "Enter")
        assert page.locator("#relations form:not(:has(.accept)) .verified").count() == 1
        output, _, code = running.interrupt()
        person.press("u")
        assert person.message == STOPPED
    assert code == 0
    assert "0 clicks" in output
    checked = oversight(report_drafted, "check", ID)
    assert checked.returncode == 0, checked.stdout
    assert f"{total} numerals are accounted for" in checked.stdout
    assert "1 of 1 relations" in checked.stdout
    lines = (report_drafted / f"sources/{ID}/proposals/effort.jsonl").read_text().splitlines()
    keys = [one["keys"] for one in map(json.loads, lines) if one["outcome"] == "made"]
    assert max(keys) <= 9


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        (DESK, "light"),
        (TELEPHONE, "dark"),
        pytest.param(DESK, "dark", marks=pytest.mark.full),
        pytest.param(TELEPHONE, "light", marks=pytest.mark.full),
    ],
)
def test_axe_finds_nothing_on_the_review_page(size, scheme, asked, new_page):
    page = new_page(viewport=size, color_scheme=scheme)
    person = Person(page).open(asked.address)
    page.locator("#sheet .hit").wait_for()
    assert axe_finds(page) == []
    person.go_to("1,200").press("Enter")
    assert person.findings == [
        "Type the value that the page shows: it is the second entry of the number."
    ]
    assert axe_finds(page) == []
    assert not page.evaluate(SIDEWAYS)
    person.press("w")
    page.keyboard.press("?")
    assert axe_finds(page) == []


def test_the_highlight_is_on_the_number(asked, new_page):
    """The box in the picture is where the PDF prints the number, so that a person reads the right one."""
    page = new_page(viewport=DESK)
    person = Person(page).open(asked.address)
    person.go_to("2.5 million")
    hit, sheet = page.locator("#sheet .hit"), page.locator("#sheet img")
    hit.wait_for()
    box, whole = hit.bounding_box(), sheet.bounding_box()
    scale = whole["width"] / 612
    baseline = (90 + 18 * 5) * scale + whole["y"]
    assert box["y"] < baseline - 4 * scale
    assert baseline < box["y"] + box["height"] < baseline + 8 * scale
    assert 72 * scale < box["x"] - whole["x"] < 200 * scale
    assert page.locator("#text .here").inner_text() == "2.5 million"


def test_whoever_leaves_a_page_is_told_what_waits_there(asked, new_page):
    person = Person(new_page(viewport=DESK)).open(asked.address)
    first = person.place
    person.press("PageDown")
    assert person.message.startswith("On page 1, PDF 1, ")
    assert person.message.endswith("wait for a decision: press b to go to the first.")
    person.press("b")
    assert person.place == first


def test_the_letters_can_be_switched_off(asked, new_page):
    page = new_page(viewport=DESK)
    person = Person(page).open(asked.address)
    first = person.token
    page.keyboard.press("?")
    page.get_by_label("Letters are commands").uncheck()
    page.keyboard.press("Escape")
    person.press("n")
    assert person.token == first
    person.press("ArrowDown")
    assert person.token != first


def test_keys_typed_before_an_answer_go_to_no_field_that_is_replaced(report_drafted, new_page):
    """Digits wait for the next number; what follows another key is not taken, and the page says so."""
    with Running(report_drafted, ID) as running:
        page = new_page(viewport=DESK)
        person = Person(page).open(running.address).go_to("817")
        answers = []
        page.route("**/decisions", lambda route: answers.append(route))  # noqa: PLW0108 - playwright marks it
        person.type("817")
        page.keyboard.press("Enter")
        page.locator("body.busy").wait_for()
        person.type("46")
        page.keyboard.press("Enter")
        person.type("6u")
        while not answers:
            page.wait_for_timeout(20)
        answers[0].continue_()
        page.locator("body:not(.busy)").wait_for()
        assert person.token == "466"
        assert page.locator("#value-typed").input_value() == "46"
        assert person.message.endswith("3 keys typed before the answer were not taken.")
        page.unroute("**/decisions")
        person.type("6")
        person.press("Enter")
        assert person.message.startswith("Confirmed.")
