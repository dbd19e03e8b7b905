"""Ids: local to a document in its files, qualified with the document everywhere else.

`declined-fy2014` in the files of oig-20-13 is `oig-20-13/declined-fy2014` as soon as the files are read, and
is published so. What `sources/relations.yaml` defines is `shared/…`. A reference that crosses documents is
written qualified. Ids of documents and of measures belong to the whole corpus and are never qualified.
"""

SHARED = "shared"
"""Stands for a document in the ids of `sources/relations.yaml`."""
RESERVED = (SHARED, "shapes", "schemas")
"""Names under `sources/` that no document may have."""
LOCAL = "[a-z0-9]+(-[a-z0-9]+)*"
"""The characters of a local id, and of a document's."""


def qualified(name: str, document: str) -> str:
    """The published form of an id that is written in a document's files.

    >>> qualified("declined-change", "oig-20-13"), qualified("shared/whole-in-percent", "oig-20-13")
    ('oig-20-13/declined-change', 'shared/whole-in-percent')
    """
    return name if "/" in name else f"{document}/{name}"


def document_of(name: str) -> str:
    """The document that a qualified id begins with."""
    return name.partition("/")[0]


def local(name: str) -> str:
    """A qualified id without its document."""
    return name.rpartition("/")[2]


def as_typed(name: str, document: str) -> str:
    """A qualified id as a person types it in a document's files.

    >>> as_typed("oig-20-13/declined-change", "oig-20-13"), as_typed("shared/whole-in-percent", "oig-20-13")
    ('declined-change', 'shared/whole-in-percent')
    """
    return name.removeprefix(f"{document}/")
