"""Whether the verifier that travels with a release computes each figure as the build does, found before a release is made.

The verifier shares no code with the build. Where the two read a number otherwise, one of them is wrong: nothing is
published before a person knows which.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from pipeline.releases.standalone.derived import fault_of_figure, rules_of_rounding
from pipeline.releases.standalone.figure_numbers import Passage, fault_of_number
from pipeline.sources.findings import Finding
from pipeline.text.documents import Document

REMEDY = (
    "compare value, token and qualifier with the document; if the entry is right, report the sentence: the verifier of "
    "releases, or the build, reads it wrongly"
)
Places = Mapping[tuple[str, str], tuple[str, int]]


def unprovable_figures(
    figures: bytes, documents: Mapping[str, Document], places: Places
) -> Iterator[Finding]:
    """The figures that a release could not prove; `figures` is the table as CSV."""
    rows = list(csv.DictReader(io.StringIO(figures.decode("utf-8"), newline="")))
    rules = rules_of_rounding(rows)
    for row in rows:
        passages = [Passage(one.start, one.text) for one in documents[row["source_id"]].passages]
        fault = fault_of_figure(row, rules) or fault_of_number(row, passages)
        if fault is not None:
            name = row["figure_id"]
            file, line = places.get(("figures", name), ("sources", 0))
            yield Finding(file, line, name, f"a release cannot prove it: {fault}", REMEDY)
