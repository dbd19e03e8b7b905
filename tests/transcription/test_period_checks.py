"""Periods of figures: none can be left out, shortened or changed without a finding."""

from dataclasses import replace

import pytest

from pipeline.sources.figure_entries import FigureEntry
from pipeline.transcription.figures import Figure, read_figure
from pipeline.transcription.period_checks import period_findings


@pytest.fixture(scope="module")
def figures(transcription, corpus):
    emendations = {at.entry.figure: at for source in corpus.sources for at in source.emendations}
    return [(figure, emendations.get(figure.id)) for figure in transcription.figures.values()]


@pytest.fixture
def read_again(corpus):
    measures = {at.entry.id: at.entry for at in corpus.measures}

    def read(figure, emendation, **changes):
        entry = figure.entry.model_copy(update=changes)
        at = replace(figure.at, entry=entry)
        return read_figure(at, figure.source, measures, emendation)

    return read


def test_every_figure_is_read_as_it_is(figures, read_again):
    for figure, emendation in figures:
        assert isinstance(read_again(figure, emendation), Figure), figure.id


@pytest.mark.parametrize("field", ["period", "period_printed", "not_dated_by"])
def test_no_field_of_a_period_can_be_left_out(figures, read_again, field):
    tried = [(f, e) for f, e in figures if getattr(f.entry, field) is not None]
    assert tried
    for figure, emendation in tried:
        assert isinstance(read_again(figure, emendation, **{field: None}), list), figure.id


@pytest.mark.parametrize("period", ["FY2019", "2018", "FY2014/FY2018", "2016-01/..", "2019-09-30"])
def test_no_other_period_can_be_entered(figures, read_again, period):
    for figure, emendation in figures:
        if figure.entry.period not in (None, period):
            for basis in (None, "entered"):
                changed = read_again(figure, emendation, period=period, period_basis=basis)
                assert isinstance(changed, list), figure.id


def test_the_words_for_a_period_cannot_be_shortened(figures, read_again):
    for figure, emendation in figures:
        words = (figure.entry.period_printed or "").split()
        shorter = [" ".join(words[1:]), " ".join(words[:-1])]
        for part in shorter if figure.entry.period else []:
            changed = read_again(figure, emendation, period_printed=part)
            same = isinstance(changed, Figure) and changed.period == figure.period
            assert isinstance(changed, list) or same, (figure.id, part)


ENTRY = {
    "id": "a",
    "measure": "files",
    "at": "400",
    "value": 400,
    "population": "files",
    "quote": "In the State's fiscal year 2019, 400 files were lost",
}


def found(figures, **fields):
    entry = FigureEntry.model_validate({**ENTRY, **fields})
    return [finding.found for finding in period_findings(replace(figures[0][0].at, entry=entry))]


WORDS = "the State's fiscal year 2019"


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        ({}, "the quotation names a period, `fiscal year`"),
        ({"period_printed": WORDS}, None),
        ({"period_printed": WORDS, "period": "2018-07/2019-06"}, "are not read: `State's`"),
        ({"period_printed": WORDS, "period": "2018-07/2019-06", "period_basis": "entered"}, None),
        ({"period_printed": WORDS, "period": "FY2019", "period_basis": "entered"}, "do not name FY2019"),
        ({"period_printed": WORDS, "period": "2016", "period_basis": "entered"}, "do not name 2016"),
        ({"period_printed": WORDS, "period_basis": "entered"}, "without a `period`"),
        ({"period_printed": "fiscal year 2019", "period": "FY2019", "period_basis": "entered"}, "are read as"),
        ({"period_printed": "fiscal year 2019"}, "but the entry has no `period`"),
        ({"period_printed": "fiscal year 2019", "period": "2019"}, "do not name 2019 (2019-01-01 to 2019-12-31), but 2018-10-01 to 2019-09-30"),
        ({"not_dated_by": WORDS}, None),
        ({"not_dated_by": "400 files"}, "`400 files` names no period"),
        ({"quote": "400 files", "context": {"population": "files of 2019"}}, "names a period, `2019`"),
        ({"quote": "400 files", "context": {"period": "files of that day"}}, "no words for the period are taken"),
        ({"quote": "a 400-day period", "at": "400"}, None),
    ],
)  # fmt: skip
def test_a_period_and_its_words(figures, fields, finding):
    texts = found(figures, **fields)
    assert (finding in texts[0]) if finding else not texts, texts


@pytest.mark.parametrize(
    "quote",
    [
        "400 files of the calendar year that ended",
        "400 files of the 1900-2008 plan",
        "400 files of the 1900–2008 plan",
        "400 files (1900-2008)",
        "400 files During the Plan",
        "400 files as of this visit",
        "400 files since Texas",
    ],
)
def test_words_that_are_found_to_name_a_period_may_be_named_as_not_dating_the_number(
    figures, quote
):
    (missing,) = found(figures, quote=quote)
    named = missing.partition("names a period, `")[2].partition("`")[0]
    assert named
    assert not found(figures, quote=quote, not_dated_by=named)
