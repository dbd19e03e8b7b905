"""The file .zenodo.json: what Zenodo is told of a release, in the terms of its deposit metadata."""

import html
from collections.abc import Iterable, Mapping

from pipeline.package.metadata.citation import creators, released_on
from pipeline.package.metadata.schema_org import json_text, own_address
from pipeline.sources.release_entries import ReleaseFile


def zenodo(release: ReleaseFile, sources: Iterable[Mapping[str, str]] = ()) -> str:
    """The release as Zenodo's deposit metadata.

    A license is named by its SPDX identifier in lower case, as Zenodo's vocabulary does (`cc0-1.0`; the
    older `cc-zero` is an alias: zenodo-rdm, `legacy/vocabularies/licenses.py`); there is place for one.
    `sources` are the descriptor's: those whose own address is known become related identifiers.
    Descriptions and notes are HTML there.
    """
    related = [
        {"identifier": address, "relation": "isDerivedFrom"}
        for address in map(own_address, sources)
        if address
    ]
    if release.concept_doi:
        related.append({"identifier": release.concept_doi, "relation": "isVersionOf"})
    properties = {
        "upload_type": "dataset",
        "title": release.title,
        "description": html.escape(release.description, quote=False),
        "creators": [{"name": name} for name in creators(release)],
        "access_right": "open",
        "license": release.licenses[0].name.lower(),
        "notes": html.escape(release.rights, quote=False),
        "version": release.version,
        "publication_date": released_on(release),
        "keywords": list(release.keywords),
        "doi": release.doi,
        "related_identifiers": related,
    }
    return json_text({name: value for name, value in properties.items() if value})
