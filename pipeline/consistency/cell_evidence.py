"""Whether the evidence for an emended cell tells its two readings apart: a rule of the cell's table."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.consistency.table_rules import RuleRelation, rule_relations
from pipeline.sources.discrepancy_entries import EmendationEntry
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.transcription.cell_references import table_of
from pipeline.transcription.table_results import TableRead
from pipeline.transcription.transcribe import Transcription


def cell_evidence_findings(
    emendation: Located[EmendationEntry], transcription: Transcription
) -> Iterator[Finding]:
    """A rule of the table must hold with the emended cell, and must not hold with the cell as printed."""
    entry, cell = emendation.entry, emendation.entry.cell
    assert cell is not None and cell.row is not None
    table = table_of(cell, transcription.tables)
    assert table is not None, "an emendation whose cell is not there is a finding of the document"
    relation = _rule(table, entry.evidence, transcription)
    if relation is None:
        yield emendation.finding(
            entry.id,
            f"the evidence `{entry.evidence}` is no rule of the table {table.name}",
            "name the rule, or its row, by its id in `relations`: <table>-<rule> or <table>-<rule>-<row>",
            "evidence",
        )
        return
    printed = _rule(_as_printed(table, cell.row, cell.column), entry.evidence, transcription)
    if not relation.holds or (printed is not None and printed.holds):
        what = "also holds" if relation.holds else "does not hold"
        how = "with the cell as printed" if relation.holds else "with the emended cell"
        yield emendation.finding(
            entry.id,
            f"the rule {entry.evidence} {what} {how}, `{entry.token}`",
            "give evidence that tells the two readings apart, or take the emendation out",
            "evidence",
        )


def _rule(table: TableRead, name: str, transcription: Transcription) -> RuleRelation | None:
    """A rule of a table, or one row of it, judged."""
    catalog = transcription.corpus.catalog
    judged = rule_relations([table], catalog, transcription.figures, frozenset({name}))
    return next((relation for relation in judged if relation.id == name), None)


def _as_printed(table: TableRead, row: str, column: str) -> TableRead:
    """The table with a cell as it is printed; empty where it cannot be read so."""
    cell = table.cells[row, column].unemended
    assert cell is not None
    changed = {**table.rows, row: {**table.rows[row], column: cell.value}}
    return replace(table, rows=changed, cells={**table.cells, (row, column): cell})
