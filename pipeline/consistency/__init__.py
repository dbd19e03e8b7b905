"""Relations, bounds, discrepancies and restatements, and how each is explained.

A printed number is an interval; a relation compares what its members admit with what is
stated, in exact rationals and without tolerances.
"""
