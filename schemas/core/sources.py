"""The table of documents: held in full, held as excerpts, or not held."""

from datetime import date

from schemas.column import PublishedTable, column


class Sources(PublishedTable):
    """Documents that figures are read from or refer to."""

    source_id: str = column(
        "Source", "Stable id of the document.", key=True, pattern=r"^[a-z0-9-]+$"
    )
    kind: str = column(
        "Kind",
        "What sort of document it is.",
        vocabulary={"report": "an inspector general's report", "article": "a news article"},
    )
    genre: str = column(
        "Genre",
        "What an article calls itself, where it does.",
        required=False,
        vocabulary={"opinion": "an opinion article, by its own words"},
    )
    report_number: str = column(
        "Report number", "Number its publisher gave the report.", required=False
    )
    title: str = column("Title", "Title as printed.", change_class="wording")
    publisher: str = column(
        "Publisher", "Who published it, as its text or those who supplied it say.", required=False
    )
    authors: str = column(
        "Authors", "Persons named as authors, separated by semicolons.", required=False
    )
    published: date = column(
        "Published", "Date of publication, where the documents state it.", required=False
    )
    official_url: str = column(
        "Official address",
        "Where the publisher offers the document, as a text or those who supplied it say. Of a report whose own page "
        "nobody named, it is the publisher's front page.",
        required=False,
        change_class="wording",
    )
    edition: str = column("Edition", "Edition or revision, where stated.", required=False)
    supersedes: str = column(
        "Supersedes",
        "The source that this one replaces.",
        required=False,
        references=("sources", "source_id"),
    )
    language: str = column("Language", "BCP 47 tag.", pattern=r"^[a-z]{2}$")
    licence: str = column(
        "License", "Terms of use of the document's own text.", change_class="wording"
    )
    redistributable: bool = column(
        "Redistributable", "Whether the whole text may be given to others."
    )
    text_held: bool = column(
        "Text held",
        "Whether the whole text is in the repository. Where false, and excerpts are held, spans and "
        "lines are attested: they were proved against the full text by those who hold it.",
    )
    text_sha256: str = column(
        "SHA-256 of the text",
        "Hash of the full text as received (UTF-8); empty where no text was received.",
        required=False,
        pattern=r"^[0-9a-f]{64}$",
    )
    original_sha256: str = column(
        "SHA-256 of the original",
        "Hash of the publisher's own file; empty where that file was not seen.",
        required=False,
        pattern=r"^[0-9a-f]{64}$",
    )
    rendition: str = column(
        "Rendition",
        "How the text held was made, as far as known.",
        required=False,
        change_class="wording",
    )
    transcription: str = column(
        "Transcription",
        "Whether every numeral of the text is accounted for; empty where nothing of it is held.",
        required=False,
        vocabulary={
            "complete": "every numeral is read or waived",
            "partial": "some numerals are not yet accounted for; `completeness` counts them",
        },
    )
    covers: str = column(
        "Covers",
        "The report that an article is about.",
        required=False,
        references=("sources", "source_id"),
    )
