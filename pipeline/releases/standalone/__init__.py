"""The verifier that travels with a release, in parts by what they prove; `joined` makes it one file.

The parts use Python's standard library alone and share no code with the rest of the pipeline, so that a
mistake there is not made here again. `oversight verify` calls the same parts.
"""
