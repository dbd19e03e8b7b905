"""Review: a person, or a program, decides about the proposals for a document, one after another.

Each decision is written at once to the YAML of the document's folder, after the check that `oversight check ID` makes.
What both halves of the room agree on is in `contract`. Pages for people are served from here too.
"""
