"""What is wrong with the form of a YAML file: pydantic's problems in words for people, each with its place.

Pydantic reports a problem for every type that a value might have had; here these are one problem.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from pipeline.sources.entries import ADDRESS
from pipeline.sources.ids import LOCAL
from pipeline.sources.yaml_lines import Path

FORMS_IN_WORDS: Mapping[str, str] = {
    r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$": "lower case with underscores, as in `beds_in_use`",
    r"^[a-z0-9]+(_[a-z0-9]+)*$": "lower case with underscores, as in `beds_in_use`",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "lower case with hyphens, as in `beds-in-use`",
    r"^schemas(\.\w+)+$": "a dotted path in schemas, as in `schemas.a_report.beds.Beds`",
    r"\w": "text with a letter or a digit",
    r"\w+\W+\w+": "two words or more",
    r"\?$": "a question, with a question mark at its end",
    r"^[a-z]{2}$": "a code of two small letters, as in en",
    r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$": "the code of an area, as in US or US-LA",
    r"^[0-9a-f]{64}$": "a sha256: 64 digits and letters from a to f",
    r"^[a-z0-9-]+$": "lower case with hyphens, as in `beds-in-use`",
    r"^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$": "a version of three numbers, as in 1.0.2",
    r"^10\.\d{4,9}/\S+$": "a DOI, as in 10.5281/zenodo.1234567",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$": "a time, as in 2020-02-18T09:30:00Z",
    r"^https://[^\s/]+(/\S*)?/$": "an address that begins with https:// and ends with /",
    ADDRESS: "an address that begins with https:// or http://",
    f"^({LOCAL}/)?{LOCAL}$": "an id: lower case with hyphens, as in `beds-in-use` or `a-report/beds-in-use`",
}
"""Patterns of names and ids."""
LONGEST_SHOWN = 200
"""Characters of a value that a finding shows."""
EXPECTED: Mapping[str, str] = {
    "string_type": "text",
    "string_too_short": "text that is not empty",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "date_type": "a date, as in 2020-02-18",
    "date_parsing": "a date, as in 2020-02-18",
    "date_from_datetime_parsing": "a date, as in 2020-02-18",
    "date_from_datetime_inexact": "a date, as in 2020-02-18",
    "int_from_float": "a whole number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
}
"""What was expected, by pydantic's type of problem."""
LIMITS: Mapping[str, tuple[str, str]] = {
    "greater_than": ("gt", "a number greater than {}"),
    "greater_than_equal": ("ge", "a number of at least {}"),
    "less_than": ("lt", "a number less than {}"),
    "less_than_equal": ("le", "a number of at most {}"),
    "decimal_max_digits": ("max_digits", "a number of at most {} digits"),
    "decimal_max_places": ("decimal_places", "a number with at most {} decimal places"),
    "decimal_whole_digits": ("whole_digits", "a number with at most {} digits before the point"),
    "too_long": ("max_length", "a list of at most {} entries"),
    "string_too_long": ("max_length", "text of at most {} characters"),
}
"""What was expected, by pydantic's type of problem, with the name of the limit that it names."""
Missing = Mapping[Path, list[str]]
"""The keys that are missing, by the path of what they are missing in."""
MODEL_NAME = re.compile(r"\b[A-Z]\w+\]*$")


class FormProblem(NamedTuple):
    """Where in the YAML something is wrong, and what."""

    path: Path
    found: str


class _Placed(NamedTuple):
    """A problem of pydantic's, its path in the YAML, and the type it was tried as where there are several."""

    path: Path
    problem: Any
    tried: str | None

    @property
    def is_about_keys(self) -> bool:
        return self.tried is not None and MODEL_NAME.search(self.tried) is not None


def form_problems(
    error: ValidationError, value: Any, model: type[BaseModel]
) -> Iterator[FormProblem]:
    """What keeps a YAML value from being an entry, one problem for each place."""
    placed = [_placed(problem, value) for problem in error.errors()]
    missing, known = _missing_keys(placed), _all_keys(model)
    by_path: dict[Path, list[_Placed]] = {}
    for one in _without_consequences(placed, missing):
        by_path.setdefault(one.path, []).append(one)
    for path, together in by_path.items():
        yield FormProblem(path, _in_words(path, together, missing.get(path[:-1], []), known))


def first_problem(error: ValidationError, value: Any, model: type[BaseModel]) -> str:
    """The first of the problems that keep a value from being an entry, in words."""
    return next(form_problems(error, value, model)).found


def problems_in_words(error: ValidationError, value: Any, model: type[BaseModel]) -> str:
    """All problems that keep a value from being an entry, in words."""
    return "; ".join(one.found for one in form_problems(error, value, model))


def _placed(problem: Any, value: Any) -> _Placed:
    """A problem with its path in the YAML: pydantic's path also has the names of types that were tried."""
    path: list[str | int] = []
    tried, tag = None, None
    for step in problem["loc"]:
        is_tag = isinstance(value, dict) and value.get("kind") == step and tag is not value
        tag = value if is_tag else tag
        if not is_tag and _has(value, step):
            path.append(step)
            value = value[step]
        elif not is_tag:
            tried = str(step)
    if problem["type"] == "missing":
        return _Placed((*path, problem["loc"][-1]), problem, None)
    if problem["type"] in ("union_tag_invalid", "union_tag_not_found"):
        return _Placed((*path, "kind"), problem, None)
    if problem["type"] == "value_error" and isinstance(value, dict):
        named = re.findall(r"`(\w+)`", problem["msg"])
        path += [name for name in named if name in value][:1]
    return _Placed(tuple(path), problem, tried)


def _has(value: Any, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(value, list) and step < len(value)
    return isinstance(value, dict) and step in value


def _without_consequences(placed: Sequence[_Placed], missing: Missing) -> Iterator[_Placed]:
    """Problems without those that others cause.

    A list is short because its items were refused; a key is missing because it is misspelled; and a value
    of one type is not of the other types that it might have had.
    """
    around: dict[Path, list[_Placed]] = {}
    for one in placed:
        for length in range(len(one.path) + 1):
            around.setdefault(one.path[:length], []).append(one)
    misspelled = {
        (*one.path[:-1], near)
        for one in placed
        if one.problem["type"] == "extra_forbidden"
        for near in get_close_matches(str(one.path[-1]), missing.get(one.path[:-1], []), n=1)
    }
    for one in placed:
        kind, inside = one.problem["type"], around[one.path]
        tried = [other for other in inside if other.tried]
        is_short = kind == "too_short" and any(other.path != one.path for other in inside)
        is_misspelled = kind == "missing" and one.path in misspelled
        if not is_short and not is_misspelled and not _is_of_another_type(one, tried):
            yield one


def _is_of_another_type(one: _Placed, tried: Sequence[_Placed]) -> bool:
    """Whether a type was tried that the value is clearly not of: keys have one type, anything else others."""
    if one.tried is None:
        return False
    if isinstance(one.problem["input"], dict):
        return not one.is_about_keys and any(other.is_about_keys for other in tried)
    return one.is_about_keys and one.problem["type"] in EXPECTED and len(tried) > 1


def _missing_keys(placed: Sequence[_Placed]) -> Missing:
    missing: dict[Path, list[str]] = {}
    for one in placed:
        if one.problem["type"] == "missing":
            missing.setdefault(one.path[:-1], []).append(str(one.path[-1]))
    return missing


def _in_words(
    path: Path, together: Sequence[_Placed], missing: Sequence[str], known: Sequence[str]
) -> str:
    """The problems at one place as one sentence."""
    problem, name = together[0].problem, _name_of(path)
    kind, value = problem["type"], problem["input"]
    if kind == "missing":
        return f"{name} is missing"
    if kind == "extra_forbidden":
        near = get_close_matches(str(path[-1]), missing or known, n=1)
        near = near or get_close_matches(str(path[-1]), known, n=1)
        return f"{name} is not a known key" + (f"; did you mean `{near[0]}`?" if near else "")
    if kind == "union_tag_not_found":
        return f"{name} is missing"
    if kind == "union_tag_invalid":
        terms = problem["ctx"]["expected_tags"].replace("'", "")
        near = get_close_matches(problem["ctx"]["tag"], terms.split(", "), n=1)
        found = f"found `{problem['ctx']['tag']}`" + (
            f"; did you mean `{near[0]}`?" if near else ""
        )
        return f"{name} must be one of {terms}; {found}"
    expected = list(dict.fromkeys(filter(None, (_expected(one.problem) for one in together))))
    if expected:
        return f"{name} must be {', or '.join(expected)}; found {_shown(value)}"
    message = problem["msg"].removeprefix("Value error, ")
    return message if isinstance(value, dict) else f"{name}: {message}; found {_shown(value)}"


def _expected(problem: Any) -> str | None:
    """What was expected of a value; None where only pydantic's message says it."""
    kind, limits = problem["type"], problem.get("ctx", {})
    if kind == "literal_error":
        terms = re.findall(r"'([^']*)'", limits["expected"]) or [limits["expected"]]
        return f"one of {', '.join(terms)}"
    if kind == "string_pattern_mismatch":
        pattern = limits["pattern"]
        return FORMS_IN_WORDS.get(pattern, f"text of the form {pattern}")
    if kind == "string_type" and isinstance(problem["input"], int | Decimal | date):
        return "text, in quotes"
    if kind in LIMITS:
        limit, words = LIMITS[kind]
        return words.format(limits[limit])
    if kind == "too_short":
        least = limits["min_length"]
        return f"a list of at least {least} {'entry' if least == 1 else 'entries'}"
    return EXPECTED.get(kind)


def _name_of(path: Path) -> str:
    if not path:
        return "the file"
    last = path[-1]
    if isinstance(last, int):
        return f"entry {last + 1} of `{path[-2]}`" if len(path) > 1 else f"entry {last + 1}"
    return f"`{last}`" if last else f"`{path[-2]}`"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value)
    return f"`{text}`" if len(text) <= LONGEST_SHOWN else f"`{text[:LONGEST_SHOWN]}…`"


def _all_keys(model: type[BaseModel]) -> list[str]:
    schema = model.model_json_schema(by_alias=True)
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({key for part in parts for key in part.get("properties", {})})
