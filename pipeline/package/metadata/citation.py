"""The file CITATION.cff: how to cite the release (Citation File Format 1.2.0).

From `release.yaml` alone, so that the file at the root of the repository can be a copy of it.
"""

from typing import Any

import yaml

from pipeline.sources.release_entries import ReleaseFile

MESSAGE = (
    "Please cite the version that you used, and the figures with the documents they were read from."
)


def citation_cff(release: ReleaseFile) -> str:
    """The release as CFF 1.2.0, type `dataset`.

    CFF has no place for rights besides the license, so they are in `message`, which is addressed to the
    reader. Several licenses are a choice (CFF 1.2.0, `license`).
    """
    licenses = [license.name for license in release.licenses]
    properties: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": f"{MESSAGE} {release.rights}",
        "type": "dataset",
        "title": release.title,
        "abstract": release.description,
        "authors": [{"name": name} for name in creators(release)],
        "version": release.version,
        "date-released": released_on(release),
        "license": licenses[0] if len(licenses) == 1 else licenses,
        "keywords": list(release.keywords),
        "doi": release.doi,
        "identifiers": [
            {"type": "doi", "value": doi, "description": meaning}
            for doi, meaning in (
                (release.doi, "The version that this file describes."),
                (release.concept_doi, "All versions."),
            )
            if doi
        ],
    }
    known = {name: value for name, value in properties.items() if value}
    return yaml.safe_dump(known, sort_keys=False, allow_unicode=True, width=100)


def creators(release: ReleaseFile) -> list[str]:
    """Who made the release: the contributors in the role of creator."""
    return [person.title for person in release.contributors if "creator" in person.roles]


def released_on(release: ReleaseFile) -> str:
    """The day of the release (UTC), as ISO 8601 writes it."""
    return release.created.partition("T")[0]
