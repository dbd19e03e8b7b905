"""Which numerals a reason of a waiver fits: those whose form, and the words beside them, show the reason.

A numeral that states a count, a percentage or an amount in a sentence fits none, and so cannot be waived. The
forms of numerals are told in `text.numeral_forms`; where waivers apply is in `completeness`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from pipeline.sources.waiver_entries import WaiverReason
from pipeline.text.numbers.forms import Form
from pipeline.text.numbers.numerals import Numeral
from pipeline.transcription.words_beside import (
    NEAR,
    Beside,
    Fits,
    anywhere,
    is_among_numbers,
    is_cap,
    is_category_bound,
    is_cut_report_number,
    is_deadline,
    is_elapsed,
    is_in_marks,
    is_in_name,
    is_in_parentheses,
    is_item,
    is_labeled,
    is_no_citation,
    is_of_document,
    is_of_no_journal,
    is_of_period,
    is_part_of_year,
    is_prefixed_page,
    is_pronoun,
    is_pronoun_of_time,
    is_refused,
    is_report_number,
    is_scale,
    is_threshold,
    is_unread,
    is_volume,
    is_year_of_title,
    shows_heading,
    shows_in_formula,
    shows_lettered,
    shows_listed_page,
    shows_of_footnote,
    shows_on_axis,
    shows_page,
    shows_stated,
)

STATED: WaiverReason = "stated"
"""The reason that a person states in words, where no rule shows one."""
DATES: tuple[Form, ...] = ("date", "year", "decade")
PLAIN: tuple[Form, ...] = ("number", "bare")
WHERE_FIT: Mapping[WaiverReason, Mapping[tuple[Form, ...], Fits]] = {
    "address": {("address",): anywhere},
    "bound in a formula or rule": {(*PLAIN, "percent", "duration", "money"): shows_in_formula},
    "citation": {
        ("citation", "page"): anywhere,
        DATES: is_in_parentheses,
        (*PLAIN, "name"): is_volume,
        ("name",): shows_lettered,
    },
    "date": {DATES: is_no_citation, ("number", "duration"): is_of_period},
    "date of the covered report": {DATES: anywhere},
    "date of the document": {DATES: is_of_document},
    "deadline": {("duration",): is_deadline},
    "elapsed time": {("duration",): is_elapsed},
    "exhibit": {
        (*PLAIN, "percent", "money", *DATES): is_among_numbers,
        ("number", "percent", "money", *DATES): shows_on_axis,
    },
    "footnote mark": {("mark",): anywhere, PLAIN: shows_of_footnote},
    "label or category bound": {
        (*PLAIN, "duration", "money", "percent"): is_category_bound,
        ("name",): is_labeled,
    },
    "layout debris": {PLAIN: is_among_numbers, ("mark", "list_number"): anywhere},
    "legal citation": {("citation",): is_of_no_journal},
    "legal threshold": {
        ("duration",): is_threshold,
        (*PLAIN, "percent", "money", "duration"): is_cap,
    },
    "list number": {("list_number",): anywhere, PLAIN: shows_heading, ("number",): is_item},
    "name": {("name",): anywhere, (*PLAIN, "ordinal", "year"): is_in_name},
    "number of an exhibit": {("exhibit",): anywhere},
    "number of a recommendation": {("recommendation",): anywhere},
    "ordinal": {("ordinal",): anywhere},
    "page number": {
        ("page",): anywhere,
        ("bare",): shows_page,
        (*PLAIN, "name"): is_prefixed_page,
        PLAIN: shows_listed_page,
    },
    "period of a figure": {
        DATES: is_no_citation,
        ("number", "name", "ordinal"): is_part_of_year,
        ("number", "duration"): is_of_period,
    },
    "pronoun": {("number",): is_pronoun, ("duration",): is_pronoun_of_time},
    "report number": {("name",): is_report_number, PLAIN: is_cut_report_number},
    "rule of rounding": {},
    "stated": {PLAIN: shows_stated, (*PLAIN, "percent", "money", "duration"): is_refused},
    "telephone": {("telephone",): anywhere},
    "title": {
        ("year", "decade"): is_year_of_title,
        ("date", "name", "exhibit", "recommendation", "ordinal", *PLAIN): is_in_marks,
    },
    "unit of measure": {("exponent",): anywhere, ("number", "money"): is_scale},
    "unreadable": {(*PLAIN, "percent", "money", "duration", *DATES, "name"): is_unread},
    "web address": {("web",): anywhere},
}
"""Reason → forms it fits, where the words beside the numeral show it too. The rule of rounding is quoted."""


BY_FORM: Mapping[Form, Mapping[WaiverReason, Sequence[Fits]]] = {
    form: {
        reason: fitting
        for reason, where in WHERE_FIT.items()
        if (fitting := [holds for forms, holds in where.items() if form in forms])
    }
    for form in get_args(Form)
}
"""Form → the reasons that may fit it, in the order of `WHERE_FIT`."""


def fits(reason: WaiverReason, numeral: Numeral, published: date | None) -> bool:
    """Whether a numeral's form, and the words beside it, show a reason to waive it.

    `published` is the date of its document, None where it is not known.
    """
    fitting = BY_FORM[numeral.form].get(reason)
    if fitting is None:
        return False
    beside = _beside(numeral, published)
    return any(holds(beside) for holds in fitting)


def fitting_reasons(numeral: Numeral, published: date | None) -> tuple[WaiverReason, ...]:
    """The reasons that a rule shows to fit a numeral, in alphabetical order; none where it states a figure."""
    may_fit = BY_FORM[numeral.form]
    if not may_fit:
        return ()
    beside = _beside(numeral, published)
    return tuple(
        reason
        for reason, fitting in may_fit.items()
        if reason != STATED and any(holds(beside) for holds in fitting)
    )


def _beside(numeral: Numeral, published: date | None) -> Beside:
    text, start, end = numeral.context
    return Beside(numeral, text[max(0, start - NEAR) : start], text[end : end + NEAR], published)
