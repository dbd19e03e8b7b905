"""The format of `release.yaml`: the hand-owned head of what is published, and why it changed.

One pydantic model for each kind of entry, as in `entries`. Whether a version is the right one is checked in
`releases.gate`.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, field_validator, model_validator

from pipeline.sources.entries import Address, Entry, Text

ChangeKind = Literal["our_error", "source_revision", "reinterpretation", "addition"]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https://[^\s/]+(/\S*)?/$")]
Doi = Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")]


VersionText = Annotated[
    str,
    StringConstraints(pattern=r"^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$"),
]
"""A version as Semantic Versioning 2.0.0 (section 2) writes it, without labels."""
Reason = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"\w+\W+\w+")]
"""A sentence in words: a stub that was pasted and left as it is gives no reason."""


def _or_empty(written: object) -> object:
    """A list whose items were all taken out leaves its name behind, with nothing under it."""
    return () if written is None else written


class Contributor(Entry):
    """Who made the release, and in which roles."""

    title: Text
    roles: tuple[Text, ...]


class License(Entry):
    """A license by its SPDX identifier."""

    name: Text
    title: Text
    path: Address


class Correction(Entry):
    """Why a published cell, or a whole row, is another than in the release before."""

    table: Text
    key: Text = Field(description="Primary key of the row; parts are joined by single spaces.")
    column: Text | None = Field(
        None, description="The column; left out, the reason is that of every cell of the row."
    )
    kind: ChangeKind
    reason: Reason


class MeaningChange(Entry):
    """A column, or a whole table, that means something else than in the release before."""

    table: Text
    column: Text | None = None
    reason: Reason


class Rename(Entry):
    """Rows or a table that the release before has under other names; nothing else about them changed.

    One of `rule`, `keys` and `table`. A primary key of several parts is written with single spaces
    between them.
    """

    rule: Literal["document_prefix"] | None = Field(
        None,
        description="document_prefix: the new key is the old one with its document before each id "
        "(`x` is now `doc/x`), or with its document as first part (`x` is now `doc x`).",
    )
    keys: dict[Text, Text] | None = Field(
        None, min_length=1, description="Old primary key: new primary key."
    )
    tables: tuple[Text, ...] = Field(
        (),
        description="With `rule` or `keys`: the tables whose rows are renamed, by their name now.",
    )
    table: Text | None = Field(None, description="A table that has another name now.")
    to: Text | None = Field(None, description="With `table`: its name now.")
    reason: Reason

    @property
    def what(self) -> str:
        """What is renamed, for people."""
        if self.table:
            return f"table `{self.table}` is `{self.to}`"
        return f"rows of {', '.join(f'`{table}`' for table in self.tables)}"

    @model_validator(mode="after")
    def _is_of_one_form(self) -> "Rename":
        forms = [self.rule is not None, self.keys is not None, self.table is not None]
        if forms.count(True) != 1:
            raise ValueError("a rename has one of `rule`, `keys` and `table`")
        if (self.table is None) != (self.to is None):
            raise ValueError(
                "`table` and `to` are given together: the old and the new name of a table"
            )
        if (self.table is None) != bool(self.tables):
            raise ValueError("`tables` lists the tables that a `rule` or `keys` renames rows of")
        return self


class ReleaseFile(Entry):
    """`release.yaml`: the hand-owned head of what is published."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    id: Text = Field(description="The package's identifier, the same for every version.")
    title: Text
    description: Text
    version: VersionText
    created: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"),
    ]
    keywords: tuple[Text, ...] = Field(min_length=1)
    contributors: tuple[Contributor, ...] = Field(min_length=1)
    licenses: tuple[License, ...] = Field(min_length=1)
    rights: Text = Field(description="What the licenses do not cover, in one or two sentences.")
    url: WebAddress | None = Field(
        None,
        description="Where the files of the package are offered, once there is a host; null until then.",
    )
    doi: Doi | None = Field(None, description="DOI of this version, once it has one.")
    concept_doi: Doi | None = Field(None, description="DOI of all versions, once there is one.")
    larger_step: Reason | None = Field(
        None, description="Why the version is larger than its differences ask for."
    )
    meaning_changes: Annotated[tuple[MeaningChange, ...], BeforeValidator(_or_empty)] = ()
    renames: Annotated[tuple[Rename, ...], BeforeValidator(_or_empty)] = ()
    corrections: Annotated[tuple[Correction, ...], BeforeValidator(_or_empty)] = ()

    @field_validator("created")
    @classmethod
    def _is_a_time(cls, text: str) -> str:
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
        return text
