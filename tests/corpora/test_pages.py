"""Pages of the real report: its numbers, and entries that contradict its text."""

import pytest

from pipeline.sources.folders import read_source
from pipeline.transcription.completeness import completeness_of
from pipeline.transcription.transcribe import transcribe

SOURCE = "sources/oig-20-13/source.yaml"


def test_the_pages_2_to_25_are_proved_and_no_other_has_a_number(oig_20_13):
    numbers = [anchor.page for anchor in oig_20_13.pages]
    assert numbers == [None] * 4 + list(range(2, 26)) + [None]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("header: Department of Homeland Security", "header: Management Comments and OIG Analysis"),
        ("footer: www.oig.dhs.gov {page}", "footer: www.ice.gov {page}"),
        ("not_headers: [647]", "not_headers: [411, 647]"),
        ("not_headers: [647]", "not_headers: [646]"),
        ('at: "24", heading', 'at: "25", heading'),
        ("heading: Recommendations, line: 356", "heading: Conclusion, line: 334"),
        ("line: 217", "line: 88"),
        ('Issuance\\t10", at: "10"', 'Issuance\\t10", at: "1"'),
        ("heading: Appendix C FY 2019 Data on ICE Arrests", "heading: Appendix B ICE Comments"),
    ],
)
def test_a_changed_page_is_refused(old, new, project, edit):
    edit(SOURCE, old, new)
    _, findings = read_source(project, "oig-20-13", {})
    assert findings
    assert all(f.file == SOURCE and f.line > 24 and f.remedy for f in findings)


def test_a_page_number_that_proves_nothing_is_not_accounted_for(project, edit, corpus):
    edit(
        SOURCE,
        '    - {quote: "Detainer Issuance\\t10", at: "10", heading: ICE Duplicates CAP Research and Detainer Issuance}\n',
        "",
    )
    source, findings = read_source(project, "oig-20-13", {})
    assert findings == []
    measures = {item.entry.id: item.entry for item in corpus.measures}
    transcript, _ = transcribe(source, measures, corpus.catalog)
    (left,) = completeness_of(transcript).unaccounted
    assert left.numeral.token == "10"
