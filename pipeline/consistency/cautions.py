"""What a reader must know before quoting a figure: discrepancies, the figures of a change, one line of caution.

Everything here follows from what documents state and relations compute; nothing is entered. What is true of every
figure, such as that no person has checked it, is not repeated for each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.consistency.consistency import Consistency
from pipeline.consistency.discrepancies import OF_ROUNDING, Discrepancy
from pipeline.consistency.relations import Relation
from pipeline.consistency.table_members import CellMember
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
    changes, confirmed = _changes(consistency), _confirmed(consistency)
    dropped = dict(_dropped_words(consistency))
    return {
        name: Caution(
            tuple(concerns[name]),
            *changes.get(name, (None, None)),
            " ".join(
                (
                    *_sentences(figure, concerns[name].values(), name in confirmed),
                    *dropped.get(name, ()),
                )
            )
            or None,
        )
        for name, figure in figures.items()
    }


def _sentences(
    figure: Figure, contradictions: Iterable[str | None], is_confirmed: bool
) -> Iterator[str]:
    """What there is to say of a figure, the gravest first."""
    yield from _read_otherwise(figure)
    stated = list(filter(None, contradictions))
    yield from stated
    if stated and is_confirmed:
        yield "What it can be computed from agrees with it."
    yield from _how_stated(figure)


def figures_of_discrepancies(cautions: Mapping[str, Caution]) -> Mapping[str, list[str]]:
    """The figures that each discrepancy concerns, by its id: the other direction of `discrepancy_ids`."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, caution in cautions.items():
        for discrepancy in caution.discrepancy_ids:
            found[discrepancy].append(name)
    return found


def discrepancies_of_cell(cell: CellMember, consistency: Consistency) -> Iterator[str]:
    """The discrepancies proved by a relation with this cell or column, or by a rule of its table about it."""
    reference = cell.reference
    for discrepancy in consistency.discrepancies:
        relation = discrepancy.relation
        if isinstance(relation, Relation):
            concerned = any(member.id == reference.id for member in relation.members)
        else:
            concerned = (
                relation is not None
                and relation.table is cell.table
                and reference.row in (None, relation.row_key)
                and any(term.column == reference.column for term in relation.terms)
            )
        if concerned:
            yield discrepancy.id


def _by_document(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.document.source_id].append(figure)
    return found


def _figures_concerned(
    discrepancy: Discrepancy, of_documents: Mapping[str, list[Figure]]
) -> dict[str, str | None]:
    """The figures that the relation computes with, and those in both quotations; each with what is to be said of it.

    Of the figures in a quotation only those are contradicted whose words disagree; all are, where these words are
    about no figure, such as a period. Where a token is damaged, its emendation says so, and nothing is added.
    """
    found = {name: _of_member(discrepancy, name) for name in _computed_with(discrepancy)}
    first, second = discrepancy.statements
    for mine, other in ((first, second), (second, first)):
        quoted = [
            figure
            for figure in of_documents.get(mine.document.source_id, ())
            if _contains(mine, figure)
        ]
        at_odds = {figure.id for figure in quoted if _is_at_odds(mine, figure)}
        for figure in quoted:
            contradicted = figure.id in at_odds or not at_odds
            sentence = _of_quoted(discrepancy, figure, mine, other) if contradicted else None
            found[figure.id] = found.get(figure.id) or sentence
    return found


def _computed_with(discrepancy: Discrepancy) -> list[str]:
    return sorted(discrepancy.relation.figure_ids) if discrepancy.relation else []


def _of_member(discrepancy: Discrepancy, name: str) -> str | None:
    """What is to be said of a figure that the relation of a discrepancy computes with."""
    relation, (first, second) = discrepancy.relation, discrepancy.statements
    if not isinstance(relation, Relation) or relation.kind == "same_value":
        return None
    for mine, other in ((first, second), (second, first)):
        if relation.kind in OF_ROUNDING:
            if other.figure is None:
                return f"Contradicted by {_shown(other)}."
        elif mine.figure is not None and mine.figure.id in _stated_by(relation):
            if name == mine.figure.id:
                return f"Contradicted by what follows from {_shown(other)}."
            return f"What follows from it contradicts {_shown(mine)}."
    return None


def _of_quoted(
    discrepancy: Discrepancy, figure: Figure, mine: Statement, other: Statement
) -> str | None:
    """What is to be said of a figure whose words in a quotation disagree with the other statement."""
    if discrepancy.entry.kind == "token":
        return None
    if discrepancy.relation is not None and _is_at_odds(mine, figure):
        return f"Contradicted by {_shown(other)}."
    return f"Its words “{mine.words}” disagree with {_shown(other)}."


def _shown(statement: Statement) -> str:
    page = statement.document.page(statement.differing.start)
    return f"“{statement.words}”" + (f" (page {page})" if page is not None else "")


def _stated_by(relation: Relation) -> set[str]:
    return {m.id for m in relation.members if m.figure and m.role == "stated"}


def _confirmed(consistency: Consistency) -> set[str]:
    """The figures that are what others give: a relation that states them is verified, and none is inconsistent."""
    verdicts: dict[str, set[str]] = defaultdict(set)
    for relation in consistency.relations:
        for name in _stated_by(relation):
            verdicts[name].add(relation.verdict)
    return {name for name, of in verdicts.items() if "verified" in of and "inconsistent" not in of}


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


def _dropped_words(consistency: Consistency) -> Iterator[tuple[str, list[str]]]:
    """Of figures of articles that leave out a qualifier of the report: what it is."""
    for restatement in consistency.restatements:
        if restatement.reference is not None and restatement.qualifier == "dropped":
            word = restatement.reference.qualifier
            sentence = f"The report's own words have “{word}” beside the number; the article leaves it out."
            yield restatement.figure.id, [sentence]


def _how_stated(figure: Figure) -> Iterator[str]:
    """What the words beside a number take from it, and what it is a part of."""
    qualifier = figure.qualifier
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
