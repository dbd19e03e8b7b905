"""How Sphinx makes the pages of this folder; `make docs` runs it.

Prose is Markdown, which reads well on a forge too. What a program can say is generated: the command's options from
click, the fields of entries from their models, the tables from theirs (`extensions/`). No page needs another host.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

project = "Oversight Figures"
language = "en"
extensions = [
    "myst_parser",
    "sphinx_click",
    "extensions.command_help",
    "extensions.generated_parts",
    "extensions.repository_files",
]
exclude_patterns = ["theme", "extensions"]

myst_heading_anchors = 4
myst_enable_extensions = ["attrs_inline"]
default_role = "literal"  # help texts put names between single backticks

html_title = "Oversight Figures: documentation"
html_theme_path = ["theme"]
html_theme = "oversight"
html_static_path = ["../pipeline/site/static/site.css", "../pipeline/site/static/icon.svg"]
html_show_search_summary = False  # it fetches pages, which a page in a folder may not
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
html_permalinks_icon = "#"
smartquotes = False  # quotations and commands are shown as they are typed
highlight_language = "text"
