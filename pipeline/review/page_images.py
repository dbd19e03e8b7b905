"""Pictures of the pages of a PDF, each drawn in a process of its own, one at a time."""

import json
import subprocess
import sys
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from pipeline.intake.reading_apart import own_environment
from pipeline.intake.refusals import Refused
from pipeline.review.image_process import SECONDS

MODULE = "pipeline.review.image_process"
KEPT = 12
"""Pictures that are kept: a megabyte each."""


@dataclass(frozen=True)
class PageImage:
    """A page: its width and height in points, and its picture as PNG."""

    width: float
    height: float
    png: bytes = field(repr=False)


@dataclass
class PageImages:
    """The pages of a PDF, drawn when they are asked for."""

    content: bytes = field(repr=False)
    _kept: "OrderedDict[int, PageImage | Refused]" = field(default_factory=OrderedDict)
    _drawing: Lock = field(default_factory=Lock)

    def page(self, number: int) -> PageImage:
        """A page, counted from 1; raises `Refused` for one that is not drawn within the limits.

        A page that was refused once is not tried again.
        """
        with self._drawing:
            if number not in self._kept:
                self._kept[number] = _drawn(self.content, number)
            self._kept.move_to_end(number)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            image = self._kept[number]
        if isinstance(image, Refused):
            raise image
        return image


def _drawn(content: bytes, number: int) -> PageImage | Refused:
    try:
        ended = subprocess.run(
            [sys.executable, "-m", MODULE, str(number)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            timeout=2 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _beyond_limits(number)
    head, _, png = ended.stdout.partition(b"\n")
    if ended.returncode != 0 or not head:
        return _beyond_limits(number)
    written = json.loads(head)
    if "refused" in written:
        return Refused(*written["refused"])
    width, height = written["size"]
    return PageImage(width, height, png)


def _beyond_limits(number: int) -> Refused:
    return Refused(
        f"page {number} of the PDF is not drawn: it takes more memory or time than a page may",
        "read the number in another viewer that you trust",
    )
