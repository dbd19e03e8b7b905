"""The table of emendations: tokens read as another value, with the evidence."""

from schemas.column import QUALIFIED_ID, PublishedTable, column
from schemas.vocabularies import DEFECT_ORIGIN


class Emendations(PublishedTable):
    """Tokens of the text held that are read as another number than they print."""

    emendation_id: str = column(
        "Emendation", "Stable id, under the name of its document.", key=True, pattern=QUALIFIED_ID
    )
    figure_id: str = column(
        "Figure", "The figure whose token is emended.", references=("figures", "figure_id")
    )
    token: str = column("Token", "The characters in the text held.")
    read_as: str = column("Read as", "The characters that the token is read as.")
    evidence: str = column(
        "Evidence",
        "The relation that holds with the emended reading and fails without it.",
        references=("relations", "relation_id"),
    )
    defect_origin: str = column(
        "Origin of the defect", "Where the defect arose.", vocabulary=DEFECT_ORIGIN
    )
    explanation: str = column("Explanation", "Why it is read so.", change_class="wording")
