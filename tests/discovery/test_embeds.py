"""Frames and JSON for other sites: true at every request, for any site, without cookie or script."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings as project
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.certification import actions as register
from ocop_shop.discovery import embeds
from ocop_shop.producers import actions
from ocop_shop.test.factories import make_certificate, make_producer, make_product, make_user

pytestmark = pytest.mark.pages
FRAME, JSON = "ocop:embed-producer", "ocop:embed-producer-json"


@pytest.fixture
def producer(db):
    return make_producer("HTX Dừa sáp Cầu Kè", province="86")


def ask(producer, name=FRAME, query="", client=None, **headers):
    return (client or Client()).get(reverse(name, args=[producer.slug]) + query, headers=headers)


def certified(producer, title="Mật hoa dừa", stars=4):
    product = make_product(title, price=125_000, stock=5, producer=producer, province="86")
    return product, make_certificate(product, stars=stars, number="1693/QĐ-UBND")


def test_the_json_says_what_holds_today(producer, frozen):
    frozen("2026-11-20 09:00:00")
    product, certificate = certified(producer)
    answer = ask(producer, JSON, "?lang=en")
    told = answer.json()
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (told["version"], told["kind"], told["total"], told["as_of"]) == (1, "producer", 1, "2026-11-20")
    (shown,) = told["products"]
    assert (shown["name"], shown["price"], shown["currency"], shown["available"]) == (
        "Mật hoa dừa",
        125_000,
        "VND",
        True,
    )
    assert shown["url"].startswith("http://testserver/en/")
    assert shown["ocop"] == {
        "stars": 4,
        "state": "valid",
        "until": f"{certificate.expires_on:%Y-%m-%d}",
        "decision": "1693/QĐ-UBND",
        "check": f"http://testserver/en/ocop/check/{certificate.code}/",
    }
    assert product.pk


@pytest.mark.parametrize("name", [FRAME, JSON])
def test_what_is_kept_elsewhere_is_confirmed_only_while_it_is_true(producer, name):
    _product, certificate = certified(producer)
    first = ask(producer, name)
    assert first["Cache-Control"] == "no-cache, must-revalidate"
    again = ask(producer, name, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    register.revoke(certificate, ground="a", effective_on=certificate.valid_from)
    changed = ask(producer, name, **{"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert b"data-ocop-stars" not in changed.content
    assert b'"stars"' not in changed.content


@pytest.mark.parametrize("name", [FRAME, JSON])
def test_no_cookie_is_set_for_anybody(producer, name):
    certified(producer)
    signed_in = Client()
    signed_in.force_login(make_user())
    with_an_old_basket = Client()
    with_an_old_basket.cookies["oscar_open_basket"] = "1:made-up"
    for client in (Client(), signed_in, with_an_old_basket):
        assert not ask(producer, name, "?lang=en&theme=dark", client).cookies


def test_only_frames_may_stand_in_frames_of_other_sites(producer):
    frame = ask(producer)
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "default-src 'none'" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    for address in (reverse(JSON, args=[producer.slug]), producer.get_absolute_url(), "/catalogue/", "/ocop/"):
        other = Client().get(address)
        assert other["X-Frame-Options"] == "DENY"
        assert "frame-ancestors" not in other.get("Content-Security-Policy", "")


def test_a_frame_runs_no_script_and_its_links_open_beside_it(producer):
    certified(producer)
    html = ask(producer).content.decode()
    assert "<script" not in html
    assert "onclick" not in html
    links = re.findall(r"<a [^>]*>", html)
    assert len(links) == 3
    assert all('target="_blank" rel="noopener"' in link for link in links)


def test_language_and_colours_are_as_asked_for(producer):
    certified(producer)
    assert '<html lang="en" data-theme="dark">' in ask(producer, query="?lang=en&theme=dark").content.decode()
    assert '<html lang="vi" data-theme="auto">' in ask(producer).content.decode()


@pytest.mark.parametrize(
    "query", ["?count=-3&lang=xx&theme=%00", "?count=9999999999", "?count=²", "?lang=vi%0d%0aX: 1"]
)
@pytest.mark.parametrize("name", [FRAME, JSON])
def test_nonsense_is_left_at_what_is_usual(producer, name, query):
    certified(producer)
    assert ask(producer, name, query).status_code == 200


@given(st.dictionaries(st.sampled_from(["count", "lang", "theme"]), st.text(max_size=12)))
def test_whatever_is_asked_for_a_wish_is_one_that_can_be(asked):
    wish = embeds.wished(asked)
    assert wish.count in embeds.COUNTS
    assert wish.theme in embeds.THEMES
    assert wish.language in {"", *dict(project.LANGUAGES)}


@pytest.mark.parametrize("name", [FRAME, JSON])
def test_a_hidden_producer_is_not_shown(producer, name):
    certified(producer)
    producer.is_public = False
    producer.save(update_fields=["is_public"])
    answer = ask(producer, name)
    assert answer.status_code == 404
    assert "Mật hoa dừa" not in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("name", [FRAME, JSON, "ocop:embed-place"])
def test_queries_stay_few_for_thirty_products(producer, name, django_assert_max_num_queries):
    for number in range(30):
        make_product(f"Hàng {number}", producer=producer, province="86")
    slug = producer.province.slug if name.endswith("place") else producer.slug
    address = reverse(name, args=[slug]) + "?count=24"
    Client().get(address)  # the first reader after a change puts the list right
    with django_assert_max_num_queries(8):
        answer = Client().get(address)
    told = answer.content.decode()
    assert told.count("data-product-id=" if "<html" in told else '"currency"') == 24


def test_the_styles_of_a_frame_are_small():
    with open(finders.find("ocop_shop/embed.css"), "rb") as css:
        assert len(css.read()) <= 10_000


def test_the_desk_gives_lines_that_lead_to_the_frame(producer, client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://cho-lang.example"
    owner = make_user()
    actions.add_member(producer, owner, "owner")
    client.force_login(owner)
    desk = reverse("ocop:portal-elsewhere", args=[producer.slug])
    page = client.get(f"{desk}?count=3&lang=en&theme=dark").content.decode()
    address = f"/ocop/embed/producer/{producer.slug}/?count=3&amp;amp;lang=en&amp;amp;theme=dark"
    assert f"&lt;iframe src=&quot;https://cho-lang.example{address}" in page
    producer.is_public = False
    producer.save(update_fields=["is_public"])
    assert "data-hidden" in client.get(desk).content.decode()


def test_the_json_is_read_as_utf_8(producer):
    certified(producer)
    answer = ask(producer, JSON)
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(answer.content.decode("utf-8"))["name"] == "HTX Dừa sáp Cầu Kè"
