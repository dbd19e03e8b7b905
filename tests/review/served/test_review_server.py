"""The server of a review: who may ask it, what it tells, and how it begins and ends."""

import json
import socket

import pytest
from click.testing import CliRunner
from reviewed_reports import ID
from running import Running

from pipeline.cli import oversight as command
from pipeline.review.guard import LARGEST_BODY, POLICY

pytestmark = [pytest.mark.slow, pytest.mark.system]

OTHER = "https://evil.example"


def files_of(root):
    return {p: p.read_bytes() for p in (root / "sources").rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:{port}"}, 200),
        ({"Origin": "http://127.0.0.1:{port}", "Sec_Fetch_Site": "same-origin"}, 200),
        ({"Host": None}, (400, 403)),
        ({"Host": "evil.example"}, 403),
        ({"Host": "evil.example:{port}"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Host": "127.0.0.1:1"}, 403),
        ({"Host": "[::1]:{port}"}, 403),
        ({"Origin": OTHER}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "https://127.0.0.1:{port}"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
    ],
)
def test_a_page_is_given_to_this_machine_and_its_own_page_only(headers, status, asked):
    filled = {k: v and v.format(port=asked.port) for k, v in headers.items()}
    for path in ("", "review", "review.js", "pages/1.png"):
        answered, _, content = asked.ask(path, **filled)
        assert answered in (status if isinstance(status, tuple) else (status,)), path
        assert (ID.encode() in content or content.startswith(b"\x89PNG")) <= (answered == 200)
        assert answered in (200, 400) or content == b""


@pytest.mark.parametrize(
    "path",
    ["/", "/review", "/x/review", "/{less}/review", "/{more}/review", "//{token}/review", "/%00/é"],
)
def test_without_the_token_nothing_is_there(path, asked):
    token = asked.path.strip("/")
    at = path.format(less=token[:-1], more=token + "x", token=token).replace("é", "%C3%A9")
    status, _, content = asked.ask(at=at)
    assert (status, content) == (404, b"")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": None}, 403),
        ({"Origin": OTHER}, 403),
        ({"Content_Type": "text/plain"}, 403),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Host": "evil.example"}, 403),
    ],
)
def test_a_decision_is_taken_from_the_own_page_only(headers, status, asked):
    before = files_of(asked.root)
    for path in ("decisions", "undo"):
        answered, _, content = asked.post(path, {"action": "confirm", "items": ["n34"]}, **headers)
        assert (answered, content) == (status, b"")
    assert files_of(asked.root) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(method, asked):
    assert asked.ask("decisions", method, Origin=asked.origin)[0] in (403, 405)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 30_000,
        b'{"action": "confirm", "items": [], "fields": {}}',
        b'{"action": "delete", "items": ["n1"], "fields": {}}',
        b'{"action": "confirm", "items": [1], "fields": {}}',
        b'{"action": "confirm", "items": ["n34"], "fields": {"value": 7}}',
        b'{"action": "confirm", "items": ["n34"], "fields": {"a": {"b": {"c": "d"}}}}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_decision_changes_nothing(body, asked):
    before = files_of(asked.root)
    status, _, content = asked.post("decisions", body)
    assert status == 400
    assert json.loads(content)["message"]
    assert files_of(asked.root) == before


def test_a_body_of_more_bytes_than_a_decision_has_is_refused(asked):
    assert asked.post("decisions", b" " * (LARGEST_BODY + 1))[0] == 413
    with socket.create_connection(("127.0.0.1", asked.port), timeout=30) as line:
        head = f"POST {asked.path}decisions HTTP/1.1\r\nHost: {asked.host}\r\nOrigin: {asked.origin}\r\n"
        more = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        line.sendall((head + more).encode())
        piece = b"4000\r\n" + b" " * 0x4000 + b"\r\n"
        for _ in range(LARGEST_BODY // 0x4000 + 1):
            line.sendall(piece)
        assert line.recv(64).startswith(b"HTTP/1.1 413")


def test_every_answer_has_the_headers_of_safety(asked):
    for path in ("", "review", "review.css", "pages/1.png", "nothing"):
        _, headers, _ = asked.ask(path)
        lower = {name.lower(): value for name, value in headers.items()}
        assert lower["content-security-policy"] == POLICY
        assert lower["cache-control"] == "no-store"
        assert lower["referrer-policy"] == "no-referrer"
        assert lower["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in lower
        assert not any(name.startswith("access-control") for name in lower)


def test_no_proposal_has_its_value(asked):
    parts = asked.get("review")["parts"]
    items = [
        one for n in range(len(parts)) for one in asked.get(f"review?part={n}")["part"]["items"]
    ]
    proposed = [one for one in items if (one["status"], one["kind"]) == ("proposed", "figure")]
    assert len(proposed) == 9
    assert not any("value" in one["fields"] for one in proposed)
    assert not any("2500000" in json.dumps(one) for one in items)


def test_a_value_that_disagrees_is_refused_and_nothing_is_written(report_drafted, asked):
    with Running(report_drafted, ID) as running:
        assert len(running.path.strip("/")) >= 43
        assert running.path != asked.path
        items = running.get("review")["part"]["items"]
        (beds,) = [one["id"] for one in items if one["token"] == "2.5 million"]
        before = (report_drafted / f"sources/{ID}/figures.yaml").read_bytes()
        refused = running.decide("confirm", beds, value="2400000")
        assert [one["code"] for one in refused["refused"]] == ["value"]
        assert refused["changed"] == []
        assert (report_drafted / f"sources/{ID}/figures.yaml").read_bytes() == before
        assert running.decide("confirm", beds, value="2500000")["refused"] == []
        status, _, content = running.post("undo", {})
        assert (status, json.loads(content)["message"]) == (200, "")
        assert (report_drafted / f"sources/{ID}/figures.yaml").read_bytes() == before

        output, complaints, code = running.interrupt()
    assert code == 0
    assert complaints == ""
    assert "1 decision, 1 undone, 1 refused: 0 keys, 0 clicks" in output


def review_ended(root, *options):
    """How the command ends that does not begin to serve."""
    arguments = ["--root", str(root), "review", "--no-browser", *options]
    ended = CliRunner().invoke(command, arguments)
    assert isinstance(ended.exception, SystemExit), ended.exception
    return ended.exit_code, ended.stderr


def test_a_port_that_is_taken_is_named(asked):
    code, complaint = review_ended(asked.root, ID, "--port", str(asked.port))
    assert code == 2
    assert f"port {asked.port} cannot be used" in complaint


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["nothing"], "there is no document nothing"),
        (["../beds"], "there is no document"),
        ([ID, "--person", " "], "--person"),
        ([ID, "--pdf", "{root}/release.yaml"], "is not the original of beds"),
    ],
)
def test_what_cannot_be_reviewed_is_said(options, words, asked):
    filled = [option.format(root=asked.root) for option in options]
    code, complaint = review_ended(asked.root, *filled)
    assert code == 1
    assert words in complaint


def test_a_text_of_200_megabytes_is_refused_at_once(report_drafted):
    with (report_drafted / f"sources/{ID}/document.txt").open("r+b") as text:
        text.truncate(200_000_000)
    code, complaint = review_ended(report_drafted, ID)
    assert code == 1
    assert "has 200 MB; at most 20 MB are reviewed" in complaint
