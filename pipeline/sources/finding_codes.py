"""The codes of findings: one for each kind of check, with its title.

`docs/findings.md` explains each code. A code is never renamed or reused, since people and programs refer to it.
"""

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    # the files under sources/
    "file-missing": "A file is missing",
    "file-unreadable": "A file cannot be read",
    "file-unknown": "Nothing reads a file",
    "yaml": "A line is not YAML",
    "form": "A field is missing, unknown or of another form",
    "document-name": "A document has another name than its folder",
    "text-changed": "A text is not the one whose hash is pinned",
    "text-characters": "A text has characters that nobody can see",
    "boxes": "Boxes of characters are not those of the text",
    "page": "A page is not proved by the text",
    "table-declaration": "A table is declared wrongly",
    "duplicate-id": "An id occurs twice",
    "unknown-reference": "A reference leads to nothing",
    "party": "A party is not spelled as in the list of parties",
    # an entry and its document
    "source": "The text does not print what source.yaml states",
    "defect-origin": "A defect is charged to the publisher without the original",
    "quotation": "A quotation is not in the document exactly once",
    "words": "Words are not in their quotation exactly once",
    "token": "A token is not one numeral of the quotation",
    "number": "A token is not a number",
    "value": "Value and token differ",
    "emendation": "An emendation does not fit",
    "rounding": "The rule of rounding is applied or declined wrongly",
    "scale": "The scale of a number is missing or unknown",
    "unit": "The unit does not fit the statistic",
    "statistic": "The statistic does not fit the words",
    "period": "The period does not fit the words",
    "area": "The area does not fit the words",
    "measure": "The words do not name the measure",
    "counted": "The words do not name what is counted",
    "location": "A number of a table is entered as one of a sentence",
    "table": "A table does not read as it is declared",
    "cell": "A cell that is named is not there",
    # numerals
    "numeral": "A numeral is not accounted for",
    "numeral-twice": "A numeral is accounted for twice",
    "waiver": "A waiver does not fit its numerals",
    "excerpt": "An excerpt is too long, or not what it says",
    "ledger": "A ledger does not fit its excerpts and figures",
    "full-text": "Excerpts or ledger are not those of the full text",
    # numbers together
    "relation": "The members of a relation do not belong together",
    "relation-fails": "A relation does not hold",
    "rule-fails": "A rule of a table does not hold",
    "discrepancy": "A discrepancy shows no disagreement, or another one",
    "bound": "A quantity has no bounds, or contradictory ones",
    "answer": "An answer does not follow",
    "cell-share": "A share of cells has no total",
    "restatement": "A figure of an article is not compared with the report",
    "row": "A row breaks the rules of its published table",
    # package and releases
    "descriptor": "The descriptor does not satisfy its profile",
    "parquet": "A Parquet file differs from its CSV",
    "frictionless": "Frictionless refuses a table",
    "package-differs": "datapackage/ is not what the sources give",
    "version": "The version or its date does not fit the differences",
    "correction": "A changed value has no reason, or a reason no change",
    "rename": "A declared new name leads to nothing",
    "retired": "An id is gone without a tombstone, or its tombstone is wrong",
    "store": "A release is not as it was released",
    "project": "The project that a release is made from is not whole",
}
