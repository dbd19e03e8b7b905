"""Tables accepted as a whole: those whose sums prove their cells, or whose other cells are typed."""

import re
from collections.abc import Mapping
from decimal import Decimal

from pipeline.review.cell_names import rename_cells
from pipeline.review.deciders import WHO
from pipeline.review.decision_context import TABLE, Deciding, typed_value
from pipeline.review.table_words import COLUMNS, OF_TABLE, with_words
from pipeline.review.tables import WHOLE_COLUMN, numbers_of, proposed_file
from pipeline.review.values import Decider, Item

Cells = dict[tuple[str, str], Decimal]
SHOWN = 8
OWN_SCHEMA, PROPOSED_SCHEMA = "../../schemas/", "../../../schemas/"
FIELDS = (*OF_TABLE, COLUMNS)
"""What is typed of a table; the rest is changed in its file."""


def accept_table(deciding: Deciding) -> str:
    """Move the file of a proposed table to the folder's own tables."""
    for item in deciding.chosen:
        message = _accept(deciding, item) if item.id.startswith(TABLE) else "choose a table"
        if message:
            return message
    return "" if deciding.chosen else "choose a table"


def _accept(deciding: Deciding, item: Item) -> str:
    if item.status == "confirmed":
        return f"the table {item.token} is accepted already"
    name, source_id = item.id.removeprefix(TABLE), deciding.state.source.id
    if item.problems:
        return (
            f"the table is not read: {item.problems[0]}; correct {proposed_file(source_id, name)}"
        )
    file = proposed_file(source_id, name)
    numbers, proved = numbers_of(deciding.state.root, source_id, file)
    typed = deciding.decision.fields.get("cells") or {}
    left = _unproved(numbers, proved, typed)
    if isinstance(left, str):
        return left
    if left:
        shown = ", ".join("|".join(place) for place in left[:SHOWN])
        more = f" and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
        return f"no sum proves these cells: type each of them: {shown}{more}"
    return _moved(deciding, item, file)


def _unproved(
    numbers: Cells, proved: frozenset[tuple[str, str]], typed: Mapping[str, str]
) -> list[tuple[str, str]] | str:
    """The cells that neither a sum nor what is typed proves; a message where what is typed is another number."""
    known = set(proved)
    for name, text in typed.items():
        row, _, column = name.rpartition("|")
        value = typed_value(str(text))
        if isinstance(value, str) or value is None:
            return f"{name}: {value or 'type the number'}"
        whole = [place for place in numbers if place[1] == column]
        chosen = whole if row == WHOLE_COLUMN else [(row, column)]
        if not chosen or any(place not in numbers for place in chosen):
            return f"the table has no number `{name}`"
        if sum(numbers[place] for place in chosen) != value:
            return (
                f"{name}: the number typed is not the one that is read; compare both with the page"
            )
        known |= set(chosen)
    return [place for place in numbers if place not in known]


def _moved(deciding: Deciding, item: Item, file: str) -> str:
    name = item.id.removeprefix(TABLE)
    text, message = with_words(deciding.files.text(file) or "", deciding.decision.fields)
    if message:
        return message
    stated = re.search(r"(?m)^name: *[\"']?(\w+)", text)
    own = f"{deciding.files.folder}/tables/{stated[1] if stated else name}.yaml"
    if deciding.files.text(own) is not None:
        return f"{own} is there already: type another `name`"
    text = without_head(text).replace(PROPOSED_SCHEMA, OWN_SCHEMA, 1)
    deciding.files.write(own, with_decider(text, deciding.by))
    deciding.files.write(file, None)
    rename_cells(deciding, item.token)
    return ""


def without_head(text: str) -> str:
    """The file without the line that says that it is a proposal."""
    first, _, rest = text.partition("\n")
    return rest if first.startswith("# Proposals of software") else text


def with_decider(text: str, by: Decider) -> str:
    """The file with who accepted the table, before its first field; nobody has compared it with the official file yet."""
    who = dict(zip(WHO, (by.kind, "none"), strict=True))
    lines = "".join(f"{name}: {value}\n" for name, value in who.items())
    return re.sub(r"(?m)^(?=\w)", lambda _: lines, without_decider(text), count=1)


def without_decider(text: str) -> str:
    """The file without what says who accepted the table."""
    return re.sub(rf"(?m)^(?:{'|'.join(WHO)}):.*\n", "", text)


def correct_table(deciding: Deciding, item: Item) -> str:
    """Change words of a table, or of its columns."""
    fields = deciding.decision.fields
    unknown = [name for name in fields if name not in FIELDS]
    if unknown:
        return f"`{unknown[0]}` of a table is changed in its file; {', '.join(FIELDS)} are changed here"
    name = item.id.removeprefix(TABLE)
    own = f"{deciding.files.folder}/tables/{name}.yaml"
    file = own if item.status == "confirmed" else proposed_file(deciding.state.source.id, name)
    text, message = with_words(deciding.files.text(file) or "", fields)
    if not message:
        deciding.files.write(file, text)
        rename_cells(deciding, item.token)
    return message
