"""Declared renames: the gate proves that nothing but names changed.

The release before is the real 0.1.0; the new package is made from it in memory (`renaming`).
"""

import json

import pytest
from click.testing import CliRunner
from renaming import (
    BY_DOCUMENT,
    BY_KEY,
    BY_TABLE,
    REASON,
    RENAMES,
    files_of,
    join_document,
    listing_renames,
    under_documents,
    with_renamed,
)
from test_diff import Edited
from test_gate import declaring, found

from pipeline.cli import oversight
from pipeline.package.renamed_ids import Renaming, by_old_row, newest
from pipeline.releases.comparison import compare
from pipeline.releases.declared_renames import resolved
from pipeline.releases.gate import gate_of
from pipeline.releases.packages import package_of, read_package
from pipeline.releases.released import Released
from pipeline.releases.renames import Renames, renames_of
from pipeline.releases.row_comparison import ROW_ADDED, ROW_REMOVED, ROWS_RENAMED
from pipeline.releases.version_numbers import read_version

pytestmark = pytest.mark.slow

OLD = "detainers-declined-fy2014"
NEW = f"oig-20-13/{OLD}"
CORRECTION = {"table": "figures", "key": NEW, "column": "value", "kind": "our_error", "reason": "It was misread."}  # fmt: skip


@pytest.fixture(scope="module")
def before(repository):
    return read_package(repository / "releases/0.1.0")


@pytest.fixture(scope="module")
def renamed(before):
    return under_documents(before).package()


@pytest.fixture
def edited(renamed):
    return Edited(renamed)


@pytest.fixture
def head(corpus):
    return declaring(corpus.release, version="0.2.0", renames=RENAMES)


@pytest.fixture
def gate(before):
    def judged(head, edited, retired=None):
        edited.descriptor["version"] = head.entry.version
        listing_renames(edited, head.entry, before)
        released = Released((read_version("0.1.0"),), before, None)
        return gate_of(released, head, retired or {}, files_of(edited))

    return judged


def with_renames(head, *renames, **fields):
    return declaring(head, renames=renames, **fields)


def instead(rename, **fields):
    return tuple({**one, **fields} if one is rename else one for one in RENAMES)


def test_ids_under_their_documents_need_no_tombstone_and_no_reason(gate, head, edited):
    judged = gate(head, edited)
    assert found(judged) == []
    rules = {d.rule for d in judged.differences if d.level != "patch"}
    assert rules == {
        "a key changed",
        "a column was removed",
        "a table was renamed",
        "a table was added",
        ROWS_RENAMED,
    }
    (figures,) = [d for d in judged.differences if (d.rule, d.table) == (ROWS_RENAMED, "figures")]
    assert (figures.level, figures.old[:9]) == ("major", "119 rows,")
    assert f"rows of `recommendations`. {REASON}" in judged.changelog
    assert "table `case_reviews` is `oig_20_13__case_reviews`" in judged.changelog


def test_without_a_declaration_each_row_is_gone(gate, head, edited):
    judged = gate(with_renames(head), edited)
    rows = [d for d in judged.differences if d.table == "figures" and d.rule == ROW_REMOVED]
    assert len(rows) == 119
    assert sum("has no tombstone" in one for one in found(judged)) == 119


def test_both_ids_of_each_row_are_published(gate, head, edited):
    tables = package_of("new", gate(head, edited).files).tables
    rows = {(r["table_name"], r["old_id"]): r for r in tables["renamed"].cells().to_pylist()}
    assert rows["figures", OLD]["new_id"] == NEW
    assert rows["abbreviations", "CAP"]["new_id"] == "oig-20-13 CAP"
    assert rows["recommendations", "oig-20-13-2"]["new_id"] == "oig-20-13 2"
    member = rows["relation_members", "issued-change:to:detainers-issued-fy2019"]
    assert member["new_id"] == "oig-20-13/issued-change:to:oig-20-13/detainers-issued-fy2019"
    case = rows["case_reviews", "did not fully document their actions"]
    assert (case["new_table_name"], case["new_id"]) == (BY_TABLE["to"], case["old_id"])
    assert {r["version"] for r in rows.values()} == {"0.2.0"}
    assert not any(table == "provenance" for table, _ in rows)


def test_a_changed_digit_in_a_renamed_row_needs_its_reason_under_the_new_key(gate, head, edited):
    edited.cell("figures", NEW, "value", "8666")
    (one,) = found(gate(head, edited))
    assert "`8665` became `8666`" in one
    assert found(gate(declaring(head, renames=RENAMES, corrections=[CORRECTION]), edited)) == []
    old_key = {**CORRECTION, "key": OLD}
    assert len(found(gate(declaring(head, renames=RENAMES, corrections=[old_key]), edited))) == 2


def test_a_cell_that_names_another_row_than_before_is_a_change(gate, head, edited):
    """Of a reference, and of a list of ids; also where the document before it is another one."""
    edited.cell("emendations", "oig-20-13/declined-fy2014-separator", "figure_id", "oig-20-13/detainers-issued-fy2014")  # fmt: skip
    bound = next(row for row in edited.rows("bounds") if " " in row["rests_on"])
    edited.cell("bounds", bound["bound_id"], "rests_on", bound["rests_on"].replace("oig-20-13/", "oig-18-36/", 1))  # fmt: skip
    judged = gate(head, edited)
    cells = {(d.table, d.column) for d in judged.differences if d.key and d.level == "minor"}
    assert cells == {("emendations", "figure_id"), ("bounds", "rests_on")}
    assert len(found(judged)) == 1


def test_places_follow_the_rows_that_they_name(gate, head, edited, before, renamed):
    moved = {"table": "abbreviations", "key": "oig-20-13 CAP"}
    rows = edited.rows("provenance")
    (place,) = [r for r in rows if moved.items() <= r.items() and r["column"] == "abbreviation"]
    place["line"] = "1"
    edited.write("provenance", rows)
    places = [d for d in gate(head, edited).differences if d.table == "provenance" and d.key]
    assert [(d.key, d.column) for d in places] == [
        ("abbreviations oig-20-13 CAP abbreviation 1", "line")
    ]


def test_an_id_of_two_documents_is_ambiguous_until_its_key_is_named(gate, head, edited):
    rows = edited.rows("figures")
    (row,) = [row for row in rows if row["figure_id"] == NEW]
    other = {**row, "figure_id": f"jeffrey-2018-01-26/{OLD}"}
    edited.write("figures", [*rows, other])
    assert any(
        f"several documents have the id: `{OLD}` may be `jeffrey-2018-01-26/{OLD}` or `{NEW}`"
        in one
        for one in found(gate(head, edited))
    )
    named = {"keys": {OLD: NEW}, "tables": ["figures"], "reason": REASON}
    judged = gate(with_renames(head, *RENAMES, named), edited)
    assert found(judged) == []
    assert [d.key for d in judged.differences if d.rule == ROW_ADDED] == [other["figure_id"]]


def test_a_row_without_a_new_key_is_gone_and_needs_its_reason_and_tombstone(gate, head, edited):
    name = "lawful-migration"
    rows = edited.rows("figures")
    edited.write("figures", [row for row in rows if row["figure_id"] != f"oig-20-13/{name}"])
    said = found(gate(head, edited))
    assert any(f"no row has the old key with a document before it: {name}" in one for one in said)
    assert len(said) == 3
    reason = {"table": "figures", "key": name, "kind": "our_error", "reason": "It was read twice."}
    corrected = declaring(head, renames=RENAMES, corrections=[reason])
    (one,) = found(gate(corrected, edited))
    assert "has no tombstone" in one
    assert found(gate(corrected, edited, {f"oig-20-13/{name}": "0.2.0"})) == []


def test_two_old_rows_are_never_one_new_row(gate, head, edited):
    one, two = [row["figure_id"] for row in edited.rows("figures")][:2]
    edited.write("figures", [row for row in edited.rows("figures") if row["figure_id"] != two])
    keys = {"keys": {two.split("/")[1]: one}, "tables": ["figures"], "reason": REASON}
    both = {"keys": {two.split("/")[1]: one, one.split("/")[1]: one}, "tables": ["figures"], "reason": REASON}  # fmt: skip
    for rename, says in ((keys, "no row has the old key"), (both, f"several rows are `{one}` now")):
        assert any(
            says in text for text in found(gate(with_renames(head, *RENAMES, rename), edited))
        )


def test_a_row_that_is_there_already_takes_no_other_rows_id(head, before):
    """Nothing was renamed: one abbreviation is gone, and its id is declared to be that of another."""
    edited = Edited(before)
    edited.write("abbreviations", [r for r in edited.rows("abbreviations") if r["abbreviation"] != "CAP"])  # fmt: skip
    declared = with_renames(head, {"keys": {"CAP": "AOR"}, "tables": ["abbreviations"], "reason": REASON})  # fmt: skip
    (problem,) = resolved(declared.entry, before, edited.package().tables).problems
    assert problem.found == "several rows are `AOR` now: CAP, AOR"


KEYS = {"tables": ["abbreviations"], "reason": REASON}
PROBLEMS = {
    "nothing was renamed": (
        {"rule": "document_prefix", "tables": ["measures"], "reason": REASON},
        "no row of `measures` was renamed so since 0.1.0",
    ),
    "no such table": ({**BY_DOCUMENT, "tables": ["figure"]}, "there is no table `figure`"),
    "places": ({**BY_DOCUMENT, "tables": ["provenance"]}, "follow the rows that they name"),
    "history": ({**BY_DOCUMENT, "tables": ["changes"]}, "there is no table `changes`"),
    "a new table": (
        {"table": "reviews", "to": "figures", "reason": REASON},
        "0.1.0 has no table `reviews`",
    ),
    "a table that is still there": (
        {"table": "figures", "to": "bounds", "reason": REASON},
        "`figures` is still a table",
    ),
    "no such old row": ({**KEYS, "keys": {"CAPP": "oig-20-13 CAP"}}, "has no such row"),
    "no such new row": ({**KEYS, "keys": {"CAP": "oig-20-13 CAPP"}}, "has no such row"),
    "twice": ({**BY_KEY, "keys": {"oig-20-13-1": "oig-20-13 1"}}, "`oig-20-13-1` is renamed twice"),
}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_rename_that_is_none_is_found(problem, gate, head, edited):
    rename, says = PROBLEMS[problem]
    judged = gate(with_renames(head, *RENAMES, rename), edited)
    assert any(says in finding.found and finding.remedy for finding in judged.findings), (
        judged.findings
    )


def test_an_id_that_is_still_there_was_not_renamed(head, before):
    edited = Edited(before)
    (row,) = [row for row in edited.rows("abbreviations") if row["abbreviation"] == "CAP"]
    edited.write("abbreviations", [*edited.rows("abbreviations"), {**row, "abbreviation": "CAPS"}])
    declared = with_renames(head, {**KEYS, "keys": {"CAP": "CAPS"}})
    (problem,) = resolved(declared.entry, before, edited.package().tables).problems
    assert "`CAP` is still a row" in problem.found


def test_two_rows_may_exchange_their_ids(head, before):
    """What was published under each is under the other now: no cell changed."""
    edited = Edited(before)
    other = {"CAP": "AOR", "AOR": "CAP"}
    rows = edited.rows("abbreviations")
    edited.write("abbreviations", [{**r, "abbreviation": other.get(r["abbreviation"], r["abbreviation"])} for r in rows])  # fmt: skip
    edited.descriptor["version"] = "0.2.0"
    declared = with_renames(head, {**KEYS, "keys": other})
    assert resolved(declared.entry, before, edited.package().tables).problems == ()
    listing_renames(edited, declared.entry, before)
    changed = [d for d in compare(before, edited.package()) if d.table == "abbreviations"]
    assert [d.rule for d in changed] == [ROWS_RENAMED]


def test_no_release_below_means_nothing_was_renamed(head, edited):
    judged = gate_of(Released(), head, {}, files_of(with_renamed(edited, [])))
    assert found(judged) == ["a change is declared, but no release is below 0.2.0"] * 3


@pytest.mark.parametrize(
    "rename",
    [
        {"reason": REASON},
        {**BY_DOCUMENT, "table": "a", "to": "b"},
        {"table": "a", "reason": REASON},
        {"rule": "document_prefix", "reason": REASON},
        {**BY_TABLE, "tables": ["figures"]},
        {**BY_KEY, "keys": {}},
        {**BY_DOCUMENT, "rule": "prefix"},
    ],
)
def test_a_rename_has_one_form(rename, head):
    with pytest.raises(ValueError):
        with_renames(head, rename)


def test_anyone_who_has_both_packages_compares_them_so(gate, head, edited, repository, tmp_path):
    gate(head, edited)
    run = ["diff", str(repository / "releases/0.1.0"), str(edited.written(tmp_path / "new"))]
    report = json.loads(CliRunner().invoke(oversight, [*run, "--format", "json"]).output)
    rules = {difference["rule"] for difference in report["differences"]}
    assert ROWS_RENAMED in rules
    assert not rules & {ROW_REMOVED, ROW_ADDED, "a published value was corrected"}


def one(table, old, new, version, new_table=None):
    return Renaming(table, old, new_table or table, new, version, REASON)


def test_later_renames_follow_earlier_ones_and_those_of_one_version_do_not():
    chain = [one("figures", "a", "x/a", "0.2.0"), one("figures", "x/a", "y/a", "0.10.0", "numbers")]
    swapped = [one("figures", "b", "c", "0.9.0"), one("figures", "c", "b", "0.9.0")]
    later = [one("figures", "d", "e", "0.9.0"), one("figures", "e", "f", "0.2.0")]
    renamed = by_old_row([*chain, *swapped, *later])
    since = newest(renamed, "figures", "a")
    assert (since.old_id, since.new_table_name, since.new_id) == ("a", "numbers", "y/a")
    assert newest(renamed, "figures", "b").new_id == "c"
    assert newest(renamed, "figures", "d").new_id == "e"
    assert newest(renamed, "figures", "y/a") is None
    assert renames_of([*chain, *swapped], ()).rows == {
        "numbers": {"a": "y/a", "x/a": "y/a"},
        "figures": {"b": "c", "c": "b"},
    }


def test_renames_of_earlier_versions_stay_listed_and_no_old_id_comes_back(
    gate, head, edited, before
):
    earlier = one("figures", OLD, "another-id", "0.0.9")
    older = with_renamed(Edited(before), [earlier._asdict()]).package()
    outcome = resolved(head.entry, older, edited.package().tables)
    assert ["was the id of another row until 0.0.9" in p.found for p in outcome.problems] == [True]
    assert OLD not in {row.old_id for row in outcome.rows}
    other = with_renamed(
        Edited(before), [one("figures", "oldest", OLD, "0.0.9")._asdict()]
    ).package()
    listing_renames(edited, head.entry, other)
    rows = by_old_row(Renaming(**row) for row in edited.rows("renamed"))
    assert newest(rows, "figures", "oldest").new_id == NEW


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("a", "d/a", True),
        ("a b", "d/b d/a", True),
        ("a", "e/a", False),
        ("a b", "d/a", False),
        ("a a", "d/a d/b", False),
        ("a b", "a d/b", False),
        ("reading", "d/reading", True),
        ("reading", "unknown/reading", False),
        ("a:from:b", "d/a:from:d/b", True),
        ("a (sum)", "d/a (sum)", True),
        ("16,400", "d/16,400", False),
        ("A sentence of a.", "A sentence of d/a.", False),
    ],
)
def test_a_list_of_ids_is_the_same_if_each_id_is(old, new, same):
    renames = Renames({}, {"figures": {"a": "d/a", "b": "d/b"}}, {"d", "e"})
    assert renames.is_same_cell(None, old, new) is same
    assert not Renames().is_same_cell(None, old, new)


def test_a_table_with_another_key_is_compared_by_declared_keys_only(head, before):
    edited = Edited(before)
    join_document(edited, "abbreviations")
    assert not any(d.key for d in compare(before, edited.package()) if d.table == "abbreviations")
