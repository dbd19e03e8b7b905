"""The package as Croissant 1.1: files, tables, columns, keys and vocabularies, ready to be loaded.

Records are read from the Parquet files, whose types mark what is missing; each names the CSV of the same
table. A release's database, workbook and archives are listed in dataset.jsonld alone: a loader reads none of them, and
an archive that holds this file cannot have its hash in it. Constraints other than keys, references and vocabularies have no place in Croissant and stay in
datapackage.json.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from pipeline.package.metadata.schema_org import about, address_of, file_about, json_text

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
RECORDS = "parquet"
"""The format that records are read from."""
LOADER_MEDIA_TYPES = {"parquet": "application/x-parquet"}
"""The name by which mlcroissant knows a format, where it does not know the registered one."""
DATA_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "date": "sc:Date",
    "boolean": "sc:Boolean",
}
"""Types of Table Schema as data types of Croissant."""
OWN_TERMS = """
annotation arrayShape citeAs column containedIn equivalentProperty excludes extract field fileObject
fileProperty fileSet format includes isArray isLiveDataset jsonPath key md5 parentField path readLines
recordSet references regex repeated replace samplingRate sdVersion separator source subField transform
unArchive
""".split()
"""Terms of Croissant's own that are written without a prefix (Croissant 1.1, appendix 1; mlcroissant)."""
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in OWN_TERMS},
}
"""The context that Croissant 1.1 recommends (appendix 1), in the namespace of schema.org that mlcroissant reads."""


def croissant(described: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    """The text of a Croissant file that lies beside the files of the package `described` describes."""
    properties = {
        "@context": CONTEXT,
        **about(described),
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "citeAs": bibtex(described),
        "isLiveDataset": False,
        "distribution": [
            _file_object(described, resource, files[resource["path"]])
            for resource in described["resources"]
        ],
        "recordSet": list(_record_sets(described)),
    }
    return json_text(properties)


def bibtex(described: Mapping[str, Any]) -> str:
    """An entry for a bibliography, as Croissant wants `citeAs`; creators are in braces, as groups are."""
    creators = (who["title"] for who in described["contributors"] if "creator" in who["roles"])
    fields = {
        "author": " and ".join(f"{{{name}}}" for name in creators),
        "title": f"{{{described['title']}}}",
        "year": described["created"][:4],
        "version": described["version"],
        "doi": described.get("doi"),
        "url": address_of(described),
    }
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{described['name']}-{described['version']},\n" + ",\n".join(lines) + "\n}"


def _file_object(
    described: Mapping[str, Any], resource: Mapping[str, Any], content: bytes
) -> dict[str, Any]:
    """A file; its hash is that of its bytes, and what lies beside it holds the same table."""
    path, also = resource["path"], LOADER_MEDIA_TYPES.get(resource["format"])
    properties = file_about(described, path, content)
    return {
        "@type": "cr:FileObject",
        "@id": path,
        **properties,
        "encodingFormat": [properties["encodingFormat"], also]
        if also
        else properties["encodingFormat"],
        "sameAs": [
            other["path"]
            for other in described["resources"]
            if _table(other) == _table(resource) and other["path"] != path
        ],
    }


def _record_sets(described: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A record set for each table, and behind it one for each vocabulary of its columns."""
    paths = {_table(r): r["path"] for r in described["resources"] if r["format"] == RECORDS}
    for resource in described["resources"]:
        if resource["format"] != RECORDS:
            continue
        table, schema = _table(resource), resource["schema"]
        yield {
            "@type": "cr:RecordSet",
            "@id": table,
            "name": table,
            "alternateName": resource["title"],
            "description": resource["description"],
            "key": [{"@id": f"{table}/{name}"} for name in schema["primaryKey"]],
            "field": [_field(table, field, schema, paths) for field in schema["fields"]],
        }
        for field in schema["fields"]:
            if "categories" in field:
                yield _enumeration(table, field)


def _table(resource: Mapping[str, Any]) -> str:
    """The table that a resource holds: in every format the file's name without its suffix."""
    return PurePosixPath(resource["path"]).stem


def _field(
    table: str, field: Mapping[str, Any], schema: Mapping[str, Any], paths: Mapping[str, str]
) -> dict[str, Any]:
    name = field["name"]
    properties = {
        "@type": "cr:Field",
        "@id": f"{table}/{name}",
        "name": name,
        "alternateName": field["title"],
        "description": field["description"],
        "dataType": DATA_TYPES[field["type"]],
        "unitText": field.get("unit"),
        "source": _column(paths[table], name),
        "references": _references(table, field, schema, paths),
    }
    return {key: value for key, value in properties.items() if value}


def _references(
    table: str, field: Mapping[str, Any], schema: Mapping[str, Any], paths: Mapping[str, str]
) -> dict[str, Any] | None:
    """Where the values of a column are found: in a vocabulary, in another column, or nowhere (None).

    A column is named by its file, since mlcroissant 1.1.1 joins on loading: the records of what is named
    as a field must be read first, which it cannot do where two tables refer to each other or one to
    itself, and it then gives names of columns for records to whoever loads the other table.
    """
    if "categories" in field:
        return {"field": {"@id": f"{_vocabulary(table, field)}/name"}}
    for key in schema.get("foreignKeys", []):
        if key["fields"] == [field["name"]]:
            other = key["reference"]
            return _column(paths[other["resource"] or table], other["fields"][0])
    return None


def _column(path: str, name: str) -> dict[str, Any]:
    return {"fileObject": {"@id": path}, "extract": {"column": name}}


def _vocabulary(table: str, field: Mapping[str, Any]) -> str:
    return f"{table}/{field['name']}/terms"


def _enumeration(table: str, field: Mapping[str, Any]) -> dict[str, Any]:
    """A column's vocabulary as an enumeration (Croissant 1.1, "Categorical data")."""
    terms = _vocabulary(table, field)
    return {
        "@type": "cr:RecordSet",
        "@id": terms,
        "name": terms,
        "description": field["description"],
        "dataType": "sc:Enumeration",
        "key": {"@id": f"{terms}/name"},
        "field": [
            {"@type": "cr:Field", "@id": f"{terms}/{part}", "name": part, "dataType": "sc:Text"}
            for part in ("name", "description")
        ],
        "data": [
            {f"{terms}/name": term["value"], f"{terms}/description": term["label"]}
            for term in field["categories"]
        ],
    }
