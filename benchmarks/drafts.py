"""Score the drafts of `oversight draft` against the entries of a document that people and software entered before.

    python -m benchmarks.drafts                    # every document whose whole text is in sources/
    python -m benchmarks.drafts oig-20-13 --wrong  # with a line for each proposal that differs

Figures and waivers are taken away in memory, tables are kept, and everything is drafted again. A proposal of a figure is
*right* in a field where the entry of the same characters has the same; an entry without a proposal is *missing*, a
proposal without an entry *wrong*. Of waivers, each numeral counts.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.drafting.proposals import Draft, draft_for
from pipeline.drafting.waivers import WaiverProposal
from pipeline.sources.folders import read_corpus
from pipeline.text.documents import Span
from pipeline.text.periods.period_days import read_period
from pipeline.transcription.completeness import (
    REASON_OF_PAGE,
    REASON_OF_PERIOD,
    Account,
    completeness_of,
)
from pipeline.transcription.figures import Figure
from pipeline.transcription.transcribe import Transcript, transcribe

Accounts = Mapping[Span, Account]
ROOT = Path(__file__).parent.parent


def main() -> None:
    """Print the scores of the chosen documents."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", nargs="*")
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument("--wrong", action="store_true", help="print each difference")
    parser.add_argument("--no-measures", action="store_true", help="draft with no vocabulary")
    arguments = parser.parse_args()
    corpus, findings = read_corpus(arguments.root)
    if findings:
        parser.error(f"the project has {len(findings)} findings; run `oversight check`")
    measures = {at.entry.id: at.entry for at in corpus.measures}
    for source in corpus.sources:
        if source.text_held and (not arguments.documents or source.id in arguments.documents):
            transcript, _ = transcribe(source, measures, corpus.catalog)
            known = {} if arguments.no_measures else measures
            differences = Counter[str]()
            lines = list(scored(transcript, redrafted(transcript, known), differences))
            print(f"{source.id}")
            for name, number in differences.items():
                print(f"  {number:>5}  {name}")
            if arguments.wrong:
                print("\n".join(lines))


def redrafted(transcript: Transcript, measures: dict) -> Draft:
    """The draft of a document without its figures and waivers; what its tables account for is left out."""
    bare = replace(
        transcript.source,
        figures=(),
        retired=(),
        waivers=(),
        tables=(),
        relations=(),
        quantities=(),
        discrepancies=(),
        emendations=(),
    )
    empty, _ = transcribe(bare, measures, {})
    tables = [
        Span(*a.span) for a in completeness_of(transcript).accounts if a.disposition == "table"
    ]
    return draft_for(empty, measures, tables)


def scored(transcript: Transcript, draft: Draft, counts: Counter[str]) -> Iterator[str]:
    """Count what is right, wrong and missing by kind, and name what is not right."""
    accounts = {a.span: a for a in completeness_of(transcript).accounts}
    waived = {n.numeral.start: one for one in draft.waivers for n in one.numerals}
    yield from _figures_scored(transcript, draft, set(waived), accounts, counts)
    yield from _waivers_scored(transcript, waived, accounts, counts)
    counts.update(dict(_lines_of(draft)))
    counts["entries of waivers"] = len(draft.waivers)
    counts["entries of waivers before"] = len(transcript.source.waivers)
    yield from _relations_scored(transcript, draft, counts)


def _lines_of(draft: Draft) -> Iterator[tuple[str, int]]:
    """Lines of the files of proposals, without comments and the head."""
    for name, text in draft.files().items():
        lines = text.partition(f"{name.removesuffix('.yaml')}:\n")[2].splitlines()
        yield f"lines of {name}", sum(not line.lstrip().startswith("#") for line in lines)


def _figures_scored(
    transcript: Transcript, draft: Draft, waived: set[int], accounts: Accounts, counts: Counter[str]
) -> Iterator[str]:
    gold = {figure.token: figure for figure in transcript.figures.values()}
    proposals = {one.span: one for one in draft.figures.proposals}
    for token, figure in gold.items():
        one = proposals.get(token)
        where = f"line {figure.document.line(token.start)} `{figure.numeral.token}`"
        if one is None:
            counts["figures missing"] += 1
            counts["figures missing: proposed to be waived"] += token.start in waived
            yield f"missing figure {where}"
            continue
        counts["figures proposed, with an entry"] += 1
        counts["… that pass the check with their value typed"] += one.is_accepted
        for field, own, right in _fields(one.fields, one.numeral.value, figure):
            same = str(own) == str(right)
            counts[f"… {field} {'right' if same else 'wrong'}"] += 1
            if not same:
                yield f"{field} {where}: {own!r}, the entry has {right!r}"
        if one.problems:
            yield f"not accepted {where}: {one.problems[0][:160]!r}"
    for span, one in proposals.items():
        if span not in gold:
            counts["figures proposed, without an entry"] += 1
            yield f"no figure: line {one.line} `{one.numeral.token}`, {_reason(accounts, span)}"
    for numeral, why in draft.figures.not_proposed:
        counts["numerals listed as not read"] += 1
        reason = _reason(accounts, Span(numeral.start, numeral.end))
        yield f"not read: `{numeral.token}`, {reason}: {why[:100]}"


def _waivers_scored(
    transcript: Transcript,
    waived: Mapping[int, WaiverProposal],
    accounts: Accounts,
    counts: Counter[str],
) -> Iterator[str]:
    document = transcript.source.document
    for span, account in accounts.items():
        one = waived.get(span.start)
        by_itself = account.reason in (REASON_OF_PAGE, REASON_OF_PERIOD) and one is None
        if account.disposition != "waived" or by_itself:
            continue
        where = f"line {document.line(span.start)} `{document.characters(span)}`"
        if one is None:
            counts["waived numerals missing"] += 1
            yield f"missing waiver: {where} {account.reason}"
        elif one.fields["reason"] == account.reason:
            counts["waived numerals right"] += 1
        else:
            counts["waived numerals with another reason"] += 1
            yield f"reason: {where} {one.fields['reason']}, the entry has {account.reason}"


def _relations_scored(transcript: Transcript, draft: Draft, counts: Counter[str]) -> Iterator[str]:
    gold = {figure.token: figure.id for figure in transcript.figures.values()}
    registered = [frozenset(n for _, n in at.entry.members()) for at in transcript.source.relations]
    ids = {
        one.figure.id: gold[one.span]
        for one in draft.figures.proposals
        if one.figure is not None and one.span in gold
    }
    for relation in draft.relations:
        members = {ids.get(n, n) for names in relation.members.values() for n in names}
        known = any(members <= other for other in registered)
        counts["relations proposed"] += 1
        counts["… that are registered"] += known
        shown = "registered" if known else "not registered"
        yield f"{shown}: {relation.kind} {relation.formula}, chance {relation.chance:.3g}"
    proposed = [
        {ids.get(n, n) for names in relation.members.values() for n in names}
        for relation in draft.relations
    ]
    for at, members in zip(transcript.source.relations, registered, strict=True):
        within = members <= set(gold.values())
        counts["relations registered between figures"] += within
        found = any(members <= one for one in proposed)
        counts["… that are proposed"] += within and found
        if within and not found:
            yield f"missing relation: {at.entry.kind} {at.entry.formula}"


def _reason(accounts: Accounts, span: Span) -> str:
    """What became of the numeral before."""
    account = accounts.get(span)
    return account.reason if account else "not accounted for"


def _fields(fields: dict, value: object, figure: Figure) -> Iterator[tuple[str, object, object]]:
    entry = figure.entry
    yield "value", value, entry.value
    yield "measure", fields["measure"], entry.measure
    yield "statistic", fields.get("statistic", "count"), entry.statistic
    yield "period", _days(fields.get("period")), _days(entry.period)
    yield "rounding", fields.get("rounding"), entry.rounding
    yield "ref_area", fields.get("ref_area"), entry.ref_area


def _days(period: str | None) -> object:
    """The days of a period, which may be written in several ways."""
    return read_period(period) if period else None


if __name__ == "__main__":
    main()
