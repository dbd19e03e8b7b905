"""Decisions about a small report: what each writes, to the letter, and what it refuses."""

import pytest
from small_reviews import (
    ID,
    PERSON,
    SOFTWARE,
    TEXT,
    all_bytes,
    decided,
    item,
    own,
    review,
    run,
    small_review,
    tried,
)

from pipeline.consistency.cautions import Caution
from pipeline.package.figure_rows import figure_row
from pipeline.review.contract import Decision, decide, preview, review_of
from pipeline.review.state import state_of

HEAD = """# yaml-language-server: $schema=../schemas/figures.schema.json
# The numbers that the document states, one entry a statement, in the order of the text.
transcribed_by: software
checked_by: none
figures:
"""


def test_each_numeral_is_an_item_in_the_order_of_the_text(root):
    items = review(root).items
    assert [one.start for one in items] == sorted(one.start for one in items)
    assert {one.token: one.status for one in items}["1,200"] == "proposed"
    assert item(root, "40").new_measure["id"] == "officers"
    assert item(root, "0101").reasons == ("telephone",)
    assert item(root, "2018").fields == {"reason": "period, scale or unit of a proposed figure"}


def test_no_value_as_read_is_in_the_review(root):
    assert all("value" not in one.fields for one in review(root).items)


def test_a_confirmed_figure_is_written_with_its_value_typed(root):
    after = decided(root, "confirm", "1,200", value="1,200")
    assert own(root, "figures.yaml") == HEAD + (
        "  - {id: beds, measure: beds, value: 1200, period: 2018-06-30,\n"
        '     quote: "As of June 30, 2018, the agency had 1,200 beds in shelters.", population: beds in shelters}\n'
    )
    assert after.item(item(root, "1,200").id).status == "confirmed"
    assert after.item(item(root, "2018").id).automatic
    assert "1,200 beds in shelters" not in own(root, "proposals/figures.yaml")


def test_a_typed_value_that_disagrees_is_refused_with_the_finding_of_the_check(root):
    before = all_bytes(root)
    outcome = tried(root, "confirm", "1,200", value="1300")
    assert [one.code for one in outcome.findings] == ["value"]
    assert all_bytes(root) == before


@pytest.mark.parametrize("typed", ["", "12 hundred", "1.200.0"])
def test_what_is_no_number_is_refused(root, typed):
    before = all_bytes(root)
    assert "digits" in tried(root, "confirm", "1,200", value=typed).message
    assert "type the value" in tried(root, "confirm", "1,200").message
    assert all_bytes(root) == before


def test_a_new_measure_is_taken_into_the_vocabulary_where_its_id_belongs(root):
    decided(root, "confirm", "40", value="40", new_measure={"definition": "Officers hired."})
    text = (root / "sources/measures.yaml").read_text()
    assert text.endswith(
        '    words: ["# inmates"]  # as printed\n'
        "    definition: Inmates of the agency.\n"
        "  - id: officers\n"
        "    name: Officers\n"
        "    unit: officers\n"
        '    words: ["# officers"]\n'
        '    definition: "Officers hired."\n'
    )
    assert "# what the reports count\n" in text
    assert "- id: officers" not in own(root, "proposals/measures.yaml")


def test_a_new_measure_without_a_definition_is_refused(root):
    run(root, "draft", ID)
    assert item(root, "40").new_measure["definition"] is None
    before = all_bytes(root)
    for fields in ({}, {"new_measure": {"definition": ""}}):
        outcome = tried(root, "confirm", "40", value="40", **fields)
        assert [one.code for one in outcome.findings] == ["form"]
        assert "`definition`: a person writes it" in outcome.findings[0].found
        assert all_bytes(root) == before
    assert item(root, "40").problems == ()


def test_figures_are_in_the_order_of_the_text(root):
    for token, value in (("900", "900"), ("25", "25"), ("1,200", "1200")):
        decided(root, "confirm", token, value=value)
    lines = [line for line in own(root, "figures.yaml").splitlines() if "id:" in line]
    assert [line.partition(",")[0] for line in lines] == [
        "  - {id: beds",
        "  - {id: drivers",
        "  - {id: beds-3",
    ]


def test_fields_are_corrected_before_they_are_confirmed(root):
    decided(root, "correct", "900", population="other beds of the agency")
    assert item(root, "900").fields["population"] == "other beds of the agency"
    decided(root, "confirm", "900", value="900", id="other-beds")
    assert "id: other-beds" in own(root, "figures.yaml")
    assert "parts: [beds-2, other-beds]" in own(root, "proposals/relations.yaml")


def test_a_confirmed_figure_is_corrected_on_its_line_alone(root):
    decided(root, "confirm", "1,200", value="1200")
    path = root / f"sources/{ID}/figures.yaml"
    text = own(root, "figures.yaml").replace(
        "period: 2018-06-30,\n", "period: 2018-06-30,  # read twice\n"
    )
    assert "# read twice" in text
    path.write_text(text)
    decided(root, "correct", "1,200", population="beds of the agency in shelters")
    new = "population: beds of the agency in shelters"
    assert own(root, "figures.yaml") == text.replace("population: beds in shelters", new)


def test_a_field_is_taken_away_by_an_empty_text(root):
    decided(root, "confirm", "1,200", value="1200")
    text = own(root, "figures.yaml")
    outcome = tried(root, "correct", "1,200", period="")
    assert [one.code for one in outcome.findings] == ["period"]
    assert own(root, "figures.yaml") == text


def test_all_that_is_wrong_with_an_entry_is_said_at_once(root):
    fields = {"period": "", "population": "striped pelicans", "ref_area": "US-CA"}
    outcome = tried(root, "confirm", "1,200", value="1200", statistic="count", **fields)
    assert {one.code for one in outcome.findings} == {"period", "area", "measure"}
    outcome = tried(root, "confirm", "1,200", value="1200", statistic="sum", ref_area="California")
    assert "statistic" in outcome.message
    assert "ref_area" in outcome.message


def test_a_pattern_waives_all_its_matches(root):
    after = decided(root, "waive", "0101")
    assert own(root, "waivers.yaml") == (
        "# yaml-language-server: $schema=../schemas/waivers.schema.json\n"
        "waivers:\n"
        "  - {reason: telephone, pattern: '\\(\\d{3}\\) \\d{3}-\\d{4}', matches: 2}\n"
    )
    assert [one.status for one in after.items if one.reasons == ()][-6:] == ["confirmed"] * 6
    assert "telephone" not in own(root, "proposals/waivers.yaml")


def test_a_reason_that_does_not_fit_is_refused(root):
    assert "fits" in tried(root, "waive", "900").message.replace("fit:", "fits")
    outcome = tried(root, "waive", "900", reason="telephone")
    assert outcome.refused and not own(root, "waivers.yaml")
    assert tried(root, "waive", "0101", reason="date").findings[0].code == "waiver"
    counts = tried(root, "waive", "900", reason="stated", why="the number of a satellite")
    assert counts.refused and "no reason in words fits" in counts.message


def test_a_reason_that_a_person_types_is_written_with_its_words(tmp_path):
    root = small_review(tmp_path, TEXT + "The data of Landsat 7 show it.\n")
    assert "3 words or more" in tried(root, "waive", "7", reason="stated", why="satellite").message
    decided(root, "waive", "7", reason="stated", why="the number of a satellite")
    assert "{reason: stated, why: the number of a satellite, quote: " in own(root, "waivers.yaml")


def test_a_waiver_of_several_numerals_is_cut_into_one_for_each(root):
    decided(root, "waive", "2019")
    decided(root, "split", "2019")
    assert own(root, "waivers.yaml").partition("waivers:\n")[2] == (
        '  - {reason: date, quote: "2017 and"}\n'
        '  - {reason: date, quote: "2019 (GAO-19-123).", at: "2019"}\n'
    )


def test_a_numeral_of_a_waiver_becomes_a_figure(root):
    decided(root, "split", "2017", to="figure")
    assert item(root, "2017").kind == "figure"
    assert item(root, "2019").kind == "waiver"
    assert item(root, "2019").group is None


def test_waivers_of_one_shape_become_a_pattern(root):
    decided(root, "split", "0101")
    names = [one.id for one in review(root).items[-6:]]
    outcome = decide(root, ID, Decision("merge", tuple(names)), SOFTWARE)
    assert not outcome.refused, outcome.message
    added = "  - {reason: telephone, pattern: '\\(\\d{3}\\) \\d{3}-\\d{4}', matches: 2}\n"
    assert own(root, "proposals/waivers.yaml").endswith(added)


def test_figures_of_a_sentence_become_a_block(root):
    for token in ("40", "25"):
        decided(root, "confirm", token, value=token)
    decided(root, "merge", "40", "25", population="officers and drivers")
    assert own(root, "figures.yaml") == HEAD + (
        "  - of: {period: FY2018, population: officers and drivers}\n"
        "    figures:\n"
        "      - {id: officers, measure: officers, value: 40,\n"
        '         quote: "In fiscal year 2018, the agency hired 40 officers."}\n'
        "      - {id: drivers, measure: drivers, value: 25,\n"
        '         quote: "In fiscal year 2018, the agency hired 25 drivers."}\n'
    )
    blocks = {item(root, token).block for token in ("40", "25")}
    assert len(blocks) == 1 and None not in blocks
    decided(root, "split", "25")
    assert item(root, "40").block is None
    assert "  - {id: officers, " in own(root, "figures.yaml")


def test_a_relation_is_accepted_once_its_members_are_confirmed(root):
    name = "relation:sum-beds-beds-2"
    for token in ("1,200", "300"):
        decided(root, "confirm", token, value=token)
    assert tried(root, "accept_relation", name).message == "confirm its members first: beds-3"
    assert not review(root).relations[0].checkable
    after = decided(root, "confirm", "900", value="900")
    assert after.relations[0].checkable
    outcome = tried(root, "accept_relation", name)
    assert not outcome.refused, outcome
    assert own(root, "relations.yaml") == (
        "# yaml-language-server: $schema=../schemas/relations.schema.json\n"
        "relations:\n"
        "  - id: sum-beds-beds-2\n"
        "    kind: sum\n"
        '    formula: "900 + 300 = 1,200"\n'
        "    whole: beds\n"
        "    parts: [beds-2, beds-3]\n"
    )
    assert outcome.review.relations[0].verdict == "verified"


def test_a_reopened_figure_is_proposed_again_without_its_value(root):
    decided(root, "confirm", "900", value="900")
    decided(root, "reopen", "900")
    assert own(root, "figures.yaml") == HEAD.replace("figures:\n", "figures: []\n")
    assert item(root, "900").status == "proposed"
    assert "900\n" not in own(root, "proposals/figures.yaml")


def test_who_entered_a_figure_is_recorded_where_the_file_says_another(root):
    decided(root, "confirm", "900", value="900")
    decided(root, "confirm", "1,200", value="1200", by=PERSON)
    text = own(root, "figures.yaml")
    assert "transcribed_by: software\n" in text
    assert text.count("transcribed_by: person") == 1
    figures = state_of(root, ID).transcript.figures.values()
    rows = [figure_row(figure, Caution()) for figure in figures]
    by = {row["verbatim"]: row["transcribed_by"] for row in rows}
    assert by == {"1,200": "person", "900": "software"}
    journal = own(root, "proposals/decisions.jsonl")
    assert '"name": "A Reader"' in journal


def test_a_document_with_findings_is_corrected_first(root):
    decided(root, "confirm", "900", value="900")
    path = root / f"sources/{ID}/figures.yaml"
    path.write_text(own(root, "figures.yaml").replace("value: 900", "value: 901"))
    outcome = tried(root, "confirm", "1,200", value="1200")
    assert "correct these findings first" in outcome.message
    assert [one.code for one in outcome.findings] == ["value"]


def test_an_unknown_item_or_document_is_a_message(root):
    assert "no item" in decide(root, ID, Decision("waive", ("n5",)), PERSON).message
    assert "no document" in review_of(root, "../elsewhere")
    assert "no document" in decide(root, "nothing", Decision("waive", ("n5",)), PERSON).message


def test_the_whole_report_is_decided_and_then_checked(root):
    for token in ("1,200", "300", "40", "25", "900"):
        decided(root, "confirm", token, value=token)
    for token in ("2020", "2019", "123", "0101"):
        decided(root, "waive", token)
    after = (
        decided(root, "waive", "2017", reason="date")
        if item(root, "2017").status != "confirmed"
        else review(root)
    )
    assert after.counts == {"unaccounted": 0, "proposed": 0, "confirmed": 25}
    assert "figures and" in run(root, "check", ID)


def test_only_a_proposal_is_rejected(root):
    after = decided(root, "reject", "900")
    shown = after.item(item(root, "900").id)
    assert (shown.kind, shown.status) == ("none", "unaccounted")
    assert "nothing is proposed for `900`" in tried(root, "reject", "900").message
    decided(root, "confirm", "40", value="40")
    assert "reopen it first" in tried(root, "reject", "40").message
    decided(root, "reject", "relation:sum-beds-beds-2")
    assert tried(root, "reject", "relation:sum-beds-beds-2").message.startswith("no relation")


def test_a_merge_is_told_before_it_is_done_and_writes_nothing(root):
    before = all_bytes(root)
    names = tuple(item(root, token).id for token in ("1,200", "900"))
    told = preview(root, ID, Decision("merge", names), SOFTWARE)
    assert told["shared"] == {"measure": "beds"}
    assert [one["token"] for one in told["own"]] == ["1,200", "900"]
    assert told["own"][0]["fields"]["population"] == "beds in shelters"
    assert not any("value" in one["fields"] for one in told["own"])
    one = (item(root, "1,200").id,)
    assert preview(root, ID, Decision("merge", one), SOFTWARE) == {
        "message": "choose several numerals"
    }
    assert all_bytes(root) == before


def test_members_of_a_relation_have_values_once_they_are_confirmed(root):
    (relation,) = (one for one in review(root).relations if one.id == "sum-beds-beds-2")
    assert (relation.shown, relation.verdict) == ((), None)
    for token in ("1,200", "300", "900"):
        decided(root, "confirm", token, value=token.replace(",", ""))
    (relation,) = (one for one in review(root).relations if one.id == "sum-beds-beds-2")
    assert relation.verdict == "verified"
    assert {one["value"] for one in relation.shown} == {"1,200", "300", "900"}
    assert all(one["token"] in one["words"] for one in relation.shown)
