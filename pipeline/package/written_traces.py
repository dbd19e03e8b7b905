"""Traces as people and machines read them."""

import json
from dataclasses import asdict

from pipeline.package.terminal_lines import wrapped
from pipeline.package.traces import Trace, Traced


def as_json(traced: Traced) -> str:
    """Traces for machines; `renamed` is null where the row was asked for by its id now."""
    report = {
        "schema_version": 1,
        "renamed": traced.renamed and traced.renamed._asdict(),
        "traces": [asdict(trace) for trace in traced.traces],
    }
    return json.dumps(report, indent=2, ensure_ascii=False)


def as_text(traced: Traced) -> str:
    """Traces for people; the token that was read is in ⟦ ⟧."""
    first = [traced.renamed.sentence] if traced.renamed else []
    return "\n".join([*first, *(_paragraph(trace) for trace in traced.traces)])


def _paragraph(trace: Trace) -> str:
    passage = " ".join(f"… {trace.before}⟦{trace.exact}⟧{trace.after} …".split())
    page = f"page {trace.page}" if trace.page else "page unknown"
    held = " (attested: the text is not in the repository)" if trace.attested else ""
    part = f", part {trace.part}" if trace.part > 1 else ""
    lines = [
        f"{trace.table}  {trace.key}  {trace.column}{part}",
        *wrapped(trace.value),
        *wrapped(trace.emendation),
        *_contradiction_lines(trace),
        "",
        *wrapped(passage),
        "",
        *wrapped(trace.document),
        *wrapped(trace.official_url),
        f"  {page}, line {trace.line}, characters {trace.start} to {trace.end}{held}",
        *_place_lines(trace),
        f"  sha256 {trace.sha256}",
        *wrapped(f"Cite: {trace.citation}"),
        "",
    ]
    return "\n".join(lines)


def _contradiction_lines(trace: Trace) -> list[str]:
    """The caution of a figure; of a cell, what cannot hold together with its number, and how to see why."""
    if trace.caution:
        return wrapped(f"Caution: {trace.caution}")
    if not trace.contradicted_by:
        return []
    first, *others = trace.contradicted_by
    more = f" (and {len(others)} more)" if others else ""
    return wrapped(
        f"Contradicted: {first} cannot hold{more}; `oversight explain {first}` shows why."
    )


def _place_lines(trace: Trace) -> list[str]:
    """The page of the PDF and the box on it; nothing where they are not known."""
    if trace.page_pdf is None or trace.box is None:
        return []
    left, top, right, bottom, turned = (f"{number:g}" for number in trace.box.values())
    on_it = f", on the page turned back by {turned} degrees" if turned != "0" else ""
    lines = f"page {trace.page_pdf} of the PDF, {left} to {right} points from the left, {top} to {bottom} from the top"
    return wrapped(f"{lines}{on_it}")
