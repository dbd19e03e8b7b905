"""Descriptions in our own words, each that of its number and each that of another."""

import pytest
from entries_of_figures import entered, found, measure

from pipeline.sources.files import Located
from pipeline.sources.relation_entries import QuantityEntry
from pipeline.sources.yaml_lines import read_yaml
from pipeline.transcription.description_checks import description_findings, quantity_findings

FILES = measure("files", "files", "# files were lost")
TEXT = "The agency lost track: 25 percent of the closed cases had lost files in 2019."


def about(**fields):
    shared = {"statistic": "share", "population": "lost files", "denominator": "closed cases"}
    entry = entered(TEXT, "25", **shared | fields)
    return found(description_findings(entry.at, FILES))


def test_descriptions_in_the_words_of_the_quotation_are_right():
    assert about() == []
    assert about(population="files which the agencies were losing, closed in 2019") == []


def test_words_of_a_context_count_as_quoted():
    (finding,) = about(denominator="cases of retired officers")
    assert (
        "`retired`, `officers` are neither in its quotations nor in the measure `files`" in finding
    )
    assert "1 words of 3 that name the number, expected three quarters" in finding
    context = {"denominator": "cases of officers who were retired"}
    assert about(denominator="cases of retired officers", context=context) == []


@pytest.mark.parametrize("population", ["officers employed", "jails in a metropolitan area"])
def test_a_population_of_another_number_is_refused(population):
    (finding,) = about(population=population)
    assert f"`population` is “{population}”" in finding and "context: {population: …}" in finding


def test_half_of_a_population_is_enough_and_less_is_not():
    assert about(population="lost files, somehow misplaced") == []
    assert len(about(population="lost files, somehow misplaced recently")) == 1


@pytest.mark.parametrize("population", ["lost files in 2018", "13 lost files"])
def test_a_number_in_a_description_must_be_quoted(population):
    (finding,) = about(population=population)
    assert "`2018`" in finding or "`13`" in finding


def about_quantity(mentioned, **fields):
    values = {"id": "a", "measure": "files", "population": "files of the agency", "availability": "not_stated"}  # fmt: skip
    entry = QuantityEntry.model_validate({**values, "mentioned": mentioned, **fields})
    lost = measure("files", "files", "# files … lost", "lost files")
    return found(quantity_findings(Located(entry, "relations.yaml", read_yaml("")), lost))


def test_a_quantity_is_described_by_the_words_that_mention_it():
    assert about_quantity("The map shows lost files of the agency by state.") == []
    (finding,) = about_quantity("The map shows closed cases of the agency.")
    assert "does not name the measure `files`, expected `# files … lost`; `lost files`" in finding
    (finding,) = about_quantity("The map shows lost files.", population="officers of the county")
    assert "are neither in `mentioned` nor in the measure `files`" in finding


def test_a_quantity_has_the_period_that_the_words_name():
    (finding,) = about_quantity("The map shows lost files of the agency in FY 2019.")
    assert "names a period, but the entry has none" in finding
    assert about_quantity("Lost files of the agency in FY 2019.", period="FY2019") == []
