"""The feeds: recognitions that hold today, and new products, the newest first, and nothing said that has ended."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.contrib.sites.models import Site
from oscar.core.loading import get_model

from ocop_shop.certification import actions as register
from ocop_shop.core import clock
from ocop_shop.discovery import feeds
from ocop_shop.test.factories import make_certificate, make_producer, make_product
from tests.templates.reading import read as read_html

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

PATH = "/feeds/certificates.atom"
PRODUCTS = "/feeds/products.atom"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
ISSUED, LAST_DAY = date(2023, 11, 22), date(2026, 11, 22)
BEFORE, AFTER = "2026-11-22 23:59:59", "2026-11-23 00:00:00"


@pytest.fixture
def read(client):
    """The feed at a path as a tree."""

    def get(path=PATH, **headers):
        response = client.get(path, headers=headers)
        assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
        return ET.fromstring(response.content)

    return get


def entries(feed):
    return feed.findall("a:entry", ATOM)


def text(element, path):
    return element.findtext(path, namespaces=ATOM)


def titles(feed):
    return [text(entry, "a:title") for entry in entries(feed)]


@pytest.fixture
def product(frozen):
    frozen("2026-10-01 10:00")
    product = make_product("Mật hoa dừa", producer=make_producer("Hợp tác xã Thử"))
    make_certificate(product, stars=4, number="412/QĐ-UBND", issued_on=ISSUED, expires_on=LAST_DAY)
    Site.objects.update(domain="cho-lang.example")
    Site.objects.clear_cache()
    return product


@pytest.fixture
def certificate(product):
    return product.ocop_certificates.get()


# --- what an entry says -----------------------------------------------------------------------------------------------


def test_an_entry_names_product_stars_maker_and_the_first_day(product, certificate, read):
    address = f"http://testserver{product.get_absolute_url()}"
    [entry] = entries(read())
    assert text(entry, "a:title") == "Mật hoa dừa: OCOP 4 sao"
    assert entry.find("a:link", ATOM).get("href") == address
    assert text(entry, "a:author/a:name") == "Hợp tác xã Thử"
    assert text(entry, "a:id") == f"tag:cho-lang.example,2026:certificate/{certificate.code}"
    assert (text(entry, "a:published"), text(entry, "a:updated")) == ("2023-11-22T00:00:00+07:00",) * 2
    assert text(entry, "a:summary") == (
        "OCOP 4 sao, cấp tỉnh, còn hiệu lực đến 22/11/2026. 412/QĐ-UBND, UBND tỉnh thử nghiệm"
    )


def test_an_english_reader_gets_english_words_and_addresses(product, read):
    address = f"http://testserver/en{product.get_absolute_url()}"
    feed = read(f"/en{PATH}")
    [entry] = entries(feed)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert text(entry, "a:title") == "Mật hoa dừa: OCOP 4 stars"
    assert entry.find("a:link", ATOM).get("href") == address


def test_the_newest_recognition_comes_first_and_there_are_at_most_fifty(product, read, monkeypatch):
    monkeypatch.setattr(feeds, "SIZE", 3)
    for days in (40, 10, 30, 20):
        issued = clock.today() - timedelta(days=days)
        make_certificate(make_product(f"Hàng {days} ngày"), stars=3, issued_on=issued)
    assert titles(read()) == [f"Hàng {days} ngày: OCOP 3 sao" for days in (10, 20, 30)]


def test_a_feed_without_a_certificate_is_still_a_feed(db, read, frozen):
    frozen(BEFORE)
    feed = read()
    assert entries(feed) == []
    assert text(feed, "a:updated") == "2026-11-22T00:00:00+07:00"


def test_what_somebody_typed_cannot_break_the_feed(read):
    product = make_product("Kẹo <b>&\x0b\x1f]]> \u2028 dừa", slug="keo", producer=make_producer("A & B <i>"))
    make_certificate(product, stars=3, issuer="UBND <script>x()</script>")
    [entry] = entries(read())
    assert text(entry, "a:title") == "Kẹo <b>&]]> dừa: OCOP 3 sao"
    assert text(entry, "a:author/a:name") == "A & B <i>"
    assert "&lt;script&gt;" in text(entry, "a:summary")  # it is read as HTML


def test_a_product_that_is_not_public_is_not_in_the_feed(product, read):
    get_model("catalogue", "Product").objects.update(is_public=False)
    assert titles(read()) == []


def test_every_page_names_both_feeds(product, client):
    for prefix in ("", "/en"):
        head = read_html(client.get(f"{prefix}/catalogue/").content.decode()).one("head")
        named = [link["href"] for link in head.all("link", type="application/atom+xml")]
        assert named == [f"{prefix}{PATH}", f"{prefix}{PRODUCTS}"]


@pytest.mark.parametrize("number", [1, 30])
def test_the_feed_costs_three_queries_whatever_the_number_of_entries(number, client, assert_queries):
    for _index in range(number):
        make_certificate(make_product(producer=make_producer()))
    client.get(PATH)
    with assert_queries(3):
        client.get(PATH)


# --- what holds today -------------------------------------------------------------------------------------------------


def test_a_certificate_leaves_at_midnight_after_its_last_day(product, read, frozen):
    frozen(BEFORE)
    assert titles(read()) == ["Mật hoa dừa: OCOP 4 sao"]
    frozen(AFTER)
    assert titles(read()) == []


def test_a_certificate_comes_on_its_first_day(read, frozen):
    frozen(BEFORE)
    make_certificate(make_product("Kẹo dừa"), stars=3, issued_on=date(2026, 11, 23))
    assert titles(read()) == []
    frozen(AFTER)
    [entry] = entries(read())
    assert (text(entry, "a:title"), text(entry, "a:updated")) == ("Kẹo dừa: OCOP 3 sao", "2026-11-23T00:00:00+07:00")


@pytest.mark.parametrize(
    "change",
    [
        lambda paper: register.revoke(paper, ground="d", effective_on=clock.today()),
        lambda paper: register.suspend(paper, effective_on=clock.today(), reason="đang kiểm tra"),
        lambda paper: register.strike(paper.events.get(), reason="nhầm sản phẩm"),
    ],
    ids=["revoked", "suspended", "recorded in error"],
)
def test_what_was_taken_away_is_not_in_the_feed_at_the_next_request(product, certificate, read, change):
    assert titles(read()) == ["Mật hoa dừa: OCOP 4 sao"]
    change(certificate)
    assert titles(read()) == []


def test_a_claim_without_proof_is_not_in_the_feed(read):
    make_certificate(make_product(), stars=5, evidence="C")
    assert titles(read()) == []


def test_an_extension_is_news_of_its_first_day_under_the_same_name(product, certificate, read, frozen):
    [before] = entries(read())
    register.extend(certificate, until=date(2027, 2, 28))
    frozen(AFTER)
    [after] = entries(read())
    assert text(after, "a:id") == text(before, "a:id")
    assert text(after, "a:updated") == "2026-11-23T00:00:00+07:00"


def test_a_correction_is_news_of_its_moment_under_the_same_name(read, frozen):
    frozen("2026-10-01 10:00")
    certificate = make_certificate(make_product("Mật hoa dừa"), stars=4, issued_on=date(2026, 6, 1))
    [before] = entries(read())
    frozen(BEFORE)
    register.correct(certificate, register.Facts(stars=3), reason="đọc nhầm")
    [after] = entries(read())
    assert text(after, "a:id") == text(before, "a:id")
    assert text(after, "a:title") == "Mật hoa dừa: OCOP 3 sao"
    assert text(after, "a:updated") == "2026-11-22T23:59:59+07:00"


def test_a_product_recognised_again_is_in_the_feed_once_under_a_new_name(product, read, frozen):
    [before] = entries(read())
    frozen(BEFORE)
    make_certificate(product, stars=5, issued_on=LAST_DAY)
    [after] = entries(read())
    assert text(after, "a:title") == "Mật hoa dừa: OCOP 5 sao"
    assert text(after, "a:id") != text(before, "a:id")


# --- kept copies ------------------------------------------------------------------------------------------------------


def test_a_kept_copy_is_confirmed_only_while_it_is_true(product, certificate, client, frozen):
    frozen(BEFORE)
    make_certificate(make_product("Kẹo dừa"), stars=3)
    first = client.get(PATH)
    assert first["Cache-Control"] == "no-cache"
    assert "Last-Modified" not in first
    kept = {"If-None-Match": first["ETag"]}
    assert client.get(PATH, headers=kept).status_code == 304
    register.revoke(certificate, ground="d", effective_on=LAST_DAY)
    assert client.get(PATH, headers=kept).status_code == 200


def test_a_kept_copy_is_not_confirmed_after_midnight(product, client, frozen):
    frozen(BEFORE)
    kept = {"If-None-Match": client.get(PATH)["ETag"]}
    frozen(AFTER)
    assert client.get(PATH, headers=kept).status_code == 200


def test_a_copy_is_never_confirmed_by_its_date(product, client):
    assert client.get(PATH, headers={"If-Modified-Since": "Fri, 01 Jan 2038 00:00:00 GMT"}).status_code == 200


def test_the_feed_is_only_read(product, client):
    assert client.post(PATH).status_code == 405
    assert client.head(PATH).status_code == 200


def test_the_name_of_an_entry_does_not_depend_on_the_host_that_was_asked(product, read):
    named = {text(entries(read(Host=host))[0], "a:id") for host in ("testserver", "www.cho-lang.example")}
    assert len(named) == 1


# --- new products -----------------------------------------------------------------------------------------------------


def came_on(product, moment):
    """Let a product have come at another time; the database tells the listing."""
    get_model("catalogue", "Product").objects.filter(pk=product.pk).update(date_created=moment)


@pytest.fixture
def arrival(frozen):
    """A product that came on 1 October, with a certificate from before and until 22 November."""
    frozen("2026-10-01 10:00")
    product = make_product("Mật hoa dừa", producer=make_producer("Hợp tác xã Thử"))
    make_certificate(product, stars=4, issued_on=ISSUED, expires_on=LAST_DAY)
    came_on(product, clock.now())
    Site.objects.update(domain="cho-lang.example")
    Site.objects.clear_cache()
    return product


def test_a_new_product_is_told_with_place_maker_and_the_stars_of_today(arrival, read):
    [entry] = entries(read(PRODUCTS))
    place = arrival.ocop_provenance.producer.province.name
    assert text(entry, "a:title") == "Mật hoa dừa"
    assert entry.find("a:link", ATOM).get("href") == f"http://testserver{arrival.get_absolute_url()}"
    assert text(entry, "a:author/a:name") == "Hợp tác xã Thử"
    assert text(entry, "a:id") == f"tag:cho-lang.example,2026:product/{arrival.pk}"
    assert (text(entry, "a:published"), text(entry, "a:updated")) == ("2026-10-01T10:00:00+07:00",) * 2
    assert text(entry, "a:summary") == f"{place}. OCOP 4 sao, cấp tỉnh, còn hiệu lực đến 22/11/2026"


def test_an_english_reader_gets_new_products_in_english(arrival, read):
    address = f"http://testserver/en{arrival.get_absolute_url()}"
    feed = read(f"/en{PRODUCTS}")
    [entry] = entries(feed)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert entry.find("a:link", ATOM).get("href") == address
    assert text(entry, "a:summary").endswith("OCOP 4 stars, provincial level, valid until 22/11/2026")


def test_the_star_of_a_new_product_is_not_said_any_more_after_midnight_and_that_is_news(arrival, read, frozen):
    frozen(BEFORE)
    [before] = entries(read(PRODUCTS))
    frozen(AFTER)
    [after] = entries(read(PRODUCTS))
    assert "OCOP 4 sao" in text(before, "a:summary")
    assert text(after, "a:summary") == arrival.ocop_provenance.producer.province.name
    assert text(after, "a:id") == text(before, "a:id")
    assert text(after, "a:updated") == "2026-11-23T00:00:00+07:00"


def test_a_revocation_is_in_the_feed_of_new_products_at_the_next_request(arrival, read, frozen):
    frozen("2026-10-05 09:30")
    register.revoke(arrival.ocop_certificates.get(), ground="d", effective_on=date(2026, 10, 2))
    [entry] = entries(read(PRODUCTS))
    assert "OCOP" not in text(entry, "a:summary")
    assert text(entry, "a:updated") == "2026-10-05T09:30:00+07:00"


def test_the_newest_products_come_first_and_hidden_ones_never(arrival, read, monkeypatch):
    monkeypatch.setattr(feeds, "SIZE", 2)
    for days in (3, 1, 2):
        came_on(make_product(f"Hàng {days} ngày"), clock.now() - timedelta(days=days))
    make_product("Ẩn", is_public=False)
    assert titles(read(PRODUCTS)) == ["Mật hoa dừa", "Hàng 1 ngày"]


def test_a_product_without_certificate_place_or_maker_is_news_too(db, read):
    make_product("Kẹo dừa", province=None)
    [entry] = entries(read(PRODUCTS))
    assert text(entry, "a:title") == "Kẹo dừa"
    assert text(entry, "a:summary") in (None, "")
    assert text(entry, "a:author/a:name") == "Chợ Làng"


@pytest.mark.parametrize("number", [1, 30])
def test_the_feed_of_new_products_costs_three_queries(number, client, assert_queries):
    for index in range(number):
        make_certificate(make_product(f"Hàng {index}", producer=make_producer()), stars=3)
    client.get(PRODUCTS)
    with assert_queries(3):
        client.get(PRODUCTS)


def test_a_kept_copy_of_new_products_is_confirmed_only_while_it_is_true(arrival, client, frozen):
    frozen(BEFORE)
    first = client.get(PRODUCTS)
    assert first["Cache-Control"] == "no-cache"
    kept = {"If-None-Match": first["ETag"]}
    assert client.get(PRODUCTS, headers=kept).status_code == 304
    frozen(AFTER)
    assert client.get(PRODUCTS, headers=kept).status_code == 200
    assert client.post(PRODUCTS).status_code == 405
