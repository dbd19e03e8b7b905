"""Texts that are not committed: excerpts, the ledger of numerals, hashes of word runs.

Without the full text, excerpts, figures and ledger are compared with each other; with it, all of them are
proved. The limits on quoting are in docs/method.md.
"""

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.sources.character_boxes import line_ends
from pipeline.sources.corpus import Corpus, Source
from pipeline.sources.files import LEDGER_HEADER
from pipeline.sources.findings import Finding, coded
from pipeline.sources.folders import BOXES, LEDGER, WORD_RUNS, read_corpus, read_source
from pipeline.sources.table_catalog import Shapes, catalog_of
from pipeline.text.documents import Span, sha256_of
from pipeline.text.numbers.numerals import digits_in, find_numerals
from pipeline.transcription.transcribe import Transcript, transcribe

FULLTEXT_VARIABLE = "OVERSIGHT_FULLTEXT"
"""Names the folder where a maintainer keeps the full texts that are not committed."""
MOST_WORDS_IN_A_RUN = 40
MOST_OF_AN_ARTICLE = 0.10
RUN_HASH_DIGITS = 12


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case, as runs of letters and digits."""
    return re.findall(r"\w+", text.lower())


def run_hashes(words: list[str]) -> set[str]:
    """Truncated hashes of every run of words that is one longer than may be quoted."""
    length = MOST_WORDS_IN_A_RUN + 1
    return {
        hashlib.sha256(" ".join(words[i : i + length]).encode()).hexdigest()[:RUN_HASH_DIGITS]
        for i in range(len(words) - length + 1)
    }


def ledger_findings(transcript: Transcript) -> list[Finding]:
    """Where excerpts, ledger and figures of a text that is not held do not agree; none for other texts."""
    source = transcript.source
    if source.document is None or source.text_held:
        return []
    return [*_long_excerpts(source), *_ledger_findings(transcript)]


def proof_findings(corpus: Corpus, fulltexts: Mapping[str, bytes]) -> list[Finding]:
    """Where excerpts and ledgers are not those of the full texts.

    `fulltexts` are the full texts at hand, by sha256; where there are none, no proof is tried.
    """
    findings: list[Finding] = []
    for source in corpus.sources if fulltexts else ():
        if source.document is None or source.text_held:
            continue
        content = fulltexts.get(source.entry.text_sha256 or "")
        if content is None:
            found = f"no text in the folder of {FULLTEXT_VARIABLE} has the sha256 that is pinned"
            remedy = "correct the hash, or put the text there"
            finding = source.about.finding(
                source.id, found, remedy, "text_sha256", code="full-text"
            )
            findings.append(finding)
        else:
            findings += _proof(source, corpus, content.decode("utf-8"))
    return findings


def fulltexts_at_hand() -> dict[str, bytes]:
    """The text files of the folder that the environment names, by sha256; none where it names none.

    A folder that is named and does not exist gives one empty text, so that every proof fails.
    """
    folder = os.environ.get(FULLTEXT_VARIABLE)
    if not folder:
        return {}
    if not Path(folder).is_dir():
        return {sha256_of(b""): b""}
    contents = (path.read_bytes() for path in sorted(Path(folder).glob("*.txt")))
    return {sha256_of(content): content for content in contents}


class Refused(Exception):
    """A ledger that is not written; the message says why, for people."""


def renew_ledger(root: Path, source_id: str, content: bytes) -> str:
    """Write the ledger and the word runs of a source; returns what was done, for people.

    Raises `Refused` where the text is not the one whose hash the source pins, so that decisions about
    one text are never overwritten with those about another.
    """
    corpus, findings = read_corpus(root)
    source = _source_of_ledger(root, source_id, corpus.shapes, findings)
    about = source.entry
    if about.text != "excerpts":
        raise Refused(f"{source_id} has no ledger: its text is `{about.text}`, not `excerpts`")
    if sha256_of(content) != about.text_sha256:
        raise Refused(
            f"this is not the text of {source_id}: its sha256 is {sha256_of(content)},\n"
            f"{source.about.file} pins {about.text_sha256}"
        )
    text = content.decode("utf-8")
    measures = {item.entry.id: item.entry for item in corpus.measures}
    catalog = catalog_of(((source.id, table) for table in source.tables), corpus.shapes)
    tokens = _tokens(transcribe(source, measures, catalog)[0])
    decided = {row.span: (row.disposition, row.reason) for row in source.ledger}
    rows = []
    for numeral in find_numerals(text):
        span = Span(numeral.start, numeral.end)
        decision = ("figure", "") if span in tokens else decided.get(span, ("todo", ""))
        rows.append((span.start, span.end, digits_in(numeral.token), *decision))
    folder = root / "sources" / source_id
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([LEDGER_HEADER, *rows])
    (folder / LEDGER).write_text(written.getvalue(), encoding="utf-8")
    runs = sorted(_word_runs(corpus, text))
    (folder / WORD_RUNS).write_text("\n".join(runs) + "\n", encoding="utf-8")
    todo = sum(row[3] == "todo" for row in rows)
    return f"{len(rows)} numerals, {todo} of them to be decided; {len(runs)} word runs"


def _source_of_ledger(
    root: Path, source_id: str, shapes: Shapes, findings: Iterable[Finding]
) -> Source:
    """The source whose ledger is to be written; its ledger and word runs may be missing or malformed."""
    if not (root / "sources" / source_id / "source.yaml").is_file():
        names = sorted(path.parent.name for path in root.glob("sources/*/source.yaml"))
        raise Refused(f"there is no source `{source_id}`; there are: {', '.join(names)}")
    written = [f"sources/{source_id}/{name}" for name in (LEDGER, WORD_RUNS)]
    others = [finding for finding in findings if finding.file not in written]
    source, _ = read_source(root, source_id, shapes)
    if source is None or others:
        raise Refused(
            f"the sources have {len(others)} findings; run `oversight check` and correct them first"
        )
    return source


def _word_runs(corpus: Corpus, text: str) -> frozenset[str]:
    """Hashes of the runs of a text that no document held whole has too."""
    held = [other.document for other in corpus.sources if other.document is not None]
    whole = [document.passages[0].text for document in held if document.text_held]
    reported = (run_hashes(words_of(document)) for document in whole)
    return frozenset(run_hashes(words_of(text)).difference(*reported))


def _tokens(transcript: Transcript) -> dict[Span, str]:
    return {figure.token: figure.id for figure in transcript.figures.values()}


@coded("excerpt")
def _long_excerpts(source: Source) -> Iterator[Finding]:
    for excerpt in source.excerpts:
        run = len(words_of(excerpt.entry.text))
        if run > MOST_WORDS_IN_A_RUN:
            yield excerpt.finding(
                source.id,
                f"the excerpt runs to {run} words, at most {MOST_WORDS_IN_A_RUN} may be quoted in a run",
                "shorten it to what its figures need",
                "text",
            )
        for field in ("report_words", "government_words"):
            for words in getattr(excerpt.entry, field):
                if words not in excerpt.entry.text:
                    yield excerpt.finding(
                        source.id,
                        f"these `{field}` are not in the excerpt: “{words}”",
                        "take them from the excerpt",
                        field,
                    )


@coded("ledger")
def _ledger_findings(transcript: Transcript) -> Iterator[Finding]:
    source = transcript.source
    file = f"sources/{source.id}/{LEDGER}"
    ends = [row.span.end for row in source.ledger]
    for row, end_before in zip(source.ledger, [0, *ends], strict=False):
        if not end_before <= row.span.start < row.span.end:
            found = f"characters {row.span.start} to {row.span.end} do not follow the row before"
            yield Finding(
                file, row.line, source.id, found, f"run `oversight ledger {source.id} FULLTEXT`"
            )
    if not source.word_runs:
        found = "it is empty: the article's text in the repository would not be noticed"
        remedy = f"run `oversight ledger {source.id} FULLTEXT`"
        yield Finding(f"sources/{source.id}/{WORD_RUNS}", 0, source.id, found, remedy)
    tokens = _tokens(transcript)
    ledger = {row.span: row for row in source.ledger}
    for span, figure in tokens.items():
        if span not in ledger or ledger[span].disposition != "figure":
            yield Finding(
                file,
                ledger[span].line if span in ledger else 0,
                figure,
                f"the figure reads characters {span.start} to {span.end}, the ledger does not mark them as `figure`",
                f"run `oversight ledger {source.id} FULLTEXT`",
            )
    for row in source.ledger:
        if row.disposition == "figure" and row.span not in tokens:
            yield Finding(
                file,
                row.line,
                source.id,
                f"characters {row.span.start} to {row.span.end} are marked `figure`, but no figure reads them",
                "state in the ledger what became of the numeral",
            )
        elif row.disposition != "figure" and not row.reason:
            yield Finding(file, row.line, source.id, "no reason is given", "give one")
    yield from _digit_findings(source, file)


def _digit_findings(source: Source, file: str) -> Iterator[Finding]:
    """Rows with another number of digits than their numeral has, where an excerpt has it, or than fit into it."""
    known = {
        Span(passage.start + numeral.start, passage.start + numeral.end): digits_in(numeral.token)
        for passage in (source.document.passages if source.document else ())
        for numeral in passage.numerals
    }
    for row in source.ledger:
        most = row.span.end - row.span.start
        if row.digits > most or row.digits != known.get(row.span, row.digits):
            expected = known.get(row.span, f"{most} at the most")
            yield Finding(
                file,
                row.line,
                source.id,
                f"characters {row.span.start} to {row.span.end} have {row.digits} digits, expected {expected}",
                f"run `oversight ledger {source.id} FULLTEXT`",
            )


@coded("full-text")
def _proof(source: Source, corpus: Corpus, text: str) -> Iterator[Finding]:
    for excerpt in source.excerpts:
        entry = excerpt.entry
        if text[entry.start : entry.start + len(entry.text)] != entry.text:
            offset = text.find(entry.text)
            yield excerpt.finding(
                source.id,
                f"the full text does not read so at offset {entry.start}",
                f"it does at {offset}" if offset >= 0 else "quote the full text's own words",
                "start",
            )
        elif text.count("\n", 0, entry.start) + 1 != entry.line:
            yield excerpt.finding(
                source.id,
                f"the excerpt is on line {text.count(chr(10), 0, entry.start) + 1} of the full text, not {entry.line}",
                "correct the line",
                "line",
            )
    found = [(n.start, n.end, digits_in(n.token)) for n in find_numerals(text)]
    if found != [(*row.span, row.digits) for row in source.ledger]:
        yield Finding(
            f"sources/{source.id}/{LEDGER}",
            0,
            source.id,
            f"the full text has {len(found)} numerals, and the ledger's {len(source.ledger)} are not the same",
            f"run `oversight ledger {source.id} FULLTEXT` and decide what is new",
        )
    if source.word_runs != _word_runs(corpus, text):
        yield Finding(
            f"sources/{source.id}/{WORD_RUNS}",
            0,
            source.id,
            "the word runs are not those of the full text",
            f"run `oversight ledger {source.id} FULLTEXT`",
        )
    ends = line_ends(text)
    if any(ends.get(line.start) != line.end for line in source.boxes.lines):
        yield Finding(
            f"sources/{source.id}/{BOXES}",
            0,
            source.id,
            "the boxes are not those of the lines of the full text",
            "add the original again: `oversight add FILE --id ID --replace`",
        )
    own, whole = _own_words(source), len(words_of(text))
    if own > whole * MOST_OF_AN_ARTICLE:
        yield Finding(
            f"sources/{source.id}/excerpts.yaml",
            0,
            source.id,
            f"{own} of the article's {whole} words are quoted, at most a tenth may be",
            "shorten the excerpts to what the figures need",
        )


def _own_words(source: Source) -> int:
    """Words of the article's own that are quoted: overlaps once, the Government's words not at all."""
    quoted: set[int] = set()
    government: set[int] = set()
    for excerpt in source.excerpts:
        entry = excerpt.entry
        for word in re.finditer(r"\w+", entry.text):
            quoted.add(entry.start + word.start())
        for words in entry.public_words:
            offset = entry.text.find(words)
            if offset >= 0:
                for word in re.finditer(r"\w+", words):
                    government.add(entry.start + offset + word.start())
    return len(quoted - government)
