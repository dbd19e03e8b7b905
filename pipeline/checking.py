"""Everything that `oversight check` checks, writing nothing.

All that `building` derives, the descriptor against
the official profile, and the committed package against what the sources give.
"""

from dataclasses import dataclass
from pathlib import Path

from pipeline.attestation import FULLTEXT_VARIABLE, fulltexts_at_hand
from pipeline.building import Derivation, derive
from pipeline.consistency import Consistency
from pipeline.findings import Finding
from pipeline.publish.package import differences, package_files, profile_findings


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
    files = _files(derivation)
    findings = [*derivation.findings, *(profile_findings(files) if files else ())]
    if files and not findings:
        findings += differences(root, files)
    return Outcome(tuple(findings), derivation.consistency, _summary(derivation))


def findings_before_publication(root: Path) -> tuple[Finding, ...]:
    """What stops a package from being published; the package that is there is not looked at."""
    derivation = derive(root)
    files = _files(derivation)
    return (*derivation.findings, *(profile_findings(files) if files else ()))


def _files(derivation: Derivation) -> dict[str, bytes]:
    """The package that the sources give, where they give one."""
    if derivation.findings or derivation.corpus.release is None:
        return {}
    return package_files(derivation.corpus.release, derivation.tables)


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
            "datapackage/ is what the sources give",
        )
    )
