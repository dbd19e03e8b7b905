"""The published tables: one pandera model a table, the single definition of every column.

`TABLES` names them in the order in which they are published and documented. Nothing here reads a
source or writes a file.
"""

from collections.abc import Mapping

from schemas.column import PublishedTable
from schemas.core.abbreviations import Abbreviations
from schemas.core.bounds import Bounds
from schemas.core.changes import Changes
from schemas.core.completeness import Completeness
from schemas.core.discrepancies import Discrepancies
from schemas.core.emendations import Emendations
from schemas.core.figures import Figures
from schemas.core.measures import Measures
from schemas.core.prior_reports import PriorReports
from schemas.core.provenance import Provenance
from schemas.core.recommendations import Recommendations
from schemas.core.relations import RelationMembers, Relations
from schemas.core.renamed import Renamed
from schemas.core.restatements import Restatements
from schemas.core.sites_visited import SitesVisited
from schemas.core.sources import Sources
from schemas.oig_20_13.arrest_offenses import ArrestOffenses
from schemas.oig_20_13.case_reviews import CaseReviews
from schemas.oig_20_13.detainers_by_fiscal_year import DetainersByFiscalYear
from schemas.oig_20_13.detainers_by_state_band import DetainersByStateBand

TABLES: Mapping[str, type[PublishedTable]] = {
    "sources": Sources,
    "measures": Measures,
    "figures": Figures,
    "arrest_offenses": ArrestOffenses,
    "detainers_by_fiscal_year": DetainersByFiscalYear,
    "detainers_by_state_band": DetainersByStateBand,
    "case_reviews": CaseReviews,
    "recommendations": Recommendations,
    "sites_visited": SitesVisited,
    "prior_reports": PriorReports,
    "abbreviations": Abbreviations,
    "relations": Relations,
    "relation_members": RelationMembers,
    "bounds": Bounds,
    "discrepancies": Discrepancies,
    "emendations": Emendations,
    "restatements": Restatements,
    "completeness": Completeness,
    "provenance": Provenance,
    "renamed": Renamed,
    "changes": Changes,
}
CONSISTENCY_TABLES = (
    "relations",
    "relation_members",
    "bounds",
    "discrepancies",
    "emendations",
    "restatements",
)
"""Tables of what figures state together; all other tables have what was read."""
GATHERED_TABLES = ("sources", "measures", "figures", "completeness", "provenance")
"""Tables gathered over all documents; those that are in none of these lists are read row by row out of one."""
HISTORY_TABLES = ("renamed", "changes")
"""Tables of what differs from releases before."""
TRANSCRIBED_TABLES = tuple(
    name for name in TABLES if name not in CONSISTENCY_TABLES + HISTORY_TABLES
)
"""Tables of what was read, and what became of it."""
