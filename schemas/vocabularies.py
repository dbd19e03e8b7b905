"""The closed vocabularies of the published tables: each term with its meaning.

A term that two tables use is defined once, here. Vocabularies of one table stand with that table.
"""

LOCATION = {
    "prose": "in running text, a footnote or a list",
    "table": "in a printed table",
    "exhibit": "in a figure, map or chart, or its legend",
}
STATISTIC = {
    "count": "a number of things",
    "share": "a part as percent of a whole",
    "change": "growth from one period to another, in percent",
    "amount": "money",
    "duration": "a length of time",
}
INTERVAL_BASIS = {
    "exact": "the number is printed to the unit and stands for itself",
    "document_rule": "the document says how it rounds, and the figure is under that rule",
    "printed_precision": "half a unit of the last printed place to either side",
    "qualifier": "a word beside the number bounds it ('more than', 'up to')",
}
PRECISION = {
    "unit": "printed to the unit",
    "rounded": "printed rounded",
    "vague": "stated in words that give no number",
}
READING = {
    "as_printed": "the token reads as the value published",
    "emended": "the token reads otherwise; an emendation says why the value is published",
}
AVAILABILITY = {
    "in_text": "the value stands in the text held",
    "image_not_held": "the document shows the value in an image that the text held has lost",
    "not_stated": "the text held does not state the value",
    "unreadable": "the text held is damaged where the value stands",
}
PERIOD_TYPE = {
    "instant": "the value holds on one day, named or within the month named",
    "duration": "the value holds for a span of time",
}
ACTOR = {
    "person": "a person",
    "software": "a computer program, a language model included",
    "none": "nobody yet",
}
DEFECT_ORIGIN = {
    "publisher": "in the official file, which was seen",
    "conversion": "made when the text was converted",
    "unknown": "cannot be told from the text held",
}
VERDICT = {
    "verified": "every admissible value agrees",
    "consistent": "some admissible values agree",
    "inconsistent": "no admissible value agrees",
    "indeterminate": "too little is stated, or only a vague qualifier separates the two sides",
}
RELATION_KIND = {
    "sum": "the parts add up to the whole",
    "change": "growth from one number to another, in percent",
    "rounding": "one number is another, rounded",
}
