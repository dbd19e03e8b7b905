"""Bars, sorted: a group for each row of a table, its name above its bars, which have the whole width.

For tables that declare such a picture, and for the completeness of each document.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from pipeline.site import addresses
from pipeline.site.in_words import number
from pipeline.site.pictures.drawing import WIDTH, drawn, filled, spec_of
from pipeline.site.pictures.palette import FIRST, QUIET, SECOND
from pipeline.site.pictures.picture import Cell, Content, Mark, Picture, Spec
from pipeline.site.pictures.picture import number as json_number
from pipeline.site.site_data import SiteData

LINE = 15
"""The height of a bar and of the name above it."""
GAP = 8
MARGIN = 4


class Bar(NamedTuple):
    """A bar: the number as in the package, what it counts, its color, and its mark."""

    value: str
    part: str
    color: str
    mark: Mark


class Group(NamedTuple):
    """The bars of a row, with its name."""

    name: str
    bars: tuple[Bar, ...]


def declared(
    data: SiteData, table: str, picture: dict[str, Any], rows: Sequence[tuple[str, dict[str, str]]]
) -> Picture:
    """The picture that a table declares, of the rows of a document, each with its key."""
    fields = data.fields[table]
    columns = picture["values"]
    colors = dict(zip(columns, (FIRST, SECOND), strict=False))
    ordered = sorted(rows, key=lambda one: (-json_number(one[1][picture["sort"]] or "0"), one[0]))

    def bar(key: str, row: dict[str, str], column: str) -> Bar:
        title = fields[column]["title"]
        words = f"{row[picture['label']]}: {number(row[column])} {title.lower()}"
        mark = Mark(f"{table} {key} {column}", data.row_address(table, key), words)
        return Bar(row[column], title, colors[column], mark)

    groups = [
        Group(row[picture["label"]], tuple(bar(key, row, c) for c in columns if row[c]))
        for key, row in ordered
    ]
    sentence = " ".join(_range(fields[column]["title"], groups) for column in columns)
    return _picture(
        name=f"{picture['source_id']}/{table.replace('_', '-')}",
        title=str(data.resources[table]["title"]),
        sentence=f"{len(groups)} rows, by {fields[picture['sort']]['title'].lower()}. {sentence}",
        subject=addresses.table(table),
        head=(fields[picture["label"]]["title"], *(fields[c]["title"] for c in columns)),
        groups=groups,
        rows=tuple(
            (
                Cell(row[picture["label"]], address=data.row_address(table, key)),
                *(Cell(row[c], is_number=True) for c in columns),
            )
            for key, row in ordered
        ),
    )


def _range(title: str, groups: Sequence[Group]) -> str:
    """The greatest and the least of a column in words, and how many rows have no number."""
    found = [(bar.value, group.name) for group in groups for bar in group.bars if bar.part == title]
    if not found:
        return f"{title}: no numbers."
    most = max(found, key=lambda one: json_number(one[0]))
    least = min(found, key=lambda one: json_number(one[0]))
    missing = len(groups) - len(found)
    without = f"; {missing} rows have none" if missing else ""
    return (
        f"{title}: most {number(most[0])} ({most[1]}), "
        f"fewest {number(least[0])} ({least[1]}){without}."
    )


def completeness(data: SiteData) -> Iterator[Picture]:
    """What became of the numerals of each document."""
    fields = data.fields["completeness"]
    of_source: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for key, row in data.rows["completeness"].items():
        of_source.setdefault(row["source_id"], []).append((key, row))
    for document in data.documents:
        source = document["source_id"]
        rows = of_source.get(source, [])
        if not rows:
            continue
        rows.sort(key=lambda one: (-int(one[1]["numerals"]), one[0]))
        groups = []
        for key, row in rows:
            label = data.label("completeness", "disposition", row["disposition"])
            is_data = row["disposition"] in ("figure", "table")
            mark = Mark(
                f"completeness {key}",
                data.row_address("completeness", key),
                f"{row['reason']}: {number(row['numerals'])} numerals, {label}",
            )
            bar = Bar(
                row["numerals"], fields["numerals"]["title"], FIRST if is_data else QUIET, mark
            )
            groups.append(Group(row["reason"], (bar,)))
        yield _picture(
            name=f"{source}/completeness",
            title=f"{data.resources['completeness']['title']}: {document['title']}",
            sentence=_dispositions(data, [row for _, row in rows]),
            subject=addresses.document(source),
            head=tuple(fields[c]["title"] for c in ("reason", "disposition", "numerals")),
            groups=groups,
            rows=tuple(
                (
                    Cell(row["reason"], address=data.row_address("completeness", key)),
                    Cell(data.label("completeness", "disposition", row["disposition"])),
                    Cell(row["numerals"], is_number=True),
                )
                for key, row in rows
            ),
        )


def _dispositions(data: SiteData, rows: Sequence[dict[str, str]]) -> str:
    totals: dict[str, int] = {}
    for row in rows:
        totals[row["disposition"]] = totals.get(row["disposition"], 0) + int(row["numerals"])
    parts = (
        f"{number(str(count))} {data.label('completeness', 'disposition', name)}"
        for name, count in totals.items()
    )
    return f"{number(str(sum(totals.values())))} numerals: {'; '.join(parts)}."


def _picture(*, groups: Sequence[Group], **rest: Any) -> Picture:
    content = _content(groups)
    lines = max((len(group.bars) for group in groups), default=1)
    spec = _spec(len(groups), lines)
    size = (WIDTH, len(groups) * _step(lines) - GAP + 2 * MARGIN)
    return Picture(
        marks=tuple(content.marks),
        spec=filled(spec, content),
        svg=drawn(spec, content, size),
        **rest,
    )


def _content(groups: Sequence[Group]) -> Content:
    content = Content([], [])
    for order, group in enumerate(groups):
        content.values.append({"row": order, "line": 0, "name": group.name})
        for line, bar in enumerate(group.bars, start=1):
            counted = f" {bar.part.lower()}" if order == 0 else ""
            content.values.append(
                {
                    "row": order,
                    "line": line,
                    "part": bar.part,
                    "value": json_number(bar.value),
                    "text": f"{number(bar.value)}{counted}",
                    "color": bar.color,
                    "mark": len(content.marks),
                }
            )
            content.marks.append(bar.mark)
    return content


def _step(lines: int) -> int:
    """The height of a group of so many bars, with the space behind it."""
    return (lines + 1) * LINE + GAP


@cache
def _spec(groups: int, lines: int) -> Spec:
    """The specification of so many groups of so many bars."""
    import altair as alt

    step = _step(lines)
    base = alt.Chart(alt.InlineData(values=[])).encode(
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=GAP / step, paddingOuter=0)),
        yOffset=alt.YOffset(
            "line:O", scale=alt.Scale(domain=list(range(lines + 1)), paddingInner=0.1)
        ),
    )
    linked = alt.Href("href:N")
    left = alt.XValue(0)  # type: ignore[no-untyped-call]
    names = base.transform_filter("isValid(datum.name)").mark_text(align="left", fontSize=12)
    bars = base.transform_filter("isValid(datum.value)")
    length = alt.X("value:Q", axis=None, scale=alt.Scale(domainMin=0, nice=False))
    chart = alt.layer(
        names.encode(x=left, text=alt.Text("name:N")),
        bars.mark_bar().encode(x=length, href=linked, color=alt.Color("color:N", scale=None)),
        bars.mark_text(align="left", dx=4, fontSize=11, color=QUIET).encode(
            x=length, text=alt.Text("text:N"), href=linked
        ),
    ).properties(width=WIDTH - 124, height=groups * step - GAP)
    return spec_of(
        chart.to_dict(validate=False), {"left": 2, "right": 122, "top": MARGIN, "bottom": MARGIN}
    )
