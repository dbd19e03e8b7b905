"""Each mark of each picture has the id of what it shows, leads to it, and says its number, which is the package's."""

import json
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from crawling import seen, target
from reading_back import GROUPED, ends_in, ends_of, plain, texts, value_of

from pipeline.site.pictures.palette import FIRST, SECOND, VARIABLES

pytestmark = pytest.mark.slow

OF_DATA = {color for name in (FIRST, SECOND) for color in (name, f"var({VARIABLES[name]})")}
"""The colors of what shows a number; everything else in a picture is axis, word or paper."""


@pytest.fixture
def drawings(each_site):
    """Where each drawing is read, with it: in a page or as a file."""
    found = [
        (path, svg)
        for path, page in each_site.pages.items()
        for svg in page.all("svg", class_="picture")
    ]
    found += [
        (path, seen(path, content).one("svg"))
        for path, content in each_site.files.items()
        if path.startswith("pictures/") and path.endswith(".svg")
    ]
    return found


def marks_in(svg):
    return [a for a in svg.all("a") if a.get("data-id")]


def shown_by(package, mark):
    """Table, row and column of what a mark shows, by its id."""
    if mark in package.rows["figures"]:
        return "figures", package.rows["figures"][mark], None
    table, _, rest = mark.partition(" ")
    if rest in package.rows[table]:
        return table, package.rows[table][rest], None
    key, _, column = rest.rpartition(" ")
    return table, package.rows[table][key], column


def test_each_mark_leads_to_what_it_shows(package, each_site, drawings):
    ids = {path: set(page.ids) for path, page in each_site.pages.items()}
    homes = {
        "figures": "figures/{}/index.html",
        "bounds": "consistency/bounds/{}/index.html",
        "relations": "consistency/relations/{}/index.html",
    }
    assert drawings
    for path, svg in drawings:
        assert marks_in(svg), path
        for mark in marks_in(svg):
            there, fragment = target(path, mark["href"])
            table, row, _ = shown_by(package, mark["data-id"])
            key = package.key(table, row)
            if table in homes:
                assert (there, fragment) == (homes[table].format(key), ""), path
            else:
                assert there.startswith(f"tables/{table}/") and fragment in ids[there]
                assert fragment == re.sub(r"[^0-9A-Za-z./_-]+", "-", key), path


def test_whatever_shows_a_number_is_a_link_and_nothing_else_is(drawings):
    for path, svg in drawings:
        linked = [id(tag) for a in svg.all("a") for tag in a.tags]
        for tag in svg.tags:
            colors = {tag.get("fill"), tag.get("stroke")} & OF_DATA
            assert not colors or id(tag) in linked, (path, tag)
        for a in svg.all("a"):
            assert a.get("data-id") or a.get("aria-hidden") == "true", path
            assert a.get("data-id") or a["href"] in {mark["href"] for mark in marks_in(svg)}


def test_each_number_of_a_specification_is_a_mark_of_its_drawings(each_site, drawings):
    for path, svg in drawings:
        if path.startswith("pictures/"):
            folder = re.sub(r"(alone/)?[^/]+$", "", path)
            spec = json.loads(each_site.files[f"{folder}picture.vl.json"])
            expected = [(one["id"], one["about"]) for one in spec["data"]["values"] if "id" in one]
            drawn = {(mark["data-id"], mark["aria-label"]) for mark in marks_in(svg)}
            assert drawn == set(expected), path


def test_the_words_of_a_mark_say_its_number(package, drawings):
    for path, svg in drawings:
        for mark in marks_in(svg):
            words, (table, row, column) = mark["aria-label"], shown_by(package, mark["data-id"])
            side = re.match(r"(Computed|Stated): (.*)", words)
            if side:
                relation = row if table == "relations" else stated_in(package, svg, path, row)
                assert ends_in(side[2]) in ends_of_sides(relation, side[1].lower()), (path, words)
            elif table == "figures":
                found = re.search(rf": ({GROUPED})(?: \(({GROUPED} to {GROUPED})\))?$", words)
                assert value_of(found[1]) == Decimal(row["value"]), words
                assert not found[2] or ends_in(found[2]) == ends_of(row)
            elif table == "bounds":
                assert ends_in(words.rpartition(": ")[2]) == ends_of(row), words
            elif column:
                assert value_of(words.rpartition(": ")[2].split()[0]) == Decimal(row[column]), words
            elif table == "completeness":
                assert words.startswith(f"{plain(row['reason'])}: ")
                counted = words.removeprefix(f"{plain(row['reason'])}: ").split()[0]
                assert value_of(counted) == Decimal(row["numerals"]), words
            else:
                meaning = package.meaning(table, "availability", row["availability"])
                assert words.endswith(meaning), words


def stated_in(package, svg, path, figure):
    """The relations in which a figure is stated; that of the page, where the page is of one."""
    names = [
        member["relation_id"]
        for member in package.where("relation_members", figure_id=figure["figure_id"])
    ]
    own = [name for name in names if f"/{name}/" in f"/{path}"]
    return package.rows["relations"][(own or names)[0]]


def ends_of_sides(relation, side):
    return [ends_of(relation, f"{side}_")]


def test_the_table_below_a_picture_is_read_back(package, each_site):
    seen_rows = 0
    for path, page in each_site.pages.items():
        if not path.startswith("pictures/") or not page.all("svg") or not page.all("table"):
            continue
        for tr in page.one("table").one("tbody").all("tr"):
            cells = tr.all("td")
            numbers = [td.words for td in cells if td.has_class("number")]
            rows = [found for td in cells for found in rows_linked(package, path, td)]
            name = path.removeprefix("pictures/relations/").removesuffix("/index.html")
            if path.startswith("pictures/relations/"):
                rows = [("relations", package.rows["relations"][name])]
                verdict = rows[0][1]["verdict"]
                assert cells[-1].words == package.meaning("relations", "verdict", verdict)
            assert rows, (path, texts(cells))
            for number in filter(None, numbers):
                assert any(
                    value_of(number) == Decimal(text)
                    for _, row in rows
                    for text in row.values()
                    if re.fullmatch(r"-?\d+(\.\d+)?", text)
                ), (path, number)
            seen_rows += 1
    assert seen_rows


def rows_linked(package, path, cell):
    for link in cell.all("a"):
        there, fragment = target(path, link["href"])
        kind, _, rest = there.partition("/")
        if kind == "figures":
            yield "figures", package.rows["figures"][rest.removesuffix("/index.html")]
        elif there.startswith("consistency/bounds/"):
            key = there.removeprefix("consistency/bounds/").removesuffix("/index.html")
            yield "bounds", package.rows["bounds"][key]
        elif kind == "tables":
            table = rest.split("/")[0]
            for key, row in package.rows[table].items():
                if re.sub(r"[^0-9A-Za-z./_-]+", "-", key) == fragment:
                    yield table, row


def test_a_mark_that_the_keyboard_passes_over_has_its_link_in_the_table_of_the_picture(each_site):
    """That table is on the page, or the page links to it; and the page says so."""
    passed = 0
    for path, page in each_site.pages.items():
        for figure in page.all("figure", class_="picture"):
            over = [a for a in marks_in(figure.one("svg")) if a.get("tabindex") == "-1"]
            assert over in ([], marks_in(figure.one("svg"))), path
            caption = figure.one("figcaption").words
            assert bool(over) == ("for the keyboard, the same links are in" in caption), path
            near = [path, *(target(path, a["href"])[0] for a in page.all("a"))]
            tables = [
                {target(there, a["href"]) for a in each_site.pages[there].one("table").all("a")}
                for there in near
                if re.fullmatch(r"pictures/.+\.html", there or "")
                and each_site.pages[there].all("table")
            ]
            wanted = {target(path, a["href"]) for a in over}
            assert not over or any(wanted <= table for table in tables), path
            passed += len(over)
    assert passed


def test_the_words_in_a_picture_are_those_of_its_marks_and_rows(package, each_site, drawings):
    """A text that leads somewhere has numbers of the mark that leads there; one along an axis has round numbers."""
    for path, svg in drawings:
        words = {}
        for mark in marks_in(svg):
            words.setdefault(mark["href"], []).append(mark["aria-label"])
        for text in svg.all("text"):
            linked = [a for a in svg.all("a") if any(tag is text for tag in a.tags)]
            numbers = set(re.findall(GROUPED, text.text))
            for a in linked:
                known = {n for label in words[a["href"]] for n in re.findall(GROUPED, label)}
                assert numbers <= known, (path, text.text)


def test_numbers_along_the_axis_of_a_relation_have_equal_steps(drawings):
    seen = 0
    for path, svg in drawings:
        if not path.startswith("pictures/relations/"):
            continue
        linked = {id(tag) for a in svg.all("a") for tag in a.tags}
        along = [t.text for t in svg.all("text") if id(t) not in linked]
        ticks = [value_of(text) for text in along if re.fullmatch(GROUPED, text)]
        steps = {later - one for one, later in pairwise(sorted(ticks))}
        assert len(steps) <= 1, (path, ticks)
        seen += len(steps)
    assert seen
