"""The extra `add`: the libraries that read PDFs, which a build does not need."""

from importlib.util import find_spec

LIBRARIES = {
    "pypdfium2": "pypdfium2",
    "pdfplumber": "pdfplumber",
    "camelot": "camelot-py",
    "img2table": "img2table",
}
"""The package that has each module."""


def lacking(modules: tuple[str, ...]) -> str | None:
    """Which of them are not installed, and what installs them, in words; None where none is missing."""
    missing = [LIBRARIES[module] for module in modules if find_spec(module) is None]
    if not missing:
        return None
    return (
        f"PDFs are read with {' and '.join(missing)}, not installed here: install "
        "oversight-figures[add], or run `make adding` in a checkout"
    )
