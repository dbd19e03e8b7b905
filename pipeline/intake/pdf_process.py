"""The process that reads a PDF from standard input, started by `reading_apart`.

It has limits of memory and time, so that a file made to exhaust a machine, or a crash of the C library, ends
this process only. It writes an object a line: of the file, of each page, and at the end `done` or `refused`.
"""

import json
import sys
from collections import Counter
from typing import Any

from pipeline.intake import refusals
from pipeline.intake.glyphs import UNREADABLE


def main() -> None:
    """Read the PDF that comes from standard input, and write what is in it to standard output."""
    bounded_process(refusals.SECONDS)
    try:
        _read(sys.stdin.buffer.read())
    except refusals.Refused as refusal:
        _write({"refused": [refusal.found, refusal.remedy]})
    except MemoryError:
        too_much = refusals.out_of_memory(refusals.MEMORY)
        _write({"refused": [too_much.found, too_much.remedy]})


def bounded_process(seconds: int, memory: int = refusals.MEMORY) -> None:
    """Bound the address space, the processor's time and files of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (allowed, hard))


def _read(content: bytes) -> None:
    from pypdfium2.version import PDFIUM_INFO, PYPDFIUM_INFO

    from pipeline.intake.page_text import page_text
    from pipeline.intake.pdf_pages import open_pdf, pages_of

    document = open_pdf(content)
    pdfium = f"{PDFIUM_INFO}".partition("@")[0]
    program = f"pypdfium2 {PYPDFIUM_INFO} with PDFium {pdfium}"
    _write({"pages": len(document), "program": program})
    characters: Counter[str] = Counter()
    for page in pages_of(document):
        lines = page_text(page)
        for line in lines:
            characters.update(line.text)
        printed = characters.total() - characters[" "]
        if printed > refusals.MOST_CHARACTERS:
            raise refusals.too_much("characters", printed, refusals.MOST_CHARACTERS)
        _write({"page": page.number, "repairs": page.repairs, "lines": lines})
    printed = characters.total() - characters[" "]
    if printed == 0:
        raise refusals.scanned(len(document))
    if characters[UNREADABLE] > 0.2 * printed:
        raise refusals.nameless(characters[UNREADABLE] / printed)
    _write({"done": printed})


def _write(said: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
