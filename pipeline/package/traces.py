"""From a published value back to the characters it was read from.

Reads a package and its texts without pandas, so that a number is traced at once. The document is read again; if its
characters have changed, that is an error and no trace is shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pipeline.package.citation_line import Cited, citation_line
from pipeline.package.passages import Untraceable, passage_at
from pipeline.package.published import Published, Row
from pipeline.package.renamed_ids import Renaming, newest, read_renamed
from pipeline.package.terminal_lines import wrapped

BOX = ("left", "top", "right", "bottom", "turned")
"""The columns of `provenance` that have the box of characters, without `box_` before their names."""
EXPLAINED = ("relations", "bounds", "discrepancies", "answers")
"""Tables whose rows are arguments."""


@dataclass(frozen=True)
class Trace:
    """A cell, its value, and the passage it was read from: `before` + `exact` + `after`.

    `page_pdf` and `box` are where the characters are in the PDF; None where the release does not state it.
    `caution` is the figure's; `contradicted_by` has the ids of relations that cannot hold and in which the number is a
    member.
    """

    table: str
    key: str
    column: str
    part: int
    value: str
    before: str
    exact: str
    after: str
    document: str
    sha256: str
    page: str
    line: int
    start: int
    end: int
    attested: bool
    official_url: str
    emendation: str
    citation: str
    page_pdf: int | None
    box: dict[str, float] | None
    caution: str
    contradicted_by: tuple[str, ...]


@dataclass(frozen=True)
class Traced:
    """The traces of a row, and its rename where it was asked for by an old id."""

    traces: list[Trace]
    renamed: Renaming | None


def trace_cells(published: Published, table: str, key: str, column: str | None = None) -> Traced:
    """Every place that a row, or one cell of it, was read from; raises `Untraceable`.

    `table` and `key` may be names that the row had in an earlier release.
    """
    try:
        return _trace_cells(published, table, key, column)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Untraceable(
            f"cannot read a file of the package or the document ({type(error).__name__}: {error}).\n"
            f"{published.remedy}"
        ) from None


def _trace_cells(published: Published, table: str, key: str, column: str | None) -> Traced:
    renamed, row = _row(published, table, key)
    if renamed is not None:
        table, key = renamed.new_table_name, renamed.new_id
    if column is not None and column not in row:
        raise Untraceable(f"{table} has no column `{column}`; it has: {', '.join(row)}")
    sources = {source["source_id"]: source for source in published.rows("sources")}
    cited = [
        citation
        for citation in published.rows("provenance")
        if (citation["table_name"], citation["row_key"]) == (table, key)
        and column in (None, citation["column_name"])
    ]
    if not cited:
        what = f"{table} {key}" + (f" {column}" if column else "")
        raise Untraceable(
            f"{what} was not read from characters of a document.\nIt follows from other cells, was entered "
            "by the transcriber, or marks a missing value."
            + (f"\n`oversight explain {key}` shows how it follows." if table in EXPLAINED else "")
            + "\nThe row:\n"
            + "\n".join(
                line for name, cell in row.items() if cell for line in wrapped(f"{name}: {cell}")
            )
        )
    emendations = {entry["figure_id"]: entry for entry in published.rows("emendations")}
    emendation = emendations.get(key if table == "figures" else row.get("figure_id", ""))
    caution = _caution(published, row)
    contradicted = _contradicted(published, table, key)
    traces = [
        _trace(
            published,
            citation,
            row,
            sources[citation["source_id"]],
            emendation,
            caution if citation["column_name"] == "value" else "",
            contradicted.get(citation["column_name"], ()),
        )
        for citation in cited
    ]
    return Traced(traces, renamed)


def _caution(published: Published, row: Row) -> str:
    """The caution of a figure, also where a row of another table repeats it; else that of the row."""
    figure = published.rows_by_key("figures").get(row.get("figure_id", ""), {})
    return figure.get("caution", "") or row.get("caution", "")


def _contradicted(published: Published, table: str, key: str) -> dict[str, list[str]]:
    """The relations that cannot hold, by the column of the row whose number is a member."""
    inconsistent = {
        one["relation_id"]
        for one in published.rows("relations")
        if one["verdict"] == "inconsistent"
    }
    found: dict[str, list[str]] = {}
    for one in published.rows("relation_members"):
        if one["relation_id"] not in inconsistent:
            continue
        keys = (one.get("row_key"), f"{one.get('cell_source_id')} {one.get('row_key')}")
        if table == "figures" and one["figure_id"] == key:
            found.setdefault("value", []).append(one["relation_id"])
        elif one.get("table_name") == table and key in keys:
            found.setdefault(one["column_name"], []).append(one["relation_id"])
    return {column: [*dict.fromkeys(relations)] for column, relations in found.items()}


def _trace(
    published: Published,
    citation: Row,
    row: Row,
    source: Row,
    emendation: Row | None,
    caution: str,
    contradicted_by: Sequence[str],
) -> Trace:
    start, end = int(citation["start_offset"]), int(citation["end_offset"])
    passage = passage_at(published, source, start)
    before, exact, after = passage.around(start, end)
    if exact != citation["exact"]:
        raise Untraceable(
            f"{citation['table_name']} {citation['row_key']} {citation['column_name']}: characters {start} to {end} of the "
            f"document have changed.\n  found    {exact!r}\n  expected {citation['exact']!r}\n"
            f"{published.remedy}"
        )
    cited = Cited(*(source[name] for name in Cited._fields))
    package_name = f"{published.descriptor['title']} {published.descriptor['version']}"
    cell = f"{citation['table_name']}/{citation['row_key']}/{citation['column_name']}"
    emended = (
        f"The token `{emendation['token']}` is read as {emendation['read_as']} (emendation "
        f"{emendation['emendation_id']}, origin of the defect {emendation['defect_origin']}): "
        f"{emendation['explanation']}"
        if emendation and exact == emendation["token"]
        else ""
    )
    return Trace(
        table=citation["table_name"],
        key=citation["row_key"],
        column=citation["column_name"],
        part=int(citation["part"]),
        value=row[citation["column_name"]],
        before=before,
        exact=exact,
        after=after,
        document=cited.document,
        sha256=source["text_sha256"],
        page=citation["page"],
        line=int(citation["line"]),
        start=start,
        end=end,
        attested=citation["attested"] == "true",
        official_url=source["official_url"],
        emendation=emended,
        citation=citation_line(cited, citation["page"], package_name, cell),
        page_pdf=int(citation["page_pdf"]) if citation.get("page_pdf") else None,
        box=_box(citation),
        caution=caution,
        contradicted_by=tuple(contradicted_by),
    )


def _box(citation: Row) -> dict[str, float] | None:
    """The box of the characters in points, and the degrees by which their words are turned."""
    if not citation.get("page_pdf"):
        return None
    return {side: float(citation[f"box_{side}"]) for side in BOX}


def _row(published: Published, table: str, key: str) -> tuple[Renaming | None, Row]:
    """The row with that key, and its rename where it has the key no longer."""
    tables, rows = published.primary_keys, published.rows_by_key(table)
    if key in rows:
        return None, rows[key]
    renamed = newest(read_renamed(published), table, key)
    if renamed is not None:
        since = published.rows_by_key(renamed.new_table_name)
        if renamed.new_id not in since:
            raise Untraceable(f"{renamed.sentence}, and that row is gone")
        return renamed, since[renamed.new_id]
    if table not in tables:
        found = f"there is no table `{table}`; the tables are: {', '.join(tables)}"
        raise Untraceable("\n".join(filter(None, (found, published.absent))))
    local = {re.split("[ /]", name, maxsplit=1)[-1]: name for name in rows}
    near = [
        *get_close_matches(key, rows, n=5),
        *(local[name] for name in get_close_matches(key, local, n=5)),
        *get_close_matches(key.partition(" ")[2], rows, n=5),
    ]
    near = [*dict.fromkeys(near)][:5]
    shown = f"similar keys: {', '.join(near)}" if near else f"its keys are in {table}.csv"
    found = f"{table} has no row `{key}`; {shown}"
    raise Untraceable("\n".join(filter(None, (found, published.absent))))
