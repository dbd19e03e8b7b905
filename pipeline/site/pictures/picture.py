"""A picture as a value: what it says, what it shows, and where its marks lead. How it is drawn is in `drawing`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markupsafe import Markup

from pipeline.site import addresses
from pipeline.site.pictures.svg import in_page, on_its_own

Spec = dict[str, Any]
MARKS = "https://mark.invalid/"
"""What a mark is drawn with as its link: the mark's number behind it. Where it leads is written by `svg`."""


class Mark(NamedTuple):
    """What a shape of a picture shows: its id, its page, and it in words.

    The id of a figure is as published; that of anything else has its table before it, since a relation may have the
    id of a figure.
    """

    id: str
    address: str
    words: str


class Cell(NamedTuple):
    """A cell of the table below a picture; numbers are as in the package."""

    text: str
    is_number: bool = False
    address: str | None = None


class Content(NamedTuple):
    """What a picture shows: its rows for Vega-Lite, each with the number of its mark in `mark` or without one."""

    values: list[dict[str, Any]]
    marks: list[Mark]


@dataclass(frozen=True)
class Picture:
    """A picture with its text, its table and its specification; `subject` is the address of what it is about.

    `svg` waits for the drawing.
    """

    name: str
    title: str
    sentence: str
    subject: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marks: tuple[Mark, ...]
    spec: Mapping[str, Any] = field(repr=False)
    svg: Callable[[], Element] = field(repr=False)

    @property
    def page(self) -> str:
        """The address of its page."""
        return addresses.picture(self.name)

    @property
    def alone(self) -> str:
        """The address of the page that has nothing else, to embed."""
        return addresses.picture_alone(self.name)

    @property
    def spec_file(self) -> str:
        """The address of its Vega-Lite specification."""
        return addresses.picture_file(self.name, "vl.json")

    @property
    def svg_file(self) -> str:
        """The address of it as a file for other programs, in light colors."""
        return addresses.picture_file(self.name, "svg")

    @property
    def is_tabled(self) -> bool:
        """Whether its table has a link to each page that its marks lead to."""
        tabled = {cell.address for row in self.rows for cell in row}
        return all(mark.address in tabled for mark in self.marks)

    def in_page(self, to: Callable[[str], str]) -> Markup:
        """It as part of a page, its links as `to` writes them."""
        links = [(m.id, to(m.address), m.words) for m in self.marks]
        return in_page(self.svg(), self.sentence, links, is_tabled=self.is_tabled)

    def svg_bytes(self, to: Callable[[str], str]) -> bytes:
        """It as a file."""
        return on_its_own(
            self.svg(),
            self.title,
            self.sentence,
            [(m.id, to(m.address), m.words) for m in self.marks],
        )

    def spec_bytes(self, to: Callable[[str], str]) -> bytes:
        """Its specification, with the id and the page of each mark among the data."""
        values = []
        for row in self.spec["data"]["values"]:
            plain = {key: value for key, value in row.items() if key not in ("mark", "href")}
            if "mark" in row:
                mark = self.marks[row["mark"]]
                plain |= {"id": mark.id, "href": to(mark.address), "about": mark.words}
            values.append(plain)
        spec = {**self.spec, "description": self.sentence, "data": {"values": values}}
        return (json.dumps(spec, ensure_ascii=False, indent=1) + "\n").encode()


def number(text: str) -> int | float:
    """A number of the package as JSON has it."""
    return float(text) if "." in text else int(text)


def drawn_rows(content: Content) -> list[dict[str, Any]]:
    """The rows of a picture as it is drawn: marks are known by their numbers."""
    return [
        row | ({"href": f"{MARKS}{row['mark']}", "about": ""} if "mark" in row else {})
        for row in content.values
    ]
