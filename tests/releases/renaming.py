"""The package of release 0.1.0 with its ids renamed in memory: each under its document, as 0.2.0 publishes them."""

import json

from test_diff import Edited

from pipeline.package.descriptor import table_schema
from pipeline.releases.declared_renames import resolved
from pipeline.releases.packages import DESCRIPTOR, package_of
from pipeline.releases.renames import renamings_in
from schemas.catalog import CORE

REPORT = "oig-20-13"
ID_TABLES = ("figures", "relations", "relation_members", "bounds", "discrepancies", "emendations", "restatements")  # fmt: skip
JOINED_TABLES = ("abbreviations", "prior_reports", "sites_visited", "arrest_offenses", "detainers_by_fiscal_year")  # fmt: skip
REASON = "Ids are local to their document."
BY_DOCUMENT = {"rule": "document_prefix", "tables": [*ID_TABLES, *JOINED_TABLES], "reason": REASON}
BY_TABLE = {"table": "case_reviews", "to": "oig_20_13__case_reviews", "reason": "It is the report's own."}  # fmt: skip
BY_KEY = {
    "keys": {f"{REPORT}-{n}": f"{REPORT} {n}" for n in (1, 2, 3, 4)},
    "tables": ["recommendations"],
    "reason": REASON,
}
RENAMES = (BY_DOCUMENT, BY_TABLE, BY_KEY)
LISTS = ("rests_on", "relations", "readings", "reading", "comparability", "quantity_id")


def under_documents(package):
    """The package with every rename of `RENAMES`, without the table that lists them."""
    edited = Edited(package)
    names = _names(edited)
    for table in ("case_reviews", "detainers_by_fiscal_year", *ID_TABLES):
        _rename_cells(edited, table, names)
    for table in ID_TABLES:
        (key,) = edited.resource(table)["schema"]["primaryKey"]
        edited.write(
            table, [{**r, key: names[table].get(r[key], r[key])} for r in edited.rows(table)]
        )
    for table in JOINED_TABLES:
        join_document(edited, table)
    without_recommendation_id(edited)
    rename_table(edited, "case_reviews", "oig_20_13__case_reviews")
    edited.write("provenance", [_place(row, names) for row in edited.rows("provenance")])
    edited.field("provenance", "key")["keysOf"] = "table"
    return edited


def _names(edited):
    """Table → old id → new id; `others` has quantities, facts, readings and comparabilities."""
    names = {"emendations": {}, "relation_members": {}}
    for table in ("figures", "relations", "discrepancies", "bounds", "restatements"):
        (key,) = edited.resource(table)["schema"]["primaryKey"]
        names[table] = {
            r[key]: f"{r['source_id'] or 'shared'}/{r[key]}" for r in edited.rows(table)
        }
    others = names["others"] = dict(names["figures"])
    for row in edited.rows("bounds"):
        others[row["quantity_id"]] = f"{row['source_id']}/{row['quantity_id']}"
        others[row["comparability"]] = f"shared/{row['comparability']}"
    for row in edited.rows("discrepancies"):
        others |= {one: f"{row['source_id']}/{one}" for one in row["readings"].split()}
    for row in edited.rows("emendations"):
        names["emendations"][row["emendation_id"]] = f"{REPORT}/{row['emendation_id']}"
    for row in edited.rows("relation_members"):
        relation, role, *number = row["member_id"].split(":")
        new = [others.setdefault(one, f"shared/{one}") for one in number]
        members = names["relation_members"]
        members[row["member_id"]] = ":".join([names["relations"][relation], role, *new])
    return names


def _rename_cells(edited, table, names):
    keys = edited.resource(table)["schema"].get("foreignKeys", ())
    references = {key["fields"][0]: key["reference"]["resource"] or table for key in keys}
    rows = edited.rows(table)
    for row in rows:
        for column in row:
            known = names.get(
                references.get(column, "relations" if column == "relations" else "others"), {}
            )
            words = row[column].split()
            if column in references or (column in LISTS and all(word in known for word in words)):
                row[column] = " ".join(sorted(known.get(word, word) for word in words))
    edited.write(table, rows)


def join_document(edited, table):
    schema = edited.resource(table)["schema"]
    schema["primaryKey"].insert(0, "source_id")
    schema["fields"].sort(key=lambda field: field["name"] != "source_id")
    names = [field["name"] for field in schema["fields"]]
    edited.write(table, [{name: row[name] for name in names} for row in edited.rows(table)])


def without_recommendation_id(edited):
    schema = edited.resource("recommendations")["schema"]
    schema["fields"] = [f for f in schema["fields"] if f["name"] != "recommendation_id"]
    schema["primaryKey"] = ["source_id", "number"]
    names = [field["name"] for field in schema["fields"]]
    edited.write("recommendations", [{name: row[name] for name in names} for row in edited.rows("recommendations")])  # fmt: skip


def rename_table(edited, old, new):
    for kind, suffix in (("csv", ""), ("parquet", "-parquet")):
        edited.resource(old + suffix).update(path=f"{kind}/{new}.{kind}", name=new + suffix)
        edited.files[f"{kind}/{new}.{kind}"] = edited.files.pop(f"{kind}/{old}.{kind}")


def _place(row, names):
    table, key = row["table"], row["key"]
    if table in JOINED_TABLES:
        key = f"{REPORT} {key}"
    elif table == "recommendations":
        key = key.replace(f"{REPORT}-", f"{REPORT} ")
    else:
        key = names.get(table, {}).get(key, key)
    return {**row, "table": BY_TABLE["to"] if table == BY_TABLE["table"] else table, "key": key}


def listing_renames(edited, release, before):
    """The package with the table `renamed` that the declared renames give."""
    rows = resolved(release, before, edited.package().tables).rows
    return with_renamed(edited, [one._asdict() for one in (*renamings_in(before), *rows)])


def with_renamed(edited, rows):
    schema = table_schema(CORE["renamed"][0])
    if not any(resource["name"] == "renamed" for resource in edited.descriptor["resources"]):
        more = {**edited.resource("figures"), "name": "renamed", "path": "csv/renamed.csv", "schema": schema}  # fmt: skip
        edited.descriptor["resources"].append(more)
    header = ",".join(field["name"] for field in schema["fields"]) + "\n"
    edited.files["csv/renamed.csv"] = header.encode()
    if rows:
        edited.write("renamed", rows)
    return edited


def files_of(edited):
    files = edited.files | {DESCRIPTOR: json.dumps(edited.descriptor).encode()}
    return package_of("new", files).files
