"""Whole tables of words: each word in its phrase is read, or refused, as the cases say (cases/words.csv).

A row is a phrase with `_` for each of its words, and the readings of its numbers. The words are listed here, not
taken from the code, so that a word that the code loses is noticed.
"""

import csv
import re
from itertools import groupby
from pathlib import Path

import pytest

from pipeline.text.numbers.numerals import find_numerals

with (Path(__file__).parent / "cases/words.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


def printed(cell):
    r"""The characters that a cell shows: `\n` is a line end, `¦` is `|`."""
    cell = cell.replace("¦", "|")
    return (
        cell.encode("ascii", "backslashreplace").decode("unicode_escape") if "\\" in cell else cell
    )


def shown(numeral):
    """A number as the cases write it: value, unit, statistic, meaning, form and qualifier, or why it is refused."""
    if numeral.refused is not None:
        return " ".join(re.sub(r"^`[^`]*` is not read: ", "refused: ", numeral.refused).split())
    least = "share" if numeral.least is None else f">={numeral.least}"
    value = least if numeral.value is None else f"{numeral.value.normalize():f}"
    words = f'"{" ".join(numeral.qualifier.split())}"' if numeral.qualifier else None
    parts = (value, numeral.unit, numeral.statistic, numeral.meaning, numeral.form, words)
    return " ".join(filter(None, parts))


def beginning(row):
    return row["template"][:9]


ALIKE = [list(rows) for _, rows in groupby(sorted(ROWS, key=beginning), key=beginning)]


@pytest.mark.parametrize("rows", ALIKE, ids=lambda rows: beginning(rows[0]))
def test_every_word_of_a_phrase_is_read_as_reviewed(rows):
    """Phrases that begin alike are one test: a thousand tests cost more than their reading."""
    wrong = {}
    for row in rows:
        for word in row["words"].split("|"):
            phrase = printed(row["template"].replace("_", word))
            readings = " ; ".join(map(shown, find_numerals(phrase)))
            if readings != " ".join(printed(row["reading"].replace("_", word)).split()):
                wrong[phrase] = readings
    assert wrong == {}
