"""The software bill of materials: the packages that the locks name, in CycloneDX 1.6.

Made from the locks alone, so that the same locks give the same bytes: no clock and no random serial number.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import to_json

from pipeline.sources.release_entries import ReleaseFile

FILE = "sbom.cdx.json"
SPECIFICATION = "1.6"
PINNED = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)(\[[^]]+\])?==(?P<version>[^\s;]+)( ; (?P<marker>[^\\]+?))? \\"
)
HASHED = re.compile(r"    --hash=sha256:(?P<hash>[0-9a-f]{64})(?: \\)?")
COMMENT = re.compile(r"\s*(#.*)?")


def sbom(release: ReleaseFile, locks: Mapping[str, bytes]) -> bytes:
    """The bill of all packages that some lock names, in order of name and version.

    `locks` are files of requirements with hashes, by name. Raises `ValueError` where a line is none.
    """
    components: dict[str, dict[str, Any]] = {}
    for lock, content in locks.items():
        for component in _components(lock, content.decode("utf-8")):
            there = components.setdefault(component["purl"], component)
            for one in component["hashes"]:
                if one not in there["hashes"]:
                    there["hashes"].append(one)
    project = {
        "type": "application",
        "bom-ref": release.name,
        "name": release.name,
        "version": release.version,
    }
    bill = {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPECIFICATION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "version": 1,
        "metadata": {"component": project},
        "components": [components[purl] for purl in sorted(components)],
    }
    return to_json(bill, indent=2) + b"\n"


def _components(lock: str, text: str) -> Iterator[dict[str, Any]]:
    """The packages of a lock, each with the hashes of all files that may be installed for it."""
    component: dict[str, Any] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if pinned := PINNED.fullmatch(line):
            if component is not None:
                yield component
            component = _component(pinned["name"], pinned["version"], pinned["marker"])
        elif component is not None and (hashed := HASHED.fullmatch(line)):
            component["hashes"].append({"alg": "SHA-256", "content": hashed["hash"]})
        elif not COMMENT.fullmatch(line):
            raise ValueError(
                f"{lock}:{number} is neither `name==version` nor its hash; run `make lock`"
            )
    if component is not None:
        yield component


def _component(name: str, version: str, marker: str | None) -> dict[str, Any]:
    normalized = re.sub(r"[-_.]+", "-", name).lower()
    purl = f"pkg:pypi/{normalized}@{version}"
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl,
        "name": normalized,
        "version": version,
        "purl": purl,
        "hashes": [],
    }
    if marker is not None:
        component["properties"] = [{"name": "pep508:marker", "value": marker}]
    return component
