"""Findings: what is wrong, where, and what to do about it; a value, never an exception.

Every check returns findings, so that a person sees all of them at once. This module defines a finding and how
it gets its code; how findings are printed is in `printed_findings`, the codes are in `finding_codes`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import wraps
from typing import ParamSpec, TypeVar

from pipeline.sources.finding_codes import CODES

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that stops publication.

    `file` is relative to the project's root and `line` counts from 1 (0: the file as a whole).
    `subject` is an id or a name, `found` what was found and what was expected, `remedy` what to do next.
    `code` names the kind of check (`finding_codes`); two findings are not told apart by it.
    """

    file: str
    line: int
    subject: str
    found: str
    remedy: str
    code: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        assert not self.code or self.code in CODES, f"{self.code} is no code of a finding"


def coded(code: str) -> Callable[[Callable[P, Iterator[T]]], Callable[P, Iterator[T]]]:
    """Give the findings of a check its code; a finding that has one keeps it."""
    assert code in CODES, f"{code} is no code of a finding"

    def decorator(check: Callable[P, Iterator[T]]) -> Callable[P, Iterator[T]]:
        @wraps(check)
        def checking(*args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
            return (with_code(code, item) for item in check(*args, **kwargs))

        return checking

    return decorator


def with_code(code: str, item: T) -> T:
    """A finding that has no code, with this one; anything else as it is."""
    if isinstance(item, Finding) and not item.code:
        return replace(item, code=code)
    return item


def or_one_like(name: str, known: Iterable[str]) -> str:
    """The end of a remedy that names the known ids nearest to an unknown one; empty where none is near."""
    near = get_close_matches(name, known, n=3)
    return f", or name a defined one: {', '.join(near)}" if near else ""


def listed(names: Iterable[str]) -> str:
    """Names as a finding lists them.

    >>> listed(["whole", "parts"]), listed([])
    ('`parts`, `whole`', 'none')
    """
    return ", ".join(f"`{name}`" for name in sorted(names)) or "none"
