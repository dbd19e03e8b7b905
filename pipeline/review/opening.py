"""How a review begins: which documents, PDFs and names it takes, and what it says of the others."""

import re
from pathlib import Path

from pipeline.intake import refusals
from pipeline.review import contract
from pipeline.review.page_images import PageImages
from pipeline.review.session import Session
from pipeline.review.values import Decider, Review
from pipeline.sources.ids import LOCAL
from pipeline.sources.printed_findings import printed

LARGEST_TEXT = 20 * refusals.MEGABYTE
"""Bytes of a text that is reviewed: as much as `oversight add` reads."""
LONGEST_NAME = 80


class NotReviewed(Exception):
    """Why there is no review; the message says what to do."""


def decider(person: str | None) -> Decider:
    """Software, or the person of that name."""
    if person is None:
        return Decider()
    name = " ".join(person.split())
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        raise NotReviewed(f"--person: a name of 1 to {LONGEST_NAME} letters is expected")
    return Decider("person", name)


def page_images(root: Path, source_id: str, pdf: Path) -> PageImages:
    """The pages of a PDF, which must be the one that the document was made from."""
    from pipeline.intake.held import not_the_original

    try:
        other = not_the_original(_folder(root, source_id), pdf)
    except refusals.Refused as refusal:
        raise NotReviewed(f"{refusal.found}; {refusal.remedy}") from None
    if other is not None:
        raise NotReviewed(other)
    return PageImages(pdf.read_bytes())


def opened(root: Path, source_id: str, by: Decider, images: PageImages | None) -> Session:
    """A review of the document as its files are now."""
    text = _folder(root, source_id) / "document.txt"
    size = text.stat().st_size if text.is_file() else 0
    if size > LARGEST_TEXT:
        raise NotReviewed(
            f"the text of {source_id} has {size / refusals.MEGABYTE:,.0f} MB; at most "
            f"{LARGEST_TEXT // refusals.MEGABYTE} MB are reviewed; split it into documents of their own"
        )
    read = contract.review_of(root, source_id)
    if isinstance(read, Review):
        return Session(root, source_id, by, images, read)
    if isinstance(read, str):
        raise NotReviewed(read)
    raise NotReviewed(
        f"{printed(read, 'text')}\ncorrect these first: `oversight check {source_id}`"
    )


def _folder(root: Path, source_id: str) -> Path:
    folder = root / "sources" / source_id
    if re.fullmatch(LOCAL, source_id) is None or not (folder / "source.yaml").is_file():
        raise NotReviewed(
            f"there is no document {source_id}: no folder of that name in sources/ has a source.yaml"
        )
    return folder
