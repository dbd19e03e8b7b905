"""Version numbers and the steps between them (Semantic Versioning 2.0.0).

Which difference asks for which level is in `comparison`.
"""

from typing import Literal, NamedTuple

Level = Literal["major", "minor", "patch"]
"""How large a difference is for whoever uses the data."""


class Version(NamedTuple):
    """A version; versions compare as their numbers do."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


def read_version(text: str) -> Version:
    """A version from its text; raises `ValueError` for any other text.

    >>> read_version("0.10.2") > read_version("0.9.12")
    True
    """
    major, minor, patch = (int(number) for number in text.split("."))
    return Version(major, minor, patch)


def raised(version: Version, level: Level) -> Version:
    """The next version for a difference of this level.

    Below 1.0.0 a major difference asks for the next minor version (docs/method.md, Versions).

    >>> str(raised(read_version("1.2.3"), "major"))
    '2.0.0'
    >>> str(raised(read_version("0.2.3"), "major"))
    '0.3.0'
    """
    if level == "patch":
        return version._replace(patch=version.patch + 1)
    if level == "minor" or version.major == 0:
        return Version(version.major, version.minor + 1, 0)
    return Version(version.major + 1, 0, 0)
