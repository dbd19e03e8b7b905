"""How what was published becomes what is published: plain functions over plain values.

Data flows one way, `sources → documents → transcription → tables → consistency → publication`.
Importing this package loads nothing; each command imports what it needs.
"""
