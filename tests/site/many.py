"""Packages of many documents and of long ones, without building any: the rows of a real package again and again."""

from dataclasses import replace
from itertools import chain


def many_documents(published, source, copies):
    """The package with copies of a document, `copy-1` and so on, each with all its rows under ids of its own."""
    names = [f"copy-{number}" for number in range(1, copies + 1)]

    def rows(table):
        own = list(published.rows(table))
        mine = [row for row in own if any(source in value for value in row.values())]
        again = (
            {column: value.replace(source, name) for column, value in row.items()}
            for name in names
            for row in mine
        )
        key = published.primary_keys[table]
        return iter({tuple(row[k] for k in key): row for row in chain(again, own)}.values())

    return replace(
        published, rows=rows, text=lambda name: published.text(source if name in names else name)
    )


def long_document(published, source, times):
    """The package with the text of a document so many times in a row, and all that was read from it in each."""
    text = published.text(source)
    characters, lines = len(text.decode()), text.count(b"\n")

    def rows(table):
        for row in published.rows(table):
            again = table in ("provenance", "waived_numerals") and row["source_id"] == source
            for n in range(times if again else 1):
                shifts = {"start_offset": characters, "end_offset": characters, "line": lines}
                moved = {c: str(int(row[c]) + n * by) for c, by in shifts.items()} if again else {}
                part = {"part": f"{row['part']} {n}"} if table == "provenance" else {}
                yield row | moved | part | ({"page": ""} if n else {})

    return replace(published, rows=rows, text=lambda _: text * times)
