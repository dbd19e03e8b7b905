"""Where the files of the package lie. Free of imports, so that every command can have it at no cost."""

PACKAGE = "datapackage"
DESCRIPTOR = "datapackage.json"
CHECKSUMS = "SHA256SUMS"
ROOT_COPIES = ("CHANGELOG.md", "CITATION.cff")
"""Files of the package that people and forges look for at a repository's root."""
