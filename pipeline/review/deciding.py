"""A decision made: tried, written down in the journal, then written to the files; or refused with nothing written.

One process at a time decides in a project; files that changed since the last decision are read anew. What a killed process began is finished
before anything else.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.package.exclusive import exclusive_writer
from pipeline.review.actions import ACTING
from pipeline.review.decision_context import Deciding
from pipeline.review.entry_lists import not_editable
from pipeline.review.hunks import (
    hunk_of,
    is_applied,
    reversed_in,
)
from pipeline.review.journal import Entry, begin, read_journal, settle
from pipeline.review.kept_state import Kept, document_now, keep_written
from pipeline.review.merging import Preview, merge_preview
from pipeline.review.own_entries import items_of_waivers
from pipeline.review.proposed import folder_of
from pipeline.review.recovery import finish_what_was_begun, recovered, write_texts
from pipeline.review.reviewing import reviewed
from pipeline.review.scratch import scratch_project
from pipeline.review.state import State, is_document, state_of, unknown_document
from pipeline.review.values import Decided, Decider, Decision, Item, Review
from pipeline.review.working_files import WorkingFiles
from pipeline.sources.findings import Finding

CORRECTING = ("correct", "reopen")
"""Actions by which entries that have findings are put right."""


def review_of(root: Path, source_id: str) -> Review | list[Finding] | str:
    """The review of a document; findings where its text cannot be read, a message where there is none to review."""
    if not is_document(root, source_id):
        return unknown_document(source_id)
    decisions = recovered(root, source_id)
    now = document_now(root, source_id)
    return replace(now.review, decisions=decisions) if isinstance(now, Kept) else now


def decide(root: Path, source_id: str, decision: Decision, by: Decider) -> Decided:
    """Make a decision; where it is refused, nothing is written."""
    if not is_document(root, source_id):
        return Decided((), message=unknown_document(source_id))
    with exclusive_writer(root, lambda _: None):
        finish_what_was_begun(root, source_id)
        now = document_now(root, source_id)
        if not isinstance(now, Kept):
            return _unread(now)
        state = now.state
        if state.findings and decision.action not in CORRECTING:
            return Decided((), state.findings, "correct these findings first, then decide")
        files = WorkingFiles(root, source_id)
        items = {item.id: item for item in now.review.items}
        deciding = Deciding(state, files, by, items, decision)
        message = deciding.unusable() or not_editable(files) or ACTING[decision.action](deciding)
        if message:
            return Decided((), message=message)
        about = {name: getattr(decision, name) for name in ("action", "items", "fields")}
        return _made(now, files, by, None, about, deciding.chosen)


def preview(root: Path, source_id: str, decision: Decision, by: Decider) -> Preview:
    """What a merge of some items would do; nothing is written."""
    now = document_now(root, source_id) if is_document(root, source_id) else "there is no document"
    if not isinstance(now, Kept):
        return {"message": "the document cannot be read: load the review again"}
    files = WorkingFiles(root, source_id)
    items = {item.id: item for item in now.review.items}
    deciding = Deciding(now.state, files, by, items, decision)
    message = deciding.unusable() or not_editable(files)
    return {"message": message} if message else merge_preview(deciding)


def undo(root: Path, source_id: str, by: Decider) -> Decided:
    """Take the last decision back, where nobody changed its lines since."""
    if not is_document(root, source_id):
        return Decided((), message=unknown_document(source_id))
    with exclusive_writer(root, lambda _: None):
        finish_what_was_begun(root, source_id)
        now = document_now(root, source_id)
        if not isinstance(now, Kept):
            return _unread(now)
        decisions = read_journal(root, source_id).to_undo
        if not decisions:
            return Decided((), message="no decision of this review is left to undo")
        files = WorkingFiles(root, source_id)
        message = _reversed(files, decisions[-1])
        if message:
            return Decided((), message=message)
        about = {"action": "undo", "items": decisions[-1].about.get("items", [])}
        return _made(now, files, by, decisions[-1].number, about, ())


def _unread(found: list[Finding] | str) -> Decided:
    """That a document cannot be reviewed."""
    if isinstance(found, str):
        return Decided((), message=found)
    return Decided((), tuple(found))


def _reversed(files: WorkingFiles, entry: Entry) -> str:
    """Put the lines back that a decision changed, or say where somebody changed them since."""
    for hunk in reversed(entry.hunks):
        text = files.text(hunk.file)
        if is_applied(hunk, text):
            files.write(hunk.file, reversed_in(hunk, text))
        elif not hunk.file.startswith(folder_of(files.source_id)):
            return f"{hunk.file} was changed by hand where this decision wrote: take the entry back there, or reopen it"
    return ""


def _made(
    now: Kept,
    files: WorkingFiles,
    by: Decider,
    undoes: int | None,
    about: Mapping[str, object],
    wanted: Sequence[Item],
) -> Decided:
    """Try the changed files; write them where that gives no new finding."""
    root, source_id = files.root, files.source_id
    changes = files.changes()
    if not changes and undoes is None:
        return Decided((), message="nothing would change: it is written so already")
    texts = {path: after for path, (_, after) in changes.items()}
    with scratch_project(root, source_id, texts) as scratch:
        after = state_of(scratch, source_id)
        if isinstance(after, str):
            return Decided((), message=after)
        found = new_findings(
            now.state.findings, after if isinstance(after, list) else after.findings
        )
        if found or isinstance(after, list):
            return Decided((), tuple(found), reopens=items_of_waivers(now.state, found))
        message = _not_met(after, wanted, str(about["action"]))
        if message:
            return Decided((), message=message)
        review, after = reviewed(after), replace(after, root=root)
        hunks = [hunk_of(path, *pair) for path, pair in changes.items()]
        journal = read_journal(root, source_id)
        number = begin(journal, hunks, by, undoes, **about)
        write_texts(root, source_id, texts)
        settle(journal, number, "finished")
        left = len(read_journal(root, source_id).to_undo)
    keep_written(now, after, review, texts)
    return Decided(tuple(texts), review=replace(review, decisions=left))


def new_findings(before: Sequence[Finding], after: Sequence[Finding]) -> list[Finding]:
    """The findings that were not there before; their lines may have moved."""
    known = Counter((one.file, one.subject, one.found) for one in before)
    new = []
    for one in after:
        key = one.file, one.subject, one.found
        known[key] -= 1
        if known[key] < 0:
            new.append(one)
    return new


def _not_met(after: State, wanted: Sequence[Item], action: str) -> str:
    """That the entry is about other characters than those that were decided about."""
    if action not in ("confirm", "waive"):
        return ""
    accounted = {a.span.start for a in after.accounts if a.disposition != "unaccounted"}
    missed = [one for one in wanted if one.kind != "table" and one.start not in accounted]
    if not missed:
        return ""
    shown = f"`{missed[0].token}` on line {missed[0].line}"
    return f"the entry does not account for {shown}: name it as `at`, or quote its own words"
