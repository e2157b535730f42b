"""The sitemap: every page once in each language, with the day on which what it says of a certificate last changed."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from django.utils import translation
from oscar.core.loading import get_model
from wagtail.models import Page

from ocop_shop.certification import actions as register
from ocop_shop.core import clock
from ocop_shop.discovery import sitemaps
from ocop_shop.test.factories import make_certificate, make_producer, make_product

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOST = "http://testserver"
LAST_DAY = date(2026, 11, 22)
BEFORE, AFTER = "2026-11-22 23:59:59", "2026-11-23 00:00:00"


@pytest.fixture
def read(client):
    """The entries of a file by address: last day of change, and the other addresses by language."""

    def get(path):
        response = client.get(path)
        assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
        entries = {}
        for entry in ET.fromstring(response.content).findall("s:url", NAMES):
            links = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NAMES)}
            address = entry.findtext("s:loc", namespaces=NAMES)
            assert address not in entries
            entries[address] = (entry.findtext("s:lastmod", namespaces=NAMES), links)
        return entries

    return get


@pytest.fixture
def files(client):
    """The files that the index names."""

    def get():
        tree = ET.fromstring(client.get("/sitemap.xml").content)
        return [found.text for found in tree.findall("s:sitemap/s:loc", NAMES)]

    return get


@pytest.fixture
def product(frozen):
    """A product that nobody has touched since long, with a certificate until 22 November 2026."""
    frozen("2026-10-01 10:00")
    product = make_product("Mật hoa dừa", producer=make_producer())
    make_certificate(product, stars=4, issued_on=date(2023, 11, 22), expires_on=LAST_DAY)
    untouched(product)
    return product


def untouched(product):
    get_model("catalogue", "Product").objects.filter(pk=product.pk).update(
        date_updated=clock.start_of(date(2024, 1, 1))
    )


@pytest.fixture
def certificate(product):
    return product.ocop_certificates.get()


def address_of(product, language="vi"):
    with translation.override(language):
        return f"{HOST}{product.get_absolute_url()}"


def check_page(certificate):
    return f"{HOST}{reverse('ocop:certificate', args=[certificate.code])}"


# --- what is in it ----------------------------------------------------------------------------------------------------


def test_the_index_names_a_file_for_everything_there_is(product, files):
    assert files() == [f"{HOST}/sitemap-{name}.xml" for name in ("products", "producers", "certificates", "pages")]


def test_a_kind_of_page_of_which_there_is_none_has_no_file(db, files):
    assert files() == [f"{HOST}/sitemap-pages.xml"]


def test_each_language_has_an_entry_that_names_the_others(product, read):
    links = {"vi": address_of(product), "en": address_of(product, "en"), "x-default": address_of(product)}
    entries = read("/sitemap-products.xml")
    assert [(address, found) for address, (_day, found) in entries.items()] == [
        (links["vi"], links),
        (links["en"], links),
    ]


def test_every_address_of_the_demo_answers(demo_shop, files, read, client):
    addresses = [address for file in files() for address in read(file.removeprefix(HOST))]
    assert len(addresses) > 600
    assert all(address.startswith(f"{HOST}/") for address in addresses)
    sample = addresses[:: max(1, len(addresses) // 60)]
    assert {a: s for a in sample if (s := client.get(a.removeprefix(HOST)).status_code) != 200} == {}


def test_pages_of_editors_are_there_in_both_languages_and_drafts_are_not(demo_shop, read):
    draft = Page.objects.get(slug="dong-bang-song-cuu-long", locale__language_code="vi")
    draft.unpublish()
    entries = read("/sitemap-pages.xml")
    assert entries[f"{HOST}/"] == (None, {"vi": f"{HOST}/", "en": f"{HOST}/en/", "x-default": f"{HOST}/"})
    assert f"{HOST}/dong-bang-song-cuu-long/" not in entries
    assert entries[f"{HOST}/en/dong-bang-song-cuu-long/"] == (None, {})


def test_what_is_not_public_is_not_in_it(product, read):
    hidden = make_product(is_public=False)
    maker = make_producer("Hộ ông A", is_public=False)
    assert address_of(hidden) not in read("/sitemap-products.xml")
    assert f"{HOST}{maker.get_absolute_url()}" not in read("/sitemap-producers.xml")
    # Oscar's bulk actions send no signal.
    get_model("catalogue", "Product").objects.update(is_public=False)
    assert read("/sitemap-products.xml") == {}


def test_a_shop_without_addresses_by_language_has_one_entry_for_a_page(product, settings):
    settings.ROOT_URLCONF = "ocop_shop.urls"
    assert sitemaps.spoken() == ["vi"]


def test_files_are_cut_and_no_page_is_lost_or_named_twice(db, files, read, monkeypatch):
    made = {address_of(make_product()) for _number in range(5)}
    monkeypatch.setattr(sitemaps, "ADDRESSES_PER_FILE", 4)
    cut = [file.removeprefix(HOST) for file in files() if "products" in file]
    assert cut == ["/sitemap-products.xml", "/sitemap-products.xml?p=2", "/sitemap-products.xml?p=3"]
    found = [address for path in cut for address in read(path)]
    assert len(found) == len(set(found)) == 10
    assert made < set(found)


@pytest.mark.parametrize(
    "path",
    ["/sitemap-nothing.xml", "/sitemap-products.xml?p=2", "/sitemap-products.xml?p=x", "/sitemap-products.xml?p=0"],
)
def test_a_file_that_does_not_exist_is_not_found(product, client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize(("path", "queries"), [("products", 4), ("producers", 2), ("certificates", 2), ("pages", 5)])
def test_a_file_costs_the_same_whatever_the_number_of_pages(number, path, queries, client, assert_queries):
    for _index in range(number):
        make_certificate(make_product(producer=make_producer()))
    client.get(f"/sitemap-{path}.xml")
    with assert_queries(queries):
        client.get(f"/sitemap-{path}.xml")


# --- the day of the last change ---------------------------------------------------------------------------------------


def lastmod(read, product):
    return read("/sitemap-products.xml")[address_of(product)][0]


def test_the_day_of_a_product_moves_at_midnight_when_its_certificate_ends(product, read, frozen):
    frozen(BEFORE)
    assert lastmod(read, product) == "2026-10-01"  # the day on which the certificate was recorded
    frozen(AFTER)
    assert lastmod(read, product) == "2026-11-23"
    frozen("2027-05-05 12:00:00")
    assert lastmod(read, product) == "2026-11-23"


def test_a_product_that_was_edited_later_has_the_day_of_the_edit(product, read, frozen):
    frozen("2026-11-22 10:00")
    get_model("catalogue", "Product").objects.update(date_updated=clock.now())
    assert lastmod(read, product) == "2026-11-22"


def test_a_product_that_never_had_a_certificate_has_the_day_of_its_last_edit(product, read, frozen):
    other = make_product()
    untouched(other)
    assert lastmod(read, other) == "2024-01-01"


@pytest.mark.parametrize(
    "change",
    [
        lambda paper: register.revoke(paper, ground="d", effective_on=date(2026, 11, 20)),
        lambda paper: register.suspend(paper, effective_on=date(2026, 11, 1), reason="đang kiểm tra"),
        lambda paper: register.strike(paper.events.get(), reason="nhầm sản phẩm"),
    ],
    ids=["revoked two days ago", "suspended three weeks ago", "recorded in error"],
)
def test_the_day_is_that_on_which_the_page_changed_even_where_the_act_counts_from_before(
    product, certificate, read, frozen, change
):
    frozen(BEFORE)
    change(certificate)
    assert lastmod(read, product) == "2026-11-22"


def test_a_maker_and_a_page_of_an_editor_have_no_day_since_none_is_on_record(product, read):
    assert {day for day, _links in read("/sitemap-producers.xml").values()} == {None}


# --- certificates -----------------------------------------------------------------------------------------------------


def test_a_certificate_leaves_at_midnight_after_its_last_day(product, certificate, read, frozen):
    frozen(BEFORE)
    assert read("/sitemap-certificates.xml")[check_page(certificate)][0] == "2026-10-01"
    frozen(AFTER)
    assert check_page(certificate) not in read("/sitemap-certificates.xml")


def test_a_certificate_comes_on_its_first_day(product, read, frozen):
    other = make_certificate(make_product(), issued_on=date(2026, 11, 23))
    frozen(BEFORE)
    assert check_page(other) not in read("/sitemap-certificates.xml")
    frozen(AFTER)
    assert read("/sitemap-certificates.xml")[check_page(other)][0] == "2026-11-23"


def test_a_revoked_certificate_leaves_at_the_next_request(product, certificate, read):
    assert check_page(certificate) in read("/sitemap-certificates.xml")
    register.revoke(certificate, ground="d", effective_on=clock.today())
    assert check_page(certificate) not in read("/sitemap-certificates.xml")


# --- kept copies ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-products.xml", "/sitemap-certificates.xml"])
def test_a_kept_copy_is_confirmed_only_while_it_is_true(product, client, frozen, path):
    frozen(BEFORE)
    first = client.get(path)
    assert first["Cache-Control"] == "no-cache"
    assert "Last-Modified" not in first
    kept = {"If-None-Match": first["ETag"]}
    assert client.get(path, headers=kept).status_code == 304
    frozen(AFTER)
    assert client.get(path, headers=kept).status_code == 200


def test_a_copy_is_never_confirmed_by_its_date(product, client):
    assert client.get("/sitemap-products.xml", headers={"If-Modified-Since": "Fri, 01 Jan 2038 00:00:00 GMT"}).content


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-products.xml"])
def test_a_sitemap_is_only_read(product, client, path):
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200
