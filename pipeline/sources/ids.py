"""Ids: local to a document in its files, qualified with the document everywhere else.

`arrests` in the files of the document `a-report` is `a-report/arrests` as soon as the files are read, and is
published so. What `sources/relations.yaml` defines is `shared/…`. A reference that crosses documents is
written qualified. Ids of documents and of measures belong to the whole corpus and are never qualified.
"""

from collections.abc import Iterable

SHARED = "shared"
"""Where others have the document: the prefix of ids that `sources/relations.yaml` defines."""
RESERVED = (SHARED, "shapes", "schemas")
"""Names under `sources/` that no document may have."""
LOCAL = "[a-z0-9]+(-[a-z0-9]+)*"
"""The characters of a local id, and of a document's."""


def qualified(name: str, document: str) -> str:
    """The published form of an id that is written in a document's files.

    >>> qualified("arrests", "a-report"), qualified("shared/whole-in-percent", "a-report")
    ('a-report/arrests', 'shared/whole-in-percent')
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

    >>> as_typed("a-report/arrests", "a-report"), as_typed("shared/whole-in-percent", "a-report")
    ('arrests', 'shared/whole-in-percent')
    """
    return name.removeprefix(f"{document}/")


def in_local_order(names: Iterable[str]) -> list[str]:
    """Qualified ids by their local part, so that a document's name does not decide which comes first."""
    return sorted(names, key=lambda name: (local(name), name))
