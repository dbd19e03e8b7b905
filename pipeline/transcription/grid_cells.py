"""The cells of a printed table: the number that the characters of a cell print, its interval and its footnotes.

A cell is a number, a mark that the specification explains, or blank. Anything else is refused: no part of a cell is
taken for the whole.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from unicodedata import digit

import portion

from pipeline.sources.grid_entries import GridColumn, GridTable
from pipeline.text.documents import Span
from pipeline.text.intervals import PrintedInterval, exactly, interval_of
from pipeline.text.numbers.numerals import Numeral, find_numerals
from pipeline.transcription.grid_columns import TableColumn, is_of_numbers, limits_of_column
from pipeline.transcription.grid_lines import Piece, Unfit
from pipeline.transcription.grid_notes import Noted
from pipeline.transcription.grid_numbers import MINUS, PLAIN, UNDAMAGED, Numbers, numeral_of, unfit


@dataclass(frozen=True)
class Emended:
    """What an emendation reads in a cell: its number and the footnote's mark that was glued to it."""

    token: str
    read_as: str
    mark: str | None = None


@dataclass(frozen=True)
class GridCell:
    """A cell: its number or words, the interval of the number, the footnotes' marks, and the characters.

    `printed` is the whole cell. `text` has what is printed in place of a number or beside it, `availability` says why
    there is none. `step` is the value of one unit of the last digit, `factor` what the printed number was multiplied by.
    `unemended` is what an emended cell is without the emendation: another number, or none.
    """

    column: str
    printed: str
    value: Decimal | str | None
    spans: tuple[Span, ...]
    intervals: PrintedInterval | None = None
    step: Decimal | None = None
    text: str | None = None
    availability: str | None = None
    mark: str | None = None
    beside: tuple[Span, ...] = ()
    factor: Decimal = Decimal(1)
    unemended: "GridCell | None" = None

    @property
    def is_approximate(self) -> bool:
        """Whether a word like "about" is beside its number."""
        return self.intervals is not None and self.intervals.kind == "approximate"


@dataclass(frozen=True)
class CellReader:
    """How the cells of a column are read.

    `factor` multiplies its numbers, `document_step` is the document's own rule of rounding, `decimals` are the numbers
    of decimals that its cells print.
    """

    printed: GridColumn
    column: TableColumn
    specification: GridTable
    factor: Decimal = Decimal(1)
    document_step: Decimal | None = None
    decimals: Mapping[int, int] = field(default_factory=dict)

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers."""
        return is_of_numbers(self.column)

    @property
    def _numbers(self) -> Numbers:
        has_parentheses = self.specification.parentheses is not None
        return Numbers(self.column, self.factor, self.decimals, has_parentheses)

    def read(self, piece: Piece, noted: Noted, emended: Emended | None) -> GridCell | Unfit:
        """The cell of a column that a piece of a line is, with the footnotes' marks apart."""
        if emended is not None:
            return self._emended(piece, noted, emended)
        text = noted.piece.text
        meaning = self.specification.marks.get(text)
        if meaning is not None and (self.is_number or meaning not in ("zero", "rounds_to_zero")):
            return self._marked(piece, noted)
        if not self.is_number and self.column.type is not str:
            return unfit(
                self.column, piece.text, "read it as words, and type it in a table of rows"
            )
        if not text:
            remedy = (
                "look first whether the document prints the cell over two lines, or above or below this one: then it "
                'is not blank; if it is, say under `marks` what a blank cell means: `"": missing`'
            )
            return unfit(self.column, piece.text, remedy)
        if not self.is_number:
            return self._cell(piece, noted, text)
        return self._number(piece, noted)

    def _number(self, piece: Piece, noted: Noted) -> GridCell | Unfit:
        text = noted.piece.text
        if self.specification.space_before_point and re.fullmatch(r"\S* \.\d+\S*", text):
            whole = Piece(text.replace(" ", ""), noted.piece.span, noted.piece.raw)
            read = self._number(piece, replace(noted, piece=whole))
            return read if isinstance(read, Unfit) else replace(read, spans=(noted.piece.span,))
        match = PLAIN.fullmatch(text)
        if match is None:
            return self._qualified(piece, noted)
        number = numeral_of(match)
        problem = self._numbers.problem_of(text, match, number)
        if problem is not None or number is None or number.value is None:
            return problem or unfit(self.column, text, UNDAMAGED)
        is_negative = bool(match["open"]) or match["sign"] in MINUS or bool(match["minus"])
        start = noted.piece.span.start + noted.piece.offset(match.start("number"))
        value = -number.value if is_negative else number.value
        span = noted.piece.span if is_negative else Span(start, start + len(match["number"]))
        return self._valued(piece, noted, (value, number), span, None)

    def _qualified(self, piece: Piece, noted: Noted) -> GridCell | Unfit:
        """A number with words beside it that bound it or make it approximate, and nothing else."""
        text = noted.piece.text
        numerals = find_numerals(text)
        number = numerals[0] if len(numerals) == 1 else None
        refused = next((n for n in map(_refusal, numerals) if n), None)
        if number is None or number.kind != "digits" or number.qualified_by is None or refused:
            return unfit(self.column, text, UNDAMAGED, refused)
        rest = (text[: number.start] + " " + text[number.end :]).casefold()
        rest = rest.replace(number.qualified_by.words.casefold(), " ", 1)
        if re.sub(r"\s|\$|%|percent", "", rest):
            return unfit(self.column, text, UNDAMAGED)
        match = PLAIN.fullmatch(number.token)
        problem = (
            unfit(self.column, text, UNDAMAGED)
            if match is None
            else self._numbers.problem_of(number.token, match, number)
        )
        if problem is not None or number.value is None:
            return problem or unfit(self.column, text, UNDAMAGED)
        start = noted.piece.span.start + noted.piece.offset(number.start)
        span = Span(start, start + len(number.token))
        return self._valued(piece, noted, (number.value, number), span, text)

    def _valued(
        self,
        piece: Piece,
        noted: Noted,
        read: tuple[Decimal, Numeral],
        span: Span,
        text: str | None,
    ) -> GridCell:
        value, number = read[0] * self.factor, read[1]
        step = number.last_digit_unit * self.factor
        scaled = replace(number, value=value, last_digit_unit=step)
        return replace(
            self._cell(piece, noted, value),
            spans=(span,),
            intervals=self._intervals(value, scaled),
            step=step,
            text=text,
            factor=self.factor,
        )

    def _intervals(self, value: Decimal, number: Numeral) -> PrintedInterval:
        """Every number that would be printed so: by its words, the rule of its column, or its last digit."""
        is_exact = self.column.rounding == "exact" and self.factor == 1 and not number.has_magnitude
        if number.qualified_by is None and is_exact:
            return exactly(value)
        by_rule = self.column.rounding == "document"
        return interval_of(
            value,
            number,
            counted=is_exact,
            document_step=self.document_step if by_rule else None,
            within=limits_of_column(self.column),
        )

    def _marked(self, piece: Piece, noted: Noted) -> GridCell | Unfit:
        text = noted.piece.text
        meaning = self.specification.marks[text]
        cell = replace(self._cell(piece, noted, None), text=text or None, factor=self.factor)
        if meaning == "zero":
            zero = exactly(Decimal(0))
            return replace(cell, value=Decimal(0), intervals=zero, step=Decimal(1))
        if meaning == "rounds_to_zero":
            places = max(self.decimals, default=0)
            step = Decimal(10) ** -places * self.factor
            around = portion.closed(-step / 2, step / 2) & limits_of_column(self.column)
            intervals = PrintedInterval(around, "printed_precision", "rounded")
            return replace(cell, value=Decimal(0), intervals=intervals, step=step)
        if self.column.required:
            found = (
                f"the cell `{text}` under {self.column.name} is empty, and the column may not be"
            )
            remedy = "let the column be empty in the declaration, or read another column"
            return Unfit(found, remedy)
        why = "not_applicable" if meaning == "not_applicable" else "not_stated"
        return replace(cell, availability=why)

    def _emended(self, piece: Piece, noted: Noted, emended: Emended) -> GridCell | Unfit:
        """The cell as an emendation reads it; it must be of what the document prints, and be needed."""
        if piece.text != emended.token:
            found = f"the document has `{piece.text}`, the emendation is of `{emended.token}`"
            return Unfit(found, "compare the emendation with the document")
        digits = legible_digits(emended.token)
        if digits != legible_digits(emended.read_as) + legible_digits(emended.mark or ""):
            found = f"the emendation reads `{emended.token}` as `{emended.read_as}`: other digits"
            remedy = (
                "an emendation may read a separator otherwise, l, I or | as 1, O or o as 0, and the last digits as the "
                "mark of a footnote"
            )
            return Unfit(found, remedy)
        as_read = Piece(emended.read_as, piece.span, emended.read_as)
        read = self.read(as_read, Noted(as_read), None)
        if isinstance(read, Unfit):
            return read
        unread = self.read(piece, noted, None)
        if isinstance(unread, GridCell) and unread.value == read.value:
            found = f"the cell `{piece.text}` reads {read.value} without the emendation"
            return Unfit(found, "take the emendation out")
        return replace(
            read,
            printed=piece.text,
            spans=(piece.span,),
            text=piece.text,
            mark=emended.mark,
            unemended=unread if isinstance(unread, GridCell) else self._cell(piece, noted, None),
        )

    def _cell(self, piece: Piece, noted: Noted, value: Decimal | str | None) -> GridCell:
        spans = (noted.piece.span,) if noted.piece.text else ()
        return GridCell(
            self.column.name,
            piece.text,
            value,
            spans,
            mark=noted.mark,
            beside=noted.beside,
        )


def legible_digits(text: str) -> str:
    """The digits that characters print, those included that a conversion makes of 1 and 0.

    >>> legible_digits("l,O37")
    '1037'
    """
    legible = text.translate(str.maketrans("lI|Oo", "11100"))
    return "".join(str(digit(character)) for character in legible if character.isdigit())


def _refusal(numeral: Numeral) -> str | None:
    return getattr(numeral, "refused", None)
