"""Every cell of every table, and what the dictionary says of it, is the package's, read back from HTML and CSV."""

from decimal import Decimal

import pytest
from crawling import target
from reading_back import ends_in, ends_of, plain, texts, value_of

pytestmark = pytest.mark.slow

ROWS_A_PAGE = 100


def test_every_cell_of_every_table_is_read_back(package, each_site):
    for name, rows in package.tables.items():
        fields = package.fields[name].values()
        for begin in range(0, max(1, len(rows)), ROWS_A_PAGE):
            number = begin // ROWS_A_PAGE + 1
            path = f"tables/{name}/" + ("" if number == 1 else f"page.{number}/") + "index.html"
            table = each_site.pages[path].one("table", id="rows")
            counted = each_site.pages[path].one("p", class_="files").all("span")[0].words
            assert int(counted.split()[0].replace(",", "")) == len(rows), path
            heads = [
                (th.without("unit").words, [u.words for u in th.all("span", class_="unit")])
                for th in table.one("thead").all("th")
            ]
            assert heads == [
                (plain(f["title"]), [f["unit"]] if "unit" in f else []) for f in fields
            ]
            shown = table.one("tbody").all("tr")
            expected = rows[begin : begin + ROWS_A_PAGE]
            assert len(shown) == len(expected)
            for tr, row in zip(shown, expected, strict=True):
                cells = [tag for tag in tr.parts if not isinstance(tag, str)]
                assert len(cells) == len(row)
                for cell, field in zip(cells, fields, strict=True):
                    read_cell(package, name, row, field, cell)


def read_cell(package, table, row, field, cell):
    """What a cell of a page says is in its row, and where that is empty, what is known of it."""
    text = row[field["name"]]
    words = cell.without("sup", "missing", "here").words
    where = (table, field["name"], text, words)
    reasons = texts(cell.all("a", class_="missing"))
    if text:
        assert reasons == [], where
    if field["type"] in ("integer", "number") and text:
        is_year_or_place = words == text
        assert is_year_or_place or value_of(words) == Decimal(text), where
        assert not is_year_or_place or field["type"] == "integer" or "," not in words, where
    elif field["type"] == "boolean" and text:
        assert words == {"true": "yes", "false": "no"}[text], where
    elif text:
        assert words == plain(text), where
    elif words.startswith("part of "):
        assert words == f"part of {row['part_of']}", where
    elif words:
        bounds = package.where("bounds", quantity_id=row["quantity_id"])
        if row.get("bound_id"):
            bounds = [one for one in bounds if one["bound_id"] == row["bound_id"]]
        shown = [ends_in(one) for one in words.split(" or ")]
        assert sorted(shown) == sorted(ends_of(one) for one in bounds), where
    for reason in reasons:
        within = " ".join(row[k] for k in package.keys[table] if k != "source_id")
        (known,) = package.where(
            "cells",
            source_id=row["source_id"],
            table_name=table,
            row_key=within,
            column_name=field["name"],
        )
        assert reason == known["availability"].replace("_", " "), where


def test_printed_totals_below_a_table_are_read_back(package, each_site):
    for name in package.tables:
        (last, *_) = sorted(
            (p for p in each_site.pages if p.startswith(f"tables/{name}/")), key=len, reverse=True
        )
        for foot in each_site.pages[last].all("tfoot"):
            for link in foot.all("a"):
                path = target(last, link["href"])[0]
                key = path.removeprefix("figures/").removesuffix("/index.html")
                assert link.words == package.rows["figures"][key]["verbatim"]


def test_every_column_and_term_of_the_dictionary_is_read_back(package, page_of):
    for table, fields in package.fields.items():
        shown = page_of(f"dictionary/{table}").one("dl", class_="columns")
        names = [dt for dt in shown.parts if not isinstance(dt, str) and dt.name == "dt"]
        means = [dd for dd in shown.parts if not isinstance(dd, str) and dd.name == "dd"]
        assert texts(names) == [f"{name} {plain(f['title'])}" for name, f in fields.items()]
        for dd, field in zip(means, fields.values(), strict=True):
            assert dd.words.startswith(plain(field["description"].replace("`", "")))
            kind = dd.one("span", class_="quiet").words
            unit = f", {field['unit']}" if "unit" in field else ""
            assert kind.startswith(f"{field['type']}{unit}")
            assert texts(dd.all("li")) == [
                plain(f"{term['value']}: {term['label']}") for term in field.get("categories", ())
            ]
