"""`oversight verify`: what a release promises, found to hold, and found not to where it was tampered with."""

import http.server
import json
import shutil
import sqlite3
import subprocess
import threading
import zipfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial

import openpyxl
import pyarrow.parquet
import pytest
from click.testing import CliRunner
from forgeries import seal

from pipeline.cli import oversight
from pipeline.releases.filesystems import open_store
from pipeline.releases.making import made_release
from pipeline.releases.store import add_release, withdraw

pytestmark = pytest.mark.slow  # each starts from a release that is made
TODAY = datetime.now(UTC).date()
PROMISES = ("reproducible", "well formed", "accounted for", "traceable", "checked", "honest")


def run(*arguments):
    return CliRunner().invoke(oversight, ["verify", *map(str, arguments)])


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """A maintainer's key and a stranger's, and the list of signers that knows the maintainer's only."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("maintainer", "stranger"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    public = (folder / "maintainer.pub").read_text()
    (folder / "signers").write_text(f'm@example.org namespaces="oversight-figures" {public}')
    return folder


@pytest.fixture(scope="module")
def store(checked, site, tmp_path_factory, keys):
    """A store whose first release is that of the small project, signed."""
    place = tmp_path_factory.mktemp("store")
    made = made_release(checked, site, keys / "maintainer")
    add_release(open_store(place), made.name, made.files, made.entry, lambda *_: None, print)
    return place


@pytest.fixture(scope="module")
def version(store):
    return json.loads((store / "index.json").read_text())["latest"]


@pytest.fixture(scope="module")
def archive(store, version):
    return store / version / f"small-figures-{version}.zip"


@pytest.fixture
def release(store, version, tmp_path):
    """The files of the release, its project and site among them, away from its store and unsigned, to tamper with."""
    return unpacked(store / version, tmp_path / "away/release")


def unpacked(packed, folder):
    for archive in packed.glob("*.zip"):
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(folder)
    (folder / "SHA256SUMS.sig").unlink(missing_ok=True)
    return folder


def test_a_release_holds_in_each_of_its_forms(store, version, archive, keys):
    for target in (store / version, archive, store):
        ran = run(target, "--signers", keys / "signers")
        assert ran.exit_code == 0, ran.output
        for promise in PROMISES:
            assert f"\nok      {promise}" in ran.output
        assert "signed by m@example.org" in ran.output
        assert "standing               current since" in ran.output


def test_a_release_away_from_its_store_has_an_unknown_standing_and_may_be_unsigned(release):
    ran = run(release)
    assert ran.exit_code == 0, ran.output
    assert "unknown offline" in ran.output
    assert "signature              unsigned" in ran.output


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def serving(folder):
    handler = partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_release_at_an_address_is_fetched_and_verified(store, version, archive, keys):
    with serving(store) as address:
        for target in (f"{address}/{version}", f"{address}/{version}/{archive.name}", address):
            ran = run(target, "--signers", keys / "signers")
            assert ran.exit_code == 0, ran.output
            assert "standing               current since" in ran.output
            assert f"{address}/{version}" in ran.output
            for part in ("project", "site"):
                assert f"{archive.stem}-{part}.zip" in "".join(ran.output.split())
        assert run(f"{address}/9.9.9").exit_code == 2


def test_the_outcome_for_machines(store, version, keys):
    ran = run(store / version, "--signers", keys / "signers", "--format", "json")
    told = json.loads(ran.stdout)
    assert told["schema_version"] == 1
    (one,) = told["releases"]
    assert one["holds"] and one["version"] == version
    assert {part["promise"] for part in one["parts"]} == set(PROMISES)


def test_a_withdrawn_release_says_so(store, version, tmp_path, keys):
    shutil.copytree(store, tmp_path / "store")
    (tmp_path / "releases").symlink_to(tmp_path / "store")
    command = ["--root", str(tmp_path), "withdraw", version, "--reason", "A digit is wrong."]
    assert CliRunner().invoke(oversight, [*command, "--on", "2099-01-01"]).exit_code == 2
    ran = CliRunner().invoke(oversight, [*command, "--on", str(TODAY)])
    assert ran.exit_code == 0, ran.output
    ran = run(tmp_path / "store" / version)
    assert f"WITHDRAWN since {TODAY}: A digit is wrong." in ran.output
    assert ran.exit_code == 1
    assert run(tmp_path / "store", "--signers", keys / "signers").exit_code == 0


@pytest.mark.parametrize("who", ["stranger", "maintainer"])
def test_a_signature_counts_only_for_these_bytes_by_a_known_signer(who, release, keys):
    sums = release / "SHA256SUMS"
    command = ["ssh-keygen", "-Y", "sign", "-q", "-n", "oversight-figures"]
    subprocess.run([*command, "-f", str(keys / who), str(sums)], check=True)
    assert run(release, "--signers", keys / "signers").exit_code == (who == "stranger")
    (release / "DICTIONARY.md").write_text("Other words.\n")
    seal(release)
    ran = run(release, "--signers", keys / "signers")
    assert ran.exit_code == 1
    assert "SHA256SUMS.sig" in ran.output


def test_what_was_not_looked_at_is_not_said_to_hold(release):
    (release / "csv/figures.csv").write_bytes(b"\x00")
    ran = run(release)
    assert "FAILED  reproducible" in ran.output
    assert "\n?       traceable      not checked" in ran.output
    assert "\nok " not in ran.output


def test_a_signature_for_another_purpose_does_not_count(release, keys):
    command = ["ssh-keygen", "-Y", "sign", "-q", "-n", "git", "-f", str(keys / "maintainer")]
    subprocess.run([*command, str(release / "SHA256SUMS")], check=True)
    ran = run(release, "--signers", keys / "signers")
    assert ran.exit_code == 1


def in_csv(release):
    path = release / "csv/beds__beds.csv"
    path.write_text(path.read_text().replace("Dallas,DAL,120,", "Dallas,DAL,121,"))


def in_parquet(release):
    path = release / "parquet/beds__beds.parquet"
    table = pyarrow.parquet.read_table(path)
    place = table.column_names.index("beds")
    cells = table["beds"].to_pylist()
    cells[2] += 1
    column = pyarrow.array(cells, table.schema.field("beds").type)
    changed = table.set_column(place, table.schema.field("beds"), column)
    pyarrow.parquet.write_table(changed, path)


def in_sqlite(release):
    with closing(sqlite3.connect(release / "small-figures.sqlite")) as database, database:
        database.execute("UPDATE beds__beds SET beds = 121 WHERE facility = 'Dallas'")


def in_excel(release):
    path = release / "small-figures.xlsx"
    book = openpyxl.load_workbook(path)
    book["beds__beds"]["C3"].value += 1
    book.save(path)


def in_json_lines(release):
    path = release / "figures.jsonl"
    path.write_text(path.read_text().replace('"value": 42', '"value": 43', 1))


def in_descriptor(release):
    path = release / "datapackage.json"
    path.write_text(path.read_text().replace('"licenses": [', '"licenses": [{"title": "x"},', 1))


def quotation(release):
    path = release / "documents/beds.txt"
    path.write_bytes(path.read_bytes().replace(b"DAL\t120", b"DAL\t121"))


def verdict(release):
    for name in ("csv/relations.csv",):
        path = release / name
        path.write_text(path.read_text().replace(",verified,", ",consistent,", 1))


def no_table(release):
    (release / "parquet/figures.parquet").write_bytes(b"PAR1 no more")


@pytest.mark.parametrize(
    ("tamper", "promise", "says"),
    [
        (in_csv, "well formed", "parquet/beds__beds.parquet beds: row"),
        (in_parquet, "well formed", "beds__beds.parquet beds: row 3"),
        (in_sqlite, "well formed", "small-figures.sqlite beds__beds beds"),
        (in_excel, "well formed", "small-figures.xlsx beds__beds beds"),
        (in_json_lines, "well formed", "figure value holds `43`, the CSV `42`"),
        (in_descriptor, "well formed", "datapackage.json"),
        (no_table, "well formed", "parquet/figures.parquet"),
        (quotation, "traceable", "beds"),
        (
            verdict,
            "checked",
            "the verdict is `verified` (computed 360, stated 360), published is `consistent`",
        ),
    ],
)
def test_what_a_forger_changed_is_found_though_all_checksums_are_right(
    tamper, promise, says, release
):
    tamper(release)
    seal(release)
    ran = run(release)
    assert ran.exit_code == 1, ran.output
    assert f"FAILED  {promise}" in ran.output
    assert says in ran.output
    assert "Traceback" not in ran.output


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d["resources"][2]["schema"]["fields"][0].update(type="year"),
        lambda d: d["resources"][2]["schema"].pop("primaryKey"),
        lambda d: d["resources"][2]["schema"]["foreignKeys"][0].update(fields=["a", "b"]),
        lambda d: d["resources"][2]["schema"]["foreignKeys"][0]["reference"].update(resource="x"),
        lambda d: d["resources"].pop(2),
        lambda d: d["resources"][2]["schema"].update(fields=[1]),
        lambda d: d.update(name="../../etc/passwd"),
        lambda d: d.update(version="1\x1b[2K"),
    ],
)
def test_a_descriptor_that_describes_nothing_is_found_and_breaks_nothing(
    spoil, release, repository, tmp_path
):
    path = release / "datapackage.json"
    descriptor = json.loads(path.read_text())
    spoil(descriptor)
    path.write_text(json.dumps(descriptor))
    seal(release)
    ran = run(release)
    assert ran.exit_code == 1 and ran.exception.__class__ is SystemExit, ran.output
    assert "FAILED" in ran.output and "\x1b" not in ran.output
    command = ["diff", str(repository / "datapackage"), str(release)]
    ran = CliRunner().invoke(oversight, command)
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    assert "\x1b" not in ran.output


def test_a_download_writes_nothing_outside_its_folder(release, tmp_path):
    path = release / "datapackage.json"
    path.write_text(path.read_text().replace('"small-figures"', f'"{tmp_path}/mine"'))
    (tmp_path / "mine-0.1.0.zip").write_text("precious")
    (release / "mine-0.1.0.zip").write_text("poison")
    seal(release)
    with serving(release.parent) as address:
        assert run(f"{address}/release").exit_code == 1
    assert (tmp_path / "mine-0.1.0.zip").read_text() == "precious"


def test_a_reason_in_the_index_cannot_write_over_the_terminal(store, version, tmp_path):
    shutil.copytree(store, tmp_path / "store")
    place = open_store(tmp_path / "store")
    withdraw(place, version, "Wrong.\x1b[1A\x1b[2Kcurrent", TODAY, print)
    ran = run(tmp_path / "store" / version)
    assert "WITHDRAWN" in ran.output and "\x1b" not in ran.output


def test_a_list_of_signers_inside_the_release_does_not_count(release, keys, monkeypatch):
    sums = release / "SHA256SUMS"
    (release / "allowed_signers").write_text((keys / "signers").read_text())
    seal(release)
    command = ["ssh-keygen", "-Y", "sign", "-q", "-n", "oversight-figures"]
    subprocess.run([*command, "-f", str(keys / "maintainer"), str(sums)], check=True)
    monkeypatch.chdir(release)
    ran = run(".")
    assert "signed by m@example.org" not in ran.output
    assert "- who made the release" in ran.output


def test_a_store_is_verified_with_its_leftovers_and_without_what_is_lost(store, version, tmp_path):
    shutil.copytree(store, tmp_path / "store")
    (tmp_path / "store/.incoming-9.9.9").mkdir()
    ran = run(tmp_path / "store", "--signers", tmp_path / "nobody")
    assert ran.exit_code == 2
    ran = run(tmp_path / "store", "--format", "json")
    assert "left by a run that was killed" in json.loads(ran.stdout)["store"]["notes"][0]
    (tmp_path / "store" / version / "SHA256SUMS.sig").unlink()
    ran = run(tmp_path / "store")
    assert "the index states that the release is signed" in ran.output
    shutil.rmtree(tmp_path / "store" / version)
    ran = run(tmp_path / "store")
    assert ran.exit_code == 1
    assert "is missing" in ran.output


def test_a_store_that_says_other_hashes_is_believed_over_the_release(store, version, tmp_path):
    shutil.copytree(store, tmp_path / "store")
    packed = (tmp_path / "store" / version).rename(tmp_path / "packed")
    release = unpacked(packed, tmp_path / "store" / version)
    (release / "VERDICTS.md").write_text("All is well.\n")
    seal(release)
    ran = run(release)
    assert ran.exit_code == 1
    assert "the index states the sha256" in ran.output


def test_where_there_is_no_release_nothing_is_verified(tmp_path):
    (tmp_path / "notes.txt").write_text("none")
    for target in (tmp_path, tmp_path / "notes.txt", tmp_path / "missing.zip"):
        ran = run(target)
        assert ran.exit_code == 2
        assert "nothing to verify" in ran.output
