"""The printed page numbers of a text: where pages begin, and which of them the text proves.

A page begins at each line that is the page header. Its number is proved by the footer that prints it, by a line
of the table of contents that gives the page of a heading, or by standing between two proved pages with exactly
as many pages between them as the numbers say. No other page has a number.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.text.documents import Document, PageAnchor, Span
from pipeline.text.normal_form import normal_form
from pipeline.text.quotations import find_quotation, not_anchored, not_once, words_in

NUMBER = "{page}"
CHAPTER = "{chapter}"
"""What a template has for the number of a page, and for the number or the letters of a chapter joined to it."""
_JOINED_CHAPTER = re.compile(r"(?<![\w.,/-])([0-9]{1,2}|[A-Z]{1,3})\s?[-–—]\s?$")


class Heading(NamedTuple):
    """A line of the table of contents with the printed number `at`, and the heading that it leads to."""

    quote: str
    at: str
    heading: str
    line: int | None


@dataclass(frozen=True)
class PageLayout:
    """How pages are marked in a text, as entered.

    `header` is a page's first line, `footer` its last, one of them with `{page}` for the number (`{chapter}-{page}`
    where pages are numbered by chapter), and
    `other_footers` are lines that print it too. `not_headers` and `not_footers` are lines that have their words
    inside a page, `without_header` lines at which a page begins without them. `last_line` is printed behind the
    footer of each page.
    """

    header: str | None
    footer: str | None
    not_headers: Sequence[int]
    without_header: Sequence[int]
    contents: Sequence[Heading]
    other_footers: Sequence[str] = ()
    not_footers: Sequence[int] = ()
    last_line: str | None = None

    @property
    def footers(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Each wording of the footer, with the field that has it."""
        first = ((("footer",), self.footer),) if self.footer is not None else ()
        others = enumerate(self.other_footers)
        return (*first, *((("other_footers", index), words) for index, words in others))


class PageProblem(NamedTuple):
    """What of a layout does not agree with the text: the field, what was found, and what to do."""

    path: tuple[str | int, ...]
    found: str
    remedy: str


class _Proof(NamedTuple):
    line: int
    page: int
    number: Span
    path: tuple[str | int, ...]
    chapter: str = ""
    of_chapter: Span | None = None
    """The chapter that is joined to the number, the 5 of `5-15`, and its characters."""


@dataclass(frozen=True)
class Pages:
    """The pages of a text, and the characters that print the numbers which prove them."""

    anchors: tuple[PageAnchor, ...]
    numbers: tuple[Span, ...]
    problems: tuple[PageProblem, ...]


def read_pages(document: Document, layout: PageLayout) -> Pages:
    """Find where pages begin in a document held whole, and the numbers that are proved."""
    (passage,) = document.passages
    lines = [" ".join(normal_form(line).text.split()) for line in passage.text.split("\n")]
    problems = [*_line_problems(lines, layout)]
    footers = list(_footers(document, lines, layout))
    headings, unfit = _headings(document, layout)
    problems += unfit
    starts = _starts(lines, layout, footers)
    proofs = sorted([*footers, *headings])
    numbers, contradictions = _numbers(starts, proofs)
    return Pages(
        tuple(map(PageAnchor, starts, numbers)),
        tuple(
            span
            for proof in proofs
            for span in (proof.of_chapter, proof.number)
            if span is not None
        ),
        (*problems, *contradictions),
    )


def _line_problems(lines: Sequence[str], layout: PageLayout) -> Iterator[PageProblem]:
    """Fields that name lines or words which the text does not have."""
    header = page_line(layout.header) if layout.header is not None else None
    if header is not None and not any(map(header.fullmatch, lines)):
        found = f"no line of the text is `{_normal(layout.header)}`"
        yield PageProblem(("header",), found, "quote the whole line as printed")
    if layout.last_line is not None and _normal(layout.last_line) not in lines:
        found = f"no line of the text is `{_normal(layout.last_line)}`"
        yield PageProblem(("last_line",), found, "quote the whole line as printed")
    for path, words in layout.footers:
        if not any(map(page_line(words).fullmatch, lines)):
            found = f"no line of the text is `{words}` with a number for `{NUMBER}`"
            yield PageProblem(path, found, "quote a whole line that prints a page's number")
    for index, line in enumerate(layout.not_headers):
        if header is None or not header.fullmatch(_line(lines, line) or ""):
            found = f"line {line} does not have the words of the header"
            yield PageProblem(("not_headers", index), found, "take it out, or correct the number")
    for index, line in enumerate(layout.not_footers):
        if not any(
            page_line(words).fullmatch(_line(lines, line) or "") for _, words in layout.footers
        ):
            found = f"line {line} does not have the words of a footer"
            yield PageProblem(("not_footers", index), found, "take it out, or correct the number")
    for index, line in enumerate(layout.without_header):
        first = _line(lines, line)
        if not first or (header is not None and header.fullmatch(first)):
            found = f"line {line} is empty, is a header, or is not in the text"
            yield PageProblem(("without_header", index), found, "name the first line of the page")


def _line(lines: Sequence[str], number: int) -> str | None:
    return lines[number - 1] if 0 < number <= len(lines) else None


def _normal(words: str | None) -> str | None:
    return None if words is None else " ".join(normal_form(words).text.split())


def page_line(template: str) -> re.Pattern[str]:
    """A whole line in these words, with a number of up to four digits for `{page}` and a chapter for `{chapter}`.

    >>> page_line("{chapter}-{page}").fullmatch("ES-2")["page"]
    '2'
    """
    words = re.escape(_normal(template) or "")
    words = words.replace(re.escape(NUMBER), "(?P<page>[0-9]{1,4})", 1)
    return re.compile(words.replace(re.escape(CHAPTER), "(?:[0-9]{1,2}|[A-Z]{1,3})", 1))


def _starts(lines: Sequence[str], layout: PageLayout, footers: Iterable[_Proof]) -> list[int]:
    """The lines at which pages begin; where there is no header, behind each last line or footer."""
    if layout.header is None and layout.last_line is not None:
        last = _normal(layout.last_line)
        begun = {number + 1 for number, line in enumerate(lines, 1) if line == last}
    elif layout.header is None:
        begun = {footer.line + 1 for footer in footers}
    else:
        header = page_line(layout.header)
        begun = {number for number, line in enumerate(lines, 1) if header.fullmatch(line)}
    return sorted({1, *begun, *layout.without_header} - set(layout.not_headers))


def _footers(document: Document, lines: Sequence[str], layout: PageLayout) -> Iterator[_Proof]:
    """The lines that are a footer or a header with a number, with the page number that each prints."""
    (passage,) = document.passages
    printed = [(path, page_line(words), layout.not_footers) for path, words in layout.footers]
    if layout.header is not None and NUMBER in layout.header:
        printed.append((("header",), page_line(layout.header), layout.not_headers))
    ends = [-1, *passage.line_ends]
    for number, line in enumerate(lines, 1):
        for path, words, exceptions in printed:
            match = words.fullmatch(line) if number not in exceptions else None
            if match is None:
                continue
            whole = document.line_around(Span(ends[number - 1] + 1, ends[number - 1] + 1))
            span = _number_in(document, whole, line[: match.end("page")], match["page"])
            if span is not None:
                chapter, of_chapter = _chapter(document, whole, span)
                yield _Proof(number, int(match["page"]), span, path, chapter, of_chapter)
            break


def _number_in(document: Document, whole: Span, words: str, number: str) -> Span | None:
    """Where a line has the number that ends these words; `5-5` has its digits twice."""
    span = words_in(document, whole, number)
    if span is not None:
        return span
    joined = words_in(document, whole, words)
    return Span(joined.end - len(number), joined.end) if joined is not None else None


def _chapter(document: Document, whole: Span, number: Span) -> tuple[str, Span | None]:
    """The chapter that is joined to a page's number, and its characters; nothing where none is."""
    found = _JOINED_CHAPTER.search(document.characters(Span(whole.start, number.start)))
    if found is None:
        return "", None
    return found[1], Span(whole.start + found.start(1), whole.start + found.end(1))


def _headings(document: Document, layout: PageLayout) -> tuple[list[_Proof], list[PageProblem]]:
    """The headings that the table of contents gives a page for."""
    proofs, problems = [], []
    for index, entry in enumerate(layout.contents):
        path = ("contents", index)
        quoted = find_quotation(document, entry.quote)
        heading = find_quotation(document, entry.heading, line=entry.line)
        number = words_in(document, quoted.span, entry.at) if quoted.span is not None else None
        if quoted.span is None:
            why = not_anchored(quoted, entry.quote, document)
            problems.append(PageProblem((*path, "quote"), *why))
        elif number is None:
            why = not_once(document, quoted.span, entry.at)
            problems.append(PageProblem((*path, "at"), *why))
        elif not re.fullmatch(r"[0-9]{1,4}", entry.at):
            found = f"`{entry.at}` is not the number of a page"
            problems.append(PageProblem((*path, "at"), found, "name the number that is printed"))
        elif heading.span is None:
            why = not_anchored(heading, entry.heading, document)
            problems.append(PageProblem((*path, "heading"), *why))
        else:
            line = document.line(heading.span.start)
            proofs.append(_Proof(line, int(entry.at), number, path))
    return proofs, problems


def _numbers(
    starts: Sequence[int], proofs: Sequence[_Proof]
) -> tuple[list[int | None], list[PageProblem]]:
    """The number of each page, None where none is proved, and proofs that contradict each other."""
    numbers: list[int | None] = [None] * len(starts)
    problems = []
    for earlier, later in zip((None, *proofs), proofs, strict=False):
        last = bisect_right(starts, later.line) - 1
        numbers[last] = later.page
        if earlier is None:
            continue
        if earlier.chapter and later.chapter and earlier.chapter != later.chapter:
            continue  # each chapter counts its own pages
        first = bisect_right(starts, earlier.line) - 1
        if later.page - earlier.page != last - first:
            problems.append(_contradiction(earlier, later, last - first))
            continue
        for index in range(first, last):
            numbers[index] = earlier.page + index - first
    return numbers, problems


def _contradiction(earlier: _Proof, later: _Proof, begun: int) -> PageProblem:
    found = (
        f"page {earlier.page} has line {earlier.line} and page {later.page} has line {later.line}; "
        f"{begun} pages begin between these lines, expected {later.page - earlier.page}"
    )
    remedy = (
        "read the lines between: name headers inside a page as `not_headers`, first lines of pages that "
        "have lost theirs as `without_header`; else correct the entry"
    )
    return PageProblem(later.path, found, remedy)
