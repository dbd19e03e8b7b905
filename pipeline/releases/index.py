"""The index of a store: the releases that it holds, and the present standing of each.

A release's bytes never change, but its standing does, and only `index.json` states it. Here are the values of
the index and their one JSON text. How standings follow from each other is in `standings`; `store` writes
the index.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationError, model_validator

from pipeline.releases.packages import Unreadable
from pipeline.releases.version_numbers import Version, read_version
from pipeline.sources.entries import Entry, Sha256, Text
from pipeline.sources.release_entries import Doi, VersionText

INDEX = "index.json"
STANDING = ("standing", "since", "reason", "superseded_by")
"""The fields that change after the release."""


def _a_time(text: str) -> str:
    datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
    return text


Size = Annotated[int, Field(ge=0)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
Created = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"),
    AfterValidator(_a_time),
]


class Archive(Entry):
    """An archive of a release: its file name, its hash, its size, and the size of its files together.

    The sizes are null where they were not recorded (schema_version 1).
    """

    name: Text
    sha256: Sha256
    bytes: Size | None
    unpacked_bytes: Size | None


class Release(Entry):
    """A release: what was released, which never changes, and its standing.

    `data` is the archive of what is published, `project` that of what rebuilds it, `site` that of its pages for
    people; null where `data` holds what rebuilds it, and where the release has no pages.
    `previous` is the version that it was compared with. `superseded_by` is the version to use instead,
    also where the release was withdrawn.
    """

    version: VersionText
    created: Created
    previous: VersionText | None
    sha256sums: Sha256
    data: Archive
    project: Archive | None
    site: Archive | None
    signed: bool
    doi: Doi | None
    standing: Literal["current", "superseded", "withdrawn"]
    since: date
    reason: Text | None
    superseded_by: VersionText | None

    @model_validator(mode="after")
    def _holds_together(self) -> "Release":
        if (self.reason is None) == (self.standing == "withdrawn"):
            raise ValueError("a release that is withdrawn has a reason, and no other has one")
        if self.project is None and self.site is not None:
            raise ValueError("a release that has an archive of its site has one of its project")
        if self.superseded_by is None and self.standing == "superseded":
            raise ValueError("a release that is superseded names the version that did it")
        if self.superseded_by is not None and self.standing == "current":
            raise ValueError("a release that is current is superseded by none")
        if self.superseded_by and read_version(self.superseded_by) <= self.number:
            raise ValueError("a release is superseded by a greater version only")
        if self.previous and read_version(self.previous) >= self.number:
            raise ValueError("the previous version is a lower one")
        return self

    @property
    def number(self) -> Version:
        """The version as numbers, by which releases are ordered."""
        return read_version(self.version)

    @property
    def archives(self) -> tuple[Archive, ...]:
        """Its archives, that of the data first."""
        held = (self.data, self.project, self.site)
        return tuple(archive for archive in held if archive is not None)

    @property
    def day(self) -> date:
        """The day on which it was created, in UTC."""
        return date.fromisoformat(self.created[:10])


class Index(Entry):
    """The index; a store without one has the index without a name and without releases.

    `latest` is the greatest version that is listed and not withdrawn. A copy of a store may lack
    versions, so `superseded_by` may name one that is not listed.
    """

    schema_version: Literal[3] = 3
    name: Name | None
    latest: VersionText | None
    releases: tuple[Release, ...]

    @model_validator(mode="after")
    def _holds_together(self) -> "Index":
        numbers = [release.number for release in self.releases]
        if numbers != sorted(set(numbers), reverse=True):
            raise ValueError("releases are listed newest first, each once")
        if (self.name is None) != (not self.releases):
            raise ValueError("an index has a name if it has releases")
        if self.latest != _latest(self.releases):
            raise ValueError(
                f"the latest version that is not withdrawn is {_latest(self.releases)}"
            )
        for release in self.releases:
            if problem := self._misfit(release):
                raise ValueError(problem)
        return self

    def _misfit(self, release: Release) -> str | None:
        """Why an entry contradicts the others; None where it does not."""
        by = self.find(release.superseded_by)
        names = archive_names(self.name or "", release.version)
        if [archive.name for archive in release.archives] != names[: len(release.archives)]:
            return f"an archive of {release.version} has the wrong name"
        if release.standing == "current" and release.version != self.latest:
            return f"{release.version} is not the latest and cannot be current"
        if by is None:
            return None
        if by.standing == "withdrawn":
            return f"{by.version} is withdrawn and supersedes nothing"
        since = superseded_since(release, by)
        if release.standing == "superseded" and release.since != since:
            return f"{release.version} is superseded since {since}"
        return None

    def find(self, version: str | None) -> Release | None:
        """The release of a version; None where it is not listed."""
        return next((release for release in self.releases if release.version == version), None)


def archive_names(name: str, version: str) -> list[str]:
    """The file names of a release's archives: of its data, of its project, and of its site."""
    return [f"{name}-{version}{part}.zip" for part in ("", "-project", "-site")]


def new_release(
    *,
    version: str,
    created: str,
    previous: str | None,
    sha256sums: str,
    data: Archive,
    project: Archive | None,
    site: Archive | None,
    signed: bool,
    doi: str | None,
) -> Release:
    """The entry of a release that is neither superseded nor withdrawn."""
    return Release(
        version=version,
        created=created,
        previous=previous,
        sha256sums=sha256sums,
        data=data,
        project=project,
        site=site,
        signed=signed,
        doi=doi,
        standing="current",
        since=date.fromisoformat(created[:10]),
        reason=None,
        superseded_by=None,
    )


def superseded_since(release: Release, by: Release) -> date:
    """The first day on which both were released, the one superseded and the one that supersedes it."""
    return max(release.day, by.day)


def _latest(releases: Iterable[Release]) -> str | None:
    standing = (release.version for release in releases if release.standing != "withdrawn")
    return max(standing, key=read_version, default=None)


def fixed(release: Release) -> dict[str, Any]:
    """The fields that never change: all but the standing, and the DOI, which may come later.

    Sizes are left out: they follow from the hashes, and older indexes have none.
    """
    varying: dict[str, Any] = dict.fromkeys((*STANDING, "doi"), True)
    sizes = {"bytes", "unpacked_bytes"}
    return release.model_dump(exclude=varying | dict.fromkeys(("data", "project", "site"), sizes))


def index_of(name: str | None, releases: Iterable[Release]) -> Index:
    """The index that lists these releases with the standings that they have."""
    listed = tuple(sorted(releases, key=lambda release: release.number, reverse=True))
    return Index(name=name if listed else None, latest=_latest(listed), releases=listed)


EMPTY = index_of(None, [])


def index_bytes(index: Index) -> bytes:
    """The one text of an index: JSON, indented by two, characters as they are, a newline at the end."""
    return _json_bytes(index.model_dump(mode="json"))


def _json_bytes(document: Any) -> bytes:
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def _in_this_version(document: Any) -> Any:
    """The index of an earlier schema_version as one of this version.

    In version 1 a release has one archive and no sizes; in version 2 it has no site.
    """
    earlier = document.get("schema_version") if isinstance(document, dict) else None
    if earlier not in (1, 2):
        return document
    releases = document.get("releases")
    if isinstance(releases, list):
        releases = [_with_archives(one, earlier) for one in releases]
    return {**document, "schema_version": 3, "releases": releases}


def _with_archives(release: Any, schema_version: int) -> Any:
    if not isinstance(release, dict):
        return release
    fields = dict(release)
    if schema_version == 1:
        data = {"name": fields.pop("archive", None), "sha256": fields.pop("archive_sha256", None)}
        fields |= {"data": {**data, "bytes": None, "unpacked_bytes": None}, "project": None}
    return {"site": None, **fields}


def read_index_bytes(content: bytes, place: str) -> Index:
    """An index from its text; raises `Unreadable`, which names `place`, where it is not sound."""
    remedy = (
        "only this program writes it: restore it from version control, or from another copy "
        "of the store"
    )
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{place}: is not JSON: {error}; {remedy}") from None
    today = _in_this_version(document)
    try:
        index = Index.model_validate_json(json.dumps(today))
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(step) for step in problem["loc"])
        said = problem["msg"].removeprefix("Value error, ")
        if where == "schema_version":
            said, remedy = (
                f"{said}, the only one that this program knows",
                "install a newer version of it",
            )
        raise Unreadable(f"{place}: {f'`{where}`: ' if where else ''}{said}; {remedy}") from None
    written = index_bytes(index) if today is document else _json_bytes(document)
    if written != content:
        raise Unreadable(
            f"{place}: its JSON is laid out differently from what this program writes; {remedy}"
        )
    return index


def read_index_file(folder: Path) -> Index:
    """The index of a store in a folder, empty where there is none; raises `Unreadable`."""
    file = folder / INDEX
    try:
        for path, is_sound, wanted in (
            (folder, folder.is_dir(), "folder"),
            (file, file.is_file(), "file"),
        ):
            if not is_sound:
                if path.exists() or path.is_symlink():
                    raise Unreadable(f"{path}: it is no {wanted}; restore it from version control")
                return EMPTY
        content = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"{file}: cannot be read: {error.strerror}; correct that") from None
    return read_index_bytes(content, str(file))
