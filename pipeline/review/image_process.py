"""The process that draws one page of a PDF from standard input: `python -m pipeline.review.image_process PAGE`.

It has limits of memory and time, so that a page made to exhaust a machine ends this process only. It writes one
line of JSON, the page's size in points or why it is not drawn, and then the PNG.
"""

import io
import json
import sys
from typing import Any

from pipeline.intake import refusals
from pipeline.intake.pdf_process import bounded_process

SECONDS = 20
"""Time of the processor, and of the clock, for a page."""
SCALE = 2.0
"""Pixels a point: letters of 8 points are read without effort."""
MOST_PIXELS = 6_000_000
"""A page of a poster's size is drawn with fewer pixels a point."""
SMALLEST = 1.0


def main() -> None:
    """Draw the page that is asked for."""
    bounded_process(SECONDS)
    try:
        size, png = drawn(sys.stdin.buffer.read(), int(sys.argv[1]))
    except refusals.Refused as refusal:
        _write({"refused": [refusal.found, refusal.remedy]})
    except MemoryError:
        _write({"refused": ["the page takes too much memory", "look at it in another viewer"]})
    else:
        _write({"size": size})
        sys.stdout.buffer.write(png)


def drawn(content: bytes, number: int) -> tuple[tuple[float, float], bytes]:
    """The size in points of a page, counted from 1, and its picture; raises `Refused` where there is none."""
    import pypdfium2

    from pipeline.intake.pdf_pages import open_pdf

    document = open_pdf(content)
    if not 1 <= number <= len(document):
        raise refusals.Refused(f"the PDF has no page {number}", "start the review with its own PDF")
    try:
        page: Any = document[number - 1]
        width, height = page.get_size()
        area = max(width, SMALLEST) * max(height, SMALLEST)
        scale = min(SCALE, (MOST_PIXELS / area) ** 0.5)
        picture = page.render(scale=scale).to_pil()
    except pypdfium2.PdfiumError:
        raise refusals.broken(f"its page {number} cannot be drawn") from None
    png = io.BytesIO()
    picture.save(png, "PNG", compress_level=1)
    return (width, height), png.getvalue()


def _write(said: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
