"""Accounted for: every numeral of a text is read, or waived with a reason."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from itertools import groupby
from operator import itemgetter

from pipeline.releases.standalone.release import Release, content, many, records, text_file
from pipeline.releases.standalone.results import Find, part

READ = ("figure", "table")
"""What becomes of a numeral that is read: it is in other tables, with its place."""


@part("accounted for")
def accounts(release: Release, find: Find) -> str:
    """No numeral is undecided in a complete transcription; digits of whole texts are counted again."""
    sources = {row["source_id"]: row for row in records(release, "sources")}
    digits, numerals = dict.fromkeys(sources, 0), 0
    for row in records(release, "completeness"):
        source, number, words = row["source_id"], int(row["numerals"]), int(row["number_words"])
        numerals += number
        digits[source] += int(row["digit_characters"])
        if row["disposition"] == "unaccounted" and sources[source]["transcription"] != "partial":
            find(source, f"{many(number, 'numeral')} undecided in a complete transcription")
        if number < 1 or not 0 <= words <= number:
            find(source, f"{many(number, 'numeral')}, {words:,} of them words")
    texts = [source for source in sources if text_file(source) in release.files]
    for source in texts:
        text = content(release, text_file(source)).decode("utf-8")
        letters = [letter for letter in set(text) if unicodedata.category(letter) in ("Nd", "No")]
        there = sum(map(text.count, letters))
        if there != digits[source]:
            find(source, f"{digits[source]:,} digits are accounted for, {there:,} in the text")
    _waived(release, find)
    again = many(sum(digits[source] for source in texts), "digit")
    return f"{many(numerals, 'numeral')}, {again} of {many(len(texts), 'text')} counted again"


def _waived(release: Release, find: Find) -> None:
    """Each numeral that is waived is in the text, and as many have each reason as `completeness` counts."""
    if "waived_numerals" not in release.tables:
        return
    waived: Counter[tuple[str, str, str]] = Counter()
    for source, rows in groupby(records(release, "waived_numerals"), itemgetter("source_id")):
        held = text_file(source) in release.files
        text = content(release, text_file(source)).decode("utf-8") if held else ""
        ends = [at for at, letter in enumerate(text) if letter == "\n"]
        for row in rows:
            waived[source, row["disposition"], row["reason"]] += 1
            token, start, end = row["token"], int(row["start_offset"]), int(row["end_offset"])
            line = str(bisect_left(ends, start) + 1) if held else ""
            if (text[start:end], line) != (token, row["line"]):
                find(source, f"characters {start} to {end} are not `{token}` on line {row['line']}")
    counted = {
        (row["source_id"], row["disposition"], row["reason"]): int(row["numerals"])
        for row in records(release, "completeness")
        if row["disposition"] not in READ
    }
    for key in sorted({*waived, *counted}):
        if waived[key] != counted.get(key, 0):
            source, disposition, why = key
            number = many(waived[key], "numeral")
            find(source, f"{number} {disposition} ({why}), {counted.get(key, 0)} in `completeness`")
