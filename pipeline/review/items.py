"""The items of a review: each numeral of the text in reading order, and each table where it begins.

What became of a numeral is told by the account of `oversight check`; what is proposed for it, by `proposals/`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from pydantic import ValidationError

from pipeline.drafting.measures import stand_in
from pipeline.review.own_entries import OwnFigure, OwnWaiver, blocks_in, own_figures, own_waivers
from pipeline.review.proposed import ProposedFigure, ProposedWaiver, folder_of
from pipeline.review.state import State
from pipeline.review.tables import ReviewedTable, reviewed_tables
from pipeline.review.tried import MOST_KEPT, Trial, trial_of, tried
from pipeline.review.values import Item, Place
from pipeline.review.working_files import on_disk
from pipeline.sources.character_boxes import CharacterBoxes
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.text.documents import Span
from pipeline.text.numbers.numerals import Numeral
from pipeline.transcription.completeness import Account
from pipeline.transcription.waiver_reasons import STATED, fits, fitting_reasons

IN_WORDS = "period, scale or unit of a proposed figure"
NOT_YET = "unaccounted"
"""The disposition of a numeral that nothing accounts for."""


def items_of(state: State, boxes: CharacterBoxes | None) -> tuple[Item, ...]:
    """Every item, a table before its first numeral."""
    return tuple(_Items(state, boxes).items())


@dataclass
class _Items:
    state: State
    boxes: CharacterBoxes | None
    tables: list[ReviewedTable] = field(init=False)

    def __post_init__(self) -> None:
        self.tables = sorted(reviewed_tables(self.state), key=lambda one: one.span.start)

    def items(self) -> Iterator[Item]:
        document = self.state.source.document
        assert document is not None
        (passage,) = document.passages
        accounts = {account.span: account for account in self.state.accounts}
        tables = list(reversed(self.tables))
        for numeral in passage.numerals:
            while tables and tables[-1].span.start <= numeral.start:
                yield self._table(tables.pop())
            yield self._numeral(numeral, accounts.get(Span(numeral.start, numeral.end)))
        yield from (self._table(one) for one in reversed(tables))

    def _numeral(self, numeral: Numeral, account: Account | None) -> Item:
        start = numeral.start
        if account is not None and account.disposition != NOT_YET:
            return self._confirmed(numeral, account)
        if start in self._cells and not self._is_split(start):
            cell = {"kind": "table", "status": "proposed", "group": self._cells[start]}
            return self._item(numeral, **cell, **self._reasons(numeral))
        if start in self._figures:
            return self._proposed_figure(numeral, self._figures[start])
        if start in self._waivers:
            one = self._waivers[start]
            group = f"proposed-waiver:{one.index}" if len(one.numerals) > 1 else None
            shared = {"kind": "waiver", "status": "proposed", "group": group}
            return self._item(numeral, **shared, fields=one.fields, **self._reasons(numeral))
        if start in self._in_words:
            fields = {"reason": IN_WORDS}
            in_words: dict[str, Any] = {"kind": "waiver", "automatic": True, "fields": fields}
            return self._item(numeral, status="proposed", **in_words, **self._reasons(numeral))
        return self._item(numeral, kind="none", status="unaccounted", **self._reasons(numeral))

    def _confirmed(self, numeral: Numeral, account: Account) -> Item:
        start = numeral.start
        figure, waiver = self._own_figures.get(start), self._own_waivers.get(start)
        if figure is not None:
            shared = {"kind": "figure", "status": "confirmed", "block": figure.block}
            return self._item(numeral, **shared, fields=figure.fields)
        if waiver is not None and account.disposition == "waived":
            group = f"waiver:{waiver.index}" if len(waiver.numerals) > 1 else None
            shared = {"kind": "waiver", "status": "confirmed", "group": group}
            return self._item(numeral, **shared, fields=waiver.fields)
        table = next(
            (t for t in self.tables if t.is_own and t.span.start <= start < t.span.end), None
        )
        if account.disposition == "table":
            group = f"table:{table.name}" if table else None
            return self._item(
                numeral, kind="table", status="confirmed", group=group, automatic=table is None
            )
        fields = {"reason": account.reason}
        return self._item(numeral, kind="waiver", status="confirmed", fields=fields, automatic=True)

    def _proposed_figure(self, numeral: Numeral, one: ProposedFigure) -> Item:
        fields = {name: value for name, value in one.fields.items() if name != "value"}
        problems, others, _ = tried(self._trial, numeral, one.fields)
        measure = str(fields.get("measure"))
        new = self.state.proposals.measures.get(measure)
        return self._item(
            numeral,
            kind="figure",
            status="proposed",
            fields=fields,
            problems=problems,
            other_measures=others,
            **self._reasons(numeral),
            new_measure=new if measure not in self._vocabulary else None,
            block=self._proposed_blocks.get(one.index),
        )

    def _item(self, numeral: Numeral, **more: Any) -> Item:
        document = self.state.source.document
        assert document is not None
        span = Span(numeral.start, numeral.end)
        return Item(
            id=f"n{numeral.start}",
            start=numeral.start,
            end=numeral.end,
            token=numeral.token,
            page=document.page(numeral.start),
            line=document.line(numeral.start),
            place=self._place(span),
            worded=numeral.kind == "vague_word",
            **more,
        )

    def _table(self, table: ReviewedTable) -> Item:
        document = self.state.source.document
        assert document is not None
        start = table.span.start
        return Item(
            id=f"table:{table.name}",
            kind="table",
            status="confirmed" if table.is_own else "proposed",
            start=start,
            end=table.span.end,
            token=str(table.fields.get("name") or table.name),
            page=document.page(start),
            line=document.line(start),
            fields=table.fields,
            problems=table.problems,
            group=f"table:{table.name}",
            needs=table.needs,
            table=table.details,
            place=self._place(table.span),
        )

    def _place(self, span: Span) -> Place | None:
        found = self.boxes.place(span) if self.boxes is not None else None
        if found is None:
            return None
        left, top, right, bottom = map(float, found.box)
        return Place(found.page, (left, top, right, bottom), found.turned)

    def _reasons(self, numeral: Numeral) -> dict[str, Any]:
        published = self.state.source.entry.published
        reasons, in_words = _reasons(_Asked(self._trial.digest, numeral.start, numeral, published))
        return {"reasons": reasons, "in_words": in_words}

    def _is_split(self, start: int) -> bool:
        """Whether the number of a table is proposed as a figure that repeats it."""
        one = self._figures.get(start)
        return one is not None and one.fields.get("location") == "table"

    @cached_property
    def _cells(self) -> Mapping[int, str]:
        """Where numerals of proposed tables begin, with the item of the table."""
        return {
            start: f"table:{table.name}"
            for table in self.tables
            if not table.is_own
            for start in table.numerals
        }

    @cached_property
    def _figures(self) -> Mapping[int, ProposedFigure]:
        return {one.numeral.start: one for one in self.state.proposals.figures}

    @cached_property
    def _in_words(self) -> frozenset[int]:
        """Where numerals begin that a proposed figure accounts for once it is confirmed: those of its period."""
        document = self.state.source.document
        assert document is not None
        (passage,) = document.passages
        return frozenset(
            numeral.start
            for one in self.state.proposals.figures
            for span in tried(self._trial, one.numeral, one.fields).words
            for numeral in passage.numerals_in(span)
        )

    @cached_property
    def _proposed_blocks(self) -> Mapping[int, str]:
        file = f"{folder_of(self.state.source.id)}/figures.yaml"
        blocks = blocks_in(on_disk(self.state.root, file) or "")
        return {index: f"proposed-{name}" for index, name in blocks.items()}

    @cached_property
    def _waivers(self) -> Mapping[int, ProposedWaiver]:
        return {n.start: one for one in self.state.proposals.waivers for n in one.numerals}

    @cached_property
    def _own_figures(self) -> Mapping[int, OwnFigure]:
        return {one.start: one for one in own_figures(self.state)}

    @cached_property
    def _own_waivers(self) -> Mapping[int, OwnWaiver]:
        return {start: one for one in own_waivers(self.state) for start in one.numerals}

    @cached_property
    def _vocabulary(self) -> Mapping[str, MeasureEntry]:
        return self.state.measures

    @cached_property
    def _trial(self) -> Trial:
        known = {**self._proposed_measures, **self._vocabulary}
        return trial_of(self.state.source, dict(sorted(known.items())))

    @cached_property
    def _proposed_measures(self) -> dict[str, MeasureEntry]:
        measures = {}
        for name, fields in self.state.proposals.measures.items():
            unwritten = {"definition": stand_in(fields.get("name"), fields.get("unit"))}
            defined = {**fields, **({} if fields.get("definition") else unwritten)}
            try:
                measures[name] = MeasureEntry.model_validate(defined)
            except ValidationError:
                continue
        return measures


@dataclass(frozen=True)
class _Asked:
    """A numeral of a document as it is stated; asked again after the next decision."""

    digest: str
    start: int
    numeral: Numeral = field(compare=False)
    published: date | None = None


@lru_cache(maxsize=MOST_KEPT)
def _reasons(asked: _Asked) -> tuple[tuple[str, ...], bool]:
    """The reasons that fit a numeral, and whether one may be stated in words."""
    numeral, published = asked.numeral, asked.published
    return fitting_reasons(numeral, published), fits(STATED, numeral, published)
