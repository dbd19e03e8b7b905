"""Published packages held against each other: what changed between two of them, and how much that asks for.

Works on packages alone, as anybody downloads them; nothing here reads the sources.
"""
