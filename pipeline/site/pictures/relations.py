"""The two sides of a relation, one below the other: the interval computed and the interval stated.

Made for relations whose two sides have an end; the others compare no numbers, or know of none.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pipeline.site import addresses
from pipeline.site.in_words import number
from pipeline.site.pictures.drawing import WIDTH, drawn_together, filled, spec_of
from pipeline.site.pictures.palette import FIRST, INK, PAPER, RULE, SECOND
from pipeline.site.pictures.picture import Cell, Content, Mark, Picture, Spec
from pipeline.site.pictures.picture import number as json_number
from pipeline.site.site_data import SiteData

SIDES = (("computed", FIRST), ("stated", SECOND))
ENDS = tuple(f"{side}_{end}" for side, _ in SIDES for end in ("lower", "upper"))
HEIGHT = 62
MARGIN = (14, 4)
SIZE = (WIDTH, HEIGHT + 28)


def pictures(data: SiteData) -> Iterator[Picture]:
    """The picture of each relation that has numbers on both sides."""
    shown = [
        row
        for row in data.shown("relations")
        if all(row[f"{side}_lower"] or row[f"{side}_upper"] for side, _ in SIDES)
    ]
    contents = [_content(data, row) for row in shown]
    spec = _spec()
    drawings = drawn_together(spec, contents, SIZE, MARGIN)
    fields = data.fields["relations"]
    for row, content, svg in zip(shown, contents, drawings, strict=True):
        relation = row["relation_id"]
        verdict = data.label("relations", "verdict", row["verdict"])
        both = "; ".join(f"{side} {interval(row, side)}" for side, _ in SIDES)
        yield Picture(
            name=f"relations/{relation}",
            title=row["formula"],
            sentence=f"{both[0].upper()}{both[1:]}. {row['verdict'].capitalize()}: {verdict}.",
            subject=addresses.relation(relation),
            head=tuple(fields[c]["title"] for c in (*ENDS, "verdict")),
            rows=((*(Cell(row[c], is_number=True) for c in ENDS), Cell(verdict)),),
            marks=tuple(content.marks),
            spec=filled(spec, content),
            svg=svg,
        )


def interval(row: dict[str, str], side: str) -> str:
    """A side of a relation in words: a number, or from where to where; an end that does not belong to it is so named.

    >>> interval({"s_lower": "1", "s_lower_closed": "true", "s_upper": "", "s_upper_closed": ""}, "s")
    'at least 1'
    """
    lower, upper = number(row[f"{side}_lower"]), number(row[f"{side}_upper"])
    closed = [row[f"{side}_{end}_closed"] == "true" for end in ("lower", "upper")]
    if not upper:
        return f"{'at least' if closed[0] else 'more than'} {lower}"
    if not lower:
        return f"{'at most' if closed[1] else 'less than'} {upper}"
    if lower == upper:
        return lower
    return (
        f"{'' if closed[0] else 'more than '}{lower} to {'' if closed[1] else 'less than '}{upper}"
    )


def _content(data: SiteData, row: dict[str, str]) -> Content:
    ends = [
        json_number(row[f"{side}_{end}"])
        for side, _ in SIDES
        for end in ("lower", "upper")
        if row[f"{side}_{end}"]
    ]
    span = max(ends) - min(ends) or abs(max(ends)) * 0.02 or 1
    open_below = any(not row[f"{side}_lower"] for side, _ in SIDES)
    open_above = any(not row[f"{side}_upper"] for side, _ in SIDES)
    left = min(ends) - span * (0.35 if open_below else 0.15)
    right = max(ends) + span * (0.35 if open_above else 0.15)
    content = Content([], [])
    for line, (side, color) in enumerate(SIDES):
        lower, upper = row[f"{side}_lower"], row[f"{side}_upper"]
        words = f"{side.capitalize()}: {interval(row, side)}"
        content.values.append({"line": 2 * line, "words": words})
        content.values.append({"line": 2 * line + 1, "left": left, "right": right})
        content.values.append(
            {
                "line": 2 * line + 1,
                "lower": json_number(lower) if lower else None,
                "upper": json_number(upper) if upper else None,
                "from": json_number(lower) if lower else left,
                "to": json_number(upper) if upper else right,
                "color": color,
                "from_fill": color if row[f"{side}_lower_closed"] == "true" else PAPER,
                "to_fill": color if row[f"{side}_upper_closed"] == "true" else PAPER,
                "mark": len(content.marks),
            }
        )
        content.marks.append(_mark(data, row, side, words))
    return content


def _mark(data: SiteData, row: dict[str, str], side: str, words: str) -> Mark:
    """What a side shows: the figure that states it, where one does, or the relation."""
    relation = row["relation_id"]
    if side == "stated":
        figures = [
            member["figure_id"]
            for member in data.members_of.get(relation, ())
            if member["figure_id"] and member["role"] in ("stated", "whole")
        ]
        if len(figures) == 1:
            return Mark(figures[0], addresses.figure(figures[0]), words)
    return Mark(f"relations {relation}", addresses.relation(relation), words)


@cache
def _spec() -> Spec:
    import altair as alt

    base = alt.Chart(alt.InlineData(values=[])).encode(
        y=alt.Y("line:O", axis=None, scale=alt.Scale(domain=[0, 1, 2, 3]))
    )
    scale = alt.Scale(zero=False, nice=False)
    axis = alt.Axis(title=None, grid=False, tickCount=4, domain=False)
    color: Any = alt.Color("color:N", scale=None)
    sides = base.transform_filter("isValid(datum.from)")

    def end(of: str) -> Any:
        stated = "lower" if of == "from" else "upper"
        return (
            sides.transform_filter(f"isValid(datum.{stated})")
            .mark_circle(size=64, opacity=1, strokeWidth=2)
            .encode(
                x=alt.X(f"{of}:Q", scale=scale, axis=axis),
                href="href:N",
                stroke=alt.Stroke("color:N", scale=None),
                fill=alt.Fill(f"{of}_fill:N", scale=None),
            )
        )

    at_left = alt.XValue(0)  # type: ignore[no-untyped-call]
    chart = alt.layer(
        base.transform_filter("isValid(datum.words)")
        .mark_text(align="left", fontSize=12, color=INK)
        .encode(x=at_left, text=alt.Text("words:N")),
        base.transform_filter("isValid(datum.left)")
        .mark_rule(color=RULE)
        .encode(x=alt.X("left:Q", scale=scale, axis=axis), x2=alt.X2("right:Q")),
        sides.mark_bar(size=6, minBandSize=6).encode(
            x=alt.X("from:Q", scale=scale, axis=axis),
            x2=alt.X2("to:Q"),
            color=color,
            href=alt.Href("href:N"),
        ),
        end("from"),
        end("to"),
    ).properties(width=WIDTH - 28, height=HEIGHT)
    left, top = MARGIN
    return spec_of(
        chart.to_dict(validate=False), {"left": left, "right": left, "top": top, "bottom": 24}
    )
