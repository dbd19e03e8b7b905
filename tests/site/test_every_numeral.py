"""No number is on a page that the package does not have: in the rows that the page is about, or as a count of its rows.

What a page is about is found in the package alone: the row of its id, what this names, and what names this. Where a
page is of a whole table, or counts, the numbers are those of the table's rows on it, and the counts made here.
"""

import re
from collections import Counter
from itertools import pairwise

import pytest
from crawling import target
from known_numbers import Known, numerals, of_row

from pipeline.site.glossary_page import TERMS

pytestmark = pytest.mark.slow

LISTED = {
    r"index\.html": ("answers", "relations", "discrepancies", "figures", "bounds"),
    r"answers/.*": ("answers",),
    r"consistency/(?:index|[a-z]+/(?:page\.\d+/)?index)\.html": (
        *("relations", "discrepancies", "bounds", "figures"),
    ),
    r"figures/(?:page\.\d+/)?index\.html": ("figures", "figures_readable", "sources"),
    r"documents/(?:page\.\d+/)?index\.html": ("sources", "completeness"),
    r"dictionary/.*": (),
    r"tables/(?:page\.\d+/)?index\.html": (),
    r"pictures/(?:page\.\d+/)?index\.html": ("sources",),
    r"releases/index\.html": ("changes",),
    r"about/index\.html": (),
    r"by/.*": ("figures", "figures_readable", "sources", "measures"),
    r"glossary/index\.html": (),
    r"search/index\.html": (),
}
"""Lists and overviews by their addresses, and the tables whose rows they list."""


@pytest.fixture
def known(package):
    return Known(package)


def texts_of(page):
    """Each text of the content of a page; of pictures too, but for the numbers along an axis."""
    for element, text in page.one("main").texts:
        if element.name == "text" and is_along_an_axis(text):
            continue
        yield text


def is_along_an_axis(text):
    """Ticks are round numbers that the drawing chooses; numbers of marks are in links, and read in `test_marks.py`."""
    return re.fullmatch(r"[−-]?[\d,.]+", text.strip()) is not None


def shown_on(page):
    return set().union(*map(numerals, texts_of(page)))


def key_of(path, folder):
    return re.sub(r"(/alone)?/[^/]+$", "", path.removeprefix(f"{folder}/"))


@pytest.mark.parametrize(
    ("folder", "table"),
    [
        ("figures", "figures"),
        ("consistency/relations", "relations"),
        ("consistency/discrepancies", "discrepancies"),
        ("consistency/bounds", "bounds"),
        ("pictures/relations", "relations"),
    ],
)
def test_a_page_of_a_row_has_numbers_of_what_the_row_is_about(
    folder, table, each_site, package, known
):
    strange, pages = {}, 0
    for path, page in each_site.pages.items():
        key = key_of(path, folder)
        if path.startswith(f"{folder}/") and key in package.rows[table]:
            pages += 1
            mine = known.about(table, key) | known.in_the_descriptor
            for name in ("figures", "relations", "relation_members", "discrepancies", "bounds"):
                mine |= known.in_the_dictionary(name)
            for row in package.where("relation_members", relation_id=key):
                mine |= of_member(package, known, row)
            for row in alike(package, package.rows[table][key]):
                mine |= of_row(row)
            extra = shown_on(page) - mine - own_words(folder)
            if extra:
                strange[path] = sorted(extra)
    assert pages or not package.tables[table]
    assert strange == {}


def of_member(package, known, member):
    found = set()
    if member["figure_id"]:
        figure = package.rows["figures"][member["figure_id"]]
        found |= of_row(figure) | of_row(package.rows["sources"][figure["source_id"]])
    if member["table_name"]:
        found |= known.in_the_dictionary(member["table_name"])
        for cell in package.where(
            "cells", table_name=member["table_name"], row_key=member["row_key"]
        ):
            found |= of_row(cell)
    return found


def alike(package, row):
    """Bounds of the same quantity, and what holds under the same readings of a discrepancy."""
    for reading in row.get("readings", "").split():
        yield from package.where("relations", reading=reading)
        yield from package.where("bounds", reading=reading)
    if row.get("quantity_id"):
        yield from package.where("bounds", quantity_id=row["quantity_id"])


def own_words(folder):
    """Numbers that pages of a kind say of themselves: a hash is named by its length."""
    return {"256"} if folder == "figures" else set()


def test_a_page_of_a_table_has_numbers_of_its_rows(each_site, package, known):
    strange = {}
    for path, page in each_site.pages.items():
        found = re.fullmatch(r"tables/([^/]+)/(?:page\.(\d+)/)?index\.html", path)
        if not found:
            continue
        name, part = found[1], int(found[2] or 1)
        rows = package.tables[name][(part - 1) * 100 : part * 100]
        count = max(1, -(-len(package.tables[name]) // 100))
        mine = known.in_the_dictionary(name) | known.in_the_dictionary("cells")
        mine |= {str(len(package.tables[name])), *(str(n) for n in range(1, count + 1))}
        for file in package.descriptor["resources"]:
            if file["name"] in (name, f"{name}-{file['format']}"):
                mine.add(str(round(file.get("bytes", 0) / 1000)))
        for row in rows:
            mine |= of_row(row)
            for bound in package.where("bounds", quantity_id=row.get("quantity_id") or "none"):
                mine |= of_row(bound)
        for row in package.tables["cells"]:
            if row["table_name"] == name:
                mine |= numerals(row["mark"]) | numerals(row["row_mark"])
        for link in page.all("a"):
            if "consistency/discrepancies/" in (link["href"] or ""):
                mine |= of_row(package.rows["discrepancies"][discrepancy_of(link)])
        sums = page.all("tfoot")
        for link in sums[0].all("a") if sums else ():
            mine |= numerals(package.rows["figures"][key_of_link(link)]["verbatim"])
        extra = shown_on(page) - mine - of_pictures(page)
        if extra:
            strange[path] = sorted(extra)
    assert strange == {}


def discrepancy_of(link):
    return re.search(r"discrepancies/(.+)/index\.html$", link["href"])[1]


def key_of_link(link):
    return re.search(r"figures/(.+)/index\.html$", link["href"])[1]


def of_pictures(page):
    """The numbers in the words of pictures, which `test_marks.py` reads back, and in the sentence below each."""
    found = set()
    for figure in page.all("figure", class_="picture"):
        for a in figure.all("a"):
            found |= numerals(a.get("aria-label") or "")
        labels = found | numerals(" ".join(text.text for text in figure.all("text")))
        found |= numerals(figure.one("figcaption").words) & labels
    return found


def test_a_page_of_a_document_has_numbers_of_its_text_and_of_what_was_read_in_it(
    each_site, package, known
):
    strange, pages = {}, 0
    for path, page in each_site.pages.items():
        key = key_of(path, "documents")
        if not path.startswith("documents/") or key not in package.rows["sources"]:
            continue
        pages += 1
        mine = known.in_the_descriptor | known.about("sources", key) | {"256"}
        for name in ("sources", "completeness", "discrepancies", "figures"):
            mine |= known.in_the_dictionary(name)
        for passage in page.all("div", class_="passage"):
            mine |= numerals(passage.text)
        for row in package.where("completeness", source_id=key):
            mine |= of_row(row)
        for row in package.where("provenance", source_id=key):
            mine |= of_row(package.rows[row["table_name"]][row["row_key"]])
            mine |= known.in_the_dictionary(row["table_name"])
            if row["table_name"] == "figures":
                for member in package.where("relation_members", figure_id=row["row_key"]):
                    mine |= of_row(package.rows["relations"][member["relation_id"]])
        mine |= dispositions_of(package, key)
        extra = shown_on(page) - mine
        if extra:
            strange[path] = sorted(extra)
    assert pages
    assert strange == {}


def counts_of(package):
    """What the front page, lists and overviews count."""
    found = {len(rows) for rows in package.tables.values()}
    found |= {len(fields) for fields in package.fields.values()}
    found |= {count for c in ("verdict", "kind") for count in counted(package, "relations", c)}
    found |= set(counted(package, "discrepancies", "kind"))
    found |= {sum(int(row["numerals"]) for row in package.tables["completeness"])}
    found |= set(
        Counter(
            (r["version"], r["table_name"], r["kind"]) for r in package.tables.get("changes", ())
        ).values()
    )
    missing = sum(
        row["availability"] not in ("", "in_text")
        for name, rows in package.tables.items()
        if name != "cells" and "availability" in package.fields[name]
        for row in rows
    )
    documents = package.rows["sources"]
    figures = package.tables["figures"]
    found |= set(Counter(row["source_id"] for row in figures).values())
    found |= set(Counter(documents[row["source_id"]]["publisher"] for row in figures).values())
    found |= set(Counter(row["measure_id"] for row in figures).values())
    checked = sum(row["checked_by"] == "person" for row in package.tables["figures"])
    return {str(n) for n in (*found, missing, checked)}


def counted(package, table, column):
    return Counter(row[column] for row in package.tables[table]).values()


def test_lists_and_overviews_have_numbers_of_what_they_list_and_count(each_site, package, known):
    strange, seen = {}, set()
    for path, page in each_site.pages.items():
        kinds = [kind for kind in LISTED if re.fullmatch(kind, path)]
        if not kinds:
            continue
        seen.add(kinds[0])
        mine = known.in_the_descriptor | counts_of(package) | own_words_of_lists(path)
        for name in package.tables:
            mine |= known.in_the_dictionary(name)
        for name in LISTED[kinds[0]]:
            for row in package.tables.get(name, ()):
                mine |= of_row(row)
        extra = shown_on(page) - mine - of_pictures(page)
        if extra:
            strange[path] = sorted(extra)
    assert seen == set(LISTED)
    assert strange == {}


def own_words_of_lists(path):
    """Numbers that these pages say of themselves: their parts, the names of hashes, Python's version."""
    if path.startswith("glossary/"):
        return numerals(" ".join(TERMS.values()))
    parts = {str(n) for n in range(1, 30)}
    return parts | ({"256", "3.9", "3"} if path.startswith("releases/") else set())


def test_a_page_of_a_picture_has_numbers_of_its_marks_and_of_the_rows_in_its_table(
    each_site, package, known
):
    """Of its table, `test_marks.py` compares each number with the row that it is linked to."""
    for path, page in each_site.pages.items():
        if not re.fullmatch(OF_A_PICTURE, path):
            continue
        mine = known.in_the_descriptor | of_pictures(page)
        for table in page.all("table"):
            mine |= numerals(" ".join(text + " " for _, text in table.texts))
        for name, resource in package.resources.items():
            mine |= numerals(resource["title"]) | known.in_the_dictionary(name)
        mine |= {n for row in package.tables["sources"] for n in numerals(row["title"])}
        if "/completeness/" in path:
            mine |= dispositions_of(package, path.split("/")[1])
        assert shown_on(page) <= mine, path


def dispositions_of(package, source):
    """How many numerals of a document became what, and how many it has."""
    counts = Counter()
    for row in package.where("completeness", source_id=source):
        counts[row["disposition"]] += int(row["numerals"])
    return {str(n) for n in (*counts.values(), sum(counts.values()))}


def test_a_page_of_a_former_figure_has_numbers_of_what_became_of_it(each_site, package):
    for path, page in each_site.pages.items():
        key = key_of(path, "figures")
        if not re.fullmatch(OF_A_FIGURE, path) or key in package.rows["figures"]:
            continue
        rows = package.where("renamed", old_id=key) + package.where("changes", row_key=key)
        assert rows, path
        assert shown_on(page) <= set().union(*map(of_row, rows)) | numerals(key), path


OF_A_FIGURE = r"figures/(?!page\.)[^/]+/.+"
OF_A_PICTURE = r"pictures/(?!relations/|page\.)[^/]+/.+"


def test_every_page_is_of_a_kind_whose_numbers_are_looked_at(each_site):
    kinds = [
        *LISTED,
        *(OF_A_FIGURE, OF_A_PICTURE, r"tables/[^/]+/.*", r"documents/[^/]+/.+"),
        r"consistency/(?:relations|discrepancies|bounds)/.+/.+",
        r"pictures/relations/.+",
    ]
    assert [p for p in each_site.pages if not any(re.fullmatch(k, p) for k in kinds)] == []


def test_counts_of_figures_in_an_index_are_those_of_its_lists(each_site):
    seen = 0
    for path, page in each_site.pages.items():
        for li in (li for ul in page.all("ul", class_="groups") for li in ul.all("li")):
            folder = target(path, li.one("a")["href"])[0].removesuffix("index.html")
            rows = [
                tr
                for there, one in each_site.pages.items()
                if re.fullmatch(rf"{re.escape(folder)}(page\.\d+/)?index\.html", there)
                for tr in one.one("table", class_="figures").one("tbody").all("tr")
                if tr.get("id")
            ]
            (count,) = li.all("span", class_="count")
            assert int(count.words.split()[0].replace(",", "")) == len(rows), folder
            seen += 1
    assert seen


def test_the_numbers_of_parts_are_in_order_and_lead_to_their_parts(each_site):
    for path, page in each_site.pages.items():
        for nav in page.all("nav", class_="ways"):
            if path.startswith("documents/"):
                continue  # parts of a document are named for their first lines
            numbers = [int(link.words.removeprefix("Page ")) for link in nav.all("a")]
            assert numbers == sorted(numbers) and len(numbers) > 1, path
            for number, link in zip(numbers, nav.all("a"), strict=True):
                there = target(path, link["href"])[0]
                assert there.endswith(f"/page.{number}/index.html") == (number > 1), path
            (here,) = nav.all("a", aria_current="page")
            assert target(path, here["href"])[0] == path


def test_the_foot_of_each_page_has_the_version(each_site, package):
    version = f"{package.descriptor['title']} {package.descriptor['version']}"
    for path, page in each_site.pages.items():
        for foot in page.all("footer", class_="site"):
            assert foot.words.startswith(f"{version}. "), path
            assert numerals(foot.text) == numerals(version), path


def test_a_group_of_an_index_says_how_many_figures_it_has(each_site):
    seen = 0
    for path, page in each_site.pages.items():
        said = re.match(r"by/[^/]+/.+/index\.html", path) and page.all("p", class_="quiet")
        found = re.match(r"([\d,]+) figures?\b(.*page)?", said[0].words) if said else None
        if found and not found[2]:
            rows = page.one("table", class_="figures").one("tbody").all("tr")
            assert int(found[1].replace(",", "")) == sum(bool(tr.get("id")) for tr in rows), path
            seen += 1
    assert seen


def test_changes_of_releases_are_counted(each_site, package):
    counts = Counter(
        (row["version"], row["table_name"], package.meaning("changes", "kind", row["kind"]))
        for row in package.tables.get("changes", ())
    )
    shown = {}
    for table in each_site.pages["releases/index.html"].one("main").all("table"):
        for tr in table.one("tbody").all("tr"):
            cells = [td.words for td in tr.all("td")]
            if len(cells) == 4:
                shown[tuple(cells[:3])] = int(cells[3].replace(",", ""))
    assert shown == counts


def test_the_front_page_has_the_titles_of_the_tables_whose_pictures_it_shows(each_site, package):
    main = each_site.pages["index.html"].one("main")
    titles = {" ".join(resource["title"].split()) for resource in package.resources.values()}
    parts = [tag for tag in main.parts if not isinstance(tag, str)]
    for heading, figure in pairwise(parts):
        if figure.has_class("picture"):
            assert heading.words in titles
