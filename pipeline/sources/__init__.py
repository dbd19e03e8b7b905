"""What people entered: YAML with its lines, entries checked by pydantic, the corpus.

Everything wrong in a file is a `Finding` with file and line. Nothing here compares an entry with its document.
"""
