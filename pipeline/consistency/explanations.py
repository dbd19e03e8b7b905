"""The argument behind a relation, a discrepancy, a bound or an answer, in words, numbers and quotations.

For `oversight explain`. Nothing is computed here; everything shown comes from `consistency`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from fractions import Fraction

import portion

from pipeline.consistency.answers import Answer
from pipeline.consistency.bounds import Bound, assumptions_of, statements_of_assumptions
from pipeline.consistency.consistency import Consistency
from pipeline.consistency.consistency_report import INDENT, paragraph, range_of
from pipeline.consistency.discrepancies import Discrepancy
from pipeline.consistency.interval_arithmetic import as_text, exact, number_text, published_ends
from pipeline.consistency.linear_programs import Proof
from pipeline.consistency.members import Member
from pipeline.consistency.relations import Relation
from pipeline.consistency.slack import Slack, slack_of
from pipeline.consistency.table_rules import RuleRelation
from pipeline.sources.corpus import Corpus
from pipeline.text.documents import Document, Span
from pipeline.transcription.figures import Figure
from schemas.vocabularies import INTERVAL_BASIS, VERDICT

SHOWN_CASES = 5
"""Cases of a rule that hold and are shown."""


class Unexplained(Exception):
    """No relation, discrepancy, bound or answer has that id; the message, for people, has a remedy."""


def explain(consistency: Consistency, corpus: Corpus, name: str) -> dict[str, list[str]]:
    """The arguments under that id, by kind: relation, rule, discrepancy, bound, answer. Raises `Unexplained`."""
    found: dict[str, list[str]] = {}
    for relation in consistency.relations:
        if relation.id == name:
            found["relation"] = list(_relation(relation, consistency))
    for rule in consistency.rules:
        if rule.id == name:
            found["rule"] = list(_rule(rule, consistency))
    for discrepancy in consistency.discrepancies:
        if discrepancy.id == name:
            found["discrepancy"] = list(_discrepancy(discrepancy, consistency))
    for bound in consistency.bounds:
        if name in (bound.id, bound.quantity.id):
            found[f"bound {bound.id}"] = list(_bound(bound, statements_of_assumptions(corpus)))
    for answer in consistency.answers:
        if answer.id == name:
            found["answer"] = list(_answer(answer))
    if found:
        return found
    known = [relation.id for relation in consistency.relations]
    known += [rule.id for rule in consistency.rules]
    known += [discrepancy.id for discrepancy in consistency.discrepancies]
    known += [bound.id for bound in consistency.bounds]
    known += [answer.id for answer in consistency.answers]
    near = get_close_matches(name, dict.fromkeys(known), n=5)
    advice = f"similar ids: {', '.join(near)}" if near else "`oversight check` lists all"
    raise Unexplained(f"there is no relation, discrepancy, bound or answer `{name}`; {advice}")


def _rule(rule: RuleRelation, consistency: Consistency) -> Iterator[str]:
    """A rule of a table: what it states, and the cases that it has; of those that hold the first few."""
    yield f"rule {rule.id} ({rule.single.rule.kind}): {rule.verdict}"
    yield from paragraph(VERDICT[rule.verdict])
    yield from paragraph(f"{rule.table.name}: {rule.formula}")
    yield ""
    doubtful = [case for case in rule.cases if case.verdict != "verified"]
    certain = [case for case in rule.cases if case.verdict == "verified" and case.computed]
    for case in (*doubtful, *certain[:SHOWN_CASES]):
        file, line = case.place
        row = f"{case.row_key}: " if case.row_key else ""
        yield from paragraph(f"{row}{case.found} ({case.verdict}; {file}:{line})")
    counts = Counter(case.verdict for case in rule.cases)
    yield f"{INDENT}cases: {', '.join(f'{n} {verdict}' for verdict, n in counts.items()) or 'none'}"
    discrepancy = consistency.discrepancy_of(rule)
    if discrepancy is not None:
        yield from paragraph(f"Discrepancy {discrepancy.id}: {discrepancy.entry.explanation}")


def _relation(relation: Relation, consistency: Consistency) -> Iterator[str]:
    entry = relation.entry
    yield f"relation {relation.id} ({entry.kind}): {relation.verdict}"
    yield from paragraph(VERDICT[relation.verdict])
    yield from paragraph(entry.formula)
    yield ""
    for member in relation.members:
        yield from _member(relation, member)
    if entry.rows is not None:
        yield f"{INDENT}rows: {relation.rows} of the table {entry.rows.table}"
    yield ""
    yield f"{INDENT}computed: {as_text(relation.computed)}"
    yield f"{INDENT}stated:   {as_text(relation.stated)}"
    if relation.gap is not None:
        yield f"{INDENT}gap:      {_number(relation.gap)}"
    if relation.truncation_reconciles:
        yield f"{INDENT}They agree if the stated number was cut off instead of rounded."
    if relation.rounding_up_reconciles:
        yield f"{INDENT}They agree if the stated number was rounded up instead of to the nearest."
    for sentence in (entry.assumptions, entry.reading and f"Under the reading {entry.reading}."):
        yield from paragraph(sentence or "")
    discrepancy = consistency.discrepancy_of(relation)
    if discrepancy is not None:
        yield from paragraph(f"Discrepancy {discrepancy.id}: {discrepancy.entry.explanation}")


def _member(relation: Relation, member: Member) -> Iterator[str]:
    yield from _number_of(member)
    slack = slack_of(relation, member) if member.figure is not None else None
    if slack is not None:
        yield from paragraph(_slack_in_words(slack), 2)


def _slack_in_words(slack: Slack) -> str:
    ways = [
        f"{_number(distance)} {way}"
        for distance, way in ((slack.down, "lower"), (slack.up, "higher"))
        if distance is not None
    ]
    if not ways:
        return "No other number here would change the verdict."
    return f"Slack: {' or '.join(ways)}; the relation fails {_number(slack.step)} further."


def _discrepancy(discrepancy: Discrepancy, consistency: Consistency) -> Iterator[str]:
    entry = discrepancy.entry
    yield f"discrepancy {discrepancy.id} ({entry.kind}), origin of the defect {entry.defect_origin}"
    yield from paragraph(entry.explanation)
    for statement in discrepancy.statements:
        yield ""
        yield f"{INDENT}{statement.words}"
        yield from _quoted(statement.document, statement.quote, statement.differing)
    if discrepancy.relation is not None:
        yield ""
        relation = discrepancy.relation
        yield f"{INDENT}proved by the relation {relation.id}"
        yield f"{INDENT * 2}computed {as_text(relation.computed)}, stated {as_text(relation.stated)}"
    for reading in entry.readings:
        yield ""
        yield from paragraph(f"reading {reading.id}: {reading.says}")
        for bound in consistency.bounds:
            if bound.reading == reading.id:
                yield f"{INDENT * 2}{bound.id}: {range_of(bound)}"


def _bound(bound: Bound, statements: Mapping[str, str]) -> Iterator[str]:
    yield f"bound {bound.id}: {range_of(bound)}"
    yield from paragraph(
        f"{bound.quantity.population}, {bound.quantity.period or 'no period named'}"
    )
    yield ""
    figures = {m.id: m for relation in bound.relations for m in relation.members}
    for relation in bound.relations:
        yield from paragraph(f"{relation.id}: {relation.entry.formula}")
    yield ""
    for name in bound.rests_on:
        member = figures[name]
        if member.figure is None:
            yield f"{INDENT}{name}: {member.fact.value if member.fact else ''}"
            continue
        yield from _figure(member.figure)
        yield from _quoted(member.figure.document, member.figure.quote, member.figure.token)
    yield ""
    yield from _proof("at least", bound.lower, bound.lower_proof)
    if bound.upper is not None and bound.upper_proof is not None:
        yield from _proof("at most", bound.upper, bound.upper_proof, -1)
    yield ""
    for sentence in assumptions_of(bound, statements):
        yield from paragraph(f"Assumed: {sentence}")


def _answer(answer: Answer) -> Iterator[str]:
    yield f"answer {answer.id} ({answer.entry.kind}): {as_text(answer.interval)} {answer.unit}"
    yield from paragraph(answer.entry.question)
    yield from paragraph(answer.formula)
    yield ""
    for member in answer.members:
        yield from _number_of(member)
    for bound in answer.bounds:
        yield f"{INDENT}bound {bound.id}: {range_of(bound)}"
    for sentence in (answer.entry.assumptions, answer.entry.caution):
        yield from paragraph(sentence or "")


def _number_of(member: Member) -> Iterator[str]:
    """A number and its interval; of a figure, with its quotation."""
    if member.figure is not None:
        yield from _figure(member.figure, f"{member.role}: ")
        yield from _quoted(member.figure.document, member.figure.quote, member.figure.token)
        if member.qualifier_dropped:
            dropped = "The report's own words call this number approximate; the article does not."
            yield from paragraph(dropped, 2)
    elif member.cell is not None:
        yield f"{INDENT}{member.role}: {as_text(member.interval)}, {member.cell.words}"
    else:
        value = f"{member.fact.value}: {member.fact.statement}" if member.fact else "not stated"
        yield f"{INDENT}{member.role}: {member.id}, {value}"


def _proof(way: str, bound: int, proof: Proof, sign: int = 1) -> Iterator[str]:
    """The numbers that the inequalities combine, each times its multiplier."""
    terms = [
        (sign * multiplier, inequality)
        for inequality, multiplier in proof.multipliers
        if inequality.least
    ]
    total = sign * proof.bound
    sides = "".join(
        f" {'−' if factor * inequality.least < 0 else '+'} {_product(abs(factor), abs(inequality.least))}"
        for factor, inequality in terms
    ).removeprefix(" + ")
    rounded = "" if total == bound and not proof.strict else f"; as a whole number {bound:,}"
    yield from paragraph(f"{way} {sides.strip() or '0'} = {_number(total)}{rounded}")


def _product(factor: Fraction, number: Fraction) -> str:
    return _number(number) if factor == 1 else f"{_number(factor)} × {_number(number)}"


def _figure(figure: Figure, role: str = "") -> Iterator[str]:
    """The number, then every value that would have been printed so, and why."""
    value = figure.value
    printed = number_text(value) if value is not None else figure.numeral.token
    interval = as_text(exact(figure.working_interval))
    basis = INTERVAL_BASIS[figure.interval_basis]
    if figure.is_approximate:
        basis = f"{basis}; the number is approximate, so that nothing bounds it"
    yield f"{INDENT}{role}{figure.id} = {printed}"
    yield from paragraph(f"interval {interval}: {basis}", 2)


def _quoted(document: Document, quote: Span, token: Span) -> Iterator[str]:
    """The quotation with the token marked, its page and its line."""
    before = document.characters(Span(quote.start, token.start))
    after = document.characters(Span(token.end, quote.end))
    text = " ".join(f"“{before}⟦{document.characters(token)}⟧{after}”".split())
    yield from paragraph(text, 2)
    page = document.page(token.start)
    place = f"page {page}, " if page else ""
    yield f"{INDENT * 2}{document.source_id}, {place}line {document.line(token.start)}"


def _number(number: Fraction) -> str:
    lower, upper = published_ends(portion.singleton(number))
    assert lower is not None
    return number_text(lower) if lower == upper else f"{float(number):,.4f}"
