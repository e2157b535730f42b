"""A producer lists a product from a phone, by touch, and by forms alone."""

from __future__ import annotations

import re
import time

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from ocop_shop.producers import actions as members
from ocop_shop.test.factories import make_category, make_partner, make_producer, make_user
from tests.browsing import narrowest
from tests.portal.listing import jpeg

PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
PHOTO = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": jpeg(size=(2400, 1800))}


@pytest.fixture
def producer(transactional_db):
    made = make_producer("Hợp tác xã Cầu Kè", partner=make_partner("Cầu Kè"))
    make_category("Mứt, kẹo")
    members.add_member(made, make_user("chi-ba@example.com"), "owner")
    return made


def sign_in(page, live_server, producer):
    client = Client()
    client.force_login(producer.members.get().user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])


def draft_of(producer):
    return apps.get_model("ocop_proposals", "Proposal").objects.of_producer(producer).get()


def choose(page, selector, value):
    page.locator(selector).select_option(value)


def test_a_product_is_listed_by_touch_on_a_phone_and_nothing_is_lost_on_the_way(browse, axe, live_server, producer):
    page = browse(**PHONE)
    sign_in(page, live_server, producer)
    began = time.monotonic()
    page.goto(f"/portal/{producer.slug}/goods/")
    page.locator(".desk-bar a").tap()
    page.wait_for_url(re.compile("/goods/new/"))
    assert axe(page) == []
    page.set_input_files("[name=pictures]", PHOTO)
    page.locator("[data-picture]").wait_for()
    page.fill("[name=title]", "Mứt dừa non Cầu Kè")
    choose(page, "[name=product_set]", "7")
    page.fill("[name=price]", "85.000")
    page.fill("[name=stock]", "12")
    page.locator("[value=next]").tap()
    page.locator("[name=field_ingredients]").wait_for()
    draft = draft_of(producer)
    assert (draft.values["title"], draft.values["price"], len(draft.values["pictures"])) == (
        "Mứt dừa non Cầu Kè",
        85_000,
        1,
    )
    page.fill("[name=net_amount]", "250")
    choose(page, "[name=net_unit]", "g")
    page.fill("[name=field_ingredients]", "Dừa non, đường")
    page.fill("[name=field_shelf_life]", "6 tháng")
    choose(page, "[name=category]", str(page.locator("[name=category] option").nth(1).get_attribute("value")))
    # At its end, where the bar covers nothing.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert axe(page) == []
    page.locator("[name=do][value=submit]").tap()
    page.wait_for_url(re.compile("/goods/$"))
    draft.refresh_from_db()
    assert draft.state == "submitted"
    # A person takes longer: what is measured is that no step makes them wait.
    assert time.monotonic() - began < 60
    assert axe(page) == []


def test_what_is_written_is_kept_after_two_seconds(browse, live_server, producer):
    page = browse(**PHONE)
    sign_in(page, live_server, producer)
    page.goto(f"/portal/{producer.slug}/goods/new/")
    page.fill("[name=title]", "Mứt dừa")
    page.wait_for_url(re.compile(r"/goods/drafts/\d+/"))
    page.reload()
    assert page.locator("[name=title]").input_value() == "Mứt dừa"
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.fill("textarea[name=description]", "Dừa non rim đường.")
    assert draft_of(producer).values["description"] == "Dừa non rim đường."


def test_without_a_script_every_button_keeps_what_was_written(browse, live_server, producer):
    page = browse(javascript=False, **PHONE)
    sign_in(page, live_server, producer)
    page.goto(f"/portal/{producer.slug}/goods/new/")
    page.set_input_files("[name=pictures]", PHOTO)
    page.fill("[name=title]", "Mứt dừa")
    choose(page, "[name=product_set]", "7")
    page.locator("[value=next]").tap()
    page.locator("[name=field_shelf_life]").fill("6 tháng")
    page.locator("[name=title]").press("Enter")
    page.wait_for_load_state()
    draft = draft_of(producer)
    assert (draft.values["field_shelf_life"], draft.files.count()) == ("6 tháng", 1)
    page.locator("[value=preview]").tap()
    page.wait_for_url(re.compile("/preview/"))
    assert page.locator("[data-preview]").is_visible()
    assert narrowest(page) <= 320
