"""The place that a visitor chose: kept in a cookie of theirs, checked at every look, and used for distances."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop_shop.discovery import nearby, place_near
from ocop_shop.regions.models import Place
from ocop_shop.test.factories import make_producer, make_product

pytestmark = pytest.mark.django_db

NEAR = "/regions/near/"
TIEU_CAN = "commune:29341:2025-07-01"


def request_with(cookie=None):
    request = RequestFactory().get("/")
    if cookie is not None:
        request.COOKIES[nearby.COOKIE] = cookie
    return request


def chosen(cookie=TIEU_CAN):
    return nearby.chosen_place(request_with(cookie))


def goods(commune, number=1, province="86"):
    maker = make_producer(province=province, commune=commune)
    return [make_product(producer=maker) for _index in range(number)]


def kept(client):
    morsel = client.cookies.get(nearby.COOKIE)
    return morsel.value if morsel else None


# --- the cookie -----------------------------------------------------------------------------------------------------


def test_without_the_cookie_nothing_is_asked_and_nothing_is_chosen(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert nearby.chosen_place(request_with()) is None


def test_a_chosen_commune_is_known_with_all_that_a_list_needs(django_assert_num_queries):
    request = request_with(TIEU_CAN)
    with django_assert_num_queries(1):
        place = nearby.chosen_place(request)
        assert nearby.chosen_place(request) is place
    assert (place.level, place.code, place.name, place.name_inside) == (
        "commune",
        "29341",
        "Xã Tiểu Cần",
        "xã Tiểu Cần",
    )
    assert (place.province_code, place.province_name, place.macro_region) == ("86", "Vĩnh Long", "DBSCL")
    assert place.point == (place.latitude, place.longitude)


@pytest.mark.parametrize(
    ("cookie", "name"),
    [("province:86:2025-07-01", "Vĩnh Long"), ("province:01:", "Hà Nội"), ("province:86", "Vĩnh Long")],
)
def test_a_province_may_be_chosen_but_has_no_point(cookie, name):
    place = chosen(cookie)
    assert (place.name, place.level, place.point) == (name, "province", None)


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "29341",
        "commune:29341:2024-01-01",  # not the one that began then
        "commune:29341:2025-13-01",
        "commune:29341:",  # the township of before, which is no more
        "commune:00000:2025-07-01",
        "province:84:",
        "district:846:",
        "commune:29341:2025-07-01 ",
        "commune:29341:2025-07-01;x",
        "COMMUNE:29341",
        "commune:٢٩٣٤١",
        "commune:2934\x00",
        "' OR 1=1 --",
        "x" * 5000,
    ],
)
def test_a_cookie_that_nobody_gave_is_as_good_as_none(cookie):
    assert chosen(cookie) is None


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cookie_breaks_anything(cookie):
    assert chosen(cookie) is None


def test_a_place_that_ended_is_forgotten_even_when_its_code_lives_on():
    assert chosen("province:86:") is None  # the Vĩnh Long of before
    assert chosen("province:86:2025-07-01").province_code == "86"


@pytest.mark.parametrize("secure", [False, True])
def test_the_cookie_is_the_browsers_own_and_ends_after_half_a_year(secure):
    request = RequestFactory().get("/", secure=secure)
    response = HttpResponse()
    nearby.remember(request, response, Place.objects.get(slug="xa-tieu-can-29341"))
    morsel = response.cookies["ocop_place"]
    assert morsel.value == TIEU_CAN
    assert (morsel["max-age"], morsel["samesite"], morsel["path"]) == (180 * 24 * 3600, "Lax", "/")
    assert (bool(morsel["httponly"]), bool(morsel["secure"])) == (True, secure)


# --- distances ------------------------------------------------------------------------------------------------------


def test_distances_are_whole_kilometres_from_the_chosen_commune(django_assert_num_queries):
    place = chosen()
    with django_assert_num_queries(0):
        assert nearby.distances(place, ["", ""]) == {}
    with django_assert_num_queries(1):
        found = nearby.distances(place, ["29341", "29335", "29242", "", "00000", "29341"])
    assert found == {"29341": 0, "29335": 16, "29242": 20}


def test_without_a_commune_there_are_no_distances_and_no_query(django_assert_num_queries):
    province = chosen("province:86:2025-07-01")
    with django_assert_num_queries(0):
        assert nearby.distances(None, ["29341"]) == nearby.distances(province, ["29341"]) == {}


# --- choosing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "cookie"),
    [
        ({"place": TIEU_CAN}, TIEU_CAN),
        ({"province": "86", "commune": "29341"}, TIEU_CAN),
        ({"province": "86", "commune": ""}, "province:86:2025-07-01"),
        ({"province": "01"}, "province:01:"),
        ({"q": "xã Tiểu Cần"}, TIEU_CAN),
        ({"q": "xa tieu can"}, TIEU_CAN),
        ({"q": "xã Phú Cần, Trà Vinh"}, TIEU_CAN),  # its former name
        ({"q": "đặc khu Lý Sơn"}, "commune:21548:2025-07-01"),
        ({"q": "huyện Lý Sơn"}, "commune:21548:2025-07-01"),
        ({"q": "tỉnh Kon Tum"}, "province:51:2025-07-01"),
    ],
)
def test_a_place_is_chosen_from_the_list_or_by_any_of_its_names(client, form, cookie):
    response = client.post(NEAR, form)
    assert (response.status_code, response["Location"], kept(client)) == (302, NEAR, f"{cookie}")


@pytest.mark.parametrize("words", ["Tiểu Cần", "Hòa Bình", "xã Trà Bùi, huyện Trà Bồng", "Tiểu C", "huyện Cầu Kè"])
def test_what_may_be_several_places_is_asked_again_and_nothing_is_kept(client, words):
    response = client.post(NEAR, {"q": words})
    assert response.status_code == 200
    assert kept(client) is None
    offered = re.findall(r'name="place" value="([^"]+)"', response.content.decode())
    assert offered
    assert client.post(NEAR, {"place": offered[0]}).status_code == 302
    assert kept(client) == offered[0]


@pytest.mark.parametrize(
    "form", [{}, {"q": ""}, {"q": "Không Có"}, {"place": "x"}, {"commune": "99999"}, {"province": "8"}]
)
def test_what_is_no_place_keeps_what_was_chosen_before(client, form):
    client.post(NEAR, {"place": TIEU_CAN})
    assert client.post(NEAR, form).status_code == 200
    assert kept(client) == TIEU_CAN


def test_a_choice_can_be_forgotten(client):
    client.post(NEAR, {"place": TIEU_CAN})
    assert client.post(NEAR, {"forget": "1"}).status_code == 302
    assert kept(client) == ""
    assert client.cookies[nearby.COOKIE]["max-age"] == 0


def test_asking_for_the_page_keeps_nothing(client):
    for query in ({"province": "86", "commune": "29341"}, {"place": TIEU_CAN}, {"q": "xã Tiểu Cần"}):
        client.get(NEAR, query)
    assert kept(client) is None


def test_nothing_is_written_into_the_database(client):
    with CaptureQueriesContext(connection) as asked:
        client.post(NEAR, {"q": "xã Tiểu Cần"})
        client.post(NEAR, {"forget": "1"})
    assert [query["sql"] for query in asked if not query["sql"].lstrip().upper().startswith("SELECT")] == []


def test_a_strangers_form_chooses_nothing():
    client = Client(enforce_csrf_checks=True)
    assert client.post(NEAR, {"place": TIEU_CAN}).status_code == 403
    assert kept(client) is None


@pytest.mark.parametrize(
    ("next_", "location"),
    [
        ("/catalogue/?stars=5", "/catalogue/?stars=5"),
        ("/en/catalogue/", "/en/catalogue/"),
        ("https://example.com/", NEAR),
        ("//example.com/", NEAR),
        ("/\\example.com", NEAR),
        ("javascript:alert(1)", NEAR),
        ("catalogue/", NEAR),
        ("/" + "x" * 2000, NEAR),
        ("", NEAR),
    ],
)
def test_the_way_back_stays_in_this_shop(client, next_, location):
    assert client.post(NEAR, {"place": TIEU_CAN, "next": next_})["Location"] == location
    html = client.get(NEAR, {"next": next_}).content.decode()
    shown = re.search(r'name="next" value="([^"]*)"', html)[1].replace("&amp;", "&")
    assert shown == ("" if location == NEAR else location)


def test_only_the_communes_of_one_province_travel(client):
    assert 'name="commune"' not in client.get(NEAR).content.decode()
    html = client.get(NEAR, {"province": "86"}).content.decode()
    options = html[html.index('name="commune"') :]
    assert options.count("<option") == 124 + 1
    assert len(client.get(NEAR).content) < 20_000


# --- what is near ---------------------------------------------------------------------------------------------------


def test_communes_come_by_distance_with_what_they_have():
    goods("29335", 2)
    goods("29242", 1)
    goods("29341", 1)
    goods("00004", 1, province="01")  # Hà Nội is too far
    make_producer(province="86", commune="29365")
    found = place_near.nearby(chosen())
    assert [(near.place.code, near.km, near.products, near.makers) for near in found.communes] == [
        ("29341", 0, 1, 1),
        ("29365", 7, 0, 1),
        ("29335", 16, 2, 1),
        ("29242", 20, 1, 1),
    ]
    assert [card.distance for card in found.cards] == [0, 16, 16, 20]
    assert found.others == 0


def test_in_a_chosen_province_those_with_most_products_come_first():
    goods("29335", 1)
    goods("29242", 2)
    goods("00004", 1, province="01")
    found = place_near.nearby(chosen("province:86:2025-07-01"))
    assert [(near.place.code, near.km) for near in found.communes] == [("29242", None), ("29335", None)]


def test_where_nothing_is_near_the_page_says_so(client):
    client.post(NEAR, {"place": TIEU_CAN})
    html = client.get("/en/regions/near/").content.decode()
    assert "Within 120 km no commune has products" in html
    assert '<meta name="robots" content="noindex, follow">' in html


@pytest.mark.parametrize("number", [1, 10])
def test_the_page_costs_at_most_12_queries(client, number, assert_queries):
    for _index in range(number):
        goods("29335", 2)
        goods("29242", 1)
    client.post(NEAR, {"place": TIEU_CAN})
    client.get(NEAR)
    for query in ({}, {"province": "51"}):
        with assert_queries(12):
            assert client.get(NEAR, query).status_code == 200


def test_the_page_differs_by_cookie_and_says_so(client):
    client.post(NEAR, {"place": TIEU_CAN})
    assert "Cookie" in client.get(NEAR)["Vary"]
