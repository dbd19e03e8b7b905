"""PDFs of one page, written from words at places and lines, so that what is printed is known."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

HEIGHT, WIDTH = 792, 612
Placed = tuple[float, float, str]
Rule = tuple[float, float, float, float]


def write_pdf(
    file: Path,
    texts: Iterable[Placed],
    rules: Iterable[Rule] = (),
    size: float = 10,
    painted: Iterable[tuple[float, Rule]] = (),
) -> Path:
    """A page with texts in Courier at (x, y from the top), and lines from (x0, y0) to (x1, y1).

    `painted` are boxes behind them, each with its shade from 0, black, to 1, and its corners.
    """
    drawn = [
        f"{shade} g {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f 0 g"
        for shade, (x0, y0, x1, y1) in painted
    ]
    drawn += [
        f"BT /F1 {size} Tf {x} {HEIGHT - y} Td ({_escaped(text)}) Tj ET" for x, y, text in texts
    ]
    drawn += [f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S" for x0, y0, x1, y1 in rules]
    content = "\n".join(drawn).encode("cp1252")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    )
    file.write_bytes(body + end % (len(objects) + 1, table, len(objects) + 1, len(body)))
    return file


def spaced(rows: Sequence[Sequence[str]], lefts: Sequence[float], top: float = 100) -> list[Placed]:
    """Rows of cells at these left ends, 14 points from row to row; blank cells are not written."""
    return [
        (x, top + 14 * index, text)
        for index, row in enumerate(rows)
        for x, text in zip(lefts, row, strict=True)
        if text
    ]


def boxes(lefts: Sequence[float], tops: Sequence[float]) -> list[Rule]:
    """The lines of a grid with these edges."""
    down = [(x, tops[0], x, tops[-1]) for x in lefts]
    return down + [(lefts[0], y, lefts[-1], y) for y in tops]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def document_of(texts: Iterable[Placed], size: float = 10) -> tuple[str, str]:
    """The text of such a page, aligned with spaces, and its `boxes.jsonl`: Courier is 6 points wide at size 10."""
    wide = 0.6 * size
    by_height: dict[float, list[tuple[float, str]]] = {}
    for x, y, text in texts:
        by_height.setdefault(y, []).append((x, text))
    lines, boxes_of_lines, start = [], [], 0
    for y, pieces in sorted(by_height.items()):
        line = ""
        for x, text in sorted(pieces):
            line = line.ljust(round(x / wide)) + text
        edges = [round(10 * wide * index) for index in range(len(line) + 1)]
        box = {"start": start, "page": 1, "top": round(10 * (y - size)), "bottom": round(10 * y)}
        boxes_of_lines.append(json.dumps({**box, "edges": edges}))
        lines.append(line)
        start += len(line) + 1
    return "\n".join(lines) + "\n", "\n".join(boxes_of_lines) + "\n"
