"""Versions (comparison, gate, changelog), the store of releases, and verification."""
