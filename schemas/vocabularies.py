"""The closed vocabularies of the published tables: each term with its meaning.

A term that two tables use is defined once, here. Vocabularies of one table are defined with that table.
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
    "rate": "so many of one thing per so many of another",
    "ratio": "so many times as much as another number",
    "mean": "a number of things, or of money, on average",
    "median": "the middle value: half of the cases have no more",
    "measurement": "how large something is, in a unit of measure; or a number without one, such as a score",
}
INTERVAL_BASIS = {
    "exact": "the number is printed to the unit and admits no other value",
    "document_rule": "the document states how it rounds, and the figure is under that rule",
    "printed_precision": "half a unit of the last printed place to either side",
    "qualifier": "a word beside the number bounds it ('more than', 'up to')",
}
INTERVAL_KIND = {
    "exact": "the number admits no other value",
    "bounded": "a word beside the number, or the word that it is, gives an end ('more than', 'the majority')",
    "rounded": "the number admits all values that round to it",
    "approximate": "a word beside the number ('about') says that it is not meant exactly; nothing bounds it",
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
    "in_text": "the value is in the text held",
    "image_not_held": "the document shows the value in an image that the text held has lost",
    "not_stated": "the text held does not state the value",
    "unreadable": "the text held is damaged where the value is printed",
}
PERIOD_TYPE = {
    "instant": "the value holds on one day, named or within the month named",
    "duration": "the value holds for a span of time",
}
PERIOD_BASIS = {
    "read": "the days were computed from the document's words",
    "entered": "a person gave the days; nothing reads the words",
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
    "consistent": "some admissible values agree; or all do, and a vague word beside a number leaves it open",
    "inconsistent": "no admissible value agrees; a registered discrepancy says so",
    "indeterminate": "a number is not stated, or only a vague qualifier separates the two sides",
}
RELATION_KIND = {
    "sum": "the parts add up to the whole",
    "difference": "the whole less its parts is the number stated",
    "share": "a part, or what a rest leaves, as percent of the whole",
    "change": "growth from one number to another, in percent",
    "ratio": "so many of one thing for each of another, at least",
    "rounding": "one number is another, rounded",
    "same_value": "the same number stated several times",
    "part_of": "the parts are no more than the whole",
    "count_of_rows": "the number stated is that of the rows of a table",
    "integer_multiple": "the numbers are whole multiples of a step",
    "consecutive": "a column has consecutive whole numbers",
    "present_where": "columns have values exactly where another column has a certain one",
    "unique": "no two rows have the same values",
}
ANSWER_KIND = {
    "share": "the parts in percent of the whole",
    "quotient": "the parts for each one of the whole",
    "difference": "the whole less the parts",
    "sum": "the parts together",
    "only_candidate": "the one of several numbers that agrees with the bounds of a quantity",
}
ROLE = {
    "stated": "the number that the document states and that the others determine",
    "whole": "the whole that parts add up to, or that a share is of",
    "part": "a part of the whole",
    "rest": "what the part leaves of the whole",
    "from": "the number that a change starts from",
    "to": "the number that a change leads to",
    "exact": "the number that the stated one rounds",
    "same": "one of several statements of a number",
    "numerator": "how many there are of one thing …",
    "denominator": "… for how many of another",
    "multiple": "a number that must be a multiple of the step",
    "rows": "the rows of a table, counted",
    "least": "the least ratio that is admissible",
    "step": "what the numbers must be multiples of",
}
DISCREPANCY_KIND = {
    "arithmetic": "a number does not follow from the numbers that the text derives it from",
    "rounding": "a number is not rounded as the document states that its numbers are",
    "period": "periods or dates do not fit each other",
    "population": "what is counted is named as two different things",
    "attribution": "a statement ascribed to somebody is not what that party states",
    "fact": "two parties state as facts what cannot both be so, at least not in the same words",
    "place": "one thing is placed in two places",
    "name": "one thing has two names or spellings",
    "term": "a term changes where the thing meant does not",
    "condition": "a condition is stated in one place and not in the other",
    "token": "characters of a word or number are not those of the same word or number elsewhere",
    "layout": "the order or spacing of words is damaged",
}
VALUE_AGREEMENT = {
    "same": "the same number is printed",
    "overlapping": "printed otherwise; some value is admitted by both numbers",
    "different": "no value is admitted by both numbers",
    "no_number": "one of them is stated in words that give no number",
}
QUALIFIER_AGREEMENT = {
    "same": "the same word is beside both numbers, or none",
    "dropped": "the reference has a word that is not repeated",
    "added": "the reference has no word, the restatement has one",
    "changed": "another word is beside the number",
}
COUNTED_AGREEMENT = {
    "same": "what is counted is named in the same words, apart from capitals",
    "other_words": "what is counted is named in other words",
}
PERIOD_AGREEMENT = {
    "same": "the words name the same days, or neither names any",
    "not_stated": "the reference names a period, the restatement none in its quotation",
    "not_in_the_words_quoted": "the restatement names a period, the words quoted of the reference do not",
    "different": "the words name other days",
}
ATTRIBUTION = {
    "attributed": "the article says there who states the number",
    "not_attributed": "the article states the number without saying there whose it is",
}
CHANGE_KIND = {
    "our_error": "we had read or entered it wrongly",
    "source_revision": "the publisher issued the document anew",
    "reinterpretation": "the same words are now understood otherwise",
    "addition": "it was not there before",
}
