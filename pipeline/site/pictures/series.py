"""Numbers along the years of some series, one panel a series: a bar with its interval where the document has a number.

Years without a number are one area, never bars; what is known about their sum is one band across them, with words.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.site import addresses
from pipeline.site.in_words import number
from pipeline.site.pictures.drawing import WIDTH, drawn, filled
from pipeline.site.pictures.palette import FIRST, SECOND
from pipeline.site.pictures.picture import Cell, Content, Mark, Picture
from pipeline.site.pictures.picture import number as json_number
from pipeline.site.pictures.series_form import height_of, series_form, width_of
from pipeline.site.site_data import SiteData

Row = dict[str, str]
Drawn = tuple[Mark, dict[str, Any]]
"""What a reader is led to, and the row that is drawn."""
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
    spec = series_form(titles, tops, min(steps), max(steps), fields[picture["along"]]["title"])
    return Picture(
        name=f"{picture['source_id']}/{table.replace('_', '-')}",
        title=str(data.resources[table]["title"]),
        sentence=" ".join(_sentence(series, picture) for series in every),
        subject=addresses.table(table),
        head=tuple(fields[picture[key]]["title"] for key in head),
        rows=tuple(row for series in every for row in _table(data, table, series, picture)),
        marks=tuple(content.marks),
        spec=filled(spec, content),
        svg=drawn(spec, content, (WIDTH, height_of(len(every)))),
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
    drawn = [
        *(one for gap in series.gaps for one in _gap_drawn(data, series, gap, table, color)),
        *(
            _number_drawn(data, series, key, row, table, picture, color)
            for key, row in series.numbers
        ),
    ]
    for mark, shape in drawn:
        content.values.append({"panel": panel, **shape, "mark": len(content.marks)})
        content.marks.append(mark)


def _gap_drawn(
    data: SiteData, series: _Series, gap: _Gap, table: str, color: str
) -> Iterator[Drawn]:
    """The area of steps without a number, and the band of what is known about their sum."""
    edges = {"from": gap.steps[0] - 0.5, "to": gap.steps[-1] + 0.5}
    middle = sum(edges.values()) / 2
    letters = int(width_of(len(gap.steps)) / LETTER)
    reason = "\n".join(textwrap.wrap(f"{gap.place}: {gap.reason}", letters))
    words = f"{series.name}, {gap.place}: {gap.reason}"
    mark = Mark(f"{table} {gap.key}", data.row_address(table, gap.key), words)
    yield mark, {"shape": "gap", "middle": middle, "words": reason, **edges}
    if not gap.sum:
        return
    words = f"{series.name}, sum of {gap.place}: {gap.sum}"
    mark = Mark(f"bounds {gap.bound_id}", addresses.bound(gap.bound_id), words)
    ends = [json_number(text) for text in (gap.lower, gap.upper) if text]
    words = f"Sum of {gap.place}:\n{gap.sum}"
    shape = {"shape": "sum", "middle": middle, "words": words, "color": color, **edges}
    yield mark, {**shape, "lower": min(ends), "upper": max(ends)}


def _number_drawn(
    data: SiteData,
    series: _Series,
    key: str,
    row: Row,
    table: str,
    picture: dict[str, Any],
    color: str,
) -> Drawn:
    """The bar of a number with its interval."""
    step, value = int(row[picture["along"]]), row[picture["value"]]
    figure = row[picture["figure"]]
    lower, upper = row[picture["lower"]], row[picture["upper"]]
    exact = not lower or lower == upper
    admitted = "" if exact else f" ({number(lower)} to {number(upper)})"
    words = f"{series.name}, {step}: {number(value)}{admitted}"
    mark = (
        Mark(figure, addresses.figure(figure), words)
        if figure
        else Mark(f"{table} {key}", data.row_address(table, key), words)
    )
    return mark, {
        "shape": "number",
        "value": json_number(value),
        "from": step - 0.38,
        "to": step + 0.38,
        "middle": step,
        "color": color,
        "lower": json_number(lower or value),
        "upper": json_number(upper or value),
        "text": number(value),
        "interval": "" if exact else f"{number(lower)}\nto {number(upper)}",
    }


def _top(content: Content, panel: int) -> float:
    """The end of the axis of a panel, with room for the words above the highest bar."""
    own = (one["upper"] for one in content.values if one["panel"] == panel and "upper" in one)
    return max(own, default=1) * 1.3
