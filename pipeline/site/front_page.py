"""The front page, and the page of all answers: what people look for first."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.package.published import Row
from pipeline.site import addresses
from pipeline.site.consistency_pages import VERDICTS_BY_WEIGHT, contradiction, listed_relations
from pipeline.site.in_words import interval, number
from pipeline.site.index_pages import INDEXES
from pipeline.site.links import Piece, id_pieces
from pipeline.site.listing import parts
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData

SHOWN_CONTRADICTIONS = 7
SHOWN_PICTURES = 2
SHOWN_ANSWERS = 12
SHOWN_REPORTS = 5


class Answer(NamedTuple):
    """A question with its answer in words, how it was computed with its figures as links, and what to beware of."""

    row: Row
    answer: str
    formula: list[Piece]
    assumptions: list[Piece]
    caution: list[Piece]


def pages(data: SiteData) -> Iterator[Page]:
    """The front page, then the answers."""
    answers = [_answer(data, row) for row in data.rows.get("answers", {}).values()]
    yield Page(addresses.FRONT, "front.html", str(data.descriptor["title"]), _front(data, answers))
    for part in parts(addresses.ANSWERS, answers):
        title = "Answers" if part.number == 1 else f"Answers, page {part.number}"
        yield Page(part.path, "answers.html", title, {"part": part})


def _front(data: SiteData, answers: list[Answer]) -> dict[str, object]:
    figures = data.rows["figures"].values()
    wrong = [one for one in listed_relations(data) if one["verdict"] == VERDICTS_BY_WEIGHT[0]]
    tables = {addresses.table(name) for name in data.resources}
    pictures = [one for one in data.pictures.values() if one.subject in tables]
    reports = [
        one for one in data.documents if one["kind"] == "report" and one["text_held"] == "true"
    ]
    asked = [one for one in answers if not one.row["reading"]]
    return {
        "figures": len(figures),
        "checked": sum(figure["checked_by"] == "person" for figure in figures),
        "reports": reports[:SHOWN_REPORTS],
        "more_reports": len(reports) > SHOWN_REPORTS,
        "answers": asked[:SHOWN_ANSWERS],
        "more_answers": max(0, len(asked) - SHOWN_ANSWERS),
        "every_index": INDEXES,
        "pictures": sorted(pictures, key=lambda one: len(one.rows))[:SHOWN_PICTURES],
        "contradictions": [contradiction(data, one) for one in wrong[:SHOWN_CONTRADICTIONS]],
        "found": len(wrong),
        "newest": data.given.releases[0] if data.given.releases else None,
    }


def _answer(data: SiteData, row: Row) -> Answer:
    value = number(row["value"]) or interval(row)
    return Answer(
        row,
        f"{value} {row['unit']}",
        id_pieces(data, row["formula"]),
        id_pieces(data, row["assumptions"]),
        id_pieces(data, row["caution"]),
    )
