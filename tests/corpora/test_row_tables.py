"""Row tables: cells from one region of the document, figures that fit, codes, yes and no, and nothing typed."""

import pytest
from reports import Report

JAILS = Report(
    "jails",
    """
    Jails that inspectors visited
    1. In Boise, Idaho, inspectors found 120 beds (27.2 percent of them empty). The jail agreed. Reply: May 3, 2019.
    2. In Laredo, Texas, inspectors found 80 beds (12.5 percent of them empty). The jail disagreed.
    """,
    {
        "figures.yaml": """
        transcribed_by: person
        checked_by: none
        figures:
          - {id: empty, measure: beds, statistic: share, denominator: beds, quote: 27.2 percent of them empty, at: "27.2", value: 27.2, population: beds}
          - {id: empty-laredo, measure: beds, statistic: share, denominator: beds, quote: 12.5 percent of them empty, at: "12.5", value: 12.5, population: beds}
        """,
        "tables/jails.yaml": """
        name: jails
        title: Jails
        description: Jails that inspectors visited.
        columns:
          - {name: jail, type: string, title: Jail, description: Its id.}
          - {name: number, type: integer, title: Number, description: Its number.}
          - {name: town, type: string, title: Town, description: Its town.}
          - {name: state, type: string, title: State, description: Its state.}
          - {name: ref_area, type: string, title: Area, description: Code of its state.}
          - {name: beds, type: integer, title: Beds, description: Its beds., unit: beds}
          - {name: empty, type: number, title: Empty, description: Empty beds., unit: percent}
          - {name: agreed, type: boolean, title: Agreed, description: Whether it agreed.}
          - {name: replied, type: boolean, title: Replied, description: Whether it replied.}
          - {name: reply, type: date, title: Reply, description: When it replied.}
          - {name: figure_id, type: string, title: Figure, description: The figure of the empty beds.}
        primaryKey: [jail]
        rules:
          - {kind: repeats_figure, figure: figure_id, columns: {empty: value}}
        read:
          kind: rows
          besides: [In, inspectors found, beds, percent of them empty, The jail agreed, The jail disagreed, Reply]
          values:
            agreed: {true: [agreed], false: [disagreed]}
            replied: {true: [Reply], false: []}
          words: {reply: [Reply]}
          areas: {ref_area: [state]}
          ids: {jail: [town, ref_area]}
          rows:
            - within: "1. In Boise … May 3, 2019"
              number: {at: "1", value: 1}
              town: Boise
              state: Idaho
              beds: {at: "120", value: 120}
              empty: {figure: empty}
              agreed: {at: agreed}
              replied: {at: Reply}
              reply: {quote: "Reply: May 3, 2019", at: "May 3, 2019", value: 2019-05-03}
            - within: "2. In Laredo … disagreed"
              number: {at: "2", value: 2}
              town: Laredo
              state: Texas
              beds: {at: "80", value: 80}
              empty: {figure: empty-laredo}
              agreed: {at: disagreed}
        """,
    },
)


def test_a_row_is_read_and_its_codes_and_ids_follow(check):
    run = check(JAILS)
    assert [str(finding) for finding in run.findings] == []
    first, second = run.value("transcription").rows("jails__jails")
    assert (first["jail"], first["ref_area"], first["figure_id"]) == (
        "boise-us-id",
        "US-ID",
        "jails/empty",
    )
    assert (first["agreed"], first["replied"]) == (True, True)
    assert (second["agreed"], second["replied"], second["reply"]) == (False, False, None)


CASES = {
    "a cell of another row": ("town: Boise", "town: Laredo", "outside of the row's region (line 2)"),
    "a figure of another row": ("{figure: empty}", "{figure: empty-laredo}", "outside of the row's region"),
    "a share is no count": ('beds: {at: "120", value: 120}', "beds: {figure: empty}", "is a share in percent, beds is in beds"),
    "a percentage is no count": ('beds: {at: "120", value: 120}', 'beds: {at: "27.2", value: 27.2}', "printed beside percent"),
    "a part of a number": ('at: "120", value: 120', 'at: "12", value: 12', "is not"),
    "a number typed": ('beds: {at: "120", value: 120}', "beds: 120", "`120` under beds is not read from the document"),
    "yes typed": ("agreed: {at: agreed}", "agreed: true", "`True` under agreed is not read"),
    "the words of no": ("agreed: {at: agreed}", "agreed: {at: Reply}", "none of the words that `values` declares"),
    "yes left out": ("\n              replied: {at: Reply}", "", "the region has `Reply`, which the row does not read"),
    "a date left out": ('\n              reply: {quote: "Reply: May 3, 2019", at: "May 3, 2019", value: 2019-05-03}', "", "the row has no `reply`"),
    "a year is no date": ('at: "May 3, 2019", value: 2019-05-03', 'at: "2019", value: 2019', "`2019` is not a date"),
    "a date typed": ('reply: {quote: "Reply: May 3, 2019", at: "May 3, 2019", value: 2019-05-03}', "reply: 2019-05-03", "`2019-05-03` under reply is not read"),
    "another day": ("value: 2019-05-03", "value: 2019-05-04", "reads 2019-05-03"),
    "another state": ("state: Texas", "state: Texas\n              ref_area: US-LA", "`US-LA` is not the code of Texas, which is US-TX"),
    "no state": ("state: Idaho", "state: inspectors found", "`inspectors found` is not the name of a state"),
    "cells swapped": ("town: Boise\n              state: Idaho", "town: Idaho\n              state: Boise", "`Boise` is not the name of a state"),
    "an id of other words": ("town: Laredo", "town: Laredo\n              jail: boise-us-tx", "`boise-us-tx` is not made of words"),
    "another figure's id": ("{figure: empty-laredo}", "{figure: empty-laredo}\n              figure_id: empty", "is not the figure that the row repeats"),
    "a name left out": ("\n              state: Texas", "", "is not the name of a state"),
    "a region that is too wide": ('"1. In Boise … May 3, 2019"', '"Jails that inspectors visited … May 3, 2019"', "the words `Jails that inspectors visited` of the region"),
    "regions that overlap": ('"1. In Boise … May 3, 2019"', '"1. In Boise … May 3, 2019. 2. In Laredo"', "overlaps another row's"),
    "no region": ('within: "2. In Laredo … disagreed"\n              number: {at: "2", value: 2}', 'number: {at: "2", value: 2}', "the row has no region"),
    "words that no region has": ("besides: [In,", "besides: [Beside, In,", "no region has the words `Beside`"),
    "a column that is not there": ("areas: {ref_area: [state]}", "areas: {ref_aria: [state]}", "names `ref_aria`"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_the_region_does_not_show_is_refused(case, findings):
    old, new, says = CASES[case]
    found = findings(JAILS.edited(old, new))
    assert any(
        says in f.found and f.file == "sources/jails/tables/jails.yaml" and f.remedy for f in found
    ), found


def test_a_qualified_number_is_entered_as_a_figure(findings):
    report = JAILS.edited("found 80 beds", "found about 80 beds").edited(
        "besides: [In,", "besides: [about, In,"
    )
    assert any("`about` qualifies `80`" in f.found for f in findings(report))


def test_a_negation_before_a_declared_word_is_refused(findings):
    report = JAILS.edited("The jail agreed. R", "The jail not agreed. R").edited(
        "besides: [In,", "besides: [not, In,"
    )
    assert any("`not` is before `agreed`" in f.found for f in findings(report))


LISTED = Report(
    "listed",
    """
    Abbreviations
    GAO OIG General Accounting Office Office of Inspector General
    """,
    {
        "tables/abbreviations.yaml": """
        table: abbreviations
        read:
          kind: rows
          within: "GAO … Inspector General"
          rows:
            - {abbreviation: GAO, expansion: General Accounting Office}
            - {abbreviation: OIG, expansion: Office of Inspector General}
        """,
    },
)


def test_rows_of_one_region_are_in_its_order(findings):
    assert findings(LISTED) == []
    swapped = LISTED.edited("{abbreviation: GAO, ", "{abbreviation: X, ").edited(
        "OIG, exp", "GAO, exp"
    )
    found = findings(swapped.edited("abbreviation: X,", "abbreviation: OIG,"))
    assert any("is printed before or over that of the row above it" in f.found for f in found)
    cut = LISTED.edited("expansion: Office of Inspector General", "expansion: Office of Inspector")
    assert any("the words `General` of the region" in f.found for f in findings(cut))
