"""A document in excerpts: which passage, line, page and neighbors an offset has."""

import pytest

from pipeline.text.documents import Document, PageAnchor, Passage, Span, sha256_of, whole_document

FIRST = "Office\n  made 12 visits,\n\nand 345 more\n"
SECOND = "It lost 7 beds"
EXCERPTS = Document(
    "r", "r.yaml", (Passage(100, 10, FIRST), Passage(500, 40, SECOND)), (PageAnchor(11, 2), PageAnchor(13, None), PageAnchor(40, 5)),
    text_held=False,
)  # fmt: skip


def span_of(words):
    passage = next(passage for passage in EXCERPTS.passages if words in passage.text)
    start = passage.start + passage.text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "line", "page"),
    [("Office", 10, None), ("made", 11, 2), ("visits,", 11, 2), ("and", 13, None), ("more", 13, None), ("It", 40, 5)],
)  # fmt: skip
def test_words_have_a_line_and_a_page(words, line, page):
    span = span_of(words)
    assert EXCERPTS.characters(span) == words
    assert (EXCERPTS.line(span.start), EXCERPTS.page(span.start)) == (line, page)


def test_a_line_end_belongs_to_its_line():
    assert EXCERPTS.line(106) == 10
    assert EXCERPTS.line(107) == 11


@pytest.mark.parametrize("offset", [0, 99, 100 + len(FIRST), 499, 500 + len(SECOND)])
def test_what_is_not_held_has_no_passage(offset):
    with pytest.raises(LookupError, match=f"r holds no character at offset {offset}"):
        EXCERPTS.passage_at(offset)


def test_an_empty_passage_is_found_at_its_start():
    empty = Document("r", "r.txt", (Passage(0, 1, ""),))
    assert empty.passage_at(0).text == ""
    assert empty.passages[0].end == 0


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Office", "Office"),
        ("12", "made 12 visits,"),
        ("Office\n  made", "Office\n  made 12 visits,"),
        ("more", "and 345 more"),
        ("7", SECOND),
    ],
)
def test_the_line_around_words_has_no_spaces_at_its_ends(words, line):
    assert EXCERPTS.characters(EXCERPTS.line_around(span_of(words))) == line


@pytest.mark.parametrize(
    ("words", "width", "before", "behind"),
    [
        ("12", 5, "made ", " visi"),
        ("Office", 5, "", "\n  ma"),
        ("more", 32, FIRST[:-5][-32:], "\n"),
        ("It", 3, "", " lo"),
    ],
)
def test_the_characters_beside_words_are_from_their_passage(words, width, before, behind):
    assert EXCERPTS.context(span_of(words), width) == (before, behind)


def test_so_many_characters_beside_words_are_shown():
    document = Document("r", "r.txt", (Passage(0, 1, "a" * 40 + "12" + "b" * 40),))
    assert document.context(Span(40, 42)) == ("a" * 32, "b" * 32)


def test_the_numerals_of_a_span_have_their_offsets_in_the_full_text():
    (passage, _) = EXCERPTS.passages
    assert [(n.start, n.token) for n in passage.numerals_in(Span(100, 139))] == [
        (114, "12"),
        (130, "345"),
    ]
    assert [n.token for n in passage.numerals_in(Span(114, 116))] == ["12"]
    assert passage.numerals_in(Span(115, 132)) == []
    assert [n.end for n in passage.numerals_in(Span(116, 139))] == [133]


def test_a_whole_document_is_one_passage_that_is_held():
    document = whole_document("r", "r.txt", FIRST)
    assert document.text_held and not EXCERPTS.text_held
    assert [(p.start, p.line, p.text) for p in document.passages] == [(0, 1, FIRST)]


def test_a_hash_is_sha_256():
    assert sha256_of(b"").startswith("e3b0c44298fc1c14")
