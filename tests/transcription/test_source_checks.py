"""Title, number and date of a report are those of its text; a publisher's defect needs the publisher's file."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.transcription.source_checks import source_findings


@pytest.fixture
def about(report):
    def run(**changes):
        entry = report.entry.model_copy(update=changes)
        changed = replace(report, about=replace(report.about, entry=entry))
        return [f"{one.found} → {one.remedy}" for one in source_findings(changed)]

    return run


def test_a_source_as_its_text_has_it(about, report):
    assert about() == []
    assert about(title=report.entry.title.upper(), published=None, report_number=None) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "U.S. Immigration and Customs Enforcement's Criminal Alien Program Faces Challenge"),
        ("title", "Faces Several Challenges"),
        ("report_number", "OIG-20-14"),
        ("report_number", "OIG-20-1"),
        ("published", date(2020, 2, 19)),
        ("published", date(2019, 2, 18)),
        ("published", date(2020, 2, 1)),
    ],
)  # fmt: skip
def test_what_the_text_does_not_print(field, value, about):
    (finding,) = about(**{field: value})
    assert "document.txt does not print" in finding and f"write `{field}`" in finding


@pytest.mark.parametrize(
    "printed",
    ["September 5, 2019", "Sept. 5, 2019", "Sep. 5, 2019", "Sep 5, 2019", "5 Sept. 2019", "5 September 2019", "9/5/2019", "09/05/2019", "2019-09-05"],
)  # fmt: skip
def test_a_day_is_printed_in_several_ways(printed, about, report):
    passage = replace(report.document.passages[0], text=f"Report\n{printed}\n")
    document = replace(report.document, passages=(passage,))
    changes = {"title": "Report", "report_number": None, "published": date(2019, 9, 5)}
    changed = replace(
        report,
        document=document,
        about=replace(report.about, entry=report.entry.model_copy(update=changes)),
    )
    assert list(source_findings(changed)) == []


def test_excerpts_need_not_have_the_title(about):
    assert about(text="excerpts", title="Beyond the Border") == []


@pytest.mark.parametrize("kind", ["discrepancies", "emendations"])
def test_a_publisher_is_charged_only_by_the_publishers_file(kind, report):
    first, *others = getattr(report, kind)
    charged = replace(first, entry=first.entry.model_copy(update={"defect_origin": "publisher"}))
    changed = replace(report, **{kind: (charged, *others)})
    (finding,) = source_findings(changed)
    assert finding.subject == first.entry.id and finding.file == first.file
    assert "no original is named" in finding.found
    held = report.entry.model_copy(update={"original_sha256": "0" * 64})
    assert list(source_findings(replace(changed, about=replace(report.about, entry=held)))) == []
