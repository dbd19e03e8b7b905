"""What `oversight add` says of a text that it wrote."""

from typing import TYPE_CHECKING

from pipeline.cli.console import say

if TYPE_CHECKING:
    from pipeline.intake.rendition import Rendition
    from pipeline.intake.source_files import Intake


def report(intake: "Intake") -> None:
    """What was written, what the document states of itself, and what a person is to compare with it."""
    from pipeline.intake.running_lines import likely_page_lines
    from pipeline.intake.source_files import OPTIONS

    rendition, pages = intake.rendition, intake.pages
    say(f"written to sources/{intake.source_id}/: {len(rendition.lines):,} lines of text")
    for name, stated in intake.stated.items():
        if intake.given.get(name) is None:
            quote = "" if stated.quote == str(stated.value) else f": “{stated.quote}”"
            say(f"  {name}: {stated.value} (line {stated.line}{quote})")
    if rendition.pages:
        numbered = f"{len(pages.numbers)} of {rendition.pages}" if pages else "none"
        say(f"  pages with a printed number that is proved: {numbered}")
    for one in likely_page_lines(rendition.lines) if pages is None else ():
        say(f"  line {one.line} may print the page's number; then give --page-line {one.words!r}")
    if rendition.without_text:
        shown = ", ".join(map(str, rendition.without_text[:20]))
        say(f"  pages without text, whose numbers are not in it: {shown}")
    say_doubts(rendition)
    for name in intake.missing:
        say(f"  not stated clearly: {name}; give it in source.yaml, or with {OPTIONS[name]}")
        say_candidates(intake, name)


def say_doubts(rendition: "Rendition") -> None:
    """Lines and numbers that are to be compared with the file, and what was repaired."""
    from pipeline.intake.doubtful_numbers import doubtful_numbers
    from pipeline.intake.interleaved_lines import interleaved_lines

    for place in interleaved_lines(rendition.lines):
        say(
            f"  page {place.page} of the PDF: text beside a table, or beside other text: its lines alternate; "
            f"read lines {place.first} to {place.last} beside the PDF"
        )
    for one in doubtful_numbers(rendition.lines):
        say(
            f"  line {one.line}: no page prints `{one.printed}` as a number; compare it with the file"
        )
    for name, number in sorted(rendition.repairs.items()):
        if number:
            say(f"  {name}: {number:,}")


def say_candidates(intake: "Intake", name: str, err: bool = False) -> None:
    """What the first pages print that may state a field."""
    from pipeline.intake.candidates import candidates

    for one in candidates(intake.rendition, name):
        why = f" ({one.why})" if one.why and one.why != one.words else ""
        say(f"    line {one.line} prints “{one.words}”{why}", err=err)
