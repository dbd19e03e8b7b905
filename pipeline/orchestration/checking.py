"""Everything that `oversight check` checks, writing nothing.

All that `building` derives, the committed package against what the sources give, and the store of
releases against its index.
"""

from dataclasses import dataclass
from pathlib import Path

from pipeline.consistency.consistency import Consistency
from pipeline.orchestration.derivation import Derivation, derive
from pipeline.package.package_files import differences
from pipeline.releases.filesystems import open_store
from pipeline.releases.released import STORE
from pipeline.releases.soundness import store_problems
from pipeline.sources.findings import Finding
from pipeline.transcription.ledgers import FULLTEXT_VARIABLE, fulltexts_at_hand


@dataclass(frozen=True)
class Outcome:
    """What was found, what the figures say together, and in one paragraph what was looked at."""

    findings: tuple[Finding, ...]
    consistency: Consistency
    summary: str


def check_all(root: Path) -> Outcome:
    """Check everything under `root`.

    The package is compared only where nothing else was found: a package made of wrong values would
    differ for reasons that are reported already.
    """
    derivation = derive(root)
    findings = (
        *(derivation.findings or differences(root, derivation.files)),
        *store_problems(open_store(root / STORE), STORE),
    )
    return Outcome(findings, derivation.consistency, _summary(derivation))


def findings_before_publication(root: Path) -> tuple[Finding, ...]:
    """What stops a package from being published; the package that is there is not looked at."""
    return derive(root).findings


def _summary(derivation: Derivation) -> str:
    sources = derivation.corpus.sources
    absent = [s for s in sources if s.document is not None and not s.document.text_held]
    fulltexts = fulltexts_at_hand()
    proved = [s for s in absent if s.about.entry.text_sha256 in fulltexts]
    return "\n".join(
        (
            f"{len(derivation.transcription.figures)} figures and "
            f"{len(derivation.transcription.citations)} citations read again in {len(sources)} sources",
            f"{len(derivation.checks)} rules hold in {len(derivation.tables)} tables; every relation between "
            "figures holds, or a registered discrepancy says that it does not",
            f"{len(proved)} of {len(absent)} texts that are not committed were proved against the full text"
            + ("" if proved else f" (set {FULLTEXT_VARIABLE} to a folder that has them)"),
            _version_said(derivation),
            "datapackage/ is what the sources give",
        )
    )


def _version_said(derivation: Derivation) -> str:
    version = derivation.corpus.release.entry.version if derivation.corpus.release else "unknown"
    gate = derivation.gate
    if gate is not None and gate.is_released:
        return f"{version} is released, and has the bytes of its release"
    if gate is None or gate.predecessor is None:
        return f"the version gate is off: no release below {version} is in releases/"
    return f"{version} is what the differences from release {gate.predecessor} ask for"
