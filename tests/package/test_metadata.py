"""The standards beside Data Package: each valid, read back by its own tool, and all saying the same."""

import csv
import html
import io
import json
import logging
import re
from decimal import Decimal

import frictionless
import jsonschema
import pytest
import rdflib
import yaml

from pipeline.package.descriptor import descriptor
from pipeline.package.metadata.citation import MESSAGE, citation_cff
from pipeline.package.metadata.croissant import croissant
from pipeline.package.metadata.schema_org import dataset
from pipeline.package.metadata.zenodo import zenodo
from pipeline.package.package_checks import profile_findings
from pipeline.package.paths import table_path
from pipeline.text.documents import sha256_of
from schemas.column import columns_of, primary_key_of

DOI, CONCEPT_DOI = "10.5281/zenodo.1234568", "10.5281/zenodo.1234567"


@pytest.fixture(scope="module")
def described(files):
    return json.loads(files["datapackage.json"])


@pytest.fixture(scope="module")
def named(release, catalog, described, files):
    """The release and the descriptor as they are once there are DOIs."""
    release = release.model_copy(update={"doi": DOI, "concept_doi": CONCEPT_DOI})
    return release, json.loads(
        json.dumps(descriptor(release, catalog, described["sources"], files))
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory, described, files):
    """The files of a release, with the metadata that describes them beside them."""
    root = tmp_path_factory.mktemp("release")
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    (root / "croissant.json").write_text(croissant(described, files), encoding="utf-8")
    return root


# The descriptor


def test_a_descriptor_with_dois_is_a_data_package(named, files):
    described = {"datapackage.json": json.dumps(named[1]).encode()}
    assert profile_findings({**files, **described}) == []
    frictionless.Package.from_descriptor(named[1])


# Croissant


@pytest.fixture(scope="module")
def records(folder):
    """Every record set's records, loaded in turn from one dataset, as a reader would."""
    import mlcroissant

    loaded = mlcroissant.Dataset(folder / "croissant.json")
    return {
        record_set.id: list(loaded.records(record_set.id))
        for record_set in loaded.metadata.record_sets
    }


@pytest.mark.slow
def test_croissant_is_valid_without_a_warning(folder, caplog):
    import mlcroissant

    with caplog.at_level(logging.WARNING):
        issues = mlcroissant.Dataset(folder / "croissant.json").metadata.issues
    assert (issues.errors, issues.warnings) == (set(), set())
    assert caplog.messages == []


@pytest.mark.slow
def test_the_records_that_croissant_loads_are_the_rows_of_the_csv(catalog, records, files):
    for table in catalog.tables:
        assert [
            {name.removeprefix(f"{table}/"): cell(value) for name, value in record.items()}
            for record in records[table]
        ] == list(rows_of(files, table)), table


def rows_of(files, table):
    return csv.DictReader(io.StringIO(files[table_path(table, "csv")].decode(), newline=""))


def cell(value):
    """A loaded value as the CSV prints it."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}"
    return value.date().isoformat() if hasattr(value, "date") else str(value)


@pytest.mark.slow
def test_the_vocabularies_are_loaded_as_enumerations(records, catalog):
    loaded = {
        name.removesuffix("/terms"): {
            term[f"{name}/name"]: term[f"{name}/description"] for term in terms
        }
        for name, terms in records.items()
        if name not in catalog.tables
    }
    assert loaded == {
        f"{table}/{column.name}": dict(column.vocabulary)
        for table, model in catalog.tables.items()
        for column in columns_of(model)
        if column.vocabulary
    }


def test_keys_and_references_are_those_of_the_tables(described, files, catalog):
    sets = {found["@id"]: found for found in json.loads(croissant(described, files))["recordSet"]}
    for table, model in catalog.tables.items():
        assert sets[table]["key"] == [{"@id": f"{table}/{name}"} for name in primary_key_of(model)]
        for column, field in zip(columns_of(model), sets[table]["field"], strict=True):
            if column.references:
                other, name = column.references
                assert field["references"] == {
                    "fileObject": {"@id": f"parquet/{other}.parquet"},
                    "extract": {"column": name},
                }
            elif column.vocabulary:
                assert field["references"]["field"]["@id"] == f"{table}/{column.name}/terms/name"
            else:
                assert "references" not in field


# schema.org


def test_schema_org_is_json_ld_with_what_datacite_needs(described, files):
    said = json.loads(dataset(described, files))
    # Nothing is fetched here: the context is in the file.
    graph = rdflib.Graph().parse(data=json.dumps(said), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    (node,) = graph.subjects(rdflib.RDF.type, schema.Dataset)
    for term in ("identifier", "name", "version", "datePublished", "license", "description"):
        assert list(graph.objects(node, schema[term])), term
    for role in ("creator", "publisher"):
        (party,) = graph.objects(node, schema[role])
        assert list(graph.objects(party, schema.name)), role
    assert len(set(graph.objects(node, schema.distribution))) == len(files)


def test_addresses_are_absolute_once_there_is_a_host(described, files):
    said = json.loads(dataset(described, files))
    assert "url" not in said and all("://" not in f["contentUrl"] for f in said["distribution"])
    hosted = {**described, "homepage": "https://data.example.org/figures/"}
    said = json.loads(dataset(hosted, files, {"all.zip": "All files."}))
    assert said["url"] == "https://data.example.org/figures/"
    assert {f["contentUrl"] for f in said["distribution"]} == {
        f"https://data.example.org/figures/{path}" for path in (*files, "all.zip")
    }


def test_schema_org_has_what_search_engines_for_datasets_recommend(described, files):
    said = json.loads(dataset(described, files))
    assert said["isAccessibleForFree"] is True
    assert described["version"] in said["citation"]
    for term in ("measurementTechnique", "variableMeasured", "temporalCoverage", "spatialCoverage"):
        assert said[term], term


def test_schema_org_lists_every_file_and_every_measure(described, files, tables):
    said = json.loads(dataset(described, files))
    assert {f["contentUrl"]: (f["sha256"], f["contentSize"]) for f in said["distribution"]} == {
        path: (sha256_of(content), f"{len(content)} B") for path, content in files.items()
    }
    measures = tables["measures"]
    assert [m["propertyID"] for m in said["variableMeasured"]] == list(measures["measure_id"])
    assert [m["unitText"] for m in said["variableMeasured"]] == list(measures["unit"])


def test_schema_org_names_the_time_and_area_that_the_figures_do(described, files, tables):
    said = json.loads(dataset(described, files))
    begun, ended = tables["figures"]["period_start"].min(), tables["figures"]["period_end"].max()
    assert said["temporalCoverage"] == f"{begun}/{ended}"
    assert {place["identifier"]["value"] for place in said["spatialCoverage"]} == set(
        tables["figures"]["ref_area"].dropna()
    )


@pytest.mark.parametrize(
    ("rows", "time", "areas"),
    [
        ("US,2014-10-01,2015-09-30\n,2013-01-01,\n", "2013-01-01/2015-09-30", ["US"]),
        (",,\n", None, []),
    ],
)
def test_time_and_area_are_those_of_all_figures_together(rows, time, areas, described, files):
    figures = f"ref_area,period_start,period_end\n{rows}".encode()
    said = json.loads(dataset(described, {**files, "csv/figures.csv": figures}))
    assert said.get("temporalCoverage") == time
    assert [place["identifier"]["value"] for place in said.get("spatialCoverage", [])] == areas


def test_a_home_page_is_not_given_as_the_address_of_a_report(described, files, tables):
    based_on = json.loads(dataset(described, files))["isBasedOn"]
    assert len(based_on) == len(tables["sources"])
    addresses = {source.get("url") for source in based_on} - {None}
    assert len(addresses) == 3
    assert all(not address.startswith("https://www.oig.dhs.gov") for address in addresses)


# CITATION.cff and .zenodo.json


@pytest.fixture(scope="module")
def cff_errors(repository):
    path = repository / "tests" / "package" / "cff-1.2.0.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(
        schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )
    return lambda text: [error.message for error in validator.iter_errors(yaml.safe_load(text))]


def test_the_citation_satisfies_the_schema_of_cff(release, cff_errors):
    text = citation_cff(release)
    assert cff_errors(text) == []
    assert len(cff_errors(text.replace("CC0-1.0", "CC0"))) == 1
    assert len(cff_errors(text.replace("authors:", "writers:"))) == 2


def test_zenodo_is_told_of_documents_by_their_own_addresses(release, described):
    said = json.loads(zenodo(release, described["sources"]))
    assert [related["relation"] for related in said["related_identifiers"]] == ["isDerivedFrom"] * 3
    assert "related_identifiers" not in json.loads(zenodo(release))


def test_zenodo_reads_html_so_that_marks_are_escaped(release):
    said = json.loads(zenodo(release.model_copy(update={"description": "a < b & c"})))
    assert said["description"] == "a &lt; b &amp; c"


# All of them together

EVERYWHERE = {"datapackage", "croissant", "schema.org", "citation", "zenodo"}
LINKED = EVERYWHERE - {"citation", "zenodo"}
PLACES = {
    "title": EVERYWHERE,
    "version": EVERYWHERE,
    "date": EVERYWHERE,
    "licenses": EVERYWHERE,
    "description": EVERYWHERE,
    "keywords": EVERYWHERE,
    "creators": EVERYWHERE,
    "rights": EVERYWHERE,
    "hashes": LINKED,
    "tables": LINKED,
    "columns": {"datapackage", "croissant"},
}
"""Which standard has a place for which fact; the others cannot say it."""


@pytest.fixture(scope="module")
def facts(release, described, files):
    return {
        "datapackage": of_the_package(described),
        "croissant": of_croissant(json.loads(croissant(described, files))),
        "schema.org": of_schema_org(json.loads(dataset(described, files)), described),
        "citation": of_the_citation(yaml.safe_load(citation_cff(release))),
        "zenodo": of_zenodo(json.loads(zenodo(release))),
    }


@pytest.mark.parametrize("fact", PLACES)
def test_all_standards_say_the_same(fact, facts):
    said = {standard: known[fact] for standard, known in facts.items() if fact in known}
    assert said.keys() == PLACES[fact]
    assert all(value for value in said.values())
    assert all(value == said["datapackage"] for value in said.values())


def of_the_package(said):
    resources = said["resources"]
    return {
        "title": said["title"],
        "version": said["version"],
        "date": said["created"][:10],
        "licenses": [license["name"].lower() for license in said["licenses"]],
        "description": said["description"],
        "keywords": said["keywords"],
        "creators": [c["title"] for c in said["contributors"] if "creator" in c["roles"]],
        "rights": said["rights"],
        "hashes": {r["path"]: r["hash"].removeprefix("sha256:") for r in resources},
        "tables": {r["path"]: r["description"] for r in resources},
        "columns": {
            r["name"]: [(f["name"], f["title"], f["description"]) for f in r["schema"]["fields"]]
            for r in resources
            if r["format"] == "csv"
        },
    }


def of_json_ld(said):
    """What all that build on schema.org say in its words."""
    return {
        "title": said["name"],
        "version": said["version"],
        "date": said["datePublished"][:10],
        "description": said["description"],
        "keywords": said["keywords"],
        "rights": said["copyrightNotice"],
    }


def of_croissant(said):
    return of_json_ld(said) | {
        "licenses": [address.rpartition("/")[2].lower() for address in said["license"]],
        "creators": [creator["name"] for creator in said["creator"]],
        "hashes": {file["@id"]: file["sha256"] for file in said["distribution"]},
        "tables": {file["@id"]: file["description"] for file in said["distribution"]},
        "columns": {
            found["@id"]: [
                (f["name"], f["alternateName"], f["description"]) for f in found["field"]
            ]
            for found in said["recordSet"]
            if "data" not in found
        },
    }


def of_schema_org(said, described):
    paths = {resource["path"] for resource in described["resources"]}
    tables = [file for file in said["distribution"] if file["contentUrl"] in paths]
    return of_json_ld(said) | {
        "licenses": [address.rpartition("/")[2].lower() for address in said["license"]],
        "creators": [creator["name"] for creator in said["creator"]],
        "hashes": {file["contentUrl"]: file["sha256"] for file in tables},
        "tables": {file["contentUrl"]: file["description"] for file in tables},
    }


def of_the_citation(said):
    return {
        "title": said["title"],
        "version": said["version"],
        "date": said["date-released"],
        "licenses": [said["license"].lower()],
        "description": said["abstract"],
        "keywords": said["keywords"],
        "creators": [author["name"] for author in said["authors"]],
        "rights": said["message"].removeprefix(f"{MESSAGE} "),
    }


def of_zenodo(said):
    return {
        "title": said["title"],
        "version": said["version"],
        "date": said["publication_date"],
        "licenses": [said["license"]],
        "description": html.unescape(said["description"]),
        "keywords": said["keywords"],
        "creators": [creator["name"] for creator in said["creators"]],
        "rights": html.unescape(said["notes"]),
    }


# DOIs


def texts(release, described, files):
    return {
        "datapackage": json.dumps(described),
        "croissant": croissant(described, files),
        "schema.org": dataset(described, files),
        "citation": citation_cff(release),
        "zenodo": zenodo(release, described["sources"]),
    }


def test_without_a_doi_no_standard_names_one(release, described, files):
    assert (release.doi, release.concept_doi) == (None, None)
    for standard, text in texts(release, described, files).items():
        assert not re.search(r"\bdoi\b|conceptdoi|10\.\d{4,}/", text, re.IGNORECASE), standard


@pytest.mark.slow
def test_with_dois_every_standard_names_both(named, files, cff_errors):
    made = texts(*named, files)
    for standard, text in made.items():
        assert DOI in text and CONCEPT_DOI in text, standard
    assert (named[1]["doi"], named[1]["conceptDoi"]) == (DOI, CONCEPT_DOI)
    assert json.loads(made["schema.org"])["identifier"] == f"https://doi.org/{DOI}"
    assert json.loads(made["zenodo"])["doi"] == DOI
    assert cff_errors(made["citation"]) == []
    assert yaml.safe_load(made["citation"])["doi"] == DOI
    import mlcroissant

    loaded = mlcroissant.Dataset(json.loads(made["croissant"])).metadata
    assert loaded.issues.warnings == set()
    assert loaded.url == f"https://doi.org/{DOI}"
    assert f"doi = {{{DOI}}}" in loaded.cite_as
