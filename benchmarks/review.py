"""Review a whole document that is drafted anew, as software, and count what it costs.

    python -m benchmarks.review                 # OIG-20-13
    python -m benchmarks.review oig-20-13 --keep FOLDER

In a copy, the entries of the document are taken away and drafted again; its tables stay. Every proposal of a figure is
confirmed with the value that the entry before has for the same characters, every proposed waiver and relation that is
accepted is taken. What is refused, and what stays unaccounted for, is counted. Lines of YAML are those with content.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from pipeline.drafting.proposals import draft, write_proposals
from pipeline.review.contract import Decider, Decision, Item, Review, decide, review_of
from pipeline.sources.folders import read_corpus
from pipeline.transcription.transcribe import transcribe

ROOT = Path(__file__).parent.parent
TAKEN_AWAY = ("waivers.yaml", "relations.yaml", "discrepancies.yaml", "emendations.yaml")
EMPTY = "transcribed_by: none\nchecked_by: none\nfigures: []\n"
SOFTWARE = Decider()


@dataclass
class Reviewed:
    """How many decisions were made and refused, by action, and the seconds of the processor that each took."""

    made: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def main() -> None:
    """Print what a review costs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("document", nargs="?", default="oig-20-13")
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument(
        "--keep", type=Path, help="leave the copy in this folder, which must be new"
    )
    arguments = parser.parse_args()
    values = values_before(arguments.root, arguments.document)
    with tempfile.TemporaryDirectory() as name:
        root = arguments.keep or Path(name) / "project"
        drafted_anew(arguments.root, root, arguments.document)
        print(
            "\n".join(report(root, arguments.document, reviewed(root, arguments.document, values)))
        )


def values_before(root: Path, document: str) -> dict[int, Decimal | None]:
    """The value of each figure, by where its number begins."""
    corpus, _ = read_corpus(root, [document])
    measures = {at.entry.id: at.entry for at in corpus.measures}
    transcript, _ = transcribe(corpus.sources[0], measures, corpus.catalog)
    return {one.token.start: one.value for one in transcript.figures.values()}


def drafted_anew(root: Path, copy: Path, document: str) -> None:
    """A copy of a project in which a document has no entries but its tables, and is drafted."""
    shutil.copytree(root / "sources", copy / "sources")
    shutil.copy(root / "release.yaml", copy)
    folder = copy / "sources" / document
    head = (folder / "figures.yaml").read_text(encoding="utf-8").partition("\n")[0]
    (folder / "figures.yaml").write_text(f"{head}\n{EMPTY}", encoding="utf-8")
    for name in TAKEN_AWAY:
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "tables", ignore_errors=True)
    made = draft(copy, document)
    assert not isinstance(made, str | list), made
    write_proposals(copy, made)


def reviewed(root: Path, document: str, values: dict[int, Decimal | None]) -> Reviewed:
    """Decide about every proposal in the order of the text, then about relations."""
    outcome = Reviewed()
    review = review_of(root, document)
    assert isinstance(review, Review), review
    for name in [item.id for item in review.items]:
        item = review.item(name)
        decision = _decision(item, values) if item is not None else None
        if decision is not None:
            review = _made(root, document, decision, outcome, item) or review
    for relation in review.relations:
        if relation.status == "proposed" and relation.checkable:
            decision = Decision("accept_relation", (f"relation:{relation.id}",))
            _made(root, document, decision, outcome, None)
    return outcome


def _decision(item: Item, values: dict[int, Decimal | None]) -> Decision | None:
    if item.status != "proposed" or item.kind == "table" or item.automatic:
        return None
    if item.kind == "waiver":
        return Decision("waive", (item.id,))
    if item.start not in values:
        return None
    value = values[item.start]
    fields: dict[str, object] = {"value": "null" if value is None else f"{value:f}"}
    if item.new_measure is not None:
        fields["new_measure"] = {"definition": f"{item.new_measure['name']}."}
    return Decision("confirm", (item.id,), fields)


def _made(
    root: Path, document: str, decision: Decision, outcome: Reviewed, item: Item | None
) -> Review | None:
    begun = time.process_time()
    decided = decide(root, document, decision, SOFTWARE)
    outcome.seconds.append(time.process_time() - begun)
    if decided.refused:
        why = decided.message or " ".join(decided.findings[0].found.split())
        outcome.refused.append(f"{item.token if item else decision.items[0]}: {why[:150]}")
        return None
    outcome.made[decision.action] += 1
    return decided.review


def report(root: Path, document: str, outcome: Reviewed) -> Iterator[str]:
    """What was decided, how fast, and how many lines the files have."""
    folder, review = root / "sources" / document, review_of(root, document)
    assert isinstance(review, Review)
    yield f"{document}: " + ", ".join(f"{n} times {what}" for what, n in outcome.made.items())
    yield f"{len(outcome.refused)} refused, {len(review.findings)} findings left"
    yield from (f"  {line}" for line in outcome.refused)
    yield f"items: {dict(review.counts)}"
    yield (
        f"a decision takes {statistics.median(outcome.seconds):.2f} s of the processor (median), "
        f"{max(outcome.seconds):.2f} s at most"
    )
    figures = sum(item.kind == "figure" and item.status == "confirmed" for item in review.items)
    for name in ("figures.yaml", "waivers.yaml", "relations.yaml"):
        lines = lines_of(folder / name)
        yield f"{name}: {lines} lines, {lines / max(figures, 1):.1f} a figure"


def lines_of(file: Path) -> int:
    """The lines of a file that are neither empty nor comments; 0 where there is none."""
    if not file.is_file():
        return 0
    lines = file.read_text(encoding="utf-8").splitlines()
    return sum(bool(line.strip()) and not line.lstrip().startswith("#") for line in lines)


if __name__ == "__main__":
    main()
