"""Which reasons of a waiver fit a numeral, told from the words beside it (cases/waiver_reasons.csv).

A row has a phrase with `_` for each of its words and the numeral in double brackets. The document is of
February 18, 2020.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from pipeline.text.numbers.numerals import find_numerals
from pipeline.transcription.waiver_reasons import STATED, WHERE_FIT, fits, fitting_reasons

with (Path(__file__).parent / "cases/waiver_reasons.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


def numeral_in(phrase):
    before, token, behind = phrase.replace("]]", "[[").split("[[")
    numerals = find_numerals(before + token + behind)
    (numeral,) = [n for n in numerals if n.start == len(before)]
    assert numeral.token == token
    return numeral


def reasons_of(phrase, published=date(2020, 2, 18)):
    return ", ".join(fitting_reasons(numeral_in(phrase), published))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_the_words_beside_a_numeral_show_which_reasons_fit(row):
    for word in row["words"].split("|"):
        phrase = row["phrase"].replace("_", word).replace("\\n", "\n")
        assert reasons_of(phrase) == row["reasons"], phrase


def test_every_reason_fits_a_phrase():
    shown = {reason for row in ROWS for reason in row["reasons"].split(", ") if reason}
    assert shown == set(WHERE_FIT) - {"rule of rounding", STATED}


def test_without_a_date_of_the_document_any_date_may_be_its():
    assert "date of the document" not in reasons_of("filed on June [[3]], 2019")
    assert "date of the document" in reasons_of("filed on June [[3]], 2019", None)


@pytest.mark.parametrize(
    ("phrase", "may_be"),
    [
        ("data of Landsat [[7]] show it", True),
        ("in SAS [[9.2]] it ran", True),
        ("a share of [[9.2]] was lost", False),
        ("ran on channel [[5]]", False),  # a name, by its form
        ("they lost [[318]] files", False),
        ("they held [[318]] people", False),
        ("[[318]] of the detainers", False),
        ("the total was [[318]]", False),
        ("an increase of [[318]] for it", False),
        ("losses were at least [[12]] there", False),
        ("they had [[1,200]] there", False),
        ("[[40]] km² burned", False),
        ("[[12]] percent of it", False),
        ("it cost $[[12]] then", False),
        ("for [[six]] months", False),
        ("a savings of [[5.5M]] it is", False),
        ("note that [[none]] of the response choices applies to them. It was so", True),
        ("note that [[none]] of the choices applies\n  • The beds were used", True),
        ("[[none]] of the beds was used", False),
        ("[[none]] of the beds in\n12 cells", False),
        ("it is often in the [[double]] digits", True),  # the reader refuses it
        ("a [[three]]-generation study", True),
        ("a baker's [[dozen]] of it", True),
        ("They kept [[8.665]] files", False),  # an emendation says what it is
    ],
)
def test_a_reason_in_words_is_for_a_number_that_nothing_shows_to_count(phrase, may_be):
    assert fits(STATED, numeral_in(phrase), None) == may_be


ODD = {
    "and a UFL of\n[[2]]. This Report used it": "figure",
    "Table ES-[[1]]\nPercent of Species Range": "number of an exhibit",
    "It reduces the precision by less than [[two]] percent.": "figure",
    "A dose of [[0.078]] mg/kg bw/d was set": "figure",
    "They entered [[3]]-and 4-year-olds": "label or category bound",
    "scores are often in the [[double]] digits": "stated",
    "a [[three]]-generation study of mallards": "stated",
    "this was the [[one]] year in which it fell": "pronoun",
    "between Black children and Hispanic children about [[half]] of the gap": "figure",
    "they do not add up to [[1]] because": "bound in a formula or rule",
    "in the lower [[48]] states": "name",
    "Landsat [[7]] data": "stated",
    "note that [[none]] of the response choices applies. It was so": "stated",
    "a potential savings of [[5.5M]].": "figure",
    "Nonbinding Recommendations\n\n[[2]]. Intended Population\n": "list number",
    "It went over [[3]] bridges": "stated",
    "It served [[2]] or 3 million people": "stated",
    "the loss was [[5]] percent": "stated",
    "Spending did not fall by [[8]] percent": "stated",
    "The office closed [[l,234]] files": "unreadable",
}
"""What reports print, and a way in which its number is accounted for: a figure, a reason, or one in words."""


def ways_of(numeral):
    """How a numeral can be accounted for; an emendation says what a point is, and makes it a figure."""
    figure = numeral.refused is None or numeral.point_may_separate
    stated = fits(STATED, numeral, None)
    return [*["figure"] * figure, *fitting_reasons(numeral, None), *[STATED] * stated]


@pytest.mark.parametrize("phrase", ODD)
def test_a_number_of_an_odd_sentence_can_be_accounted_for(phrase):
    assert ODD[phrase] in ways_of(numeral_in(phrase))


def test_no_number_of_the_reviewed_phrases_is_without_a_way():
    texts = {row["phrase"] for name in ("phrases", "numbers") for row in phrases_of(name)}
    lost = [
        (text, numeral.token)
        for text in sorted(texts)
        for numeral in find_numerals(text.replace("\\n", "\n"))
        if not ways_of(numeral)
    ]
    assert lost == []


def phrases_of(name):
    cases = Path(__file__).parents[1] / f"text/cases/{name}.csv"
    return list(csv.DictReader(cases.open(encoding="utf-8")))
