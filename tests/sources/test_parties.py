"""Who asserts a number has one spelling, and a publisher is named only with a work of its own."""

from dataclasses import replace

import pytest

from pipeline.sources.party_checks import party_findings


@pytest.fixture
def attributed(corpus):
    """The findings where one figure of OIG-20-13 is attributed to somebody else."""

    def findings(words):
        sources = []
        for source in corpus.sources:
            figures = tuple(
                replace(at, entry=at.entry.model_copy(update={"attributed_to": words}))
                if at.entry.id == "oig-20-13/survey-effective-share"
                else at
                for at in source.figures
            )
            sources.append(replace(source, figures=figures))
        return list(party_findings(replace(corpus, sources=tuple(sources))))

    return findings


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("OIG survey", "does not begin with a party"),
        ("the OIG", "does not begin with a party"),
        ("ICE data", "does not begin with a party"),
        ("DHS OIG", "is the document's publisher, which asserts all its numbers"),
    ],
)
def test_a_party_spelled_otherwise_or_a_bare_publisher_is_refused_at_its_line(
    words, found, attributed
):
    (finding,) = attributed(words)
    assert (finding.file, finding.subject) == (
        "sources/oig-20-13/figures.yaml",
        "oig-20-13/survey-effective-share",
    )
    assert found in finding.found and finding.line > 1 and finding.remedy


@pytest.mark.parametrize("words", ["DHS OIG, survey of CAP officers", "ICE", "ICE, its data", None])
def test_a_party_in_its_spelling_is_accepted(words, attributed):
    assert attributed(words) == []


def test_a_party_is_registered_once(corpus):
    twice = replace(corpus, parties=(*corpus.parties, replace(corpus.parties[0])))
    (finding,) = party_findings(replace(twice, sources=()))
    assert "has the same party" in finding.found
    assert finding.file == "sources/parties.yaml"


def test_every_published_attribution_begins_with_a_party(corpus, derived):
    names = {at.entry.name for at in corpus.parties}
    published = derived("consistency_tables")["figures"]["attributed_to"].dropna()
    assert len(published) > 30
    assert {words.partition(", ")[0] for words in published} <= names
