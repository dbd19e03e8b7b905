"""Links to files of the repository that are no pages: here they are the file's path, in words.

On a forge such a link opens the file. Beside the built pages there is no such file, and a copy would grow old.
"""

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


class FilesAsPaths(SphinxTransform):
    """Put the words of a link, with the path where the words are not it, in place of the link."""

    default_priority = 5  # before Sphinx copies the files

    def apply(self) -> None:
        """Change the document that was just read."""
        source = Path(self.env.srcdir)
        folder = (source / self.env.docname).parent
        for link in list(self.document.findall(addnodes.download_reference)):
            file = (folder / link["reftarget"]).resolve()
            path = file.relative_to(source.parent.resolve()).as_posix()
            words = link.astext()
            told = [] if words == path else [nodes.Text(" ("), nodes.literal("", path), nodes.Text(")")]
            link.replace_self([*link.children, *told])


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this."""
    app.add_transform(FilesAsPaths)
    return {"parallel_read_safe": True}
