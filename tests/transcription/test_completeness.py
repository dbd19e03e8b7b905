"""Every numeral accounted for, counted by code that shares nothing with `numerals`."""

import json
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from click.testing import CliRunner

from pipeline.cli import oversight
from pipeline.orchestration.checking import check_all, check_own
from pipeline.text.documents import whole_document
from pipeline.transcription.completeness import completeness_of, rows_of
from pipeline.transcription.ledgers import fulltexts_at_hand
from pipeline.transcription.transcribe import transcribe

NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "dozen twice double both first second third fourth fifth sixth seventh eighth ninth tenth "
    "hundreds thousands millions billions half quarter majority"
).split()
WORDS_AS_NUMBERS = {"three": 3, "four": 4, "two": 2, "five": 5, "nine": 9, "twenty": 20}
DOCUMENT = "sources/oig-20-13/document.txt"


@pytest.fixture(scope="module")
def texts(corpus, repository):
    """The full text of every document that is held or at hand, by source."""
    fulltexts = fulltexts_at_hand()
    found = {}
    for source in corpus.sources:
        if source.entry.text == "whole":
            found[source.id] = (repository / DOCUMENT).read_bytes().decode()
        elif source.entry.text_sha256 in fulltexts:
            found[source.id] = fulltexts[source.entry.text_sha256].decode()
    return found


@pytest.fixture(scope="module")
def completeness(derived):
    return derived("numerals")


@pytest.fixture(scope="module")
def totals(completeness):
    totals = {}
    for row in rows_of(account for one in completeness.values() for account in one.accounts):
        counted = totals.setdefault(row["source_id"], Counter())
        counted["digits"] += row["digit_characters"]
        counted["words"] += row["number_words"]
    return totals


def test_every_digit_character_of_every_document_is_in_some_disposition(texts, totals):
    assert "oig-20-13" in texts
    for source, text in texts.items():
        digits = sum(unicodedata.category(character) in ("Nd", "No") for character in text)
        assert totals[source]["digits"] == digits, source


def test_every_number_word_of_every_document_is_in_some_disposition(texts, totals):
    word = re.compile(rf"\b({'|'.join(NUMBER_WORDS)})\b", re.IGNORECASE)
    for source, text in texts.items():
        assert totals[source]["words"] == len(word.findall(text)), source


def test_nothing_is_unaccounted_for_or_read_twice(completeness, corpus):
    for one in completeness.values():
        assert one.findings == one.unaccounted == ()
        spans = Counter(account.span for account in one.accounts)
        assert max(spans.values()) == 1
    assert set(completeness) == {s.id for s in corpus.sources if s.document is not None}


def test_every_value_read_back_from_its_characters_is_what_is_published(transcription):
    emended = {
        item.entry.figure: item.entry.read_as
        for source in transcription.corpus.sources
        for item in source.emendations
    }
    for figure in transcription.figures.values():
        token = emended.get(figure.id, figure.document.characters(figure.token)).lower()
        digits, _, magnitude = token.partition(" ")
        scale = {"": 1, "million": 10**6, "billion": 10**9}[magnitude]
        if token in WORDS_AS_NUMBERS:
            number = Decimal(WORDS_AS_NUMBERS[token])
        elif token in ("thousands", "half", "majority"):
            number = None
        else:
            number = Decimal(digits.replace(",", "")) * scale
        assert figure.entry.value == number, figure.id


@pytest.mark.slow
def test_a_numeral_added_anywhere_in_the_report_is_found(corpus, report):
    measures = {item.entry.id: item.entry for item in corpus.measures}
    text = report.document.passages[0].text
    spaces = [match.start() for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", text)]
    for offset in spaces[:: len(spaces) // 25]:
        for added in (" 7 ", " seventeen "):
            changed = text[:offset] + added + text[offset + 1 :]
            document = whole_document(
                report.id, report.document.file, changed, report.document.pages
            )
            transcript, findings = transcribe(
                replace(report, document=document), measures, corpus.catalog
            )
            found = [*findings, *completeness_of(transcript).findings]
            line = text.count("\n", 0, offset) + 1
            assert any(
                added.strip() in finding.subject + finding.found for finding in found
            ) or any(str(line) in finding.found for finding in found), f"{added} at {offset}"


def test_an_unaccounted_numeral_stops_the_build_and_gets_a_stub(project, edit, repin):
    edit(DOCUMENT, "in a major metropolitan city", "in 17 major metropolitan cities")
    repin()
    (finding,) = check_all(project).findings
    assert "this numeral is not accounted for" in finding.found
    shown = CliRunner().invoke(oversight, ["--root", str(project), "completeness", "oig-20-13"])
    assert shown.exit_code == 1
    for words in (
        "document.txt:300  17",
        "⟦17⟧ major",
        "1 not accounted for",
        "  - reason:",
        "line: 300",
    ):
        assert words in shown.output
    assert "freebeacon" not in shown.output


@pytest.mark.slow
def test_a_document_that_is_transcribed_in_part_says_so(project, edit, repin):
    edit(DOCUMENT, "in a major metropolitan city", "in 17 major metropolitan cities")
    repin()
    edit("sources/oig-20-13/source.yaml", "text: whole", "text: whole\ntranscription: partial")
    found = check_all(project).findings
    assert not any("not accounted for" in finding.found for finding in found)
    shown = (
        CliRunner().invoke(oversight, ["--root", str(project), "completeness", "oig-20-13"]).output
    )
    assert "1  unaccounted    not yet transcribed" in shown
    assert "448  numerals, 1 not accounted for: the document is transcribed in part" in shown
    own = check_own(project, ["oig-20-13"])
    assert own.findings == ()
    assert "447 numerals are accounted for (1 of oig-20-13 are not yet transcribed)" in own.summary


def test_no_document_is_transcribed_in_part(corpus):
    held = [source for source in corpus.sources if source.document is not None]
    assert {source.entry.transcription for source in held} == {"complete"}


def test_completeness_for_machines(repository):
    shown = CliRunner().invoke(
        oversight, ["--root", str(repository), "completeness", "--format", "json"]
    )
    said = json.loads(shown.output)
    assert shown.exit_code == 0
    assert said["unaccounted"] == said["findings"] == []
    assert said["not_yet_transcribed"] == 0
    assert sum(row["numerals"] for row in said["accounts"]) == 447 + 24 + 30 + 6 + 12


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("pattern: 'OIG-20-13', matches: 4", "pattern: 'OIG-20-13', matches: 3", "matches 4 times, expected 3"),
        ('quote: "within 90 days"', 'quote: "within 91 days"', "not in the document"),
        ('quote: "within 90 days"', 'quote: "please provide our office"', "contains no numeral"),
        ('quote: "within 90 days"', 'quote: "ICE enforces more than 400"', "and by the waiver at sources/oig-20-13/waivers.yaml:90 (deadline)"),
        ("reason: deadline, quote: \"within 90", "reason: boredom, quote: \"within 90", "boredom"),
        ("pattern: 'February 18, 2020'", "pattern: 'February (?:18, 2020'", "missing )"),
        ("- {reason: elapsed time", "- {reason: date, quote: \"within 30 days\"}\n  - {reason: elapsed time", "by the waiver at sources/oig-20-13/waivers.yaml:"),
    ],
)  # fmt: skip
def test_a_waiver_must_hold_what_it_says(old, new, says, project, edit):
    edit("sources/oig-20-13/waivers.yaml", old, new)
    found = check_all(project).findings
    assert any(says in f.found and "waivers.yaml" in f.file and f.line > 1 for f in found), found


def test_every_numeral_that_states_no_figure_is_published_with_its_place(
    derived, completeness, texts
):
    rows = derived("transcribed_tables")["waived_numerals"].to_dict("records")
    counted = Counter((row["source_id"], row["disposition"], row["reason"]) for row in rows)
    accounts = [account for one in completeness.values() for account in one.accounts]
    assert counted == Counter(
        (one.source_id, one.disposition, one.reason)
        for one in accounts
        if one.disposition not in ("figure", "table")
    )
    held = [row for row in rows if row["source_id"] == "oig-20-13"]
    for row in held:
        text, start = texts[row["source_id"]], row["start_offset"]
        assert text[start : row["end_offset"]] == row["token"]
        assert text.count("\n", 0, start) + 1 == row["line"]
    assert len(held) > 100


def test_of_a_text_that_is_not_held_no_characters_are_published_beside_its_quotations(derived):
    rows = derived("transcribed_tables")["waived_numerals"]
    others = rows[rows["source_id"] != "oig-20-13"]
    assert len(others) and others[["token", "line", "page"]].isna().all(axis=None)
