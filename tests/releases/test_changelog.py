"""CHANGELOG.md counts rows and values by document and table, and gives each reason once."""

import pytest

from pipeline.releases.changelog import changelog
from pipeline.releases.differences import Difference
from pipeline.releases.documents_of_rows import Documents
from pipeline.releases.packages import Package
from pipeline.sources.release_entries import ReleaseFile

DOCUMENTS = Documents({"abc-1": "ABC-1", "abc-10": "ABC-10", "times-2018": "times-2018"})
CORRECTED, ADDED = "a published value was corrected", "a row was added"
MISREAD = "The raised mark was read as a digit."


@pytest.fixture
def section(corpus):
    """The lines of a release's section, after its first sentence."""
    before = Package("1.0.0", {"version": "1.0.0"}, {})

    def lines(*differences, **head):
        plain = corpus.release.entry.model_dump(
            exclude={"meaning_changes", "renames", "larger_step", "corrections"}
        )
        release = ReleaseFile.model_validate(plain | head)
        return changelog(release, before, differences, DOCUMENTS).partition("1.0.0.\n")[2].strip()

    return lines


def figure(name, column, old="1", new="2"):
    return Difference("minor", CORRECTED, "figures", column, name, old, new)


def test_figures_of_a_document_that_were_added_are_one_line(section):
    added = [
        Difference("minor", ADDED, "figures", key=f"{document}/cases-{number}")
        for document, many in (("abc-10", 57), ("abc-1", 2), ("times-2018", 1))
        for number in range(many)
    ]
    assert section(*added) == (
        "### Rows\n\n"
        "- minor: 2 figures of ABC-1 were added\n"
        "- minor: 57 figures of ABC-10 were added\n"
        "- minor: 1 figure of times-2018 was added: `times-2018/cases-0`"
    )


def test_rows_that_follow_from_others_are_counted_apart(section):
    rows = [
        Difference("minor", ADDED, "provenance", key=f"figures abc-1/{n} value 1", is_derived=True)
        for n in range(3)
    ]
    gone = Difference("major", "a row was removed", "measures", key="cases")
    assert section(*rows, gone) == (
        "### Rows\n\n"
        "- major: 1 row of `measures` was removed: `cases`\n"
        "- minor: 3 rows of ABC-1 in `provenance` were added, as follows from others"
    )


def test_corrected_values_of_one_reason_are_one_line_and_a_single_one_is_shown(section):
    reasons = [
        {"table": "figures", "key": f"abc-1/{name}", "kind": "our_error", "reason": reason}
        for name, reason in (("a", MISREAD), ("b", MISREAD), ("c", "It is of another year."))
    ]
    changed = [
        figure("abc-1/a", "value"),
        figure("abc-1/a", "page"),
        figure("abc-1/b", "value"),
        figure("abc-1/c", "page", "3", "4"),
    ]
    assert section(*changed, corrections=reasons) == (
        "### Values\n\n"
        "- minor, a published value was corrected: `figures, abc-1/c, page` 3 → 4 "
        "(we had read or entered it wrongly: It is of another year.)\n"
        "- minor: 3 values in 2 figures of ABC-1 were corrected: `page`, `value` "
        "(we had read or entered it wrongly: The raised mark was read as a digit.)"
    )


def test_changes_of_tables_are_listed_and_patches_counted(section):
    columns = [Difference("minor", "a column was added", "figures", f"c{n}") for n in range(14)]
    terms = [Difference("minor", "a term was added", "figures", "kind", new="rate")]
    words = [
        Difference("patch", "wording changed", table, "title", None, "a", "b")
        for table in ("figures", "bounds", "figures")
    ]
    label = Difference("patch", "wording of a term changed", "figures", "kind", "rate", "a", "b")
    files = [Difference("patch", "a file changed", key=name) for name in ("B.md", "A.md")]
    named = ", ".join(f"`c{n}`" for n in range(12))
    assert section(*columns, *terms, *words, label, *files) == (
        "### Tables, columns and files\n\n"
        f"- minor, a column was added: `figures`: {named}, 2 more\n"
        "- minor, a term was added: `figures`: `kind` rate\n"
        "- patch, a file changed: `B.md`, `A.md`\n"
        "- patch, wording changed: 1 in `bounds`, 2 in `figures`\n"
        "- patch, wording of a term changed: 1 in `figures`"
    )
