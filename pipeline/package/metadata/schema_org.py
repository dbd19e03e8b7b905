"""The dataset as a schema.org `Dataset` in JSON-LD, as search engines and DataCite's mapping read it.

`about` has the properties of the dataset that every JSON-LD of the release has, `file_about` those of a file.
Croissant, which builds on schema.org, takes both from here.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from pipeline.package.descriptor import MEDIA_TYPES
from pipeline.text.documents import sha256_of

CONTEXT = {"@vocab": "https://schema.org/"}
"""Written out, so that a program needs no network to read the file."""
TECHNIQUE = (
    "Every number was transcribed with the characters that it was read from, and compared with all others that it "
    "must agree with, as intervals of what each admits."
)
ROLES = ("creator", "publisher", "maintainer", "contributor")
"""Roles of contributors that are properties of schema.org by the same name."""
OTHER_MEDIA_TYPES = {
    "cff": "application/yaml",
    "html": "text/html",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "sqlite": "application/vnd.sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml",
    "zip": "application/zip",
}
"""Media types of files that are no resource of the package (IANA's names, but for JSON Lines, which has none)."""

WHOLE = {
    ".sqlite": "All tables in one SQLite database.",
    ".xlsx": "All tables in one workbook.",
}
"""What a file holds that is no resource of the package, by its suffix."""
NO_ARCHIVES: Mapping[str, str] = MappingProxyType({})


def dataset(
    described: Mapping[str, Any],
    files: Mapping[str, bytes],
    archives: Mapping[str, str] = NO_ARCHIVES,
) -> str:
    """The text of a JSON-LD file for the package that `described` describes and that holds `files`.

    `archives` names archives beside the files, each with what it holds: they hold this text, so that it cannot
    state their hashes.

    Holds what the mandatory properties of DataCite 4.6 need (identifier, creator, title, publisher, year of
    publication, type of resource) and of the recommended ones what is known: subjects, dates, related
    works, description, area. What is measured, when and where, is read from the tables.
    """
    properties = {
        "@context": CONTEXT,
        **about(described),
        "variableMeasured": list(_variables(described, files)),
        **_coverage(described, files),
        "distribution": [
            *(
                {"@type": "DataDownload"} | file_about(described, path, files[path])
                for path in sorted(files)
            ),
            *(_archive(described, name, holds) for name, holds in archives.items()),
        ],
    }
    return json_text(properties)


def about(described: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of the dataset as a whole: all facts of the descriptor that schema.org has a property for.

    Without a DOI, the identifier is the package's own id and version. Where nobody has the role of
    publisher, who created it published it.
    """
    people = {role: list(_organizations(described, role)) for role in ROLES}
    doi, concept = described.get("doi"), described.get("conceptDoi")
    address = address_of(described)
    properties = {
        "@type": "Dataset",
        "name": described["title"],
        "description": described["description"],
        "identifier": doi_url(doi) if doi else f"{described['id']} {described['version']}",
        "url": address,
        "sameAs": described.get("homepage") if doi else None,
        "isAccessibleForFree": True,
        "measurementTechnique": TECHNIQUE,
        "citation": _citation(described),
        "exampleOfWork": {"@id": doi_url(concept)} if concept else None,
        "version": described["version"],
        "datePublished": described["created"],
        "keywords": list(described["keywords"]),
        **(people | {"publisher": people["publisher"] or people["creator"]}),
        "license": [spdx_url(license["name"]) for license in described["licenses"]],
        "copyrightNotice": described["rights"],
        "isBasedOn": [_document(source) for source in described["sources"]],
    }
    return {name: value for name, value in properties.items() if value}


def address_of(described: Mapping[str, Any]) -> str | None:
    """Where the version is found: its DOI, or the host of its files; None where it has neither."""
    return doi_url(described["doi"]) if "doi" in described else described.get("homepage")


def _citation(described: Mapping[str, Any]) -> str:
    """How the dataset is cited, without the documents that its numbers are of."""
    makers = "; ".join(one["title"] for one in described["contributors"])
    address = address_of(described)
    line = f"{makers}: {described['title']}, version {described['version']}"
    return f"{line}, {address}" if address else line


def file_about(described: Mapping[str, Any], path: str, content: bytes) -> dict[str, Any]:
    """The properties of a file: its place beside the metadata, size, format, hash, and what it holds.

    A file is known as a resource of the package by its hash, wherever it lies.
    """
    sha256 = sha256_of(content)
    resource = resource_with(described, sha256)
    description = resource["description"] if resource else WHOLE.get(PurePosixPath(path).suffix)
    return {
        "name": path,
        **({"description": description} if description else {}),
        "contentUrl": described.get("homepage", "") + path,
        "contentSize": f"{len(content)} B",
        "encodingFormat": media_type(path, content),
        "sha256": sha256,
    }


def _archive(described: Mapping[str, Any], name: str, holds: str) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": name,
        "description": holds,
        "contentUrl": described.get("homepage", "") + name,
        "encodingFormat": OTHER_MEDIA_TYPES["zip"],
    }


def resource_with(described: Mapping[str, Any], sha256: str) -> Mapping[str, Any] | None:
    """The resource of the package whose content has this hash; None where there is none."""
    for resource in described["resources"]:
        if resource["hash"] == f"sha256:{sha256}":
            return dict(resource)
    return None


def media_type(path: str, content: bytes) -> str:
    """The media type of a file, told from its suffix; else whether its bytes are text in UTF-8."""
    known = (MEDIA_TYPES | OTHER_MEDIA_TYPES).get(PurePosixPath(path).suffix.removeprefix("."))
    if known:
        return known
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "application/octet-stream"
    return "text/plain"


def spdx_url(name: str) -> str:
    """The address of a license in the SPDX License List.

    >>> spdx_url("CC0-1.0")
    'https://spdx.org/licenses/CC0-1.0'
    """
    return f"https://spdx.org/licenses/{name}"


def doi_url(doi: str) -> str:
    """A DOI as a URL, the form in which it is shown (DataCite, "DOI display guidelines").

    >>> doi_url("10.5281/zenodo.1")
    'https://doi.org/10.5281/zenodo.1'
    """
    return f"https://doi.org/{doi}"


def own_address(source: Mapping[str, str]) -> str | None:
    """The address of a source document itself; None where only its publisher's home page is known.

    >>> own_address({"title": "A report", "path": "https://www.example.org/reports/1"})
    'https://www.example.org/reports/1'
    >>> own_address({"title": "A report", "path": "https://www.example.org"})
    """
    address = source.get("path", "")
    return address if urlsplit(address).path.strip("/") else None


def json_text(value: object) -> str:
    """A value as the text of a JSON file."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _organizations(described: Mapping[str, Any], role: str) -> Iterator[dict[str, str]]:
    """Contributors in a role; each has one title, as a group has, and no parts of a person's name."""
    for contributor in described["contributors"]:
        if role in contributor["roles"]:
            yield {"@type": "Organization", "name": contributor["title"]}


def _document(source: Mapping[str, str]) -> dict[str, str]:
    address = own_address(source)
    return {"@type": "CreativeWork", "name": source["title"]} | (
        {"url": address} if address else {}
    )


def _variables(
    described: Mapping[str, Any], files: Mapping[str, bytes]
) -> Iterator[dict[str, str]]:
    for measure in _rows("measures", described, files):
        yield {
            "@type": "PropertyValue",
            "propertyID": measure["measure_id"],
            "name": measure["name"],
            "description": measure["definition"],
            "unitText": measure["unit"],
        }


def _coverage(described: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, Any]:
    """The time that the figures are about, first day to last (ISO 8601), and the areas that they name."""
    figures = list(_rows("figures", described, files))
    days = [figure[end] for figure in figures for end in ("period_start", "period_end")]
    stated = sorted(day for day in days if day)
    areas = sorted({figure["ref_area"] for figure in figures if figure["ref_area"]})
    properties = {
        "temporalCoverage": f"{stated[0]}/{stated[-1]}" if stated else None,
        "spatialCoverage": [
            {
                "@type": "Place",
                "identifier": {"@type": "PropertyValue", "propertyID": "ISO 3166", "value": area},
            }
            for area in areas
        ],
    }
    return {name: value for name, value in properties.items() if value}


def _rows(
    table: str, described: Mapping[str, Any], files: Mapping[str, bytes]
) -> Iterator[dict[str, str]]:
    """The rows of a table as CSV prints them."""
    (resource,) = [r for r in described["resources"] if r["name"] == table]
    yield from csv.DictReader(io.StringIO(files[resource["path"]].decode("utf-8"), newline=""))
