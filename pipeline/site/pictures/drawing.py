"""Vega-Lite → SVG, by vl-convert, which needs no browser and no network.

The first picture takes about half a second, a further one 30 ms, and one of many of the same form 4 ms where they are
drawn together and cut apart. A thread of its own draws, while pages are written that have no pictures or others. No
layout depends on the width of a text, so that every machine draws the same bytes.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from xml.etree.ElementTree import Element

from pipeline.site.pictures.palette import INK, QUIET, RULE
from pipeline.site.pictures.picture import Content, Spec, drawn_rows
from pipeline.site.pictures.svg import cut, parsed

WIDTH = 440
"""The width of every picture: readable on a telephone as it is, and enlarged a little on a desk."""
TOGETHER = 100
"""How many pictures of one form are drawn at once."""
CONFIG = {
    "axis": {
        **{"labelColor": QUIET, "labelFontSize": 11, "labelOverlap": False},
        **{"titleColor": QUIET, "titleFontSize": 11, "titleFontWeight": "normal"},
        **{"domainColor": RULE, "gridColor": RULE, "tickColor": RULE},
    },
    "text": {"color": INK, "fontSize": 12},
    "view": {"stroke": None},
}
"""Sizes of letters, quiet axes, no frame: of every picture."""
Drawing = Callable[[], Element]
"""An SVG that is drawn meanwhile: the call waits for it."""
_DRAWER = ThreadPoolExecutor(1, thread_name_prefix="drawing")


def spec_of(form: Spec, padding: dict[str, int]) -> Spec:
    """A specification by Altair with what all pictures have in common; its data are filled in later.

    Its form is checked by the tests: for a chart of panels that takes longer than to draw it.
    """
    return {
        **form,
        "padding": padding,
        "autosize": "none",
        "background": "transparent",
        "config": CONFIG,
    }


def filled(spec: Spec, content: Content) -> Spec:
    """A specification with its data."""
    return {**spec, "data": {"values": content.values}}


def drawn(spec: Spec, content: Content, size: tuple[int, int]) -> Drawing:
    """The SVG of a picture of a size; Vega knows none where panels are below each other and nothing is measured."""
    text = json.dumps({**spec, "data": {"values": drawn_rows(content)}})

    def draw() -> Element:
        svg = _svg(text)
        svg.set("viewBox", f"0 0 {size[0]} {size[1]}")
        return svg

    return _DRAWER.submit(draw).result


def drawn_together(
    spec: Spec, contents: Sequence[Content], size: tuple[int, int], margin: tuple[int, int]
) -> Iterator[Drawing]:
    """The SVG of each of many pictures of one specification, which has a size and a margin before its content."""
    own = {k: v for k, v in spec.items() if k not in ("$schema", "config", "background", "padding")}
    for key in ("data", "autosize"):
        own.pop(key, None)
    for start in range(0, len(contents), TOGETHER):
        some = contents[start : start + TOGETHER]
        values = [{**row, "of": n} for n, content in enumerate(some) for row in drawn_rows(content)]
        facet = {
            "$schema": spec["$schema"],
            "config": spec["config"],
            "data": {"values": values},
            "facet": {"row": {"field": "of", "type": "ordinal", "header": None}},
            "spec": own,
            "resolve": {"scale": {"x": "independent"}},
        }
        drawings = _DRAWER.submit(_cut, json.dumps(facet), size, margin)
        yield from (partial(_nth, drawings, n) for n in range(len(some)))


def _cut(text: str, size: tuple[int, int], margin: tuple[int, int]) -> list[Element]:
    return cut(_svg(text), *size, margin)


def _nth(drawings: "Future[list[Element]]", n: int) -> Element:
    return drawings.result()[n]


def _svg(text: str) -> Element:
    import vl_convert

    return parsed(vl_convert.vegalite_to_svg(text))
