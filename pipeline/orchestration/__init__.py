"""The one list of steps, and Dagster's assets, checks and jobs made from it."""
