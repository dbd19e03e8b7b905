r"""Words of documents and of maintainers in Markdown: they are shown, and nothing in them is obeyed.

Words of documents are escaped altogether. Maintainers' sentences may have code spans and emphasis, but no HTML and
no links: an address is a field of its own, and is checked there.
"""

import re

OBEYED = re.compile(r"[\\`*\[\]|$]|<(?=[A-Za-z/!?])|&(?=[#A-Za-z])|~|(?<!\w)_|_(?!\w)")
"""What Markdown, or HTML in it, would obey in the middle of a line."""
OBEYED_IN_SENTENCES = re.compile(r"<(?=[A-Za-z/!?])|\](?=[(:\[])")
CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


def words(text: str) -> str:
    r"""Words of a document, in one line.

    >>> print(words("see [here](javascript:x) *now*\n<b>11|12</b>"))
    see \[here\](javascript:x) \*now\* \<b>11\|12\</b>
    """
    return OBEYED.sub(r"\\\g<0>", _visible(" ".join(text.split())))


def sentence(text: str) -> str:
    r"""What a maintainer wrote, in one line; its code spans stay.

    >>> print(sentence("`<b>` or <script>, [here](x)"))
    `<b>` or \<script>, [here\](x)
    """
    line, written, end = _visible(" ".join(text.split())), [], 0
    for span in CODE_SPAN.finditer(line):
        written += [OBEYED_IN_SENTENCES.sub(r"\\\g<0>", line[end : span.start()]), span[0]]
        end = span.end()
    return "".join([*written, OBEYED_IN_SENTENCES.sub(r"\\\g<0>", line[end:])])


def code(text: str) -> str:
    """An id, a key or a path as a code span.

    >>> print(code("oig-20-13 Homicide"), code("a`b"))
    `oig-20-13 Homicide` ``a`b``
    """
    line = _visible(" ".join(text.split()))
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{space}{line}{space}{fence}"


def cell(markdown: str) -> str:
    r"""A piece of Markdown as the cell of a table.

    >>> print(cell("`a|b` " + words("c|d")))
    `a\|b` c\|d
    """
    return re.sub(r"(?<!\\)\|", r"\\|", markdown)


def _visible(line: str) -> str:
    r"""A line in which what cannot be seen is written out: `\u202e` for a mark that turns the text around."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
