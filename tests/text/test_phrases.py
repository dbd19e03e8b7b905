"""Phrases as reports print them, each read right or refused with a reason (cases/phrases.csv, cases/numbers.csv)."""

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import portion
import pytest

from pipeline.text.intervals import interval_of_statistic, limits_of
from pipeline.text.numbers.numerals import find_numerals
from pipeline.text.units.scales import find_scale, scaled

CASES = Path(__file__).parent / "cases"
REFUSED = {
    "The office opened 45 678 files": "may be one number, 45,678, or two",
    "The office closed 8.665 files": "its point may be a decimal point",
    "The office closed l,234 files": "it may be 1,234",
    "The office closed 3l2 files": "it may be 312",
    "The office closed 5 6,789 files": "may be one number, 56,789, or two",
    "Staff made 2509 arrests (mark 9 glued)": "250 with the mark 9",
    "Staff made 374a arrests": "a number with a mark",
    "The balance moved (1,234) over the term": "in parentheses it may be negative",
    "Net cost of ($2,500) was booked": "in parentheses it may be negative",
    "It served 2 or 3 million people": "states two numbers, of which one holds",
    "The team toured around 20 jails by car and counted 20": "may say where",
    "Rooms lie below 4 offices": "may say where",
    "In the first quarter officers left": "part of a date",
    "The 12th office replied": "a rank",
    "Section 287(g) applies": "part of a citation",
    "Files from the 1980s were kept": "a decade",
    "The help line works 24/7": "it may be a date, a ratio or a name",
    "It is 10x larger": "it may be a ratio",
}
"""The phrases that are refused, all others being read."""


def rows(name):
    return list(csv.DictReader((CASES / name).open(encoding="utf-8")))


def printed(cell):
    r"""The characters that a cell shows: `\n` is a line end."""
    if "\\" not in cell:
        return cell
    return cell.encode("ascii", "backslashreplace").decode("unicode_escape")


def numerals_on(phrase, token):
    at = phrase.index(token)
    return [n for n in find_numerals(phrase) if n.start < at + len(token) and at < n.end]


@pytest.mark.parametrize("row", rows("phrases.csv"), ids=lambda row: row["phrase"])
def test_a_phrase_is_read_right_or_refused(row):
    phrase, token = row["phrase"], row["token"]
    (numeral,) = numerals_on(phrase, token)
    assert token in numeral.token or numeral.token in token
    if phrase in REFUSED:
        assert REFUSED[phrase] in numeral.refused
        return
    assert numeral.refused is None and row["interval"] != "refuse"
    scale = find_scale(phrase)
    numeral = scaled(numeral, scale.factor) if scale else numeral
    assert numeral.value == (Decimal(row["value"]) if row["value"] else None)
    assert (numeral.qualifier or "").lower() == row["qualifier"].lower()
    read = interval_of_statistic(numeral.value, numeral, numeral.statistic)
    assert read.working == interval_in(row["interval"]) & limits_of(numeral.statistic)


def interval_in(cell):
    """The interval that a cell of the cases writes: `=15`, `[10,inf)`."""
    if cell.startswith("="):
        return portion.singleton(Decimal(cell[1:]))
    lower, upper = cell[1:-1].split(",")
    return portion.Interval.from_atomic(
        portion.CLOSED if cell[0] == "[" else portion.OPEN,
        -portion.inf if lower == "-inf" else Decimal(lower),
        portion.inf if upper == "inf" else Decimal(upper),
        portion.CLOSED if cell[-1] == "]" else portion.OPEN,
    )


def test_only_phrases_of_the_cases_are_listed_as_refused():
    assert set(REFUSED) <= {row["phrase"] for row in rows("phrases.csv")}


def test_the_method_counts_the_phrases_of_each_kind():
    cases = rows("phrases.csv")
    kinds = dict.fromkeys(row["group"] for row in cases)
    counted = Counter((row["group"], row["phrase"] in REFUSED) for row in cases)
    text = (Path(__file__).parents[2] / "docs/method.md").read_text(encoding="utf-8")
    table = re.search(r"\| kind of phrase .*?\n\n", text, re.DOTALL).group()
    stated = re.findall(r"\| (\d+) \| (\d+) \|", table)
    assert Counter(stated) == Counter(
        (str(counted[kind, False]), str(counted[kind, True])) for kind in kinds
    )


PHRASES: dict[str, list[dict[str, str]]] = {}
for case in rows("numbers.csv"):
    PHRASES.setdefault(printed(case["phrase"]), []).append(case)


@pytest.mark.parametrize("phrase", PHRASES)
def test_each_number_of_a_phrase_is_read_or_refused_as_a_whole(phrase):
    found = [
        {
            "token": n.token,
            "value": shown(n),
            "unit": (n.refused is None and n.unit) or "",
            "statistic": (n.refused is None and n.statistic) or "",
            "refused": " ".join((n.refused or "").split()),
        }
        for n in find_numerals(phrase)
    ]
    expected = [
        {
            "token": printed(case["token"]),
            "value": case["value"],
            "unit": case["unit"],
            "statistic": case["statistic"],
            "refused": " ".join(case["refused"].split()),
        }
        for case in PHRASES[phrase]
    ]
    assert found == expected


def shown(numeral):
    """The value as the cases write it: `>=200` for "hundreds", `share` for "half", nothing where it is refused."""
    if numeral.refused is not None:
        return ""
    if numeral.value is not None:
        return f"{numeral.value.normalize():f}"
    return "share" if numeral.least is None else f">={numeral.least}"
