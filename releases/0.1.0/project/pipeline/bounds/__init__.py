"""What follows about quantities that the documents mention and the held texts do not carry.

`constraints` turns relations into linear inequalities, `program` finds the tightest bound and proves
it in exact arithmetic, `derivation` says which figures each bound rests on. Nothing is estimated.
"""
