"""What a site has only where its address in the web is known: a sitemap, and an Atom feed of releases.

Neither has a clock: what is in them follows from the package and the releases of the store.
"""

from collections.abc import Iterable, Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from pipeline.site import addresses
from pipeline.site.rendering import canonical
from pipeline.site.site_data import SiteData, Standing

ATOM = "http://www.w3.org/2005/Atom"
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
LONGEST_SITEMAP = 50_000
"""How many addresses a sitemap may have (sitemaps.org)."""


def web_files(data: SiteData, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of these files; none where nobody knows the address. `paths` are those of all pages."""
    if canonical(data, addresses.FRONT) is None:
        return
    yield from sitemaps(data, paths)
    if data.given.releases:
        yield addresses.FEED, feed(data)


def sitemaps(
    data: SiteData, paths: Iterable[str], longest: int = LONGEST_SITEMAP
) -> Iterator[tuple[str, bytes]]:
    """The sitemap; where it is too long for one file, its parts and the index of them.

    Pictures alone and documents in one file are not in it: they repeat a page that is.
    """
    listed = [p for p in paths if p.endswith("index.html") and not p.endswith("/alone/index.html")]
    parts = [listed[start : start + longest] for start in range(0, len(listed), longest)]
    if len(parts) == 1:
        yield addresses.SITEMAP, _sitemap(data, "urlset", "url", listed)
        return
    names = [addresses.sitemap(number) for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _sitemap(data, "urlset", "url", part)
    yield addresses.SITEMAP, _sitemap(data, "sitemapindex", "sitemap", names)


def _sitemap(data: SiteData, root: str, entry: str, paths: Iterable[str]) -> bytes:
    tree = ElementTree.Element(root, xmlns=SITEMAPS)
    for path in paths:
        _child(_child(tree, entry), "loc", canonical(data, path))
    return _bytes(tree)


def feed(data: SiteData) -> bytes:
    """The releases as Atom (RFC 4287), newest first. Ids are of names and versions: they stay where a site moves."""
    package, releases = data.descriptor, data.given.releases
    tree = ElementTree.Element("feed", xmlns=ATOM)
    _child(tree, "id", _id(package["name"]))
    _child(tree, "title", f"Releases of {package['title']}")
    _child(tree, "updated", _moment(max(one.day for one in releases)))
    _child(tree, "link", rel="self", href=canonical(data, addresses.FEED))
    _child(tree, "link", rel="alternate", href=canonical(data, addresses.RELEASES))
    for contributor in package["contributors"]:
        _child(_child(tree, "author"), "name", contributor["title"])
    for one in releases:
        _entry(data, _child(tree, "entry"), one)
    return _bytes(tree)


def _entry(data: SiteData, entry: ElementTree.Element, release: Standing) -> None:
    package = data.descriptor
    _child(entry, "id", _id(f"{package['name']}/{release.version}"))
    _child(entry, "title", f"{package['title']} {release.version}")
    _child(entry, "updated", _moment(release.day))
    _child(entry, "link", rel="alternate", href=canonical(data, addresses.RELEASES))
    if release.standing:
        told = f"Standing: {release.standing}. SHA256SUMS: {release.sha256sums}"
        _child(entry, "summary", told)


def _id(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _child(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str | None
) -> ElementTree.Element:
    found = {key: value for key, value in attributes.items() if value is not None}
    child = ElementTree.SubElement(parent, name, found)
    child.text = text
    return child


def _bytes(tree: ElementTree.Element) -> bytes:
    ElementTree.indent(tree)
    content: bytes = ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
