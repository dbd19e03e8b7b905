"""The process that reads the tables of a PDF: `python -m pipeline.drafting.table_process SECONDS FILE`.

It has limits of memory and time, as the process that reads the text has. It writes an object a line: of each table, and
at the end `done` or `refused`.
"""

import contextlib
import io
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.intake import refusals
from pipeline.intake.pdf_process import bounded_process

MEMORY = 4_000 * refusals.MEGABYTE
"""Address space: the libraries map half of it before they read anything."""

FOUND = "the libraries that read tables stop at this PDF"
REMEDY = "declare its tables by hand (docs/tables.md)"


def main() -> None:
    """Read the tables of the PDF that is named."""
    bounded_process(int(sys.argv[1]), MEMORY)
    output = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            tables = _tables(Path(sys.argv[2]))
    except refusals.Refused as refusal:
        _write(output, {"refused": [refusal.found, refusal.remedy]})
    except MemoryError:
        too_much = refusals.out_of_memory(MEMORY)
        _write(output, {"refused": [too_much.found, too_much.remedy]})
    except Exception as error:  # whatever three libraries raise at a broken file
        _write(output, {"refused": [f"{FOUND} ({type(error).__name__})", REMEDY]})
    else:
        for table in tables:
            _write(output, {"table": table})
        _write(output, {"done": len(tables)})


def _tables(pdf: Path) -> list[dict[str, Any]]:
    """The tables as plain values; the text is read first, which refuses what `oversight add` refuses."""
    from pipeline.drafting.drafted_tables import drafted_tables
    from pipeline.intake.pdf_pages import open_pdf, pages_of

    for _ in pages_of(open_pdf(pdf.read_bytes())):
        pass
    return [asdict(table) for table in drafted_tables(pdf)]


def _write(output: Any, said: dict[str, Any]) -> None:
    output.write(json.dumps(said) + "\n")
    output.flush()


if __name__ == "__main__":
    main()
