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
    ],
)
def test_a_reason_in_words_is_for_a_number_that_nothing_shows_to_count(phrase, may_be):
    assert fits(STATED, numeral_in(phrase), None) == may_be
