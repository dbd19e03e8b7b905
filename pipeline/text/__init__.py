"""A held text: its pages, the quotations found in it, numbers, periods, and the interval of each printed number.

`numbers`, `qualifiers` and `units` read numbers, `periods` reads periods. Nothing here knows YAML, entries or files;
the room imports no other room.
"""
