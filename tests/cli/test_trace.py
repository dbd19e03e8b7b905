"""`oversight trace`: the characters behind a value, or why there are none."""

import csv
import json

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.releases.unpacking import unpack

pytestmark = pytest.mark.slow


def run(*arguments, root=None):
    options = ["--root", str(root)] if root else []
    return CliRunner().invoke(oversight, [*options, *arguments])


def test_trace_shows_the_token_in_its_context_and_where_it_stands(repository, corpus):
    shown = run(
        "trace", "figures", "oig-20-13/released-aliens-at-large", "value", root=repository
    ).output
    assert "the remaining ⟦17,700⟧ remained at-large" in " ".join(shown.split())
    version = corpus.release.entry.version
    for words in ("OIG-20-13", "page 10, line 302", "sha256 6435f6b6", "Cite: ", version):
        assert words in shown


def test_trace_of_an_emended_value_says_so(repository):
    for cell in (
        ("figures", "oig-20-13/detainers-declined-fy2014"),
        ("detainers_by_fiscal_year", "declined-fy2014"),
    ):
        shown = " ".join(run("trace", *cell, "value", root=repository).output.split())
        assert "⟦8.665⟧" in shown
        assert "`8.665` is read as 8,665" in shown
        assert "Caution: The text held prints “8.665”, read as 8,665. Contradicted by" in shown


def test_trace_of_an_article_shows_its_excerpt_and_says_that_the_text_is_not_here(repository):
    shown = run(
        "trace",
        "figures",
        "unshackled-undated/detainers-declined-unshackled",
        "value",
        root=repository,
    ).output
    assert "⟦29,269⟧" in shown
    assert "attested" in shown


def test_trace_of_a_missing_value_shows_the_words_that_speak_of_it(repository):
    shown = run("trace", "detainers_by_fiscal_year", "declined-fy2016", root=repository).output
    assert "image_not_held" in shown
    assert "Figure 3 shows the number of declined detainers" in " ".join(shown.split())


def test_trace_for_machines(repository):
    shown = run(
        "trace", "arrest_offenses", "Homicide", "charges", "--format", "json", root=repository
    )
    (trace,) = json.loads(shown.output)["traces"]
    assert (trace["exact"], trace["page"], trace["line"]) == ("374", "24", 612)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["arrest_offences", "Homicide"], "there is no table `arrest_offences`"),
        (["arrest_offenses", "Homicde"], "similar keys: oig-20-13 Homicide"),
        (["arrest_offenses", "Homicide", "charge"], "has no column `charge`"),
        (["bounds", "oig-20-13/detainers-declined-fy2015-fy2018"], "It follows from other cells"),
    ],
)
def test_what_cannot_be_traced_says_why(arguments, says, repository):
    outcome = run("trace", *arguments, root=repository)
    assert outcome.exit_code == 1
    assert says in outcome.output


def test_before_the_build_trace_says_what_to_run(tmp_path, project):
    (tmp_path / "sources").mkdir()
    outcome = run("trace", "figures", "oig-20-13/total-arrests", root=tmp_path)
    assert outcome.exit_code == 1
    assert "there is no datapackage/ yet; run `oversight build`" in outcome.output
    for table, key in (("figures", "oig-20-13/entered-since"), ("a_report__beds", "Dallas")):
        outcome = run("trace", table, key, root=project)
        assert outcome.exit_code == 1
        assert "if this was entered since, run `oversight build`" in outcome.output


def test_a_cell_is_not_traced_to_a_text_that_has_changed(project, edit):
    edit("sources/oig-20-13/document.txt", "Homicide\t374", "Homicide\t375")
    outcome = run("trace", "arrest_offenses", "Homicide", "charges", root=project)
    assert outcome.exit_code == 1
    assert "is not the one that the package was made from" in outcome.output


@pytest.fixture
def renamed(project):
    """Writes the table `renamed` of a package: rows of table, old id, table since, new id, version."""

    def write(*rows):
        header = "table_name,old_id,new_table_name,new_id,version,reason"
        lines = [",".join((*row, "Shorter.")) for row in rows]
        path = project / "datapackage/csv/renamed.csv"
        path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
        return project

    return write


@pytest.fixture
def emended(repository):
    """The id of the figure that was read from `8.665`."""
    with (repository / "datapackage/csv/figures.csv").open(encoding="utf-8", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["verbatim"] == "8.665"]
    return row["figure_id"]


def test_an_old_id_is_traced_under_its_newest_one(renamed, emended):
    root = renamed(
        ("numbers", "oldest", "figures", "older", "0.2.0"),
        ("figures", "older", "figures", emended, "0.10.0"),
    )
    for row, told in (
        (("figures", "older"), f"figures older is now figures {emended} (since 0.10.0)"),
        (("numbers", "oldest"), f"numbers oldest is now figures {emended} (since 0.10.0)"),
    ):
        shown = run("trace", *row, "value", root=root).output
        assert shown.splitlines()[0] == told
        assert "⟦8.665⟧" in shown
        report = json.loads(run("trace", *row, "value", "--format", "json", root=root).output)
        assert report["renamed"]["new_id"] == emended == report["traces"][0]["key"]
    report = json.loads(run("trace", "figures", emended, "--format", "json", root=root).output)
    assert report["renamed"] is None


def test_an_old_id_of_a_row_that_is_gone_says_both(renamed):
    root = renamed(("figures", "old", "figures", "gone", "0.2.0"))
    outcome = run("trace", "figures", "old", root=root)
    assert outcome.exit_code == 1
    assert "figures old is now figures gone (since 0.2.0), and that row is gone" in outcome.output


def test_a_malformed_table_of_renamed_ids_is_no_traceback(renamed):
    root = renamed(("figures", "old", "figures", "gone", "0.x"), ("figures", "gone", "a", "b", "y"))
    outcome = run("trace", "figures", "old", root=root)
    assert (outcome.exit_code, isinstance(outcome.exception, SystemExit)) == (1, True)
    assert "Run `oversight check`" in outcome.output
    outcome = run("explain", "old", root=root)
    assert "there is no relation, discrepancy, bound or answer `old`" in outcome.output


def test_an_old_id_of_several_tables_is_explained_in_each(renamed, consistency):
    relation = next(item.id for item in consistency.relations if item.id.endswith("issued-change"))
    bound = consistency.bounds[0].id
    root = renamed(
        ("bounds", "old", "bounds", bound, "0.2.0"),
        ("figures", "old", "figures", "no-such-figure", "0.2.0"),
        ("relations", "old", "relations", relation, "0.2.0"),
    )
    shown = run("explain", "old", root=root).output
    assert shown.splitlines()[:2] == [
        f"relations old is now relations {relation} (since 0.2.0)",
        f"bounds old is now bounds {bound} (since 0.2.0)",
    ]
    assert f"relation {relation} (change)" in shown and f"bound {bound}: " in shown
    report = json.loads(run("explain", "old", "--format", "json", root=root).output)
    assert [row["new_id"] for row in report["renamed"]] == [relation, bound]
    assert {"relation", f"bound {bound}"} <= set(report["explanations"])
    report = json.loads(run("explain", relation, "--format", "json", root=root).output)
    assert report["renamed"] == []


@pytest.fixture(params=["folder", "archive", "version", "packed folder"])
def released(request, repository, tmp_path):
    """Release 0.1.0, whose columns have other names than today's, in each of its forms."""
    packed = repository / "releases/0.1.0"
    (archive,) = packed.glob("*.zip")
    if request.param == "folder":
        unpack(archive, tmp_path / "got")
    forms = {"folder": tmp_path / "got", "archive": archive, "version": "0.1.0"}
    return forms.get(request.param, packed)


def test_a_value_of_a_release_is_traced_in_the_texts_of_the_release(released, repository):
    cell = ("figures", "detainers-declined-fy2014", "value")
    ran = run("trace", *cell, "--release", str(released), root=repository)
    shown = " ".join(ran.output.split())
    assert "⟦8.665⟧" in shown and "`8.665` is read as 8,665" in shown
    assert "page 9, line 286" in shown and "Oversight Figures 0.1.0" in shown
    cell = ("figures", "detainers-declined-unshackled", "value")
    assert "⟦29,269⟧" in run("trace", *cell, "--release", str(released), root=repository).output


def test_the_argument_of_a_release_is_that_of_its_tables(released, repository):
    name = "detainers-declined-fy2015-fy2018"
    ran = run("explain", name, "--release", str(released), root=repository)
    assert "33735 to 33935 detainers" in ran.output
    assert "58900, [58850, 58950]" in ran.output
    ran = run("explain", "issued-change", "--release", str(released), root=repository)
    assert "relation issued-change (change): inconsistent" in ran.output
    ran = run("explain", "no-such", "--release", str(released), root=repository)
    assert ran.exit_code == 1 and "there is no relation" in ran.output


@pytest.mark.parametrize("command", [["trace", "figures", "x"], ["explain", "x"]])
def test_where_there_is_no_release_a_sentence_says_so(command, tmp_path):
    (tmp_path / "notes.txt").write_text("none")
    for place in (tmp_path, tmp_path / "notes.txt", tmp_path / "missing.zip"):
        ran = run(*command, "--release", str(place))
        assert ran.exit_code == 1 and "name the folder of a release" in ran.output


def test_a_release_whose_text_was_changed_shows_no_trace(repository, tmp_path):
    (archive,) = (repository / "releases/0.1.0").glob("*.zip")
    unpack(archive, tmp_path / "got")
    text = tmp_path / "got/documents/oig-20-13.txt"
    text.write_bytes(text.read_bytes().replace(b"from 8.665 to", b"from 8.666 to"))
    cell = ("figures", "detainers-declined-fy2014", "value")
    ran = run("trace", *cell, "--release", str(tmp_path / "got"))
    assert ran.exit_code == 1
    assert "not the one that the package was made from" in ran.output


def test_a_table_that_repeats_others_is_known_and_was_read_nowhere(repository):
    ran = run("trace", "figures_readable", "oig-20-13/in-custody-arrests", root=repository)
    assert ran.exit_code == 1
    assert "was not read from characters of a document" in ran.output
