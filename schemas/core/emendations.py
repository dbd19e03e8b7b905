"""The table of emendations: tokens read as another value, with the evidence."""

from schemas.column import QUALIFIED_ID, PublishedTable, column
from schemas.vocabularies import DEFECT_ORIGIN


class Emendations(PublishedTable):
    """Tokens of the text held that are read as another number than they print."""

    emendation_id: str = column(
        "Emendation", "Stable id, under the name of its document.", key=True, pattern=QUALIFIED_ID
    )
    figure_id: str = column(
        "Figure",
        "The figure whose token is emended; empty where it is a cell of a table.",
        required=False,
        references=("figures", "figure_id"),
    )
    table_name: str = column(
        "Table", "The published table whose cell is emended; empty for a figure.", required=False
    )
    row_key: str = column("Row", "Key of the cell's row, as in `cells`.", required=False)
    column_name: str = column("Column", "Name of the cell's column.", required=False)
    token: str = column("Token", "The characters in the text held.")
    read_as: str = column("Read as", "The characters that the token is read as.")
    mark: str = column(
        "Footnote mark", "The mark of a footnote that is glued to the number.", required=False
    )
    evidence: str = column(
        "Evidence",
        "The relation that holds with the emended reading and does not hold without it.",
        references=("relations", "relation_id"),
    )
    defect_origin: str = column(
        "Origin of the defect", "Where the defect arose.", vocabulary=DEFECT_ORIGIN
    )
    explanation: str = column("Explanation", "Why it is read so.", change_class="wording")
