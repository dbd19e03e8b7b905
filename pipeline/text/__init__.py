"""A held text: its pages, the quotations found in it, numerals, periods, and the interval of each printed number.

Nothing here knows YAML, entries or files; the room imports no other room.
"""
