"""The Dagster face: a sentence about each asset, and checks that guard what comes behind it.

No logic belongs here; every asset calls one plain function. One `multi_asset` and one multi-check a
stage keep a run's bookkeeping small (FINDINGS, "Start-up").
"""
