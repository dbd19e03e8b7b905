"""The standings of releases, and the index after one is added, withdrawn or copied.

Nothing here reads a file or the clock.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pipeline.releases.index import Index, Release, fixed, index_of, superseded_since


class Refused(Exception):
    """A change of a store that is not allowed; the message says why, and what to do instead."""


def standings_of(releases: Iterable[Release]) -> tuple[Release, ...]:
    """Releases newest first, each with the standing that follows from all of them.

    A withdrawn release stays withdrawn. Of the others the greatest version is current: since it was created,
    or since a greater one was last withdrawn. Each other is superseded by the first created of the greater
    versions that are not withdrawn, so that a later release never changes what superseded an earlier one.
    """
    ordered = sorted(releases, key=lambda release: release.number, reverse=True)
    return tuple(_standing(release, ordered[:place]) for place, release in enumerate(ordered))


def _standing(release: Release, greater: list[Release]) -> Release:
    stand = [other for other in greater if other.standing != "withdrawn"]
    by = min(stand, key=lambda other: (other.created, other.number), default=None)
    if release.standing == "withdrawn":
        return _changed(release, superseded_by=by and by.version)
    if by:
        since = superseded_since(release, by)
        return _changed(release, standing="superseded", since=since, superseded_by=by.version)
    since = max([release.day, *(other.since for other in greater)])
    return _changed(release, standing="current", since=since, superseded_by=None)


def _changed(release: Release, **fields: Any) -> Release:
    return Release.model_validate({**release.model_dump(), **fields})


def with_release(index: Index, name: str, release: Release) -> Index:
    """The index with one more release, and the standings that follow."""
    return index_of(name, standings_of([*index.releases, release]))


def with_withdrawal(index: Index, version: str, reason: str, on: date) -> Index:
    """The index after a release is withdrawn; raises `Refused` where it cannot be."""
    release = index.find(version)
    if release is None:
        raise Refused(f"{version} is not released; {versions_of(index)}")
    if release.standing == "withdrawn":
        raise Refused(
            f"{version} is withdrawn already, since {release.since} ({release.reason}); nothing to do"
        )
    if on < release.day:
        raise Refused(f"{version} was created on {release.day}, after {on}; give a later date")
    if not reason.strip():
        raise Refused(f"no reason is given why {version} is withdrawn; say it in a sentence")
    withdrawn = _changed(release, standing="withdrawn", since=on, reason=reason)
    others = [other for other in index.releases if other is not release]
    return index_of(index.name, standings_of([*others, withdrawn]))


def brought_in_line(target: Index, source: Index, version: str) -> Index:
    """The index of a copy after it has `version` too: its versions, with the standings of the source.

    A release that only the copy has stays listed, and counts for standings. Raises `Refused` where the two
    disagree about a release, or the copy knows a withdrawal that the source does not.
    """
    if target.name not in (None, source.name):
        raise Refused(
            f"it holds releases of {target.name}, not of {source.name}; name another place"
        )
    for mine in target.releases:
        theirs = source.find(mine.version)
        if theirs and not same_release(mine, theirs):
            raise Refused(
                f"it holds other bytes as {mine.version}, and what is released never changes; "
                "find out which of the two is right and release it under a new version"
            )
        if theirs and mine.standing == "withdrawn" and theirs.standing != "withdrawn":
            raise Refused(
                f"there {mine.version} is withdrawn since {mine.since} ({mine.reason}), here it is not; "
                "withdraw it here too"
            )
    everything = {release.version: release for release in (*target.releases, *source.releases)}
    held = {release.version for release in target.releases} | {version}
    stand = standings_of(everything.values())
    return index_of(source.name, [release for release in stand if release.version in held])


def same_release(one: Release, other: Release) -> bool:
    """Whether two entries are of the same bytes; standing and DOI may differ."""
    return fixed(one) == fixed(other)


def same_content(one: Release, other: Release) -> bool:
    """Whether two entries are of the same files; the archive may be compressed otherwise."""
    packed = {"data": other.data, "project": other.project, "site": other.site}
    return same_release(one.model_copy(update=packed), other)


def versions_of(index: Index) -> str:
    """The versions in an index, in words."""
    versions = ", ".join(release.version for release in index.releases)
    return f"there are: {versions}" if versions else "there is no release yet"


def standing_in_words(listed: Release) -> str:
    """The standing that an index states, for people."""
    if listed.standing == "withdrawn":
        instead = f"; use {listed.superseded_by}" if listed.superseded_by else ""
        return f"WITHDRAWN since {listed.since}: {listed.reason}{instead}"
    if listed.standing == "superseded":
        return f"superseded by {listed.superseded_by} since {listed.since}"
    return f"current since {listed.since}"
