"""Why changes of a kind may be missed: for docs/campaign.md, a sentence or two each."""

from collections.abc import Mapping

FULL_TEXT = (
    "The text is not committed, so only its excerpts are compared. With the full text at hand "
    "(`OVERSIGHT_FULLTEXT`) the build compares ledger, offsets and lines with it and refuses the change."
)
JUDGMENT = "Two people may judge differently, and no words of the document decide."
OPTIONAL = "No rule says which of them there must be; what is left out is left unchecked, and its row is no longer published."
REASONS: Mapping[str, str] = {
    "ledger": FULL_TEXT,
    "excerpts": FULL_TEXT,
    "relation left out": OPTIONAL,
    "rule of a table left out": OPTIONAL,
    "discrepancy left out": f"{OPTIONAL} One that a relation proves is refused.",
    "row of a table left out": "No rule of the table counts its rows or adds up their column.",
    "cell: another quantity": "The year of the row lies in the period of the other quantity too.",
    "cell: fewer words": "The name is printed with more words before it, which no rule asks for.",
    "cells exchanged": "Both quotations mention the missing value.",
    "kind of a discrepancy": JUDGMENT,
    "origin of a defect": f"{JUDGMENT} `publisher` needs the hash of the publisher's own file.",
    "availability": "Why a value is missing is our judgment of the text; the image cannot be looked at.",
    "location": "Whether words are prose, a table or an exhibit is lost in the text that was converted.",
    "population": "A description in our own words, nearer to the document than the measure.",
    "denominator": "What a share is a share of, often in our own words.",
    "area": "A document rarely names the area beside the number.",
    "period and its words left out": (
        "Three fields at once: the period, its words, and the quotation of the other sentence that has them. "
        "The figure's own quotation names no period."
    ),
    "context": "A quotation that supports a field in our own words, which nothing else needs.",
    "unit": "The quotations do not have the unit beside the number.",
    "relation: roles exchanged": "The numbers are equal, or their intervals are wide enough for either order.",
    "reference of a restatement": "Both figures are stated by the source that is named.",
    "words of a discrepancy": "The words that disagree are chosen by a person inside the quotation.",
    "source: report_number": "The report is not held.",
    "source: title": "The document is not held, or its title is in none of its excerpts.",
    "source: published": "The document is not held, or its date is in none of its excerpts.",
    "relations: relations.rows.where": "As many rows have the one value as the other.",
    "relation: another table": "Both tables have the same number of rows.",
    "period: left out": "Of a quantity: the words that mention it do not name its period.",
    "period: said not to date the number": (
        "The entry states that words of a period do not date its number; a person must judge that."
    ),
    "words of a measure": "Fewer or shorter words still fit the quotations; they tell less measures apart.",
    "relation: another member": (
        "The other member has the same value, unit and measure: the same number stated at another place."
    ),
    "relation: a member left out": "The relation still holds between the members that are left.",
    "relation: another reading": "Which reading of a discrepancy a relation assumes is stated in its own words.",
    "relations: facts.value": "A fact comes from outside the documents; its authority is named beside it.",
    "relations: relations.at_least": "The least admissible ratio is an assumption that the formula states.",
    "source: redistributable": "A statement about the law, not about the text.",
    "source: authors": FULL_TEXT,
    "hash of a text": "The file whose hash it is, is not committed.",
    "column of a table": "A weaker constraint that every row satisfies; the descriptor publishes it.",
    "text of a cell, quotation: cut shorter": (
        "A cell whose text is the quotation itself: shorter, it is true and incomplete."
    ),
}
"""By the beginning of the kind of change."""


def reason_of(kind: str) -> str:
    """The reason with the longest beginning that fits, or nothing where none is known."""
    fitting = [start for start in REASONS if kind.startswith(start)]
    return REASONS[max(fitting, key=len)] if fitting else ""
