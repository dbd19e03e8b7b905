"""How well tables are drafted out of PDFs, beside the two tools that the draft rests on.

`python benchmarks/tables_of_pdfs.py FOLDER` reads each `NAME.pdf` of a folder that has `NAME-str.xml` beside it, the
cells of its tables as a person read them (the form of the ICDAR 2013 table competition), with camelot's parser
`stream`, with img2table for borderless tables, and with the draft. It prints F1 by adjacency, by texts of cells and by
cells in place (`table_scores.py` says what each is), over all documents together and as a mean of documents. The PDFs
are not part of the project.

Over fifteen documents of the competition (twenty-seven tables of the US Government, with which the draft was made):

| F1 over all documents (mean of documents) | adjacency | texts | in place | CPU |
|---|---|---|---|---|
| camelot-py 2.0 `stream` | .781 (.440) | .746 (.427) | .737 (.422) | 1 s |
| img2table 2.0 borderless | .894 (.841) | .903 (.861) | .900 (.860) | 21 s |
| draft, both others included | .9999 (1.000) | .999 (1.000) | .999 (1.000) | 34 s |

On documents that nobody here has seen the draft will score lower. `--documents` shows each document; `--only draft` runs one reader; names of files after
the folder choose some. Needs the extra `add`.
"""

import argparse
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import camelot
from img2table.document import PDF
from table_scores import Cell, Scores, Table, gold_tables, scores, table_of_grid, total

from pipeline.drafting.drafted_tables import drafted_tables

Reader = Callable[[Path], list[Table]]


def camelot_stream(pdf: Path) -> list[Table]:
    """The tables that camelot finds on all pages, as it gives them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pages without a table
        found = camelot.read_pdf(str(pdf), pages="all", flavor="stream", suppress_stdout=True)
    return [table_of_grid(int(table.page), table.df.values.tolist()) for table in found]


def img2table_borderless(pdf: Path) -> list[Table]:
    """The tables that img2table finds on all pages by their look, with the PDF's own text."""
    found = PDF(src=str(pdf)).extract_tables(borderless_tables=True)
    return [
        Table(page + 1, tuple(_cells_with_spans(table.content)))
        for page, tables in found.items()
        for table in tables
    ]


def _cells_with_spans(content) -> list[Cell]:
    """A cell of several rows or columns is listed in each of them, with the same box."""
    spans: dict[tuple, list[tuple[int, int, str]]] = {}
    for row, cells in content.items():
        for column, cell in enumerate(cells):
            box = (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2)
            spans.setdefault(box, []).append((row, column, cell.value or ""))
    return [
        Cell(
            min(row for row, _, _ in places),
            min(column for _, column, _ in places),
            max(row for row, _, _ in places),
            max(column for _, column, _ in places),
            places[0][2],
        )
        for places in spans.values()
        if places[0][2].strip()
    ]


def draft(pdf: Path) -> list[Table]:
    """The tables as the project drafts them."""
    return [
        Table(
            table.page,
            tuple(
                Cell(cell.row, cell.column, cell.last_row, cell.last_column, cell.text)
                for cell in table.cells
            ),
        )
        for table in drafted_tables(pdf)
    ]


READERS: dict[str, Reader] = {
    "camelot stream": camelot_stream,
    "img2table borderless": img2table_borderless,
    "draft": draft,
}


def measure(files: Sequence[Path], reader: Reader) -> dict[str, Scores]:
    """The scores of a reader for each PDF."""
    found = {}
    for pdf in files:
        gold = gold_tables(pdf.with_name(f"{pdf.stem}-str.xml"))
        found[pdf.stem] = scores(reader(pdf), gold)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="names of PDFs without .pdf; all if left out")
    parser.add_argument("--only", choices=[name.split()[0] for name in READERS])
    parser.add_argument("--documents", action="store_true", help="show each document")
    chosen = parser.parse_intermixed_args()
    files = [
        pdf
        for pdf in sorted(chosen.folder.glob("*.pdf"))
        if pdf.with_name(f"{pdf.stem}-str.xml").is_file()
        and (not chosen.names or pdf.stem in chosen.names)
    ]
    for name, reader in READERS.items():
        if chosen.only and name.split()[0] != chosen.only:
            continue
        start = time.process_time()
        report(name, measure(files, reader), time.process_time() - start, chosen.documents)


def report(name: str, found: dict[str, Scores], seconds: float, documents: bool) -> None:
    """Print one reader's scores."""
    print(f"{name} ({len(found)} documents, {seconds:.0f} s of CPU)")
    for field in Scores._fields:
        counts = [getattr(one, field) for one in found.values()]
        together = total(counts)
        mean = sum(one.f1 for one in counts) / len(counts)
        print(
            f"  {field:10} F1 {together.f1:.4f}  precision {together.precision:.4f}"
            f"  recall {together.recall:.4f}  mean of documents {mean:.4f}"
        )
    if documents:
        for stem, one in found.items():
            shown = "  ".join(f"{field} {getattr(one, field).f1:.3f}" for field in Scores._fields)
            print(f"    {stem:12} {shown}")


if __name__ == "__main__":
    main()
