"""The words of a document around a span, read from a package's own copy of its text."""

import hashlib
from dataclasses import dataclass

from pipeline.package.published import Published, Row

CONTEXT = 160
"""The most characters that are shown on either side of a span."""


class Untraceable(Exception):
    """A cell that cannot be traced; the message, for people, says why and what to do."""


@dataclass(frozen=True)
class Passage:
    """Characters of a document from offset `start`, as they stand on disk."""

    start: int
    text: str

    def around(self, start: int, end: int) -> tuple[str, str, str]:
        """The characters of a span, and whole words of the same line to either side."""
        start, end = start - self.start, end - self.start
        before = self.text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
        if start > CONTEXT and len(before) == CONTEXT:
            before = before.partition(" ")[2]
        after = self.text[end : end + CONTEXT].partition("\n")[0]
        if len(after) == CONTEXT:
            after = after.rpartition(" ")[0]
        return before, self.text[start:end], after


def passage_at(published: Published, source: Row, offset: int) -> Passage:
    """The held text, or the published excerpt that holds the character at `offset`."""
    name = source["source_id"]
    if source["text_held"] == "true":
        content = published.text(name)
        if hashlib.sha256(content).hexdigest() != source["text_sha256"]:
            raise Untraceable(
                f"the text of {name} is not the one that the package was made from: its sha256 is not "
                f"{source['text_sha256']}.\n{published.remedy}"
            )
        return Passage(0, content.decode("utf-8"))
    for start, text in published.excerpts(name):
        if start <= offset < start + len(text):
            return Passage(start, text)
    raise Untraceable(
        f"no excerpt of {name} holds the character at offset {offset}.\n{published.remedy}"
    )
