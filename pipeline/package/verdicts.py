"""A page of the data dictionary: what each verdict means, with worked examples from the data.

An example is the first relation by id of its verdict whose members can all be shown; nothing on the page
is written by hand but the sentences that join the numbers.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.sources.release_entries import ReleaseFile
from pipeline.text.markdown import cell, code, words
from schemas.vocabularies import RELATION_KIND, VERDICT

WORKED_KINDS = ("change", "share", "difference", "sum")
"""Kinds whose examples have something to compute, in the order in which they are preferred."""


def verdicts(release: ReleaseFile, tables: Mapping[str, pd.DataFrame]) -> str:
    """The page as Markdown."""
    parts = [
        f"# Verdicts: {words(release.title)}",
        f"Version {release.version}. A printed number is taken as the interval of all values that would have been printed so "
        "(`figures.lower` to `figures.upper`). A relation computes an interval from its members and compares it "
        "with the stated interval, with no tolerance. This page is generated from the tables `relations`, "
        "`relation_members` and `figures`.",
        "| verdict | meaning | relations |\n|---|---|---:|\n"
        + "\n".join(
            f"| [`{verdict}`](#{verdict}) | {meaning} | {(tables['relations']['verdict'] == verdict).sum()} |"
            for verdict, meaning in VERDICT.items()
        ),
    ]
    for verdict, meaning in VERDICT.items():
        parts.append(f"## {verdict}\n\n{_capital(meaning)}.")
        example = _example(verdict, tables["relations"])
        if example is not None:
            parts.append("\n".join(_worked(example, tables)))
    return "\n\n".join(parts) + "\n"


def _example(verdict: str, relations: pd.DataFrame) -> Any:
    """The relation to show for a verdict; None where there is none."""
    of_verdict = relations[(relations["verdict"] == verdict) & ~relations["cut_off"]]
    for kind in (*WORKED_KINDS, *RELATION_KIND):
        of_kind = of_verdict[of_verdict["kind"] == kind]
        if len(of_kind):
            return of_kind.iloc[0]
    return None


def _worked(relation: Any, tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    yield f"{code(relation['relation_id'])}: {words(relation['formula'])}"
    yield ""
    yield "| role | number | printed | interval | words |"
    yield "|---|---|---|---|---|"
    members = tables["relation_members"]
    figures = tables["figures"].set_index("figure_id")
    for member in members[members["relation_id"] == relation["relation_id"]].to_dict("records"):
        yield _member_row(member, figures)
    yield ""
    computed, stated = (_interval(relation, side) for side in ("computed", "stated"))
    yield f"Computed: {computed}. Stated: {stated}. {_conclusion(relation)}"


def _member_row(member: dict[str, Any], figures: pd.DataFrame) -> str:
    place = [member[part] for part in ("table_name", "row_key", "column_name")]
    if not pd.isna(place[0]):
        name = code(" ".join(part for part in place if not pd.isna(part)))
        return f"| {member['role']} | {cell(name)} | | | |"
    if pd.isna(member["figure_id"]):
        name = words(member["quantity_id"] if pd.isna(member["given"]) else member["given_as"])
        number = "not stated" if pd.isna(member["given"]) else _number(member["given"])
        return f"| {member['role']} | {name} | {number} | | |"
    figure = figures.loc[member["figure_id"]]
    quote, printed = words(figure["quote"]), words(figure["verbatim"])
    return (
        f"| {member['role']} | {cell(code(member['figure_id']))} | {printed} | {_interval(figure, '')} | "
        f"“{quote}” |"
    )


def _conclusion(relation: Any) -> str:
    """The verdict on these two sides, in words."""
    conclusion = {
        "verified": "Everything that is computed would be stated so.",
        "consistent": "Some of what is computed would be stated so.",
        "inconsistent": "Nothing that is computed would be stated so.",
        "indeterminate": "A number is not stated, or has a vague word beside it, so the two sides decide nothing.",
    }[str(relation["verdict"])]
    if not pd.isna(relation["truncation_reconciles"]) and relation["truncation_reconciles"]:
        conclusion += " Had the stated number been cut off instead of rounded, the two would agree."
    if not pd.isna(relation["discrepancy_id"]):
        conclusion += f" The discrepancy {code(relation['discrepancy_id'])} shows both statements."
    return conclusion


def _interval(row: Any, side: str) -> str:
    """The ends of a row's interval, in words of mathematics; `side` is the prefix of their columns."""
    prefix = f"{side}_" if side else ""
    lower, upper = row[f"{prefix}lower"], row[f"{prefix}upper"]
    if not pd.isna(lower) and not pd.isna(upper) and lower == upper:
        return _number(lower)
    left = (
        "(-∞"
        if pd.isna(lower)
        else f"{'[' if row[f'{prefix}lower_closed'] else '('}{_number(lower)}"
    )
    right = (
        "∞)"
        if pd.isna(upper)
        else f"{_number(upper)}{']' if row[f'{prefix}upper_closed'] else ')'}"
    )
    return f"{left}, {right}"


def _number(number: Decimal) -> str:
    return f"{Decimal(number).normalize():,f}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
