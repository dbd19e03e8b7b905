"""Characters of a cell that print a number, and why they may print none, or one of another unit or size."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.text.numbers.numerals import Numeral, find_numerals, read_numeral
from pipeline.transcription.grid_columns import TableColumn
from pipeline.transcription.grid_lines import Unfit

GREATEST_CELL = Decimal(10) ** 15
MOST_DECIMALS = 6
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
PLAIN = re.compile(
    rf"(?:\$\s?(?=\())?(?P<open>\()?\s?(?P<sign>[-−–+])?\s?(?P<dollar>\$)?\s?(?P<minus>[-−–])?"
    rf"(?P<number>(?:{_NUMBER})(?:\s(?:thousand|million|billion|trillion)|(?(dollar)(?:[KMB]|bn)?))?)"
    r"\s?(?:%|percent)?\s?(?P<close>\))?(?:\s?%)?"
)
MINUS = ("-", "−", "–")
UNDAMAGED = (
    "if the text is not damaged there, say under `marks` what such a cell means, or correct the specification; "
    "if it is, register an emendation of the cell"
)


@dataclass(frozen=True)
class Numbers:
    """What the numbers of a column are compared with: its type and unit, its scale, and the decimals that its cells print."""

    column: TableColumn
    factor: Decimal
    decimals: Mapping[int, int]
    has_parentheses: bool

    def problem_of(self, text: str, match: re.Match[str], number: Numeral | None) -> Unfit | None:
        """Why a cell that looks like a number is none of its column, or may be read in two ways."""
        problem = next(self._doubts(text, match, number), None)
        return problem or self._of_another_unit(text, number)

    def _doubts(self, text: str, match: re.Match[str], number: Numeral | None) -> Iterator[Unfit]:
        name = self.column.name
        is_alone = bool(match["open"]) != bool(match["close"])
        is_twice = (
            max(map(text.count, "%$")) > 1
            or len([*filter(None, map(match.group, ("sign", "minus", "open")))]) > 1
        )
        if is_alone or is_twice:
            remedy = "a parenthesis is alone, or a sign twice: compare the cell with the document"
            yield unfit(self.column, text, remedy)
        if match["open"] and not self.has_parentheses:
            remedy = "write `parentheses: negative` where they say so; if not, explain the mark"
            yield Unfit(f"the cell `{text}` of {name} is in parentheses", remedy)
        digits = match["number"].split()[0]
        if re.fullmatch(r"0[0-9,]+", digits):
            remedy = "read codes into a column of type string; if a point is lost, register an emendation"
            yield Unfit(f"the cell `{text}` of {name} begins with 0", remedy)
        if number is not None and number.refused and not self._has_three_decimals(digits):
            yield Unfit(f"the cell `{text}` of {name}: {number.refused}", UNDAMAGED)
        if number is not None and number.has_magnitude and self.factor != 1:
            found = f"the cell `{text}` of {name} prints a magnitude, and the column has a scale"
            yield Unfit(found, "compare the cell with the document: one of them may not be meant")
        if self._may_be_a_separator(digits):
            found = f"the cell `{text}` of {name} may be a decimal, or have a damaged comma"
            remedy = "register an emendation of the cell, or compare it with the document"
            yield Unfit(found, remedy)

    def _has_three_decimals(self, digits: str) -> bool:
        return re.fullmatch(r"[0-9]{1,3}\.[0-9]{3}", digits) is not None

    def _may_be_a_separator(self, digits: str) -> bool:
        """Three decimals where other cells of the column have not."""
        if self.column.type is int or not self._has_three_decimals(digits):
            return False
        return digits[0] != "0" and set(self.decimals) != {3}

    def _of_another_unit(self, text: str, number: Numeral | None) -> Unfit | None:
        name, unit = self.column.name, self.column.unit
        if re.search(r"%|percent", text) and unit != "percent":
            found = f"the cell `{text}` prints a percent sign, the unit of {name} is {unit}"
            return Unfit(found, "read the cell into a column whose unit is percent")
        if "$" in text and "dollar" not in (unit or "").lower():
            found = f"the cell `{text}` prints a dollar sign, the unit of {name} is {unit}"
            return Unfit(found, "read the cell into a column whose unit is US dollars")
        if number is None or number.value is None:
            return unfit(self.column, text, UNDAMAGED)
        return self._of_another_size(text, number, number.value * self.factor)

    def _of_another_size(self, text: str, number: Numeral, value: Decimal) -> Unfit | None:
        if abs(value) > GREATEST_CELL or (self.column.type is int and value != int(value)):
            return self._no_whole_number(text)
        if self.column.type is int and self.factor == 1 and number.last_digit_unit < 1:
            return self._no_whole_number(text)
        if number.last_digit_unit * self.factor < Decimal(10) ** -MOST_DECIMALS:
            found = (
                f"the cell `{text}` of {self.column.name} has more than {MOST_DECIMALS} decimals"
            )
            return Unfit(found, "compare the cell with the document")
        return None

    def _no_whole_number(self, text: str) -> Unfit:
        found = f"the cell `{text}` under {self.column.name} is no whole number"
        remedy = (
            "if the text is not damaged there, declare the column as a number; if it is, register an emendation "
            "of the cell"
        )
        return Unfit(found, remedy)


def unfit(column: TableColumn, text: str, remedy: str, why: str | None = None) -> Unfit:
    """Why a cell is no value of its column."""
    what = {int: "whole number", Decimal: "number"}.get(column.type, "value")
    because = f": {why}" if why else ""
    if not text:
        return Unfit(f"the cell under {column.name} is blank", remedy)
    return Unfit(f"the cell `{text}` under {column.name} is no {what}{because}", remedy)


def numeral_of(match: re.Match[str]) -> Numeral | None:
    """The number of a plain cell; letters for a magnitude are read behind a dollar sign only."""
    number = match["number"]
    if not match["dollar"] or number[-1].isdigit():
        return read_numeral(number)
    found = find_numerals(f"${number}")
    return found[0] if len(found) == 1 and found[0].token == number else None


def decimals_of(texts: Iterable[str]) -> dict[int, int]:
    """How many decimals plain numbers have: number of decimals → cells that have them."""
    counted: dict[int, int] = {}
    for text in texts:
        match = PLAIN.fullmatch(text)
        if match is not None:
            places = len(match["number"].split()[0].partition(".")[2])
            counted[places] = counted.get(places, 0) + 1
    return counted
