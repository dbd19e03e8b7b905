"""What frictionless, the official profile and pyarrow find in a package before it is published."""

import json
import socket

import frictionless
import pytest

from pipeline.package.package_checks import (
    frictionless_findings,
    parquet_findings,
    profile_findings,
)


@pytest.mark.slow
def test_the_published_package_passes_offline(files, monkeypatch):
    def no_network(*_):
        raise AssertionError("the package was not checked offline")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    for check in (profile_findings, frictionless_findings, parquet_findings):
        assert check(files) == []


@pytest.mark.slow
def test_frictionless_passes_every_table_in_both_formats(repository, catalog):
    report = frictionless.validate(str(repository / "datapackage/datapackage.json"))
    assert report.valid, report.to_summary()
    assert len(report.tasks) == 2 * len(catalog.tables)


@pytest.mark.slow
def test_frictionless_names_file_line_and_field(files):
    edited = dict(files)
    for path, old, new in (
        ("csv/sources.csv", b"2020-02-18", b"2020-02-31"),
        ("csv/figures.csv", b"-20-13,9,286", b"-02-13,9,286"),
        ("csv/measures.csv", b" ", b"  "),
        ("csv/oig_20_13__case_reviews.csv", b"finding", b"found"),
    ):
        assert old in edited[path]
        edited[path] = edited[path].replace(old, new, 1)
    findings = frictionless_findings(edited)
    for path, line, subject, words in (
        ("csv/sources.csv", 5, "published", "Type Error"),
        ("csv/figures.csv", 42, "figures.csv", "foreign key"),
        ("csv/measures.csv", 0, "measures.csv", "expected hash count"),
        ("csv/oig_20_13__case_reviews.csv", 0, "finding", "Incorrect Label"),
    ):
        place = (f"datapackage/{path}", line, subject)
        assert [f for f in findings if (f.file, f.line, f.subject) == place and words in f.found]


def test_frictionless_refuses_a_descriptor_that_it_cannot_read(files):
    described = files["datapackage.json"].replace(b'"type": "date"', b'"type": "day"')
    findings = frictionless_findings({**files, "datapackage.json": described})
    assert {finding.file for finding in findings} == {"datapackage/datapackage.json"}
    assert "day" in findings[0].found


def test_the_profile_is_enforced(files):
    described = json.loads(files["datapackage.json"])
    del described["resources"]
    (finding,) = profile_findings({"datapackage.json": json.dumps(described).encode()})
    assert "resources" in finding.found


@pytest.mark.parametrize(
    ("old", "new", "subject", "words"),
    [
        (b",26156,", b",26165,", "convictions", "row 1 holds `26156`"),
        (b",26156,", b",,", "convictions", "csv/arrest_offenses.csv holds `None`"),
        (b"charges", b"counts", "arrest_offenses", "counts"),
        (b",26156,", b",x,", "arrest_offenses", "cannot be compared"),
    ],
)
def test_a_parquet_table_that_is_not_its_csv_is_found(old, new, subject, words, files):
    path = "csv/arrest_offenses.csv"
    (finding,) = parquet_findings({**files, path: files[path].replace(old, new, 1)})
    assert finding.file == "datapackage/parquet/arrest_offenses.parquet"
    assert finding.subject == subject
    assert words in finding.found


def test_a_parquet_column_of_another_type_is_found(files):
    described = files["datapackage.json"].replace(b'"type": "integer"', b'"type": "number"')
    findings = parquet_findings({**files, "datapackage.json": described})
    assert all("has the type int" in finding.found for finding in findings)
    assert {"charges", "page"} <= {finding.subject for finding in findings}
