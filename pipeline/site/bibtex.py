"""A figure as an entry of BibTeX: the document is cited, and the package as what it was read through."""

import re

from pipeline.package.published import Row

ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "&%$#_"},
}


def escaped(text: str) -> str:
    r"""Text in which TeX reads no command.

    >>> escaped("89% of {x}_1")
    '89\\% of \\{x\\}\\_1'
    """
    return re.sub(r"[\\{}~^&%$#_]", lambda found: ESCAPES[found[0]], " ".join(text.split()))


def bibtex(figure: Row, source: Row, package: str) -> str:
    """The entry; fields that nobody knows are left out. `package` is the title and the version of the package."""
    place = (
        f"p. {figure['page']}, line {figure['line']}"
        if figure["page"]
        else f"line {figure['line']}"
    )
    fields = {
        "author": source["publisher"] or source["authors"],
        "title": source["title"],
        "number": source["report_number"],
        "year": source["published"][:4],
        "note": f"{place}, as transcribed by {package}, figures/{figure['figure_id']}/value",
    }
    kind = "techreport" if source["kind"] == "report" else "misc"
    if kind == "techreport":
        fields = {"institution": source["publisher"], **fields}
    listed = "".join(
        f"  {name} = {{{{{escaped(text)}}}}},\n"
        if name in ("author", "title", "institution")
        else f"  {name} = {{{escaped(text)}}},\n"
        for name, text in sorted(fields.items())
        if text
    )
    key = re.sub(r"[^0-9A-Za-z]+", "-", figure["figure_id"])
    return f"@{kind}{{{key},\n{listed}}}\n"
