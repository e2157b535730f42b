"""A crawler at large in the demo shop: how many addresses there are for it, and what a search engine keeps of them.

It begins at the front page and at the sitemap, as they do, and obeys robots.txt, `nofollow` and `noindex`. Of pages
that are many and alike some are fetched; all addresses are counted.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.apps import apps
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.conf import settings
from ocop_shop.discovery import facets, freshness, indexing, people, place_pages, queries
from ocop_shop.discovery.names import names
from ocop_shop.discovery.parameters import Query
from tests.discovery.crawling import HOST, Crawler
from tests.once import once

pytestmark = [pytest.mark.pages, pytest.mark.long]
LANGUAGES = 2
LISTS = ("catalogue:index", "catalogue:category")
# Of pages of these kinds one in so many is fetched; every product and every maker is read in test_structured.
ONE_IN = {
    "catalogue:detail": 10,
    "catalogue:reviews-list": 3,
    "catalogue:category": 10,
    "ocop:certificate": 20,
    "ocop:place": 4,
    "ocop:producer": 16,
}


def sitemap(client):
    """All addresses of the sitemap."""
    files = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    text = "".join(client.get(urlsplit(file).path).content.decode() for file in files)
    return [address.replace("&amp;", "&") for address in re.findall("<loc>(.*?)</loc>", text)]


@pytest.fixture
def crawled(demo_shop, client, tmp_path_factory):
    """What a crawler has seen of the shop. It comes once for all tests here, since none of them changes the shop."""

    def crawl():
        crawler = Crawler(client, ONE_IN).crawl("/")
        for address in sitemap(client):
            crawler.crawl(address.removeprefix(HOST))
        return crawler

    crawler = once(tmp_path_factory, "crawled", crawl)
    crawler.client = client
    return crawler


def narrowing(address):
    """The parameters of an address that narrow a list."""
    return [name for name, _value in parse_qsl(urlsplit(address).query) if name != "page"]


def pages(products):
    return -(-products // settings.page_size)


def most_lists():
    """The most pages of lists in one language: for the whole shop and for each category, everything and every value of
    each facet of the first depth, each with its pages.
    """
    head = freshness.ensure_true()
    known = names(head)
    shelves = [None, *get_model("catalogue", "Category").objects.values_list("pk", flat=True)]
    found = 0
    for shelf in shelves:
        counted = facets.count(head, Query(), known, category=shelf)
        communes = facets.communes(Query(), known, category=shelf)
        values = [*(n for name in indexing.FACETS for n in counted.values.get(name, {}).values()), *communes.values()]
        found += sum(pages(number) for number in (counted.total, *values))
    return found


def most_addresses():
    """The most addresses of each kind, in one language, that a crawler can find and a search engine may keep."""
    certificates = apps.get_model("ocop_certification", "Certificate").objects
    reviewed = get_model("reviews", "ProductReview").objects.values("product").distinct().count()
    return {
        "catalogue:detail": queries.public_rows().count(),
        "catalogue:reviews-list": reviewed,
        # Pages of products also lead to the certificates that they had before.
        "ocop:certificate": certificates.filter(product__is_public=True).count(),
        "ocop:place": len(place_pages.indexable()),
        "ocop:producer": apps.get_model("ocop_producers", "Producer").objects.public().count(),
        "ocop:producers": -(-apps.get_model("ocop_producers", "Producer").objects.public().count() // people.PAGE_SIZE),
        "wagtail_serve": apps.get_model("wagtailcore", "Page").objects.live().filter(depth__gte=3).count() // LANGUAGES,
        **dict.fromkeys(("home", "ocop:regions", "ocop:regions-old", "ocop:stars", "ocop:check"), 1),
    }


def test_the_addresses_of_a_shop_are_as_many_as_its_things_and_no_more(crawled):
    """There are: a page for each product, maker, certificate and place with something to say; the pages of lists of the
    first depth; the directory; the pages of editors; five entrances; the form to choose a place. Each in two languages.
    """
    most = most_addresses()
    found = Counter(crawled.noted.values())
    others = {kind: number for kind, number in found.items() if kind not in {*LISTS, "ocop:near"}}
    assert {kind: number for kind, number in others.items() if number > LANGUAGES * most.get(kind, 0)} == {}
    assert found["ocop:near"] == LANGUAGES
    assert 200 < sum(found[kind] for kind in LISTS) <= LANGUAGES * most_lists()
    # What a shop is there for is all found.
    for kind in ("catalogue:detail", "ocop:place", "ocop:producer", "ocop:producers"):
        assert found[kind] == LANGUAGES * most[kind]


def test_of_certificates_those_in_force_are_kept_and_no_others(crawled):
    certificates = apps.get_model("ocop_certification", "Certificate").objects
    in_force = set(certificates.in_force().values_list("code", flat=True))
    checks = {address: page for address, page in crawled.pages.items() if page.kind == "ocop:certificate"}
    assert {address for address, page in checks.items() if page.may_be_kept} == {
        address for address in checks if urlsplit(address).path.split("/")[-2] in in_force
    }
    ended = certificates.filter(product__is_public=True).exclude(code__in=in_force).first()
    page = crawled.fetch(f"{HOST}{reverse('ocop:certificate', args=[ended.code])}", "ocop:certificate")
    assert (page.status, page.may_be_kept) == (200, False)


def test_every_page_that_is_reached_answers_and_none_is_sent_on(crawled):
    assert {address: page.status for address, page in crawled.pages.items() if page.status != 200} == {}
    assert crawled.redirected == {}
    assert len(crawled.pages) > 300


def test_no_list_beyond_one_facet_is_kept_or_even_fetched(crawled):
    lists = {address: page for address, page in crawled.pages.items() if page.kind in LISTS}
    assert [address for address in lists if len(narrowing(address)) > 1] == []
    kept = {name for address, page in lists.items() if page.may_be_kept for name in narrowing(address)}
    assert kept >= {"stars", "province"}
    assert kept <= set(indexing.FACETS)


def test_no_link_to_a_list_leads_beyond_one_facet_unless_it_says_nofollow(crawled):
    beyond = [address for address in crawled.closed if "/catalogue/?" in address or "/catalogue/category/" in address]
    assert beyond == []


def test_no_two_pages_that_are_kept_share_an_address(crawled):
    assert {address: page.canonical for address, page in crawled.kept.items() if page.canonical != address} == {}


def test_every_version_in_another_language_says_the_same(crawled):
    """Where both are fetched, each names the other and itself."""
    for address, page in crawled.kept.items():
        assert address in page.versions.values()
        for other in {crawled.pages[found].kind: found for found in page.versions.values() if found in crawled.pages}:
            assert other == page.kind
        for found in page.versions.values():
            assert found not in crawled.pages or crawled.pages[found].versions == page.versions


def test_whatever_is_kept_and_no_further_page_of_a_list_is_in_the_sitemap(crawled, client):
    named = set(sitemap(client))
    first = {address for address in crawled.kept if "page=" not in address}
    extra = {crawled.pages[address].kind for address in first - named}
    # Lists of communes and former provinces, and of one star or place in a category, lead on from other pages.
    assert extra <= {*LISTS, "catalogue:reviews-list"}
    assert named <= set(crawled.noted)
