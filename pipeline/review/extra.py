"""The extra `review`: the libraries that serve the review page, which a build does not need."""

from importlib.util import find_spec

SERVING = {"ruamel.yaml": "ruamel.yaml", "starlette": "starlette", "uvicorn": "uvicorn"}
DRAWING = {"pypdfium2": "pypdfium2", "PIL": "pillow"}
"""The package that has each module."""


def lacking(with_pdf: bool) -> str | None:
    """Which of them are not installed, and what installs them, in words; None where none is missing."""
    needed = {**SERVING, **(DRAWING if with_pdf else {})}
    missing = [package for module, package in needed.items() if not _is_there(module)]
    if not missing:
        return None
    return (
        f"the review page needs {' and '.join(missing)}, not installed here: install "
        "oversight-figures[review], or run `make adding` in a checkout"
    )


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
