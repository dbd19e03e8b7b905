"""Links to files of the repository that are no pages: here they are the file's path, in words.

On a forge such a link opens the file. Beside the built pages there is no such file, and a copy would grow old.
"""

from collections.abc import Mapping
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

PAGES: Mapping[str, str] = {
    "datapackage/DICTIONARY.md": "reference/tables",
    "datapackage/VERDICTS.md": "reference/verdicts",
    "sources/README.md": "reference/files/index",
    "CONTRIBUTING.md": "howto/contribute",
}
"""The page that has what a file of the repository has."""


class FilesAsPaths(SphinxTransform):
    """Put a link to the page that has the same, or else the words of the link with its path, in place of a link."""

    default_priority = 5  # before Sphinx copies the files

    def apply(self) -> None:
        """Change the document that was just read."""
        root = Path(self.env.srcdir).resolve().parent
        folder = (Path(self.env.srcdir) / self.env.docname).resolve().parent
        for link in list(self.document.findall(addnodes.download_reference)):
            self._change(link, (folder / link["reftarget"]).resolve(), root)
        for link in list(self.document.findall(addnodes.pending_xref)):
            if link.get("refdomain") == "doc" and Path(link["reftarget"]).is_absolute():
                self._change(link, Path(f"{link['reftarget']}.md"), root)
            elif (file := root / "datapackage" / link["reftarget"]).is_file():
                link["refdomain"] = "doc"
                self._change(link, file, root)  # from a file of the package that a page includes

    def _change(self, link: nodes.Element, file: Path, root: Path) -> None:
        path = file.relative_to(root).as_posix()
        if page := PAGES.get(path):
            link["reftarget"], link["reftargetid"] = page, None
            return
        words = link.astext()
        told = [] if words == path else [nodes.Text(" ("), nodes.literal("", path), nodes.Text(")")]
        link.replace_self([*link.children, *told])


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this."""
    app.add_transform(FilesAsPaths)
    return {"parallel_read_safe": True}
