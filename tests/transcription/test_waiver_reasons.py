"""Which reasons of a waiver fit a numeral, told from the words beside it (cases/waiver_reasons.csv).

A row has a phrase with `_` for each of its words and the numeral in double brackets. The document is of
February 18, 2020.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from pipeline.text.numbers.numerals import find_numerals
from pipeline.transcription.waiver_reasons import WHERE_FIT, fitting_reasons

with (Path(__file__).parent / "cases/waiver_reasons.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


def reasons_of(phrase, published=date(2020, 2, 18)):
    before, token, behind = phrase.replace("]]", "[[").split("[[")
    numerals = find_numerals(before + token + behind)
    (numeral,) = [n for n in numerals if n.start == len(before)]
    assert numeral.token == token
    return ", ".join(fitting_reasons(numeral, published))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_the_words_beside_a_numeral_show_which_reasons_fit(row):
    for word in row["words"].split("|"):
        phrase = row["phrase"].replace("_", word).replace("\\n", "\n")
        assert reasons_of(phrase) == row["reasons"], phrase


def test_every_reason_fits_a_phrase():
    shown = {reason for row in ROWS for reason in row["reasons"].split(", ") if reason}
    assert shown == set(WHERE_FIT) - {"rule of rounding"}


def test_without_a_date_of_the_document_any_date_may_be_its():
    assert "date of the document" not in reasons_of("filed on June [[3]], 2019")
    assert "date of the document" in reasons_of("filed on June [[3]], 2019", None)
