"""The tables of a corpus: name → model, where their rows come from, and their rules.

This is the only place that classifies tables. The core tables are the same in every corpus; `corpus.catalog` adds
those that its reports declare.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from schemas.column import PublishedTable
from schemas.core.abbreviations import Abbreviations
from schemas.core.answers import Answers
from schemas.core.bounds import Bounds
from schemas.core.cell_shares import CellShares
from schemas.core.cells import Cells
from schemas.core.changes import Changes
from schemas.core.completeness import Completeness
from schemas.core.discrepancies import Discrepancies
from schemas.core.emendations import Emendations
from schemas.core.figures import Figures
from schemas.core.figures_readable import FiguresReadable
from schemas.core.measures import Measures
from schemas.core.prior_reports import PriorReports
from schemas.core.provenance import Provenance
from schemas.core.recommendations import Recommendations
from schemas.core.relations import RelationMembers, Relations
from schemas.core.renamed import Renamed
from schemas.core.restatements import Restatements
from schemas.core.sites_visited import SitesVisited
from schemas.core.sources import Sources
from schemas.core.waived_numerals import WaivedNumerals
from schemas.pictures import PublishedPicture
from schemas.single_rules import SingleRule

Origin = Literal["gathered", "report", "declared", "consistency", "history"]
"""Where the rows of a table come from.

`gathered` over all documents; `report`: read row by row out of any report that has such a table; `declared` by a
report itself; `consistency`: what figures state together; `history`: what differs from releases before.
"""

CORE: Mapping[str, tuple[type[PublishedTable], Origin]] = {
    "sources": (Sources, "gathered"),
    "measures": (Measures, "gathered"),
    "figures": (Figures, "consistency"),
    "figures_readable": (FiguresReadable, "consistency"),
    "cells": (Cells, "gathered"),
    "recommendations": (Recommendations, "report"),
    "sites_visited": (SitesVisited, "report"),
    "prior_reports": (PriorReports, "report"),
    "abbreviations": (Abbreviations, "report"),
    "relations": (Relations, "consistency"),
    "relation_members": (RelationMembers, "consistency"),
    "bounds": (Bounds, "consistency"),
    "answers": (Answers, "consistency"),
    "cell_shares": (CellShares, "consistency"),
    "discrepancies": (Discrepancies, "consistency"),
    "emendations": (Emendations, "consistency"),
    "restatements": (Restatements, "consistency"),
    "completeness": (Completeness, "gathered"),
    "waived_numerals": (WaivedNumerals, "gathered"),
    "provenance": (Provenance, "gathered"),
    "renamed": (Renamed, "history"),
    "changes": (Changes, "history"),
}
"""The tables of every corpus, in the order in which they are published and documented."""
TAKEN = frozenset(
    (
        *CORE,
        *("about", "table_comments", "column_comments"),
        "cells_with_quotations",
        *("documents", "declared_tables", "datapackage"),
    )
)
"""Names that no declared table may have: core tables, tables and views of the database, assets of Dagster."""
DECLARED_AFTER = "cells"
"""The table behind which declared tables are listed."""


@dataclass(frozen=True)
class Declared:
    """A table that documents declare: its model, its rules, whether the model is code of its own, its pictures."""

    model: type[PublishedTable]
    rules: tuple[SingleRule, ...] = ()
    has_own_model: bool = False
    pictures: tuple[PublishedPicture, ...] = ()

    def rules_of(self, document: str) -> tuple[SingleRule, ...]:
        """The rules that hold in a document: those of every document, and its own."""
        return (*self._by_document.get(None, ()), *self._by_document.get(document, ()))

    @cached_property
    def _by_document(self) -> dict[str | None, list[SingleRule]]:
        found: dict[str | None, list[SingleRule]] = {}
        for rule in self.rules:
            found.setdefault(rule.source_id, []).append(rule)
        return found


@dataclass(frozen=True)
class Catalog:
    """The tables of a corpus: those of every corpus, and those that its documents declare, by name."""

    declared: Mapping[str, Declared] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Catalog({', '.join(self.declared)})"

    @property
    def tables(self) -> dict[str, type[PublishedTable]]:
        """Name → model of every table, in the order in which they are published."""
        listed: dict[str, type[PublishedTable]] = {}
        for name, (model, _) in CORE.items():
            listed[name] = model
            if name == DECLARED_AFTER:
                listed |= {name: table.model for name, table in self.declared.items()}
        return listed

    def model(self, table: str) -> type[PublishedTable]:
        """The model of a table; raises `KeyError` where there is none."""
        return self.declared[table].model if table in self.declared else CORE[table][0]

    def origin_of(self, table: str) -> Origin:
        """Where the rows of a table come from."""
        return "declared" if table in self.declared else CORE[table][1]

    def made_from_yaml(self) -> dict[str, type[PublishedTable]]:
        """The declared tables whose models are made from their declarations, by name."""
        return {name: t.model for name, t in self.declared.items() if not t.has_own_model}

    def names(self, *origins: Origin) -> tuple[str, ...]:
        """The tables whose rows come from there, in the order in which they are published."""
        return tuple(name for name in self.tables if self.origin_of(name) in origins)


def core_tables(*origins: Origin) -> tuple[str, ...]:
    """The tables of every corpus whose rows come from there."""
    return tuple(name for name, (_, origin) in CORE.items() if origin in origins)
