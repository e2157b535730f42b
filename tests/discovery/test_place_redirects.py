"""Old addresses, names and codes lead to the place of today; what cannot be known is left to the reader."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ocop_shop.regions.models import Place, Succession

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client):
    def ask(address, **data):
        response = client.get(address, data)
        return response.status_code, response.headers.get("Location", "")

    return ask


def choices(client, address, **data):
    response = client.get(address, data)
    assert response.status_code == 200
    html = response.content.decode()
    assert '<meta name="robots" content="noindex, follow">' in html
    main = html[html.index("ocop-choices") :]
    return set(re.findall(r'href="/regions/([^"/]+)/"', main))


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("thi-tran-tieu-can-29341-cu", "xa-tieu-can-29341"),  # a former commune
        ("phuong-6-29251-cu", "phuong-tra-vinh-29242"),  # over two changes
        ("huyen-ly-son-536", "dac-khu-ly-son-21548"),  # an island district, today one special zone
        ("thua-thien-hue", "hue"),  # renamed before the merger
        ("dong-nai-2025", "dong-nai"),  # a change of kind
    ],
)
def test_a_unit_that_became_one_place_redirects_to_it_for_good(asked, old, today):
    assert asked(f"/regions/{old}/") == (301, f"/regions/{today}/")
    assert asked(f"/en/regions/{old}/") == (301, f"/en/regions/{today}/")


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Trà Vinh", "tra-vinh"),
        ("Kon-Tum", "kon-tum"),
        ("tinh-kon-tum", "kon-tum"),
        ("xa-tieu-can", "xa-tieu-can-29341"),
        ("thanh-pho-hue", "hue"),
        ("ba-ria-vung-tau-tinh", ""),
        ("vicosap", ""),
    ],
)
def test_a_name_typed_plainly_leads_on_when_only_one_bears_it(asked, typed, slug):
    expected = (301, f"/regions/{slug}/") if slug else (404, "")
    assert asked(f"/regions/{typed}/") == expected


@pytest.mark.parametrize("slug", ["tra-vinh", "kon-tum", "vinh-long-cu", "ha-noi", "vinh-long", "xa-tieu-can-29341"])
def test_a_place_with_a_page_answers_itself(asked, slug):
    assert asked(f"/regions/{slug}/") == (200, "")


def test_a_divided_commune_lets_the_reader_choose_among_all_its_heirs(client):
    assert choices(client, "/regions/xa-tra-bui-21142-cu/") == {"xa-ca-dam-21136", "xa-tay-tra-bong-21157"}


def test_a_district_leads_to_all_communes_it_became(client):
    assert choices(client, "/regions/huyen-cau-ke-845/") == {
        "xa-cau-ke-29308",
        "xa-an-phu-tan-29317",
        "xa-phong-thanh-29329",
        "xa-tam-ngai-29335",
    }


def test_a_name_of_several_places_prefers_none(client):
    found = choices(client, "/regions/tieu-can/")
    assert found == {"xa-tieu-can-29341", "xa-tan-hoa-29371", "xa-tap-ngai-29365", "xa-hung-hoa-29362"}


def test_every_former_unit_answers_with_a_page_a_redirect_or_a_choice(client):
    """A sample of all levels; nothing that once existed is not found."""
    gone = Place.objects.former(date(2026, 11, 22)).order_by("level", "code", "pk")
    step = max(1, gone.count() // 200)
    statuses = {place.slug: client.get(f"/regions/{place.slug}/").status_code for place in list(gone)[::step]}
    assert len(statuses) >= 200
    assert {slug: status for slug, status in statuses.items() if status not in {200, 301}} == {}


def test_a_unit_whose_fate_is_not_on_record_is_not_found(asked):
    lost = Place.objects.get(slug="thi-tran-tieu-can-29341-cu")
    Succession.objects.filter(old=lost).delete()
    assert asked("/regions/thi-tran-tieu-can-29341-cu/") == (404, "")


# --- codes ----------------------------------------------------------------------------------------------------------


def test_a_code_that_was_used_again_offers_both_places_with_their_days(client):
    for address in ("/regions/code/26740/", "/regions/code/commune/26740/"):
        assert choices(client, address) == {"phuong-sai-gon-26740"}
        html = client.get(address).content.decode()
        assert "Phường Bến Nghé" in html
        assert "30/06/2025" in html
        assert "Phường Sài Gòn" in html
        assert "01/07/2025" in html


def test_the_code_of_a_province_that_grew_offers_the_small_and_the_large_one(client):
    assert choices(client, "/regions/code/86/") == {"vinh-long", "vinh-long-cu"}


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/regions/code/84/", "tra-vinh"),
        ("/regions/code/province/62/", "kon-tum"),
        ("/regions/code/01/", "ha-noi"),
        ("/regions/code/29341/", "xa-tieu-can-29341"),  # one name, and one heir
        ("/regions/code/536/", "dac-khu-ly-son-21548"),
        ("/regions/code/86/?on=2025-06-30", "vinh-long-cu"),
        ("/regions/code/86/?on=2025-07-01", "vinh-long"),
        ("/regions/code/26740/?on=2025-06-30", "phuong-sai-gon-26740"),
    ],
)
def test_a_code_of_one_place_leads_on(asked, address, slug):
    assert asked(address) == (301, f"/regions/{slug}/")


def test_the_list_takes_codes_and_names_too(asked, client):
    assert asked("/regions/", code="84") == (301, "/regions/tra-vinh/")
    assert asked("/regions/", code="29341", level="commune") == (301, "/regions/xa-tieu-can-29341/")
    assert asked("/regions/", q="xã phú cần, trà vinh") == (302, "/regions/xa-tieu-can-29341/")
    assert asked("/regions/", map="old") == (301, "/regions/before-7-2025/")
    assert len(choices(client, "/regions/", q="Tiểu Cần")) == 4


def test_a_name_that_nobody_bears_shows_what_begins_so(client):
    html = client.get("/regions/", {"q": "Tiểu C"}).content.decode()
    assert 'role="status"' in html
    assert html.count('href="/regions/xa-tieu-can-29341/"') == 1
    assert '<meta name="robots" content="noindex, follow">' in html


@pytest.mark.parametrize(
    "address",
    ["/regions/code/00000/", "/regions/code/x/", "/regions/code/planet/86/", "/regions/code/86/?on=1999-01-01"],
)
def test_no_code_is_not_found_or_was_always_borne(asked, address):
    status, location = asked(address)
    assert (status, location) in {(404, ""), (301, "/regions/vinh-long-cu/")}
