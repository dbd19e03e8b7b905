"""What articles restate, compared with the report's words as another source quotes them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.text.intervals import exactly

JEFFREY = "quoted_in:jeffrey-2018-01-26"
FREEBEACON = "quoted_in:freebeacon-2018-01-16"
QUOTED_ALONE = {
    "freebeacon-2018-01-16/aliens-under-supervision-freebeacon",
    "freebeacon-2018-01-16/files-noncompliant-freebeacon",
    "jeffrey-2018-01-26/jurisdictions-declining-quoted-jeffrey",
}
COMPARED = {
    # figure: reference, number, qualifier, what is counted, period, attribution
    "freebeacon-2018-01-16/jurisdictions-declining-freebeacon": (JEFFREY, "same", "dropped", "same", "same", "attributed"),
    "freebeacon-2018-01-16/detainers-declined-freebeacon": (JEFFREY, "same", "same", "same", "same", "attributed"),
    "western-journal-undated/jurisdictions-declining-western-journal": (
        JEFFREY, "same", "same", "same", "same", "not_attributed",
    ),
    "western-journal-undated/detainers-declined-western-journal": (
        JEFFREY, "same", "same", "other_words", "same", "not_attributed",
    ),
    "western-journal-undated/case-files-sampled-western-journal": (
        FREEBEACON, "same", "same", "other_words", "same", "attributed",
    ),
    "freebeacon-2018-01-16/terrorist-cases-reviewed-freebeacon": (
        FREEBEACON, "same", "same", "other_words", "not_in_the_words_quoted", "not_attributed",
    ),
    "freebeacon-2018-01-16/terrorist-cases-under-review-freebeacon": (
        FREEBEACON, "same", "same", "other_words", "same", "not_attributed",
    ),
    "unshackled-undated/jurisdictions-declining-unshackled": (
        JEFFREY, "same", "dropped", "other_words", "same", "attributed",
    ),
    "unshackled-undated/detainers-declined-unshackled": (
        JEFFREY, "same", "dropped", "other_words", "same", "attributed",
    ),
    "jeffrey-2018-01-26/jurisdictions-declining-headline-jeffrey": (
        JEFFREY, "same", "dropped", "same", "not_stated", "not_attributed",
    ),
    "jeffrey-2018-01-26/jurisdictions-declining-lead-jeffrey": (
        JEFFREY, "same", "same", "same", "not_stated", "attributed",
    ),
    "jeffrey-2018-01-26/detainers-declined-jeffrey": (FREEBEACON, "same", "same", "same", "same", "attributed"),
}  # fmt: skip


@pytest.fixture(scope="module")
def restatements(consistency):
    return {item.figure.id: item for item in consistency.restatements}


def test_every_figure_of_an_article_is_compared_with_its_reference_or_has_none(
    restatements, transcription
):
    articles = [f for f in transcription.figures.values() if f.source.entry.kind == "article"]
    assert set(restatements) == {figure.id for figure in articles}
    held = {name: item for name, item in restatements.items() if item.reference is not None}
    assert {
        name: (i.held_against, i.value, i.qualifier, i.counted, i.period, i.attribution)
        for name, i in held.items()
    } == COMPARED
    for name in set(restatements) - set(held):
        item = restatements[name]
        expected = "quotes_the_report" if name in QUOTED_ALONE else "reference_not_held"
        assert item.held_against == expected
        assert {item.value, item.qualifier, item.counted, item.period} == {None}


def test_wording_is_the_same_for_every_outlet(restatements):
    """The sentence has one form; it names neither the outlet nor whether it is right."""
    outlets = ("Beacon", "Western", "Unshackled", "Jeffrey")
    for item in restatements.values():
        said = item.in_words()
        assert not any(outlet in said for outlet in outlets)
        if item.reference is not None:
            assert said.startswith("“") and "”, the reference “" in said
    assert (
        restatements["unshackled-undated/jurisdictions-declining-unshackled"]
        .in_words()
        .endswith(": qualifier: not repeated; what is counted: in other words.")
    )


def test_agreement_is_computed_from_the_fields(restatements):
    item = restatements["western-journal-undated/detainers-declined-western-journal"]
    assert with_entry(item, value=29270).value == "overlapping"
    assert with_entry(item, value=29270, exact=29000).value == "different"
    assert with_entry(item, counts="ICE Immigration Detainers").counted == "same"
    assert replace(item, figure=replace(item.figure, period=None)).period == "not_stated"
    other = replace(item.figure.period, start=item.figure.period.end)
    assert replace(item, figure=replace(item.figure, period=other)).period == "different"
    assert with_entry(item, attributed_to="the report").attribution == "attributed"


def with_entry(item, exact=None, **fields):
    """The restatement, had its figure's entry had other fields."""
    entry = item.figure.entry.model_copy(update=fields)
    figure = replace(item.figure, at=replace(item.figure.at, entry=entry))
    if exact is not None:
        figure = replace(figure, intervals=exactly(Decimal(exact)))
    return replace(item, figure=figure)
