"""Fixtures: the site of the checkout's package, on disk and as its files, and that of a corpus of small reports."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from making_sites import built, site_of
from reading_back import Package
from reports import EVERY_REPORT, SHAPES, new_corpus
from walking import smallest_with_every_element

from pipeline.package.published import published_in_project
from pipeline.site import addresses, figure_pages, reading_view
from pipeline.site.site_data import SiteData, SiteInput, described_files

NO_WAIT = 0.01


@pytest.fixture(scope="session")
def published(repository):
    return published_in_project(repository)


@pytest.fixture(scope="session")
def data(published):
    return SiteData(SiteInput(published, described_files(published)))


@pytest.fixture(scope="session")
def site(published):
    """The site of the checkout's package."""
    return site_of(published)


@pytest.fixture(scope="session")
def every_element(site):
    """The addresses of small pages that have together every kind of element."""
    return smallest_with_every_element(site.pages)


@pytest.fixture(scope="session")
def small_package(tmp_path_factory):
    """The package of every small report together."""
    root = tmp_path_factory.mktemp("small") / "corpus"
    return built(new_corpus(root, *EVERY_REPORT, shapes=SHAPES))


@pytest.fixture(scope="session")
def small_site(small_package):
    """The site of every small report together."""
    return site_of(small_package)


@pytest.fixture(scope="session")
def paged_site(small_package):
    """The same where every list has pages of two entries, as lists of large corpora have pages of a hundred."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(addresses, "ROWS_A_PAGE", 2)
        patch.setattr(addresses, "ENTRIES_A_PAGE", 2)
        for room in (figure_pages, reading_view):
            patch.setattr(room, "ON_A_PAGE", 2)
        return site_of(small_package)


@pytest.fixture(params=["site", "small_site"])
def each_site(request):
    """The site of the checkout's package, then that of the small reports."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def package(each_site):
    """The package that a site offers, as a reader has it."""
    return Package(each_site.files)


@pytest.fixture
def page_of(each_site):
    """The content of a page, by its address without `index.html`."""
    return lambda address: each_site.pages[f"{address}/index.html"].one("main")


@pytest.fixture(scope="session")
def folder(site, tmp_path_factory):
    """The site in a folder."""
    root = tmp_path_factory.mktemp("server")
    for path, content in site.files.items():
        place = root / "a sub-path/site" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return root / "a sub-path/site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def served(folder):
    """The address of the site below a path of a server."""
    handler = partial(_Quiet, directory=str(folder.parents[1]))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": NO_WAIT}).start()
        yield f"http://127.0.0.1:{server.server_port}/a%20sub-path/site"
        server.shutdown()


@pytest.fixture
def open_page(chromium):
    """A new page; what its console complains of, and each error of a script, fails the test."""
    contexts, complaints = [], []

    def new(**settings):
        context = chromium.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda one: one.type in ("error", "warning") and complaints.append(one.text)
        )
        return page

    yield new
    for context in contexts:
        context.close()
    assert complaints == []
