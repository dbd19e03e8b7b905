"""The measure, the area and the rule of rounding of an entry, each right and each wrong."""

import pytest
from entries_of_figures import entered, found, measure

from pipeline.sources.measure_entries import MeasureEntry
from pipeline.sources.source_entries import Rounding
from pipeline.text.documents import Span
from pipeline.transcription.entry_checks import (
    area_findings,
    counted_findings,
    measure_findings,
    rule_of_rounding_findings,
    words_around,
)
from pipeline.transcription.figure_checks import rounding_findings, value_findings

MEASURES = {
    one.id: one
    for one in (
        measure("files", "files", "# files were lost", "lost … # files"),
        measure("cases", "cases", "# cases"),
    )
}
SENTENCE = "The agency lost track: 400 files were lost in 12 cases."


def about_measure(text, token, **fields):
    return found(measure_findings(*entered(text, token, **fields), MEASURES))


def test_the_quotation_names_the_measure_of_its_number():
    assert about_measure(SENTENCE, "400") == []
    assert about_measure(SENTENCE, "12", measure="cases") == []


def test_words_about_another_number_of_the_quotation_do_not_name_its_measure():
    (finding,) = about_measure(SENTENCE, "400", measure="cases")
    assert "does not name the measure `cases`" in finding
    assert "“The agency lost track: # files were lost in 12 cases.”" in finding
    assert "expected `# cases` → write `measure: files`" in finding


def test_words_that_no_measure_has_are_to_be_quoted_or_added():
    (finding,) = about_measure("It lost 400 folders.", "400")
    assert "→ correct `measure`, quote the words" in finding


def test_a_measure_that_is_not_defined_has_one_like_it_named():
    (finding,) = about_measure(SENTENCE, "400", measure="file")
    assert "`file` is not defined" in finding and "files" in finding.partition("→")[2]


@pytest.mark.parametrize("field", ["measure", "population"])
def test_words_quoted_elsewhere_may_name_the_measure(field):
    context = {field: "It lost count of the cases"}
    assert about_measure("There were 12 of them.", "12", measure="cases")
    named = {"cases": measure("cases", "cases", "# of them … the cases")}
    entry = entered("There were 12 of them.", "12", measure="cases", context=context)
    assert found(measure_findings(*entry, named)) == []


def test_words_quoted_for_another_field_do_not_name_the_measure():
    entry = entered("12 of them", "12", context={"denominator": "of the cases", "period": "2019"})
    assert words_around(entry.at.entry, *entry[1:]) == "# of them"


def about_area(text, **fields):
    return found(area_findings(entered(text, "12", **fields).at))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("12 jails", {}),
        ("12 jails in Texas", {"ref_area": "US-TX"}),
        ("12 jails in Texas", {"ref_area": None}),
        ("12 aliens from Guatemala", {}),
        ("12 jails there", {"ref_area": "US-TX", "context": {"ref_area": "jails in Texas"}}),
        ("12 jails there", {"ref_area": "US-TX", "context": {"population": "jails in Texas"}}),
    ],
)
def test_an_area_that_the_words_name(text, fields):
    assert about_area(text, **fields) == []


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("12 jails in Texas", {}, "names US-TX, and the entry has no `ref_area`"),
        ("12 jails in Texas and Ohio", {}, "→ write `ref_area: null` where the number is one of several"),
        ("12 jails in Texas and the United States", {}, "→ write `ref_area: US`, or"),
        ("12 jails in Texas", {"ref_area": "US-UT"}, "do not name the area `US-UT`"),
        ("12 jails", {"ref_area": "US-TX"}, "do not name the area `US-TX`"),
        ("12 jails in Texas", {"ref_area": "US-XX"}, "`US-XX` is the code of no country"),
        (
            "12 jails there",
            {"ref_area": "US-UT", "context": {"ref_area": "jails in Texas"}},
            "do not name the area `US-UT`",
        ),
        (
            "12 jails in Texas",
            {"ref_area": "US-TX", "context": {"ref_area": "in Texas"}},
            "the quotation itself names the area",
        ),
    ],
)
def test_an_area_that_the_words_do_not_name(text, fields, expected):
    (finding,) = about_area(text, **fields)
    assert expected in finding


COUNTS = "In all, 12 jails lost 400 files of prisoners."


def about_counts(token, counts):
    entry = entered(COUNTS, token, counts=counts)
    start = COUNTS.index(counts)
    return found(counted_findings(*entry[:2], entry.quote, entry.printed, Span(start, start + len(counts))))  # fmt: skip


@pytest.mark.parametrize(("token", "counts"), [("12", "jails"), ("400", "files of prisoners")])
def test_what_is_counted_is_beside_the_number(token, counts):
    assert about_counts(token, counts) == []


@pytest.mark.parametrize(("token", "counts", "other"), [("12", "files", "400"), ("400", "jails", "12")])  # fmt: skip
def test_what_another_number_counts_is_refused(token, counts, other):
    (finding,) = about_counts(token, counts)
    assert f"`{other}` is nearer to `{counts}` than `{token}`" in finding


def test_words_quoted_for_an_area_go_with_an_area():
    context = {"ref_area": "offices in Texas"}
    (finding,) = about_area("12 jails", context=context)
    assert "`context` quotes words for an area, and the entry has none: US-TX" in finding
    (finding,) = about_area("12 jails", context={"population": "offices in Texas"})
    assert "names US-TX, and the entry has no `ref_area`" in finding


def about_rounding(text, token, rounding):
    entry = entered(text, token, rounding=rounding)
    return found(rule_of_rounding_findings(entry.at, entry.printed))


def test_a_rule_of_rounding_meets_a_number_printed_in_full():
    assert about_rounding("It lost 400 files", "400", "document") == []
    assert about_rounding("It lost about 400 files", "400", "none") == []
    assert about_rounding("It lost about 400 files", "400", None) == []


@pytest.mark.parametrize(
    ("text", "token", "expected"),
    [
        ("It lost about 400 files", "400", "`about` is beside the number"),
        ("It lost roughly 400 files", "400", "`roughly` is beside the number"),
        ("It lost 2.4 million files", "2.4 million", "`2.4 million` is rounded as its magnitude"),
    ],
)
def test_a_rule_of_rounding_does_not_meet_an_approximate_number_or_a_magnitude(text, token, expected):  # fmt: skip
    (finding,) = about_rounding(text, token, "document")
    assert expected in finding and "write `rounding: none`" in finding


HUNDREDS = Rounding(step=100, quote="Figures are rounded to the nearest hundred.")


def about_declining(text, token, **fields):
    entry = entered(text, token, **fields)
    return found(rounding_findings(entry.at, entry.printed, HUNDREDS))


@pytest.mark.parametrize(
    ("text", "token", "fields"),
    [
        ("It lost 400 files", "400", {"value": 400, "rounding": "document"}),
        ("It lost more than 400 files", "400", {"value": 400, "rounding": "none"}),
        ("It lost 1.2 million files", "1.2 million", {"value": 1200000, "rounding": "none"}),
        ("It lost 400 files", "400", {"value": 400, "rounding": "none", "not_rounded": "Counted one by one."}),
        ("It lost 412 files", "412", {"value": 412}),
    ],
)  # fmt: skip
def test_a_rule_of_rounding_is_declined_where_words_show_it_or_for_a_reason(text, token, fields):
    assert about_declining(text, token, **fields) == []


@pytest.mark.parametrize(
    ("text", "token", "fields", "expected"),
    [
        ("It lost 400 files", "400", {"value": 400}, "write `rounding: document` or `rounding: none`"),
        ("It lost 400 files", "400", {"value": 400, "rounding": "none"}, "say why as `not_rounded`"),
        ("It lost about 400 files", "400", {"value": 400, "rounding": "none", "not_rounded": "A guess."},
            "`about` shows that it does not → take `not_rounded` out"),
        ("It lost 412 files", "412", {"value": 412, "rounding": "none", "not_rounded": "It is exact."},
            "to which no rule of rounding could apply"),
    ],
)  # fmt: skip
def test_a_plain_count_is_under_the_rule_of_rounding(text, token, fields, expected):
    (finding,) = about_declining(text, token, **fields)
    assert expected in finding


@pytest.mark.parametrize(
    ("name", "unit", "words"),
    [
        ("offices", "field offices", "# offices"),
        ("officers", "offices", "# officers"),
        ("offices", "persons", "# offices"),
    ],
)
def test_a_measure_names_its_unit_in_whole_words(name, unit, words):
    with pytest.raises(ValueError, match="name what it counts"):
        MeasureEntry(id=name, name=name, definition=f"All {name}.", unit=unit, words=(words,))


def test_a_unit_is_named_in_the_singular_too():
    MeasureEntry(id="a", name="Batches", definition="All.", unit="batches", words=("one batch",))
    MeasureEntry(id="a", name="Cost", definition="Of jails.", unit="US dollars", words=("cost #",))


@pytest.mark.parametrize(
    ("text", "token", "said"),
    [
        (
            "It reduced the stock by less than two percent.",
            "two",
            "the words say a decrease: -2), the value typed is 2",
        ),
        ("It held minus 30 there.", "30", "the sign before it says below zero: -30), the value"),
        ("It held 30 there.", "30", "reads `30`, the value typed is 2"),
    ],
)
def test_a_number_below_zero_is_told_with_its_sign(text, token, said):
    entry = entered(text, token, value=2, denominator="the stock")
    (finding,) = found(value_findings(entry.at, entry.document, entry.printed, None))
    assert said in finding
