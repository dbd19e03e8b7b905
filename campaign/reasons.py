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
    "excerpt": FULL_TEXT,
    "relation left out": OPTIONAL,
    "rule of a table left out": OPTIONAL,
    "discrepancy left out": f"{OPTIONAL} One that a relation proves is refused.",
    "row of a table left out": "No rule of the table counts its rows or adds up their column.",
    "cell: another quantity": "The year of the row lies in the period of the other quantity too.",
    "cell: fewer words": "The name is printed with more words before it, which no rule asks for.",
    "kind of a discrepancy": JUDGMENT,
    "origin of a defect": f"{JUDGMENT} `publisher` needs the hash of the publisher's own file.",
    "availability": "Why a value is missing is our judgment of the text; the image cannot be looked at.",
    "figure left out": "Its number is in the words of another figure's period (`a 6-month period`), which account for it.",
    "period: another": "The period lies in that of every other member of its relations too.",
    "reason of a waiver": "Numbers of a list fit both reasons by their form.",
    "location": (
        "Where an exhibit begins and ends is lost in the text that was converted. A number of a printed table that is "
        "read is refused where it is not said to be in a table."
    ),
    "population": (
        "A description in our own words. Half of its words are in the quotations or in the measure, as those of a "
        "population of the same things are."
    ),
    "denominator: another": (
        "A description in our own words. Three quarters of its words are in the quotations or in the measure."
    ),
    "denominator: left out": "A share, a change and a ratio need one; a count may have one.",
    "area: said to be none": (
        "The entry states that its number is not one of the area that the words name; a person must judge that."
    ),
    "period and its words left out": (
        "Three fields must be wrong at once: the period, its words, and the quotation of another sentence that names "
        "it. The figure's own sentence names no period and refers to none, and no relation compares the figure with "
        "members that have one."
    ),
    "context": "A quotation that supports words which the other quotations and the measure have too.",
    "unit": "The words of the measure, or of the column, name the other unit too.",
    "relation: roles exchanged": "The numbers are equal, or their intervals are wide enough for either order.",
    "reference of a restatement": "Both figures are stated by the source that is named.",
    "words of a discrepancy": "The words that disagree are chosen by a person inside the quotation.",
    "source: another report number": "The report is not held.",
    "source: another title": "The document is not held, or its title is in none of its excerpts.",
    "source: another date": "The document is not held, or its date is in none of its excerpts.",
    "source: another author": FULL_TEXT,
    "source: another document": "Which edition replaces which is in no text that is held.",
    "source: may be redistributed": "A statement about the law, not about the text.",
    "source: said to be partial": "Less is claimed than is done.",
    "relation: another condition of rows": "As many rows have the one value as the other.",
    "relation: another table": "Both tables have the same number of rows.",
    "relation: another kind": "A sum of parts is also a whole of which they are parts, and vice versa where they fill it.",
    "relation: another limit": "The formula states the number too, which a person chose as an assumption.",
    "relation: cut off": "The relation holds either way.",
    "period: said not to date the number": (
        "The entry states that words of a period do not date its number; a person must judge that, where no relation "
        "has the figure beside members that have a period."
    ),
    "words of a measure": "Fewer or shorter words still fit the quotations; they tell less measures apart.",
    "relation: another member": (
        "The other member has the same value, unit and measure: the same number stated at another place."
    ),
    "relation: a member left out": "The relation still holds between the members that are left.",
    "relation: another reading": "Which reading of a discrepancy a relation assumes is stated in its own words.",
    "value of a fact": "A fact comes from outside the documents; its authority is named beside it.",
    "hash of a text": "The file whose hash it is, is not committed.",
    "column of a table": "A weaker constraint that every row satisfies; the descriptor publishes it.",
    "rule of a table: another": "The rule is about fewer columns, and holds.",
    "text of a cell, quotation: cut shorter": (
        "A cell whose text is the quotation itself: shorter, it is true and incomplete."
    ),
}
"""By the beginning of the kind of change."""


def reason_of(kind: str) -> str:
    """The reason with the longest beginning that fits, or nothing where none is known."""
    fitting = [start for start in REASONS if kind.startswith(start)]
    return REASONS[max(fitting, key=len)] if fitting else ""
