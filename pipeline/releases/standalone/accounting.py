"""Accounted for: every numeral of a text is read, or waived with a reason."""

from __future__ import annotations

import unicodedata

from pipeline.releases.standalone.release import Release, content, many, records, text_file
from pipeline.releases.standalone.results import Find, part


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
    again = many(sum(digits[source] for source in texts), "digit")
    return f"{many(numerals, 'numeral')}, {again} of {many(len(texts), 'text')} counted again"
