"""The bounds that rows of years together name: each is that of their quantity which assumes no reading.

A quantity may have several bounds, one for each reading of a discrepancy. A row that leads to one of them must lead
to the one that holds under every reading; where there is none, it leads to the quantity only.
"""

from collections.abc import Iterator, Sequence

from pipeline.consistency.bounds import Bound
from pipeline.sources.corpus import Corpus
from pipeline.sources.findings import Finding
from pipeline.sources.table_entries import SeriesTable


def series_bound_findings(corpus: Corpus, bounds: Sequence[Bound]) -> Iterator[Finding]:
    """Rows of years together that name another bound than theirs, or none although there is one."""
    without = {b.quantity.id: b.id for b in bounds if not b.reading and not b.comparability}
    for source in corpus.sources:
        for at in source.tables:
            read = at.entry.read
            if not isinstance(read, SeriesTable):
                continue
            for index, row in enumerate(read.rows):
                if row.quantity is None or read.fiscal_year in row.row:
                    continue
                wanted = without.get(row.quantity)
                if row.bound != wanted:
                    has = (
                        f"its bound under every reading is {wanted}"
                        if wanted
                        else "it has no bound under every reading"
                    )
                    found = f"the row of {row.quantity} names the bound {row.bound}; {has}"
                    remedy = f"write `bound: {wanted}`" if wanted else "take `bound` out"
                    path = ("read", "rows", index)
                    yield at.finding(source.id, found, remedy, *path)
