"""A page as HTML: the one Jinja2 environment, and what every template may use.

Whatever comes from a document or an entry is text: the environment escapes it, and nothing marks it as safe but
`marks`, which builds its HTML from escaped parts, and `one_file`, for our own style.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.site import addresses
from pipeline.site.in_words import day, days, interval, number
from pipeline.site.links import id_pieces
from pipeline.site.site_data import SiteData

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""What a page may load (Content Security Policy Level 3): files of the site, and nothing in the page itself."""
SECTIONS = (
    ("Answers", addresses.ANSWERS),
    ("Documents", addresses.DOCUMENTS),
    ("Figures", addresses.FIGURES),
    ("Tables", addresses.TABLES),
    ("Consistency", addresses.CONSISTENCY),
    ("Dictionary", addresses.DICTIONARY),
    ("Releases", addresses.RELEASES),
    ("About", addresses.ABOUT),
    ("Search", addresses.SEARCH),
)
"""What the head of every page links to."""


class Page(NamedTuple):
    """A page before it is HTML: its path, its template, its title, what the template shows, and its scripts."""

    path: str
    template: str
    title: str
    values: Mapping[str, Any]
    scripts: tuple[str, ...] = ()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"addresses": addresses, "policy": POLICY, "sections": SECTIONS}
    environment.filters["number"] = number
    environment.filters |= {"interval": interval, "day": day}
    environment.globals |= {"days": days, "id_pieces": id_pieces}
    environment.tests |= {"web_address": is_web_address, "pdf_address": is_pdf_address}
    return environment


def rendered(page: Page, data: SiteData) -> bytes:
    """The HTML of a page."""

    def to(there: str) -> str:
        return addresses.relative(page.path, there)

    def to_report(what: str) -> str:
        return addresses.report(what, f"{data.descriptor['title']} {data.descriptor['version']}")

    template = _environment().get_template(page.template)
    fixed = {"page": page, "data": data, "package": data.descriptor, "to": to}
    fixed |= {"to_report": to_report, "canonical": canonical(data, page.path)}
    values = {**fixed, **page.values}
    return template.render(values).encode()


def canonical(data: SiteData, path: str) -> str | None:
    """The address of a file of the site in the web, a page's by its folder; null where nobody knows where the site is."""
    url = data.given.url
    if url is None or not is_web_address(url):
        return None
    return f"{url.rstrip('/')}/{quote(path.removesuffix('index.html'), safe='/._-~')}"


def is_web_address(text: str) -> bool:
    """Whether a text may be the target of a link: an address of the web, and no other kind.

    >>> is_web_address("https://example.org/x"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return re.fullmatch(r"https?://[^\s\x00-\x1f]+", text) is not None


def is_pdf_address(text: str) -> bool:
    """Whether an address of the web is that of a PDF, whose pages a link can name.

    >>> is_pdf_address("https://example.org/a.pdf"), is_pdf_address("https://example.org")
    (True, False)
    """
    return is_web_address(text) and text.lower().endswith(".pdf") and "#" not in text
