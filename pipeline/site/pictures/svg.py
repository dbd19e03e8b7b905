"""The SVG of a picture as a page or a file contains it: only what is listed here of what was drawn, escaped.

Text of documents is text of the SVG; links are written here and nowhere else. Colors become variables of the style in
a page, since the page's policy allows no style in it.
"""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

from markupsafe import Markup, escape

from pipeline.site.pictures.palette import PAPER, VARIABLES

XLINK = "{http://www.w3.org/1999/xlink}href"
NAMESPACE = "{http://www.w3.org/2000/svg}"
SHAPES = frozenset({"path", "line", "rect", "text", "tspan"})
ATTRIBUTES = (
    *("d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "width", "height", "transform"),
    *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity"),
    *("opacity", "text-anchor", "font-size", "font-weight"),
)
LINK_PREFIX = "https://mark.invalid/"
Links = Sequence[tuple[str, str, str]]
"""Id, address and words of each mark."""


class _Marks(NamedTuple):
    """The marks of a picture: their links, whether the keyboard stops at them, and which are drawn so far."""

    links: Links
    is_reached: bool
    drawn: set[int]


def parsed(text: str) -> Element:
    """The SVG that a program drew."""
    return fromstring(text)


def cut(svg: Element, width: int, height: int, margin: tuple[int, int]) -> list[Element]:
    """Each cell of a drawing of many pictures as an SVG of its own size, its content moved by the margin."""
    scopes = [g for g in svg.iter(f"{NAMESPACE}g") if "role-scope" in g.get("class", "")]
    pictures = []
    for cell in (cell for scope in scopes for cell in scope):
        cell.set("transform", f"translate({margin[0]},{margin[1]})")
        picture = Element(f"{NAMESPACE}svg", viewBox=f"0 0 {width} {height}")
        picture.append(cell)
        pictures.append(picture)
    return pictures


def in_page(svg: Element, sentence: str, links: Links, *, is_tabled: bool) -> Markup:
    """A picture as part of a page: its colors are variables, its size is the page's to decide.

    Where its table has every link of its marks, the keyboard does not stop at the marks.
    """
    marks = _Marks(links, not is_tabled, set())
    box = Markup('<svg class="picture" viewBox="{}" role="group" aria-label="{}">').format(
        svg.get("viewBox", ""), sentence
    )
    return box + _content(svg, marks, is_page=True) + Markup("</svg>")


def on_its_own(svg: Element, title: str, sentence: str, links: Links) -> bytes:
    """A picture as a file that any program opens, on paper of its own."""
    marks = _Marks(links, is_reached=True, drawn=set())
    _, _, width, height = svg.get("viewBox", "").split()
    head = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" '
        'font-family="sans-serif"><title>{2}</title><desc>{3}</desc>'
        '<rect width="{0}" height="{1}" fill="{4}"/>'
    ).format(width, height, title, sentence, PAPER)
    return f"{head}{_content(svg, marks, is_page=False)}</svg>\n".encode()


def _content(element: Element, marks: _Marks, *, is_page: bool) -> Markup:
    parts = (_part(child, marks, is_page=is_page) for child in element)
    return Markup("").join(parts)


def _part(element: Element, marks: _Marks, *, is_page: bool) -> Markup:  # noqa: PLR0911 - one for each kind
    """An element, without what says nothing: empty shapes, roles that the picture's words take the place of."""
    name = element.tag.removeprefix(NAMESPACE)
    inner = _content(element, marks, is_page=is_page)
    if name == "a":
        return _link(element, inner, marks)
    if name == "g":
        place = element.get("transform")
        if not inner or place in (None, "translate(0,0)"):
            return inner
        return Markup(f'<g transform="{escape(place)}">{inner}</g>')
    if name not in SHAPES or element.get("display") == "none":
        return Markup("")
    if element.get("class") == "background" or element.get("d") == "":
        return Markup("")
    words = escape(element.text or "")
    attributes = _attributes(element, is_page=is_page)
    hidden = Markup(' aria-hidden="true"') if name == "text" and is_page else Markup("")
    if not words and not inner:
        return Markup(f"<{name}{attributes}{hidden}/>")
    return Markup(f"<{name}{attributes}{hidden}>{words}{inner}</{name}>")


def _attributes(element: Element, *, is_page: bool) -> Markup:
    kept = []
    for name in ATTRIBUTES:
        value = element.get(name)
        if value is None or (name, value) in (("opacity", "1"), ("stroke-width", "1")):
            continue
        color = VARIABLES.get(value.lower()) if is_page and name in ("fill", "stroke") else None
        kept.append(f' {name}="{escape(f"var({color})" if color else value)}"')
    return Markup("".join(kept))


def _link(element: Element, inner: Markup, marks: _Marks) -> Markup:
    """A link where a shape is a mark. Its text, and its other shapes, lead there too, for pointers alone."""
    number = int(element.get(XLINK, "").removeprefix(LINK_PREFIX))
    mark_id, address, words = marks.links[number]
    if element[0].tag == f"{NAMESPACE}text" or number in marks.drawn:
        hidden = Markup('<a href="{}" tabindex="-1" aria-hidden="true">{}</a>')
        return hidden.format(address, inner)
    marks.drawn.add(number)
    stop = Markup("") if marks.is_reached else Markup(' tabindex="-1"')
    return Markup('<a href="{}" data-id="{}" aria-label="{}"{}>{}</a>').format(
        address, mark_id, words, stop, inner
    )
