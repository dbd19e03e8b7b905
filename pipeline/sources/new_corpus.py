"""The files with which a corpus of one's own begins: what `oversight check` asks for before there is a document."""

import json
from datetime import date

from pipeline.sources.json_schemas import json_schemas

_RELEASE = """\
# yaml-language-server: $schema=sources/schemas/release.schema.json
# The hand-owned head of what is published. Everything in datapackage/ is generated.
name: {name}
id: {name}
title: {title}
description: >-
  Numbers that documents state, each with the characters it was read from. Checked by software only.
version: 0.1.0
created: "{day}T00:00:00Z"
url: null
keywords: [{name}]
contributors:
  - title: {contributors}
    roles: [creator, maintainer]
licenses:
  - name: CC0-1.0
    title: Creative Commons Zero v1.0 Universal
    path: https://creativecommons.org/publicdomain/zero/1.0/
rights: The dedication to the public domain does not cover words quoted from third parties.
"""
_MEASURES = """\
# yaml-language-server: $schema=schemas/measures.schema.json
# What figures measure. A definition is neutral and literal; changing what one means is a major release.
measures: []
"""
_IGNORED = """\
.oversight.lock
.oversight.owner
/.adding-*
/site/
sources/*/proposals/
"""


def new_corpus(name: str, title: str, day: date) -> dict[str, str]:
    """The files by their paths."""
    words = " ".join(title.split())
    quoted = json.dumps(words, ensure_ascii=False)
    contributors = json.dumps(f"Contributors to {words}", ensure_ascii=False)
    return {
        "release.yaml": _RELEASE.format(
            name=name, title=quoted, contributors=contributors, day=day.isoformat()
        ),
        "sources/measures.yaml": _MEASURES,
        ".gitignore": _IGNORED,
        **json_schemas(),
    }
