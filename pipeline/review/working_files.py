"""The hand-owned files and the proposals of a document while a decision is made: nothing here is written to the disk."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.review.proposed import folder_of

HEADS = {
    "figures": (
        "# yaml-language-server: $schema={up}schemas/figures.schema.json\n"
        "transcribed_by: none\nchecked_by: none\nfigures: []\n"
    ),
    "waivers": "# yaml-language-server: $schema={up}schemas/waivers.schema.json\nwaivers: []\n",
    "relations": (
        "# yaml-language-server: $schema={up}schemas/relations.schema.json\nrelations: []\n"
    ),
    "measures": "# yaml-language-server: $schema={up}schemas/measures.schema.json\nmeasures: []\n",
}
"""What a new file of each kind begins with; `up` leads to the folder of all sources."""
PROPOSED = (
    "# Proposals of software: not published, not checked; move an entry to {own} to confirm it\n"
)


@dataclass
class WorkingFiles:
    """The files of one document, by path from the root, as a decision leaves them; None where one is not there."""

    root: Path
    source_id: str
    texts: dict[str, str | None] = field(default_factory=dict)

    def own(self, kind: str) -> str:
        """The path of the folder's own file of a kind; measures are those of all documents."""
        return "sources/measures.yaml" if kind == "measures" else f"{self.folder}/{kind}.yaml"

    def proposed(self, kind: str) -> str:
        """The path of the file of proposals of a kind."""
        return f"{folder_of(self.source_id)}/{kind}.yaml"

    @property
    def folder(self) -> str:
        """The document's folder."""
        return f"sources/{self.source_id}"

    def text(self, path: str) -> str | None:
        """The text of a file as it is now; None where there is none."""
        if path not in self.texts:
            self.texts[path] = on_disk(self.root, path)
        return self.texts[path]

    def text_or_new(self, path: str) -> str:
        """The text of a file, or what a new one of its kind begins with."""
        text = self.text(path)
        if text is not None:
            return text
        kind = path.rpartition("/")[2].removesuffix(".yaml")
        is_own = path == self.own(kind)
        up = "../" * (path.count("/") - 1)
        head = (
            ""
            if is_own
            else PROPOSED.format(own=f"{'../' if kind != 'measures' else '../../'}{kind}.yaml")
        )
        return head + HEADS[kind].format(up=up)

    def write(self, path: str, text: str | None) -> None:
        """Leave a file with a text, or without one."""
        self.text(path)
        self.texts[path] = text

    def changes(self) -> dict[str, tuple[str | None, str | None]]:
        """Each file that is not as it is on the disk: its text before and after."""
        pairs = {path: (on_disk(self.root, path), text) for path, text in self.texts.items()}
        return {
            path: pair for path, pair in sorted(pairs.items(), key=_in_order) if pair[0] != pair[1]
        }


def on_disk(root: Path, path: str) -> str | None:
    """The text of a file, byte for byte; None where there is none."""
    file = root / path
    return file.read_bytes().decode("utf-8") if file.is_file() else None


def _in_order(change: tuple[str, object]) -> tuple[bool, bool, str]:
    """First the vocabulary, then the folder's own files, last the proposals: what is written so far is always sound."""
    path = change[0]
    return "/proposals/" in path, path != "sources/measures.yaml", path
