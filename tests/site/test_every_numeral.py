"""No number is on a page that the package does not have: in the rows that the page is about, or as a count of its rows.

What a page is about is found in the package alone: the row of its id, what this names, and what names this. Where a
page is of a whole table, or counts, the numbers are those of the table's rows on it, and the counts made here.
"""

import re
from collections import Counter, defaultdict
from functools import cached_property

import pytest
from crawling import target

pytestmark = pytest.mark.slow

NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
OF_DATA = ("figures", "sources", "measures", "relations", "discrepancies", "bounds")
"""Tables whose ids other rows name."""


def numerals(text):
    """The numbers in a text, each as its digits: `16,400` and `16400` are one, `FY2014` has 2014."""
    return {re.sub(r"\.0+$", "", found.replace(",", "")) for found in NUMERAL.findall(text)}


def of_row(row):
    """The numbers in a row, and those of its days as they are written out."""
    found = set()
    for text in row.values():
        found |= numerals(text)
        for year, month, day in ISO_DAY.findall(text):
            found |= {year, str(int(day)), str(int(month))}
    return found


class Known:
    """The numbers that a page may show, by what it is about."""

    def __init__(self, package):
        self.package = package

    @cached_property
    def named_by(self):
        """The rows that name an id, by the table and key of what they name."""
        found = defaultdict(list)
        for table, rows in self.package.tables.items():
            for row in rows:
                for text in row.values():
                    for word in set(re.split(r"[\s;,]+", text)):
                        if "/" in word or word in self.package.rows["sources"]:
                            found[word].append((table, row))
        return found

    def about(self, table, key):
        """The numbers of a row, of the rows it names, of those that name it, and of what these name."""
        row = self.package.rows[table][key]
        near = [(table, row), *self.named_by[key]] if table != "sources" else [(table, row)]
        found = set()
        for _, one in near:
            found |= of_row(one)
            for text in one.values():
                for word in set(re.split(r"[\s;,]+", text)):
                    for other in OF_DATA:
                        if word in self.package.rows.get(other, {}):
                            found |= of_row(self.package.rows[other][word])
        return found

    @cached_property
    def in_the_descriptor(self):
        """The numbers in what the descriptor says of the package, its tables, columns and terms."""
        package, found = self.package.descriptor, set()
        found |= numerals(f"{package['title']} {package['version']} {package['description']}")
        for licence in package["licenses"]:
            found |= numerals(licence["title"])
        found |= numerals(package.get("rights", ""))
        return found

    def in_the_dictionary(self, table):
        resource, fields = self.package.resources[table], self.package.fields[table].values()
        found = numerals(f"{table} {resource['title']} {resource['description']}")
        for field in fields:
            found |= numerals(f"{field['name']} {field['title']} {field['description']}")
            found |= numerals(field.get("unit", ""))
            for term in field.get("categories", ()):
                found |= numerals(f"{term['value']} {term['label']}")
        return found


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
        sums = page.all("tfoot")
        for link in sums[0].all("a") if sums else ():
            mine |= numerals(package.rows["figures"][key_of_link(link)]["verbatim"])
        extra = shown_on(page) - mine - of_pictures(page)
        if extra:
            strange[path] = sorted(extra)
    assert strange == {}


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
        by_disposition = Counter()
        for row in package.where("completeness", source_id=key):
            by_disposition[row["disposition"]] += int(row["numerals"])
        mine |= {str(n) for n in (*by_disposition.values(), sum(by_disposition.values()))}
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
    checked = sum(row["checked_by"] == "person" for row in package.tables["figures"])
    return {str(n) for n in (*found, missing, checked)}


def counted(package, table, column):
    return Counter(row[column] for row in package.tables[table]).values()


def test_lists_and_overviews_have_numbers_of_what_they_list_and_count(each_site, package, known):
    listed = {
        r"index\.html": ("answers", "relations", "discrepancies", "figures", "bounds"),
        r"answers/.*": ("answers",),
        r"consistency/(?:index|[a-z]+/(?:page\.\d+/)?index)\.html": (
            *("relations", "discrepancies", "bounds", "figures"),
        ),
        r"figures/(?:page\.\d+/)?index\.html": ("figures", "figures_readable", "sources"),
        r"documents/(?:page\.\d+/)?index\.html": ("sources", "completeness"),
        r"dictionary/.*": (),
        r"tables/(?:page\.\d+/)?index\.html": (),
        r"pictures/index\.html": (),
        r"releases/index\.html": ("changes",),
        r"about/index\.html": (),
        r"search/index\.html": (),
    }
    strange, seen = {}, set()
    for path, page in each_site.pages.items():
        kinds = [kind for kind in listed if re.fullmatch(kind, path)]
        if not kinds:
            continue
        seen.add(kinds[0])
        mine = known.in_the_descriptor | counts_of(package) | own_words_of_lists(path)
        for name in package.tables:
            mine |= known.in_the_dictionary(name)
        for name in listed[kinds[0]]:
            for row in package.tables.get(name, ()):
                mine |= of_row(row)
        for row in package.tables["sources"] if kinds[0].startswith("pict") else ():
            mine |= numerals(row["title"])
        extra = shown_on(page) - mine - of_pictures(page)
        if extra:
            strange[path] = sorted(extra)
    assert seen == set(listed)
    assert strange == {}


def own_words_of_lists(path):
    """Numbers that these pages say of themselves: their parts, the names of hashes, Python's version."""
    parts = {str(n) for n in range(1, 30)} if re.search(r"index\.html", path) else set()
    return parts | ({"256", "3.9", "3"} if path.startswith("releases/") else set())


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
