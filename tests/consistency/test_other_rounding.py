"""A stated number that does not follow from others: had it been cut off, or rounded up, would it?"""

from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import portion
import pytest

from pipeline.consistency.relation_kinds import cut_off, rounded_up
from pipeline.consistency.rule_cases import Case
from pipeline.consistency.table_cells import TableCells
from pipeline.consistency.table_rules import RuleRelation
from pipeline.text.intervals import PART_OF_A_WHOLE, PrintedInterval, interval_of
from pipeline.text.numbers.numerals import find_numerals
from pipeline.transcription.table_results import Cell


def closed(lower, upper):
    return portion.closed(Fraction(lower), Fraction(upper))


def test_cutting_off_goes_away_from_zero_and_rounding_up_toward_it():
    twenty, minus_twenty = closed("19.5", "20.5"), closed("-20.5", "-19.5")
    assert cut_off(twenty) == portion.closedopen(Fraction(20), Fraction(21))
    assert rounded_up(twenty) == portion.openclosed(Fraction(19), Fraction(20))
    assert cut_off(minus_twenty) == portion.openclosed(Fraction(-21), Fraction(-20))
    assert rounded_up(minus_twenty) == portion.closedopen(Fraction(-20), Fraction(-19))


def rule_of(computed, stated, verdict="inconsistent"):
    """A rule whose one case computes a number and states another, rounded to one decimal."""
    half = Decimal("0.05")
    printed = portion.closed(Decimal(stated) - half, Decimal(stated) + half)
    rounded = PrintedInterval(printed, "printed_precision", "rounded", PART_OF_A_WHOLE)
    exactly = portion.singleton(Fraction(computed))
    case = Case("", verdict, "", ("", 1), exactly, printed, "", rounded)
    return RuleRelation("a/rule", None, None, (case,), ())


@pytest.mark.parametrize(
    ("computed", "stated", "cut", "up"),
    [
        ("33.36", "33.3", True, False),
        ("33.33", "33.4", False, True),
        ("33.3", "40", False, False),
        ("100.03", "99.9", False, False),
        ("100.03", "100", False, False),
    ],
)
def test_a_case_of_a_table_s_rule_may_be_cut_off_or_rounded_up(computed, stated, cut, up):
    rule = rule_of(computed, stated)
    assert (rule.truncation_reconciles, rule.rounding_up_reconciles) == (cut, up)


def test_other_rounding_is_not_tried_where_the_case_holds():
    rule = rule_of("33.33", "33.3", "verified")
    assert rule.truncation_reconciles is rule.rounding_up_reconciles is None


def test_a_cell_with_about_beside_its_number_is_approximate():
    (numeral,) = find_numerals("about 400")
    cell = Cell(400, interval_of(numeral.value, numeral, counted=True))
    cells = TableCells.__new__(TableCells)
    cells.table = SimpleNamespace(cells={("North", "beds"): cell})
    assert cells.any_approximate(["North"], ["beds", "vans"])
    assert not cells.any_approximate(["South"], ["beds"])
    assert cells.rounded("North", "beds") is None
