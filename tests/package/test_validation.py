"""Tables that are checked by a model of their own: each cell or row that breaks it is found by name and place."""

from decimal import Decimal

import pytest

from pipeline.package.validation import COLUMNS_HOLD, validate
from schemas.catalog import Catalog, Declared
from schemas.column import PublishedTable, column, frame_of, rule

ADDS_UP = "open and shut beds are all beds"
FIRST = ("sources/oig-1/tables/beds.yaml", 7)


class Beds(PublishedTable):
    """Beds of jails."""

    source_id: str = column(
        "Source", "The document.", key=True, references=("documents_read", "id")
    )
    jail: str = column("Jail", "Its name.", key=True, pattern="[A-Z][a-z]+")
    kind: str = column(
        "Kind", "Whose it is.", vocabulary={"county": "A county.", "city": "A city."}
    )
    beds: int = column("Beds", "All beds.", unit="beds", minimum=1, maximum=9000)
    shut: int = column("Shut", "Shut beds.", unit="beds")
    year: int = column("Year", "When it was built.", change_class="value")
    share: Decimal = column("Share", "Its share.", unit="percent", required=False)
    label: int = column("Label", "A number.", change_class="wording", required=False)

    @rule(ADDS_UP)
    def adds_up(cls, table):
        """No more beds are shut than there are."""
        return table["shut"] <= table["beds"]


class DocumentsRead(PublishedTable):
    """Documents."""

    id: str = column("Id", "The document.", key=True)


SOUND = {
    "source_id": "oig-1", "jail": "Boston", "kind": "city", "beds": 1200, "shut": 4, "year": 1987,
    "share": Decimal("2.50"), "label": 5,
}  # fmt: skip
READS = "\nthe row reads beds 1,200, shut 4, year 1987, share 2.5"


def checked(*rows):
    """The findings of each check of beds that has any, with the number of checks."""
    frames = {
        "beds": frame_of(Beds, [{**SOUND, **row} for row in rows]),
        "documents_read": frame_of(DocumentsRead, [{"id": "oig-1"}, {"id": "oig-2"}]),
    }
    catalog = Catalog({"beds": Declared(Beds, has_own_model=True)})
    checks = validate(["beds"], frames, {("beds", "oig-1 Boston"): FIRST}, catalog)
    assert [(check.table, check.name) for check in checks] == [
        ("beds", COLUMNS_HOLD),
        ("beds", ADDS_UP),
    ]
    assert all(check.passed == (not check.findings) for check in checks)
    return {check.name: check.findings for check in checks if check.findings}


def test_a_sound_table_has_no_finding():
    assert checked({}, {"jail": "Miami", "share": None, "label": None}) == {}
    assert checked() == {}


def test_a_row_that_breaks_a_rule_is_found_with_its_numbers():
    ((name, (finding,)),) = checked({"shut": 1201}, {"jail": "Miami"}).items()
    assert name == ADDS_UP
    assert (finding.file, finding.line, finding.subject) == (*FIRST, "beds: oig-1 Boston")
    assert finding.found == (
        f"the rule fails: {ADDS_UP}\nthe row reads beds 1,200, shut 1,201, year 1987, share 2.5"
    )
    assert finding.remedy.startswith("compare the row with the document")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ({"kind": "state"}, "`kind` must be one of ['county', 'city']; found `state`"),
        ({"beds": 0, "shut": 0}, "`beds` must be at least 1; found `0`"),
        ({"beds": 9001}, "`beds` must be at most 9000; found `9001`"),
        ({"kind": None}, "`kind` is missing; found `None`"),
    ],
)
def test_a_cell_that_breaks_its_column_is_found(cell, found):
    ((name, findings),) = checked(cell, {"jail": "Miami"}).items()
    assert name == COLUMNS_HOLD
    assert any(finding.found.partition("\n")[0] == found for finding in findings), findings
    assert {(finding.file, finding.line) for finding in findings} == {FIRST}


def test_a_cell_that_does_not_match_its_pattern_is_found():
    ((_, (finding,)),) = checked({"jail": "boston"}).items()
    assert finding.subject == "beds: oig-1 boston"
    assert finding.found == f"`jail` must match '[A-Z][a-z]+'; found `boston`{READS}"


def test_a_row_without_a_place_is_found_in_the_model():
    ((_, (finding,)),) = checked({"jail": "Miami", "beds": 9001}).items()
    assert (finding.file, finding.line) == (f"{Beds.__module__.replace('.', '/')}.py", 0)


def test_a_key_of_two_columns_names_one_row():
    ((name, findings),) = checked({}, {}, {"source_id": "oig-2"}).items()
    assert name == COLUMNS_HOLD
    assert {finding.found for finding in findings} == {
        f"`source_id, jail` is a duplicate primary key{READS}"
    }


def test_a_reference_to_a_row_that_is_not_there_is_found():
    ((name, (finding,)),) = checked({}, {"source_id": "oig-9"}).items()
    assert (name, finding.subject) == (COLUMNS_HOLD, "beds: oig-9 Boston")
    assert finding.found == f"`source_id` is `oig-9`, which is no row of documents_read{READS}"


def test_a_key_of_one_column_names_one_row():
    catalog = Catalog({"documents_read": Declared(DocumentsRead, has_own_model=True)})
    frames = {"documents_read": frame_of(DocumentsRead, [{"id": "oig-1"}, {"id": "oig-1"}])}
    (check,) = validate(["documents_read"], frames, {}, catalog)
    assert not check.passed
    assert {finding.found for finding in check.findings} == {
        "`id` is a duplicate primary key; found `oig-1`"
    }
