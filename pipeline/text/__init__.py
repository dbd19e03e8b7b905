"""A held text: pages, quotations found in it, numerals, periods, and the intervals that printed numbers stand for.

Nothing here knows YAML, entries or files; the room imports no other room.
"""
