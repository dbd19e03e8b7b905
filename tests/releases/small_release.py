"""Small releases to try the verifier on: one report of a few lines with one table, or two that share a table.

A release is, in memory, a dictionary: name of a table → its resource in the descriptor, and its rows.
"""

import csv
import io
import json
import shutil
from copy import deepcopy

from pipeline.releases.standalone.checksums import sha256_of, write_checksums
from pipeline.releases.standalone.joining import joined
from pipeline.releases.standalone.release import open_release
from pipeline.releases.standalone.report import verify

TEXT = "Visits\nNorth 10 cases (40.0%)\nSouth 20 cases (30.0%)\n"
ENDS = [f"{side}_{end}" for side in ("computed", "stated") for end in ("lower", "upper")]
NUMBERS = {"value", "lower", "upper", "working_lower", "working_upper", "given", *ENDS}


def table(key, columns, *rows, **more):
    """A table: its primary key, its columns (a name, or name and field), and a row as a list of cells."""
    fields = [{"name": name, "type": "string", **field} for name, field in columns.items()]
    resource = {"schema": {"fields": fields, "primaryKey": key.split()}, **more}
    return resource, [dict(zip(columns, row, strict=True)) for row in rows]


def core(key, columns, *rows):
    """A core table; what the verifier reads as numbers are numbers."""
    names = columns.split()
    numeric = {name: {"type": "number"} if name in NUMBERS else {} for name in names}
    return table(key, numeric, *rows)


def visits(*rules, **fields):
    """A report's table of a few offices, with a total and percents."""
    columns = {
        "office": {},
        "cases": {"type": "integer", "unit": "cases"},
        "closed": {"type": "integer"},
        "open": {"type": "integer"},
        "share": {"type": "number", "unit": "percent"},
        "year": {"type": "integer"},
        "reason": {},
        "figure_id": {},
        "source_id": {},
    }
    for name, field in fields.items():
        columns[name] = {**columns[name], **field}
    resource, rows = table(
        "office",
        columns,
        ["North", "10", "4", "6", "40.0", "2018", "", "abc-1/north", "abc-1"],
        ["South", "20", "6", "14", "30.0", "2019", "late", "", "abc-1"],
        ["Total", "30", "10", "20", "33.3", "2020", "", "", "abc-1"],
        declared=True,
        rules=list(rules),
    )
    other = {"fields": ["figure_id"], "reference": {"resource": "figures", "fields": ["figure_id"]}}
    resource["schema"]["foreignKeys"] = [other]
    return resource, rows


def cells_of(name, resource, rows):
    """The rows of `cells` for a table; percents are printed to one decimal."""
    schema = resource["schema"]
    references = [field for key in schema.get("foreignKeys", []) for field in key["fields"]]
    for row in rows:
        key = " ".join(row[part] for part in schema["primaryKey"] if part != "source_id")
        for field in schema["fields"]:
            cell = row[field["name"]]
            if field["name"] not in (*schema["primaryKey"], "source_id", *references):
                yield cell_row(row["source_id"], name, key, field, cell)


def cell_row(source, name, key, field, cell):
    is_number = cell and field["type"] in ("integer", "number")
    half = 0.05 if field.get("unit") == "percent" else 0
    ends = [""] * 7
    if is_number:
        low, high = f"{float(cell) - half:.10g}", f"{float(cell) + half:.10g}"
        ends = [low, "true", high, "true", "rounded" if half else "exact", "", ""]
    content = [cell, ""] if is_number else ["", cell]
    why = "" if cell else "not_stated"
    return [source, name, key, field["name"], *content, *ends, field.get("unit", ""), why]


def small(**tables):
    """A release with these tables and what every release needs; `cells` repeats the declared ones."""
    every = {
        "sources": core(
            "source_id",
            "source_id text_held text_sha256 transcription",
            ["abc-1", "true", sha256_of([TEXT.encode()]), "complete"],
        ),
        "completeness": core(
            "source_id",
            "source_id disposition numerals digit_characters number_words",
            ["abc-1", "table", "4", "10", "0"],
        ),
        "figures": figures(),
        **tables,
    }
    return {**every, "cells": cells(every)}


def cells(tables):
    """What `cells` has for these tables."""
    repeated = [
        row
        for name, (resource, rows) in tables.items()
        if resource.get("declared")
        for row in cells_of(name, resource, rows)
    ]
    columns = (
        "source_id table_name row_key column_name value text lower lower_closed upper upper_closed interval_kind "
        "working_lower working_upper unit availability"
    )
    return core("source_id table_name row_key column_name", columns, *sorted(repeated))


def figures():
    """Two figures of the report: 10 is read from the line of North, 30 from that of South."""
    columns = (
        "figure_id value lower lower_closed upper upper_closed interval_kind working_lower working_upper "
        "statistic qualifier precision reading source_id line start end verbatim"
    )
    rows = []
    for name, token, line in (("abc-1/all", "30", "3"), ("abc-1/north", "10", "2")):
        start = TEXT.index(token)
        interval = [token, token, "true", token, "true", "exact", "", ""]
        number = [*interval, "count", "", "unit", "as_printed"]
        rows.append([name, *number, "abc-1", line, str(start), str(start + len(token)), token])
    return core("figure_id", columns, *rows)


def relations(*rows):
    columns = (
        "relation_id kind table_name rule row_key verdict computed_lower computed_lower_closed computed_upper "
        "computed_upper_closed stated_lower stated_lower_closed stated_upper stated_upper_closed "
        "truncation_reconciles rounding_up_reconciles cut_off discrepancy_id source_id"
    )
    return core("relation_id", columns, *sorted(rows))


def relation(rule, kind, verdict, computed=("", ""), stated=("", ""), **more):
    """The relation of a rule of `visits`; with ends where it compares numbers.

    `otherwise` says whether its two sides meet had the stated number been cut off, and rounded up.
    """
    ends = [text for end in (*computed, *stated) for text in (end, "true" if end else "")]
    of = {"key": "", "table": "visits", "discrepancy": "", "source": "abc-1", "id": "", **more}
    otherwise = of.get("otherwise", ("", ""))
    name = of["id"] or f"{of['source']}/{of['table']}-{rule}{'-' if of['key'] else ''}{of['key']}"
    about = [name.lower(), kind, of["table"], rule, of["key"], verdict]
    return [*about, *ends, *otherwise, "false", of["discrepancy"], of["source"]]


def members(*rows):
    columns = "member_id relation_id role figure_id quantity_id given table_name row_key column_name cell_source_id"
    return core("member_id", columns, *rows)


def provenance(*rows):
    """Where cells were read: table, key, column and the characters, which are in the text once."""
    columns = "table_name row_key column_name part source_id page line start_offset end_offset exact prefix suffix attested"
    places = []
    for name, key, column, exact in rows:
        start = TEXT.index(exact)
        line = TEXT.count("\n", 0, start) + 1
        place = ["", str(line), str(start), str(start + len(exact)), exact, "", "", "false"]
        places.append([name, key, column, "1", "abc-1", *place])
    return core("table_name row_key column_name part", columns, *sorted(places))


def write(folder, release):
    """Write a release and nothing else, with all hashes as they must be."""
    shutil.rmtree(folder)
    files = {"documents/abc-1.txt": TEXT.encode(), "verify.py": joined().encode()}
    resources = []
    for name, (resource, rows) in release.items():
        text = io.StringIO()
        header = [field["name"] for field in resource["schema"]["fields"]]
        writer = csv.DictWriter(text, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        files[f"csv/{name}.csv"] = content = text.getvalue().encode()
        about = {"name": name, "path": f"csv/{name}.csv", "format": "csv"}
        resources.append({**about, "hash": f"sha256:{sha256_of([content])}", **resource})
    descriptor = {"name": "small", "version": "0.1.0", "resources": resources}
    files["datapackage.json"] = json.dumps(descriptor).encode()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    sums = write_checksums({name: sha256_of([content]) for name, content in files.items()})
    (folder / "SHA256SUMS").write_bytes(sums)
    return folder


def problems(folder, release):
    results = verify(open_release(write(folder, release)))
    return [problem for result in results for problem in result.problems]


def changed(release, name, key, column, value):
    """The release with another cell in a table, and in `cells`."""
    release = deepcopy(release)
    resource, rows = release[name]
    (row,) = [r for r in rows if " ".join(r[k] for k in resource["schema"]["primaryKey"]) == key]
    row[column] = value
    return {**release, "cells": cells(release)}


def repeated(release, key, column):
    (cell,) = [c for c in release["cells"][1] if (c["row_key"], c["column_name"]) == (key, column)]
    return cell


def shared(*rules):
    columns = {
        "source_id": {},
        "number": {"type": "integer"},
        "cases": {"type": "integer"},
        "part": {"type": "integer"},
    }
    return table(
        "source_id number",
        columns,
        ["abc-1", "2", "5", "2"],
        ["abc-1", "10", "7", "3"],
        ["xyz-2", "2", "9", "4"],
        declared=True,
        rules=list(rules),
    )


def two_documents(*rules, rows, **tables):
    held = ["abc-1", "true", sha256_of([TEXT.encode()]), "complete"]
    columns = "source_id text_held text_sha256 transcription"
    sources = core("source_id", columns, held, ["xyz-2", "false", "", "complete"])
    tables = {"pairs": shared(*rules), "relations": relations(*rows), **tables}
    return small(sources=sources, **tables)
