"""What `oversight draft` proposed for a document, read back from `proposals/`, each proposal at its place in the text.

Nothing here decides. A proposal that has no place in the text any more is left out: a new draft replaces it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.sources.corpus import Source
from pipeline.sources.figure_blocks import with_blocks_spread
from pipeline.sources.files import Located
from pipeline.sources.findings import Finding
from pipeline.sources.folders import PROPOSALS
from pipeline.sources.waiver_entries import WaiverEntry
from pipeline.sources.yaml_lines import LocatedYaml, read_yaml
from pipeline.text.documents import Document, Span
from pipeline.text.numbers.numerals import Numeral
from pipeline.text.quotations import find_quotation
from pipeline.transcription.figure_checks import same_token
from pipeline.transcription.waived_words import waived_words

Fields = dict[str, Any]
MOST_KEPT = 2_000
"""Waivers whose numerals are kept between decisions."""


@dataclass(frozen=True)
class ProposedFigure:
    """The fields of a proposed figure with its number in the text; `index` counts the figures of the file."""

    numeral: Numeral
    fields: Fields
    index: int


@dataclass(frozen=True)
class ProposedWaiver:
    """The fields of a proposed waiver, and the numerals that it waives; `index` counts the waivers of the file."""

    numerals: tuple[Numeral, ...]
    fields: Fields
    index: int


@dataclass(frozen=True)
class Proposals:
    """The proposals for a document; `tables` are the names of their files, without `.yaml`."""

    figures: tuple[ProposedFigure, ...] = ()
    waivers: tuple[ProposedWaiver, ...] = ()
    relations: tuple[Fields, ...] = ()
    measures: Mapping[str, Fields] = field(default_factory=dict)
    tables: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def folder_of(source_id: str) -> str:
    """The folder of a document's proposals, relative to the root."""
    return f"sources/{source_id}/{PROPOSALS}"


def proposals_for(root: Path, source: Source) -> Proposals:
    """The proposals for a document whose text is held."""
    folder, document = folder_of(source.id), source.document
    assert document is not None
    findings: list[Finding] = []
    lists = {
        name: _entries(root, f"{folder}/{name}.yaml", name, findings)
        for name in ("figures", "waivers", "relations", "measures")
    }
    return Proposals(
        tuple(_figures(document, lists["figures"])),
        tuple(_waivers(document, lists["waivers"])),
        tuple(lists["relations"]),
        {str(fields.get("id")): fields for fields in lists["measures"]},
        tuple(path.stem for path in sorted((root / folder / "tables").glob("*.yaml"))),
        tuple(findings),
    )


def _entries(root: Path, file: str, name: str, findings: list[Finding]) -> list[Fields]:
    """The entries of a file of proposals; one that cannot be read is a finding."""
    path = root / file
    if not path.is_file():
        return []
    yaml = _spread(read_yaml(path.read_text(encoding="utf-8", errors="replace")), name)
    remedy = "correct the line, or run `oversight draft` again"
    findings += [Finding(file, p.line, name, p.found, remedy, "yaml") for p in yaml.problems]
    listed = yaml.value.get(name) if isinstance(yaml.value, dict) else None
    entries = listed if isinstance(listed, list) else []
    return [entry if isinstance(entry, dict) else {} for entry in entries]


def _spread(yaml: LocatedYaml, name: str) -> LocatedYaml:
    return with_blocks_spread(yaml) if name == "figures" else yaml


def _figures(document: Document, entries: Sequence[Fields]) -> Iterator[ProposedFigure]:
    for index, fields in enumerate(entries):
        numeral = numeral_of(document, fields)
        if numeral is not None:
            yield ProposedFigure(numeral, fields, index)


def numeral_of(document: Document, fields: Mapping[str, Any]) -> Numeral | None:
    """The number that the quotation of a figure states; None where that is not one numeral of the text."""
    quote = fields.get("quote")
    if not isinstance(quote, str) or not quote.strip():
        return None
    span = find_quotation(document, quote, line=fields.get("line"), after=fields.get("after")).span
    if span is None:
        return None
    numerals = document.passage_at(span.start).numerals_in(span)
    at = fields.get("at")
    named = [n for n in numerals if (same_token(n.token, str(at)) if at else not n.counts_nothing)]
    return named[0] if len(named) == 1 else None


def _waivers(document: Document, entries: Sequence[Fields]) -> Iterator[ProposedWaiver]:
    for index, fields in enumerate(entries):
        numerals = numerals_waived(document, fields)
        if numerals:
            yield ProposedWaiver(numerals, fields, index)


def numerals_waived(document: Document, fields: Mapping[str, Any]) -> tuple[Numeral, ...]:
    """The numerals that an entry waives; none where it does not fit the text."""
    return _numerals_waived(document, _Written(repr(sorted(fields.items())), fields))


@dataclass(frozen=True)
class _Written:
    """A waiver as it is written; asked again after the next decision."""

    text: str
    fields: Mapping[str, Any] = field(compare=False)


@lru_cache(maxsize=MOST_KEPT)
def _numerals_waived(document: Document, written: _Written) -> tuple[Numeral, ...]:
    try:
        entry = WaiverEntry.model_validate(written.fields)
    except ValidationError:
        return ()
    (passage,) = document.passages
    spans = list(waived_words(document, Located(entry, "waivers.yaml", read_yaml(""))))
    if any(isinstance(span, Finding) for span in spans):
        return ()
    return tuple(n for s in spans if isinstance(s, Span) for n in passage.numerals_in(s))
