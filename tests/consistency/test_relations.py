"""Relations and bounds against arithmetic done by hand, with fractions and nothing of the pipeline's."""

from dataclasses import replace
from fractions import Fraction
from typing import get_args

import portion
import pytest

from pipeline.consistency.interval_arithmetic import as_text, difference_of, percent_of, total_of
from pipeline.consistency.relation_checks import relation_findings
from pipeline.consistency.relation_kinds import cut_off
from pipeline.consistency.relations import evaluate_relations
from pipeline.consistency.slack import slack_of, with_shifted
from pipeline.sources.relation_entries import RelationKind
from schemas.vocabularies import VERDICT


@pytest.fixture(scope="module")
def relations(consistency):
    return {relation.id: relation for relation in consistency.relations}


def closed(least, most):
    return portion.closed(Fraction(least), Fraction(most))


def one(value):
    return portion.singleton(Fraction(value))


def above(value):
    return portion.open(Fraction(value), portion.inf)


NOT_NEGATIVE = portion.closedopen(Fraction(0), portion.inf)
PER_HUNDRED = Fraction(100)

BY_HAND = {
    # 16,400 is printed to the hundred, 8,665 to the unit, 89 percent to the percent
    "oig-20-13/declined-change": (
        closed(Fraction(16350 - 8665, 8665) * 100, Fraction(16450 - 8665, 8665) * 100),
        closed("88.5", "89.5"),
        "consistent",
    ),
    "oig-20-13/issued-change": (
        closed((Fraction(165450, 137050) - 1) * 100, (Fraction(165550, 136950) - 1) * 100),
        closed("19.5", "20.5"),
        "inconsistent",
    ),
    "oig-20-13/in-custody-total": (
        closed(195450 + 321350, 195550 + 321450),
        closed(516850, 516950),
        "consistent",
    ),
    "oig-20-13/offenses-total": (one(168903 + 320160), one(489063), "verified"),
    "oig-20-13/declined-total": (
        portion.closedopen(Fraction(8665 + 16350), portion.inf),
        closed(58850, 58950),
        "indeterminate",
    ),
    "oig-20-13/cases-remaining": (one(67 - 44), one(23), "verified"),
    "shared/monitored-in-custody-and-released": (
        closed(2350000 - 33701, 2450000 - 33701),
        closed(2365000, 2375000),
        "consistent",
    ),
    "oig-20-13/in-custody-share": (
        closed(Fraction(51685000, 651050), Fraction(51695000, 650950)),
        closed("78.5", "79.5"),
        "verified",
    ),
    "oig-20-13/cases-inconsistent-share": (
        one(Fraction(1100, 67)),
        closed("15.5", "16.5"),
        "verified",
    ),
    "oig-20-13/arrested-of-declined-share": (
        closed(100 - Fraction(1775000, 58850), 100 - Fraction(1765000, 58950)),
        closed(65, 75),
        "consistent",
    ),
    "oig-20-13/offenses-for-each-alien": (
        closed(Fraction(489063, 143150), Fraction(489063, 143050)),
        portion.closedopen(Fraction(1), portion.inf),
        "verified",
    ),
    "oig-20-13/offenses-rounding-highlights": (one(489063), closed(489050, 489150), "verified"),
    "oig-20-13/declined-total-stated-twice": (
        closed(58850, 58950),
        closed(58850, 58950),
        "verified",
    ),
    "oig-20-13/in-custody-share-in-the-letter": (
        closed("78.5", "79.5"),
        closed("83.5", "84.5"),
        "inconsistent",
    ),
    "oig-20-13/years-reviewed": (one(6), one(5), "inconsistent"),
    "oig-20-13/issued-fy2019-within-total": (
        closed(732050 - 165550, 732150 - 165450),
        NOT_NEGATIVE,
        "verified",
    ),
    "shared/declined-through-may-2017-within-six-years": (
        portion.open(-portion.inf, Fraction(58950 - 29269)),
        NOT_NEGATIVE,
        "consistent",
    ),
    "oig-20-13/locations-listed": (one(7 + 2 + 6 + 20), one(35), "verified"),
    "oig-20-13/figures-under-the-rule": (one(0), one(0), "verified"),
    "oig-20-13/declined-fy2014-under-the-rule": (one(8700 - 8665), one(0), "inconsistent"),
    "oig-20-13/matches-shares": (closed("99", "101"), one(100), "consistent"),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_a_verdict_by_hand(name, relations):
    relation, (computed, stated, verdict) = relations[name], BY_HAND[name]
    assert (relation.computed, relation.stated) == (computed, stated)
    assert relation.verdict == verdict


def test_each_kind_and_each_verdict_was_done_by_hand(relations):
    assert {relations[name].entry.kind for name in BY_HAND} == set(get_args(RelationKind))
    assert {verdict for _, _, verdict in BY_HAND.values()} == set(VERDICT)


def test_a_verdict_says_how_the_two_sides_meet(relations):
    """The definition in docs/method.md, restated over all relations."""
    for relation in relations.values():
        overlap = relation.computed & relation.stated
        known = all(member.is_known for member in relation.members)
        vague = any(m.is_approximate or m.qualifier_dropped for m in relation.members)
        if overlap.empty:
            expected = "indeterminate" if vague else "inconsistent"
        elif not known:
            expected = "indeterminate"
        else:
            expected = "verified" if overlap == relation.computed and not vague else "consistent"
        assert relation.verdict == expected, relation.id


def test_twenty_percent_is_the_increase_cut_off(relations):
    assert relations["oig-20-13/issued-change"].truncation_reconciles
    assert Fraction(20) <= relations["oig-20-13/issued-change"].computed.lower < 21
    assert cut_off(closed("19.5", "20.5")) == portion.closedopen(Fraction(20), Fraction(21))
    others = [r for r in relations.values() if r.id != "oig-20-13/issued-change"]
    assert [r.id for r in others if r.truncation_reconciles] == []


@pytest.mark.slow
def test_the_smallest_change_of_every_member_turns_the_verdict(transcription, relations):
    """Each member is moved by its slack, and the relation holds; by one step more, and the build is red."""
    moved = 0
    for relation in relations.values():
        for member in relation.members:
            slack = slack_of(relation, member)
            if slack is None:
                assert not relation.holds or member.figure is None or member.printed is None
                continue
            for distance, sign in ((slack.down, -1), (slack.up, 1)):
                if distance is None:
                    continue
                assert with_shifted(relation, member.id, sign * distance).holds
                printed = member.printed + sign * (distance + slack.step)
                changed = with_printed(transcription, member.id, printed)
                by_kind = relation_findings(changed, evaluate_relations(changed))
                assert relation.id in {f.subject for f in by_kind[relation.kind]}, member.id
                moved += 1
    assert moved > 250


def test_a_member_without_slack_can_lie_anywhere(relations):
    """Where no distance is given, the relation holds at every power of ten that the number can be moved by."""
    free = 0
    for relation in relations.values():
        for member in relation.members:
            slack = slack_of(relation, member)
            for distance, sign in ((slack.down, -1), (slack.up, 1)) if slack else ():
                steps = (sign * 10**power * slack.step for power in range(9))
                possible = [by for by in steps if member.printed + by >= 0]
                if distance is None:
                    assert all(with_shifted(relation, member.id, by).holds for by in possible)
                    free += 1
    assert free > 50


def test_a_slack_by_hand(relations):
    relation = relations["oig-20-13/declined-change"]
    member = {m.role: m for m in relation.members}
    # at 8,727 at most 88.496 percent follow, at 8,627 at least 89.521: beyond 88.5 to 89.5
    assert (Fraction(16450, 8727) - 1) * 100 < Fraction("88.5")
    assert (Fraction(16350, 8627) - 1) * 100 > Fraction("89.5")
    assert slack_of(relation, member["from"]).up == 8726 - 8665
    assert slack_of(relation, member["from"]).down == 8665 - 8628
    # 90 percent stands for 89.5 to 90.5, which 89.5 to 89.84 still meets; 88 percent ends at 88.5
    stated = slack_of(relation, member["stated"])
    assert (stated.down, stated.up) == (0, 1)
    assert slack_of(relation, member["to"]).step == 100
    for name in (
        "oig-20-13/offenses-total",
        "oig-20-13/cases-by-finding",
        "oig-20-13/locations-listed",
    ):
        for exact in relations[name].members:
            assert slack_of(relations[name], exact).down == 0 == slack_of(relations[name], exact).up


def test_every_relation_that_fails_is_a_registered_discrepancy_and_the_other_way_round(consistency):
    failing = {r.id for r in consistency.relations if r.verdict == "inconsistent"}
    proved = {d.relation.id for d in consistency.discrepancies if d.relation is not None}
    assert failing == proved
    assert {d.id: d.gap for d in consistency.discrepancies if d.gap is not None} == {
        "oig-20-13/issued-change": (Fraction(165450, 137050) - 1) * 100 - Fraction("20.5"),
        "oig-20-13/in-custody-share": Fraction("83.5") - Fraction("79.5"),
        "oig-20-13/years-reviewed": 1,
        "oig-20-13/declined-fy2014-not-rounded": 8700 - 8665,
        "oig-20-13/appendix-c-not-rounded": 489100 - 489063,
        "oig-20-13/survey-recipients-not-rounded": 27,
        "oig-20-13/officers-tasked-not-rounded": 200 - 160,
    }


def test_no_single_year_is_told_apart(transcription):
    rows = transcription.rows("detainers_by_fiscal_year")
    between = [row for row in rows if row["fiscal_year"] in range(2015, 2019)]
    assert len(between) == 8
    for row in between:
        assert row["value"] is row["lower"] is row["upper"] is row["figure_id"] is None
    assert {row["availability"] for row in between if row["series"] == "declined"} == {
        "image_not_held"
    }
    assert {row["availability"] for row in between if row["series"] == "issued"} == {"not_stated"}


def test_open_and_infinite_ends_stay_so():
    more = above(5)
    assert total_of([more, one(1)]) == above(6)
    assert difference_of(one(1), more) == portion.open(-portion.inf, Fraction(-4))
    assert percent_of(more, one(10)) == above(50)
    assert percent_of(one(1), more) == portion.open(Fraction(0), Fraction(20))
    assert as_text(more) == "(5, ∞)"


def with_printed(transcription, figure_id, value):
    """The transcription, had the figure been printed with another number and everything else alike."""
    figure = transcription.figures[figure_id]
    by = value - Fraction(figure.entry.value)
    entry = figure.entry.model_copy(update={"value": value})
    uncut = figure.intervals.uncut.apply(
        lambda atom: (atom.left, shifted(atom.lower, by), shifted(atom.upper, by), atom.right)
    )
    changed = replace(
        figure,
        at=replace(figure.at, entry=entry),
        intervals=replace(figure.intervals, uncut=uncut),
    )
    return replace(transcription, figures={**transcription.figures, figure_id: changed})


def shifted(end, by):
    return end if end in (portion.inf, -portion.inf) else Fraction(end) + by
