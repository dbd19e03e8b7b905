"""Releases: made, kept in a store, signed, published elsewhere, and verified by whoever receives one."""
