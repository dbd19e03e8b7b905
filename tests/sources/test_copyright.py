"""No article's text is in the repository or its history beyond what may be quoted (docs/method.md)."""

import subprocess

import pytest

from pipeline.sources.folders import read_corpus
from pipeline.text.documents import sha256_of
from pipeline.transcription.ledgers import (
    Refused,
    fulltexts_at_hand,
    ledger_findings,
    proof_findings,
    renew_ledger,
    run_hashes,
    words_of,
)
from pipeline.transcription.transcribe import transcribe

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def forbidden(corpus):
    hashes = frozenset().union(*(source.word_runs for source in corpus.sources))
    assert len(hashes) > 2000
    return hashes


@pytest.fixture(scope="module")
def articles(corpus):
    return [source for source in corpus.sources if source.entry.text == "excerpts"]


@pytest.mark.slow
def test_no_file_and_no_blob_of_the_history_holds_a_run_of_41_words(repository, forbidden):
    listed = git(repository, "rev-list", "--objects", "--all").decode().splitlines()
    files = git(repository, "ls-files", "-z").decode().split("\0")
    contents = {
        name: (repository / name).read_bytes() for name in files if (repository / name).is_file()
    }
    blobs = "\n".join(line.split(" ")[0] for line in listed if " " in line)
    contents |= dict(read_blobs(repository, blobs))
    assert len(contents) > 60
    quoting = [
        name
        for name, content in contents.items()
        if run_hashes(words_of(content.decode("utf-8", "ignore"))) & forbidden
    ]
    assert quoting == []


def test_a_run_of_41_words_would_be_seen():
    words = [f"word{number}" for number in range(60)]
    assert run_hashes(words[:41]) <= run_hashes(words)
    assert run_hashes(words[:40]) == set()


def test_every_article_is_kept_to_excerpts(repository, articles):
    assert len(articles) == 4
    for source in articles:
        folder = repository / "sources" / source.id
        assert not (folder / "document.txt").exists()
        assert not source.entry.redistributable
        assert all(len(words_of(e.entry.text)) <= 40 for e in source.excerpts)


def test_the_published_words_of_an_article_are_inside_its_excerpts(transcription, articles):
    for source in articles:
        held = [passage.text for passage in source.document.passages]
        for citation in transcription.citations:
            if citation.document.source_id == source.id:
                prefix, suffix = citation.document.context(citation.span)
                words = prefix + citation.document.characters(citation.span) + suffix
                assert any(words in text for text in held)


def test_excerpts_and_ledgers_are_those_of_the_full_texts_at_hand(corpus):
    assert proof_findings(corpus, fulltexts_at_hand()) == []


ARTICLE = """A made-up article of which we hold every word.

The office counted 1,234 boxes in 2019, and 17 lids. Nobody counted the labels, the tape, the string,
the pencils, the chairs, the lamps, the windows or the doors of the old building by the river.
"""


@pytest.fixture
def made_up(project, tmp_path):
    """A project with a made-up article, whose full text is at hand in a folder of its own."""
    folder = project / "sources" / "made-up"
    folder.mkdir()
    text = tmp_path / "texts" / "article.txt"
    text.parent.mkdir()
    text.write_text(ARTICLE)
    (folder / "source.yaml").write_text(
        "id: made-up\nkind: article\ntitle: A made-up article\nlicence: none\nredistributable: false\n"
        f"text: excerpts\ntext_sha256: {sha256_of(text.read_bytes())}\n"
    )
    start = ARTICLE.index("1,234 boxes")
    (folder / "excerpts.yaml").write_text(
        f"excerpts:\n  - start: {start}\n    line: 3\n    text: 1,234 boxes\n"
    )
    (folder / "figures.yaml").write_text(
        "transcribed_by: software\nchecked_by: none\nfigures:\n"
        "  - {id: boxes, measure: boxes, quote: '1,234 boxes', at: '1,234', value: 1234, population: boxes}\n"
    )
    measures = project / "sources/measures.yaml"
    measures.write_text(
        measures.read_text()
        + "  - {id: boxes, name: Boxes, unit: boxes, words: ['# boxes'], definition: Boxes.}\n"
    )
    said = renew_ledger(project, "made-up", ARTICLE.encode())
    assert said.startswith("3 numerals, 2 of them to be decided")
    decide = folder / "numerals.csv"
    decide.write_text(decide.read_text().replace("todo,", "outside_scope,made up"))
    return folder, text


def found(folder, text):
    corpus, findings = read_corpus(folder.parent.parent)
    fulltexts = {sha256_of(text.read_bytes()): text.read_bytes()}
    measures = {item.entry.id: item.entry for item in corpus.measures}
    everything = [*findings, *proof_findings(corpus, fulltexts)]
    for source in corpus.sources:
        transcript, read = transcribe(source, measures, corpus.catalog)
        everything += [*read, *ledger_findings(transcript)]
    return [finding for finding in everything if "made-up" in finding.file]


@pytest.mark.parametrize(
    ("source", "content", "says"),
    [
        ("made-up", b"another text", "this is not the text of made-up"),
        ("oig-20-13", b"another text", "has no ledger"),
        ("nowhere", b"another text", "there is no source"),
    ],
)
def test_a_ledger_is_never_overwritten_with_that_of_another_text(source, content, says, made_up):
    folder, _ = made_up
    before = (folder / "numerals.csv").read_bytes()
    with pytest.raises(Refused, match=says):
        renew_ledger(folder.parent.parent, source, content)
    assert (folder / "numerals.csv").read_bytes() == before


def test_an_article_that_is_accounted_for_is_accepted(made_up):
    assert found(*made_up) == []


def test_no_ledger_is_written_while_other_files_have_findings(made_up):
    """The runs of words that no held text has cannot be known while a held text is not read."""
    folder, text = made_up
    (folder.parent / "oig-20-13" / "document.txt").write_text("another text")
    before = (folder / "word-runs.txt").read_bytes()
    with pytest.raises(Refused, match="run `oversight check`"):
        renew_ledger(folder.parent.parent, "made-up", text.read_bytes())
    assert (folder / "word-runs.txt").read_bytes() == before


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("excerpts.yaml", "start: 6", "start: 7", "does not read so at offset"),
        ("excerpts.yaml", "line: 3", "line: 2", "is on line 3"),
        ("numerals.csv", "92,94,2,outside_scope,made up\n", "", "has 3 numerals"),
        ("numerals.csv", "outside_scope,made up", "outside_scope,", "no reason is given"),
        ("numerals.csv", "outside_scope,made up", "todo,", "cannot read"),
        ("numerals.csv", "outside_scope,made up", "figure,", "no figure reads them"),
        ("word-runs.txt", "\n", "0\n", "not those of the full text"),
        ("excerpts.yaml", "text: 1,234 boxes", "text: 1,234 boxes in 2019, and 17 lids", "a tenth"),
    ],
)
def test_what_the_full_text_does_not_bear_out_is_found(file, old, new, says, made_up):
    folder, text = made_up
    path = folder / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    assert any(says in finding.found for finding in found(folder, text)), found(folder, text)


def git(repository, *arguments):
    return subprocess.run(
        ["git", *arguments], cwd=repository, check=True, capture_output=True
    ).stdout


def read_blobs(repository, names):
    """Every object of a list with its content, by `git cat-file --batch`."""
    out = subprocess.run(
        ["git", "cat-file", "--batch"],
        cwd=repository, input=names.encode(), check=True, capture_output=True,
    ).stdout  # fmt: skip
    place = 0
    while place < len(out):
        start = out.index(b"\n", place) + 1
        name, kind, size = out[place : start - 1].decode().split()
        if kind == "blob":
            yield name, out[start : start + int(size)]
        place = start + int(size) + 1
