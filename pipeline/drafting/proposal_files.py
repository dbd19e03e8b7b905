"""The files of proposals, as YAML in the form of the folder's own files, with what a person must know as comments."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.drafting.figure_drafts import FigureDraft, FigureProposal
from pipeline.drafting.relations import RelationProposal
from pipeline.drafting.waivers import WaiverProposal
from pipeline.sources.ids import as_typed
from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.short_figures import in_blocks, shortened
from pipeline.sources.written_figures import lines_of
from pipeline.sources.yaml_text import field_text, in_flow, one_line, wrapped
from pipeline.text.documents import Document


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
    notes = map(_notes, draft.proposals)
    for item in in_blocks([shortened(one.fields) for one in draft.proposals]):
        yield from lines_of(item, notes)
    if draft.not_proposed:
        yield "# Not read:"
    for numeral, why in draft.not_proposed:
        line = document.line(numeral.start)
        yield f"#   line {line}, `{_comment(numeral.token)}`: {_comment(why)}"


def _notes(one: FigureProposal) -> list[str]:
    """What was read for a figure and is not typed, and what a person decides."""
    new = "; the measure is new, in measures.yaml" if one.measure_is_new else ""
    notes = [f"line {one.line}{_qualified(one)}{new}"]
    notes += [f"not yet accepted: {_comment(problem)}" for problem in one.problems]
    if one.others:
        notes.append(f"or the measure {', '.join(one.others)}")
    return notes


def _qualified(one: FigureProposal) -> str:
    """The token, and the statistic, qualifier and unit that are read beside it; no entry needs to type them."""
    read = [f"`{_comment(one.numeral.token)}`", one.fields.get("statistic", "count")]
    read += [f"`{_comment(one.numeral.qualifier)}`"] if one.numeral.qualifier else []
    unit = one.figure.unit if one.figure is not None else one.numeral.unit
    return "".join(f", {words}" for words in [*read, *([f"in {_comment(unit)}"] if unit else [])])


def _measures(measures: Mapping[str, MeasureEntry]) -> Iterator[str]:
    yield "# Write each definition: one or two neutral sentences that say what is counted. None is proposed."
    yield "measures:"
    for measure in measures.values():
        fields = [
            *(
                f"{name}: {in_flow(getattr(measure, name))}"
                for name in ("id", "name", "unit", "words")
            ),
            "definition: ",
        ]
        yield from wrapped("  - ", [fields])


def _waivers(waivers: Sequence[WaiverProposal]) -> Iterator[str]:
    yield "waivers:"
    for one in waivers:
        others = f"  # or {', '.join(one.others)}" if one.others else ""
        fields = ", ".join(
            f"{name}: {field_text(name, value)}" for name, value in one.fields.items()
        )
        yield f"  - {{{fields}}}{others}"


def _relations(document: str, relations: Sequence[RelationProposal]) -> Iterator[str]:
    yield "# Most unlikely first: `chance` is how many such relations numbers would meet by accident among those tried."
    yield "relations:"
    for one in relations:
        yield f"  # chance {one.chance:.2g}, of {one.tried} tried"
        for words in one.differs.values():
            yield f"  # {_comment(words)}: correct them, or say why under differs_in"
        yield f"  - id: {one.id}"
        yield f"    kind: {one.kind}"
        yield f"    formula: {one_line(one.formula)}"
        for role, names in one.members.items():
            typed = [as_typed(n, document) if isinstance(n, str) else n for n in names]
            several = role in ("parts", "same")
            yield f"    {role}: {in_flow(typed if several else typed[0])}"
        if one.differs:
            yield f"    differs_in: {in_flow(dict.fromkeys(one.differs))}"


def _comment(text: str) -> str:
    """Words of a document, or a finding, on one line of a comment."""
    return one_line(" ".join(text.split()))[1:-1].replace('\\"', '"')
