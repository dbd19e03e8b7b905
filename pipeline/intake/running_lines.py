"""Running headers and footers: lines at the same place of most pages, with a number that counts with them.

They become the field `pages` of source.yaml, and are accepted only where the project's own reader of pages then
gives each page exactly the number that it prints. The number of a page in the file is another one, which
`boxes.jsonl` has. In a document of one page no line runs: a person names the line that numbers it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.intake import refusals
from pipeline.intake.rendition import RenditionLine
from pipeline.text.documents import whole_document
from pipeline.text.page_numbers import NUMBER, PageLayout, read_pages

AT_EDGE = 3
"""So many lines at the top and at the bottom of a page may be a header or footer."""
LEAST_PAGES = 2
LEAST_SHARE = 0.5
"""A number counts on so many pages, and on this part of those with text."""
MOST_WORDINGS = 8
_NUMBER = re.compile(r"(?<![\w.,/-])[0-9]{1,4}(?![\w/-]|[.,]\d)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class Running(NamedTuple):
    """A line that prints a page's number: its line in the text, its page in the file, the number, its wording."""

    line: int
    page: int
    number: int
    words: str
    is_top: bool


@dataclass(frozen=True)
class PrintedPages:
    """The field `pages` as source.yaml has it, and the printed number of each page of the file that prints one."""

    entry: Mapping[str, Any]
    numbers: Mapping[int, int]


def printed_pages(lines: Sequence[RenditionLine]) -> PrintedPages | None:
    """The headers or footers that number the pages; None where none do, or where the text does not prove them."""
    candidates = list(_candidates(lines))
    pages = len({line.page for line in lines if line.text})
    found = Counter((one.is_top, one.number - one.page) for one in set(candidates))
    for (is_top, offset), _ in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        running = [c for c in candidates if (c.is_top, c.number - c.page) == (is_top, offset)]
        numbers = {one.page: one.number for one in running}
        if len(numbers) < max(LEAST_PAGES, LEAST_SHARE * pages):
            return None
        entry = _entry(lines, running, is_top)
        if entry is not None and _is_proved(lines, entry, numbers, offset):
            return PrintedPages(entry, numbers)
    return None


def named_pages(lines: Sequence[RenditionLine], named: str) -> PrintedPages:
    """The pages as the line numbers them that a person names, with `{page}`; raises `Refused` without proof."""
    words = " ".join(named.split())
    running = [one for one in _candidates(lines) if one.words == words]
    tops = {one.is_top for one in running}
    offsets = {one.number - one.page for one in running}
    if len(tops) == len(offsets) == 1:
        numbers = {one.page: one.number for one in running}
        entry = _entry(lines, running, tops.pop())
        if entry is not None and _is_proved(lines, entry, numbers, offsets.pop()):
            return PrintedPages(entry, numbers)
    likely = [one.words for one in likely_page_lines(lines)]
    raise refusals.no_page_line(words, likely, bool(running))


def likely_page_lines(lines: Sequence[RenditionLine]) -> list[Running]:
    """Of a document of one page, the lines at its edges that begin or end with a number, but for years."""
    if {line.page for line in lines if line.text} != {1}:
        return []
    return [
        one
        for one in _candidates(lines)
        if one.words.startswith(NUMBER) or one.words.endswith(NUMBER)
        if not _YEAR.fullmatch(str(one.number))
    ]


def _candidates(lines: Sequence[RenditionLine]) -> Iterator[Running]:
    """Each number in a line at the top or the bottom of a page."""
    printed: dict[int, list[tuple[int, RenditionLine]]] = defaultdict(list)
    for number, line in enumerate(lines, 1):
        if line.text and not line.turned:
            printed[line.page].append((number, line))
    for page, on_page in printed.items():
        for is_top, edge in ((True, on_page[:1]), (False, on_page[-AT_EDGE:])):
            for number, line in edge:
                words = " ".join(line.text.split())
                for match in _NUMBER.finditer(words):
                    wording = words[: match.start()] + NUMBER + words[match.end() :]
                    if words.count(match[0]) == 1:
                        yield Running(number, page, int(match[0]), wording, is_top)


def _entry(
    lines: Sequence[RenditionLine], running: Sequence[Running], is_top: bool
) -> dict[str, Any] | None:
    """What source.yaml says of these lines; None where they have too many wordings."""
    by_words = Counter(one.words for one in running)
    wordings = [words for words, _ in by_words.most_common() if words.count(NUMBER) == 1]
    if not wordings or len(wordings) > (1 if is_top else MOST_WORDINGS):
        return None
    mine = {one.line for one in running}
    inside = [
        number
        for number, line in enumerate(lines, 1)
        if number not in mine and _is_one(" ".join(line.text.split()), wordings)
    ]
    entry: dict[str, Any] = {}
    if is_top:
        entry["header"] = wordings[0]
        bare = _first_lines(lines, {one.page for one in running}, set())
        entry |= {"not_headers": inside} if inside else {}
    else:
        entry["footer"] = wordings[0]
        entry |= {"other_footers": wordings[1:]} if wordings[1:] else {}
        entry |= {"not_footers": inside} if inside else {}
        entry |= _last_line(lines, running)
        bare = _first_lines(lines, set(), {one.page for one in running})
    return entry | ({"without_header": bare} if bare else {})


def _last_line(lines: Sequence[RenditionLine], running: Sequence[Running]) -> dict[str, str]:
    """The one line that is behind the footer on all pages, if any is."""
    footers = {one.page: one.line for one in running}
    behind = [
        (line.page, " ".join(line.text.split()))
        for number, line in enumerate(lines, 1)
        if line.text and number > footers.get(line.page, len(lines))
    ]
    words = {text for _, text in behind}
    pages = [page for page, _ in behind]
    return (
        {"last_line": words.pop()} if len(words) == 1 and sorted(pages) == sorted(footers) else {}
    )


def _is_one(words: str, wordings: Sequence[str]) -> bool:
    for wording in wordings:
        before, _, behind = wording.partition(NUMBER)
        if re.fullmatch(rf"{re.escape(before)}[0-9]{{1,4}}{re.escape(behind)}", words):
            return True
    return False


def _first_lines(lines: Sequence[RenditionLine], headed: set[int], footed: set[int]) -> list[int]:
    """The first lines of pages that neither have a header nor follow a page with a footer."""
    first: dict[int, int] = {}
    for number, line in enumerate(lines, 1):
        if line.text:
            first.setdefault(line.page, number)
    pages = sorted(first)
    found = []
    for before, page in zip([None, *pages], pages, strict=False):
        begins = page in headed or (before is not None and before in footed)
        if before is not None and not begins:
            found.append(first[page])
    return found


def _is_proved(
    lines: Sequence[RenditionLine],
    entry: Mapping[str, Any],
    numbers: Mapping[int, int],
    offset: int,
) -> bool:
    """Whether the reader of pages finds no fault, and each line is on the page that its page prints."""
    layout = PageLayout(
        entry.get("header"),
        entry.get("footer"),
        entry.get("not_headers", ()),
        entry.get("without_header", ()),
        (),
        entry.get("other_footers", ()),
        entry.get("not_footers", ()),
        entry.get("last_line"),
    )
    text = "".join(f"{line.text}\n" for line in lines)
    pages = read_pages(whole_document("", "", text), layout)
    if pages.problems:
        return False
    anchors = {anchor.line: anchor.page for anchor in pages.anchors}
    page: int | None = None
    for number, line in enumerate(lines, 1):
        page = anchors.get(number, page)
        expected = (line.page + offset,) if line.page in numbers else (line.page + offset, None)
        if line.text and page not in expected:
            return False
    return True
