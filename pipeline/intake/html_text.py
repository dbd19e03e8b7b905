"""The visible words of an HTML page to a `Rendition`: a block a line, a row of a table a line with tabs.

Scripts, styles, hidden elements and forms print nothing. The page is parsed by the standard library, which runs
nothing and fetches nothing.
"""

import re
import time
from collections import Counter
from html.parser import HTMLParser

from pipeline.intake import refusals
from pipeline.intake.plain_text import cleaned
from pipeline.intake.raised import lowered, raised
from pipeline.intake.rendition import Rendition, RenditionLine

_SILENT = frozenset(
    "script style noscript template head svg math object iframe canvas select button textarea "
    "audio video datalist dialog".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody tfoot "
    "thead tr ul".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_HEADINGS = {"h1": 3.0, "h2": 2.0}
_CLOSED_BY = {
    "td": (("td", "tr"), ("th", "tr")),
    "th": (("td", "tr"), ("th", "tr")),
    "tr": (("tr", "table"),),
    "option": (("option", "select"),),
}
"""Elements that a page need not end: one of these ends them, inside the nearest of the other kind."""
DEEPEST = 10_000


def read_html(content: bytes, encoding: str | None) -> Rendition:
    """The visible text of a page; raises `Refused` where it has none."""
    declared = _CHARSET.search(content[:4096])
    named = encoding or (declared[1].decode("ascii") if declared else "utf-8")
    try:
        source = content.decode("utf-8-sig" if named.lower() in ("utf-8", "utf8") else named)
    except (LookupError, UnicodeDecodeError):
        raise refusals.Refused(
            f"the page is not in the encoding {named}",
            "name its encoding with --encoding, such as windows-1252",
        ) from None
    page = _Page()
    page.feed(source)
    page.close()
    page.end_line()
    repairs = page.repairs
    sizes = dict(page.sizes)
    text = "\n".join(page.lines)
    lines = [RenditionLine(line, 0, size=sizes.get(line, 1.0)) for line in cleaned(text, repairs)]
    program = f"the standard library's HTML parser, decoding {named.lower()}"
    return Rendition("HTML page", program, 0, tuple(lines), repairs, language=page.language)


class _Page(HTMLParser):
    """Collects the visible lines of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.sizes: list[tuple[str, float]] = []
        self.repairs: Counter[str] = Counter()
        self.language: str | None = None
        self._until = time.process_time() + refusals.SECONDS_OF_PAGE
        self._line = ""
        self._open: list[tuple[str, bool]] = []
        self._rows: list[bool] = []

    def _refuse_if_late(self) -> None:
        if time.process_time() > self._until:
            found = f"reading the page takes more than {refusals.SECONDS_OF_PAGE} seconds"
            raise refusals.Refused(found, "it may be made to do that; add its text as plain text")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        self._refuse_if_late()
        given = dict(attrs)
        for closed, within in _CLOSED_BY.get(tag, ()):
            self._close(closed, within)
        visible = self._is_visible() and not _is_hidden(tag, given)
        if tag == "html" and given.get("lang"):
            self.language = (given["lang"] or "")[:2].lower()
        if tag in ("td", "th"):
            if self._rows and visible:
                self._line += "\t" if self._rows[-1] else ""
                self._rows[-1] = True
        elif tag in _BLOCKS and visible and not self._rows:
            self.end_line()
        elif tag in _BLOCKS and visible:
            self._line += " "
        if tag == "tr" and visible:
            self._rows.append(False)
        if tag not in _VOID:
            if len(self._open) >= DEEPEST:
                raise refusals.Refused(
                    f"elements of the page are nested more than {DEEPEST:,} deep",
                    "it may be made to do that; add its text as plain text",
                )
            self._open.append((tag, visible))

    def handle_endtag(self, tag: str) -> None:
        """End an element, and those in it that have no end of their own."""
        self._refuse_if_late()
        if all(name != tag for name, _ in self._open[-100:]):
            return
        while self._open:
            name, visible = self._open.pop()
            if name == "tr" and visible and self._rows:
                self._rows.pop()
                self.end_line()
            elif name in _BLOCKS and visible and not self._rows:
                self.end_line(_HEADINGS.get(name, 1.0))
                self.lines += [""] if name in ("p", "table", "ul", "ol", *_HEADINGS) else []
            if name == tag:
                return

    def _close(self, tag: str, within: str) -> None:
        """End an element that the next one ends, if it is open inside the nearest `within`."""
        for name, _ in reversed(self._open[-50:]):
            if name == within:
                return
            if name == tag:
                self.handle_endtag(tag)
                return

    def handle_data(self, data: str) -> None:
        """Words, raised ones as marks."""
        self._refuse_if_late()
        if not self._is_visible():
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", data)
        inside = {name for name, _ in self._open[-3:]}
        if "sup" in inside and words.strip():
            words = "".join(raised(one, self._line, self.repairs) for one in words.strip())
        elif "sub" in inside and words.strip():
            words = "".join(lowered(one, self.repairs) for one in words.strip())
        self._line += words.lstrip() if self._line[-1:] in ("", " ", "\t") else words

    def end_line(self, size: float = 1.0) -> None:
        """Keep the line that is begun."""
        line = re.sub(r" *\t *", "\t", self._line).strip(" ")
        self._line = ""
        if line.strip():
            self.lines.append(line)
            self.sizes.append((line.rstrip(), size))

    def _is_visible(self) -> bool:
        return not self._open or self._open[-1][1]


def _is_hidden(tag: str, given: dict[str, str | None]) -> bool:
    return (
        tag in _SILENT
        or "hidden" in given
        or given.get("aria-hidden") == "true"
        or _HIDDEN.search(given.get("style") or "") is not None
    )
