"""Kinds of changes that several files have in common: of a quotation, a period, a place in a text.

Which of them a field has is in `fields` and `table_fields`; how a wrong value is made is in `makers`.
"""

from collections.abc import Sequence
from typing import get_args

from campaign import makers
from campaign.makers import Maker, all_of, one_of
from pipeline.sources.entries import Availability, DefectOrigin

Kinds = Sequence[tuple[str, Maker]]
FREE = "free text"
IDS = "names (ids)"

FREE_TEXT: Kinds = ((FREE, makers.words),)
ID: Kinds = ((IDS, makers.renamed),)
QUOTATION: Kinds = (
    ("quotation: another digit", makers.digits),
    ("quotation: another word", makers.words),
    ("quotation: that of the next entry", makers.of_the_next),
    ("quotation: cut shorter", makers.shorter),
)
TEXT_OF_CELL: Kinds = tuple((f"text of a cell, {kind}", maker) for kind, maker in QUOTATION)
TOKEN: Kinds = (("token of a figure: another", all_of(makers.token, makers.of_the_next)),)
REGION: Kinds = (
    ("region of a row: another", all_of(makers.digits, makers.words, makers.of_the_next)),
    ("region of a row: cut shorter", makers.shorter),
    ("region of a row: left out", makers.dropped),
)
CONTEXT: Kinds = (
    ("context: another digit", makers.digits),
    ("context: another word", makers.words),
    ("context: left out", makers.dropped),
    ("context: that of another entry", makers.of_others),
)
PLACE: Kinds = (
    ("line or `after`: another", all_of(makers.smaller_or_larger, makers.of_the_next)),
    ("line or `after`: left out", makers.dropped),
)
PERIOD: Kinds = (
    ("period: another", all_of(makers.digits, makers.smaller_or_larger, makers.of_the_next)),
    ("period: left out", makers.dropped),
)
AVAILABILITY: Kinds = (("availability: another", one_of(get_args(Availability))),)
ORIGIN: Kinds = (("origin of a defect: another", one_of(get_args(DefectOrigin))),)
CELL_NAMED: Kinds = (
    ("cell named: another", all_of(makers.renamed, makers.of_the_next)),
    ("cell named: less of it", makers.dropped),
)
