"""A page as HTML: the one Jinja2 environment, and what every template may use.

Whatever comes from a document or an entry is text: the environment escapes it, and nothing marks it as safe but
`marks`, which builds its HTML from escaped parts.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.site import addresses
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
    return environment


def rendered(page: Page, data: SiteData) -> bytes:
    """The HTML of a page."""

    def to(there: str) -> str:
        return addresses.relative(page.path, there)

    template = _environment().get_template(page.template)
    values = {"page": page, "data": data, "package": data.descriptor, "to": to, **page.values}
    return template.render(values).encode()


def number(text: str) -> str:
    """A number as people write it: groups of three digits, a true minus.

    >>> number("137000"), number("-6.3225"), number("")
    ('137,000', '−6.3225', '')
    """
    whole, point, decimals = text.removeprefix("-").partition(".")
    if not whole.isdigit():
        return text
    sign = "−" if text.startswith("-") else ""
    return f"{sign}{int(whole):,}{point}{decimals}"
