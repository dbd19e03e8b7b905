"""The table of completeness: what became of every numeral of every document."""

from schemas.column import GREATEST_INT32, PublishedTable, column


class Completeness(PublishedTable):
    """Numerals of each document by what became of them."""

    source_id: str = column(
        "Source", "The document.", key=True, references=("sources", "source_id")
    )
    disposition: str = column(
        "Disposition",
        "What became of the numerals.",
        key=True,
        vocabulary={
            "figure": "read as a figure",
            "table": "read as a cell of a table",
            "waived": "no figure, for the reason given",
            "unaccounted": "not yet decided, in a document that is transcribed in part",
            "outside_scope": "not about the subject of the report that the article covers",
        },
    )
    reason: str = column("Reason", "Why, in a few words.", key=True)
    numerals: int = column(
        "Numerals",
        "Number of numerals, in digits or in words.",
        unit="numerals",
        minimum=1,
        maximum=GREATEST_INT32,
        change_class="derived",
    )
    digit_characters: int = column(
        "Digit characters",
        "Number of digit characters in them (Unicode categories Nd and No).",
        unit="characters",
        minimum=0,
        maximum=GREATEST_INT32,
        change_class="derived",
    )
    number_words: int = column(
        "Number words",
        "How many of the numerals are words.",
        unit="numerals",
        minimum=0,
        maximum=GREATEST_INT32,
        change_class="derived",
    )
