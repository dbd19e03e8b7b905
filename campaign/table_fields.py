"""Which wrong values are tried in the fields of tables and of `release.yaml`; the other files are in `fields`."""

from collections.abc import Mapping

from campaign import makers
from campaign.choices import figures, measures, members
from campaign.kinds import (
    AVAILABILITY,
    FREE_TEXT,
    ID,
    PLACE,
    QUOTATION,
    REGION,
    TEXT_OF_CELL,
    Kinds,
)
from campaign.makers import all_of
from campaign.names import Names

PARTS_OF_A_READING = {
    "besides": "words beside the cells",
    "values": "words of a value",
    "words": "words of a column",
    "areas": "columns of areas",
    "ids": "columns of ids",
    "columns": "columns of a printed table",
    "header": "header of a printed table",
    "totals": "totals of a printed table",
}
"""What the parts of a table's `read` are; those that are not named are its `specification`."""


def of_tables(names: Names) -> Mapping[str, Kinds]:
    """The kinds of changes of the fields of `tables/*.yaml`."""
    cell = "table:read.rows.#.*"
    return {
        "table:title": FREE_TEXT,
        "table:description": FREE_TEXT,
        "table:columns.#.title": FREE_TEXT,
        "table:columns.#.description": FREE_TEXT,
        "table:columns.#.categories.*": FREE_TEXT,
        "table:columns.#.unit": (("unit: another", makers.by_type),),
        "table:columns.#.*": (("column of a table: another", makers.by_type),),
        "table:rules.#.*": (("rule of a table: another", makers.in_place_of),),
        "table:picture.*": (("picture of a table: another", makers.in_place_of),),
        "table:name": ID,
        f"{cell}.quote": QUOTATION,
        f"{cell}.parts.#": TEXT_OF_CELL,
        f"{cell}.context": QUOTATION,
        f"{cell}.line": PLACE,
        f"{cell}.after": PLACE,
        f"{cell}.at": (("words of a cell: another", all_of(makers.token, makers.of_the_next)),),
        f"{cell}.value": (("cell: another value", makers.by_type),),
        f"{cell}.figure": (("cell: another figure", figures(names)),),
        "table:read.within": REGION,
        "table:read.rows.#.within": REGION,
        "table:read.rows.#.mentioned": QUOTATION,
        "table:read.answers.#": (("table: another column of answers", makers.words),),
        "table:read.rows.#.availability": AVAILABILITY,
        "table:read.rows.#.quantity": (("cell: another quantity", members(names)),),
        "table:read.rows.#.bound": (
            ("cell: another bound", members(names)),
            ("cell: bound left out", makers.dropped),
        ),
        "table:read.rows.#.figure": (("cell: another figure", figures(names)),),
        "table:read.rows.#.*": (
            ("cell: another plain value", all_of(makers.by_type, makers.of_the_next)),
            ("cell: fewer words", makers.shorter),
        ),
        "table:read.measures.*": (("measure: another", measures(names)),),
        **{
            f"table:read.{part}*": ((f"{kind}: another", makers.in_place_of),)
            for part, kind in PARTS_OF_A_READING.items()
        },
        "table:read.*": (("specification of a table: another", makers.in_place_of),),
        **{
            f"table:{form}": (("form of a table: another", makers.by_type),)
            for form in ("table", "shape", "model", "primaryKey.#")
        },
    }


def of_release() -> Mapping[str, Kinds]:
    """The kinds of changes of the fields of `release.yaml`; what is described in our own words is free text."""
    free = ("title", "description", "keywords", "contributors", "rights", "licenses", "larger_step")
    parts = ("meaning_changes", "renames", "corrections")
    return {
        **{f"release:{field}*": FREE_TEXT for field in free},
        **{f"release:{field}": ID for field in ("id", "name", "created", "url")},
        "release:*.reason": FREE_TEXT,
        "release:version": (("release: another version", makers.by_type),),
        "release:*doi": (("release: another DOI", makers.digits),),
        **{
            f"release:{part}.*": ((f"release: {part.replace('_', ' ')}", makers.by_type),)
            for part in parts
        },
    }
