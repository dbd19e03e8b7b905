"""Whole tables of words for periods and scales: each word in its phrase gives its reading (cases/other_words.csv).

A row says how it is read, and has a phrase with `_` for each of its words. In rows of `cut`, `¶` is the quoted words;
in rows of `by hand`, what is entered is before ` = `.
"""

import csv
from pathlib import Path

import pytest

from pipeline.text.periods.period_days import read_period
from pipeline.text.periods.periods import names_a_period, read_period_words, words_cut_off
from pipeline.text.periods.periods_by_hand import may_be_entered
from pipeline.text.units.scales import find_scale
from pipeline.text.units.table_scales import stated_factor

with (Path(__file__).parent / "cases/other_words.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


def days(period):
    if period is None:
        return "none"
    return f"{period.start} to {period.end or 'open'}, {period.type}"


def words_read(words):
    read = read_period_words(words)
    return days(read.period) if read.period else f"refused: {read.refused}"


def scale_found(text):
    scale = find_scale(text)
    return f"{scale.words}: {scale.factor:,f} {scale.unit or ''}".strip() if scale else "none"


READ = {
    "read": words_read,
    "written": lambda words: days(read_period(words)),
    "noticed": lambda text: " ; ".join(text[start:end] for start, end in names_a_period(text)),
    "cut": lambda text: words_cut_off(*text.split("¶")) or "none",
    "by hand": lambda text: "entered" if may_be_entered(*text.split(" = ")) else "refused",
    "scale": scale_found,
    "table scale": lambda text: str(stated_factor(text)),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['how']}: {row['template']}")
def test_every_word_of_a_phrase_is_read_as_reviewed(row):
    for word in row["words"].split("|"):
        text = row["template"].replace("_", word).replace("\\n", "\n")
        assert READ[row["how"]](text) == row["reading"].replace("_", word), text
