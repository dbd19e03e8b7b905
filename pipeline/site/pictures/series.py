"""Numbers along the years of some series, one panel a series: a bar with its interval where the document has a number.

Years without a number are one area, never bars; what is known about their sum is one band across them, with words.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.site import addresses
from pipeline.site.in_words import number
from pipeline.site.pictures.drawing import WIDTH, drawn, filled, spec_of
from pipeline.site.pictures.palette import FIRST, INK, QUIET, RAISED, SECOND
from pipeline.site.pictures.picture import Cell, Content, Mark, Picture, Spec
from pipeline.site.pictures.picture import number as json_number
from pipeline.site.site_data import SiteData

Row = dict[str, str]
HEIGHT = 190
SPACING = 64
PADDING = {"left": 56, "right": 4, "top": 30, "bottom": 40}
LETTER = 6.5
"""How wide a letter is, in pixels, where words are broken into lines."""
COLORS = (FIRST, SECOND)


@dataclass(frozen=True)
class _Gap:
    """Steps without a number: their rows, and the row of all of them together with its bound, where there is one."""

    key: str
    steps: tuple[int, ...]
    reason: str
    lower: str = ""
    upper: str = ""
    bound_id: str = ""

    @property
    def place(self) -> str:
        """The steps in words."""
        first, last = self.steps[0], self.steps[-1]
        return str(first) if first == last else f"{first} to {last}"

    @property
    def sum(self) -> str:
        """What is known about the sum, in words; nothing is known where it is empty."""
        if not self.lower and not self.upper:
            return ""
        if not self.upper:
            return f"at least {number(self.lower)}"
        if not self.lower:
            return f"at most {number(self.upper)}"
        return f"{number(self.lower)} to {number(self.upper)}"


@dataclass(frozen=True)
class _Series:
    """A series: its name, its rows with numbers, each with its key, and its gaps."""

    name: str
    numbers: tuple[tuple[str, Row], ...]
    gaps: tuple[_Gap, ...]


def declared(
    data: SiteData, table: str, picture: dict[str, Any], rows: Sequence[tuple[str, Row]]
) -> Picture:
    """The picture that a table declares, of the rows of a document, each with its key."""
    every = list(_series(data, table, picture, rows))
    content = Content([], [])
    for panel, series in enumerate(every):
        _draw(data, content, panel, series, table, picture)
    fields = data.fields[table]
    head = ("by", "along", "value", "lower", "upper", "availability")
    steps = [int(row[picture["along"]]) for _, row in rows if row[picture["along"]]]
    titles = tuple(series.name for series in every)
    tops = tuple(_top(content, panel) for panel in range(len(every)))
    spec = _spec(titles, tops, min(steps), max(steps), fields[picture["along"]]["title"])
    height = len(every) * (HEIGHT + SPACING) - SPACING + PADDING["top"] + PADDING["bottom"]
    return Picture(
        name=f"{picture['source_id']}/{table.replace('_', '-')}",
        title=str(data.resources[table]["title"]),
        sentence=" ".join(_sentence(series, picture) for series in every),
        subject=addresses.table(table),
        head=tuple(fields[picture[key]]["title"] for key in head),
        rows=tuple(row for series in every for row in _table(data, table, series, picture)),
        marks=tuple(content.marks),
        spec=filled(spec, content),
        svg=drawn(spec, content, (WIDTH, height)),
    )


def _series(
    data: SiteData, table: str, picture: dict[str, Any], rows: Sequence[tuple[str, Row]]
) -> Iterator[_Series]:
    names = dict.fromkeys(
        [
            *(term["value"] for term in data.fields[table][picture["by"]].get("categories", ())),
            *(row[picture["by"]] for _, row in rows),
        ]
    )
    for name in names:
        own = [one for one in rows if one[1][picture["by"]] == name]
        if own:
            yield _Series(
                data.label(table, picture["by"], name),
                tuple(
                    sorted(
                        (one for one in own if one[1][picture["value"]]),
                        key=lambda one: int(one[1][picture["along"]]),
                    )
                ),
                tuple(sorted(_gaps(data, table, picture, own), key=lambda gap: gap.steps)),
            )


def _gaps(
    data: SiteData, table: str, picture: dict[str, Any], rows: Sequence[tuple[str, Row]]
) -> Iterator[_Gap]:
    wholes = {key.removeprefix(f"{row['source_id']} "): (key, row) for key, row in rows}
    steps: dict[str, list[int]] = {}
    for key, row in rows:
        if row[picture["along"]] and not row[picture["value"]]:
            whole = row[picture["part_of"]] or key.removeprefix(f"{row['source_id']} ")
            steps.setdefault(whole, []).append(int(row[picture["along"]]))
    for whole, of in steps.items():
        key, row = wholes[whole]
        bound = data.rows["bounds"].get(row[picture["bound"]], {})
        yield _Gap(
            key,
            tuple(sorted(of)),
            data.label(table, picture["availability"], row[picture["availability"]]),
            bound.get("lower", ""),
            bound.get("upper", ""),
            bound.get("bound_id", ""),
        )


def _sentence(series: _Series, picture: dict[str, Any]) -> str:
    """The first and the last number, the greatest, and what is missing."""
    parts = [f"{series.name[:1].upper()}{series.name[1:]}:"]
    along, value = picture["along"], picture["value"]
    if series.numbers:
        rows = [row for _, row in series.numbers]
        greatest = max(rows, key=lambda row: json_number(row[value]))
        shown = [rows[0], rows[-1]] if len(rows) > 1 else [rows[0]]
        words = [f"{number(row[value])} in {row[along]}" for row in shown]
        if greatest not in shown:
            words.append(f"at most {number(greatest[value])}, in {greatest[along]}")
        parts.append(f"{', '.join(words)}.")
    for gap in series.gaps:
        together = (
            f"the sum of these is {gap.sum}"
            if gap.sum
            else "without assuming a reading, nothing follows for their sum"
        )
        parts.append(f"{gap.place}: {gap.reason}; {together}.")
    return " ".join(parts)


def _table(
    data: SiteData, table: str, series: _Series, picture: dict[str, Any]
) -> Iterator[tuple[Cell, ...]]:
    """The rows below the picture, in its order; a gap is one row, with the bound of its sum."""
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    for _, row in series.numbers:
        figure = row[picture["figure"]]
        cells = (
            Cell(series.name),
            Cell(row[picture["along"]]),
            Cell(row[picture["value"]], True, addresses.figure(figure) if figure else None),
            Cell(row[picture["lower"]], True),
            Cell(row[picture["upper"]], True),
            Cell(data.label(table, picture["availability"], row[picture["availability"]])),
        )
        rows.append((int(row[picture["along"]]), cells))
    for gap in series.gaps:
        bound = addresses.bound(gap.bound_id) if gap.bound_id else None
        cells = (
            Cell(series.name),
            Cell(gap.place, address=data.row_address(table, gap.key)),
            Cell("", True),
            Cell(gap.lower, True, bound if gap.lower else None),
            Cell(gap.upper, True, bound if gap.upper else None),
            Cell(gap.reason),
        )
        rows.append((gap.steps[0], cells))
    yield from (cells for _, cells in sorted(rows, key=lambda one: one[0]))


def _draw(
    data: SiteData,
    content: Content,
    panel: int,
    series: _Series,
    table: str,
    picture: dict[str, Any],
) -> None:
    """Add the rows of a panel."""
    color = COLORS[panel % len(COLORS)]

    def add(mark: Mark, **shape: Any) -> None:
        content.values.append({"panel": panel, **shape, "mark": len(content.marks)})
        content.marks.append(mark)

    for gap in series.gaps:
        edges = {"from": gap.steps[0] - 0.5, "to": gap.steps[-1] + 0.5}
        wide = _pixels(len(gap.steps))
        reason = "\n".join(textwrap.wrap(f"{gap.place}: {gap.reason}", int(wide / LETTER)))
        words = f"{series.name}, {gap.place}: {gap.reason}"
        mark = Mark(f"{table} {gap.key}", data.row_address(table, gap.key), words)
        add(mark, shape="gap", middle=sum(edges.values()) / 2, words=reason, **edges)
        if gap.sum:
            words = f"{series.name}, sum of {gap.place}: {gap.sum}"
            mark = Mark(f"bounds {gap.bound_id}", addresses.bound(gap.bound_id), words)
            ends = {
                end: json_number(text)
                for end, text in (("lower", gap.lower), ("upper", gap.upper))
                if text
            }
            ends = {"lower": min(ends.values()), "upper": max(ends.values())}
            words = f"Sum of {gap.place}:\n{gap.sum}"
            middle = sum(edges.values()) / 2
            add(mark, shape="sum", middle=middle, words=words, color=color, **edges, **ends)
    for key, row in series.numbers:
        step, value = int(row[picture["along"]]), row[picture["value"]]
        figure = row[picture["figure"]]
        lower, upper = row[picture["lower"]], row[picture["upper"]]
        exact = not lower or lower == upper
        interval = "" if exact else f"{number(lower)}\nto {number(upper)}"
        admitted = "" if exact else f" ({number(lower)} to {number(upper)})"
        words = f"{series.name}, {step}: {number(value)}{admitted}"
        mark = (
            Mark(figure, addresses.figure(figure), words)
            if figure
            else Mark(f"{table} {key}", data.row_address(table, key), words)
        )
        shape = {"from": step - 0.38, "to": step + 0.38, "middle": step, "color": color}
        ends = {"lower": json_number(lower or value), "upper": json_number(upper or value)}
        text = {"text": number(value), "interval": interval}
        add(mark, shape="number", value=json_number(value), **shape, **ends, **text)


def _top(content: Content, panel: int) -> float:
    """The end of the axis of a panel, with room for the words above the highest bar."""
    own = (one["upper"] for one in content.values if one["panel"] == panel and "upper" in one)
    return max(own, default=1) * 1.3


def _pixels(steps: float) -> float:
    """How wide so many of the steps of a typical series are."""
    return steps * (WIDTH - 60) / 6 - 16


@cache
def _spec(
    names: tuple[str, ...], tops: tuple[float, ...], first: int, last: int, title: str
) -> Spec:
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
