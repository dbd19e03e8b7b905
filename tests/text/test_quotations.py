import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.documents import Document, Passage, Span, whole_document
from pipeline.text.normal_form import normal_form
from pipeline.text.quotations import Verdict, find_quotation, not_anchored, not_once


def said(text, quote, **hints):
    return find_quotation(whole_document("made-up", "made-up.txt", text), quote, **hints)


def edited(document, old, new):
    text = document.passages[0].text
    assert text.count(old) == 1
    return whole_document(document.source_id, document.file, text.replace(old, new))


def test_a_quotation_is_found_where_it_stands(oig_20_13):
    anchored = find_quotation(oig_20_13, "from 8.665 to 16,400")
    assert anchored.verdict is Verdict.FOUND
    assert oig_20_13.characters(anchored.span) == "from 8.665 to 16,400"
    assert (oig_20_13.line(anchored.span.start), oig_20_13.page(anchored.span.start)) == (286, 9)


def test_a_changed_digit_in_the_document_is_named_and_no_repair_is_proposed(oig_20_13):
    anchored = find_quotation(
        edited(oig_20_13, "16,400", "16,500"), "from 8.665 to 16,400, or an 89"
    )
    assert anchored.verdict is Verdict.CHANGED
    assert "16,500" in anchored.nearest
    assert not anchored.same_facts


def test_an_inserted_negation_is_not_proposed_as_a_repair(oig_20_13):
    document = edited(
        oig_20_13, "ICE arrested about 70 percent", "ICE has not arrested about 70 percent"
    )
    anchored = find_quotation(document, "ICE arrested about 70 percent of those aliens")
    assert anchored.verdict is Verdict.CHANGED
    assert not anchored.same_facts


def test_a_changed_word_is_proposed_because_the_facts_are_the_same(oig_20_13):
    document = edited(oig_20_13, "jurisdictions declined 58,900", "localities declined 58,900")
    anchored = find_quotation(document, "In total, jurisdictions declined 58,900 detainers")
    assert anchored.verdict is Verdict.CHANGED
    assert anchored.same_facts


def test_what_is_nowhere_is_orphaned(oig_20_13):
    anchored = find_quotation(oig_20_13, "zebras graze upon quiet xylophones")
    assert anchored.verdict is Verdict.ORPHANED


def test_what_stands_twice_is_ambiguous_until_a_line_or_a_neighbor_tells(oig_20_13):
    assert find_quotation(oig_20_13, "declined detainers").verdict is Verdict.AMBIGUOUS
    on_line = find_quotation(oig_20_13, "declined detainers", line=302)
    behind = find_quotation(oig_20_13, "declined detainers", after="Of the 58,900")
    assert on_line.span == behind.span is not None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("18 percent", "8 percent"),
        ("1,234 cases", "234 cases"),
        ("8.665 detainers", "665 detainers"),
        ("It lost 1.5 beds", "5 beds"),
        ("It lost 1.5 beds", "It lost 1"),
        ("It lost 1,5 beds", "It lost 1"),
        ("a total of 137,0001", "a total of 137,000"),
        ("an unarrested alien", "arrested alien"),
    ],
)
def test_a_match_that_cuts_a_number_or_a_word_is_no_match(text, quote):
    assert said(text, quote).span is None


def test_a_sentence_end_behind_a_number_is_not_part_of_it():
    assert said("It arrested 195,500.", "arrested 195,500").verdict is Verdict.FOUND


def test_a_quotation_may_leave_out_the_footnote_mark_behind_it():
    assert said("arrests¹⁰ were based", "arrests").verdict is Verdict.FOUND


def test_line_breaks_typographic_marks_and_soft_hyphens_do_not_matter():
    text = "agencies de-\nclined\u00a0“many”\n\ndetain\u00aders – so"
    anchored = said(text, 'agencies declined "many" detainers - so')
    assert (anchored.span.start, anchored.span.end) == (0, len(text))


def test_a_superscript_is_never_a_digit():
    assert said("arrested 143,100⁴ aliens", "arrested 143,1004 aliens").span is None


def test_an_offset_in_an_excerpt_is_an_offset_in_the_full_text():
    document = Document("a", "a.yaml", (Passage(4077, 40, "675 jurisdictions"),), text_held=False)
    assert find_quotation(document, "jurisdictions").span.start == 4081


@given(st.text(alphabet="ab 12,.-\n\t\u00a0\u00ad“”–¹²", max_size=60))
def test_the_normal_form_keeps_every_digit_and_the_offset_of_every_character(text):
    form = normal_form(text)
    assert len(form.text) == len(form.offsets)
    assert list(form.offsets) == sorted(form.offsets)
    digits = [(c, o) for c, o in zip(form.text, form.offsets, strict=True) if c.isdigit()]
    assert digits == [(c, o) for o, c in enumerate(text) if c.isdigit()]


CHARACTERS = {
    " ": "\u00a0 \u2009 \u202f \t \n \r".split(" "),
    "": ["\u00ad"],
    "'": ["\u2018", "\u2019"],
    '"': ["\u201c", "\u201d"],
    "-": ["\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015"],
}


@pytest.mark.parametrize(
    ("character", "mapped"), [(c, mapped) for mapped, some in CHARACTERS.items() for c in some]
)
def test_every_character_of_the_map_has_its_form(character, mapped):
    assert normal_form(f"7{character}8").text == f"7{mapped}8"
    assert said(f"the 7{character}x files", f"the 7{mapped}x files").verdict is Verdict.FOUND


@pytest.mark.parametrize("character", "⁴²½−`´«»…é\u200b\u3000\u2003")
def test_every_other_character_stays_as_it_is(character):
    assert normal_form(f"7{character}8").text == f"7{character}8"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("de-\nclined", "declined"),
        ("de- \t\r\n  clined", "declined"),
        ("20-\n13", "20- 13"),
        ("de-\n\nClined", "de- Clined"),
        ("de-clined", "de-clined"),
        ("two \n\t  spaces", "two spaces"),
    ],
)
def test_a_hyphen_at_a_line_break_and_spaces_are_brought_to_one_form(text, form):
    assert normal_form(text).text == form


@pytest.mark.parametrize(
    "word", ["no", "not", "never", "none", "nor", "neither", "without", "cannot", "didn't"]
)
def test_every_negation_is_a_fact_of_a_quotation(word):
    text = "In total, the jurisdictions declined many of the detainers that ICE had issued"
    quote = text.replace("declined", f"{word} declined")
    anchored = said(text, quote)
    assert anchored.verdict is Verdict.CHANGED and not anchored.same_facts
    other = said(text, text.replace("declined", "simply declined"))
    assert other.verdict is Verdict.CHANGED and other.same_facts


@pytest.mark.parametrize(
    ("text", "quote", "found", "remedy"),
    [
        ("no beds\nno beds", "no beds", "occurs 2 times in made-up.txt (lines 1, 2)", "lengthen the quotation"),
        ("no beds", "xylophones", "not in made-up.txt, and nothing is similar", "quote the document's own words"),
        (
            "It lost 400 beds in all",
            "It lost 401 beds in all",
            "the nearest words are at made-up.txt:1:\n“It lost 400 beds in all”",
            "a number or a negation differs",
        ),
        (
            "It lost 400 beds in all",
            "It lost 400 beds in sum",
            "the nearest words are at made-up.txt:1",
            "numerals and negations are the same",
        ),
    ],
)  # fmt: skip
def test_why_a_quotation_has_no_place_is_said_with_the_remedy(text, quote, found, remedy):
    document = whole_document("made-up", "made-up.txt", text)
    says = not_anchored(find_quotation(document, quote), quote, document)
    assert found in says[0] and says[1].startswith(remedy)


def test_a_quotation_elsewhere_than_at_its_line_occurs_once():
    document = whole_document("made-up", "made-up.txt", "no\nbeds")
    found, remedy = not_anchored(find_quotation(document, "beds", line=1), "beds", document)
    assert "occurs once in made-up.txt (lines 2)" in found
    assert "`line:`" in remedy


def test_words_that_do_not_occur_once_are_named():
    document = whole_document("made-up", "made-up.txt", "no beds\nbeds and beds")
    assert not_once(document, Span(3, 21), "beds") == (
        "`beds` must occur exactly once in the quotation\nit occurs 3 times in “beds beds and beds”",
        "take words that the quotation has once, or make it longer if these are beside it",
    )


@pytest.mark.parametrize(
    "quote",
    ["Officers declined 401 detainers", "cers declined 401 detain", "Officers declined 401 det"],
)
def test_the_nearest_words_are_whole(quote):
    text = "In all, the Officers declined 400 detainers at jails"
    assert said(text, quote).nearest == "Officers declined 400 detainers"
