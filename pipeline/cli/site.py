"""`oversight site`: pages for people, in a folder."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from pipeline.cli.console import say
from pipeline.cli.group import (
    IN_A_RELEASE,
    named_release,
    needs_extra_site,
    opened_package,
    oversight,
    project_root,
)


@oversight.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The new folder. Default: site/ in the project.",
)
@click.option("--serve", is_flag=True, help="Then serve it on this machine alone, until Ctrl+C.")
@click.option(
    "--document",
    metavar="ID",
    help="Write the pages of this document alone; all else in the folder stays.",
)
@click.option("--docs", is_flag=True, help="Also write the documentation, below docs/.")
@IN_A_RELEASE
@click.pass_obj
def site(
    root: Path | None,
    out: Path | None,
    serve: bool,
    document: str | None,
    docs: bool,
    release: str | None,
) -> None:
    """Write the pages of the data package.

    Makes a static site from datapackage/ and its documents, or from a release. It
    opens from the folder, needs no server, and has an address for every number.

    With --document only the pages of one document are written, into the same
    folder: while you work on a report. Lists, indexes, tables and search then are
    as they were, or missing in a new folder, until all pages are made again.

    \b
    Examples:
      oversight site
      oversight site --release 0.2.0 --out /tmp/site
      oversight site --document oig-20-13
      oversight site --docs
    """
    if docs and (document or release):
        raise click.UsageError("--docs goes with all pages of a checkout")
    needs_extra_site("site")
    from pipeline.releases.packages import Unreadable
    from pipeline.releases.released import STORE
    from pipeline.releases.site_input import site_input
    from pipeline.site.addresses import FRONT
    from pipeline.site.addresses import document as document_page
    from pipeline.site.documentation import NoDocumentation
    from pipeline.site.site_folder import NotASite, served, write_document, write_site

    out = out or project_root(root) / "site"
    store = named_release(root, release).parent if release else project_root(root) / STORE
    with opened_package(root, release) as published:
        known = published.rows_by_key("sources")
        if document is not None and document not in known:
            raise click.ClickException(f"no document {document}; there are {', '.join(known)}")
        try:
            given = replace(
                site_input(published, store),
                documentation=_documentation(root, out, docs, document),
            )
            count = write_document(given, document, out) if document else write_site(given, out)
        except (NoDocumentation, NotASite, Unreadable) as problem:
            raise click.ClickException(str(problem)) from None
    first = document_page(document) if document else FRONT
    say(f"{count} files in {out}; open {out / first}")
    if serve:
        served(out, say)


def _documentation(
    root: Path | None, out: Path, wanted: bool, document: str | None
) -> Mapping[str, bytes] | None:
    """The files of the documentation; none of them with the pages of one document, which link to it if it is there."""
    if document:
        from pipeline.site.addresses import DOCUMENTATION

        return {} if (out / DOCUMENTATION).is_file() else None
    if not wanted:
        return None
    from pipeline.site.documentation import documentation_files

    return documentation_files(project_root(root))
