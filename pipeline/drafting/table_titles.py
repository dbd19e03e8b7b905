"""The title of a drafted table: a caption above it, or a line that is set apart right above its header.

Other lines above are text of the document, and no title; the scale that they state is in `table_layout`.
"""

import re
from collections.abc import Sequence

from pipeline.drafting.column_drafts import is_number
from pipeline.drafting.document_lines import DocumentLine
from pipeline.drafting.table_layout import Layout

CAPTION = re.compile(
    r"(?:Table|Exhibit|Figure|Chart|Appendix|TABLE|EXHIBIT|FIGURE|CHART|APPENDIX)\s+(?:[A-Z]{1,3}[-.]?)?(?:\d[\w.-]*|[IVX]+|[A-Z]\b)"
    r"\s*(?:$|[.:(–—-]|[A-Z“\"])"
)
"""How the line of a caption begins; "Table 5 presents" begins a sentence."""
_ENDS_A_SENTENCE = re.compile(r"[a-z)\]”\"’]\s*[.;,]$|\b(?:the|of|and|in|a|to|for|is|are)$")
MOST_LINES = 3
MOST_WORDS = 40
APART = 0.7
"""White space above a title, in heights of its line."""


def title_of(layout: Layout) -> str | None:
    """The title that is printed above a table; None where no line above it reads like one."""
    for index in range(len(layout.above) - 1, -1, -1):
        if _is_row(layout.above[index]):
            break
        if CAPTION.match(layout.above[index].words):
            return _joined(layout.above[index:])
    block = _block_above(layout)
    return _joined(block) if block and _is_apart(layout, block) else None


def _joined(lines: Sequence[DocumentLine]) -> str:
    return " ".join(line.words for line in lines)


def _is_row(line: DocumentLine) -> bool:
    """Whether a line is one of another table: it has several cells, and numbers among them."""
    chunks = [words for words, _ in line.chunks()]
    numbers = sum(is_number(words) for words in chunks[1:])
    return len(chunks) > 1 and 2 * numbers >= len(chunks) - 1


def _block_above(layout: Layout) -> Sequence[DocumentLine]:
    """The lines right above the header that have no white space between them."""
    above = layout.above
    start = len(above)
    while start and (start == len(above) or not _is_wide(above[start - 1], above[start])):
        start -= 1
    return above[start:]


def _is_wide(upper: DocumentLine, lower: DocumentLine) -> bool:
    return lower.box.top - upper.box.bottom > APART * lower.box.height


def _is_apart(layout: Layout, block: Sequence[DocumentLine]) -> bool:
    """Whether lines are a heading: few, no rows, no end of a sentence, beginning with a capital or a figure."""
    words = _joined(block)
    is_near = not _is_wide(block[-1], layout.header[0]) or (
        layout.header[0].box.top - block[-1].box.bottom < 3 * block[-1].box.height
    )
    is_short = len(block) <= MOST_LINES and len(words.split()) <= MOST_WORDS
    begins = words[:1].isupper() or words[:1].isdigit() or words[:1] in '([“"'
    return (
        is_near
        and is_short
        and begins
        and not any(_is_row(line) for line in block)
        and not _ENDS_A_SENTENCE.search(words)
    )
