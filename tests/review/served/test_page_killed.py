"""A person reviews a whole report in Chromium while the server is killed at random: nothing that the page showed is lost."""

import random
from threading import Timer

import pytest
import yaml
from keyboard import Person
from reviewed_reports import ID, drafted_report, oversight
from running import Running

from pipeline.review.journal import read_journal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.system,
    pytest.mark.needs("chromium", "install Chromium (Debian: chromium)"),
]

STOPPED = (
    "The server has stopped. Decisions that were answered are saved. "
    f"Run `oversight review {ID}` again."
)
LONGEST_WAIT = 0.5
"""Seconds from the first key to the kill: in these, a person who never waits gets one or two answers."""
A_PAGE = 30
BREAK = 0.05
"""The longest break of a person between an answer and the next key, in seconds."""


def numbers(count):
    return random.Random(1846).sample(range(10_000, 99_999), count)


def long_report(root, count):
    """A project with a report of so many figures."""
    names = [f"{chr(65 + n % 26)}{'aeiouy'[n // 26]}berg" for n in range(count)]
    lines = [
        f"In fiscal year 2019, the agency had {number:,} beds in {name}."
        for number, name in zip(numbers(count), names, strict=True)
    ]
    drafted_report(root, [lines[n : n + A_PAGE] for n in range(0, count, A_PAGE)])
    return root


def decide_until_stopped(person, chance, shown):
    """Decide number by number as fast as the page answers; `shown` gets each that the page says is decided, with its value."""
    while person.done[0] < person.done[1]:
        place, typed = person.place, None
        if person.page.locator("#value-typed").count():
            typed = int(person.token.replace(",", ""))
            person.type(f"{typed}")
        person.press("Enter")
        if person.message == STOPPED:
            assert "confirmed" not in person.page.locator("#items .here").get_attribute("class")
            return
        assert person.message.startswith(("Confirmed.", "Everything")), person.message
        shown[place] = typed
        person.page.wait_for_timeout(1000 * chance.uniform(0, BREAK))


def green(page):
    """The numbers that the page shows as decided by entries of their own."""
    script = "all => all.filter(one => !one.textContent.includes('by itself')).map(one => one.dataset.id)"
    return set(page.locator("#items .item.confirmed").evaluate_all(script))


def is_saved(root, shown):
    """Whether what the page showed is in the journal and in the files, before anything else has read them."""
    journal = read_journal(root, ID)
    done = {i for e in journal.entries if e.number in journal.finished for i in e.about["items"]}
    figures = root / f"sources/{ID}/figures.yaml"
    read = yaml.safe_load(figures.read_text()) if figures.is_file() else {}
    values = {one["value"] for one in read.get("figures") or ()}
    return set(shown) <= done and set(shown.values()) - {None} <= values


@pytest.mark.parametrize(
    ("kills", "count"),
    [
        pytest.param(2, 6, id="2 kills"),
        pytest.param(50, 120, marks=pytest.mark.full, id="50 kills"),
    ],
)
def test_a_person_whose_server_is_killed_loses_no_decision(kills, count, tmp_path, new_page):
    chance, root = random.Random(20_260_612), long_report(tmp_path / "project", count)
    page, shown = new_page(viewport={"width": 1280, "height": 800}), {}
    for _ in range(kills):
        with Running(root, ID) as running:
            person = Person(page).open(running.address)
            saved = green(page)
            assert person.done[0] < person.done[1], "nothing was left to decide for the last kills"
            kill = Timer(chance.uniform(0, LONGEST_WAIT), running.kill)
            kill.start()
            decide_until_stopped(person, chance, shown)
            kill.join()
        assert is_saved(root, shown)
        assert green(page) <= {*shown, *saved}
    with Running(root, ID) as running:
        person = Person(page).open(running.address)
        decide_until_stopped(person, chance, shown)
        assert (
            person.message == f"Everything is accounted for: {person.done[1]} of {person.done[1]}."
        )
        running.interrupt()
    assert is_saved(root, shown)
    checked = oversight(root, "check", ID)
    assert checked.returncode == 0, checked.stdout
    assert f"{person.done[1]} numerals are accounted for" in checked.stdout
