"""`oversight review`: the page on which the proposals for a document are confirmed."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import say
from pipeline.cli.group import document_and_pdf, oversight, project_root

if TYPE_CHECKING:
    from pipeline.review.page_images import PageImages
    from pipeline.review.session import Session


@oversight.command()
@document_and_pdf("show its pages")
@click.option("--person", metavar="NAME", help="Who decides. Default: recorded as software.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="The port of this machine. Default: a free one.",
)
@click.option("--no-browser", is_flag=True, help="Print the address, open no browser.")
@click.pass_obj
def review(
    root: Path | None,
    source: str,
    pdf: Path | None,
    person: str | None,
    port: int,
    no_browser: bool,
) -> None:
    """Confirm the proposals for a document in a browser.

    Serves a page on this machine alone, at an address with a secret that is new
    each time, until Ctrl+C. It shows the document beside its numbers: each value
    is typed from the page. Every decision is written at once to sources/SOURCE/.
    At the end it prints what the decisions took: keys, clicks and minutes.

    Run `oversight draft` first. docs/review.md has the keys.

    \b
    Example:
      oversight review oig-20-13 --pdf ~/downloads/report.pdf
    """
    root = project_root(root)
    if sys.stderr.isatty():
        say(f"reading {source} …", err=True)
    from pipeline.review.extra import lacking

    if missing := lacking(with_pdf=pdf is not None):
        say(missing, err=True)
        sys.exit(2)
    session = _session(root, source, pdf, person)
    _serve(session, port, opened=not no_browser)


def _session(root: Path, source: str, pdf: Path | None, person: str | None) -> "Session":
    from pipeline.review.opening import NotReviewed, decider, opened, page_images

    try:
        by = decider(person)
        images: PageImages | None = None
        if pdf is not None:
            images = page_images(root, source, pdf)
        return opened(root, source, by, images)
    except NotReviewed as problem:
        say(f"{problem}", err=True)
        sys.exit(1)


def _serve(session: "Session", port: int, opened: bool) -> None:
    from pipeline.review.effort import noted, summary
    from pipeline.review.serving import PortTaken, serve

    def ready(address: str) -> None:
        say(f"{address}\nCtrl+C ends it")
        sys.stdout.flush()
        if opened:
            click.launch(address)

    try:
        serve(session, port, ready)
    except PortTaken as problem:
        raise click.UsageError(f"{problem}; leave --port out for a free one") from None
    say(f"this time: {summary(session.efforts)}")
    say(f"in all:    {summary(noted(session.root, session.source_id))}")
