"""Pages as a reader without a browser sees them: their tags, identifiers, links and words."""

import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

ADDRESSES = (
    "href",
    "xlink:href",
    "src",
    "data",
    "action",
    "poster",
    "srcset",
    "cite",
    "formaction",
)
WITHOUT_END = set("area base br col embed hr img input link meta source track wbr".split())


@dataclass
class Tag:
    """An element: its attributes and what is inside it, texts and elements, in order."""

    name: str
    attributes: dict[str, str]
    parts: list = field(default_factory=list, repr=False)

    def __getitem__(self, name):
        return self.attributes[name]

    def get(self, name):
        return self.attributes.get(name)

    @property
    def texts(self):
        """Each text inside, with the element that has it."""
        for part in self.parts:
            if isinstance(part, Tag):
                yield from part.texts
            else:
                yield self, part

    @property
    def text(self):
        return "".join(text for _, text in self.texts)

    @property
    def words(self):
        """The text as it is read: spaces and ends of lines are one space."""
        return " ".join(self.text.split())

    @property
    def tags(self):
        for part in self.parts:
            if isinstance(part, Tag):
                yield part
                yield from part.tags

    def all(self, name, **attributes):
        return _found(self.tags, name, attributes)

    def one(self, name, **attributes):
        """The only element of a name, with these attributes."""
        (found,) = self.all(name, **attributes)
        return found

    def has_class(self, name):
        return name in (self.get("class") or "").split()

    def without(self, *names):
        """This element without the elements inside it that have one of these names or classes."""
        kept = [
            part.without(*names) if isinstance(part, Tag) else part
            for part in self.parts
            if not isinstance(part, Tag)
            or (part.name not in names and not any(map(part.has_class, names)))
        ]
        return Tag(self.name, self.attributes, kept)


@dataclass
class Seen(HTMLParser):
    """A page: its tags in order, each with what is inside it."""

    path: str
    tags: list[Tag] = field(default_factory=list, repr=False)
    _open: list[Tag] = field(default_factory=list, repr=False)

    def __post_init__(self):
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        found = self._add(tag, attrs)
        if tag not in WITHOUT_END:
            self._open.append(found)

    def handle_startendtag(self, tag, attrs):
        self._add(tag, attrs)

    def _add(self, tag, attrs):
        found = Tag(tag, {name: value or "" for name, value in attrs})
        self.tags.append(found)
        if self._open:
            self._open[-1].parts.append(found)
        return found

    def handle_endtag(self, tag):
        while self._open and self._open.pop().name != tag:
            pass

    def handle_data(self, data):
        if self._open:
            self._open[-1].parts.append(data)

    def all(self, name, **attributes):
        """The tags of a name, with these attributes: `class_` is a word of `class`."""
        return _found(self.tags, name, attributes)

    def one(self, name, **attributes):
        """The only tag of a name, with these attributes."""
        (found,) = self.all(name, **attributes)
        return found

    @property
    def ids(self):
        return [tag["id"] for tag in self.tags if "id" in tag.attributes]

    @property
    def links(self):
        """Every address in the page, as it is written."""
        return [t[name] for t in self.tags for name in ADDRESSES if name in t.attributes]


def _found(tags, name, attributes):
    return [t for t in tags if t.name == name and all(_has(t, *a) for a in attributes.items())]


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
