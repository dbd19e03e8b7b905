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
from pipeline.text.normal_form import normal_form
from pipeline.text.page_numbers import CHAPTER, NUMBER, PageLayout, page_line, read_pages

AT_EDGE = 3
"""So many lines at the top and at the bottom of a page may be a header or footer."""
LEAST_PAGES = 2
LEAST_SHARE = 0.5
"""A number counts on so many pages, and on this part of those with text."""
MOST_WORDINGS = 8
_NUMBER = re.compile(r"(?<![\w.,/-])[0-9]{1,4}(?![\w/-]|[.,]\d)")
_IN_CHAPTER = re.compile(
    r"(?<![\w.,/-])(?P<chapter>[0-9]{1,2}|[A-Z]{1,3})(?P<dash>\s?[-–—]\s?)(?P<page>[0-9]{1,3})(?![\w/-]|[.,]\d)"
)
_PAGE_AT_END = re.compile(r"^\d{1,4} | (?:[A-Z\d]{1,3} ?[-–] ?)?\d{1,4}$")
_CHAPTER_AS_PAGE = re.compile(r"\{page\}\s?[-–—]\s?\d")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class Running(NamedTuple):
    """A line that prints a page's number: its line in the text, its page in the file, the number, its wording."""

    line: int
    page: int
    number: int
    words: str
    is_top: bool
    chapter: str = ""
    """The chapter that is joined to the number: the 5 of `5-15`, whose wording is `{chapter}-{page}`."""

    @property
    def of_one_chapter(self) -> "Running":
        """The line in a wording that has the chapter itself: `5-{page}`."""
        return self._replace(words=self.words.replace(CHAPTER, self.chapter), chapter="")


@dataclass(frozen=True)
class PrintedPages:
    """The field `pages` as source.yaml has it, and the printed number of each page of the file that prints one."""

    entry: Mapping[str, Any]
    numbers: Mapping[int, int]


def printed_pages(lines: Sequence[RenditionLine]) -> PrintedPages | None:
    """The headers or footers that number the pages; None where none do, or where the text does not prove them."""
    every = list(_candidates(lines))
    candidates = [one for one in every if not one.chapter]
    pages = len({line.page for line in lines if line.text})
    found = Counter((one.is_top, one.number - one.page) for one in set(candidates))
    for (is_top, offset), _ in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        running = [c for c in candidates if (c.is_top, c.number - c.page) == (is_top, offset)]
        numbers = {one.page: one.number for one in running}
        if len(numbers) < max(LEAST_PAGES, LEAST_SHARE * pages):
            break
        entry = _entry(lines, running, is_top)
        if entry is not None and _is_proved(lines, entry, numbers):
            return PrintedPages(entry, numbers)
    return _pages_of_chapters(lines, [one for one in every if one.chapter], pages)


def _pages_of_chapters(
    lines: Sequence[RenditionLine], candidates: Sequence[Running], pages: int
) -> PrintedPages | None:
    """The lines that number the pages of each chapter, `5-15` and `6-1`; None where none do."""
    for is_top in (False, True):
        running = _of_chapters([one for one in candidates if one.is_top == is_top])
        numbers = {one.page: one.number for one in running}
        if len(numbers) < max(LEAST_PAGES, LEAST_SHARE * pages):
            continue
        entry = _entry(lines, running, is_top)
        if entry is not None and _is_proved(lines, entry, numbers):
            return PrintedPages(entry, numbers)
    return None


def _of_chapters(candidates: Sequence[Running]) -> list[Running]:
    """Those in wordings of several pages whose numbers count on within their chapter; a chapter alone is named."""
    times = Counter(one.words for one in candidates)
    common = [one for one in candidates if times[one.words] >= LEAST_PAGES]
    offsets: dict[str, Counter[int]] = defaultdict(Counter)
    for one in common:
        offsets[one.chapter][one.number - one.page] += 1
    likeliest = {chapter: found.most_common(1)[0] for chapter, found in offsets.items()}
    if all(times < LEAST_PAGES for _, times in likeliest.values()):
        return []
    running = [one for one in common if one.number - one.page == likeliest[one.chapter][0]]
    return running if len(likeliest) > 1 else [one.of_one_chapter for one in running]


def named_pages(lines: Sequence[RenditionLine], named: str) -> PrintedPages:
    """The pages as the line numbers them that a person names, with `{page}`; raises `Refused` without proof."""
    words = " ".join(normal_form(named).text.split())
    running = [
        one for one in _wordings(lines) if " ".join(normal_form(one.words).text.split()) == words
    ]
    numbers = {one.page: one.number for one in running}
    tops = {one.is_top for one in running}
    offsets = {(one.chapter, one.number - one.page) for one in running}
    if len(tops) == 1 and len(offsets) == len({chapter for chapter, _ in offsets}):
        entry = _entry(lines, running, tops.pop())
        if entry is not None and _is_proved(lines, entry, numbers):
            return PrintedPages(entry, numbers)
    likely = [one.words for one in likely_page_lines(lines)]
    raise refusals.no_page_line(words, likely, bool(running))


def likely_page_lines(lines: Sequence[RenditionLine]) -> list[Running]:
    """Of a document of one page, the lines at its edges that begin or end with a number, but for years.

    Of `5 - 3` the number behind the chapter is the page, and the chapter is none.
    """
    if {line.page for line in lines if line.text} != {1}:
        return []
    every = sorted(_candidates(lines), key=lambda one: not one.chapter)
    in_chapters = {one.line for one in every if one.chapter}
    likely = {
        (one.line, words): one
        for one in (one.of_one_chapter for one in every)
        if (words := one.words).startswith(NUMBER) or words.endswith(NUMBER)
        if not _YEAR.fullmatch(str(one.number))
        if not (one.line in in_chapters and _CHAPTER_AS_PAGE.search(words))
    }
    return sorted(likely.values(), key=lambda one: one.line)


def running_words(lines: Sequence[RenditionLine]) -> dict[str, tuple[int, int]]:
    """The words at the top or the bottom of half of several pages: the line of the first, and on how many pages they are.

    The number of a page before or behind them is left out.
    """
    places: dict[str, dict[int, int]] = defaultdict(dict)
    for page, on_page in _by_page(lines).items():
        for number, line in (*on_page[:1], *on_page[-AT_EDGE:]):
            words = without_page(line.text)
            places[words].setdefault(page, number)
    pages = len({line.page for line in lines if line.text})
    least = max(LEAST_PAGES, LEAST_SHARE * pages)
    return {
        words: (min(found.values()), len(found))
        for words, found in places.items()
        if len(found) >= least
    }


def without_page(words: str) -> str:
    """Words without a number before or behind them, as a page has it.

    >>> without_page("16 Report  on Beds"), without_page("Report on Beds 5-3")
    ('Report on Beds', 'Report on Beds')
    """
    return _PAGE_AT_END.sub("", " ".join(words.split()))


def _by_page(lines: Sequence[RenditionLine]) -> dict[int, list[tuple[int, RenditionLine]]]:
    """The lines that print something upright, with their numbers, by page."""
    printed: dict[int, list[tuple[int, RenditionLine]]] = defaultdict(list)
    for number, line in enumerate(lines, 1):
        if line.text and not line.turned:
            printed[line.page].append((number, line))
    return printed


def _wordings(lines: Sequence[RenditionLine]) -> Iterator[Running]:
    """Each candidate, and each with a chapter also in the wording that has the chapter itself."""
    for one in _candidates(lines):
        yield one
        if one.chapter:
            yield one.of_one_chapter


def _candidates(lines: Sequence[RenditionLine]) -> Iterator[Running]:
    """Each number in a line at the top or the bottom of a page."""
    for page, on_page in _by_page(lines).items():
        for is_top, edge in ((True, on_page[:1]), (False, on_page[-AT_EDGE:])):
            for number, line in edge:
                words = " ".join(line.text.split())
                for match in _NUMBER.finditer(words):
                    wording = words[: match.start()] + NUMBER + words[match.end() :]
                    if words.count(match[0]) == 1:
                        yield Running(number, page, int(match[0]), wording, is_top)
                for match in _IN_CHAPTER.finditer(words):
                    joined = CHAPTER + match["dash"] + NUMBER
                    wording = words[: match.start()] + joined + words[match.end() :]
                    counts = int(match["page"])
                    yield Running(number, page, counts, wording, is_top, match["chapter"])


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
    normal = " ".join(normal_form(words).text.split())
    return any(page_line(wording).fullmatch(normal) for wording in wordings)


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
    offsets = {number - page for page, number in numbers.items()}
    page: int | None = None
    for number, line in enumerate(lines, 1):
        page = anchors.get(number, page)
        own = numbers.get(line.page)
        expected = (own,) if own else (None, *(line.page + offset for offset in offsets))
        if line.text and page not in expected:
            return False
    return True
