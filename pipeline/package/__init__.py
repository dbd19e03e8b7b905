"""From what was read to `datapackage/`: frames, validation, formats, metadata, generated documentation.

Nothing here reads a source; every file of the package is a function of tables and of `release.yaml`.
"""
