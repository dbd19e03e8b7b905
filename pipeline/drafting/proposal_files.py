"""The files of proposals, as YAML in the form of the folder's own files, with what a person must know as comments."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.drafting.figures import FigureDraft, FigureProposal
from pipeline.drafting.relations import RelationProposal
from pipeline.drafting.waivers import WaiverProposal
from pipeline.sources.ids import as_typed
from pipeline.sources.short_figures import in_blocks, shortened
from pipeline.sources.source_entries import MeasureEntry
from pipeline.sources.yaml_lines import read_yaml
from pipeline.text.documents import Document
from pipeline.transcription.waiver_stubs import one_line

PLAIN = frozenset(
    {"id", "measure", "statistic", "rounding", "period", "ref_area", "reason", "kind"}
)
"""Fields whose values are words of a vocabulary, ids or periods, and need no quotation marks."""


def proposal_files(
    document: Document,
    figures: FigureDraft,
    waivers: Sequence[WaiverProposal],
    relations: Sequence[RelationProposal],
) -> dict[str, str]:
    """The text of each file by its name; a kind without a proposal has no file."""
    files = {}
    if figures.proposals or figures.not_proposed:
        files["figures.yaml"] = _file("figures", "../figures.yaml", _figures(document, figures))
    if figures.measures:
        files["measures.yaml"] = _file(
            "measures", "../../measures.yaml", _measures(figures.measures)
        )
    if waivers:
        files["waivers.yaml"] = _file("waivers", "../waivers.yaml", _waivers(waivers))
    if relations:
        files["relations.yaml"] = _file(
            "relations", "../relations.yaml", _relations(document.source_id, relations)
        )
    return files


def _file(kind: str, confirmed: str, lines: Iterable[str]) -> str:
    head = (
        f"# Proposals of software: not published, not checked; move an entry to {confirmed} to confirm it",
        f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json",
    )
    return "\n".join([*head, *lines]) + "\n"


def _figures(document: Document, draft: FigureDraft) -> Iterator[str]:
    yield "# Type each value from the document: it is the second entry of the number."
    yield "transcribed_by: software"
    yield "checked_by: none"
    yield "figures:" if draft.proposals else "figures: []"
    proposals = iter(draft.proposals)
    for item in in_blocks([shortened(one.fields) for one in draft.proposals]):
        if "of" not in item:
            yield from _figure(next(proposals), item)
            continue
        yield "  - of:"
        yield from (f"      {line}" for line in _lines(item["of"]))
        yield "    figures:"
        for own in item["figures"]:
            yield from (f"    {line}" for line in _figure(next(proposals), own))
    if draft.not_proposed:
        yield "# Not read:"
    for numeral, why in draft.not_proposed:
        line = document.line(numeral.start)
        yield f"#   line {line}, `{_comment(numeral.token)}`: {_comment(why)}"


def _figure(one: FigureProposal, fields: Mapping[str, Any]) -> Iterator[str]:
    """A figure with what was read and is not typed; `fields` are those that are."""
    yield f"  # line {one.line}{_qualified(one)}"
    yield from (f"  # not yet accepted: {_comment(problem)}" for problem in one.problems)
    if one.others:
        yield f"  # or the measure {', '.join(one.others)}"
    if one.measure_is_new:
        yield "  # a new measure, proposed in measures.yaml"
    yield from _entry(fields)


def _qualified(one: FigureProposal) -> str:
    """The token, and the statistic, qualifier and unit that are read beside it; no entry needs to type them."""
    read = [f"`{_comment(one.numeral.token)}`", one.fields.get("statistic", "count")]
    read += [f"`{_comment(one.numeral.qualifier)}`"] if one.numeral.qualifier else []
    unit = one.figure.unit if one.figure is not None else one.numeral.unit
    return "".join(f", {words}" for words in [*read, *([f"in {_comment(unit)}"] if unit else [])])


def _measures(measures: Mapping[str, MeasureEntry]) -> Iterator[str]:
    yield "measures:"
    for measure in measures.values():
        yield from _entry(measure.model_dump(include={"id", "name", "unit"}))
        yield f"    words: [{', '.join(one_line(words) for words in measure.words)}]"
        yield f"    definition: {one_line(measure.definition)}"


def _waivers(waivers: Sequence[WaiverProposal]) -> Iterator[str]:
    yield "waivers:"
    for one in waivers:
        others = f"  # or {', '.join(one.others)}" if one.others else ""
        fields = ", ".join(
            f"{field}: {_value(field, value)}" for field, value in one.fields.items()
        )
        yield f"  - {{{fields}}}{others}"


def _relations(document: str, relations: Sequence[RelationProposal]) -> Iterator[str]:
    yield "# Most unlikely first: `chance` is how many such relations numbers would meet by accident among those tried."
    yield "relations:"
    for one in relations:
        yield f"  # chance {one.chance:.2g}, of {one.tried} tried"
        if len(one.units) > 1:
            yield f"  # in {_comment(', '.join(one.units))}: give them one unit, or say why under differs_in"
        fields: dict[str, Any] = {"id": one.id, "kind": one.kind, "formula": one.formula}
        yield from _entry(fields)
        for role, names in one.members.items():
            typed = [as_typed(name, document) for name in names]
            yield f"    {role}: " + (
                f"[{', '.join(typed)}]" if role in ("parts", "same") else typed[0]
            )


def _entry(fields: Mapping[str, Any]) -> Iterator[str]:
    """An item of a list of entries."""
    for index, line in enumerate(_lines(fields)):
        yield f"{'    ' if index else '  - '}{line}"


def _lines(fields: Mapping[str, Any]) -> Iterator[str]:
    for field, value in fields.items():
        if isinstance(value, dict):
            yield f"{field}:"
            yield from (f"  {name}: {_value(name, words)}" for name, words in value.items())
        else:
            yield f"{field}: {_value(field, value)}".rstrip()


def _value(field: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return f"{value}"
    if field == "pattern" and value.isprintable() and "'" not in value:
        return f"'{value}'"
    return str(value) if field in PLAIN and _is_read_back(field, value) else one_line(value)


def _is_read_back(field: str, value: str) -> bool:
    """Whether YAML reads the words as written; a period may be read as a date or a year, and is text then too."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_/. -]*", value) is None:
        return False
    return field == "period" or read_yaml(f"a: {value}").value == {"a": value}


def _comment(text: str) -> str:
    """Words of a document, or a finding, on one line of a comment."""
    return one_line(" ".join(text.split()))[1:-1].replace('\\"', '"')
