"""The files of a decision written to the disk, and what a killed process began finished."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.package.durable_files import put_in_place, write_file
from pipeline.package.exclusive import exclusive_writer
from pipeline.review.hunks import applied, can_be_applied, is_applied
from pipeline.review.journal import Entry, read_journal, settle
from pipeline.review.proposed import folder_of
from pipeline.review.working_files import on_disk


def recovered(root: Path, source_id: str) -> int:
    """Finish what was begun, where nobody else is at work on it; how many decisions can be undone."""
    if read_journal(root, source_id).open is not None:
        with exclusive_writer(root, lambda _: None):
            finish_what_was_begun(root, source_id)
    return len(read_journal(root, source_id).to_undo)


def write_texts(root: Path, source_id: str, texts: Mapping[str, str | None]) -> None:
    """Write files in their order, each at once; new names begin in the folder of proposals, which nothing reads."""
    for path, text in texts.items():
        place = root / path
        if text is None:
            place.unlink(missing_ok=True)
            continue
        beside = root / folder_of(source_id) / f".{place.name}.new"
        write_file(beside, [text.encode()])
        place.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(beside, place)


def finish_what_was_begun(root: Path, source_id: str) -> None:
    """Finish a decision that a killed process wrote down and did not finish; give it up where files changed since."""
    journal = read_journal(root, source_id)
    entry = journal.open
    if entry is None:
        return
    texts = _left_of(root, entry)
    if texts is not None:
        write_texts(root, source_id, texts)
    settle(journal, entry.number, "given_up" if texts is None else "finished")


def _left_of(root: Path, entry: Entry) -> dict[str, str | None] | None:
    """The files that are left to write; None where one is neither as before nor as after."""
    texts: dict[str, str | None] = {}
    for hunk in entry.hunks:
        text = on_disk(root, hunk.file)
        if can_be_applied(hunk, text):
            texts[hunk.file] = applied(hunk, text)
        elif not is_applied(hunk, text):
            return None
    return texts
