"""The sitemap: every page once in each language, with the day on which what it says last changed."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from oscar.core.loading import get_model
from wagtail.models import Page

from ocop_shop.buylocal.pages.models import CollectionPage
from ocop_shop.certification import actions as register
from ocop_shop.core import clock
from ocop_shop.discovery import place_pages, sitemap_files, sitemaps
from ocop_shop.test.factories import make_category, make_certificate, make_producer, make_product
from tests.templates.reading import read as read_html

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
    """The files that the index names, as paths; those of one section, or all."""

    def get(section=""):
        tree = ET.fromstring(client.get("/sitemap.xml").content)
        found = [found.text.removeprefix(HOST) for found in tree.findall("s:sitemap/s:loc", NAMES)]
        return [path for path in found if path.startswith(f"/sitemap-{section}")]

    return get


@pytest.fixture
def section(files, read):
    """The entries of all files of a section. On a database that has seen other rows its keys may begin anywhere."""

    def get(name):
        entries = {}
        for path in files(name):
            found = read(path)
            assert entries.keys().isdisjoint(found)
            entries |= found
        return entries

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
    product.categories.add(make_category("Mật"))
    named = [path.removeprefix("/sitemap-").removesuffix(".xml").rstrip("-0123456789") for path in files()]
    assert named == [*sitemaps.SECTIONS, "pages"]


def test_a_kind_of_page_of_which_there_is_none_has_no_file(db, files):
    assert files() == [f"/sitemap-{name}.xml" for name in ("entrances", "places", "pages")]


def test_each_language_has_an_entry_that_names_the_others(product, section):
    links = {"vi": address_of(product), "en": address_of(product, "en"), "x-default": address_of(product)}
    assert [(address, found) for address, (_day, found) in section("products").items()] == [
        (links["vi"], links),
        (links["en"], links),
    ]


KINDS = [*sitemaps.SECTIONS, "pages"]
# Of what there are many of with one template, one in so many is fetched; of all else each.
ONE_IN = {"products": 6, "places": 6, "certificates": 6, "producers": 3, "lists": 3, "categories": 2}


@pytest.mark.long
@pytest.mark.pages
@pytest.mark.parametrize("number", range(2))
def test_every_address_of_the_demo_answers_is_its_own_and_may_be_kept(demo_shop, section, client, number):
    """In two parts, so that several processes share the work."""
    entries = {name: {address: links for address, (_day, links) in section(name).items()} for name in KINDS}
    assert sum(map(len, entries.values())) > 900
    assert all(address.startswith(f"{HOST}/") for found in entries.values() for address in found)
    fetched = {
        address: links
        for name, found in entries.items()
        for address, links in list(found.items())[:: ONE_IN.get(name, 1)]
    }
    answers = {address: answer(client, address) for address in sorted(fetched)[number::2]}
    assert answers == {address: (200, address, fetched[address], False) for address in answers}


def answer(client, address):
    """What a page says of itself: status, its one address, its versions by language, whether it may not be kept."""
    response = client.get(address.removeprefix(HOST))
    head = read_html(response.content.decode().partition("</head>")[0])
    canonical = [link["href"] for link in head.all("link", rel="canonical")]
    versions = {link["hreflang"]: link["href"] for link in head.all("link", rel="alternate", hreflang=True)}
    said = [meta["content"] for meta in head.all("meta", name_="robots")]
    return response.status_code, *canonical, versions, "noindex" in " ".join([*said, response.get("X-Robots-Tag", "")])


def test_pages_of_editors_are_there_in_both_languages_and_drafts_are_not(demo_shop, read):
    draft = Page.objects.get(slug="dong-bang-song-cuu-long", locale__language_code="vi")
    draft.unpublish()
    entries = read("/sitemap-pages.xml")
    assert entries[f"{HOST}/"][1] == {"vi": f"{HOST}/", "en": f"{HOST}/en/", "x-default": f"{HOST}/"}
    assert f"{HOST}/dong-bang-song-cuu-long/" not in entries
    assert entries[f"{HOST}/en/dong-bang-song-cuu-long/"][1] == {}


def test_what_is_not_public_is_not_in_it(product, section):
    hidden = make_product(is_public=False)
    maker = make_producer("Hộ ông A", is_public=False)
    assert address_of(hidden) not in section("products")
    assert f"{HOST}{maker.get_absolute_url()}" not in section("producers")
    # Oscar's bulk actions send no signal.
    get_model("catalogue", "Product").objects.update(is_public=False)
    assert section("products") == section("lists") == {}


def test_lists_are_everything_and_each_star_and_each_province_that_has_products(product, section):
    place = product.ocop_provenance.producer.province
    lists = [f"{HOST}/catalogue/{query}" for query in ("", "?stars=4", f"?province={place.code}")]
    english = [address.replace("/catalogue/", "/en/catalogue/") for address in lists]
    assert list(section("lists")) == [address for pair in zip(lists, english, strict=True) for address in pair]


def test_a_category_is_in_it_with_what_is_above_it_once_a_product_is_in_it(product, section):
    above = make_category("Đồ uống")
    below, empty = make_category("Mật", parent=above), make_category("Trà", parent=above)
    hidden = make_category("Ẩn", is_public=False)
    under_hidden = make_category("Dưới", parent=hidden)
    for category in (below, under_hidden):
        product.categories.add(category)
    addresses = section("categories")
    assert {f"{HOST}{category.get_absolute_url()}" for category in (above, below)} <= set(addresses)
    assert len(addresses) == 4  # two in two languages
    assert not {f"{HOST}{category.get_absolute_url()}" for category in (empty, hidden, under_hidden)} & set(addresses)


def test_places_are_in_it_that_say_something(product, section):
    slugs = {f"{HOST}/regions/{slug}/" for slug, _day in place_pages.indexable()}
    assert len(slugs) >= 34
    assert {address for address in section("places") if "/en/" not in address} == slugs


def test_a_shop_without_addresses_by_language_has_one_entry_for_a_page(product, settings):
    settings.ROOT_URLCONF = "ocop_shop.urls"
    assert sitemaps.spoken() == ["vi"]


def test_files_are_cut_by_key_so_that_a_page_stays_where_it_is(db, files, section, read, monkeypatch):
    monkeypatch.setattr(sitemap_files, "ADDRESSES_PER_FILE", 4)
    made = [make_product() for _number in range(5)]
    before = files("products")
    assert 3 <= len(before) <= 4
    assert {address_of(product) for product in made} < set(section("products"))
    home = next(path for path in before if address_of(made[-1]) in read(path))
    made[0].delete()
    assert address_of(made[-1]) in read(home)
    assert len(section("products")) == 8


def test_files_of_short_lists_are_cut_too(db, files, section, monkeypatch):
    whole = section("places")
    monkeypatch.setattr(sitemap_files, "ADDRESSES_PER_FILE", 20)
    assert len(files("places")) == -(-len(whole) // 20)
    assert section("places") == whole


@pytest.mark.parametrize(
    "path",
    [
        "/sitemap-nothing.xml",
        "/sitemap-products-999999999.xml",
        "/sitemap-products-x.xml",
        "/sitemap-products-0.xml",
        "/sitemap-entrances-2.xml",
    ],
)
def test_a_file_that_does_not_exist_is_not_found(product, client, path):
    assert client.get(path).status_code == 404


BUDGETS = {
    "entrances": 0,
    "lists": 5,
    "categories": 4,
    "places": 5,
    "producers": 1,
    "products": 2,
    "certificates": 1,
    "pages": 8,
}


@pytest.mark.parametrize("number", [1, 30])
def test_a_file_costs_the_same_whatever_the_number_of_pages(number, client, files, assert_queries):
    shelf = make_category("Mật", parent=make_category("Đồ uống"))
    for _index in range(number):
        product = make_product(producer=make_producer())
        product.categories.add(shelf)
        make_certificate(product)
    for path in files():
        client.get(path)
        with assert_queries(BUDGETS[path.removeprefix("/sitemap-").removesuffix(".xml").rstrip("-0123456789")]):
            client.get(path)
    with assert_queries(16):
        client.get("/sitemap.xml")


# --- the day of the last change ---------------------------------------------------------------------------------------


def lastmod(section, product):
    return section("products")[address_of(product)][0]


def test_the_day_of_a_product_moves_at_midnight_when_its_certificate_ends(product, section, frozen):
    frozen(BEFORE)
    assert lastmod(section, product) == "2026-10-01"  # the day on which the certificate was recorded
    frozen(AFTER)
    assert lastmod(section, product) == "2026-11-23"
    frozen("2027-05-05 12:00:00")
    assert lastmod(section, product) == "2026-11-23"


def test_a_product_that_was_edited_later_has_the_day_of_the_edit(product, section, frozen):
    frozen("2026-11-22 10:00")
    get_model("catalogue", "Product").objects.update(date_updated=clock.now())
    assert lastmod(section, product) == "2026-11-22"


def test_a_product_that_never_had_a_certificate_has_the_day_of_its_last_edit(product, section, frozen):
    other = make_product()
    untouched(other)
    assert lastmod(section, other) == "2024-01-01"


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
    product, certificate, section, frozen, change
):
    frozen(BEFORE)
    change(certificate)
    assert lastmod(section, product) == "2026-11-22"


@pytest.fixture
def another(product):
    """A product of the same stars, province and category, that nobody has touched since 2024; its star holds on."""
    shelf = make_category("Mật")
    another = make_product("Mật ong", producer=product.ocop_provenance.producer)
    make_certificate(another, stars=4, issued_on=date(2026, 1, 1))
    for one in (product, another):
        one.categories.add(shelf)
    untouched(another)
    untouched(product)
    return another


def lists_of(product):
    """The addresses of the lists that a product with four stars is in, with their sections."""
    province = product.ocop_provenance.producer.province.code
    yield "lists", f"{HOST}/catalogue/"
    yield "lists", f"{HOST}/catalogue/?stars=4"
    yield "lists", f"{HOST}/catalogue/?province={province}"
    yield "categories", f"{HOST}{product.categories.get().get_absolute_url()}"


def days_of(section, product):
    return {section(name)[address][0] for name, address in lists_of(product)}


def test_a_list_has_the_day_of_the_last_change_of_what_is_in_it_or_left_it(product, another, section, frozen):
    frozen(BEFORE)
    assert days_of(section, another) == {"2026-10-01"}  # both certificates were recorded then
    frozen(AFTER)
    assert days_of(section, another) == {"2026-11-23"}  # the star of one has ended
    frozen("2027-05-05 12:00:00")
    assert days_of(section, another) == {"2026-11-23"}


def test_a_list_has_the_day_of_a_record_that_counts_from_before(product, another, section, frozen):
    frozen("2026-11-10 10:00:00")
    register.revoke(product.ocop_certificates.get(), ground="d", effective_on=date(2026, 11, 1))
    untouched(product)
    assert days_of(section, another) == {"2026-11-10"}


def test_a_list_has_the_day_on_which_a_product_was_edited(product, another, section, frozen):
    frozen("2026-11-12 10:00:00")
    get_model("catalogue", "Product").objects.filter(pk=another.pk).update(date_updated=clock.now())
    assert days_of(section, another) == {"2026-11-12"}


def test_a_province_has_the_day_of_its_products_and_of_its_introduction(product, another, section, frozen):
    place = product.ocop_provenance.producer.province
    page = f"{HOST}{place.get_absolute_url()}"
    untouched(product)
    frozen(AFTER)
    assert section("places")[page][0] == "2026-11-23"
    get_model("ocop_regions", "Place").objects.filter(pk=place.pk).update(
        intro="Xứ dừa.", intro_changed_at=clock.start_of(date(2026, 12, 1))
    )
    frozen("2026-12-02 10:00:00")
    assert section("places")[page][0] == "2026-12-01"


def test_a_place_has_the_day_of_a_record_that_counts_from_before_and_of_what_left_it(product, another, section, frozen):
    page = f"{HOST}{product.ocop_provenance.producer.province.get_absolute_url()}"
    frozen("2026-11-10 10:00:00")
    register.revoke(product.ocop_certificates.get(), ground="d", effective_on=date(2026, 11, 1))
    untouched(product)
    assert section("places")[page][0] == "2026-11-10"
    get_model("catalogue", "Product").objects.filter(pk=another.pk).update(
        is_public=False, date_updated=clock.start_of(date(2026, 11, 12))
    )
    assert section("places")[page][0] == "2026-11-12"


def test_the_fixed_pages_have_no_day(product, section):
    assert {day for day, _links in section("entrances").values()} == {None}


def test_a_maker_has_the_day_of_the_profile(product, section, frozen):
    maker = product.ocop_provenance.producer
    assert day_of(section, maker) == "2026-10-01"
    frozen("2026-11-05 10:00:00")
    maker.story = "Lấy mật từ năm 2018."
    maker.save(update_fields=["story"])
    assert day_of(section, maker) == "2026-11-05"
    frozen("2026-11-06 10:00:00")
    picture = maker.pictures.create(image="vuon-dua.webp")
    assert day_of(section, maker) == "2026-11-06"
    frozen("2026-11-07 10:00:00")
    picture.delete()
    assert day_of(section, maker) == "2026-11-07"


def test_a_maker_has_the_day_on_which_a_product_of_theirs_changed(product, another, section, frozen):
    maker = product.ocop_provenance.producer
    frozen("2026-11-10 10:00:00")
    register.revoke(product.ocop_certificates.get(), ground="d", effective_on=date(2026, 11, 1))
    assert day_of(section, maker) == "2026-11-10"
    get_model("catalogue", "Product").objects.filter(pk=another.pk).update(
        date_updated=clock.start_of(date(2026, 11, 12))
    )
    assert day_of(section, maker) == "2026-11-12"


def test_a_star_that_ends_is_a_change_of_its_maker_and_of_nobody_else(product, section, frozen):
    other = make_producer()
    frozen(AFTER)
    assert day_of(section, product.ocop_provenance.producer) == "2026-11-23"
    assert day_of(section, other) == "2026-10-01"


def test_a_maker_whose_profile_has_no_day_on_record_has_none(product, section):
    maker = product.ocop_provenance.producer
    type(maker).objects.filter(pk=maker.pk).update(changed_at=None)
    assert day_of(section, maker) is None


def test_a_page_of_an_editor_has_the_day_of_its_edition_or_of_what_it_may_show(demo_shop, section):
    products, collections = get_model("catalogue", "Product").objects, CollectionPage.objects
    collection = collections.get(slug="dong-bang-song-cuu-long", locale__language_code="vi")
    provinces = get_model("ocop_regions", "Place").objects.provinces().in_force()
    codes = provinces.filter(macro_region=collection.macro_region).values_list("code", flat=True)
    there = Q(ocop_listing__province_code__in=list(codes))
    front, page = f"{HOST}/", f"{HOST}{collection.get_url()}"
    products.exclude(there).update(date_updated=clock.start_of(date(2030, 4, 1)))
    days = section("pages")
    assert days[front][0] == "2030-04-01"
    assert days[page][0] < "2030-04-01"
    products.filter(there).update(date_updated=clock.start_of(date(2030, 5, 1)))
    assert section("pages")[page][0] == "2030-05-01"
    collections.filter(pk=collection.pk).update(last_published_at=clock.start_of(date(2030, 6, 1)))
    days = section("pages")
    assert (days[front][0], days[page][0]) == ("2030-05-01", "2030-06-01")


def test_pages_of_editors_cost_the_same_whatever_their_number(demo_shop, client, django_assert_num_queries):
    client.get("/sitemap-pages.xml")
    with CaptureQueriesContext(connection) as asked:
        client.get("/sitemap-pages.xml")
    collection = CollectionPage.objects.get(slug="dong-bang-song-cuu-long", locale__language_code="vi")
    for number in range(8):
        collection.copy(update_attrs={"slug": f"khac-{number}"})
    with django_assert_num_queries(len(asked)):
        response = client.get("/sitemap-pages.xml")
    assert f"{HOST}/khac-7/" in response.content.decode()


def day_of(section, maker):
    return section("producers")[f"{HOST}{maker.get_absolute_url()}"][0]


# --- certificates -----------------------------------------------------------------------------------------------------


def test_a_certificate_leaves_at_midnight_after_its_last_day(product, certificate, section, frozen):
    frozen(BEFORE)
    assert section("certificates")[check_page(certificate)][0] == "2026-10-01"
    frozen(AFTER)
    assert check_page(certificate) not in section("certificates")


def test_a_certificate_comes_on_its_first_day(product, section, frozen):
    other = make_certificate(make_product(), issued_on=date(2026, 11, 23))
    frozen(BEFORE)
    assert check_page(other) not in section("certificates")
    frozen(AFTER)
    assert section("certificates")[check_page(other)][0] == "2026-11-23"


def test_a_revoked_certificate_leaves_at_the_next_request(product, certificate, section):
    assert check_page(certificate) in section("certificates")
    register.revoke(certificate, ground="d", effective_on=clock.today())
    assert check_page(certificate) not in section("certificates")


# --- kept copies ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["index", "products", "certificates"])
def test_a_kept_copy_is_confirmed_only_while_it_is_true(product, client, files, frozen, name):
    frozen(BEFORE)
    path = "/sitemap.xml" if name == "index" else files(name)[-1]
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
