"""Regular expressions that people enter, run without backtracking: no pattern makes the pipeline hang.

The engine is RE2, which Arrow brings along. Its time grows with the text alone; it has no look-around and no
back-references, so a pattern marks the part that it is about as `(?P<waived>…)`.
"""

PART = "waived"
_MATCH = "the_match"


def pattern_problem(pattern: str) -> str | None:
    """Why a regular expression cannot be used, or None.

    >>> pattern_problem(r"page (?P<waived>[0-9]+)"), pattern_problem(r"(?<=page )[0-9]+")
    (None, 'it is not a regular expression of RE2: invalid perl operator: (?<=')
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        pc.match_substring_regex(pa.array([""], pa.string()), pattern=pattern)
        _first_match("", pattern)
    except UnicodeEncodeError:
        return "it has a character that no text has"
    except pa.ArrowInvalid as error:
        words = str(error).removeprefix("Invalid regular expression: ")
        if "unnamed groups" in words:
            return f"write its groups as `(?:…)`, and the part to waive as `(?P<{PART}>…)`"
        return f"it is not a regular expression of RE2: {words}"
    return None


def find_pattern(text: str, pattern: str, limit: int) -> list[tuple[int, int]]:
    """The first `limit` matches of a pattern that are not empty, as offsets; their part `waived` if it has one.

    >>> find_pattern("pages 3 and 5", "(?:page|and)s? (?P<waived>[0-9])", 9)
    [(6, 7), (12, 13)]
    """
    spans: list[tuple[int, int]] = []
    start = searched = 0
    while len(spans) < limit:
        # What matched before is blanked, so that the next search sees the rest of its line as it is.
        rest = "\0" * (start - searched) + text[start:]
        match = _first_match(rest, pattern)
        if match is None:
            break
        whole, part = match
        if whole[0] == whole[1]:
            break
        spans.append((searched + part[0], searched + part[1]))
        start = searched + whole[1]
        searched = text.rfind("\n", 0, start) + 1
    return spans


def _first_match(text: str, pattern: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Offsets of the first match, and of its part `waived`, which is the match where the pattern names none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    content = text.encode()
    found = pc.extract_regex_span(
        pa.array([content], pa.string()), pattern=f"(?P<{_MATCH}>{pattern})"
    )[0].as_py()
    if found is None:
        return None
    spans = {
        name: (_characters(content, place[0]), _characters(content, sum(place)))
        for name, place in found.items()
        if place is not None
    }
    return spans[_MATCH], spans.get(PART, spans[_MATCH])


def _characters(content: bytes, offset: int) -> int:
    return len(content[:offset].decode())
