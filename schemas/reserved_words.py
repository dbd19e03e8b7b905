"""Words that are no column's name: a query could name it only in quotation marks."""

RESERVED_WORDS = frozenset(
    """
    abort action add after all alter always analyse analyze and any array as asc asymmetric attach autoincrement
    before begin between both by cascade case cast check collate column commit conflict constraint create cross
    current current_date current_time current_timestamp database default deferrable deferred delete desc
    describe detach distinct do drop each else end escape except exclude exclusive exists explain fail false
    fetch filter first following for foreign from full generated glob group groups having if ignore immediate in
    index indexed initially inner insert instead intersect into is isnull join key lambda last lateral leading
    left like limit match materialized natural no not nothing notnull null nulls of offset on only or order
    others outer over partition pivot pivot_longer pivot_wider placing plan pragma preceding primary qualify
    query raise range recursive references regexp reindex release rename replace restrict returning right
    rollback row rows savepoint select set show some summarize symmetric table temp temporary then ties to
    trailing transaction trigger true unbounded union unique unpivot update using vacuum values variadic view
    virtual when where window with without
    """.split()
)
"""The keywords of SQLite (https://sqlite.org/lang_keywords.html) and those that DuckDB and PostgreSQL reserve
(`duckdb_keywords()`), read in November 2026."""
