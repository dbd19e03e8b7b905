"""From tables to the files that are published. Nothing here knows how a table came to be."""
