"""The glossary: the words of these pages, in the meanings of docs/glossary.md, which a test compares."""

from collections.abc import Iterator

from pipeline.site import addresses
from pipeline.site.rendering import Page
from pipeline.site.site_data import SiteData

TERMS = {
    "rendition": "The bytes of a document as we received them, and how they were made. Their hash proves what we received, not what was published.",
    "quotation": "Words of a document that an entry names. They must occur in its text exactly once.",
    "numeral": "A number in a text, in digits or words, whether it is a statistic or not.",
    "token": "The one numeral of a quotation that a figure reads.",
    "interval": "Every value that would have been printed as a number was printed. It has a kind (exact, bounded, rounded, approximate) and a basis (exact, document rule, printed precision, qualifier).",
    "approximate": 'Of a number: printed with "about" or the like, so that it has no ends.',
    "working interval": "The interval that relations compute with: of an approximate number, its printed precision; of any other, its interval.",
    "qualifier": 'A word beside a number that bounds it or makes it approximate ("at least", "about").',
    "period": "The days that a document's words name, or that were entered by hand (`period_basis`).",
    "measure": "A thing that figures measure, with its unit and definition.",
    "figure": "A number that a document states, with the quotation it was read from. A number stated twice is two figures.",
    "cell": "One value of a row of a table.",
    "reading (as printed, emended)": "Whether a figure's value is what its token prints or what an emendation says. It is the column `reading` of `figures`.",
    "emendation": "A registered decision to read a token as another value than it prints, with evidence.",
    "waiver": "A registered decision that numerals are not figures, with a reason.",
    "attested": "Known from excerpts and the ledger only, because the text is not in the repository.",
    "availability": "Whether the held text has a value, and if not, why.",
    "relation": "Something that must hold between numbers, such as a sum. It has a computed and a stated side.",
    "rule": "Something that must hold within a declared table. It is a relation whose kind is from a closed list.",
    "member": "A number that takes part in a relation: a figure, a cell, the sum of a column, a fact or a quantity.",
    "role": "What a member is in its relation: whole, part, stated, from, to, …",
    "fact": "A number that no document here states and that a relation needs, with its authority.",
    "quantity": "A number that a document mentions and no held text states.",
    "verdict": "The result of a relation: verified, consistent, inconsistent or indeterminate.",
    "gap": "The least distance between the two sides of an inconsistent relation.",
    "comparability": "The named assumption under which figures of different reports meet in a relation.",
    "bound": "The range that follows for a quantity, with the figures it rests on and its assumptions.",
    "answer": "What follows for a question that no document answers in so many words, with its ends, assumptions and caution.",
    "discrepancy": "Two statements that do not agree, or a defect of the text, with both quotations.",
    "reading (of a discrepancy)": "One way to understand words that allow several. Relations and bounds name the reading they assume.",
    "restatement": "A figure of an article compared with the report's own words for the same number.",
    "release": "A package under a version: an archive of the data with their documents, one of the project that rebuilds them, and one of the site. It never changes.",
    "standing": "Whether a release is current, superseded or withdrawn. It is in the index, not in the release.",
}
"""Term and meaning; each meaning is that of the glossary for people who work on the data, word for word."""


def pages(data: SiteData) -> Iterator[Page]:
    """The page; it is of any package alike."""
    del data
    yield Page(addresses.GLOSSARY, "glossary.html", "Glossary", {"terms": sorted(TERMS.items())})
