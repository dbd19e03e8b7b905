"""The published tables: one pandera model a table, the single definition of every column.

`catalog` names them and classifies them. Nothing here reads a source or writes a file.
"""
