"""Which wrong values are tried in which field, and what kind of change each is.

A rule names a field by its file and its path, where `#` is any item of a list; the first rule that fits applies.
Every field of every hand-owned file has a rule, or is free text: a test compares the rules with the models of the
entries. The rules of tables and of the release are in `table_fields`.
"""

from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from typing import get_args

from campaign import makers
from campaign.choices import areas, figures, measures, members, names_of, relation_kinds
from campaign.kinds import (
    AVAILABILITY,
    CELL_NAMED,
    CONTEXT,
    FREE,
    FREE_TEXT,
    ID,
    ORIGIN,
    PERIOD,
    PLACE,
    QUOTATION,
    TOKEN,
    Kinds,
)
from campaign.makers import all_of, one_of
from campaign.names import Names
from campaign.table_fields import of_release, of_tables
from pipeline.sources.answer_entries import AnswerKind
from pipeline.sources.discrepancy_entries import DiscrepancyKind
from pipeline.sources.waiver_entries import WaiverReason
from pipeline.text.units.units import Statistic

TEXT_FIELDS = (
    "formula assumptions caution explanation statement authority definition says name publisher_reply reason why "
    "retired_in licence rendition publisher official_url edition language transcribed_by checked_by attributed_to"
).split()
"""Fields in our own words, in any file: no document has words that they could be compared with."""


def fields(names: Names) -> Callable[[str, str], Kinds]:
    """The kinds of changes of a field, by the name of its file and its path (`figures.#.value`)."""
    rules = {
        **_of_figures(names),
        **_of_relations(names),
        **_of_answers(names),
        **_of_documents(names),
        **_of_sources(names),
        **of_tables(names),
        **of_release(),
    }
    free = [f"*[.:]{field}" for field in TEXT_FIELDS]

    def kinds_of(file: str, path: str) -> Kinds:
        place = f"{file}:{path}"
        for pattern, kinds in rules.items():
            if fnmatchcase(place, pattern):
                return kinds
        if any(fnmatchcase(place, pattern) for pattern in free):
            return FREE_TEXT
        return ()

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
            ("denominator: another", makers.of_others),
            ("denominator: left out", makers.dropped),
        ),
        f"{entry}.population": (("population: another", makers.of_others),),
        f"{entry}.counts": (
            ("words of what is counted: another", makers.of_others),
            ("words of what is counted: left out", makers.dropped),
        ),
        f"{entry}.ref_area": (
            ("area: another", all_of(areas, makers.dropped)),
            ("area: said to be none", makers.emptied),
        ),
        f"{entry}.period": PERIOD,
        f"{entry}.period_printed": (
            ("words of a period: another", all_of(makers.digits, makers.words, makers.shorter)),
            ("words of a period: left out", makers.dropped),
        ),
        f"{entry}.not_dated_by": (
            ("words that do not date: another", all_of(makers.digits, makers.words)),
            ("words that do not date: left out", makers.dropped),
        ),
        f"{entry}.period_basis": (("period: said to be read", makers.dropped),),
        f"{entry}.not_rounded": (("rounding: reason left out", makers.dropped),),
        f"{entry}.per": (
            ("words of what a rate is per: another", all_of(makers.digits, makers.words)),
            ("words of what a rate is per: left out", makers.dropped),
        ),
        f"{entry}.scale": (
            ("scale: another", one_of(("in thousands", "in millions", "none"))),
            ("scale: left out", makers.dropped),
        ),
        f"{entry}.attributed_to": ((FREE, all_of(makers.words, makers.dropped)),),
        f"{entry}.context.*": CONTEXT,
        "figures:transcribed_by": ((FREE, one_of(("person", "none"))),),
        "figures:checked_by": ((FREE, one_of(("person", "software"))),),
        "figures:retired.#.id": ID,
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
        f"{relation}.*table": (("relation: another table", names_of(names, "tables")),),
        f"{relation}.rows.where.*": (("relation: another condition of rows", makers.by_type),),
        **{f"{relation}.*.{part}": CELL_NAMED for part in ("column", "row", "document")},
        f"{relation}.at_least": (("relation: another limit", makers.number),),
        f"{relation}.step": (("relation: another step", makers.number),),
        "relations:facts.#.value": (("value of a fact: another", makers.number),),
        f"{relation}.differs_in.*": FREE_TEXT,
        f"{relation}.reading": (
            ("relation: another reading", all_of(names_of(names, "readings"), makers.dropped)),
        ),
        f"{relation}.comparability": (("relation: comparability left out", makers.dropped),),
        f"{relation}.cut_off": (("relation: cut off or not", makers.flipped),),
        f"{relation}.expect": (("relation: expectation left out", makers.dropped),),
        f"{quantity}.measure": (("measure: another", measures(names)),),
        f"{quantity}.population": (("population: another", makers.of_others),),
        f"{quantity}.period": PERIOD,
        f"{quantity}.availability": AVAILABILITY,
        f"{quantity}.mentioned": QUOTATION,
        f"{quantity}.line": PLACE,
    }


def _of_answers(names: Names) -> Mapping[str, Kinds]:
    answer, member = "answers:answers.#", (("answer: another member", members(names)),)
    several: Kinds = (*member, ("answer: a member left out", makers.dropped))
    return {
        f"{answer}.id": ID,
        f"{answer}.question": (("answer: another question", makers.of_others),),
        f"{answer}.kind": (("answer: another kind", one_of(get_args(AnswerKind))),),
        f"{answer}.quantity": member,
        **{f"{answer}.{role}.#": several for role in ("parts", "whole", "candidates")},
        f"{answer}.per": (("answer: another unit after per", makers.words),),
        f"{answer}.*.table": (("answer: another table", names_of(names, "tables")),),
        **{f"{answer}.*.{part}": CELL_NAMED for part in ("column", "row", "document")},
        f"{answer}.reading": (
            ("answer: another reading", all_of(names_of(names, "readings"), makers.dropped)),
        ),
        f"{answer}.differs_in.*": FREE_TEXT,
        "answers:cell_shares.#.document": CELL_NAMED,
        "answers:cell_shares.#.table": (("shares: another table", names_of(names, "tables")),),
        "answers:cell_shares.#.totals.*": (("shares: another total", members(names)),),
    }


def _of_documents(names: Names) -> Mapping[str, Kinds]:
    statement = "discrepancies:discrepancies.#.statements.#"
    a_figure: Kinds = (("figure named: another", figures(names)),)
    relation: Kinds = (("relation named: another", names_of(names, "relations")),)
    return {
        "discrepancies:discrepancies.#.kind": (
            ("kind of a discrepancy: another", one_of(get_args(DiscrepancyKind), 3)),
        ),
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
        f"{statement}.cell.*": CELL_NAMED,
        "emendations:*.cell.*": CELL_NAMED,
        "emendations:*.mark": (("emendation: another mark", makers.words),),
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
        "excerpts:excerpts.#.text": QUOTATION,
        "excerpts:excerpts.#.start": (("excerpt: another place", makers.number),),
        "excerpts:excerpts.#.line": (("excerpt: another line", makers.number),),
        "excerpts:excerpts.#.report_words.#": (
            ("excerpt: other words of the report", makers.by_type),
        ),
        "excerpts:excerpts.#.government_words.#": (
            ("excerpt: other government words", makers.by_type),
        ),
        "measures:measures.#.id": ID,
        "measures:measures.#.words.#": (
            ("words of a measure: another", all_of(makers.words, makers.shorter)),
            ("words of a measure: left out", makers.dropped),
        ),
        "parties:parties.#.*": (("party: another spelling", makers.by_type),),
        "measures:measures.#.unit": (("unit: another", makers.of_others),),
    }


def _of_sources(names: Names) -> Mapping[str, Kinds]:
    kinds, texts, progress = ("report", "article"), ("whole", "excerpts", "none"), ("partial",)
    return {
        "source:id": (("source: another id", makers.renamed),),
        "source:kind": (("source: another kind", one_of(kinds)),),
        "source:genre": (("source: another genre", makers.dropped),),
        "source:report_number": (("source: another report number", makers.by_type),),
        "source:title": (("source: another title", makers.by_type),),
        "source:authors.#": (("source: another author", makers.by_type),),
        "source:published": (("source: another date", makers.day),),
        "source:redistributable": (("source: may be redistributed or not", makers.flipped),),
        "source:text": (("source: another extent of the text", one_of(texts)),),
        "source:transcription": (("source: said to be partial", one_of(progress)),),
        "source:*_sha256": (("hash of a text: another", makers.other_hash),),
        **{
            f"source:{field}": (("source: another document", one_of(names.documents)),)
            for field in ("covers", "supersedes")
        },
        "source:rounding.step": (("rule of rounding: another step", makers.number),),
        "source:rounding.quote": QUOTATION,
        "source:pages.contents.#.at": (("page: another number", makers.token),),
        "source:pages.not_headers.#": (("page: another line", makers.smaller_or_larger),),
        "source:pages.without_header.#": (("page: another line", makers.smaller_or_larger),),
        "source:pages.*": (
            ("page: other words", all_of(makers.digits, makers.words, makers.of_the_next)),
            ("page: words left out", makers.dropped),
        ),
    }
