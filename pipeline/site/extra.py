"""The extra `site`: the libraries that make pages, which a build does not need."""

from importlib.util import find_spec

LIBRARIES = {"altair": "altair", "jinja2": "jinja2", "vl_convert": "vl-convert-python"}
"""The package that has each module."""


def lacking(target: str) -> str | None:
    """Which of them are not installed, and what installs them, in words; None where none is missing.

    `target` is the one of the Makefile that installs them and then does what was asked for.
    """
    missing = [package for module, package in LIBRARIES.items() if find_spec(module) is None]
    if not missing:
        return None
    return (
        f"pages are made with {' and '.join(missing)}, not installed here: install oversight-figures[site], "
        f"or run `make {target}` in a checkout"
    )
