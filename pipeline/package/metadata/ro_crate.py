"""A folder of a release as an RO-Crate 1.3 that also tells how it was made (Process Run Crate 0.6).

The run is one action: the software, known by the hashes of its code and of its locked dependencies, read
documents and made the other files. When and where it ran is left out: neither is part of what is released.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pipeline.package.metadata.schema_org import (
    ROLES,
    about,
    doi_url,
    file_about,
    json_text,
    resource_with,
    spdx_url,
)
from pipeline.text.documents import sha256_of

METADATA_FILE = "ro-crate-metadata.json"
VERSION = "1.3"
PROFILE = "https://w3id.org/ro/wfrun/process/0.6"
DOI_REGISTRY = "https://registry.identifiers.org/registry/doi"
RUN, SOFTWARE, LOCK = "#run", "#software", "#locked-dependencies"


@dataclass(frozen=True)
class Document:
    """A document that was read.

    `sha256` is that of its text as received, `url` its own address where one is known, `terms` the words
    of its text, and `path` its place in the crate, None where it is not there.
    """

    title: str
    sha256: str
    url: str | None
    terms: str
    path: str | None


@dataclass(frozen=True)
class Run:
    """How the files were made.

    `code_sha256` and `lock_sha256` are the hashes of the code and of its locked dependencies, `command` is what was typed, and `environment` names what else the bytes depend on, each
    with its version (python, sqlite, zlib).
    """

    documents: tuple[Document, ...]
    code_sha256: str
    lock_sha256: str
    command: str
    environment: Mapping[str, str]


def ro_crate(described: Mapping[str, Any], files: Mapping[str, bytes], run: Run) -> bytes:
    """The text of ro-crate-metadata.json for a folder that holds `files` (path → content)."""
    from rocrate.rocrate import ROCrate  # type: ignore[import-untyped]

    # Files are added without a source, so that the library opens none and leaves none behind.
    crate = ROCrate(version=VERSION)
    for path in sorted(files):
        crate.add_file(dest_path=path, properties=_file(described, path, files[path], run))
    for entity in (
        *_context(described),
        *_documents_elsewhere(run),
        *_software(described, files, run),
        _action(described, files, run),
    ):
        crate.add_jsonld(entity)
    # The library has set `datePublished` to the time of the day; here it becomes the release's.
    for name, value in _root(described, run).items():
        crate.root_dataset[name] = value
    return json_text(crate.metadata.generate()).encode("utf-8")


def _root(described: Mapping[str, Any], run: Run) -> dict[str, Any]:
    """The properties of the dataset; persons, licenses and documents are entities of their own."""
    properties = {name: value for name, value in about(described).items() if name != "@type"}
    for role in ROLES:
        if role in properties:
            properties[role] = [{"@id": _party(who["name"])} for who in properties[role]]
    if "doi" in described:
        properties |= {"identifier": {"@id": properties["url"]}, "cite-as": properties["url"]}
    return properties | {
        "license": _licenses(described),
        "isBasedOn": [{"@id": _document_id(document)} for document in run.documents],
        "conformsTo": {"@id": PROFILE},
        "mentions": {"@id": RUN},
    }


def _context(described: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Profile, licenses and contributors; the DOI, and the work that this is a version of, where known."""
    yield {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.6"}
    for license in described["licenses"]:
        yield {
            "@id": spdx_url(license["name"]),
            "@type": "CreativeWork",
            "name": license["title"],
            "identifier": license["name"],
            "url": license["path"],
        }
    for contributor in described["contributors"]:
        name = contributor["title"]
        yield {"@id": _party(name), "@type": "Organization", "name": name}
    if "doi" in described:
        yield {
            "@id": doi_url(described["doi"]),
            "@type": "PropertyValue",
            "propertyID": DOI_REGISTRY,
            "value": f"doi:{described['doi']}",
            "url": doi_url(described["doi"]),
        }
    if "conceptDoi" in described:
        concept = doi_url(described["conceptDoi"])
        yield {"@id": concept, "@type": "CreativeWork", "name": described["title"]}


def _file(described: Mapping[str, Any], path: str, content: bytes, run: Run) -> dict[str, Any]:
    """A file of the crate, by the name that the package or the run has for it, else by its path."""
    properties = file_about(described, path, content)
    del properties["contentUrl"]
    properties["contentSize"] = str(len(content))
    resource = resource_with(described, properties["sha256"])
    if resource:
        properties |= {"name": resource["title"], "license": _licenses(resource)}
    for document in run.documents:
        if document.path == path:
            properties |= _document(document)
    return properties


def _documents_elsewhere(run: Run) -> Iterator[dict[str, str]]:
    """Documents that were read and are not in the crate."""
    for document in run.documents:
        if document.path is None:
            yield {
                "@id": _document_id(document),
                "@type": "CreativeWork",
                "sha256": document.sha256,
                **_document(document),
            }


def _document(document: Document) -> dict[str, str]:
    properties = {"name": document.title, "copyrightNotice": document.terms}
    return properties | ({"url": document.url} if document.url else {})


def _software(
    described: Mapping[str, Any], files: Mapping[str, bytes], run: Run
) -> Iterator[dict[str, Any]]:
    """The software, and what it runs on; the lock is the file in the crate where it is there."""
    lock = _lock_path(files, run)
    needs = {LOCK: ("Locked dependencies", f"sha256:{run.lock_sha256}")} if lock is None else {}
    needs |= {
        f"#environment-{quote(name)}": (name, version)
        for name, version in sorted(run.environment.items())
    }
    for identifier, (name, version) in needs.items():
        yield _application(identifier, name, version)
    required = [*needs, *([quote(lock)] if lock is not None else [])]
    name = f"Pipeline of {described['title']}"
    yield _application(SOFTWARE, name, f"sha256:{run.code_sha256}") | {
        "softwareRequirements": [{"@id": identifier} for identifier in required]
    }


def _application(identifier: str, name: str, version: str) -> dict[str, Any]:
    return {
        "@id": identifier,
        "@type": "SoftwareApplication",
        "name": name,
        "softwareVersion": version,
    }


def _action(described: Mapping[str, Any], files: Mapping[str, bytes], run: Run) -> dict[str, Any]:
    """The run: from the documents to every file that was not there before."""
    there_before = {document.path for document in run.documents} | {_lock_path(files, run)}
    return {
        "@id": RUN,
        "@type": "CreateAction",
        "name": f"Making of {described['title']} {described['version']}",
        "description": run.command,
        "instrument": {"@id": SOFTWARE},
        "object": [{"@id": _document_id(document)} for document in run.documents],
        "result": [{"@id": quote(path)} for path in sorted(files) if path not in there_before],
    }


def _lock_path(files: Mapping[str, bytes], run: Run) -> str | None:
    """The path of the lock, where it is among the files."""
    for path in sorted(files):
        if sha256_of(files[path]) == run.lock_sha256:
            return path
    return None


def _licenses(described: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"@id": spdx_url(license["name"])} for license in described["licenses"]]


def _party(name: str) -> str:
    return f"#{quote(name)}"


def _document_id(document: Document) -> str:
    return f"#sha256-{document.sha256}" if document.path is None else quote(document.path)
