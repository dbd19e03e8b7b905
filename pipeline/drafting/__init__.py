"""Proposals of software for a document's entries: figures, waivers, relations, tables.

A proposal is written below `sources/ID/proposals/` and read by no step; a person confirms it by moving it into the
document's own file. Nothing below this room imports it.
"""
