"""Why a kind of wrong entry is missed: for docs/campaign.md, in one sentence each."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {}
"""By kind of change."""


def reason_of(kind: str) -> str:
    """The reason, or nothing where none is known."""
    return REASONS.get(kind, "")
