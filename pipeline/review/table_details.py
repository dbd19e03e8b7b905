"""What a person sees of a table before it is accepted: its columns, its rows, and what became of each of its rules."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.consistency.lone_rules import with_outcomes
from pipeline.transcription.lone_tables import LoneReading
from schemas.rules import ColumnTotal, RowSum, Share, Subtotal, TableRule
from schemas.single_rules import single_rules

Details = dict[str, Any]
OF_COLUMN = ("name", "title", "type", "unit", "measure")


def declared_columns(written: Mapping[str, Any], shape: Mapping[str, Any]) -> list[Details]:
    """The columns of a table's file, or of the shape that it names: name, title, type, unit, measure."""
    columns = written.get("columns") or shape.get("columns") or ()
    return [
        {name: str(one[name]) for name in OF_COLUMN if one.get(name) is not None}
        for one in columns
        if isinstance(one, Mapping)
    ]


def details_of(reading: LoneReading, columns: list[Details], proved: int, numbers: int) -> Details:
    """Columns, number of rows, rules with their verdicts, and how many numbers the sums prove."""
    judged = with_outcomes(reading)
    return {
        "columns": columns or [{"name": name} for name in reading.columns],
        "rows": len(reading.rows),
        "rules": [*_rules(judged)],
        "failures": [finding.found for finding in judged.findings],
        "numbers": numbers,
        "proved": proved,
    }


def _rules(judged: LoneReading) -> Iterator[Details]:
    outcomes = {one.name: one for one in judged.outcomes}
    for single in single_rules(judged.rules):
        one = outcomes.get(single.name)
        words, verdict = in_words(single.rule), one.verdict if one else "not_compared"
        yield {"words": words, "verdict": verdict, "rows": one.compared if one else 0}


def in_words(rule: TableRule) -> str:
    """A rule as a formula, or by its kind.

    >>> in_words(RowSum(kind="row_sum", total="all", parts=("men", "women")))
    'all = men + women, in each row'
    """
    match rule:
        case RowSum(total=total, parts=parts):
            return f"{total} = {' + '.join(parts)}, in each row"
        case Subtotal(columns=columns, complete=complete):
            sums = "; ".join(
                f"{whole} {'=' if complete else '≥'} {' + '.join(parts)}"
                for whole, parts in rule.by_whole().items()
            )
            return f"{sums} ({', '.join(columns)})"
        case ColumnTotal(columns=columns, whole=whole):
            return f"{whole.row or 'total'} = sum of {', '.join(columns)}"
        case Share(column=column, part=part):
            return f"{column} = {part} in percent of the whole"
    return rule.kind.replace("_", " ")
