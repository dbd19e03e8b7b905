"""The form of a picture of series in Vega-Lite: panels one above the other, and what is drawn in each.

Which rows are drawn, and the words beside them, are in `series`.
"""

from functools import cache
from typing import Any

from pipeline.site.pictures.drawing import WIDTH, spec_of
from pipeline.site.pictures.palette import INK, QUIET, RAISED
from pipeline.site.pictures.picture import Spec

HEIGHT = 190
SPACING = 64
PADDING = {"left": 56, "right": 4, "top": 30, "bottom": 40}


def height_of(panels: int) -> int:
    """How high a picture of so many panels is, in pixels."""
    return panels * (HEIGHT + SPACING) - SPACING + PADDING["top"] + PADDING["bottom"]


def width_of(steps: float) -> float:
    """How wide so many of the steps of a typical series are."""
    return steps * (WIDTH - 60) / 6 - 16


@cache
def series_form(
    names: tuple[str, ...], tops: tuple[float, ...], first: int, last: int, title: str
) -> Spec:
    """The specification of a picture without its rows: a panel for each name, its heights up to the top beside it."""
    form = _layers(first, last, title)
    panels = [
        {
            "transform": [{"filter": f"datum.panel == {panel}"}],
            "layer": [_up_to(top, layer) for layer in form["layer"]],
            "width": WIDTH - 60,
            "height": HEIGHT,
            "title": _title(name),
        }
        for panel, (name, top) in enumerate(zip(names, tops, strict=True))
    ]
    spec = {
        "$schema": form["$schema"],
        "data": {"values": []},
        "vconcat": panels,
        "spacing": SPACING,
        "bounds": "flush",
        "resolve": {"scale": {"y": "independent"}},
    }
    return spec_of(spec, PADDING)


def _title(name: str) -> Spec:
    """The title of a panel."""
    return {
        "text": f"{name[:1].upper()}{name[1:]}",
        "anchor": "start",
        "frame": "group",
        "dx": 2 - PADDING["left"],
        "offset": 12,
        "fontSize": 13,
        "fontWeight": "normal",
        "color": INK,
    }


def _up_to(top: float, layer: Spec) -> Spec:
    """A layer whose heights, where it has any, end at the top of its panel."""
    y = layer["encoding"]["y"]
    if "field" not in y:
        return layer
    scale = {"domain": [0, top], "nice": False}
    return {**layer, "encoding": {**layer["encoding"], "y": {**y, "scale": scale}}}


def _layers(first: int, last: int, title: str) -> Spec:
    """What is drawn in every panel, of the rows of that panel."""
    import altair as alt

    along = alt.Scale(domain=[first - 0.5, last + 0.5], nice=False)
    steps = alt.Axis(
        title=title, values=list(range(first, last + 1)), format="d", grid=False, ticks=False
    )
    heights = alt.Axis(title=None, tickCount=4, format=",~f", grid=False, domain=False, ticks=False)
    linked = alt.Href("href:N")

    def of(shape: str) -> Any:
        return alt.Chart().transform_filter(f"datum.shape == '{shape}'")

    def across() -> dict[str, Any]:
        return {"x": alt.X("from:Q", scale=along, axis=steps), "x2": alt.X2("to:Q")}

    def amid() -> dict[str, Any]:
        return {"x": alt.X("middle:Q", scale=along, axis=steps)}

    def high(field: str) -> Any:
        return alt.Y(f"{field}:Q", axis=heights)

    color, interval = alt.Color("color:N", scale=None), alt.Text("interval:N")
    number_, words = alt.Text("text:N"), alt.Text("words:N")
    top = alt.YValue(0)  # type: ignore[no-untyped-call]
    low = alt.YValue(HEIGHT - 64)  # type: ignore[no-untyped-call]
    bottom = alt.Y2Value(HEIGHT)  # type: ignore[no-untyped-call]
    return alt.layer(
        of("gap").mark_rect(color=RAISED).encode(**across(), y=top, y2=bottom, href=linked),
        of("gap")
        .mark_text(fontSize=11, color=QUIET, lineBreak="\n", baseline="top", lineHeight=14)
        .encode(**amid(), y=low, text=words, href=linked),
        of("number")
        .mark_rect()
        .encode(**across(), y=high("value"), y2=alt.Y2Datum(0), color=color, href=linked),
        of("number").mark_rule(color=INK).encode(**amid(), y=high("lower"), y2=alt.Y2("upper:Q")),
        of("number")
        .mark_text(dy=-33, fontSize=12, color=INK)
        .transform_filter("datum.interval")
        .encode(**amid(), y=high("value"), text=number_, href=linked),
        of("number")
        .mark_text(dy=-8, fontSize=12, color=INK)
        .transform_filter("!datum.interval")
        .encode(**amid(), y=high("value"), text=number_, href=linked),
        of("number")
        .mark_text(dy=-25, fontSize=9, color=QUIET, lineBreak="\n", baseline="top", lineHeight=10)
        .encode(**amid(), y=high("value"), text=interval, href=linked),
        of("sum")
        .mark_rect(strokeWidth=2)
        .encode(
            **across(),
            y=high("lower"),
            y2=alt.Y2("upper:Q"),
            color=color,
            stroke=alt.Stroke("color:N", scale=None),
            href=linked,
        ),
        of("sum")
        .mark_text(fontSize=12, color=INK, lineBreak="\n", baseline="top", dy=8, lineHeight=15)
        .encode(**amid(), y=high("lower"), text=words, href=linked),
        data=alt.InlineData(values=[]),
    ).to_dict(validate=False)
