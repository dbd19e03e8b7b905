"""The table of abbreviations that reports list."""

from schemas.column import PublishedTable, column


class Abbreviations(PublishedTable):
    """Abbreviations that a report lists, with their expansions."""

    source_id: str = column("Source", "The report.", key=True, references=("sources", "source_id"))
    abbreviation: str = column("Abbreviation", "As printed.", key=True)
    expansion: str = column("Expansion", "As printed.", traced="words")
