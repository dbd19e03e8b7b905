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

    title: Text = Field(description="The name of the person or group.")
    roles: tuple[Text, ...] = Field(description="What they did.")


class License(Entry):
    """A license by its SPDX identifier."""

    name: Text = Field(description="The short name of the terms.")
    title: Text = Field(description="Their name in words.")
    path: Address = Field(description="Where they are.")


class Correction(Entry):
    """Why a published cell, or a whole row, is another than in the release before."""

    table: Text = Field(description="The table.")
    key: Text = Field(description="Primary key of the row; parts are joined by single spaces.")
    column: Text | None = Field(
        None, description="The column; left out, the reason is that of every cell of the row."
    )
    kind: ChangeKind = Field(
        description="Why the value changed: an error of ours, another text, another reading, or one more value."
    )
    reason: Reason = Field(description="The reason, in a sentence.")


class MeaningChange(Entry):
    """A column, or a whole table, that means something else than in the release before."""

    table: Text = Field(description="The table.")
    column: Text | None = Field(
        default=None, description="The column; the whole table if left out."
    )
    reason: Reason = Field(description="What it means now, in a sentence.")


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
    reason: Reason = Field(description="Why the names changed, in a sentence.")

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

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")] = Field(
        description="The name of the files of a release."
    )
    id: Text = Field(description="The package's identifier, the same for every version.")
    title: Text = Field(description="The title of the dataset.")
    description: Text = Field(
        description="What the dataset has, in a few sentences.",
        examples=["Figures stated in inspectors general's reports."],
    )
    version: VersionText = Field(description="The version of what is published now.")
    created: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"),
    ] = Field(description="When it was made.")
    keywords: tuple[Text, ...] = Field(min_length=1, description="Words by which catalogs find it.")
    contributors: tuple[Contributor, ...] = Field(min_length=1, description="Who made it.")
    licenses: tuple[License, ...] = Field(min_length=1, description="The terms of use.")
    rights: Text = Field(description="What the licenses do not cover, in one or two sentences.")
    url: WebAddress | None = Field(
        None,
        description="Where the files of the package are offered, once there is a host; null until then.",
        examples=["https://example.org/releases/"],
    )
    doi: Doi | None = Field(
        None,
        description="DOI of this version, once it has one.",
        examples=["10.5281/zenodo.1234568"],
    )
    concept_doi: Doi | None = Field(
        None,
        description="DOI of all versions, once there is one.",
        examples=["10.5281/zenodo.1234567"],
    )
    larger_step: Reason | None = Field(
        None, description="Why the version is larger than its differences ask for."
    )
    meaning_changes: Annotated[
        tuple[MeaningChange, ...],
        BeforeValidator(_or_empty, json_schema_input_type=tuple[MeaningChange, ...] | None),
    ] = Field(default=(), description="Changes of meaning since the last release.")
    renames: Annotated[
        tuple[Rename, ...],
        BeforeValidator(_or_empty, json_schema_input_type=tuple[Rename, ...] | None),
    ] = Field(default=(), description="Names that changed since the last release.")
    corrections: Annotated[
        tuple[Correction, ...],
        BeforeValidator(_or_empty, json_schema_input_type=tuple[Correction, ...] | None),
    ] = Field(
        default=(), description="Values that changed since the last release, with the reason."
    )

    @field_validator("created")
    @classmethod
    def _is_a_time(cls, text: str) -> str:
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
        return text
