"""Version numbers, and what one is called after a step (Semantic Versioning 2.0.0, sections 2 and 6 to 8).

What asks for which step is said in `comparison`.
"""

from typing import Literal, NamedTuple

Level = Literal["major", "minor", "patch"]
"""The number of a version that a step raises."""


class Version(NamedTuple):
    """A version; versions compare as their numbers do."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


def read_version(text: str) -> Version:
    """A version as it is printed; raises `ValueError` for any other text.

    >>> read_version("0.10.2") > read_version("0.9.12")
    True
    """
    major, minor, patch = (int(number) for number in text.split("."))
    return Version(major, minor, patch)


def raised(version: Version, level: Level) -> Version:
    """The version that a step of the level leads to.

    >>> str(raised(read_version("1.2.3"), "minor"))
    '1.3.0'
    """
    return {
        "major": Version(version.major + 1, 0, 0),
        "minor": Version(version.major, version.minor + 1, 0),
        "patch": Version(version.major, version.minor, version.patch + 1),
    }[level]
