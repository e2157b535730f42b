"""Reading a rendered page as a tree, with Python's own parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}


@dataclass(eq=False)
class Element:
    """One element with its attributes and parent; `content` are its words and elements in their order."""

    name: str
    attributes: dict[str, str]
    parent: Element | None = None
    content: list[Element | str] = field(default_factory=list)

    @property
    def children(self):
        """The elements right below."""
        return [part for part in self.content if isinstance(part, Element)]

    def __getitem__(self, name):
        return self.attributes[name]

    def __contains__(self, name):
        return name in self.attributes

    def all(self, tag="", /, **wanted):
        """Elements below with this tag and these attributes (`data_facet="stars"`); True means any value."""
        found = []
        for child in self.children:
            if (not tag or child.name == tag) and child.fits(wanted):
                found.append(child)
            found += child.all(tag, **wanted)
        return found

    def fits(self, wanted):
        """Whether the attributes are as wanted."""
        given = {key.strip("_").replace("_", "-"): value for key, value in wanted.items()}
        return all(key in self.attributes and value in (True, self.attributes[key]) for key, value in given.items())

    def one(self, tag="", /, **wanted):
        """The only such element."""
        (found,) = self.all(tag, **wanted)
        return found

    @property
    def text(self):
        """All text below, with single spaces."""
        return " ".join(self.raw.split())

    @property
    def raw(self):
        """All text below, as it is written."""
        return "".join(part if isinstance(part, str) else part.raw for part in self.content)

    @property
    def above(self):
        """The elements around it, nearest first."""
        found = []
        element = self.parent
        while element is not None:
            found.append(element)
            element = element.parent
        return found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.here = Element("", {})

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.content.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag, attrs):
        self.here.content.append(Element(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag):
        element = self.here
        while element.parent is not None and element.name != tag:
            element = element.parent
        self.here = element.parent or element

    def handle_data(self, data):
        self.here.content.append(data)


def read(html):
    """The tree of a page or a piece of one."""
    reader = _Reader()
    reader.feed(html)
    return reader.root
