"""Which wrong values are tried in which field, and what kind of change each is.

A rule names a field by its file and its path, where `#` is any item of a list; the first rule that fits applies.
A field that no rule names is changed as its type allows, so that a new field is part of the campaign on the day it
comes.
"""

from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import get_args

from campaign import makers
from campaign.choices import areas, figures, measures, members, names_of, relation_kinds
from campaign.makers import Maker, all_of, one_of
from campaign.names import Names
from pipeline.sources.discrepancy_entries import DiscrepancyKind
from pipeline.sources.entries import Availability, DefectOrigin
from pipeline.sources.source_entries import WaiverReason
from pipeline.text.units.units import Statistic

Kinds = Sequence[tuple[str, Maker]]
FREE = "free text"
IDS = "names (ids)"

FREE_TEXT: Kinds = ((FREE, makers.words),)
ID: Kinds = ((IDS, makers.renamed),)
QUOTATION: Kinds = (
    ("quotation: another digit", makers.digits),
    ("quotation: another word", makers.words),
    ("quotation: that of the next entry", makers.of_the_next),
    ("quotation: cut shorter", makers.shorter),
)
TEXT_OF_CELL: Kinds = tuple((f"text of a cell, {kind}", maker) for kind, maker in QUOTATION)
TOKEN: Kinds = (("token of a figure: another", all_of(makers.token, makers.of_the_next)),)
REGION: Kinds = (
    ("region of a row: another", all_of(makers.digits, makers.words, makers.of_the_next)),
    ("region of a row: cut shorter", makers.shorter),
    ("region of a row: left out", makers.dropped),
)
CONTEXT: Kinds = (
    ("context: another digit", makers.digits),
    ("context: another word", makers.words),
    ("context: left out", makers.dropped),
    ("context: that of the next entry", makers.of_the_next),
)
PLACE: Kinds = (
    ("line or `after`: another", all_of(makers.smaller_or_larger, makers.of_the_next)),
    ("line or `after`: left out", makers.dropped),
)
PERIOD: Kinds = (
    ("period: another", all_of(makers.digits, makers.smaller_or_larger, makers.of_the_next)),
    ("period: left out", makers.dropped),
)
AVAILABILITY: Kinds = (("availability: another", one_of(get_args(Availability))),)
ORIGIN: Kinds = (("origin of a defect: another", one_of(get_args(DefectOrigin))),)
TEXT_FIELDS = ("formula", "assumptions", "explanation", "statement", "authority", "definition")


def fields(names: Names) -> Callable[[str, str], Kinds]:
    """The kinds of changes of a field, by the name of its file and its path (`figures.#.value`)."""
    rules = {
        **_of_figures(names),
        **_of_relations(names),
        **_of_documents(names),
        **_of_tables(names),
    }
    free = [f"*.{field}" for field in TEXT_FIELDS]

    def kinds_of(file: str, path: str) -> Kinds:
        place = f"{file}:{path}"
        for pattern, kinds in rules.items():
            if fnmatchcase(place, pattern):
                return kinds
        if any(fnmatchcase(place, pattern) for pattern in free):
            return FREE_TEXT
        return ((f"{file}: {path.replace('.#', '')}", makers.by_type),)

    return kinds_of


def _of_figures(names: Names) -> Mapping[str, Kinds]:
    entry = "figures:figures.#"
    return {
        f"{entry}.id": ID,
        f"{entry}.measure": (("measure: another", measures(names)),),
        f"{entry}.statistic": (("statistic: another", one_of(get_args(Statistic))),),
        f"{entry}.location": (("location: another", one_of(("prose", "table", "exhibit"))),),
        f"{entry}.quote": QUOTATION,
        f"{entry}.line": PLACE,
        f"{entry}.after": PLACE,
        f"{entry}.at": TOKEN,
        f"{entry}.value": (("value: another", all_of(makers.number, makers.emptied)),),
        f"{entry}.reading": (("reading: another", one_of(("as_printed", "emended"))),),
        f"{entry}.rounding": (
            ("rounding: another", all_of(one_of(("document", "none")), makers.dropped)),
        ),
        f"{entry}.denominator": (
            ("denominator: another", makers.of_another("denominator")),
            ("denominator: left out", makers.dropped),
        ),
        f"{entry}.population": (("population: another", makers.of_another("population")),),
        f"{entry}.counts": (
            ("words of what is counted: another", makers.of_another("counts")),
            ("words of what is counted: left out", makers.dropped),
        ),
        f"{entry}.ref_area": (("area: another", all_of(areas, makers.dropped)),),
        f"{entry}.period": PERIOD,
        f"{entry}.period_printed": (
            ("words of a period: another", all_of(makers.digits, makers.words, makers.shorter)),
            ("words of a period: left out", makers.dropped),
        ),
        f"{entry}.not_dated_by": (
            ("words that do not date: another", all_of(makers.digits, makers.words)),
            ("words that do not date: left out", makers.dropped),
        ),
        f"{entry}.attributed_to": ((FREE, all_of(makers.words, makers.dropped)),),
        f"{entry}.context.*": CONTEXT,
        "figures:transcribed_by": ((FREE, one_of(("person", "none"))),),
        "figures:checked_by": ((FREE, one_of(("person", "software"))),),
    }


def _of_relations(names: Names) -> Mapping[str, Kinds]:
    relation, quantity = "relations:relations.#", "relations:quantities.#"
    member: Kinds = (("relation: another member", members(names)),)
    several: Kinds = (*member, ("relation: a member left out", makers.dropped))
    single = ("stated", "whole", "rest", "from", "to", "exact", "numerator", "denominator")
    return {
        "*relations:*.#.id": ID,
        **{f"{relation}.{role}": member for role in single},
        **{f"{relation}.{role}.#": several for role in ("parts", "same", "multiples")},
        f"{relation}.kind": (("relation: another kind", relation_kinds),),
        f"{relation}.*.table": (("relation: another table", names_of(names, "tables")),),
        f"{relation}.differs_in.*": FREE_TEXT,
        f"{relation}.reading": (
            ("relation: another reading", all_of(names_of(names, "readings"), makers.dropped)),
        ),
        f"{relation}.comparability": (("relation: comparability left out", makers.dropped),),
        f"{relation}.cut_off": (("relation: cut off or not", makers.flipped),),
        f"{relation}.expect": (("relation: expectation left out", makers.dropped),),
        f"{quantity}.measure": (("measure: another", measures(names)),),
        f"{quantity}.population": (("population: another", makers.of_the_next),),
        f"{quantity}.period": PERIOD,
        f"{quantity}.availability": AVAILABILITY,
        f"{quantity}.mentioned": QUOTATION,
        f"{quantity}.line": PLACE,
    }


def _of_documents(names: Names) -> Mapping[str, Kinds]:
    statement = "discrepancies:discrepancies.#.statements.#"
    a_figure: Kinds = (("figure named: another", figures(names)),)
    relation: Kinds = (("relation named: another", names_of(names, "relations")),)
    return {
        "discrepancies:discrepancies.#.kind": (
            ("kind of a discrepancy: another", one_of(get_args(DiscrepancyKind), 3)),
        ),
        "discrepancies:*.says": FREE_TEXT,
        "discrepancies:*.id": ID,
        "discrepancies:discrepancies.#.relation": relation,
        "discrepancies:*.gap": (("gap: another", all_of(makers.number, makers.dropped)),),
        "*:*.defect_origin": ORIGIN,
        f"{statement}.quote": QUOTATION,
        f"{statement}.at": (
            ("words of a discrepancy: another", all_of(makers.token, makers.of_the_next)),
        ),
        f"{statement}.line": PLACE,
        f"{statement}.figure": a_figure,
        "emendations:*.id": ID,
        "emendations:*.figure": a_figure,
        "emendations:*.evidence": relation,
        "emendations:*.token": (("emendation: another token", makers.digits),),
        "emendations:*.read_as": (("emendation: another reading", makers.digits),),
        "restatements:*.figure": a_figure,
        "restatements:*.reference": (
            ("reference of a restatement: another", all_of(figures(names), makers.emptied)),
        ),
        "waivers:waivers.#.reason": (
            ("reason of a waiver: another", one_of(get_args(WaiverReason), 5)),
        ),
        "waivers:waivers.#.quote": QUOTATION,
        "waivers:waivers.#.line": PLACE,
        "waivers:waivers.#.at": (("numeral of a waiver: another", makers.token),),
        "waivers:waivers.#.pattern": (("pattern of a waiver: another", makers.digits),),
        "waivers:waivers.#.matches": (("matches of a waiver: another", makers.smaller_or_larger),),
        "source:pages.contents.#.at": (("page: another number", makers.token),),
        "source:pages.not_headers.#": (("page: another line", makers.smaller_or_larger),),
        "source:pages.*": (
            ("page: other words", all_of(makers.digits, makers.words, makers.of_the_next)),
            ("page: words left out", makers.dropped),
        ),
        "source:rounding.quote": QUOTATION,
        "source:*_sha256": (("hash of a text: another", makers.other_hash),),
        **{f"source:{field}": FREE_TEXT for field in ("licence", "rendition", "publisher")},
        "source:official_url": FREE_TEXT,
        "excerpts:excerpts.#.text": QUOTATION,
        "measures:measures.#.id": ID,
        "measures:measures.#.name": FREE_TEXT,
        "measures:measures.#.words.#": (
            ("words of a measure: another", all_of(makers.words, makers.shorter)),
            ("words of a measure: left out", makers.dropped),
        ),
        "measures:measures.#.unit": (("unit: another", makers.of_another("unit", 3)),),
        **{
            f"release:{field}*": FREE_TEXT
            for field in ("title", "description", "keywords", "contributors", "rights", "licenses")
        },
        **{f"release:{field}": ID for field in ("id", "name", "created")},
        "release:*.reason": FREE_TEXT,
        "release:renames.*": (("release: renames", makers.by_type),),
        **{f"source:{field}": FREE_TEXT for field in ("edition", "language")},
    }


def _of_tables(names: Names) -> Mapping[str, Kinds]:
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
        "table:name": ID,
        f"{cell}.quote": QUOTATION,
        f"{cell}.parts.#": TEXT_OF_CELL,
        f"{cell}.line": PLACE,
        f"{cell}.after": PLACE,
        f"{cell}.at": (("words of a cell: another", all_of(makers.token, makers.of_the_next)),),
        f"{cell}.value": (("cell: another value", makers.by_type),),
        f"{cell}.figure": (("cell: another figure", figures(names)),),
        "table:read.within": REGION,
        "table:read.rows.#.within": REGION,
        "table:read.rows.#.mentioned": QUOTATION,
        "table:read.rows.#.availability": AVAILABILITY,
        "table:read.rows.#.quantity": (("cell: another quantity", members(names)),),
        "table:read.rows.#.figure": (("cell: another figure", figures(names)),),
        "table:read.rows.#.*": (
            ("cell: another plain value", all_of(makers.by_type, makers.of_the_next)),
            ("cell: fewer words", makers.shorter),
        ),
        "table:read.*": (("specification of a table: another", makers.in_place_of),),
    }
