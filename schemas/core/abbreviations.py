"""The table of abbreviations that a report lists."""

from schemas.column import PublishedTable, column


class Abbreviations(PublishedTable):
    """Abbreviations that the report lists, with what they stand for (OIG-20-13, table of contents).

    The text held prints all abbreviations first and all expansions behind them; they are paired in
    that order, fifteen to fifteen.
    """

    abbreviation: str = column("Abbreviation", "As printed.", key=True)
    expansion: str = column("Expansion", "As printed.", traced="words")
    source_id: str = column("Source", "The document.", references=("sources", "source_id"))
