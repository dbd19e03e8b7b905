"""Figures confirmed and corrected: the entry of a number goes to `figures.yaml` once its value is typed."""

from collections.abc import Mapping
from typing import Any

from pipeline.drafting.figures import draft_figures
from pipeline.drafting.quoted_words import as_quoted, sentence_span
from pipeline.review.deciders import recorded, recorded_of_change
from pipeline.review.decision_context import Deciding, typed_fields
from pipeline.review.entry_lists import (
    add,
    change_figure,
    figures_in,
    ids_of,
    list_of,
    take_figure_out,
    take_out,
)
from pipeline.review.figure_writing import add_figure
from pipeline.review.relation_actions import rename_member
from pipeline.review.tried import entry_of
from pipeline.review.values import Item
from pipeline.review.waiver_writing import without_numerals
from pipeline.review.yaml_entries import GONE
from pipeline.sources.figure_entries import FigureEntry
from pipeline.sources.findings import or_one_like
from pipeline.sources.ids import local
from pipeline.text.documents import Span

Fields = dict[str, Any]
NEW_MEASURE = "new_measure"


def confirm_figure(deciding: Deciding, item: Item) -> str:
    """Write the entry of a number to `figures.yaml`, with the measure that it needs; a message where that cannot be."""
    if item.status == "confirmed":
        return f"`{item.token}` is confirmed already: correct it, or reopen it"
    typed = typed_fields({k: v for k, v in deciding.decision.fields.items() if k != NEW_MEASURE})
    if isinstance(typed, str):
        return typed
    base, measures = _base(deciding, item)
    if "value" not in typed and deciding.numerals[item.start].kind != "vague_word":
        return f"type the value of `{item.token}`: it is the second entry of the number"
    fields = {**base, "value": None, **typed}
    fields = {k: v for k, v in fields.items() if v is not GONE}
    fields["id"] = _free_id(deciding, fields)
    message = _with_measure(deciding, fields, measures) or _wrong(deciding, fields)
    if message:
        return message
    if base.get("id"):
        rename_member(deciding, str(base["id"]), str(fields["id"]))
    fields |= recorded(deciding.files, deciding.by)
    _leave_proposals(deciding, item)
    places = _places(deciding)
    add_figure(deciding.files, deciding.files.own("figures"), fields, item.start, places)
    return ""


def _wrong(deciding: Deciding, fields: Fields) -> str:
    entry = entry_of(fields, deciding.state.source.id)
    return entry if isinstance(entry, str) else ""


def _places(deciding: Deciding) -> list[int | None]:
    """Where the number of each figure of the folder begins, in the order of the file."""
    by_index = {one.index: one.start for one in deciding.figures.values()}
    return [by_index.get(index) for index in range(len(deciding.state.source.figures))]


def _base(deciding: Deciding, item: Item) -> tuple[Fields, Mapping[str, Fields]]:
    """The fields proposed for a number, and the measures proposed beside them; drafted now where none are."""
    one = deciding.proposed_figures.get(item.start)
    if one is not None:
        return dict(one.fields), deciding.state.proposals.measures
    return drafted_fields(deciding, item)


def drafted_fields(deciding: Deciding, item: Item) -> tuple[Fields, Mapping[str, Fields]]:
    """What a draft proposes for one number; its sentence where nothing is proposed."""
    numeral = deciding.numerals[item.start]
    made = draft_figures(deciding.state.source, [numeral], deciding.state.measures)
    if made.proposals:
        fields = {k: v for k, v in made.proposals[0].fields.items() if v is not None}
        fields |= _location(item)
        new = {
            name: entry.model_dump(include={"id", "name", "unit"})
            | {"words": list(entry.words), "definition": None}
            for name, entry in made.measures.items()
        }
        return fields, new
    sentence = sentence_span(deciding.document, Span(numeral.start, numeral.end))
    quote = as_quoted(deciding.document.characters(sentence))
    return {"quote": quote, "at": " ".join(numeral.token.split()), **_location(item)}, {}


def _location(item: Item) -> Fields:
    return {"location": "table"} if item.kind == "table" else {}


def _free_id(deciding: Deciding, fields: Mapping[str, Any]) -> str:
    """The id that is typed or proposed; one like it where that is taken and was not typed."""
    source = deciding.state.source
    taken = {local(at.entry.id) for at in source.figures}
    taken |= {local(at.entry.id) for at in source.retired}
    wanted = str(fields.get("id") or str(fields.get("measure", "figure")).replace("_", "-"))
    if deciding.decision.fields.get("id"):
        return wanted
    number, name = 2, wanted
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _with_measure(
    deciding: Deciding, fields: Mapping[str, Any], proposed: Mapping[str, Fields]
) -> str:
    """Take a new measure into the vocabulary; a message where the measure is neither known nor proposed."""
    name = str(fields.get("measure") or "")
    typed = deciding.decision.fields.get(NEW_MEASURE)
    known = deciding.state.measures
    if name in known:
        return ""
    if name not in proposed and not typed:
        remedy = "name a measure of measures.yaml, or type the fields of a new one"
        return f"there is no measure `{name}`: {remedy}{or_one_like(name, known)}"
    measure = {**proposed.get(name, {}), **(typed or {}), "id": name}
    if isinstance(measure.get("words"), str):
        measure["words"] = [part.strip() for part in measure["words"].split(";") if part.strip()]
    path = deciding.files.own("measures")
    at = list_of(deciding.files, path)
    names = ids_of(at)
    before = next((i for i, other in enumerate(names) if other > name), len(names))
    add(deciding.files, path, measure, before)
    return _leave_proposed_measure(deciding, name)


def _leave_proposed_measure(deciding: Deciding, name: str) -> str:
    path = deciding.files.proposed("measures")
    if deciding.files.text(path) is None:
        return ""
    names = ids_of(list_of(deciding.files, path))
    if name in names:
        take_out(deciding.files, path, names.index(name))
    return ""


def _leave_proposals(deciding: Deciding, item: Item) -> None:
    """Take the proposal of a number out of `proposals/`; a proposed waiver goes on with its other numerals."""
    one = deciding.proposed_figures.get(item.start)
    if one is not None:
        take_figure_out(deciding.files, deciding.files.proposed("figures"), one.index)
    if item.kind == "waiver" and item.start in deciding.proposed_waivers:
        without_numerals(deciding, item.start, {item.start})


def correct_figure(deciding: Deciding, item: Item) -> str:
    """Change fields of a confirmed figure, or of a proposed one."""
    typed = typed_fields(deciding.decision.fields)
    if isinstance(typed, str):
        return typed
    unknown = [name for name in typed if name not in FigureEntry.model_fields]
    if unknown:
        return f"a figure has no field `{unknown[0]}`"
    own = deciding.figures.get(item.start)
    if own is not None:
        typed |= recorded_of_change(deciding.files, deciding.by, dict(own.fields), typed)
        change_figure(deciding.files, deciding.files.own("figures"), own.index, typed)
        return ""
    if "value" in typed:
        return "the value of a proposal is typed when it is confirmed"
    one = deciding.proposed_figures.get(item.start)
    path = deciding.files.proposed("figures")
    if one is not None:
        change_figure(deciding.files, path, one.index, typed)
        return ""
    propose(deciding, item, typed)
    return ""


def propose(deciding: Deciding, item: Item, more: Mapping[str, Any]) -> None:
    """Add a proposal for a number, with some fields other than drafted; one that is there is changed."""
    one = deciding.proposed_figures.get(item.start)
    if one is not None:
        path = deciding.files.proposed("figures")
        change_figure(deciding.files, path, one.index, {**more, **_location(item)})
        return
    base, measures = drafted_fields(deciding, item)
    fields = {k: v for k, v in {**base, **more, "value": None}.items() if v is not GONE}
    fields["id"] = fields.get("id") or str(fields.get("measure", "figure")).replace("_", "-")
    path = deciding.files.proposed("figures")
    by_index = {one.index: one.numeral.start for one in deciding.state.proposals.figures}
    places = [by_index.get(i) for i in range(len(figures_in(list_of(deciding.files, path))))]
    add_figure(deciding.files, path, fields, item.start, places)
    for name, measure in measures.items():
        if name == fields.get("measure") and name not in deciding.state.proposals.measures:
            add(deciding.files, deciding.files.proposed("measures"), measure)
