"""The published tables of relations between figures, and of what follows from them, as frames.

As in `tables`, types, columns and order come from `schemas`, and nothing is checked here.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from pipeline.consistency.bounds import Bound, assumptions_of, statements_of_assumptions
from pipeline.consistency.cautions import cautions_of, figures_of_discrepancies
from pipeline.consistency.consistency import Consistency
from pipeline.consistency.discrepancies import Discrepancy
from pipeline.consistency.interval_arithmetic import rounded
from pipeline.consistency.members import Member
from pipeline.consistency.relations import Relation
from pipeline.consistency.restatements import Restatement
from pipeline.consistency.slack import slack_of
from pipeline.package.answer_rows import answer_row, cell_share_row
from pipeline.package.figure_rows import figure_row
from pipeline.package.readable_figures import readable_figures
from pipeline.package.rule_rows import ends, rule_row, term_rows
from pipeline.package.transcribed_tables import measure_row, source_row
from pipeline.sources.corpus import Corpus
from pipeline.text.periods.period_days import read_period
from pipeline.transcription.cell_references import Tables, table_of
from pipeline.transcription.statements import Statement
from pipeline.transcription.transcribe import Transcription
from schemas.catalog import core_tables
from schemas.column import frame_of

NEITHER_GIVEN = (
    "figure_id",
    "quantity_id",
    "table_name",
    "row_key",
    "column_name",
    "cell_source_id",
    "step",
    "slack_down",
    "slack_up",
)
"""Columns of a member that is neither a figure nor a cell."""


def consistency_tables(
    consistency: Consistency, transcription: Transcription
) -> dict[str, pd.DataFrame]:
    """The tables of what agrees, what does not, and what follows."""
    corpus = transcription.corpus
    statements = statements_of_assumptions(corpus)
    units = {item.entry.id: item.entry.unit for item in corpus.measures}
    figures = transcription.figures
    cautions = cautions_of(figures, consistency)
    concerned = figures_of_discrepancies(cautions)
    rows: Mapping[str, list[dict[str, Any]]] = {
        "figures": [figure_row(figure, cautions[name]) for name, figure in figures.items()],
        "relations": [
            *(_relation_row(r, consistency, statements) for r in consistency.relations),
            *(rule_row(r, consistency) for r in consistency.rules),
        ],
        "relation_members": [
            *(row for r in consistency.relations for row in _member_rows(r)),
            *(row for r in consistency.rules for row in term_rows(r)),
        ],
        "bounds": [
            _bound_row(bound, transcription, units, statements) for bound in consistency.bounds
        ],
        "answers": [
            answer_row(answer, consistency, cautions, statements) for answer in consistency.answers
        ],
        "cell_shares": [cell_share_row(share) for share in consistency.cell_shares],
        "discrepancies": [
            _discrepancy_row(item, concerned[item.id]) for item in consistency.discrepancies
        ],
        "emendations": list(_emendation_rows(corpus, transcription.tables)),
        "restatements": [_restatement_row(item) for item in consistency.restatements],
    }
    sources = {source.id: source_row(source) for source in corpus.sources}
    measures = {item.entry.id: measure_row(item.entry) for item in corpus.measures}
    readable = readable_figures(corpus.head, rows["figures"], sources, measures)
    models = corpus.catalog.tables
    return {
        table: readable if table == "figures_readable" else frame_of(models[table], rows[table])
        for table in core_tables("consistency")
    }


def _relation_row(
    relation: Relation, consistency: Consistency, statements: Mapping[str, str]
) -> dict[str, Any]:
    entry = relation.entry
    discrepancy = consistency.discrepancy_of(relation)
    return {
        "relation_id": relation.id,
        "kind": entry.kind,
        "formula": entry.formula,
        **ends("computed", relation.computed),
        **ends("stated", relation.stated),
        "verdict": relation.verdict,
        "truncation_reconciles": relation.truncation_reconciles,
        "rounding_up_reconciles": relation.rounding_up_reconciles,
        "cut_off": entry.cut_off,
        "discrepancy_id": discrepancy.id if discrepancy else None,
        "reading": entry.reading,
        "comparability": statements.get(entry.comparability or ""),
        "assumptions": entry.assumptions,
        **dict.fromkeys(("table_name", "rule", "row_key")),
        "source_id": relation.source.id if relation.source else None,
    }


def _member_rows(relation: Relation) -> Iterator[dict[str, Any]]:
    for member in relation.members:
        slack = slack_of(relation, member)
        yield {
            "member_id": f"{relation.id}:{member.role}:{member.id}",
            "relation_id": relation.id,
            "role": member.role,
            **_what_it_is(member),
            "qualifier_dropped": member.qualifier_dropped,
            "step": _decimal(slack.step) if slack else None,
            "slack_down": _decimal(slack.down) if slack else None,
            "slack_up": _decimal(slack.up) if slack else None,
        }
    for role, number, meaning in _given(relation):
        yield {
            "member_id": f"{relation.id}:{role}",
            "relation_id": relation.id,
            "role": role,
            **dict.fromkeys(NEITHER_GIVEN),
            "qualifier_dropped": False,
            "given": Decimal(number),
            "given_as": meaning,
        }


def _given(relation: Relation) -> Iterator[tuple[str, Decimal | int, str]]:
    """Numbers of a relation that are no member: role, number, and what it is."""
    entry = relation.entry
    if entry.rows is not None and relation.rows is not None:
        where = " and ".join(f"{name} = {_shown(cell)}" for name, cell in entry.rows.where.items())
        description = f"rows of {entry.rows.table}" + (f" where {where}" if where else "")
        yield "rows", relation.rows, description
    if entry.at_least is not None:
        yield "least", entry.at_least, "the least ratio that is admissible"
    if entry.step is not None:
        yield "step", entry.step, "what the numbers must be multiples of"


def _what_it_is(member: Member) -> dict[str, Any]:
    cell = member.cell
    return {
        "table_name": cell.table.name if cell else None,
        "row_key": cell.reference.row if cell else None,
        "column_name": cell.reference.column if cell else None,
        "cell_source_id": cell.table.source.id if cell else None,
        "figure_id": member.id if member.figure else None,
        "quantity_id": member.id if member.quantity else None,
        "given": member.fact.value if member.fact else None,
        "given_as": member.fact.statement if member.fact else None,
    }


def _shown(cell: str | bool | int) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _bound_row(
    bound: Bound,
    transcription: Transcription,
    units: Mapping[str, str],
    statements: Mapping[str, str],
) -> dict[str, Any]:
    period = read_period(bound.quantity.period) if bound.quantity.period else None
    mentioned = transcription.of_quantities.get(bound.quantity.id)
    return {
        "bound_id": bound.id,
        "quantity_id": bound.quantity.id,
        "measure_id": bound.quantity.measure,
        "population": bound.quantity.population,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "availability": bound.quantity.availability,
        "lower": Decimal(bound.lower),
        "upper": None if bound.upper is None else Decimal(bound.upper),
        "unit": units.get(bound.quantity.measure, "unknown"),
        "reading": bound.reading,
        "comparability": bound.comparability,
        "rests_on": " ".join(bound.rests_on),
        "relations": " ".join(sorted(relation.id for relation in bound.relations)),
        "assumptions": " ".join(assumptions_of(bound, statements)),
        "mentioned": mentioned.quoted if mentioned else bound.quantity.mentioned,
        "source_id": bound.source.id,
        "page": mentioned.document.page(mentioned.quote.start) if mentioned else None,
        "line": mentioned.document.line(mentioned.quote.start) if mentioned else bound.at.line(),
    }


def _discrepancy_row(discrepancy: Discrepancy, figures: Sequence[str]) -> dict[str, Any]:
    entry = discrepancy.entry
    first, second = discrepancy.statements
    return {
        "discrepancy_id": discrepancy.id,
        "kind": entry.kind,
        "relation_id": entry.relation,
        **_statement_cells("first", first),
        **_statement_cells("second", second),
        "gap": None if discrepancy.gap is None else rounded(discrepancy.gap, ROUND_HALF_EVEN),
        "gap_unit": discrepancy.gap_unit,
        "readings": " ".join(reading.id for reading in entry.readings) or None,
        "defect_origin": entry.defect_origin,
        "explanation": entry.explanation,
        "figure_ids": " ".join(figures) or None,
        "source_id": discrepancy.source.id,
    }


def _statement_cells(place: str, statement: Statement) -> dict[str, Any]:
    return {
        f"{place}_quote": statement.quoted,
        f"{place}_said": statement.words,
        f"{place}_figure_id": statement.figure.id if statement.figure else None,
        f"{place}_page": statement.document.page(statement.differing.start),
        f"{place}_line": statement.document.line(statement.differing.start),
    }


def _emendation_rows(corpus: Corpus, tables: Tables) -> Iterator[dict[str, Any]]:
    for source in corpus.sources:
        for item in source.emendations:
            entry, cell = item.entry, item.entry.cell
            table = table_of(cell, tables) if cell else None
            yield {
                "emendation_id": entry.id,
                "figure_id": entry.figure,
                "table_name": table.name if table else None,
                "row_key": cell.row if cell else None,
                "column_name": cell.column if cell else None,
                "mark": entry.mark,
                "token": entry.token,
                "read_as": entry.read_as,
                "evidence": entry.evidence,
                "defect_origin": entry.defect_origin,
                "explanation": entry.explanation,
            }


def _restatement_row(restatement: Restatement) -> dict[str, Any]:
    figure, reference = restatement.figure, restatement.reference
    return {
        "restatement_id": figure.id,
        "figure_id": figure.id,
        "source_id": figure.source.id,
        "covers": figure.source.report,
        "reference": restatement.held_against,
        "reference_figure_id": reference.id if reference else None,
        "value_agreement": restatement.value,
        "qualifier_agreement": restatement.qualifier,
        "counted_agreement": restatement.counted,
        "period_agreement": restatement.period,
        "attribution": restatement.attribution,
        "statement": restatement.in_words(),
        "publisher_reply": restatement.publisher_reply,
    }


def _decimal(number: Fraction | None) -> Decimal | None:
    """A number of whole printed steps, which six decimals hold exactly."""
    return None if number is None else rounded(number, ROUND_HALF_EVEN)
