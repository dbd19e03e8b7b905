"""Trying a change: the steps of `oversight check` on a project that has it, and what they say.

Only documents that a change touches are read again; what the others gave is kept from the project as it is.
Steps run from the files to the published tables. The comparisons with the committed package and with the
release before are left out, except for `release.yaml`: a person who enters something builds the package
again, so they would refuse a right entry as well as a wrong one.
"""

import shutil
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from campaign.edits import Change, Files, Splice, edited
from campaign.equality import Difference, difference
from campaign.names import Names
from campaign.texts import ALONE
from pipeline.consistency import linear_programs
from pipeline.orchestration import step_functions as functions
from pipeline.orchestration.run import Outcome, Run, Step
from pipeline.orchestration.steps import STEPS
from pipeline.sources import files as reading
from pipeline.sources.corpus import Corpus, Source
from pipeline.sources.folders import read_source
from pipeline.sources.yaml_lines import read_yaml
from pipeline.transcription.completeness import completeness_of
from pipeline.transcription.transcribe import transcribe
from schemas.column import columns_of

LAST_STEP = "consistency_tables"
LAST_OF_RELEASE = "version"
TEXTS = ("document.txt", "excerpts.yaml")
TABLES = ("transcribed_tables", "consistency_tables")
RELEASE = "release.yaml"
_read_yaml = lru_cache(64)(read_yaml)
_answer = linear_programs._answer


@dataclass(frozen=True)
class Result:
    """What became of a change.

    `check` is the check that refuses it and `found` what its first finding says; where it is not refused,
    `differences` are the published tables and columns that differ. `crash` is a traceback.
    """

    check: str | None = None
    found: str = ""
    differences: tuple[Difference, ...] = ()
    crash: str = ""

    @property
    def refused(self) -> bool:
        """Whether `oversight check` would end with a finding."""
        return self.check is not None


class Trials:
    """A copy of a project in which changes are tried one after another."""

    def __init__(self, files: Files, folder: Path) -> None:
        """Copy the hand-owned files, and what the version is compared with, into a folder."""
        self.files = files
        self.root = folder
        shutil.copytree(files.root / "sources", folder / "sources")
        shutil.copy(files.root / RELEASE, folder)
        reading.read_yaml = _read_yaml  # type: ignore[attr-defined]  # unchanged files are parsed once
        linear_programs._answer = _kept_answers()  # most changes leave most bounds alone
        (folder / "releases").symlink_to((files.root / "releases").resolve())

    @cached_property
    def before(self) -> Run:
        """The run on the project as it is; it must have no finding up to the tables."""
        run = Run(self.root, STEPS)
        run.advance(run.step(LAST_STEP))
        if run.findings:
            raise SystemExit("the sources have findings as they are; run `oversight check`")
        return run

    @cached_property
    def _before_release(self) -> frozenset[Any]:
        """The findings that the gate has on the project as it is, such as a version not yet raised."""
        self.before.advance(self.before.step(LAST_OF_RELEASE))
        return frozenset(self.before.findings)

    def attempt(self, change: Change) -> Result:
        """Make a change, run the steps, and undo it."""
        contents = edited(self.files, change.edits)
        before = {file: (self.root / file).read_bytes() for file in contents}
        assert self.before
        try:
            for file, content in contents.items():
                (self.root / file).write_bytes(content.encode())
            return self._seen(change) if change.kind.startswith(ALONE) else self._result(contents)
        except Exception as error:  # a traceback is a result of its own kind
            return Result(crash=_last_lines(error))
        finally:
            for file, old in before.items():
                (self.root / file).write_bytes(old)

    def _result(self, changed: Iterable[str]) -> Result:
        release = RELEASE in changed
        known = self._before_release if release else frozenset()
        run = self._run(set(changed))
        run.advance(run.step(LAST_OF_RELEASE if release else LAST_STEP))
        for outcome in run.outcomes.values():
            for check, findings in outcome.checks.items():
                new = [finding for finding in findings if finding not in known]
                if new:
                    return Result(check.sentence, new[0].found)
        tables, before = _tables(run), _tables(self.before)
        of_text = any(file.endswith(TEXTS) for file in changed)
        return Result(differences=tuple(difference(before, tables, of_text=of_text)))

    def _seen(self, change: Change) -> Result:
        """Whether a damaged numeral must be accounted for, were there no entry that reads it."""
        corpus: Corpus = self.before.value("documents")
        source, _ = read_source(self.root, Names.document_of(change.file), corpus.shapes)
        assert source is not None
        measures = {item.entry.id: item.entry for item in corpus.measures}
        transcript, _ = transcribe(source, measures, corpus.catalog)
        (splice,) = change.edits
        assert isinstance(splice, Splice)
        end = splice.start + len(splice.text)
        account = completeness_of(transcript)
        for item in account.unaccounted:
            if item.numeral.start < end and splice.start < item.numeral.end:
                return Result(functions.ACCOUNTED.sentence, item.context())
        for other in account.accounts:
            if (
                other.disposition != "waived"
                and other.span.start < end
                and splice.start < other.span.end
            ):
                return Result(functions.READ.sentence, f"it is read, and {other.reason}")
        return Result(
            differences=(Difference("completeness", "unaccounted", change.was, "nothing"),)
        )

    def _run(self, changed: set[str]) -> Run:
        """A run that takes from the run before what the changed files do not touch."""
        documents = {file.split("/")[1] for file in changed if file.count("/") >= 2}
        if documents and all(file.count("/") >= 2 for file in changed):
            return Run(self.root, _Again(self.before, documents).steps())
        return Run(self.root, STEPS)


@dataclass(frozen=True)
class _Again:
    """The steps that work document by document, done again for some documents only."""

    before: Run
    documents: set[str]

    def steps(self) -> Sequence[Step]:
        """All steps, with these three in place of those that read every document."""
        again: Mapping[str, Callable[..., Outcome]] = {
            "documents": self._documents,
            "transcripts": self._transcripts,
            "numerals": self._numerals,
        }
        return [replace(step, run=again.get(step.name, step.run)) for step in STEPS]

    def _documents(self, root: Path) -> Outcome:
        corpus: Corpus = self.before.value("documents")
        sources, findings = [], []
        for source in corpus.sources:
            read = source
            if source.id in self.documents:
                again, found = read_source(root, source.id, corpus.shapes)
                findings += found
                if again is None or found:
                    continue
                read = _with_text_of(source, again)
            sources.append(read)
        return Outcome(replace(corpus, sources=tuple(sources)), {functions.WELL_FORMED: findings})

    def _transcripts(self, root: Path, documents: Corpus) -> Outcome:
        some = replace(documents, sources=self._touched(documents.sources))
        some.__dict__["catalog"] = documents.catalog  # of all documents
        outcome = functions.compare_entries(root, some)
        read = {item.source.id: item for item in outcome.value}
        kept = {item.source.id: item for item in self.before.value("transcripts")}
        names = [source.id for source in documents.sources]
        both = {**{n: kept[n] for n in names if n not in self.documents}, **read}
        return replace(outcome, value=tuple(both[name] for name in names if name in both))

    def _numerals(self, root: Path, transcripts: Sequence[Any]) -> Outcome:
        some = tuple(item for item in transcripts if item.source.id in self.documents)
        outcome = functions.account_for_numerals(root, some)
        kept = self.before.value("numerals")
        names = [item.source.id for item in transcripts]
        both = {**kept, **outcome.value}
        return replace(outcome, value={name: both[name] for name in names if name in both})

    def _touched(self, sources: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(source for source in sources if source.id in self.documents)


def _with_text_of(before: Source, again: Source) -> Source:
    """A document read again; its text keeps what was found in it before, where it is the same text."""
    one, two = before.document, again.document
    if one is None or two is None or one.passages != two.passages:
        return again
    return replace(again, document=replace(two, passages=one.passages))


def _tables(run: Run) -> dict[str, Any]:
    """The published tables, and what the descriptor states of the release and of declared columns."""
    corpus: Corpus = run.value("documents")
    tables = {name: table for step in TABLES for name, table in run.value(step).items()}
    stated = [(name, str(value)) for name, value in corpus.head]
    for name, model in corpus.catalog.made_from_yaml().items():
        stated += [(f"{name}.{column.name}", repr(column)) for column in columns_of(model)]
    return {**tables, "descriptor": pd.DataFrame(stated, columns=["subject", "stated"])}


def _kept_answers() -> Callable[..., Any]:
    """The solver of bounds, which solves a problem once."""
    solved: dict[Any, Any] = {}

    def answer(objective: Mapping[str, Any], inequalities: Sequence[Any]) -> Any:
        problem = (
            tuple(sorted(objective.items())),
            tuple((*sorted(one.coefficients.items()), one.least) for one in inequalities),
        )
        if problem not in solved:
            solved[problem] = _answer(objective, inequalities)
        return solved[problem]

    return answer


def _last_lines(error: Exception) -> str:
    return "".join(traceback.format_exception(error)[-3:])
