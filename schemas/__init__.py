"""What is published: one pandera model a table, the single definition of every column.

`TABLES` names them in the order in which they are published and documented. Nothing here reads a
source or writes a file.
"""

from collections.abc import Mapping

from schemas.arrest_offenses import ArrestOffenses
from schemas.bounds import Bounds
from schemas.column import PublishedTable
from schemas.detainers_by_fiscal_year import DetainersByFiscalYear
from schemas.emendations import Emendations
from schemas.figures import Figures
from schemas.measures import Measures
from schemas.provenance import Provenance
from schemas.relations import RelationMembers, Relations
from schemas.sources import Sources

TABLES: Mapping[str, type[PublishedTable]] = {
    "sources": Sources,
    "measures": Measures,
    "figures": Figures,
    "arrest_offenses": ArrestOffenses,
    "detainers_by_fiscal_year": DetainersByFiscalYear,
    "relations": Relations,
    "relation_members": RelationMembers,
    "bounds": Bounds,
    "emendations": Emendations,
    "provenance": Provenance,
}
