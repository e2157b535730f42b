"""A crawler for tests: it reads robots.txt as Google does, and follows what it may, from the front page on."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit
from zlib import crc32

from django.urls import resolve
from django.utils import translation

from tests.templates.reading import read

HOST = "http://testserver"
# No pages: files, feeds and sitemaps.
FILES = re.compile(r"/(static|media)/|\.(atom|xml|txt)$")


class Robots:
    """The rules for everybody in a robots.txt: the longest that fits wins, between equals the kinder (RFC 9309)."""

    def __init__(self, lines):
        self.rules = []
        agent = ""
        for line in lines:
            name, _colon, value = (part.strip() for part in line.partition("#")[0].partition(":"))
            if name.lower() == "user-agent":
                agent = value
            elif agent == "*" and name.lower() in {"allow", "disallow"} and value:
                self.rules.append((value, name.lower() == "allow"))

    def may_fetch(self, path):
        """Whether a path with its parameters may be asked for."""
        fitting = [(len(rule), is_open) for rule, is_open in self.rules if _pattern(rule).match(path)]
        return max(fitting, default=(0, True))[1]


def _pattern(rule):
    ends = rule.endswith("$")
    parts = [re.escape(part) for part in rule.removesuffix("$").split("*")]
    return re.compile(".*".join(parts) + ("$" if ends else ""), re.DOTALL)


@dataclass
class Page:
    """What a crawler learns of a page."""

    status: int
    kind: str
    canonical: str = ""
    may_be_kept: bool = False
    versions: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)


class Crawler:
    """Follows links from a page on. Of the kinds in `one_in` one page in so many is fetched, always the same ones; all
    addresses are noted.
    """

    def __init__(self, client, one_in=()):
        self.client = client
        self.robots = Robots(client.get("/robots.txt").content.decode().splitlines())
        self.one_in = dict(one_in)
        self.pages: dict[str, Page] = {}
        self.noted: dict[str, str] = {}
        self.closed: set[str] = set()
        self.redirected: dict[str, str] = {}

    def __getstate__(self):
        """What it has seen; a copy is given a client of its own."""
        return {**vars(self), "client": None}

    def crawl(self, start="/"):
        """Everything that can be reached from `start`."""
        waiting = deque([f"{HOST}{start}"])
        while waiting:
            address = waiting.popleft()
            self.noted[address] = kind = kind_of(address)
            if address in self.pages or crc32(address.encode()) % self.one_in.get(kind, 1):
                continue
            page = self.fetch(address, kind)
            self.pages[address] = page
            for link in page.links:
                if link not in self.noted and self._is_open(link):
                    self.noted[link] = kind_of(link)
                    waiting.append(link)
        return self

    def _is_open(self, address):
        if self.robots.may_fetch(address.removeprefix(HOST)):
            return True
        self.closed.add(address)
        return False

    def fetch(self, address, kind):
        """What is to be learned of one page."""
        response = self.client.get(address.removeprefix(HOST))
        if response.status_code in {301, 302}:
            self.redirected[address] = target = urljoin(address, response["Location"])
            return Page(response.status_code, kind, links=[target])
        tree = read(response.content.decode())
        said = [meta["content"] for meta in tree.all("meta", name_="robots")] + [response.get("X-Robots-Tag", "")]
        links = [*tree.all("a", href=True), *tree.all("link", rel="alternate"), *tree.all("link", rel="next")]
        return Page(
            response.status_code,
            kind,
            canonical=next((link["href"] for link in tree.all("link", rel="canonical")), ""),
            may_be_kept=response.status_code == 200 and "noindex" not in " ".join(said),
            versions={link["hreflang"]: link["href"] for link in tree.all("link", rel="alternate", hreflang=True)},
            links=[] if "nofollow" in said else list(dict.fromkeys(_followed(address, links))),
        )

    @property
    def kept(self):
        """The pages that a search engine keeps."""
        return {address: page for address, page in self.pages.items() if page.may_be_kept}


def kind_of(address):
    """The name of the view that answers, with its namespace."""
    path = urlsplit(address).path
    with translation.override("en" if path.startswith("/en/") else "vi"):
        return resolve(path).view_name


def _followed(address, links):
    for link in links:
        if "nofollow" in link.attributes.get("rel", "").split():
            continue
        found = urldefrag(urljoin(address, link["href"])).url
        if found.startswith(f"{HOST}/") and not FILES.search(urlsplit(found).path):
            yield found
