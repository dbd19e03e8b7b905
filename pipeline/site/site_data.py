"""What pages show: the rows of a package by key, and what belongs to each row, found once for the whole site."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.package.published import Published, Row
from pipeline.site import addresses

if TYPE_CHECKING:
    from pipeline.site.document_parts import Passage
    from pipeline.site.pictures.picture import Picture

Cell = tuple[str, str]
"""A row by its table and its key."""
METADATA = ("datapackage.json", "dataset.jsonld", "SHA256SUMS")
"""What a package has beside its tables that pages link to."""


class Standing(NamedTuple):
    """A release: its version, day, standing in words, and the hash of its list of checksums.

    The last two are empty in the site that is part of a release: they are known only after it is made.
    """

    version: str
    day: str
    standing: str = ""
    sha256sums: str = ""


@dataclass(frozen=True)
class SiteInput:
    """What a site is made from.

    `files` are the data files offered for download, by path; `releases` are those of the store, newest first, and
    empty where there is no store; `url` is where the site will be, null where nobody knows; `documentation` are the
    files of the project's documentation, by path, and null where the site has none.
    """

    published: Published = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    releases: tuple[Standing, ...] = ()
    url: str | None = None
    documentation: Mapping[str, bytes] | None = field(default=None, repr=False)


def described_files(published: Published) -> dict[str, bytes]:
    """The files that the descriptor lists, the descriptor, and the metadata of the package, by path."""
    paths = [*METADATA, *(r["path"] for r in published.descriptor["resources"])]
    return {path: published.file(path) for path in paths}


@dataclass(frozen=True)
class SiteData:
    """The tables of a package, with what pages look up in them. Rows are as in CSV: text, empty where missing.

    `only` is the document whose pages alone are made; where there is none, all pages are.
    """

    given: SiteInput
    only: str | None = None

    def shown(self, table: str) -> list[Row]:
        """The rows of a table that have pages of their own: all, or those of the one document."""
        return [row for row in self.rows[table].values() if self.only in (None, row["source_id"])]

    @cached_property
    def descriptor(self) -> Mapping[str, Any]:
        """The descriptor of the package."""
        return self.given.published.descriptor

    @cached_property
    def resources(self) -> dict[str, Mapping[str, Any]]:
        """The CSV resource of each table by the table's name, in the order of the descriptor."""
        return {r["name"]: r for r in self.descriptor["resources"] if r["format"] == "csv"}

    @cached_property
    def fields(self) -> dict[str, dict[str, Mapping[str, Any]]]:
        """What the descriptor says about each column, by table and name."""
        return {
            name: {column["name"]: column for column in resource["schema"]["fields"]}
            for name, resource in self.resources.items()
        }

    @cached_property
    def rows(self) -> dict[str, dict[str, Row]]:
        """The rows of each table by primary key, in the order of the file."""
        return {name: self.given.published.rows_by_key(name) for name in self.resources}

    def label(self, table: str, column: str, value: str) -> str:
        """What a term of a vocabulary means, in the words of the descriptor; the term itself where it has none."""
        for term in self.fields[table][column].get("categories", ()):
            if term["value"] == value:
                return str(term["label"])
        return value

    @cached_property
    def documents(self) -> list[Row]:
        """The documents that have pages, reports first."""
        return sorted(
            self.shown("sources"),
            key=lambda source: (source["kind"] != "report", source["source_id"]),
        )

    @cached_property
    def read_from(self) -> dict[Cell, list[Row]]:
        """The rows of `provenance` by the row that was read."""
        return _grouped(
            self.rows["provenance"].values(), lambda one: (one["table_name"], one["row_key"])
        )

    @cached_property
    def read_in(self) -> dict[str, list[Row]]:
        """The rows of `provenance` by document, in the order of its characters."""
        grouped = _grouped(self.rows["provenance"].values(), lambda one: one["source_id"])
        return {
            source: sorted(
                found, key=lambda one: (int(one["start_offset"]), int(one["end_offset"]))
            )
            for source, found in grouped.items()
        }

    @cached_property
    def contradicted(self) -> dict[tuple[str, str], list[str]]:
        """The discrepancies that numbers prove, by document and offset of each number that is at odds in them."""
        proved = {key for key, one in self.rows["discrepancies"].items() if one["relation_id"]}
        said = (
            one
            for one in self.rows["provenance"].values()
            if one["table_name"] == "discrepancies"
            and one["column_name"] in ("first_said", "second_said")
            and one["row_key"] in proved
        )
        found: dict[tuple[str, str], list[str]] = {}
        for one in said:
            found.setdefault((one["source_id"], one["start_offset"]), []).append(one["row_key"])
        return found

    @cached_property
    def members_of(self) -> dict[str, list[Row]]:
        """The rows of `relation_members` by relation."""
        return _grouped(self.rows["relation_members"].values(), lambda one: one["relation_id"])

    @cached_property
    def relations_of(self) -> dict[str, list[Row]]:
        """The relations that a figure takes part in, by figure."""
        found: dict[str, list[Row]] = defaultdict(list)
        for member in self.rows["relation_members"].values():
            relation = self.rows["relations"][member["relation_id"]]
            if member["figure_id"] and relation not in found[member["figure_id"]]:
                found[member["figure_id"]].append(relation)
        return dict(found)

    @cached_property
    def restatements_of(self) -> dict[str, list[Row]]:
        """The rows of `restatements` by figure: of the article's figure and of the one that it restates."""
        found: dict[str, list[Row]] = defaultdict(list)
        for one in self.rows["restatements"].values():
            for figure in (one["figure_id"], one["reference_figure_id"]):
                if figure:
                    found[figure].append(one)
        return dict(found)

    @cached_property
    def changes_of(self) -> dict[Cell, list[Row]]:
        """The rows of `changes` by the row that changed."""
        return _grouped(
            self.rows["changes"].values(), lambda one: (one["table_name"], one["row_key"])
        )

    @cached_property
    def primary_keys(self) -> dict[str, list[str]]:
        """The columns of the primary key of each table."""
        return self.given.published.primary_keys

    @cached_property
    def foreign_keys(self) -> dict[str, dict[str, str]]:
        """The table that a column refers to, by table and column; of keys of one column."""
        return {
            name: {
                key["fields"][0]: key["reference"]["resource"] or name
                for key in resource["schema"].get("foreignKeys", ())
                if len(key["fields"]) == 1
            }
            for name, resource in self.resources.items()
        }

    @cached_property
    def places(self) -> dict[str, dict[str, int]]:
        """The place of each row in its table, from 0, by table and key."""
        return {
            name: {key: place for place, key in enumerate(rows)} for name, rows in self.rows.items()
        }

    def row_address(self, table: str, key: str) -> str:
        """The address of a row on the page of its table that has it."""
        return addresses.row(table, key, self.places[table][key])

    def answer_address(self, key: str) -> str:
        """The address of an answer on the page of answers that has it."""
        return addresses.answer(key, self.places["answers"][key])

    def part_lines(self, source: str) -> tuple[int, ...]:
        """The first line of each page that the reading view of a document has."""
        if source not in self._part_lines:
            from pipeline.site.document_parts import first_lines

            self._part_lines[source] = first_lines(self, self.rows["sources"][source])
        return self._part_lines[source]

    @cached_property
    def passages(self) -> "dict[str, list[Passage]]":
        """What was read of the documents so far, by document; `document_parts` fills it."""
        return {}

    @cached_property
    def _part_lines(self) -> dict[str, tuple[int, ...]]:
        return {}

    def first_line(self, source: str, line: str | int) -> int:
        """The first line of the page that has a line."""
        lines = self.part_lines(source)
        return lines[max(0, bisect_right(lines, int(line)) - 1)]

    def line_address(self, source: str, line: str | int) -> str:
        """The address of a line in the reading view."""
        return addresses.line(source, line, self.first_line(source, line))

    def mark_address(self, read: Row) -> str:
        """The address of the mark of what was read: its document, line and first character are in the row."""
        source = read["source_id"]
        first = self.first_line(source, read["line"])
        return addresses.mark(source, read["start_offset"], first)

    @cached_property
    def cells_of(self) -> dict[Cell, dict[str, Row]]:
        """The rows of `cells` of a row, by column; the row by its table and its key within its document."""
        found: dict[Cell, dict[str, Row]] = defaultdict(dict)
        for cell in self.rows.get("cells", {}).values():
            key = (cell["table_name"], f"{cell['source_id']} {cell['row_key']}")
            found[key][cell["column_name"]] = cell
        return dict(found)

    @cached_property
    def former_ids(self) -> dict[Cell, list[Row]]:
        """The rows of `renamed` by the row that has the id today."""
        return _grouped(
            self.rows["renamed"].values(), lambda one: (one["new_table_name"], one["new_id"])
        )

    @cached_property
    def waived_in(self) -> dict[str, list[Row]]:
        """The rows of `waived_numerals` by document; none where a release does not have the table."""
        rows = self.rows.get("waived_numerals", {})
        return _grouped(rows.values(), lambda one: one["source_id"])

    @cached_property
    def bounds_by_quantity(self) -> dict[str, list[Row]]:
        """The bounds of each quantity, those that assume no reading first."""
        ordered = sorted(
            self.rows["bounds"].values(), key=lambda one: (one["reading"] != "", one["bound_id"])
        )
        return _grouped(ordered, lambda one: one["quantity_id"])

    @cached_property
    def bounds_from(self) -> dict[str, list[Row]]:
        """The bounds that follow from each relation."""
        found: dict[str, list[Row]] = defaultdict(list)
        for bound in self.rows["bounds"].values():
            for relation in dict.fromkeys(bound["relations"].split()):
                found[relation].append(bound)
        return dict(found)

    @cached_property
    def under_reading(self) -> dict[str, dict[str, list[Row]]]:
        """The relations and the bounds that assume each reading, by table and reading."""
        return {
            table: _grouped(self.rows[table].values(), lambda one: one["reading"])
            for table in ("relations", "bounds")
        }

    @cached_property
    def emendations_of(self) -> dict[str, list[Row]]:
        """The rows of `emendations` by figure."""
        return _grouped(self.rows["emendations"].values(), lambda one: one["figure_id"])

    @cached_property
    def accounts_of(self) -> dict[str, list[Row]]:
        """The rows of `completeness` by document."""
        return _grouped(self.rows["completeness"].values(), lambda one: one["source_id"])

    @cached_property
    def first_places(self) -> dict[Cell, str]:
        """Where the first characters begin that each row was read from, the quotation around a number aside."""
        found: dict[Cell, str] = {}
        for cell, rows in self.read_from.items():
            own = [row for row in rows if row["column_name"] == "verbatim"] or [
                row for row in rows if not row["column_name"].endswith("quote")
            ]
            found[cell] = min((row["start_offset"] for row in own or rows), key=int)
        return found

    @cached_property
    def pictures(self) -> "dict[str, Picture]":
        """The pictures by name; drawn at the first look-up."""
        from pipeline.site.pictures.every_picture import every_picture

        return every_picture(self)

    @cached_property
    def pictures_of(self) -> "dict[str, list[Picture]]":
        """The pictures by the address of what they are about: a table, a document or a relation."""
        found: dict[str, list[Picture]] = defaultdict(list)
        for picture in self.pictures.values():
            found[picture.subject].append(picture)
        return dict(found)


def _grouped(rows: Iterable[Row], of: Any) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[of(row)].append(row)
    return dict(found)
