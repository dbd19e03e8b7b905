"""Why a file is not taken in, and the limits of what is: each refusal is one finding's words."""

from collections.abc import Sequence

MEGABYTE = 1_000_000
LARGEST_FILE = 50 * MEGABYTE
MOST_PAGES = 2_000
MOST_CHARACTERS = 20_000_000
MOST_ON_A_PAGE = 100_000
MEMORY = 2_000 * MEGABYTE
"""Address space of the process that reads a PDF."""
SECONDS = 600
"""Time of the processor, and of the clock, that the process may take for a PDF."""

SECONDS_OF_PAGE = 60
"""Time of the processor that reading an HTML page may take."""


class Refused(Exception):
    """The file is not taken in; `found` says why, `remedy` what to do."""

    def __init__(self, found: str, remedy: str):
        super().__init__(found)
        self.found, self.remedy = found, remedy


def empty() -> Refused:
    """No byte."""
    return Refused("the file is empty", "download it again")


def too_large(size: int) -> Refused:
    """More bytes than are read."""
    found = (
        f"the file has {size / MEGABYTE:,.1f} MB; at most {LARGEST_FILE // MEGABYTE} MB are read"
    )
    return Refused(found, "split it into its parts, and add each as a document of its own")


def too_much(what: str, number: int, most: int) -> Refused:
    """More pages or characters than are read."""
    found = f"the file has {number:,} {what}; at most {most:,} are read"
    return Refused(found, "split it into its parts, and add each as a document of its own")


def out_of_bounds(what: str) -> Refused:
    """The reader of PDFs was stopped by a limit, or crashed."""
    return Refused(
        f"reading the PDF {what}",
        "it may be made to do that; print it to a new PDF with a viewer that you trust, and add that one",
    )


def out_of_memory(memory: int) -> Refused:
    """The reader of PDFs has no more memory."""
    return out_of_bounds(f"takes more than {memory // MEGABYTE:,} MB of memory")


def encrypted() -> Refused:
    """A password is needed."""
    return Refused(
        "the PDF is encrypted and opens with a password only",
        "save a copy without a password, and add that one; its sha256 is then that of the copy",
    )


def broken(reason: str) -> Refused:
    """The file begins like a PDF, and is none."""
    return Refused(f"the PDF is broken: {reason}", "download it again, and compare its size")


def scanned(pages: int) -> Refused:
    """Pictures of pages, no characters."""
    return Refused(
        f"the PDF has no text on any of its {pages} pages: it is a scan",
        "look for the publisher's file with text; else recognize its text with another program, and read that "
        "against the pages",
    )


def nameless(share: float) -> Refused:
    """The fonts say not which characters they print."""
    return Refused(
        f"the fonts of the PDF do not say which characters they print ({share:.0%} of them)",
        "look for another edition of the file; else recognize its text with another program",
    )


def no_pdf(begins: str) -> Refused:
    """Named like a PDF, and something else."""
    return Refused(
        f"the file is no PDF, HTML page or plain text: its first bytes are {begins}",
        "add the document as one of these; convert other formats first",
    )


def not_the_documents(option: str, value: str) -> Refused:
    """A title, number or date that the text does not print."""
    return Refused(
        f"the document does not print the {option} `{value}`",
        "give it as the document prints it; hyphens and line ends do not matter",
    )


def no_page_line(words: str, likely: Sequence[str], is_there: bool) -> Refused:
    """The line that a person named does not number the pages."""
    if is_there:
        found = f"the lines `{words}` do not number the pages: with them, a page has a wrong number, or none"
    else:
        found = f"no first line and none of the last lines of a page is `{words}` with a number for `{{page}}`"
    shown = f", such as {' or '.join(f'`{line}`' for line in likely)}" if likely else ""
    remedy = f"copy a whole line that prints a page's number, with `{{page}}` for the number{shown}"
    return Refused(found, remedy)
