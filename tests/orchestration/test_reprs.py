"""A failing test prints at once: whatever hangs on the corpus has a short repr."""

from dataclasses import is_dataclass

import pytest

from pipeline.orchestration.run import Run, run_steps
from pipeline.orchestration.steps import CHECKED_STEPS


@pytest.fixture(scope="module")
def values(corpus, transcription, consistency, derived, repository):
    """A value of each type, with the longest text or the most members that the real project has."""
    source = max(corpus.sources, key=lambda source: len(source.figures))
    relation = max(consistency.relations, key=lambda relation: len(relation.members))
    discrepancy = max(consistency.discrepancies, key=lambda item: len(item.entry.explanation))
    figure = max(transcription.figures.values(), key=lambda figure: len(figure.entry.quote))
    run = run_steps(repository, CHECKED_STEPS, ["relations"])
    transcript = max(derived("transcripts"), key=lambda item: len(item.figures))
    return [
        corpus,
        corpus.shared,
        corpus.release,
        source,
        source.about,
        source.document,
        source.document.passages[0],
        max(source.tables, key=lambda table: len(table.yaml.lines)),
        max(source.tables, key=lambda table: len(table.yaml.lines)).yaml,
        figure.at,
        figure,
        figure.numeral,
        transcript,
        transcript.tables,
        transcript.statements,
        transcription,
        max(transcription.citations, key=lambda citation: len(repr(citation))),
        derived("numerals")[source.id],
        consistency,
        relation,
        max((m for r in consistency.relations for m in r.members), key=lambda m: len(repr(m))),
        discrepancy,
        max(discrepancy.statements, key=lambda statement: len(repr(statement))),
        max(consistency.bounds, key=lambda bound: len(bound.relations)),
        max(consistency.bounds, key=lambda bound: len(repr(bound.lower_proof))).lower_proof,
        max(consistency.restatements, key=lambda item: len(repr(item))),
        run,
        Run(repository, CHECKED_STEPS),
        *run.outcomes.values(),
    ]


def test_every_value_that_hangs_on_the_corpus_has_a_short_repr(values):
    assert all(is_dataclass(value) for value in values)
    long = {type(value).__name__: len(repr(value)) for value in values if len(repr(value)) >= 500}
    assert long == {}
