"""Provenance as W3C Web Annotations: one annotation for each place that a published cell was read from.

The table `provenance` in the terms of the Web Annotation Data Model (section 4.2, selectors), so that
annotation tools can point at the characters. It says nothing that the table does not.
"""

import base64
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote as quote_uri

import pandas as pd

from pipeline.package.table_formats import values_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def annotations(tables: Mapping[str, pd.DataFrame]) -> str:
    """A collection of annotations as JSON-LD, one annotation a line.

    A document is named by the hash of its text (RFC 6920), since that is what the offsets count in.
    """
    hashes = dict(
        zip(tables["sources"]["source_id"], tables["sources"]["text_sha256"], strict=True)
    )
    items = [_annotation(row, hashes) for row in _records(tables["provenance"])]
    head = {
        "@context": CONTEXT,
        "id": "urn:oversight-figures:provenance",
        "type": "AnnotationPage",
        "startIndex": 0,
    }
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "items": [\n{lines}\n]}}\n'


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {str(name): values_of(frame, str(name)) for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _annotation(row: Mapping[str, Any], hashes: Mapping[str, str]) -> dict[str, Any]:
    cell = f"{row['table']}:{row['key']}:{row['column']}"
    quote = {"type": "TextQuoteSelector", "exact": row["exact"]}
    around = {name: row[name] for name in ("prefix", "suffix") if row[name] is not None}
    return {
        "id": f"urn:oversight-figures:provenance:{quote_uri(cell)}:{row['part']}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": {
            "type": "TextualBody",
            "purpose": "identifying",
            "value": f"{row['table']}/{row['key']}/{row['column']}",
        },
        "target": {
            "source": _named_information(hashes[row["source_id"]]),
            "selector": [
                quote | around,
                {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]},
            ],
        },
    }


def _named_information(sha256: str) -> str:
    """A hash as a `ni` URI (RFC 6920, section 3)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"
