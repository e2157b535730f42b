"""A producer tells its story from a phone, by touch and without script; a buyer reads what became of it."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from ocop_shop.producers import actions as members
from ocop_shop.proposals import actions
from ocop_shop.test.factories import make_producer, make_product, make_user
from tests.browsing import narrowest
from tests.portal.listing import jpeg

PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
PHOTO = {"name": "IMG_0002.jpg", "mimeType": "image/jpeg", "buffer": jpeg(size=(1600, 1000))}


@pytest.fixture
def producer(transactional_db):
    made = make_producer("Hợp tác xã Cầu Kè")
    make_product(producer=made)
    members.add_member(made, make_user("chi-ba@example.com"), "owner")
    return made


def sign_in(page, live_server, producer):
    client = Client()
    client.force_login(producer.members.get().user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])


def draft_of(producer):
    return apps.get_model("ocop_proposals", "Proposal").objects.of_producer(producer).get()


def save(page):
    page.locator(".desk-bar button").tap()


def test_a_story_is_told_from_a_phone_without_script(browse, live_server, producer):
    page = browse(**PHONE, javascript=False)
    sign_in(page, live_server, producer)
    page.goto(f"/portal/{producer.slug}/profile/")
    page.locator("[data-next=story]").tap()
    page.wait_for_url(re.compile("/profile/story/$"))
    page.locator("a[href$='/new-text/']").tap()
    page.fill("[name=text]", "Ba đời nấu mật.\n\nMỗi sáng một vòng quanh vườn.")
    save(page)
    page.wait_for_url(re.compile("/profile/story/$"))
    page.locator("a[href$='/new-picture/']").tap()
    page.set_input_files("[name=file]", PHOTO)
    page.fill("[name=alt]", "Sân phơi sau nhà")
    save(page)
    page.locator("[data-entry]").nth(1).locator("[value=up]").tap()
    page.locator("[data-entry]").first.locator("img").wait_for()
    assert [part["type"] for part in draft_of(producer).values["story"]] == ["picture", "text"]
    assert narrowest(page) <= 320
    page.goto(f"/portal/{producer.slug}/profile/preview/")
    assert page.locator("[data-part=text]").inner_text().startswith("Ba đời")
    # The banner is the one picture, and the story shows it again.
    assert page.locator("[data-part=picture] img").get_attribute("alt") == "Sân phơi sau nhà"


@pytest.mark.parametrize(
    "part", ["", "story/", "story/new-steps/", "pictures/new/", "people/new/", "contact/", "about/", "rights/new/"]
)
def test_every_form_of_the_profile_keeps_nobody_out(browse, axe, live_server, producer, part):
    page = browse(**PHONE)
    sign_in(page, live_server, producer)
    assert page.goto(f"/portal/{producer.slug}/profile/{part}").status == 200
    assert axe(page) == []
    assert narrowest(page) <= 320


def test_a_full_profile_keeps_nobody_out_and_asks_no_other_host(browse, axe_at_each_width, producer):
    parts = [
        {"type": "text", "value": {"heading": "Ba đời", "text": "Nấu mật."}, "id": "a"},
        {"type": "steps", "value": {"heading": "Từ cây", "steps": [{"title": "Hái"}, {"title": "Nấu"}]}, "id": "b"},
        {"type": "quote", "value": {"text": "Làm kỹ.", "who": "Bà"}, "id": "c"},
        {"type": "video", "value": {"title": "Lò nấu", "url": "https://youtu.be/abc"}, "id": "d"},
    ]
    person = {"id": "x", "name": "Bà Sáu", "role": "Nấu mật", "role_en": "", "quote": "Kỹ.", "quote_en": ""}
    award = {"id": "x", "title": "Giải nhất", "title_en": "", "issuer": "Huyện", "year": 2020}
    right = {"id": "x", "kind": "trademark", "name": "Sáu", "number": "4-1", "office": "", "valid_from": "2010-01-01"}
    members.rewrite(
        producer,
        {
            "story": parts,
            "since": 1998,
            "people": [{**person, "picture": "", "consent": True, "consent_note": "ký"}],
            "awards": [award],
            "rights": [{**right, "valid_until": "2020-01-01"}],
            "points": [
                {
                    "id": "x",
                    "name": "Sạp 3",
                    "address": "Chợ",
                    "province": "86",
                    "commune": "",
                    "phone": "",
                    "hours": "",
                }
            ],
        },
        base={},
    )
    page = browse()
    assert page.goto(producer.get_absolute_url()).status == 200
    assert axe_at_each_width(page) == {}
    assert narrowest(page) <= 320
    assert page.locator("iframe, video, embed, object").count() == 0


def test_a_reader_is_told_apart_from_who_saved_first(browse, live_server, producer):
    page = browse(**PHONE, javascript=False)
    sign_in(page, live_server, producer)
    page.goto(f"/portal/{producer.slug}/profile/awards/new/")
    page.fill("[name=title]", "Giải nhất chợ huyện")
    begun = {"values": {"brand": "Của Ba"}, "base": {}, "author": None, "producer": producer}
    actions.begin("profile", f"producer:{producer.pk}", **begun)
    save(page)
    page.locator("[data-conflict]").wait_for()
    assert page.input_value("[name=title]") == "Giải nhất chợ huyện"
    save(page)
    page.wait_for_url(re.compile("/profile/awards/$"))
    assert draft_of(producer).values["awards"][0]["title"] == "Giải nhất chợ huyện"
    assert draft_of(producer).values["brand"] == "Của Ba"
