"""Pages as a reader without a browser sees them: their tags, identifiers, links and words."""

import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

ADDRESSES = ("href", "src", "data", "action", "poster", "srcset", "cite", "formaction")
WITHOUT_END = set("area base br col embed hr img input link meta source track wbr".split())


@dataclass
class Tag:
    name: str
    attributes: dict[str, str]
    text: str = ""

    def __getitem__(self, name):
        return self.attributes[name]

    def get(self, name):
        return self.attributes.get(name)


@dataclass
class Seen(HTMLParser):
    """A page: its tags in order, each with the text inside it."""

    path: str
    tags: list[Tag] = field(default_factory=list, repr=False)
    _open: list[Tag] = field(default_factory=list, repr=False)

    def __post_init__(self):
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        found = Tag(tag, {name: value or "" for name, value in attrs})
        self.tags.append(found)
        if tag not in WITHOUT_END:
            self._open.append(found)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        while self._open and self._open.pop().name != tag:
            pass

    def handle_data(self, data):
        for tag in self._open:
            tag.text += data

    def all(self, name, **attributes):
        """The tags of a name, with these attributes: `class_` is a word of `class`."""
        return [
            t for t in self.tags if t.name == name and all(_has(t, *a) for a in attributes.items())
        ]

    @property
    def ids(self):
        return [tag["id"] for tag in self.tags if "id" in tag.attributes]

    @property
    def links(self):
        """Every address in the page, as it is written."""
        return [t[name] for t in self.tags for name in ADDRESSES if name in t.attributes]


def _has(tag, name, value):
    if name == "class_":
        return value in (tag.get("class") or "").split()
    return tag.get(name.replace("_", "-")) == value


def seen(path, content):
    page = Seen(path)
    page.feed(content.decode())
    page.close()
    return page


def target(here, address):
    """Path and fragment that an address of the page `here` leads to; a path of None where it leaves the site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None, ""
    path = (
        posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path)))
        if parts.path
        else here
    )
    return path, unquote(parts.fragment)
