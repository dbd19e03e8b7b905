"""Running steps: which steps run, which do not, and what they found.

A step is a function from the values of earlier steps to a value and findings. A step that works document by
document leaves documents with findings out of its value, and the next such step goes on with the others. Any
other step runs only when every step that it needs ran without findings. Which steps there are is in `steps`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.sources.findings import Finding, with_code

if TYPE_CHECKING:
    from schemas.catalog import Catalog


class Check(NamedTuple):
    """Something that must be true: what it is about (a table, or a step), in one sentence.

    `code` is that of its findings which have none of their own.
    """

    subject: str
    sentence: str
    code: str


@dataclass(frozen=True)
class Outcome:
    """What a step gives: a value, and the findings of each of its checks."""

    value: Any
    checks: Mapping[Check, Sequence[Finding]]

    def with_codes(self) -> "Outcome":
        """The same, with a code for each finding."""
        checks = {
            check: [with_code(check.code, finding) for finding in findings]
            for check, findings in self.checks.items()
        }
        return Outcome(self.value, checks)

    def __repr__(self) -> str:
        return f"Outcome({len(self.checks)} checks, {len(self.findings)} findings)"

    @property
    def findings(self) -> list[Finding]:
        """The findings of all checks."""
        return [finding for findings in self.checks.values() for finding in findings]


def nothing(_: "Catalog") -> tuple[()]:
    """A step gives no check, or no table, whatever the catalog."""
    return ()


@dataclass(frozen=True)
class Step:
    """One step: what it does, the steps whose values it takes, and the function that does it.

    `stage` groups steps that Dagster runs as one op.
    `run` takes the root and the values of `needs` by name; the step also waits for the steps in `after`.
    `checks` and `tables` are the checks and the published tables that it gives for a catalog of tables, known
    before it runs.
    """

    name: str
    does: str
    stage: str
    needs: tuple[str, ...]
    run: Callable[..., Outcome]
    checks: Callable[["Catalog"], Sequence[Check]]
    tables: Callable[["Catalog"], Sequence[str]] = nothing
    after: tuple[str, ...] = ()
    by_document: bool = False


@dataclass
class Run:
    """Steps on the way: outcomes by name, and for each step that did not run the steps that stopped it.

    Values are kept, so that nothing is derived twice.
    """

    root: Path
    steps: Sequence[Step]
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    not_run: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __repr__(self) -> str:
        ran = f"{len(self.outcomes)} steps ran, {len(self.not_run)} did not"
        return f"Run({ran}, {len(self.findings)} findings)"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all steps that ran."""
        return tuple(f for outcome in self.outcomes.values() for f in outcome.findings)

    def value(self, name: str) -> Any:
        """The value of a step; raises `KeyError` where it did not run."""
        return self.outcomes[name].value

    def step(self, name: str) -> Step:
        """The step of that name."""
        return next(step for step in self.steps if step.name == name)

    def advance(self, step: Step) -> None:
        """Run a step and what it needs, or note what stops it; a step that has run is not run again."""
        if step.name in self.outcomes or step.name in self.not_run:
            return
        for name in (*step.needs, *step.after):
            self.advance(self.step(name))
        stopped_by = self._stopped_by(step)
        if stopped_by:
            self.not_run[step.name] = stopped_by
        else:
            values = {name: self.outcomes[name].value for name in step.needs}
            self.outcomes[step.name] = step.run(self.root, **values).with_codes()

    def _stopped_by(self, step: Step) -> tuple[str, ...]:
        """The steps whose findings keep a step from running."""
        if step.by_document:
            return self._once(self.not_run.get(name, ()) for name in step.needs)
        return self._once(self._unsound(name) for name in (*step.needs, *step.after))

    def _unsound(self, name: str) -> tuple[str, ...]:
        """The steps with findings up to a step; those before a step that works by document count too."""
        if name in self.not_run:
            return self.not_run[name]
        step = self.step(name)
        earlier = [self._unsound(need) for need in step.needs] if step.by_document else []
        return self._once([*earlier, (name,) if self.outcomes[name].findings else ()])

    @staticmethod
    def _once(names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for some in names for name in some))


def run_steps(
    root: Path,
    steps: Sequence[Step],
    through: Iterable[str] | None = None,
) -> Run:
    """Run steps in order; with `through`, only these and what they need."""
    run = Run(root, steps)
    for step in steps if through is None else [run.step(name) for name in through]:
        run.advance(step)
    return run
