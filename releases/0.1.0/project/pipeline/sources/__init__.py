"""Reading the hand-owned files: YAML with its lines, entries checked by pydantic, the corpus.

Everything wrong in a file is reported as a `Finding` with file and line; nothing here interprets a
quotation or a number.
"""
