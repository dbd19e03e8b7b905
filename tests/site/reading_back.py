"""A package and its pages as a reader has them who has none of our code: CSV files, and numbers in words."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

GROUPED = r"−?\d{1,3}(?:,\d{3})*(?:\.\d+)?"
ENDS = re.compile(
    rf"(?P<exact>{GROUPED})"
    rf"|(?P<above>more than )?(?P<lower>{GROUPED}) to (?P<below>less than )?(?P<upper>{GROUPED})"
    rf"|(?P<least>at least|more than) (?P<from>{GROUPED})"
    rf"|(?P<most>at most|less than) (?P<up_to>{GROUPED})"
)
NO_ENDS = ("", "no limit", "no end", "no least and no greatest value", "not bounded")


class Ends(NamedTuple):
    """An interval; an end is null where there is none, and open where it is not part of the interval."""

    lower: Decimal | None = None
    upper: Decimal | None = None
    is_lower_open: bool = False
    is_upper_open: bool = False


def value_of(words):
    """A number as people write it; thousands have commas."""
    assert re.fullmatch(GROUPED, words), words
    return Decimal(words.replace(",", "").replace("−", "-"))


def ends_in(words, unit=""):
    """The interval that words say."""
    words = words.removesuffix(unit).strip()
    if words in NO_ENDS:
        return Ends()
    found = ENDS.fullmatch(words)
    assert found, words
    if found["exact"]:
        return Ends(value_of(found["exact"]), value_of(found["exact"]))
    if found["lower"]:
        lower, upper = value_of(found["lower"]), value_of(found["upper"])
        return Ends(lower, upper, bool(found["above"]), bool(found["below"]))
    if found["from"]:
        return Ends(value_of(found["from"]), None, found["least"] == "more than")
    return Ends(None, value_of(found["up_to"]), False, found["most"] == "less than")


def ends_of(row, prefix=""):
    """The interval in a row."""
    lower, upper = row[f"{prefix}lower"], row[f"{prefix}upper"]
    return Ends(
        Decimal(lower) if lower else None,
        Decimal(upper) if upper else None,
        bool(lower) and row.get(f"{prefix}lower_closed") == "false",
        bool(upper) and row.get(f"{prefix}upper_closed") == "false",
    )


def day_in(words):
    """An ISO day, from one as American documents print it."""
    return datetime_of(words).isoformat()


def datetime_of(words):
    month, day, year = re.fullmatch(r"(\w+) (\d+), (\d+)", words).groups()
    months = [date(2000, n, 1).strftime("%B") for n in range(1, 13)]
    return date(int(year), months.index(month) + 1, int(day))


def plain(text):
    """A text with one space where it has several, or the end of a line."""
    return " ".join(text.split())


class Package:
    """The package that a site offers for download."""

    def __init__(self, files):
        self.descriptor = json.loads(files["data/datapackage.json"])
        self.resources = {
            r["name"]: r for r in self.descriptor["resources"] if r["format"] == "csv"
        }
        self.tables, self.keys, self.fields, self.rows = {}, {}, {}, {}
        for name, resource in self.resources.items():
            text = files[f"data/{resource['path']}"].decode("utf-8")
            self.tables[name] = list(csv.DictReader(io.StringIO(text, newline="")))
            self.keys[name] = resource["schema"]["primaryKey"]
            self.fields[name] = {field["name"]: field for field in resource["schema"]["fields"]}
            self.rows[name] = {self.key(name, row): row for row in self.tables[name]}

    def key(self, table, row):
        return " ".join(row[column] for column in self.keys[table])

    def meaning(self, table, column, term):
        """What a term of a vocabulary means, as the descriptor says; the term where it has no vocabulary."""
        labels = {
            one["value"]: one["label"] for one in self.fields[table][column].get("categories", ())
        }
        return plain(labels.get(term, term))

    def title(self, table, column):
        return self.fields[table][column]["title"]

    def where(self, table, **columns):
        return [r for r in self.tables.get(table, ()) if all(r[c] == v for c, v in columns.items())]


def facts(element):
    """The entries of a list of terms: each term with what it is."""
    terms, found = None, {}
    for tag in element.tags:
        if tag.name == "dt":
            terms = tag.words
        elif tag.name == "dd":
            assert terms not in found
            found[terms] = tag
    return found


def unquoted(tag):
    words = tag.words
    assert (words[0], words[-1]) == ("“", "”"), words
    return words[1:-1]


def texts(tags):
    return [tag.words for tag in tags]


def sides_of(element, unit=""):
    """The two sides of a relation, in order."""
    return [ends_in(dd.words, unit) for dd in element.all("dd")[:2]]


def sides_in(relation):
    return [ends_of(relation, "computed_"), ends_of(relation, "stated_")]


def verdict_in(element):
    (word,) = element.all("span", class_="verdict")
    assert {word.words} <= set(word["class"].removeprefix("verdict").replace("v-", "").split())
    return word.words


def meaning_in(package, table, row, column):
    return package.meaning(table, column, row[column])


def said_at(discrepancy, side):
    """A side of a discrepancy in words: what is said, and where."""
    page = discrepancy[f"{side}_page"]
    place = f"page {page}, " if page else ""
    return f"“{plain(discrepancy[f'{side}_said'])}” ({place}line {discrepancy[f'{side}_line']})"
