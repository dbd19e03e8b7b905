"""What a reader must know of a figure before quoting it: discrepancies, the figures of a change, one line of caution.

Everything here follows from what documents state and relations compute; nothing is entered. What is true of every
figure, such as that no person has checked it, is not repeated for each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.consistency.consistency import Consistency
from pipeline.consistency.discrepancies import Discrepancy
from pipeline.consistency.interval_arithmetic import number_text
from pipeline.transcription.figures import Figure
from pipeline.transcription.statements import Statement


@dataclass(frozen=True)
class Caution:
    """What is to be known of one figure.

    `discrepancy_ids` has every discrepancy whose quotations contain the figure, or whose relation computes with it.
    `change_from` and `change_to` are the figures that a change is between. `line` is one line of plain words,
    None where there is nothing to say.
    """

    discrepancy_ids: tuple[str, ...] = ()
    change_from: str | None = None
    change_to: str | None = None
    line: str | None = field(default=None, repr=False)


def cautions_of(figures: Mapping[str, Figure], consistency: Consistency) -> dict[str, Caution]:
    """The caution of every figure, by its id."""
    of_documents = _by_document(figures.values())
    concerns: dict[str, dict[str, str | None]] = {name: {} for name in figures}
    for discrepancy in consistency.discrepancies:
        for name, sentence in _figures_concerned(discrepancy, of_documents).items():
            concerns[name][discrepancy.id] = sentence
    changes = _changes(consistency)
    return {
        name: Caution(
            tuple(concerns[name]),
            *changes.get(name, (None, None)),
            " ".join(
                [
                    *_read_otherwise(figure),
                    *filter(None, concerns[name].values()),
                    *_how_stated(figure),
                ]
            )
            or None,
        )
        for name, figure in figures.items()
    }


def figures_of_discrepancies(cautions: Mapping[str, Caution]) -> Mapping[str, list[str]]:
    """The figures that each discrepancy concerns, by its id: the other direction of `discrepancy_ids`."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, caution in cautions.items():
        for discrepancy in caution.discrepancy_ids:
            found[discrepancy].append(name)
    return found


def _by_document(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.document.source_id].append(figure)
    return found


def _figures_concerned(
    discrepancy: Discrepancy, of_documents: Mapping[str, list[Figure]]
) -> dict[str, str | None]:
    """The figures in both quotations, and those that the relation computes with; each with what is to be said of it.

    Of the figures in a quotation only those are contradicted whose words disagree; all are, where these words are
    about no figure, such as a period.
    """
    found: dict[str, str | None] = dict.fromkeys(
        sorted(discrepancy.relation.figure_ids) if discrepancy.relation else ()
    )
    first, second = discrepancy.statements
    for mine, other in ((first, second), (second, first)):
        quoted = [
            figure
            for figure in of_documents.get(mine.document.source_id, ())
            if _contains(mine, figure)
        ]
        at_odds = [figure for figure in quoted if _is_at_odds(mine, figure)]
        for figure in quoted:
            contradicted = figure in at_odds or not at_odds
            sentence = _contradiction(discrepancy, mine, other) if contradicted else None
            found[figure.id] = found.get(figure.id) or sentence
    return found


def _contradiction(discrepancy: Discrepancy, mine: Statement, other: Statement) -> str:
    page = other.document.page(other.differing.start)
    theirs = f"“{other.words}”" + (f" (page {page})" if page is not None else "")
    gap = discrepancy.entry.gap
    if gap is None:
        return f"Its words “{mine.words}” disagree with {theirs}."
    apart = f"{number_text(gap)} ({discrepancy.gap_unit})"
    return f"Contradicted by {theirs}; the numbers compared differ by {apart}."


def _states(statement: Statement, figure: Figure) -> bool:
    return statement.figure is not None and statement.figure.id == figure.id


def _contains(statement: Statement, figure: Figure) -> bool:
    """Whether a statement is the figure, or its quotation contains the figure's token."""
    return _states(statement, figure) or (
        statement.document.source_id == figure.document.source_id
        and statement.quote.start <= figure.token.start
        and figure.token.end <= statement.quote.end
    )


def _is_at_odds(statement: Statement, figure: Figure) -> bool:
    """Whether the words of a statement that disagree are those of the figure."""
    if statement.figure is not None:
        return _states(statement, figure)
    return (
        _contains(statement, figure)
        and figure.token.start < statement.differing.end
        and statement.differing.start < figure.token.end
    )


def _changes(consistency: Consistency) -> dict[str, tuple[str | None, str | None]]:
    """The figures that each stated change is from and to, where a relation names them."""
    found = {}
    for relation in consistency.relations:
        if relation.kind == "change":
            named = {member.role: member.id for member in relation.members if member.figure}
            if "stated" in named:
                found[named["stated"]] = (named.get("from"), named.get("to"))
    return found


def _how_stated(figure: Figure) -> Iterator[str]:
    """What the words beside a number take from it, and what it is a part of."""
    qualifier = figure.numeral.qualifier
    if figure.intervals.kind == "approximate":
        yield f"Approximate: printed with “{qualifier}”, so it has no least and no greatest value."
    elif figure.intervals.kind == "bounded" and figure.value is not None and qualifier:
        yield f"Printed with “{qualifier}”: the number itself is not stated, only its limit."
    of_what = {"share": "A share of", "change": "A change from", "ratio": "A multiple of"}
    if figure.entry.denominator and figure.statistic in of_what:
        yield f"{of_what[figure.statistic]} {figure.entry.denominator}."


def _read_otherwise(figure: Figure) -> Iterator[str]:
    if figure.entry.reading == "emended":
        for item in figure.source.emendations:
            if item.entry.figure == figure.id:
                yield f"The text held prints “{item.entry.token}”, read as {item.entry.read_as}."
