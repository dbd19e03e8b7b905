"""From a published value back to the characters it was read from.

Reads the package and the sources on disk, without pandas, so that a number is traced at once. The
document is read again; if its characters have changed, that is an error and no trace is shown.
"""

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path
from textwrap import wrap
from typing import Any

from pipeline.package.citation_line import Cited, citation_line
from pipeline.package.renamed_ids import Renaming, newest, read_renamed

CONTEXT = 160
WIDTH = 78
"""Characters of a line, after a margin of two."""
EXPLAINED = ("relations", "bounds", "discrepancies", "answers")
"""Tables whose rows are arguments."""


class Untraceable(Exception):
    """A cell that cannot be traced; the message, for people, says why and what to do."""


@dataclass(frozen=True)
class Trace:
    """A cell, its value, and the passage it was read from: `before` + `exact` + `after`."""

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


@dataclass(frozen=True)
class Traced:
    """The traces of a row, and its rename where it was asked for by an old id."""

    traces: list[Trace]
    renamed: Renaming | None


def trace_cells(root: Path, table: str, key: str, column: str | None = None) -> Traced:
    """Every place that a row, or one cell of it, was read from; raises `Untraceable`.

    `table` and `key` may be names that the row had in an earlier release.
    """
    try:
        return _trace_cells(root, table, key, column)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Untraceable(
            f"cannot read a file of the package or the document ({type(error).__name__}: {error}).\n"
            "Run `oversight check`; it names the file."
        ) from None


def _trace_cells(root: Path, table: str, key: str, column: str | None) -> Traced:
    package = _descriptor(root)
    renamed, row = _row(root, package, table, key)
    if renamed is not None:
        table, key = renamed.new_table_name, renamed.new_id
    if column is not None and column not in row:
        raise Untraceable(f"{table} has no column `{column}`; it has: {', '.join(row)}")
    sources = {source["source_id"]: source for source in _rows(root, "sources")}
    cited = [
        citation
        for citation in _rows(root, "provenance")
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
                line for name, cell in row.items() if cell for line in _wrapped(f"{name}: {cell}")
            )
        )
    emendations = {entry["figure_id"]: entry for entry in _rows(root, "emendations")}
    emendation = emendations.get(key if table == "figures" else row.get("figure_id", ""))
    traces = [
        _trace(root, citation, row, sources[citation["source_id"]], emendation, package)
        for citation in cited
    ]
    return Traced(traces, renamed)


def as_json(traced: Traced) -> str:
    """Traces for machines; `renamed` is null where the row was asked for by its id now."""
    report = {
        "schema_version": 1,
        "renamed": traced.renamed and traced.renamed._asdict(),
        "traces": [asdict(trace) for trace in traced.traces],
    }
    return json.dumps(report, indent=2, ensure_ascii=False)


def as_text(traced: Traced) -> str:
    """Traces for people; the token that was read is in ⟦ ⟧."""
    first = [traced.renamed.sentence] if traced.renamed else []
    return "\n".join([*first, *(_paragraph(trace) for trace in traced.traces)])


def _paragraph(trace: Trace) -> str:
    passage = " ".join(f"… {trace.before}⟦{trace.exact}⟧{trace.after} …".split())
    page = f"page {trace.page}" if trace.page else "page unknown"
    held = " (attested: the text is not in the repository)" if trace.attested else ""
    part = f", part {trace.part}" if trace.part > 1 else ""
    lines = [
        f"{trace.table}  {trace.key}  {trace.column}{part}",
        *_wrapped(trace.value),
        *_wrapped(trace.emendation),
        "",
        *_wrapped(passage),
        "",
        *_wrapped(trace.document),
        *_wrapped(trace.official_url),
        f"  {page}, line {trace.line}, characters {trace.start} to {trace.end}{held}",
        f"  sha256 {trace.sha256}",
        *_wrapped(f"Cite: {trace.citation}"),
        "",
    ]
    return "\n".join(lines)


def _wrapped(text: str) -> list[str]:
    return [f"  {line}" for line in wrap(text, WIDTH, break_long_words=False)]


def _trace(
    root: Path,
    citation: dict[str, str],
    row: dict[str, str],
    source: dict[str, str],
    emendation: dict[str, str] | None,
    package: dict[str, Any],
) -> Trace:
    start, end = int(citation["start_offset"]), int(citation["end_offset"])
    passage = _passage(root, source, start)
    before, exact, after = passage.around(start, end)
    if exact != citation["exact"]:
        raise Untraceable(
            f"{citation['table_name']} {citation['row_key']} {citation['column_name']}: characters {start} to {end} of the "
            f"document have changed.\n  found    {exact!r}\n  expected {citation['exact']!r}\n"
            "Run `oversight check`; it names what changed."
        )
    cited = Cited(*(source[name] for name in Cited._fields))
    package_name = f"{package['title']} {package['version']}"
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
    )


@dataclass(frozen=True)
class _Passage:
    """Characters of a document from offset `start`, as they stand on disk."""

    start: int
    text: str

    def around(self, start: int, end: int) -> tuple[str, str, str]:
        """The characters of a span, and whole words of the same line to either side."""
        start, end = start - self.start, end - self.start
        before = self.text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
        if start > CONTEXT and len(before) == CONTEXT:
            before = before.partition(" ")[2]
        after = self.text[end : end + CONTEXT].partition("\n")[0]
        if len(after) == CONTEXT:
            after = after.rpartition(" ")[0]
        return before, self.text[start:end], after


def _passage(root: Path, source: dict[str, str], offset: int) -> _Passage:
    """The held text, or the committed excerpt that holds the character at `offset`."""
    folder = root / "sources" / source["source_id"]
    if source["text_held"] == "true":
        content = (folder / "document.txt").read_bytes()
        if hashlib.sha256(content).hexdigest() != source["text_sha256"]:
            raise Untraceable(
                f"{folder / 'document.txt'} is not the text that the package was made from: its sha256 is "
                f"not {source['text_sha256']}.\nRun `oversight check`; it names what changed."
            )
        return _Passage(0, content.decode("utf-8"))
    from pipeline.sources.yaml_lines import read_yaml

    excerpts = read_yaml((folder / "excerpts.yaml").read_text(encoding="utf-8")).value["excerpts"]
    for excerpt in excerpts:
        if excerpt["start"] <= offset < excerpt["start"] + len(excerpt["text"]):
            return _Passage(excerpt["start"], excerpt["text"])
    raise Untraceable(
        f"{folder / 'excerpts.yaml'} holds no character at offset {offset}.\nRun `oversight check`; it "
        "names what changed."
    )


def _descriptor(root: Path) -> dict[str, Any]:
    try:
        return json.loads((root / "datapackage" / "datapackage.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    except FileNotFoundError:
        raise Untraceable("there is no datapackage/ yet; run `oversight build`") from None


def _rows(root: Path, table: str) -> Iterator[dict[str, str]]:
    with (root / "datapackage" / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _row(
    root: Path, package: dict[str, Any], table: str, key: str
) -> tuple[Renaming | None, dict[str, str]]:
    """The row with that key, and its rename where it has the key no longer."""
    primary_keys = {
        resource["name"]: resource["schema"]["primaryKey"]
        for resource in package["resources"]
        if resource["format"] == "csv"
    }
    rows = _rows_by_key(root, table, primary_keys)
    if key in rows:
        return None, rows[key]
    renamed = newest(read_renamed(root), table, key)
    if renamed is not None:
        since = _rows_by_key(root, renamed.new_table_name, primary_keys)
        if renamed.new_id not in since:
            raise Untraceable(f"{renamed.sentence}, and that row is gone")
        return renamed, since[renamed.new_id]
    if table not in primary_keys:
        raise Untraceable(f"there is no table `{table}`; the tables are: {', '.join(primary_keys)}")
    local = {re.split("[ /]", name, maxsplit=1)[-1]: name for name in rows}
    near = [
        *get_close_matches(key, rows, n=5),
        *(local[name] for name in get_close_matches(key, local, n=5)),
        *get_close_matches(key.partition(" ")[2], rows, n=5),
    ][:5]
    shown = f"similar keys: {', '.join(near)}" if near else f"its keys are in {table}.csv"
    raise Untraceable(f"{table} has no row `{key}`; {shown}")


def _rows_by_key(
    root: Path, table: str, primary_keys: dict[str, list[str]]
) -> dict[str, dict[str, str]]:
    """The rows of a table; none where there is no such table."""
    if table not in primary_keys:
        return {}
    return {" ".join(row[name] for name in primary_keys[table]): row for row in _rows(root, table)}
