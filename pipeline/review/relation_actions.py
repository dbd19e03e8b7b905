"""Relations accepted: a proposed one whose members are all confirmed goes to `relations.yaml`."""

from typing import Any

from pipeline.review.decision_context import RELATION, Deciding, typed_fields
from pipeline.review.entry_lists import add_lines, fields_of, is_proposed, list_of, take_out
from pipeline.review.relations import NO_MEMBERS, members_of, tables_confirmed, tables_of
from pipeline.review.yaml_entries import GONE, as_value, entry_text, put_fields
from pipeline.sources.ids import local

ORDER = ("id", "kind", "formula")


def accept_relation(deciding: Deciding) -> str:
    """Move a proposed relation to the folder's own file."""
    for name in deciding.decision.items:
        message = _accept(deciding, name.removeprefix(RELATION))
        if message:
            return message
    return ""


def _accept(deciding: Deciding, name: str) -> str:
    proposed, own = deciding.files.proposed("relations"), deciding.files.own("relations")
    at = list_of(deciding.files, proposed)
    entries = [fields_of(at, item) for item in at.items]
    found = [index for index, entry in enumerate(entries) if str(entry.get("id")) == name]
    if not found:
        return f"no relation `{name}` is proposed"
    confirmed = {local(one) for one in deciding.state.transcript.figures}
    members = {n for some in members_of(entries[found[0]]).values() for n in some}
    tables = tables_of(entries[found[0]]) - tables_confirmed(deciding.state)
    missing = sorted(members - confirmed) + sorted(tables)
    if missing:
        return f"confirm its members first: {', '.join(missing)}"
    typed = typed_fields(deciding.decision.fields)
    if isinstance(typed, str):
        return typed
    changed: dict[str, Any] = {
        n: value if value is GONE else as_value(n, value) for n, value in typed.items()
    }
    entry = entries[found[0]]
    entry.ca.comment = None
    put_fields(entry, changed, ORDER)
    add_lines(deciding.files, own, entry_text(entry, 0), None)
    take_out(deciding.files, proposed, found[0])
    return ""


def rename_member(deciding: Deciding, old: str, new: str) -> None:
    """Name a figure that is confirmed under another id so in the proposed relations."""
    path = deciding.files.proposed("relations")
    assert is_proposed(path)
    if deciding.files.text(path) is None or old == new:
        return
    from pipeline.review.entry_lists import change

    at = list_of(deciding.files, path)
    for index, item in enumerate(at.items):
        if old in {n for some in members_of(fields_of(at, item)).values() for n in some}:
            change(deciding.files, path, index, lambda entry: _renamed(entry, old, new))


def _renamed(entry: Any, old: str, new: str) -> None:
    for role, names in list(entry.items()):
        if role in NO_MEMBERS:
            continue
        if isinstance(names, list):
            for index, name in enumerate(names):
                if str(name) == old:
                    names[index] = new
        elif str(names) == old:
            entry[role] = new
