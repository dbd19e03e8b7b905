"""Where the files of the package lie. Free of imports, so that every command can have it at no cost."""

PACKAGE = "datapackage"
DESCRIPTOR = "datapackage.json"
CHECKSUMS = "SHA256SUMS"
ROOT_COPIES = (".zenodo.json", "CHANGELOG.md", "CITATION.cff")
"""Files of the package that people, forges and archives look for at a repository's root."""


def table_path(table: str, kind: str) -> str:
    """The file of a table in one format; the table to open if one opens only one is not in a folder.

    >>> table_path("figures", "parquet"), table_path("figures_readable", "csv")
    ('parquet/figures.parquet', 'figures_readable.csv')
    """
    path = f"{table}.{kind}"
    return path if path == "figures_readable.csv" else f"{kind}/{path}"
