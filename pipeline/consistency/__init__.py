"""Relations, bounds, discrepancies and restatements, and how each is explained.

A printed number is the interval it stands for; a relation compares what its members admit with what is
stated, in exact rationals and without tolerances.
"""
