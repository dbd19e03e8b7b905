"""The numbers that a package has, by what they are about: what a page may show. Found in its CSV files alone."""

import re
from collections import defaultdict
from functools import cached_property

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
