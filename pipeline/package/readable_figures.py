"""The table to open if one opens only one: each figure with its document, its caution and a line to cite.

It holds nothing that the other tables do not.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from pipeline.package.citation_line import Cited, citation_line
from pipeline.sources.release_entries import ReleaseFile
from schemas.column import columns_of, frame_of
from schemas.core.figures_readable import FiguresReadable
from schemas.core.sources import Sources

Row = Mapping[str, Any]
KINDS = next([*column.vocabulary] for column in columns_of(Sources) if column.name == "kind")
"""Kinds of documents, reports first."""


def release_name(release: ReleaseFile) -> str:
    """The release in the form in which it is cited."""
    return f"{release.title} {release.version}"


def checked_line(tables: Mapping[str, pd.DataFrame]) -> str:
    """How many figures a person has checked: what is true of most rows, said once for all of them."""
    checked = tables["figures"]["checked_by"]
    people = int((checked == "person").sum())
    return f"A person has checked {people:,} of {len(checked):,} figures against the official document."


def readable_figures(
    release: ReleaseFile,
    figures: Iterable[Row],
    sources: Mapping[str, Row],
    measures: Mapping[str, Row],
) -> pd.DataFrame:
    """The rows, reports before articles and each document from its beginning; sources and measures are by id."""
    rows = {
        figure["figure_id"]: _row(
            release, figure, sources[figure["source_id"]], measures[figure["measure_id"]]
        )
        for figure in figures
    }
    places = {
        figure["figure_id"]: (
            KINDS.index(sources[figure["source_id"]]["kind"]),
            figure["source_id"],
            figure["start_offset"],
            figure["figure_id"],
        )
        for figure in figures
    }
    frame = frame_of(FiguresReadable, [*rows.values()])
    order = frame["figure_id"].map(lambda name: places[name]).sort_values().index
    return frame.loc[order].reset_index(drop=True)


def _row(release: ReleaseFile, figure: Row, source: Row, measure: Row) -> dict[str, Any]:
    cited = Cited(*(source[name] for name in Cited._fields))
    page = None if figure["page"] is None else str(figure["page"])
    qualifier = f"{figure['qualifier']} " if figure["qualifier"] else ""
    about = {
        "measure": measure["name"],
        "printed": f"{qualifier}{figure['verbatim']}",
        "source_kind": source["kind"],
        "document": cited.document,
        "cite": citation_line(
            cited, page, release_name(release), f"figures/{figure['figure_id']}/value"
        ),
        "version": release.version,
        **{name: source[name] for name in ("genre", "publisher", "published", "official_url")},
    }
    names = [column.name for column in columns_of(FiguresReadable)]
    return {name: about[name] if name in about else figure[name] for name in names}
