"""Changes to one digit, each of them seen: of the document's Appendix C, and of what was typed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.consistency.rule_checks import rule_findings
from pipeline.consistency.table_rules import rule_relations
from pipeline.package.transcribed_tables import transcribed_tables
from pipeline.package.validation import validate
from pipeline.sources.corpus import Shared
from pipeline.sources.table_catalog import published_name
from pipeline.text.documents import Span, sha256_of, whole_document
from pipeline.transcription.figures import Figure, read_figure
from pipeline.transcription.transcribe import joined, transcribe

TOTALS = {"oig-20-13/charges-fy2019", "oig-20-13/convictions-fy2019", "oig-20-13/offenses-fy2019"}


@pytest.fixture(scope="module")
def appendix_c(corpus, report):
    """The corpus cut down to Appendix C: its table and the three printed totals."""
    table = tuple(
        t for t in report.tables if published_name(report.id, t.entry) == "arrest_offenses"
    )
    totals = tuple(f for f in report.figures if f.entry.id in TOTALS)
    names = ("relations", "quantities", "discrepancies", "emendations")
    only = replace(report, figures=totals, tables=table, **dict.fromkeys(names, ()))
    return replace(corpus, sources=(only,), shared=Shared())


def with_text(corpus, text):
    (source,) = corpus.sources
    document = whole_document(source.id, source.document.file, text, source.document.pages)
    return replace(corpus, sources=(replace(source, document=document),))


def found_in(corpus):
    """The findings about the one document; its tables are validated only if it was read without any."""
    (source,) = corpus.sources
    measures = {item.entry.id: item.entry for item in corpus.measures}
    transcript, findings = transcribe(source, measures, corpus.catalog)
    if findings:
        yield from findings
        return
    read = joined(corpus, [transcript])
    relations = list(
        rule_relations(read.tables.values(), corpus.catalog, read.figures, frozenset())
    )
    for of_rule in rule_findings(relations, {}).values():
        yield from of_rule
    tables = transcribed_tables(read, [])  # which numerals are left is not asked here
    for check in validate(["arrest_offenses"], tables, read.places, corpus.catalog):
        yield from check.findings


def test_appendix_c_has_its_93_numbers_each_with_its_characters(appendix_c, report):
    measures = {item.entry.id: item.entry for item in appendix_c.measures}
    read = joined(appendix_c, [transcribe(appendix_c.sources[0], measures, appendix_c.catalog)[0]])
    spans = {
        citation.span
        for citation in read.citations
        if citation.column in ("charges", "convictions", "total_offenses")
    } | {figure.token for figure in read.figures.values()}
    numbers = [report.document.characters(span) for span in spans]
    assert len(spans) == 93
    assert all(number.replace(",", "").isdecimal() for number in numbers)
    assert len(read.rows("arrest_offenses")) == 30
    assert list(found_in(appendix_c)) == []


@pytest.mark.slow
def test_changing_any_digit_of_appendix_c_is_found_and_named(appendix_c, report):
    text = report.document.passages[0].text
    start = text.index("Traffic Offenses - DUI\t")
    end = text.index("Source: Fiscal Year 2019 ICE Enforcement")
    changed = 0
    for offset in range(start, end):
        if not text[offset].isdecimal():
            continue
        digit = str((int(text[offset]) + 1) % 10)
        findings = found_in(with_text(appendix_c, text[:offset] + digit + text[offset + 1 :]))
        line = text.count("\n", 0, offset) + 1
        row = text.split("\n")[line - 1].split("\t")[0]
        named = any(row in f.subject + f.found or f.subject in TOTALS for f in findings)
        assert named, f"line {line}: digit {text[offset]} became {digit} unseen"
        changed += 1
    assert changed == sum(character.isdecimal() for character in text[start:end]) > 390


def test_changing_any_digit_of_any_typed_value_is_found_and_named(corpus):
    measures = {item.entry.id: item.entry for item in corpus.measures}
    changed = 0
    for source in corpus.sources:
        emendations = {item.entry.figure: item for item in source.emendations}
        for at in source.figures:
            written = str(at.entry.value)
            for place, digit in enumerate(written if at.entry.value is not None else ""):
                if not digit.isdecimal():
                    continue
                other = written[:place] + str((int(digit) + 1) % 10) + written[place + 1 :]
                entry = at.entry.model_copy(update={"value": Decimal(other)})
                read = read_figure(
                    replace(at, entry=entry), source, measures, emendations.get(at.entry.id)
                )
                assert not isinstance(read, Figure), f"{at.entry.id}: {other} unseen"
                assert all(finding.subject == at.entry.id for finding in read)
                changed += 1
    assert changed > 300


def test_every_figure_reads_its_own_characters(transcription):
    for figure in transcription.figures.values():
        assert figure.document.characters(figure.token) == figure.numeral.token
        assert figure.quote.start <= figure.token.start < figure.token.end <= figure.quote.end


def test_the_pages_agree_with_the_footers_that_carry_a_number(oig_20_13):
    text = oig_20_13.passages[0].text
    for page in (3, 5):
        footer = f"www.oig.dhs.gov {page} OIG-20-13"
        assert oig_20_13.page(text.index(footer)) == page


def test_the_document_is_the_one_that_is_pinned(repository, report):
    content = (repository / "sources/oig-20-13/document.txt").read_bytes()
    assert sha256_of(content) == report.entry.text_sha256


def test_an_articles_spans_are_offsets_in_its_full_text(transcription):
    figure = transcription.figures["jeffrey-2018-01-26/detainers-declined-jeffrey"]
    assert figure.token == Span(1950, 1956)
    assert figure.document.line(figure.token.start) == 23
    assert figure.numeral.qualifier == "more than"


def test_a_figure_without_a_population_has_the_name_of_its_measure(corpus, report):
    measures = {at.entry.id: at.entry for at in corpus.measures}
    at = next(f for f in report.figures if f.entry.measure == "recommendations")
    bare = replace(at, entry=at.entry.model_copy(update={"population": ""}))
    figure = read_figure(bare, report, measures, None)
    assert isinstance(figure, Figure), figure
    assert figure.entry.population == measures["recommendations"].name
