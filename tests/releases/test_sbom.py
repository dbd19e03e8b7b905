"""The bill of materials lists what the locks pin, as CycloneDX 1.6 asks."""

import json
import re

import jsonschema
import pytest

from pipeline.releases.project_parts import LOCKS
from pipeline.releases.sbom import sbom

A, B, C = "a" * 64, "b" * 64, "c" * 64
LOCK = f"""# made by hand
Some_Name[extra,more]==1.2 \\
    --hash=sha256:{A} \\
    --hash=sha256:{B}
    # via other
other==3.0 ; sys_platform == 'win32' \\
    --hash=sha256:{C}
"""
COMPONENT = {
    "type": "object",
    "required": ["type", "name"],
    "properties": {
        "type": {"enum": ["application", "library"]},
        "bom-ref": {"type": "string", "minLength": 1},
        "name": {"type": "string"},
        "version": {"type": "string"},
        "purl": {"type": "string", "pattern": "^pkg:pypi/[a-z0-9-]+@[^ ]+$"},
        "hashes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["alg", "content"],
                "additionalProperties": False,
                "properties": {
                    "alg": {"const": "SHA-256"},
                    "content": {"type": "string", "pattern": "^[a-f0-9]{64}$"},
                },
            },
        },
        "properties": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {"name": {"type": "string"}, "value": {"type": "string"}},
            },
        },
    },
    "additionalProperties": False,
}
STRUCTURE = {
    "type": "object",
    "required": ["bomFormat", "specVersion"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"const": "http://cyclonedx.org/schema/bom-1.6.schema.json"},
        "bomFormat": {"const": "CycloneDX"},
        "specVersion": {"const": "1.6"},
        "version": {"type": "integer", "minimum": 1},
        "metadata": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"component": COMPONENT},
        },
        "components": {"type": "array", "items": COMPONENT, "uniqueItems": True},
    },
}
"""What the schema of CycloneDX 1.6 asks of the properties that the bill has; the whole schema has 260 kB."""


@pytest.fixture
def release(corpus):
    return corpus.release.entry


@pytest.fixture
def locks(repository):
    return {name: (repository / name).read_bytes() for name in LOCKS}


def test_a_package_has_its_name_version_hashes_and_address(release):
    bill = json.loads(sbom(release, {"requirements.lock": LOCK.encode()}))
    first, second = bill["components"]
    assert first == {
        "type": "library",
        "bom-ref": "pkg:pypi/other@3.0",
        "name": "other",
        "version": "3.0",
        "purl": "pkg:pypi/other@3.0",
        "hashes": [{"alg": "SHA-256", "content": C}],
        "properties": [{"name": "pep508:marker", "value": "sys_platform == 'win32'"}],
    }
    assert second["purl"] == "pkg:pypi/some-name@1.2"
    assert [one["content"] for one in second["hashes"]] == [A, B]


def test_a_package_of_two_locks_is_one(release):
    other = f"some.name==1.2 \\\n    --hash=sha256:{C}\nsome-name==1.3 \\\n    --hash=sha256:{C}\n"
    bill = json.loads(sbom(release, {"a.lock": LOCK.encode(), "b.lock": other.encode()}))
    found = {one["purl"]: [of["content"] for of in one["hashes"]] for one in bill["components"]}
    assert found["pkg:pypi/some-name@1.2"] == [A, B, C]
    assert found["pkg:pypi/some-name@1.3"] == [C]


@pytest.mark.parametrize(
    "line", ["name @ https://example.org/x.whl \\", "name==1.0", "-r more.txt"]
)
def test_a_line_that_pins_nothing_is_refused_with_its_number(line, release):
    with pytest.raises(ValueError, match=r"a\.lock:8 "):
        sbom(release, {"a.lock": f"{LOCK}{line}\n".encode()})


def test_the_project_s_bill_has_the_structure_of_cyclonedx(release, locks):
    bill = json.loads(sbom(release, locks))
    jsonschema.Draft7Validator(STRUCTURE).validate(bill)
    assert bill["metadata"]["component"]["version"] == release.version
    refs = [one["bom-ref"] for one in bill["components"]]
    assert len(set(refs)) == len(refs)


def test_every_requirement_of_every_lock_is_in_the_bill(release, locks):
    listed = {
        (one["name"], one["version"]): one for one in json.loads(sbom(release, locks))["components"]
    }
    for content in locks.values():
        pinned = re.findall(r"^([^\s[]+)(?:\[.*\])?==(\S+)", content.decode(), re.MULTILINE)
        assert pinned
        assert all(pin in listed for pin in pinned)
    in_locks = {
        h for content in locks.values() for h in re.findall(r"sha256:(\w+)", content.decode())
    }
    assert {h["content"] for one in listed.values() for h in one["hashes"]} == in_locks


def test_the_bill_depends_on_the_locks_alone_and_names_no_host(release, locks):
    written = sbom(release, locks)
    assert written == sbom(release, locks)
    addresses = re.findall(rb"https?://[^\"]+", written)
    assert addresses == [b"http://cyclonedx.org/schema/bom-1.6.schema.json"]
    assert not {b"serialNumber", b"timestamp"} & set(re.findall(rb"\w+", written))
