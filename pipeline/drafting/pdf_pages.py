"""The pages of a PDF as pdfplumber reads them: words, and the ruled lines of tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.drafting.page_words import Box, Word, box_around

WHOLE, FRACTION = re.compile(r"[$-]?[\d,]*\d"), re.compile(r"\.\d+")
WHITE = (1.0,)
THIN = 4.0  # points: a box that is no wider is a line
SPACE = 0.18  # of the size of letters: a wider gap parts words


@dataclass(frozen=True)
class Page:
    """A page: its number in the PDF, from 1, its words, the cells that lines rule, and its level lines."""

    number: int
    words: tuple[Word, ...]
    ruled: tuple[tuple[Box, ...], ...]
    level_rules: tuple[Box, ...]
    width: float
    height: float


def pages_of(pdf: Path) -> Iterator[Page]:
    """The pages of a PDF in their order."""
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            upright = page.dedupe_chars()
            yield Page(
                page.page_number,
                tuple(_words(upright)),
                tuple(
                    tuple(Box(*cell) for cell in table.cells)
                    for table in _with_visible_boxes(upright).find_tables()
                ),
                tuple(_level_rules(upright)),
                float(page.width),
                float(page.height),
            )
            page.close()


def _words(page: Any) -> Iterator[Word]:
    found = page.extract_words(
        x_tolerance_ratio=SPACE,
        keep_blank_chars=False,
        extra_attrs=["size", "upright"],
        split_at_punctuation=False,
    )
    previous: Word | None = None
    for one in found:
        box = Box(one["x0"], one["top"], one["x1"], one["bottom"])
        text = "".join(one["text"].split())  # a glyph may be a space and a point
        if not text or not one["upright"]:
            continue
        word = Word(text, box, float(one["size"]))
        if previous is not None and _is_fraction_of(previous, word):
            joined = box_around([previous.box, word.box])
            previous = Word(previous.text + word.text, joined, word.size)
            continue
        if previous is not None:
            yield previous
        previous = word
    if previous is not None:
        yield previous


def _with_visible_boxes(page: Any) -> Any:
    """The page without boxes that are painted in the color of what is behind them, as behind lines of a cell."""
    painted = [rect for rect in page.rects if _is_painted(rect)]
    hidden = {_key(rect) for rect in painted if _color(rect) == _color_behind(rect, painted)}
    return page.filter(lambda one: one["object_type"] != "rect" or _key(one) not in hidden)


def _key(rect: Any) -> tuple[Any, ...]:
    return rect["x0"], rect["top"], rect["x1"], rect["bottom"], _color(rect)


def _is_painted(rect: Any) -> bool:
    wide = min(rect["x1"] - rect["x0"], rect["bottom"] - rect["top"]) > THIN
    return wide and bool(rect.get("fill")) and not rect.get("stroke")


def _color(rect: Any) -> tuple[float, ...]:
    """The color of a box; the gray, red-green-blue and ink forms of white are one."""
    color = rect.get("non_stroking_color")
    values = tuple(float(c) for c in color) if isinstance(color, list | tuple) else ()
    if values in ((1.0,), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0)):
        return WHITE
    return values


def _color_behind(rect: Any, painted: Sequence[Any]) -> tuple[float, ...]:
    around = [
        other
        for other in painted
        if other["x0"] <= rect["x0"] + 1
        and rect["x1"] <= other["x1"] + 1
        and other["top"] <= rect["top"] + 1
        and rect["bottom"] <= other["bottom"] + 1
        and _area(other) > _area(rect) + 1
    ]
    return _color(min(around, key=_area)) if around else WHITE


def _area(rect: Any) -> float:
    return float((rect["x1"] - rect["x0"]) * (rect["bottom"] - rect["top"]))


def _is_fraction_of(whole: Word, word: Word) -> bool:
    """Whether a number was set with a space before its point: `69 .1`."""
    near = 0 <= word.box.x0 - whole.box.x1 < 0.5 * word.size
    level = abs(word.box.middle[1] - whole.box.middle[1]) < 0.2 * word.size
    return near and level and bool(WHOLE.fullmatch(whole.text) and FRACTION.fullmatch(word.text))


def _level_rules(page: Any) -> Iterator[Box]:
    """Lines from the left to the right, and thin boxes that look like them."""
    edges: Sequence[Any] = page.horizontal_edges
    for edge in edges:
        yield Box(edge["x0"], edge["top"], edge["x1"], edge["bottom"])
