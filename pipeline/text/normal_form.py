"""The one form in which texts and quotations are compared, by an explicit character map.

Spaces and line ends, soft hyphens, hyphens at a line break, typographic quotes and dashes are brought to one
form. The map never touches a digit, a superscript or a sign (NFKC would turn `143,100⁴` into 143,1004), and
every character keeps its offset in the text.
"""

import re
from dataclasses import dataclass

CHARACTER_MAP = {
    "\u00a0": " ",  # no-break space
    "\u2009": " ",  # thin space
    "\u202f": " ",  # narrow no-break space
    "\t": " ",
    "\n": " ",
    "\r": " ",
    "\u00ad": "",  # soft hyphen
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2010": "-",  # hyphen
    "\u2011": "-",  # no-break hyphen
    "\u2012": "-",  # figure dash
    "\u2013": "-",  # en dash
    "\u2014": "-",  # em dash
    "\u2015": "-",  # horizontal bar
}
SPACES = "".join(character for character, mapped in CHARACTER_MAP.items() if mapped == " ")
REWRITTEN = re.compile(
    rf"(?P<hyphen>(?<=[A-Za-z])-[ \t]*\r?\n\s*(?=[a-z]))|(?P<space>[ {SPACES}]{{2,}}|[{SPACES}])|"
    rf"[{re.escape(''.join(character for character, mapped in CHARACTER_MAP.items() if mapped != ' '))}]"
)
"""A hyphen at a line break, spaces other than a single plain one, or another character of the map."""


@dataclass(frozen=True)
class NormalForm:
    """A text in the form in which quotations are compared, and the raw offset of each character."""

    text: str
    offsets: tuple[int, ...]


def normal_form(text: str) -> NormalForm:
    r"""Bring a text to the form in which quotations are compared.

    >>> normal_form("de-\nclined  to “honor” 143,100⁴").text
    'declined to "honor" 143,100⁴'
    """
    kept: list[str] = []
    offsets: list[int] = []
    offset = 0
    for match in REWRITTEN.finditer(text):
        start, end = match.span()
        kept.append(text[offset:start])
        offsets.extend(range(offset, start))
        mapped = _mapped(match)
        kept.append(mapped)
        offsets.extend([start] * len(mapped))
        offset = end
    kept.append(text[offset:])
    offsets.extend(range(offset, len(text)))
    return NormalForm("".join(kept), tuple(offsets))


def _mapped(match: re.Match[str]) -> str:
    if match["hyphen"]:
        return ""
    return " " if match["space"] else CHARACTER_MAP[match.group()]
