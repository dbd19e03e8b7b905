"""What entries may name: documents, measures, figures and relations of the corpus, read from its files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from campaign.edits import Files


@dataclass(frozen=True)
class Names:
    """The ids of a corpus. Figures have their measure's unit and their statistic."""

    files: Files

    @cached_property
    def documents(self) -> list[str]:
        """Names of the folders of documents."""
        found = self.files.root.glob("sources/*/source.yaml")
        return sorted(path.parent.name for path in found)

    @cached_property
    def units(self) -> Mapping[str, str]:
        """The unit of each measure."""
        measures = self.files.value("sources/measures.yaml", ("measures",))
        return {measure["id"]: measure["unit"] for measure in measures}

    def entries(self, document: str, name: str) -> list[dict[str, Any]]:
        """The entries of a list in the file of that name; none where there is no file."""
        file = f"sources/{document}/{'relations' if name == 'quantities' else name}.yaml"
        if not (self.files.root / file).exists():
            return []
        return self.files.value(file).get(name) or []

    @cached_property
    def figures(self) -> Mapping[str, tuple[str, str]]:
        """Unit and statistic of each figure, by its qualified id."""
        return dict(self._kinds("figures"))

    @cached_property
    def members(self) -> Mapping[str, tuple[str, str]]:
        """Unit and statistic of what a relation may have as a member."""
        return {**self.figures, **dict(self._kinds("quantities"))}

    def _kinds(self, name: str) -> Iterator[tuple[str, tuple[str, str]]]:
        for document in self.documents:
            for entry in self.entries(document, name):
                kind = (self.units[entry["measure"]], entry.get("statistic", "count"))
                yield f"{document}/{entry['id']}", kind

    @cached_property
    def relations(self) -> list[str]:
        """Qualified ids of the relations of documents."""
        return [f"{d}/{r['id']}" for d in self.documents for r in self.entries(d, "relations")]

    @cached_property
    def readings(self) -> list[str]:
        """Qualified ids of the readings of discrepancies."""
        return [
            f"{document}/{reading['id']}"
            for document in self.documents
            for entry in self.entries(document, "discrepancies")
            for reading in entry.get("readings", ())
        ]

    @cached_property
    def tables(self) -> list[str]:
        """Names of the tables of documents, as their files are named."""
        found = self.files.root.glob("sources/*/tables/*.yaml")
        return sorted(path.stem.replace("-", "_") for path in found)

    @staticmethod
    def document_of(file: str) -> str:
        """The document in whose folder a file is; `shared` for those of all."""
        parts = file.split("/")
        return parts[1] if len(parts) > 2 else "shared"
