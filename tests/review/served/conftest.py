"""Fixtures: a report with proposals, and the server of its review."""

import re
import shutil

import pytest
from reviewed_reports import ID, drafted_report
from running import Running

SERVER_ENDED = "ERR_(CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)"


@pytest.fixture(scope="session")
def drafted(tmp_path_factory):
    """A project with a report that was taken in from its PDF and drafted; it is copied, not changed."""
    root = tmp_path_factory.mktemp("drafted") / "project"
    drafted_report(root)
    return root


@pytest.fixture
def report_drafted(drafted, tmp_path):
    """A copy that a test may change."""
    return shutil.copytree(drafted, tmp_path / "project")


@pytest.fixture(scope="session")
def asked(drafted, tmp_path_factory):
    """A server that is asked and decides nothing."""
    root = shutil.copytree(drafted, tmp_path_factory.mktemp("asked") / "project")
    with Running(root, ID, "--pdf", str(root / "beds.pdf")) as running:
        running.root = root
        yield running


@pytest.fixture
def new_page(chromium):
    """A new page; what its console complains of, but for a server that ended, and errors of scripts fail the test."""
    contexts, complaints = [], []

    def heard(one):
        if one.type in ("error", "warning") and not re.search(SERVER_ENDED, one.text):
            complaints.append(one.text)

    def new(**settings):
        context = chromium.new_context(reduced_motion="reduce", **settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", heard)
        page.on("dialog", lambda one: complaints.append(one.message))
        return page

    yield new
    for context in contexts:
        context.close()
    assert complaints == []
